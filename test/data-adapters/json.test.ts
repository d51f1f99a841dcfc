import {expect} from 'chai';
import fc from 'fast-check';

import {createJsonAdapter} from '../../data-adapters/json.ts';
import type {JsonOptions} from '../../data-adapters/json.ts';
import {quoteLongIntegers} from '../../data-adapters/reading/parse-json.ts';
import type {CanonicalTables} from '../../data-adapters/schema.ts';
import {cells, errorOf, issues, line, tableOf} from './tables.ts';

const load = (value: unknown, options?: JsonOptions): Promise<CanonicalTables> =>
  createJsonAdapter({order_lines: {text: typeof value === 'string' ? value : JSON.stringify(value)}}, options).load();

const ROWS = [line(), line({order_id: 'A2', net: '¥2.50'})];
const COLUMNS = {order_id: ['A1', 'A2'], ordered_at: ['2024-03-01', '2024-03-01'], quantity: [1, 1], net: [10, 2.5]};

describe('createJsonAdapter', () => {
  it('reads rows, columns, lines and envelopes alike', async () => {
    const shapes: Record<string, unknown> = {
      rows: ROWS, columns: {columns: COLUMNS}, bareColumns: COLUMNS, envelope: {data: ROWS, total: 2}, results: {results: ROWS},
      lines: ROWS.map((row) => JSON.stringify(row)).join('\n'), linesWithEnd: `${ROWS.map((row) => JSON.stringify(row)).join('\r\n')}\n\n`,
      marked: `\uFEFF${JSON.stringify(ROWS)}`, pretty: JSON.stringify({data: ROWS}, null, 2),
    };
    for (const [shape, value] of Object.entries(shapes)) {
      const tables = await load(value);
      expect(cells(tables, 'order_id'), shape).to.deep.equal(['A1', 'A2']);
      expect(cells(tables, 'net'), shape).to.deep.equal([10, 2.5]);
    }
    expect(cells(await load({shop: {orders: ROWS}}, {path: 'shop.orders'}), 'net')).to.deep.equal([10, 2.5]);
    expect(tableOf(await load([])).length).to.equal(0);
  });

  it('makes the lines of an order rows of their own, and inner objects dotted columns', async () => {
    const orders = [
      {id: 7, created_at: '2024-03-01T10:00:00+08:00', customer: {id: 3, address: {city: '杭州'}}, items: [{sku: 'a', n: 2, pay: '3.00'}, {sku: 'b', n: 1, pay: '4.00'}]},
      {id: 8, created_at: '2024-03-01T10:00:00+08:00', customer: null, items: []},
    ];
    const tables = await load(orders, {
      split: 'items',
      columns: {order_lines: {order_id: 'id', customer_id: 'customer.id', sku: 'items.sku', quantity: 'items.n', net: 'items.pay'}},
    });
    expect(cells(tables, 'sku')).to.deep.equal(['a', 'b']);
    expect(cells(tables, 'order_id')).to.deep.equal(['7', '7']);
    expect(cells(tables, 'customer_id')).to.deep.equal(['3', '3']);
    expect(cells(tables, 'customer.address.city')).to.deep.equal(['杭州', '杭州']);
    expect(issues(tables)).to.deep.equal(['missing-required quantity left-out 1']);
  });

  it('reads WooCommerce orders by their preset', async () => {
    const order = {
      id: 727, status: 'processing', currency: 'USD', customer_id: 0, date_created: '2017-03-22T16:28:02', total: '29.35',
      line_items: [{id: 315, name: 'Single', product_id: 93, quantity: 2, total: '6.00', total_tax: '0.45', sku: ''}, {id: 316, product_id: 22, quantity: 1, total: '12.00', sku: 'Bar3'}],
    };
    const tables = await load([order, {...order, id: 728, status: 'failed', customer_id: 5}], {preset: 'woocommerce', split: 'line_items', timeZone: 'America/New_York'});
    expect(cells(tables, 'order_id')).to.deep.equal(['727', '727', '728', '728']);
    expect(cells(tables, 'sku')).to.deep.equal(['93', 'Bar3', '93', 'Bar3']);
    expect(cells(tables, 'net')).to.deep.equal([6, 12, 6, 12]);
    expect(cells(tables, 'status')).to.deep.equal(['paid', 'paid', 'cancelled', 'cancelled']);
    expect(cells(tables, 'customer_id')).to.deep.equal([null, null, '5', '5']);
    expect(cells(tables, 'ordered_at')[0]).to.equal('2017-03-22T20:28:02.000Z');
    expect(tables.currency).to.equal('USD');
  });

  it('accepts no part of a text that ends too early', async () => {
    const text = JSON.stringify(ROWS.concat(line({order_id: '}]', note: '"],[{'})));
    for (let end = 0; end < text.length; end++) await errorOf(() => load(text.slice(0, end)), 'parse');
    const lines = ROWS.map((row) => JSON.stringify(row)).join('\n');
    expect((await errorOf(() => load(lines.slice(0, -5)), 'parse')).message).to.contain('line 2');
  });

  it('says what it found where there are no rows', async () => {
    expect((await errorOf(() => load({ok: true, payload: {}}), 'schema')).message).to.match(/path.*"ok", "payload"/);
    expect((await errorOf(() => load({shop: {}}, {path: 'shop.orders'}), 'schema')).message).to.contain('"orders" is not there');
    expect((await errorOf(() => load('5'), 'schema')).message).to.contain('no array of rows');
    expect((await errorOf(() => load(' '), 'parse')).message).to.contain('empty');
    expect((await errorOf(() => load('<html></html>'), 'auth')).message).to.contain('web page');
    const deep = `[{"a":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}]`;
    expect((await errorOf(() => load(deep), 'limit')).message).to.contain('64 levels');
  });
});

describe('quoteLongIntegers', () => {
  it('changes nothing but bare integers that a number cannot hold', () => {
    expect(quoteLongIntegers('[1234567890123456789, -12345678901234567890]')).to.equal('["1234567890123456789", "-12345678901234567890"]');
    for (const text of ['[9007199254740991, 1.2345678901234567890, 12345678901234567890e3]', '{"1234567890123456789": "x \\\\\\" 1234567890123456789"}']) {
      expect(quoteLongIntegers(text)).to.equal(text);
    }
  });

  it('leaves every other JSON text what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify([value, '1234567890123456', {'0000000000000000': '\\"9999999999999999999'}]);
        expect(quoteLongIntegers(text).replace(/(?<=[[,:])"(-?\d{16,})"(?=[\],}])/g, (match, digits: string) => (text.includes(match) ? match : digits))).to.equal(text);
      }),
      {numRuns: 1000, seed: 31},
    );
  });
});
