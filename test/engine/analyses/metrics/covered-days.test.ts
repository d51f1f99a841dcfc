import {expect} from 'chai';

import {ask, codes, line} from '../../shop-rows.ts';

const METRICS = ['net_sales', 'orders', 'aov', 'new_buyers'];
const ZERO = {net_sales: 0, orders: 0, aov: null, new_buyers: 0};
const UNKNOWN = {net_sales: null, orders: null, aov: null, new_buyers: null};
const order_lines = [line('1', '2024-03-08', 10), line('2', '2024-03-09T22:00:00', 20)];
/** 10 March, half past eight in the morning. */
const MORNING = {now: '2024-03-10T08:30:00+08:00'};

describe('a day on which the clock stands, before its first row', () => {
  it('has sold nothing yet in a shop whose rows run up to yesterday', async () => {
    const result = await ask({order_lines}, {metrics: METRICS, period: 'today'}, MORNING);
    expect(result.totals).to.deep.equal(ZERO);
    expect(codes(result)).to.include('partial-period').and.not.include('data-over');
    const hours = await ask({order_lines}, {metrics: ['orders'], period: 'today', grain: 'hour'}, MORNING);
    expect(hours.columns['orders']).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('falls behind yesterday\'s same hours, as a number', async () => {
    const lines = [...order_lines, line('3', '2024-03-09T07:00:00', 5)];
    const {totals} = await ask({order_lines: lines}, {metrics: ['net_sales'], period: 'today', compare: 'previous-period'}, MORNING);
    expect(totals).to.deep.include({net_sales: 0, net_sales_previous_period: 5, net_sales_previous_period_change: -1});
  });

  it('is not known where the rows ended earlier, and the answer says when', async () => {
    const options = {now: '2024-03-11T08:30:00+08:00'};
    const result = await ask({order_lines}, {metrics: METRICS, period: 'today'}, options);
    expect(result.totals).to.deep.equal(UNKNOWN);
    expect(result.notes.find(({code}) => code === 'data-over')?.params).to.deep.equal({day: '2024-03-09'});
    const days = await ask({order_lines}, {metrics: ['orders'], period: 'last-3-days', grain: 'day'}, options);
    expect(days.columns['orders']).to.deep.equal([1, null, null]);
  });

  it('reaches no day after the clock\'s, and no further back than the rows', async () => {
    expect((await ask({order_lines}, {metrics: METRICS, period: '2024-03-11'}, MORNING)).totals).to.deep.equal(UNKNOWN);
    expect((await ask({order_lines}, {metrics: METRICS, period: '2024-03-07'}, MORNING)).totals).to.deep.equal(UNKNOWN);
  });

  it('is told by the shop\'s zone: in Los Angeles it is still yesterday', async () => {
    const lines = [line('1', '2024-03-08T12:00:00', 10), line('2', '2024-03-09T12:00:00', 20)];
    const options = {timeZone: 'America/Los_Angeles', now: '2024-03-10T07:30:00Z'};
    const result = await ask({order_lines: lines}, {metrics: ['orders'], period: 'today'}, options);
    expect([result.totals?.['orders'], result.period?.from]).to.deep.equal([1, '2024-03-09']);
  });

  it('is zero by the last row of any table: who looks at the shop today has not bought today', async () => {
    const events = [{user_id: 'u', at: '2024-03-09T10:00:00', step: 'view'}];
    const result = await ask({order_lines: order_lines.slice(0, 1), events}, {metrics: ['orders'], period: 'today'}, MORNING);
    expect(result.totals).to.deep.equal({orders: 0});
  });
});
