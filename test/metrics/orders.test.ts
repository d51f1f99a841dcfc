import {expect} from 'chai';
import fc from 'fast-check';

import {ask, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

describe('what makes an order and a buyer', () => {
  it('leaves refunds of cancelled orders out: their sales were never in', async () => {
    const order_lines = [line('1', '2024-03-01', 100), line('2', '2024-03-02', 50, {status: 'cancelled', refund: 50, refunded_at: '2024-03-03'})];
    expect(await totalsOf({order_lines}, ['net_sales', 'refunds', 'gmv'])).to.deep.equal([100, 0, 150]);
  });

  it('makes no buyer of an order whose refunds reach its amount, line by line or in one sum', async () => {
    const order_lines = [
      line('1', '2024-03-01', 100, {customer_id: 'ann'}),
      line('2', '2024-03-02', 30, {customer_id: 'bob', refund: 50, refunded_at: '2024-03-03'}), line('2', '2024-03-02', 20, {customer_id: 'bob'}),
      line('3', '2024-03-02', 30, {customer_id: 'cat', refund: 29.99, refunded_at: '2024-03-03'}),
    ];
    expect(await totalsOf({order_lines}, ['orders', 'buyers', 'new_buyers', 'orders_per_buyer'])).to.deep.equal([3, 2, 2, 1]);
  });

  it('counts a return as money back, and as no order', async () => {
    const order_lines = [
      line('1', '2024-03-01', 100, {customer_id: 'ann', quantity: 2}), line('C1', '2024-03-02', -50, {customer_id: 'ann', quantity: -1}),
      line('C2', '2024-03-02', -10, {customer_id: 'dan', quantity: -1}),
    ];
    expect(await totalsOf({order_lines}, ['orders', 'buyers', 'repeat_buyers', 'net_sales', 'aov', 'units'])).to.deep.equal([1, 1, 0, 40, 40, 2]);
  });

  it('tells orders of two shops apart that share an id', async () => {
    const order_lines = [
      line('1001', '2024-03-01', 10, {shop: 'north', customer_id: 'ann'}), line('1001', '2024-03-02', 20, {shop: 'south', customer_id: 'ann'}),
      line('1001', '2024-03-01', 5, {shop: 'north', customer_id: 'ann'}), line('7', '2024-03-01', 5, {shop: null, customer_id: 'bob'}),
    ];
    expect(await totalsOf({order_lines}, ['orders', 'placed_orders', 'repeat_buyers', 'aov'])).to.deep.equal([3, 3, 1, 40 / 3]);
  });

  it('reads gross sales of a line without list price or discount as its amount', async () => {
    const order_lines = [line('1', '2024-03-01', 100, {list_price: 120, discount: 20}), line('2', '2024-03-01', 10, {list_price: null, discount: null}),
      line('3', '2024-03-01', 10, {list_price: null, discount: 2})];
    expect(await totalsOf({order_lines}, ['gross_sales'])).to.deep.equal([142]);
    const refusal = await ask({order_lines: [line('1', '2024-03-01', 1)]}, {metrics: ['gross_sales']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"gross_sales" needs "list_price".*"order_lines"/);
  });

  it('takes a buyer as new in the hour of the first order only', async () => {
    const order_lines = ['08:30', '10:15'].map((time, index) => line(String(index), `2024-03-01T${time}:00`, 10, {customer_id: 'ann'}));
    const hours = await ask({order_lines}, {metrics: ['new_buyers', 'returning_buyers'], period: '2024-03-01', grain: 'hour'});
    expect(rowsOf(hours, ['new_buyers', 'returning_buyers']).slice(8, 11)).to.deep.equal([[1, 0], [0, 0], [0, 1]]);
  });

  it('finds buyers, new buyers and repeat buyers by brute force', async () => {
    const order = fc.record({
      customer: fc.constantFrom('a', 'b', 'c'), month: fc.integer({min: 1, max: 3}), status: fc.constantFrom('paid', 'cancelled', 'refunded'),
      quantity: fc.constantFrom(-1, 1, 2), refund: fc.constantFrom(0, 5, 10),
    });
    await fc.assert(fc.asyncProperty(fc.array(order, {minLength: 1, maxLength: 14}), async (list) => {
      const order_lines = list.map(({customer, month, status, quantity, refund}, id): Row =>
        line(String(id), `2024-0${month}-10`, 10, {customer_id: customer, status, quantity, refund, refunded_at: '2024-04-01'}));
      const good = list.filter(({status, quantity, refund}) => status === 'paid' && quantity > 0 && refund < 10);
      const first = (customer: string): number => Math.min(...good.filter((each) => each.customer === customer).map(({month}) => month));
      for (const month of [1, 2, 3]) {
        const now = good.filter((each) => each.month === month);
        const buyers = [...new Set(now.map(({customer}) => customer))];
        const fresh = buyers.filter((customer) => first(customer) === month).length;
        const again = buyers.filter((customer) => now.filter((each) => each.customer === customer).length >= 2).length;
        const answer = await totalsOf({order_lines: [...order_lines, line('x', '2024-01-01', 1, {customer_id: null})]}, ['buyers', 'new_buyers', 'repeat_buyers'], {period: `2024-0${month}`});
        expect(answer).to.deep.equal([buyers.length, fresh, again]);
      }
    }), {numRuns: 30});
  });
});
