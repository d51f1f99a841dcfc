import {expect} from 'chai';

import {createJsonAdapter} from '../../../data-adapters/json.ts';
import type {JsonOptions} from '../../../data-adapters/json.ts';
import type {CanonicalTables} from '../../../data-adapters/schema.ts';
import {createSource} from '../../../engine/create-source.ts';
import {cells, issues, issuesOf, tableOf} from '../tables.ts';

const load = (value: unknown, options: JsonOptions): Promise<CanonicalTables> =>
  createJsonAdapter({order_lines: {text: JSON.stringify(value)}}, {timeZone: 'America/New_York', ...options}).load();

const examples = (tables: CanonicalTables, column: string): string[] =>
  issuesOf(tables).filter((issue) => issue.reason === 'unplaced-amount' && issue.column === column).flatMap((issue) => issue.examples.map(({value}) => value));

const numbers = async (tables: CanonicalTables, metrics: string[], period: string): Promise<unknown> => {
  const source = createSource(tables, {now: 'data'});
  return (await source.run({analysis: 'metrics', metrics, period}, {table: false})).totals;
};

/** Three pieces at 199.00 on two lines. The first line has a discount of the order and one of its own, and is given back in two refunds. */
const shopify = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 450789469, name: '#1001', created_at: '2024-03-01T10:00:00-05:00', processed_at: '2024-03-01T10:00:00-05:00', cancelled_at: null, currency: 'USD',
  financial_status: 'partially_refunded', taxes_included: false, total_price: '606.74', customer: {id: 207119551}, source_name: 'web',
  line_items: [
    {
      id: 11, sku: 'GREEN', title: 'Player', price: '199.00', quantity: 2, total_discount: '0.00',
      discount_allocations: [{amount: '3.34', discount_application_index: 0}, {amount: '1.10', discount_application_index: 1}],
      tax_lines: [{price: '3.98', title: 'State'}, {price: '1.02', title: 'City'}],
    },
    {id: 12, sku: 'RED', title: 'Player', price: '199.00', quantity: 1, total_discount: '0.00', discount_allocations: [{amount: '3.33'}], tax_lines: [{price: '3.98'}]},
  ],
  shipping_lines: [{price: '10.00', discounted_price: '10.00', discount_allocations: [{amount: '2.50'}], tax_lines: [{price: '0.13'}]}],
  refunds: [
    {
      id: 501, created_at: '2024-03-09T10:00:00-05:00', processed_at: '2024-03-05T10:00:00-05:00',
      refund_line_items: [{id: 901, line_item_id: 11, quantity: 1, subtotal: 196.78, total_tax: 2.5}],
      order_adjustments: [{kind: 'shipping_refund', amount: '-5.00', tax_amount: '-0.10'}],
      transactions: [{kind: 'refund', status: 'success', amount: '204.38', currency: 'USD'}, {kind: 'refund', status: 'failure', amount: '204.38', currency: 'USD'}],
    },
    {
      id: 502, created_at: '2024-04-02T10:00:00-04:00', processed_at: null,
      refund_line_items: [
        {id: 902, line_item_id: 11, quantity: 1, subtotal: '96.78', total_tax: '0.00'}, {id: 903, line_item_id: 12, quantity: 1, subtotal: '195.67', total_tax: '0.00'},
      ],
      order_adjustments: [], transactions: [],
    },
  ],
  ...changes,
});

describe('Shopify orders', () => {
  it('need neither path nor split, and lay discounts, taxes, shipping and refunds on their lines', async () => {
    const tables = await load({orders: [shopify()]}, {preset: 'shopify'});
    // The first line is given back on two days: the second of them is a row without quantity or amount.
    expect(cells(tables, 'line_id')).to.deep.equal(['11', '11-refund-2', '12']);
    expect(cells(tables, 'order_id')).to.deep.equal(['450789469', '450789469', '450789469']);
    expect(cells(tables, 'quantity')).to.deep.equal([2, 0, 1]);
    // 398.00 − 3.34 − 1.10; 199.00 − 3.33
    expect(cells(tables, 'net')).to.deep.equal([393.56, 0, 195.67]);
    expect(cells(tables, 'discount')).to.deep.equal([4.44, 0, 3.33]);
    // 3.98 + 1.02 + 0.13 of shipping
    expect(cells(tables, 'tax')).to.deep.equal([5.13, 0, 3.98]);
    expect(cells(tables, 'shipping')).to.deep.equal([7.5, 0, null]);
    expect(cells(tables, 'refund')).to.deep.equal([196.78, 96.78, 195.67]);
    expect(cells(tables, 'refunded_at')).to.deep.equal(['2024-03-05T15:00:00.000Z', '2024-04-02T14:00:00.000Z', '2024-04-02T14:00:00.000Z']);
    expect(cells(tables, 'status')).to.deep.equal(['completed', 'completed', 'completed']);
    expect(cells(tables, 'customer_id')).to.deep.equal(['207119551', '207119551', '207119551']);
    expect(tables.currency).to.equal('USD');
    // 589.23 of lines + 9.11 tax + 7.50 shipping = 605.84 of 606.74; 204.38 given back, of which 199.28 on the line.
    expect(examples(tables, 'net')).to.deep.equal(['#1001 total_price 0.90 USD']);
    expect(examples(tables, 'tax')).to.deep.equal(['#1001 refund total_tax -2.50 USD']);
    expect(examples(tables, 'refund')).to.deep.equal(['#1001 shipping_refund 5.10 USD']);
    expect(await numbers(tables, ['orders', 'units', 'net_sales', 'refunds'], '2024-03')).to.deep.equal({orders: 1, units: 3, net_sales: 392.45, refunds: 196.78});
    expect(await numbers(tables, ['orders', 'net_sales', 'refunds'], '2024-04')).to.deep.equal({orders: 0, net_sales: -292.45, refunds: 292.45});
  });

  it('are cancelled by cancelled_at, whatever was paid', async () => {
    const tables = await load({orders: [shopify({cancelled_at: '2024-03-02T10:00:00-05:00', refunds: []}), shopify({id: 2, name: '#1002', financial_status: 'pending'})]}, {preset: 'shopify'});
    expect(new Set(cells(tables, 'status').slice(0, 2))).to.deep.equal(new Set(['cancelled']));
    expect(cells(tables, 'status').at(-1)).to.equal('pending');
    expect(await numbers(tables, ['gmv', 'net_sales'], '2024-03')).to.deep.equal({gmv: 1178.46, net_sales: 0});
  });

  it('take the tax out of prices that include it, and out of refunds', async () => {
    const line = {id: 5, sku: 'A', title: 'A', price: '119.00', quantity: 1, discount_allocations: [], tax_lines: [{price: '19.00'}]};
    const order = shopify({
      taxes_included: true, total_price: '123.76', line_items: [line], shipping_lines: [{price: '4.76', discounted_price: '4.76', tax_lines: [{price: '0.76'}]}],
      refunds: [{created_at: '2024-03-05T10:00:00-05:00', refund_line_items: [{line_item_id: 5, quantity: 1, subtotal: '119.00', total_tax: '19.00'}]}],
    });
    const tables = await load({order}, {preset: 'shopify'});
    expect([cells(tables, 'net'), cells(tables, 'tax'), cells(tables, 'shipping'), cells(tables, 'refund')]).to.deep.equal([[100], [19.76], [4], [100]]);
    expect(issues(tables).filter((issue) => issue.startsWith('unplaced'))).to.deep.equal(['unplaced-amount tax value-missing 1']);
  });

  it('say what a refund gave back beyond its lines, and less than them', async () => {
    const refund = (parts: Record<string, unknown>): Record<string, unknown> => ({created_at: '2024-03-05T10:00:00-05:00', refund_line_items: [], ...parts});
    const order = shopify({refunds: [
      refund({transactions: [{kind: 'refund', status: 'success', amount: '20.00', currency: 'USD'}]}),
      refund({order_adjustments: [{kind: 'refund_discrepancy', amount: '3.00', tax_amount: '0.00'}]}),
      // Paid in the buyer's currency: the adjustment in the shop's counts.
      refund({transactions: [{kind: 'refund', status: 'success', amount: '9.00', currency: 'EUR'}], order_adjustments: [{kind: 'shipping_refund', amount: '-10.00', tax_amount: '0'}]}),
      refund({refund_line_items: [{line_item_id: 99, quantity: 1, subtotal: '7.00', total_tax: '0.00'}]}),
    ]});
    const tables = await load({orders: [order]}, {preset: 'shopify'});
    expect(examples(tables, 'refund')).to.deep.equal([
      'Σ 34.00 USD', '#1001 refund transactions 20.00 USD', '#1001 refund_discrepancy -3.00 USD', '#1001 shipping_refund 10.00 USD', '#1001 line_item_id 99 7.00 USD',
    ]);
    expect(tableOf(tables).columns.has('refund')).to.equal(false);
  });

  it('stay two where two have one name, and count once where pages overlap', async () => {
    const other = shopify({id: 450789470, line_items: [{id: 13, sku: 'RED', price: '5.00', quantity: 1}], refunds: [], shipping_lines: [], total_price: '5.00'});
    const tables = await load({orders: [shopify(), other, shopify()]}, {preset: 'shopify'});
    expect(await numbers(tables, ['orders', 'gmv'], '2024-03')).to.deep.equal({orders: 2, gmv: 594.23});
    expect(examples(tables, 'refund')).to.deep.equal(['#1001 shipping_refund 5.10 USD']);
  });

  it('fall back where a list is not in the answer, and leave other shapes as they are', async () => {
    const old = {id: 5, sku: 'A', title: 'A', price: '10.00', quantity: 3, total_discount: '1.50'};
    const tables = await load([shopify({line_items: [old], total_price: undefined, refunds: undefined, shipping_lines: undefined, processed_at: undefined})], {preset: 'shopify'});
    expect([cells(tables, 'net'), cells(tables, 'ordered_at'), cells(tables, 'shipping')]).to.deep.equal([[28.5], ['2024-03-01T15:00:00.000Z'], [0]]);
    const flat = [{Name: '#1', 'Created at': '2024-03-01 10:00:00 -0500', 'Lineitem sku': 'A', 'Lineitem quantity': 2, 'Lineitem price': 5, 'Financial Status': 'paid'}];
    expect(cells(await load(flat, {preset: 'shopify'}), 'net')).to.deep.equal([10]);
    const chosen = await load({shop: {orders: [shopify()]}}, {preset: 'shopify', path: 'shop.orders', split: 'line_items'});
    expect(cells(chosen, 'net')).to.deep.equal([393.56, 0, 195.67]);
  });
});

/** The example order of the interface's manual: 6.00 and 12.00 of goods, 1.35 tax, 10.00 shipping. */
const woo = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 727, number: '727', status: 'processing', currency: 'USD', customer_id: 26, date_created: '2017-03-22T16:28:02', date_created_gmt: '2017-03-22T19:28:02',
  date_paid: '2017-03-22T16:28:08', date_paid_gmt: '2017-03-22T19:28:08', total: '29.35', total_tax: '1.35', shipping_total: '10.00', shipping_tax: '0.00',
  line_items: [
    {id: 315, name: 'Single', product_id: 93, quantity: 2, subtotal: '6.00', total: '6.00', total_tax: '0.45', sku: ''},
    {id: 316, name: 'Ship', product_id: 22, quantity: 1, subtotal: '15.00', total: '12.00', total_tax: '0.90', sku: 'Bar3'},
  ],
  fee_lines: [], refunds: [], ...changes,
});

describe('WooCommerce orders', () => {
  it('need no split, and are dated by their UTC times', async () => {
    const tables = await load([woo()], {preset: 'woocommerce'});
    expect([cells(tables, 'net'), cells(tables, 'discount'), cells(tables, 'tax'), cells(tables, 'shipping')]).to.deep.equal([[6, 12], [0, 3], [0.45, 0.9], [10, 0]]);
    expect(cells(tables, 'ordered_at')[0]).to.equal('2017-03-22T19:28:02.000Z');
    expect(cells(tables, 'paid_at')[0]).to.equal('2017-03-22T19:28:08.000Z');
    expect(issues(tables)).to.deep.equal([]);
  });

  it('lay refunds with lines on them, on their day, and say what they gave back beside', async () => {
    const refund = {
      id: 724, date_created: '2017-04-02T16:55:37', date_created_gmt: '2017-04-02T20:55:37', amount: '11.90',
      line_items: [{id: 320, quantity: -1, total: '-9.00', total_tax: '-0.90', meta_data: [{id: 1, key: '_refunded_item_id', value: '316'}]}],
    };
    const tables = await load({orders: [woo({refunds: [refund], total: '31.35', fee_lines: [{total: '2.00'}]})]}, {preset: 'woocommerce'});
    expect(cells(tables, 'refund')).to.deep.equal([null, 9]);
    expect(cells(tables, 'refunded_at')[1]).to.equal('2017-04-02T20:55:37.000Z');
    expect(examples(tables, 'refund')).to.deep.equal(['727 refund 724 2.00 USD']);
    expect(examples(tables, 'tax')).to.deep.equal(['727 refund 724 -0.90 USD']);
    expect(examples(tables, 'net')).to.deep.equal(['727 fee_lines 2.00 USD']);
    expect(await numbers(tables, ['net_sales'], '2017-04')).to.deep.equal({net_sales: -9});
  });

  it('place bare refunds only where they give the whole order back', async () => {
    const whole = woo({status: 'refunded', refunds: [{id: 1, reason: '', total: '-9.35'}, {id: 2, reason: '', total: '-20.00'}]});
    const part = woo({id: 728, number: '728', refunds: [{id: 3, reason: '', total: '-5.00'}]});
    const tables = await load([whole, part], {preset: 'woocommerce'});
    expect(cells(tables, 'refund')).to.deep.equal([6, 12, null, null]);
    expect(issues(tables)).to.include.members(['missing-value refunded_at value-missing 1', 'unplaced-amount refund value-missing 2']);
    // Of the whole order its shipping, of the other all that was given back.
    expect(examples(tables, 'refund')).to.deep.equal(['Σ 15.00 USD', '727 refunds 10.00 USD', '728 refunds 5.00 USD']);
    expect(await numbers(tables, ['orders', 'net_sales', 'refunds'], '2017-03')).to.deep.equal({orders: 2, net_sales: 18, refunds: 18});
  });
});
