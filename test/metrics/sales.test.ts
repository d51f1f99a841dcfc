import {expect} from 'chai';

import {ask, codes, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

/** Seven orders: a gift, a refund in the next month, one given back in whole, one cancelled, one unpaid. */
const LINES: readonly Row[] = [
  line('1', '2024-03-01T10:00:00', 100, {quantity: 2, list_price: 60, discount: 20, cost: 30, customer_id: 'ann'}),
  line('1', '2024-03-01T10:00:00', 0, {quantity: 1, list_price: 0, discount: 0, cost: 5, customer_id: 'ann'}),
  line('2', '2024-03-02T23:30:00', 50, {list_price: 50, discount: 0, cost: null, refund: 20, refunded_at: '2024-04-05T09:00:00', customer_id: 'bob'}),
  line('3', '2024-03-03T09:00:00', 80, {status: 'refunded', refund: 80, refunded_at: '2024-03-20', list_price: 100, discount: 20, cost: 40, customer_id: 'cat'}),
  line('4', '2024-03-04T09:00:00', 70, {status: 'cancelled', customer_id: 'ann'}),
  line('5', '2024-03-05T09:00:00', 30, {status: 'pending', customer_id: 'dan'}),
  line('6', '2024-04-02T09:00:00', 200, {list_price: 200, discount: 0, cost: 120, quantity: 4, customer_id: 'ann'}),
];
const TABLES = {order_lines: LINES};

describe('sales metrics, worked out by hand', () => {
  it('count every order in GMV, paid ones in sales, and take refunds off on their own day', async () => {
    expect(await totalsOf(TABLES, ['gmv', 'paid_amount', 'refunds', 'net_sales'], {period: '2024-03'})).to.deep.equal([330, 230, 80, 150]);
    expect(await totalsOf(TABLES, ['net_sales', 'refunds'], {period: '2024-04'})).to.deep.equal([180, 20]);
  });

  it('take refunds off on the day of the order, or not at all, where asked to', async () => {
    expect(await totalsOf(TABLES, ['net_sales'], {period: '2024-03', refundsOn: 'order'})).to.deep.equal([130]);
    expect(await totalsOf(TABLES, ['net_sales', 'refunds'], {period: '2024-03', refundsOn: 'none'})).to.deep.equal([230, 0]);
  });

  it('keep a refunded order as an order, and leave cancelled and unpaid ones out', async () => {
    expect(await totalsOf(TABLES, ['orders', 'placed_orders', 'cancel_rate', 'aov'], {period: '2024-03'})).to.deep.equal([3, 5, 0.2, 50]);
  });

  it('count gifts as units and not in the average price', async () => {
    expect(await totalsOf(TABLES, ['units', 'units_per_order', 'avg_price'], {period: '2024-03'})).to.deep.equal([5, 5 / 3, 57.5]);
  });

  it('read list prices and discounts of valid orders', async () => {
    expect(await totalsOf(TABLES, ['gross_sales', 'discounts', 'discount_rate'], {period: '2024-03'})).to.deep.equal([270, 40, 40 / 270]);
  });

  it('take margins over lines with a cost, refunds included, and say how much of sales that is', async () => {
    const [margin, rate, coverage] = await totalsOf(TABLES, ['gross_margin', 'gross_margin_rate', 'cost_coverage'], {period: '2024-03'});
    expect(margin).to.equal(180 - 80 - 105);
    expect(rate).to.equal(-0.05);
    expect(coverage).to.equal(180 / 230);
  });

  it('have an undefined order value on a day of refunds alone', async () => {
    expect(await totalsOf(TABLES, ['orders', 'net_sales', 'aov'], {period: '2024-03-20'})).to.deep.equal([0, -80, null]);
  });

  it('call everything beyond the rows undefined, and an empty day inside them zero', async () => {
    expect(await totalsOf(TABLES, ['gmv', 'orders', 'aov'], {period: '2023'})).to.deep.equal([null, null, null]);
    expect(await totalsOf(TABLES, ['gmv', 'orders', 'aov'], {period: '2024-03-15'})).to.deep.equal([0, 0, null]);
  });

  it('count an order once however many lines and categories it has', async () => {
    const lines = [line('1', '2024-03-01', 10, {category: 'tea'}), line('1', '2024-03-01', 20, {category: 'cup'}), line('2', '2024-03-01', 5, {category: 'tea'})];
    const result = await ask({order_lines: lines}, {metrics: ['orders', 'gmv'], by: ['category']});
    expect(rowsOf(result, ['category', 'orders', 'gmv'])).to.deep.equal([['tea', 2, 15], ['cup', 1, 20]]);
    expect(result.totals?.['orders']).to.equal(2);
  });

  it('take all orders as valid where there is no status, and say so', async () => {
    const result = await ask({order_lines: [{order_id: '1', ordered_at: '2024-03-01', net: 10, quantity: 1}]}, {metrics: ['orders']});
    expect(result.totals?.['orders']).to.equal(1);
    expect(codes(result)).to.deep.equal(['no-status']);
  });

  it('date paid amounts by payment where the rows know it, else by order, with a note', async () => {
    const lines = [line('1', '2024-03-31T23:00:00', 10, {paid_at: '2024-04-01T00:10:00'}), line('2', '2024-03-05', 7, {paid_at: null})];
    expect(await totalsOf({order_lines: lines}, ['paid_amount'], {period: '2024-03'})).to.deep.equal([7]);
    expect(await totalsOf({order_lines: lines}, ['paid_amount'], {period: '2024-04'})).to.deep.equal([10]);
    expect(codes(await ask(TABLES, {metrics: ['paid_amount']}))).to.deep.equal(['time-fallback']);
  });

  it('never add up two currencies, but do split them', async () => {
    const lines = [line('1', '2024-03-01', 10, {currency: 'CNY'}), line('2', '2024-03-01', 7, {currency: 'USD'})];
    const result = await ask({order_lines: lines}, {metrics: ['gmv', 'orders']});
    expect(result.totals).to.deep.include({gmv: null, orders: 2});
    expect(result.notes.find(({code}) => code === 'mixed-currency')?.params).to.deep.equal({currencies: 'CNY, USD'});
    const split = await ask({order_lines: lines}, {metrics: ['gmv'], by: ['currency']});
    expect(rowsOf(split, ['currency', 'gmv'])).to.deep.equal([['CNY', 10], ['USD', 7]]);
  });

  it('add money exactly', async () => {
    const dimes = Array.from({length: 20_000}, (_, index) => line(String(index), '2024-03-01', index % 2 === 0 ? 0.1 : 0.2));
    expect(await totalsOf({order_lines: dimes}, ['gmv', 'net_sales'])).to.deep.equal([3000, 3000]);
    const large = Array.from({length: 1000}, (_, index) => line(String(index), '2024-03-01', 90_000_000.01));
    expect(await totalsOf({order_lines: large}, ['gmv'])).to.deep.equal([90_000_000_010]);
  });
});
