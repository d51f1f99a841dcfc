import {expect} from 'chai';

import {ask, codes, line, OPTIONS, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const order = (customer_id: string | null, day: string, net = 10, more: Row = {}): Row => line(`${String(customer_id)} ${day}`, day, net, {customer_id, ...more});
const JANUARY = {period: '2024-01'} as const;

describe('repurchase within so many days', () => {
  // Ann orders again after exactly 30 days, Bob after 31; Cat's 30 days are not over on 20 February, though she has ordered again.
  const SHOP = [
    order('ann', '2024-01-01'), order('ann', '2024-01-31'), order('bob', '2024-01-02'), order('bob', '2024-02-02'),
    order('cat', '2024-01-22'), order('cat', '2024-02-20'), order(null, '2024-01-05'),
  ];

  it('counts the last day in, and leaves out of both sides whose days are not over', async () => {
    const result = await ask({order_lines: SHOP}, {metrics: ['repurchase_30d'], ...JANUARY});
    expect(result.totals).to.deep.equal({repurchase_30d: 1 / 2});
    expect(result.notes.find(({code}) => code === 'horizon-open')?.params).to.deep.equal({metric: 'repurchase_30d', members: 1, days: 30});
    expect(result.notes.find(({code}) => code === 'missing-customer')?.params).to.deep.equal({orders: 1});
    expect(await totalsOf({order_lines: SHOP}, ['repurchase_90d', 'repurchase_365d'], JANUARY)).to.deep.equal([null, null]);
  });

  it('is over with the last whole day: rows of a day that still runs tell of the day before', async () => {
    const lines = [...SHOP, order('dan', '2024-02-21')];
    const during = await ask({order_lines: lines}, {metrics: ['repurchase_30d'], ...JANUARY}, {now: '2024-02-21T12:00:00+08:00'});
    const after = await ask({order_lines: lines}, {metrics: ['repurchase_30d'], ...JANUARY}, {now: '2024-02-22T12:00:00+08:00'});
    expect([during.totals?.['repurchase_30d'], after.totals?.['repurchase_30d']]).to.deep.equal([1 / 2, 2 / 3]);
  });

  it('counts a second order of the same day, and none that was cancelled, given back, or a return', async () => {
    const end = order('zoe', '2024-04-01');
    const twice = [line('1', '2024-01-01', 5, {customer_id: 'ann'}), line('2', '2024-01-01', 5, {customer_id: 'ann'}), end];
    expect(await totalsOf({order_lines: twice}, ['repurchase_30d'], JANUARY)).to.deep.equal([1]);
    const none = [
      order('ann', '2024-01-01'), order('ann', '2024-01-02', 5, {status: 'cancelled'}), order('ann', '2024-01-03', 5, {refund: 5, refunded_at: '2024-01-04'}),
      order('ann', '2024-01-04', -5, {quantity: -1}), end,
    ];
    expect(await totalsOf({order_lines: none}, ['repurchase_30d'], JANUARY)).to.deep.equal([0]);
    const cart = [line('1', '2024-01-01', 5, {customer_id: 'ann', line_id: 'a'}), line('1', '2024-01-01', 5, {customer_id: 'ann', line_id: 'b'}), end];
    expect(await totalsOf({order_lines: cart}, ['repurchase_30d'], JANUARY)).to.deep.equal([0]);
  });

  it('belongs to the channel of the first order, wherever the second was', async () => {
    const lines = [
      order('ann', '2024-01-01', 10, {channel: 'app'}), order('ann', '2024-01-05', 10, {channel: 'web'}),
      order('bob', '2024-01-02', 10, {channel: 'web'}), order('zoe', '2024-04-01', 10, {channel: 'web'}),
    ];
    const result = await ask({order_lines: lines}, {metrics: ['repurchase_30d'], ...JANUARY, by: ['channel'], sort: {column: 'channel'}});
    expect(rowsOf(result, ['channel', 'repurchase_30d'])).to.deep.equal([['app', 1], ['web', 0]]);
    expect(await totalsOf({order_lines: lines}, ['repurchase_30d'], {...JANUARY, filters: [{dimension: 'channel', in: ['app']}]})).to.deep.equal([1]);
  });

  it('is compared with the new buyers of the period before, in percentage points', async () => {
    const lines = [order('ann', '2024-01-01'), order('ann', '2024-01-09'), order('bob', '2024-02-01'), order('cat', '2024-02-02'), order('cat', '2024-02-03'), order('zoe', '2024-04-01')];
    const {totals} = await ask({order_lines: lines}, {metrics: ['repurchase_30d'], period: '2024-02', compare: 'previous-period'});
    expect(totals).to.deep.include({repurchase_30d: 1 / 2, repurchase_30d_previous_period: 1, repurchase_30d_previous_period_change: -1 / 2});
  });
});

describe('the interval between purchases', () => {
  it('is the median of the gaps between order days, each in the period that ends it', async () => {
    const lines = [
      order('ann', '2024-01-01'), line('x', '2024-01-01 20:00', 5, {customer_id: 'ann'}), order('ann', '2024-01-11'), order('ann', '2024-02-10'),
      order('bob', '2024-01-20'), order('bob', '2024-02-09'), order('cat', '2024-02-01'),
    ];
    expect(await totalsOf({order_lines: lines}, ['purchase_interval'])).to.deep.equal([20]);
    const months = await ask({order_lines: lines}, {metrics: ['purchase_interval'], period: '2024-01/2024-03', grain: 'month'});
    expect(months.columns['purchase_interval']).to.deep.equal([10, 25, null]);
  });

  it('counts calendar days, also over a change of the clock', async () => {
    const lines = [order('ann', '2024-03-09T23:30:00'), order('ann', '2024-03-11T00:10:00')];
    expect(await totalsOf({order_lines: lines}, ['purchase_interval'], {}, {timeZone: 'America/New_York'})).to.deep.equal([2]);
  });
});

describe('retention on day N', () => {
  const visit = (user_id: string, at: string, more: Row = {}): Row => ({user_id, at, step: 'view', ...more});

  it('counts who comes on exactly that calendar day of the shop, also when it has 23 hours', async () => {
    // Clocks in New York go forward on 10 March: Ann is back on day 1, Bob on day 2, and 23 hours later is still the next day.
    const events = [
      visit('ann', '2024-03-09T23:50:00-05:00'), visit('ann', '2024-03-10T23:40:00-04:00'), visit('bob', '2024-03-09T00:10:00-05:00'),
      visit('bob', '2024-03-11T00:05:00-04:00'), visit('cat', '2024-03-09T12:00:00-05:00'),
    ];
    const query = {metrics: ['retention_d1', 'retention_d3'], period: '2024-03-09'} as const;
    const york = await ask({events}, query, {timeZone: 'America/New_York'});
    expect(york.totals).to.deep.equal({retention_d1: 1 / 3, retention_d3: null});
    // In Shanghai Ann's visits fall on 10 and 11 March, Bob's on 9 and 11, Cat's on 10.
    expect((await ask({events}, {...query, period: '2024-03-10'}, {timeZone: 'Asia/Shanghai'})).totals).to.deep.equal({retention_d1: 1 / 2, retention_d3: null});
  });

  it('has nobody who was there before, and leaves out whose day is not over', async () => {
    const events = [
      visit('ann', '2024-02-28'), visit('ann', '2024-03-01'), visit('ann', '2024-03-02'), visit('bob', '2024-03-01'), visit('bob', '2024-03-02'),
      visit('cat', '2024-03-02'), visit('dan', '2024-03-03'),
    ];
    const result = await ask({events}, {metrics: ['retention_d1'], period: '2024-03', grain: 'day'}, {now: '2024-03-03T12:00:00+08:00'});
    expect(result.columns['retention_d1']?.slice(0, 3)).to.deep.equal([1, null, null]);
    expect(result.notes.find(({code}) => code === 'day-open')?.params).to.deep.equal({metric: 'retention_d1', members: 2, days: 1});
  });

  it('goes by orders where there are no events, and says so', async () => {
    const lines = [order('ann', '2024-03-01'), order('ann', '2024-03-08'), order('bob', '2024-03-01', 10, {status: 'cancelled'}), order('bob', '2024-03-02'), order('zoe', '2024-03-30')];
    const result = await ask({order_lines: lines}, {metrics: ['retention_d7'], period: '2024-03-01/2024-03-10'});
    expect(result.totals).to.deep.equal({retention_d7: 1 / 2});
    expect(codes(result)).to.include('formula-fallback');
  });

  it('belongs to the channel of the first day', async () => {
    const events = [visit('ann', '2024-03-01', {channel: 'ad'}), visit('ann', '2024-03-02', {channel: 'mail'}), visit('bob', '2024-03-01', {channel: 'mail'})];
    const result = await ask({events}, {metrics: ['retention_d1'], by: ['channel'], sort: {column: 'channel'}});
    expect(rowsOf(result, ['channel', 'retention_d1'])).to.deep.equal([['ad', 1], ['mail', 0]]);
  });
});

describe('churn', () => {
  // The year begins on 1 January: on 29 June (day 181 of a leap year) its first 90 days and the 90 after them are known.
  const LINES = [
    order('ann', '2024-01-01'), order('bob', '2024-01-05'), order('bob', '2024-06-01'), order('cat', '2024-03-30'), order('dan', '2024-05-01'),
    order('zoe', '2024-06-29'),
  ];
  const options = {now: '2024-07-15T12:00:00+08:00'};

  it('is the part of the customers of the 90 days before that did not order in the last 90', async () => {
    // Base 2 January to 31 March: bob and cat; ann's order is too old on 29 June, and on 28 June the base began before the rows do.
    expect(await totalsOf({order_lines: LINES}, ['churn_rate', 'lapsed_buyers'], {period: '2024-06-29'}, options)).to.deep.equal([1 / 2, 1]);
    const days = await ask({order_lines: LINES}, {metrics: ['churn_rate'], period: '2024-06-26/2024-06-30', grain: 'day'}, options);
    expect(days.columns['churn_rate']).to.deep.equal([null, null, 2 / 3, 1 / 2, null]);
  });

  it('says from when on it is known', async () => {
    const result = await ask({order_lines: LINES}, {metrics: ['churn_rate'], period: '2024-05'}, options);
    expect(result.totals).to.deep.equal({churn_rate: null});
    expect(result.notes.find(({code}) => code === 'base-short')?.params).to.deep.equal({metric: 'churn_rate', days: 180, day: '2024-06-28'});
  });
});

describe('lifetime value', () => {
  const LINES = [
    order('ann', '2024-01-01', 100, {refund: 30, refunded_at: '2024-02-15'}), order('ann', '2024-01-31', 50), order('ann', '2024-02-01', 7),
    order('bob', '2024-01-10', 20), order('bob', '2024-01-20', 60, {refund: 60, refunded_at: '2024-01-25'}), order('bob', '2024-01-21', 9, {status: 'cancelled'}),
    order('zoe', '2024-04-09', 1000),
  ];

  it('adds what new buyers kept to an age, refunds on their own day', async () => {
    // Ann: 150 to day 30, 157 − 30 to day 90; Bob 20. Zoe is new in April.
    const query = {...JANUARY, metrics: ['ltv_30d', 'ltv_90d', 'ltv_historic', 'ltv_180d']};
    expect((await ask({order_lines: LINES}, query)).totals).to.deep.equal({ltv_30d: 85, ltv_90d: 73.5, ltv_historic: 73.5, ltv_180d: null});
    expect((await ask({order_lines: LINES}, {...query, refundsOn: 'order'})).totals).to.deep.include({ltv_30d: 70});
    expect((await ask({order_lines: LINES}, {...query, refundsOn: 'none'})).totals).to.deep.include({ltv_30d: (150 + 80) / 2});
  });

  it('is exact to the cent and undefined over two currencies', async () => {
    const cents = Array.from({length: 10}, (_, index) => order('ann', `2024-01-${String(index + 10)}`, 0.1));
    expect(await totalsOf({order_lines: cents}, ['ltv_historic'])).to.deep.equal([1]);
    const mixed = [order('ann', '2024-01-01', 5, {currency: 'CNY'}), order('ann', '2024-01-02', 5, {currency: 'USD'}), order('bob', '2024-01-02', 5, {currency: 'CNY'})];
    expect(await totalsOf({order_lines: mixed}, ['ltv_historic'])).to.deep.equal([null]);
    const days = await ask({order_lines: mixed}, {metrics: ['ltv_historic'], period: '2024-01-01/2024-01-02', grain: 'day'});
    expect(days.columns['ltv_historic']).to.deep.equal([null, 5]);
  });

  it('adds up to the money of RFM over all buyers', async () => {
    const {createSource} = await import('../../engine/index.ts');
    const source = createSource({order_lines: LINES}, OPTIONS);
    const rfm = await source.run({analysis: 'rfm', asOf: '2024-04-30'});
    const [value, buyers] = await totalsOf({order_lines: LINES}, ['ltv_historic', 'new_buyers']);
    expect(Number(value) * Number(buyers)).to.be.closeTo(Number(rfm.totals?.['net']), 1e-9);
  });
});
