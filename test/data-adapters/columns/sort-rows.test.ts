import {expect} from 'chai';
import fc from 'fast-check';

import {MoneyColumn, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import {sortByTime} from '../../../data-adapters/columns/sort-rows.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';

/** A row knows its number, as text, number, money and day; two columns are one array. */
function tableOf(times: readonly number[]): CanonicalTable {
  const rows = times.map((_, row) => row);
  const numbers = Float64Array.from(rows);
  const columns = new Map<string, Column>([
    ['order_id', new TextColumn(Int32Array.from(rows), rows.map((row) => `r${row}`))],
    ['ordered_at', new TimeColumn(Float64Array.from(times), Int32Array.from(rows))],
    ['quantity', new NumberColumn(numbers)],
    ['pieces', new NumberColumn(numbers)],
    ['net', new MoneyColumn(Float64Array.from(rows), 1)],
  ]);
  return {name: 'order_lines', length: times.length, columns};
}

const rowsOf = ({columns, length}: CanonicalTable): unknown[] =>
  Array.from({length}, (_, row) => [...columns].map(([name, column]) => (name === 'ordered_at' ? (column as TimeColumn).days[row] : column.at(row))));

/** By hand: a stable sort, rows without a time last. */
const inOrder = (times: readonly number[]): unknown[] =>
  times.map((time, row) => ({row, time: Number.isNaN(time) ? Infinity : time})).sort((a, b) => a.time - b.time || a.row - b.row)
    .map(({row}) => [`r${row}`, row, row, row, row]);

const times = fc.array(fc.option(fc.integer({min: 0, max: 40}), {nil: NaN}), {maxLength: 60});

describe('sortByTime', () => {
  it('puts rows in the order of their time, and leaves the table that it was given', () => {
    fc.assert(fc.property(times, (given) => {
      const table = tableOf(given);
      const before = rowsOf(table);
      expect(rowsOf(sortByTime(table))).to.deep.equal(inOrder(given));
      expect(rowsOf(table)).to.deep.equal(before);
    }));
  });

  it('sorts columns that are its own where they are, and one array once', () => {
    fc.assert(fc.property(times, (given) => {
      const table = tableOf(given);
      const sorted = sortByTime(table, true);
      expect(rowsOf(sorted)).to.deep.equal(inOrder(given));
      const valuesOf = ({columns}: CanonicalTable): Float64Array => (columns.get('quantity') as NumberColumn).values;
      expect(valuesOf(sorted)).to.equal(valuesOf(table));
    }));
  });

  it('gives the very table back that stands in order', () => {
    const table = tableOf([1, 1, 2, 5]);
    expect(sortByTime(table)).to.equal(table);
    expect(sortByTime(table, true)).to.equal(table);
  });
});
