import {expect} from 'chai';

import {toArquero} from '../../engine/arquero.ts';
import {buildResult} from '../../engine/build-result.ts';
import {cellData, codedData, numberData} from '../../engine/column-data.ts';
import type {ColumnData} from '../../engine/column-data.ts';
import {typedColumn} from '../../engine/result-columns.ts';
import type {Cell, QueryResult} from '../../engine/result.ts';
import {sortTyped} from '../../engine/sort-columns.ts';
import {packResult, unpackResult} from '../../engine/worker/pack-result.ts';

const field = (name: string) => ({name, type: 'number', label: {en: name, zh: name}}) as const;
const resultOf = (columns: Readonly<Record<string, () => ColumnData>>, length = 3): QueryResult =>
  buildResult({columns: Object.entries(columns).map(([name, data]) => ({field: field(name), data})), length, asOf: 0});
const stock = () => resultOf({
  units: () => numberData(Float64Array.of(3, NaN, 1)), place: () => codedData(Int32Array.of(1, 0, -1), ['east', 'west']), open: () => cellData([true, 'x', null]),
});
const PLAIN = {units: [3, null, 1], place: ['west', 'east', null], open: [true, 'x', null]};

describe('columns of a result that came typed', () => {
  it('read as plain arrays with null for unknown, in clones and in JSON too', () => {
    expect({...stock().columns}).to.deep.equal(PLAIN);
    expect(JSON.parse(JSON.stringify(stock().columns))).to.deep.equal(PLAIN);
    expect({...structuredClone(stock()).columns}).to.deep.equal(PLAIN);
    expect(Object.getPrototypeOf(stock().columns)).to.equal(null);
    expect(Array.isArray(stock().columns['units'])).to.equal(true);
  });

  it('are worked out when they are first read, once, also where the host froze its result', () => {
    let made = 0;
    const result = resultOf({units: () => numberData(Float64Array.of(++made))}, 1);
    expect([made, Object.keys(result.columns)]).to.deep.equal([0, ['units']]);
    Object.freeze(result.columns);
    expect(result.columns['units']).to.equal(result.columns['units']);
    expect([made, result.columns['units']]).to.deep.equal([1, [1]]);
  });

  it('never hold a number that is not finite', () => {
    expect(resultOf({a: () => numberData(Float64Array.of(Infinity, -Infinity, NaN))}).columns['a']).to.deep.equal([null, null, null]);
  });

  it('cross to the page with their lists, which leave the worker, and with copies of those that the source keeps', () => {
    const kept = Float64Array.of(7, 8, 9);
    const result = buildResult({
      columns: [
        {field: field('__proto__'), data: () => numberData(Float64Array.of(3, NaN, 1))}, {field: field('place'), data: stockPlaces},
        {field: field('kept'), data: () => numberData(kept, true)},
      ], length: 3, asOf: 0,
    });
    const {packed, transfer} = packResult(result);
    expect(transfer).to.have.length(3).and.not.include(kept.buffer);
    const there = unpackResult(structuredClone(packed, {transfer}));
    expect(Object.entries(there.columns)).to.deep.equal([['__proto__', [3, null, 1]], ['place', ['west', 'east', null]], ['kept', [7, 8, 9]]]);
    expect([...kept, ...transfer.map(({byteLength}) => byteLength)]).to.deep.equal([7, 8, 9, 0, 0, 0]);
    expect(there.length).to.equal(3);
  });

  it('are handed out typed: long plain answers too once they came from a worker, and whatever is asked for', () => {
    expect(typedColumn(stock(), 'units')).to.deep.include({kind: 'numbers', numbers: Float64Array.of(3, NaN, 1)});
    expect(typedColumn(stock(), 'none')).to.equal(undefined);
    const plain = (cells: readonly Cell[]): QueryResult => buildResult({columns: [{field: field('a'), values: cells}], asOf: 0});
    expect(typedColumn(plain([1, null]), 'a')).to.deep.include({kind: 'numbers', numbers: Float64Array.of(1, NaN)});
    expect(typedColumn(plain(['b', null, 'a', 'b']), 'a')).to.deep.include({codes: Int32Array.of(0, -1, 1, 0), values: ['b', 'a']});
    expect(typedColumn(plain(['b', 1]), 'a')).to.deep.include({kind: 'cells'});
    const long = Array.from({length: 300}, (_, row) => (row === 7 ? null : row));
    const there = unpackResult(structuredClone(packResult(plain(long)).packed));
    expect(typedColumn(there, 'a')?.kind).to.equal('numbers');
    expect(there.columns['a']).to.deep.equal(long);
  });

  it('are columns of an Arquero table, null where they are unknown', () => {
    const table = toArquero(stock());
    expect(['units', 'place', 'open'].map((name) => [...table.array(name)])).to.deep.equal(Object.values(PLAIN));
    expect(table.get('units', 1)).to.equal(null);
  });
});

const stockPlaces = (): ColumnData => codedData(Int32Array.of(1, 0, -1), ['east', 'west']);

describe('sorting typed columns', () => {
  const column = (name: string, data: ColumnData) => ({field: field(name), data: () => data});
  const columns = [column('n', numberData(Float64Array.of(2, NaN, 2, 1))), column('t', codedData(Int32Array.of(0, 1, 2, -1), ['b', 'c', 'a']))];
  const order = (sort: {column: string; descending?: boolean}[], limit?: number) => {
    const shown = sortTyped(columns, {columns, length: 4}, {sort, ...(limit === undefined ? {} : {limit})}, {});
    return resultOf({t: (shown.columns[1] as (typeof columns)[0]).data}, shown.length).columns['t'];
  };

  it('goes by numbers and by texts, nulls last both ways, equal rows in their old order or by the next key', () => {
    expect(order([{column: 'n'}])).to.deep.equal([null, 'b', 'a', 'c']);
    expect(order([{column: 'n', descending: true}])).to.deep.equal(['b', 'a', null, 'c']);
    expect(order([{column: 'n', descending: true}, {column: 't'}])).to.deep.equal(['a', 'b', null, 'c']);
    expect(order([{column: 't', descending: true}], 2)).to.deep.equal(['c', 'b']);
    expect(() => order([{column: 'z'}])).to.throw('Cannot sort by "z": the result has n, t.');
  });
});
