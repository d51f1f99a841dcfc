import {expect} from 'chai';

import {NumberDictionary, StringDictionary} from '../../../data-adapters/columns/dictionary.ts';
import {bytesOf} from '../columns/byte-dictionary.ts';
import type {Dictionary} from '../../../data-adapters/columns/dictionary.ts';
import {conform} from '../../../data-adapters/conform.ts';
import type {ConformOptions} from '../../../data-adapters/conform.ts';
import {codedColumn, numberColumn} from '../../../data-adapters/raw-tables/raw-column.ts';
import type {RawColumn} from '../../../data-adapters/raw-tables/raw-column.ts';
import {TypedTable} from '../../../data-adapters/raw-tables/raw-table.ts';
import {randomOf} from '../random-csv.ts';
import {outcome} from '../table-dump.ts';

const TABLES = 600;
const OPTIONAL = ['customer_id', 'status', 'channel', 'currency', 'refunded_at', 'note', 'score'];

type Cells = readonly unknown[];
interface Both {
  readonly cells: Cells;
  readonly typed: RawColumn;
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  order_id: ['1', '2', '3', '4', '007', 'A', '', 'NULL', ' 1', '1234567890123456789', '0'],
  customer_id: ['7', '8', '0', 'null', '', '订单', '\u00a0', 'None of them', 'x'.repeat(70_000)],
  status: ['paid', '已付款', 'completed', 'odd', '', 'cancelled'],
  channel: ['web', ' web', 'app', '', 'NULL', '华东', 'y'.repeat(70_000)],
  currency: ['CNY', 'USD', '¥', ''],
  net: ['1', '2.50', '￥3', 'abc', '', '$4', '1e999', '(5)'],
  quantity: ['1', '2', '0', '-1', 'x', ''],
  ordered_at: ['2024-03-01', '2024-03-01 08:00:00', '1709251200', '0001-01-01', 'soon', '', '2024-03-31 02:30:00'],
  note: ['a', '1', '2', '', '007'],
  score: ['1', '2.5', '', '.5'],
};
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  order_id: [1, 2, 3, -0, 4, 1.5, 2 ** 53, NaN, 5_000_001, -7],
  customer_id: [0, 7, 8, NaN, 123_456_789_012],
  channel: [1, 2, NaN, 2 ** 60],
  net: [1, 2.5, 0.125, -0, NaN, 12.3456789, Infinity, -3, 1e15],
  quantity: [1, 2, -1, 0, NaN, -Infinity],
  ordered_at: [1_709_251_200, 1_709_337_600, 1_709_251_200_000, 5, NaN, 20_240_301, 9_999_999_999, 1_709_251_200.5],
  refunded_at: [1_709_251_200_000, 1_709_337_600_000, 1e12, NaN, 9e12],
  note: [1, 2, NaN, 2 ** 60, 0.5],
  score: [1, NaN, 3],
};
const INSTANTS = [Date.UTC(2024, 2, 1), Date.UTC(2024, 2, 1, 8), Date.UTC(1, 0, 1), NaN, Date.UTC(2024, 2, 31, 1, 30), 1e15];

/** The same cells twice: as any value, and as what is known of all of them. */
function columnOf(name: string, length: number, random: () => number): Both {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const many = <T>(list: readonly T[]): T[] => {
    // Mostly the first ones: rows that are left out early hide what comes later.
    const usual = list.slice(0, 2 + Math.floor(random() * list.length));
    return Array.from({length}, () => pick(usual));
  };
  const kinds = [...(TEXTS[name] ? ['texts', 'bytes'] : []), ...(NUMBERS[name] ? ['doubles', 'ints'] : []), ...(name.endsWith('_at') ? ['instants'] : [])];
  const kind = pick(kinds);
  if (kind === 'doubles') {
    const cells = many(NUMBERS[name] ?? []);
    return {cells, typed: numberColumn(Float64Array.from(cells), (row) => cells[row])};
  }
  if (kind === 'ints') {
    const values = Int32Array.from(many((NUMBERS[name] ?? []).filter((each) => (each | 0) === each)));
    return {cells: [...values], typed: numberColumn(values, (row) => values[row])};
  }
  if (kind === 'instants') {
    const values = Float64Array.from(many(INSTANTS));
    const cells = Array.from(values, (value) => (Number.isNaN(value) ? null : new Date(value)));
    return {cells, typed: {cell: (row) => cells[row], typed: {kind: 'instants', values}}};
  }
  const texts = TEXTS[name] ?? [];
  const cells = many([...texts, null]);
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : texts.indexOf(cell)));
  const dictionary: Dictionary = kind === 'bytes' ? bytesOf(texts) : new StringDictionary(texts);
  return {cells, typed: codedColumn(codes, dictionary)};
}

/** The same in arrays that the column may take over, codes in the order in which the texts appear. */
function ownColumn({cell, typed}: RawColumn): RawColumn {
  if (typed?.kind === 'numbers') return numberColumn(typed.values.slice(), cell, true);
  if (typed?.kind !== 'texts') return {cell, typed};
  const texts = [...new Set(typed.codes)].filter((code) => code >= 0);
  return codedColumn(typed.codes.map((code) => texts.indexOf(code)), typed.dictionary.take(Int32Array.from(texts)), true);
}

describe('Typed columns', () => {
  it(`come out as the same cells would, in ${TABLES} tables`, async function () {
    this.timeout(60_000);
    const kept = {rows: 0, issues: new Set<string>()};
    for (let seed = 1; seed <= TABLES; seed++) {
      const random = randomOf(seed);
      const length = Math.floor(random() * 40);
      const names = ['order_id', 'ordered_at', 'quantity', 'net', ...OPTIONAL.filter(() => random() < 0.6)];
      const columns = names.map((name) => [name, columnOf(name, length, random)] as const);
      const options: ConformOptions = {
        timeZone: 'Europe/Berlin', ...(random() < 0.2 ? {units: 'minor'} : {}), ...(random() < 0.2 ? {utcDates: true} : {}),
        ...(random() < 0.2 ? {excelSerials: true} : {}), ...(random() < 0.3 ? {duplicates: 'first', repeatedOrders: 'first'} : {}),
        ...(random() < 0.5 ? {columns: {order_lines: {cost: {multiply: ['net', {oneMinus: 'quantity'}, 2], minus: ['quantity']}}}} : {}),
        preset: {tables: {order_lines: {missing: {customer_id: ['0']}}}},
      };
      const rows = Array.from({length}, (_, row) => Object.fromEntries(columns.map(([name, {cells}]) => [name, cells[row]])));
      const table = new TypedTable(length, names, columns.map(([, {typed}]) => typed));
      // Without rows there are no keys, and so no columns.
      if (length === 0) continue;
      const own = new TypedTable(length, names, columns.map(([, {typed}]) => ownColumn(typed)));
      const untyped = new TypedTable(length, names, columns.map(([, {cells}]) => ({cell: (row) => cells[row]})));
      const general = await outcome(() => conform({order_lines: untyped}, options));
      expect(await outcome(() => conform({order_lines: table}, options)), `seed ${seed}`).to.deep.equal(general);
      expect(await outcome(() => conform({order_lines: own}, options)), `seed ${seed}, own`).to.deep.equal(general);
      // Lists of one kind are typed where they are read.
      const lists = Object.fromEntries(columns.map(([name, {cells}]) => [name, cells]));
      for (const read of [rows, lists]) expect(await outcome(() => conform({order_lines: read}, options)), `seed ${seed}, read`).to.deep.equal(general);
      const {tables, quality} = general as {tables?: {length: number}[]; quality?: {tables: {issues: {reason: string}[]}[]}};
      kept.rows += tables?.[0]?.length ?? 0;
      for (const {reason} of quality?.tables[0]?.issues ?? []) kept.issues.add(reason);
    }
    expect(kept.rows).to.be.greaterThan(TABLES);
    expect([...kept.issues]).to.include.members([
      'duplicate-row', 'repeated-order', 'missing-required', 'unreadable-number', 'unreadable-money', 'unreadable-time', 'impossible-time', 'unknown-status',
      'mixed-currency', 'missing-customer', 'unsafe-integer', 'infinite-number', 'cell-too-long',
    ]);
  });

  it('keep an id of numbers apart from its texts until one is asked for', () => {
    const [three, times] = [Int32Array.of(1, 2, 3), Float64Array.of(1.7e12, 1.7e12, 1.7e12)];
    const {tables} = conform({order_lines: {order_id: Int32Array.of(5, 5, 9), ordered_at: times, quantity: three, net: three}});
    const column = tables.order_lines?.columns.get('order_id');
    if (column?.type !== 'text') throw new Error('no ids');
    expect(column.dictionary).to.be.instanceOf(NumberDictionary);
    expect([column.size, column.at(2), [...column.codes]]).to.deep.equal([2, '9', [0, 0, 1]]);
  });
});
