import {expect} from 'chai';

import {atOnce} from '../../../data-adapters/raw-tables/at-once.ts';
import {readObjects} from '../../../data-adapters/raw-tables/object-rows.ts';
import type {ObjectCells} from '../../../data-adapters/raw-tables/object-rows.ts';

const read = (rows: readonly unknown[], check: (keys: number) => void = () => undefined): ObjectCells => atOnce(readObjects(rows, check));

/** By key, a value a row. */
const table = (rows: readonly unknown[]): Record<string, unknown[]> => {
  const {keys, cells} = read(rows);
  return Object.fromEntries(keys.map((key, at) => [key, rows.map((_, row) => cells[at]?.[row])]));
};

describe('rows that are objects', () => {
  it('have the union of their keys, in whatever order each has its own', () => {
    const rows = [{a: 1, b: 2}, {b: 3, a: 4}, {c: 5}, {a: 6, c: 7, b: 8}];
    expect(read(rows).keys).to.deep.equal(['a', 'b', 'c']);
    expect(table(rows)).to.deep.equal({a: [1, 4, undefined, 6], b: [2, 3, undefined, 8], c: [undefined, undefined, 5, 7]});
  });

  it('that are none have no cells, and keys of prototypes are none', () => {
    class Row {
      own = 1;
      get inherited(): number {
        return 2;
      }
    }
    const child = Object.assign(Object.create({above: 1}) as object, {own: 2});
    expect(table([null, 7, 'text', new Row(), child, Object.assign(Object.create(null) as object, {constructor: 3})])).to.deep.equal({
      own: [undefined, undefined, undefined, 1, 2, undefined], constructor: [undefined, undefined, undefined, undefined, undefined, 3],
    });
    expect(read([]).keys).to.deep.equal([]);
  });

  it('tell of each new key, so that too many can be refused', () => {
    const told: number[] = [];
    read([{a: 1}, {a: 1, b: 1}, {c: 1}], (keys) => told.push(keys));
    expect(told).to.deep.equal([1, 2, 3]);
  });

  it('are read with a pause every few thousand', () => {
    expect([...readObjects(Array.from({length: 20_000}, (_, row) => ({row})), () => undefined)].length).to.be.greaterThan(2);
  });
});
