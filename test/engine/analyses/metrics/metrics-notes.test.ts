import {expect} from 'chai';

import {ask, codes, line} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const paramsOf = async (tables: Readonly<Record<string, readonly Row[]>>, metric: string, code: string, period = '2024-03') => {
  const result = await ask(tables, {metrics: [metric], period});
  return result.notes.find((each) => each.code === code)?.params;
};

describe('what a result says beside its numbers', () => {
  const order_lines = [
    line('1', '2024-03-01', 100, {cost: 40, refund: null}), line('2', '2024-03-02', 50, {cost: null}), line('2', '2024-03-02', 5, {cost: null}),
    line('3', '2024-03-03', 10, {cost: 4, customer_id: null}), line('3', '2024-03-03', 10, {cost: 4, customer_id: null}),
    line('4', '2024-03-04', 7, {cost: null, status: 'cancelled', customer_id: null}), line('5', '2024-04-02', 9, {cost: 1}),
  ];

  it('names the lines that a margin leaves out, of those that count, in the period', async () => {
    expect(await paramsOf({order_lines}, 'gross_margin', 'unknown-cells')).to.deep.equal({metric: 'gross_margin', column: 'cost', rows: 2, of: 5});
    expect(await paramsOf({order_lines}, 'gross_margin', 'unknown-cells', '2024-04')).to.equal(undefined);
  });

  it('counts orders of nobody where buyers are counted, and only there', async () => {
    expect(await paramsOf({order_lines}, 'buyers', 'missing-customer')).to.deep.equal({orders: 1});
    expect(await paramsOf({order_lines}, 'net_sales', 'missing-customer')).to.equal(undefined);
  });

  it('shows a conversion above 100% as it is, and says so', async () => {
    const events = [{user_id: 'u1', at: '2024-03-01T10:00:00', step: 'view'}];
    const result = await ask({order_lines, events}, {metrics: ['conversion_rate'], period: '2024-03'});
    expect(result.totals).to.deep.equal({conversion_rate: 2});
    expect(codes(result)).to.include('above-one');
    const many = ['u1', 'u2', 'u3'].map((user_id) => ({user_id, at: '2024-03-01T10:00:00', step: 'view'}));
    expect(codes(await ask({order_lines, events: many}, {metrics: ['conversion_rate'], period: '2024-03'}))).to.not.include('above-one');
  });

  it('says where rows begin and end inside a period or its base', async () => {
    const traffic = [{day: '2024-02-10', visitors: 5}, {day: '2024-04-20', visitors: 5}];
    expect(await paramsOf({order_lines, traffic}, 'gmv', 'data-ends', '2024')).to.deep.equal({table: 'order_lines', day: '2024-04-02'});
    expect(await paramsOf({order_lines, traffic}, 'gmv', 'data-begins', '2024')).to.deep.equal({table: 'order_lines', day: '2024-03-01'});
    expect(await paramsOf({order_lines, traffic}, 'gmv', 'data-begins', '2024-03')).to.equal(undefined);
    const compared = await ask({order_lines}, {metrics: ['gmv'], period: '2024-03-25/2024-04-02', compare: {from: '2024-02-25', to: '2024-03-05'}});
    expect(codes(compared)).to.include('data-begins');
  });

  it('says once that orders carry no status, no refunds and no payment times', async () => {
    const bare = order_lines.map(({order_id, ordered_at, net, quantity}) => ({order_id, ordered_at, net, quantity} as Row));
    const result = await ask({order_lines: bare}, {metrics: ['net_sales', 'paid_amount', 'aov', 'orders']});
    expect(codes(result).sort()).to.deep.equal(['no-column', 'no-status', 'time-fallback']);
  });

  it('keeps a filter that only other tables know from touching a number, in words', async () => {
    const events = [{user_id: 'u1', at: '2024-03-01T10:00:00', step: 'view', variant: 'b'}];
    const result = await ask({order_lines, events}, {metrics: ['gmv'], period: '2024-03', filters: [{dimension: 'variant', in: ['b']}]});
    expect(result.totals).to.deep.equal({gmv: 182});
    expect(result.notes.find(({code}) => code === 'filter-ignored')?.params).to.deep.equal({dimension: 'variant', table: 'order_lines'});
  });
});
