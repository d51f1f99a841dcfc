import * as aq from 'arquero';
import {expect} from 'chai';

import {conform, isCanonicalTables, mergeTables} from '../../data-adapters/conform.ts';
import {cells, conformLines, errorOf, issues, line, tableOf} from './tables.ts';

const ROWS = [
  {order_id: '007', ordered_at: '2024-03-01 23:30', sku: 'S1', quantity: 2, net: '¥1,234.50', vip: 3},
  {order_id: '7', ordered_at: '2024-03-02', sku: 'S2', quantity: 1, net: 0.3, vip: null, note: 'x'},
];

describe('conform', () => {
  it('types every canonical column and cuts days in the shop’s zone', () => {
    const tables = conformLines(ROWS, {timeZone: 'Asia/Shanghai'});
    expect(cells(tables, 'order_id')).to.deep.equal(['007', '7']);
    expect(cells(tables, 'ordered_at')).to.deep.equal(['2024-03-01T15:30:00.000Z', '2024-03-01T16:00:00.000Z']);
    const time = tableOf(tables).columns.get('ordered_at');
    expect(time?.type === 'time' && [...time.days]).to.deep.equal([19_783, 19_784]);
    const net = tableOf(tables).columns.get('net');
    expect(net?.type === 'money' && [[...net.values], net.scale]).to.deep.equal([[123_450, 30], 100]);
    expect(tables.timeZone).to.equal('Asia/Shanghai');
    expect(tables.currency).to.equal('CNY');
  });

  it('gives the same table for every shape of the same rows', () => {
    const names = ['order_id', 'ordered_at', 'sku', 'quantity', 'net', 'vip', 'note'] as const;
    const columns = Object.fromEntries(names.map((name) => [name, ROWS.map((row) => (row as Record<string, unknown>)[name] ?? null)]));
    const arrow = {
      numRows: 2,
      schema: {fields: names.map((name) => ({name}))},
      getChild: (name: string) => ({at: (row: number) => columns[name]?.[row]}),
    };
    const shapes = {
      columns,
      map: new Map(Object.entries(columns)),
      arquero: aq.table(columns),
      arrow,
      records: {header: [...names], records: ROWS.map((_, row) => names.map((name) => columns[name]?.[row]))},
    };
    const expected = conformLines(ROWS);
    for (const [shape, input] of Object.entries(shapes)) {
      const found = conformLines(input);
      expect([...tableOf(found).columns.keys()], shape).to.deep.equal([...tableOf(expected).columns.keys()]);
      for (const name of names) expect(cells(found, name), `${shape} ${name}`).to.deep.equal(cells(expected, name));
    }
  });

  it('keeps the union of the keys of objects that differ', () => {
    const tables = conformLines([line(), line({order_id: 'A2', gift: 'yes'})]);
    expect(cells(tables, 'gift')).to.deep.equal([null, 'yes']);
  });

  it('keeps a host’s own columns as numbers only where every value is one beyond doubt', () => {
    const tables = conformLines([
      line({weight: '1.50', zone: '01', grade: '12', phone: '123', long: '1234567890123456', mixed: 3, flag: true}),
      line({order_id: 'A2', weight: '', zone: '2', grade: 7, phone: '456', long: '1', mixed: 'x', flag: false}),
    ]);
    expect(cells(tables, 'weight')).to.deep.equal([1.5, null]);
    expect(cells(tables, 'grade')).to.deep.equal([12, 7]);
    expect(cells(tables, 'zone')).to.deep.equal(['01', '2']);
    expect(cells(tables, 'phone')).to.deep.equal(['123', '456']);
    expect(cells(tables, 'long')).to.deep.equal(['1234567890123456', '1']);
    expect(cells(tables, 'mixed')).to.deep.equal(['3', 'x']);
    expect(cells(tables, 'flag')).to.deep.equal(['true', 'false']);
  });

  it('takes tables of no rows', () => {
    expect(tableOf(conformLines([])).length).to.equal(0);
    expect([...tableOf(conformLines([])).columns.keys()]).to.deep.equal(['order_id', 'ordered_at', 'quantity', 'net']);
    expect(tableOf(conformLines({header: ['order_id', 'ordered_at', 'quantity', 'net', 'x'], records: []})).length).to.equal(0);
    expect(conform({}).quality.tables).to.deep.equal([]);
  });

  it('renames in either direction and calculates by rule', () => {
    const rows = [{编号: '1', when: '2024-01-05', price: '4.90', n: 3, off: '20%', wt: 2, drop: 1}];
    const tables = conformLines(rows, {
      preset: 'none',
      columns: {
        order_lines: {编号: 'order_id', ordered_at: 'when', quantity: 'n', net: {multiply: ['price', 'n', {oneMinus: 'off'}]}, wt: 'weight', drop: null, currency: {constant: 'USD'}},
      },
    });
    expect(cells(tables, 'order_id')).to.deep.equal(['1']);
    expect(cells(tables, 'net')).to.deep.equal([11.76]);
    expect(cells(tables, 'weight')).to.deep.equal([2]);
    expect(tables.currency).to.equal('USD');
    expect([...tableOf(tables).columns.keys()]).to.deep.equal(['order_id', 'ordered_at', 'quantity', 'net', 'currency', 'price', 'off', 'weight']);
  });

  it('names the table, the missing column and the headers that were found', async () => {
    const error = await errorOf(() => conformLines([{a: 1, b: 2}]), 'schema');
    expect(error.message).to.match(/order_lines.*order_id, ordered_at, quantity, net.*"a", "b".*columns: \{order_lines: \{order_id/);
    expect(error.source).to.equal('order_lines');
    const renamed = await errorOf(() => conformLines([line()], {columns: {order_lines: {net: 'Betrag'}}}), 'schema');
    expect(renamed.message).to.match(/net is to be read from "Betrag".*"order_id"/);
    const unknown = await errorOf(() => conformLines([line()], {columns: {order_lines: {Betrag: 'netto'}}}), 'schema');
    expect(unknown.message).to.contain('"Betrag", which is neither a header nor a column');
  });

  it('says what is wrong with an option or a shape', async () => {
    expect((await errorOf(() => conform({order_line: []} as object), 'schema')).message).to.match(/Unknown table "order_line".*order_lines/);
    expect((await errorOf(() => conformLines([line()], {timeZone: 'Moon/Base'}), 'schema')).message).to.contain('"Moon/Base"');
    expect((await errorOf(() => conformLines([line()], {currency: 'yuan'}), 'schema')).message).to.contain('"yuan"');
    expect((await errorOf(() => conformLines({a: [1], b: [1, 2]}), 'schema')).message).to.match(/"b" has 2 values .* 1/);
    expect((await errorOf(() => conform({order_lines: 'rows' as unknown as object}), 'schema')).message).to.contain('got string');
    const wide = Object.fromEntries(Array.from({length: 513}, (_, i) => [`c${i}`, [1]]));
    expect((await errorOf(() => conformLines(wide), 'limit')).message).to.match(/513 columns; the limit is 512/);
  });

  it('finds the currency in the rows where it is not stated', () => {
    expect(conformLines([line({currency: 'usd'}), line({currency: 'USD'})]).currency).to.equal('USD');
    expect(conformLines([line({net: '$1,234.50'})]).currency).to.equal('USD');
    expect(conformLines([line({net: '￥5'})]).currency).to.equal('CNY');
    expect(conformLines([line({net: 5})]).currency).to.equal('CNY');
    expect(cells(conformLines([line({net: '1200', currency: 'JPY'})]), 'net')).to.deep.equal([1200]);
  });

  it('never adds two currencies in silence', () => {
    const marked = conformLines([line({net: '$5'}), line({net: '€5'}), line({net: '$6', order_id: 'A2'})]);
    expect(cells(marked, 'net')).to.deep.equal([5, 6]);
    expect(issues(marked)).to.deep.equal(['mixed-currency net left-out 1']);
    const column = conformLines([line({currency: 'CNY'}), line({currency: 'RMB', order_id: 'A2'}), line({currency: 'USD', order_id: 'A3'})]);
    expect(cells(column, 'currency')).to.deep.equal(['CNY', 'CNY', 'USD']);
    expect(issues(column)).to.deep.equal(['mixed-currency currency kept 1']);
  });

  it('returns conformed tables as they are, and refuses to read them in another zone', async () => {
    const tables = conformLines([line()], {timeZone: 'Asia/Shanghai', currency: 'CNY'});
    expect(conform(tables)).to.equal(tables);
    expect(conform(tables, {timeZone: 'Asia/Shanghai'})).to.equal(tables);
    expect((await errorOf(() => conform(tables, {timeZone: 'UTC'}), 'schema')).message).to.match(/Asia\/Shanghai.*UTC/);
    expect((await errorOf(() => conform(tables, {currency: 'USD'}), 'schema')).message).to.match(/CNY.*USD/);
    expect(isCanonicalTables(structuredClone(tables))).to.equal(true);
    expect(isCanonicalTables({order_lines: [line()]})).to.equal(false);
  });

  it('takes a conformed table beside raw rows', () => {
    const orders = tableOf(conformLines([line()]));
    const both = conform({order_lines: orders, stock: [{sku: 'S1', on_hand: 4}]});
    expect(tableOf(both)).to.deep.equal(orders);
    expect(cells(both, 'on_hand', 'stock')).to.deep.equal([4]);
    expect(both.quality.tables.map(({table}) => table)).to.deep.equal(['order_lines', 'stock']);
  });

  it('joins the tables of two adapters, unless they disagree', async () => {
    const orders = conformLines([line()]);
    const stock = conform({stock: [{sku: 'S1', on_hand: 4}]});
    expect(Object.keys(mergeTables(orders, stock).tables)).to.deep.equal(['order_lines', 'stock']);
    expect(mergeTables(orders, stock).quality.tables.length).to.equal(2);
    expect((await errorOf(() => mergeTables(orders, orders), 'schema')).message).to.contain('order_lines');
    const elsewhere = conform({stock: []}, {timeZone: 'Asia/Shanghai'});
    expect((await errorOf(() => mergeTables(orders, elsewhere), 'schema')).message).to.match(/UTC.*Asia\/Shanghai/);
  });
});
