import {expect} from 'chai';

import type {Dictionary} from '../../../data-adapters/columns/dictionary.ts';
import {ListColumn} from '../../../data-adapters/raw-tables/list-column.ts';

const columnOf = (values: readonly unknown[]): ListColumn => new ListColumn(values.length, (row) => values[row]);
const textsOf = ({texts}: Dictionary): string[] => [...texts];

describe('a list of a host', () => {
  it('of numbers and blanks is numbers, of dates instants', () => {
    expect(columnOf([undefined, 1.5, null, -2]).typed).to.deep.equal({kind: 'numbers', values: Float64Array.of(NaN, 1.5, NaN, -2), isOwn: true});
    const dates = columnOf([new Date(5), null, new Date(NaN)]).typed;
    expect(dates).to.deep.equal({kind: 'instants', values: Float64Array.of(5, NaN, Infinity)});
  });

  it('of texts has each of them once, in the order in which they appear', () => {
    const typed = columnOf(['b', 'b', null, 'a', '', 'b']).typed;
    if (typed?.kind !== 'texts') throw new Error(`is ${typed?.kind}`);
    expect([...typed.codes]).to.deep.equal([0, 0, -1, 1, 2, 0]);
    expect(textsOf(typed.dictionary)).to.deep.equal(['b', 'a', '']);
  });

  it('of several kinds, of others and of blanks alone stays cells', () => {
    for (const values of [[1, '1'], ['a', 1], [1, Infinity], [NaN], [new Date(0), 0], [true], [null, undefined], [], [{}], [1n]]) {
      const column = columnOf(values);
      expect(column.typed, String(values)).to.equal(undefined);
      expect(values.map((_, row) => column.cell(row))).to.deep.equal(values);
    }
  });

  it('is gone through once, with pauses for one who wants them', () => {
    let reads = 0;
    const length = 40_000;
    const column = new ListColumn(length, (row) => (reads++, row));
    const pauses = [...column.typing()].length;
    expect(pauses).to.be.greaterThan(1);
    expect(column.typed?.kind).to.equal('numbers');
    // The first cell, which tells the kind, and then each of them.
    expect(reads).to.equal(length + 1);
  });
});
