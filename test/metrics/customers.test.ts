import {expect} from 'chai';

import {ask, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';

const LINES = [
  line('1', '2024-02-10', 10, {customer_id: 'ann', channel: 'app'}),
  line('2', '2024-03-01', 20, {customer_id: 'ann', channel: 'web'}),
  line('3', '2024-03-09', 30, {customer_id: 'ann', channel: 'app'}),
  line('4', '2024-03-02', 40, {customer_id: 'bob', channel: 'web'}),
  line('5', '2024-01-05', 50, {customer_id: 'cat', channel: 'web', status: 'cancelled'}),
  line('6', '2024-03-05', 60, {customer_id: 'cat', channel: 'app'}),
  line('7', '2024-03-06', 70, {customer_id: 'dan', channel: 'web', status: 'refunded', refund: 70, refunded_at: '2024-03-08'}),
  line('8', '2024-03-07', 80, {customer_id: null, channel: 'web'}),
];
const TABLES = {order_lines: LINES};

describe('customer metrics, worked out by hand', () => {
  it('count buyers with an order that was kept, and as new those whose first such order is in the period', async () => {
    // Ann bought in February; Cat's January order was cancelled, so March made her a customer; Dan gave all back; order 8 has no customer.
    const metrics = ['buyers', 'new_buyers', 'returning_buyers', 'returning_share'];
    expect(await totalsOf(TABLES, metrics, {period: '2024-03'})).to.deep.equal([3, 2, 1, 1 / 3]);
  });

  it('count repeat buyers inside the period alone', async () => {
    expect(await totalsOf(TABLES, ['repeat_buyers', 'repurchase_rate', 'orders_per_buyer'], {period: '2024-03'})).to.deep.equal([1, 1 / 3, 4 / 3]);
    expect(await totalsOf(TABLES, ['repeat_buyers'], {period: '2024-02'})).to.deep.equal([0]);
  });

  it('judge a new buyer by the first order ever, also under a filter and in every bucket', async () => {
    const app = await totalsOf(TABLES, ['buyers', 'new_buyers'], {period: '2024-03', filters: [{dimension: 'channel', in: ['app']}]});
    expect(app).to.deep.equal([2, 1]);
    const months = await ask(TABLES, {metrics: ['new_buyers', 'returning_buyers'], period: '2024-02/2024-03', grain: 'month'});
    expect(rowsOf(months, ['period', 'new_buyers', 'returning_buyers'])).to.deep.equal([['2024-02-01', 1, 0], ['2024-03-01', 2, 1]]);
  });

  it('recount buyers for every channel instead of adding them', async () => {
    const result = await ask(TABLES, {metrics: ['buyers'], by: ['channel'], period: '2024-03', sort: {column: 'channel'}});
    expect(rowsOf(result, ['channel', 'buyers'])).to.deep.equal([['app', 2], ['web', 2]]);
    expect(result.totals?.['buyers']).to.equal(3);
  });

  it('divide net sales by buyers', async () => {
    expect(await totalsOf(TABLES, ['arppu'], {period: '2024-03'})).to.deep.equal([(20 + 30 + 40 + 60 + 70 + 80 - 70) / 3]);
  });
});
