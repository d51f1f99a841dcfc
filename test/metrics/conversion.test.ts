import {expect} from 'chai';

import {ask, codes, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const event = (user_id: string, at: string, step: string, more: Row = {}): Row => ({user_id, at, step, ...more});
const ticket = (id: string, at: string, customer_id: string | null, kind = 'inquiry'): Row => ({id, at, customer_id, kind});

describe('inquiry conversion', () => {
  const order_lines = [
    line('1', '2024-03-01T09:00:00', 10, {customer_id: 'ann'}), line('2', '2024-03-04T23:00:00', 10, {customer_id: 'ann'}),
    line('3', '2024-03-06T10:00:00', 10, {customer_id: 'bob'}), line('4', '2024-03-02T11:00:00', 10, {customer_id: 'cat', status: 'cancelled'}),
    line('5', '2024-03-10T10:00:00', 10, {customer_id: 'zoe'}),
  ];
  // Ann ordered before she asked and again on the third day after; Bob on the fourth; Cat placed an order and cancelled it; Dan never.
  const service = [
    ticket('t1', '2024-03-01T10:00:00', 'ann'), ticket('t2', '2024-03-01T12:00:00', 'ann'), ticket('t3', '2024-03-02T10:00:00', 'bob'),
    ticket('t4', '2024-03-02T10:00:00', 'cat'), ticket('t5', '2024-03-03T10:00:00', 'dan'), ticket('t6', '2024-03-03T10:00:00', null),
    ticket('t7', '2024-03-08T10:00:00', 'eve'), ticket('t8', '2024-03-02T10:00:00', 'fay', 'complaint'),
  ];

  it('is the part of those who asked that placed an order within three days of it', async () => {
    const result = await ask({order_lines, service}, {metrics: ['inquiry_conversion'], period: '2024-03'});
    expect(result.totals).to.deep.equal({inquiry_conversion: 2 / 4});
    const params = (code: string) => result.notes.find((each) => each.code === code)?.params;
    expect(params('tickets-open')).to.deep.equal({metric: 'inquiry_conversion', rows: 1, days: 3});
    expect(params('nameless-tickets')).to.deep.equal({rows: 1});
    const days = await ask({order_lines, service}, {metrics: ['inquiry_conversion'], period: '2024-03-01/2024-03-03', grain: 'day'});
    expect(days.columns['inquiry_conversion']).to.deep.equal([1, 1 / 2, 0]);
  });

  it('takes every ticket where none is called an inquiry, and says so', async () => {
    const other = service.map((each) => ({...each, kind: each['kind'] === 'inquiry' ? 'chat' : each['kind'] as string}));
    const result = await ask({order_lines, service: other}, {metrics: ['inquiry_conversion'], period: '2024-03'});
    expect(result.totals).to.deep.equal({inquiry_conversion: 2 / 5});
    expect(codes(result)).to.include('all-tickets');
  });

  it('takes an order of the same day as after it where orders have no clock', async () => {
    const dated = [line('1', '2024-03-01', 10, {customer_id: 'ann'}), line('5', '2024-03-10', 10, {customer_id: 'zoe'})];
    expect(await totalsOf({order_lines: dated, service: service.slice(0, 1)}, ['inquiry_conversion'])).to.deep.equal([1]);
    const before = [line('1', '2024-03-01T09:59:59', 10, {customer_id: 'ann'}), line('5', '2024-03-10', 10, {customer_id: 'zoe'})];
    expect(await totalsOf({order_lines: before, service: service.slice(0, 1)}, ['inquiry_conversion'])).to.deep.equal([0]);
  });

  it('names what it lacks: orders, or the customers of tickets', async () => {
    const refusal = (tables: Readonly<Record<string, readonly Row[]>>) =>
      ask(tables, {metrics: ['inquiry_conversion']}).then(() => 'answered', (error: unknown) => String(error));
    expect(await refusal({service})).to.match(/needs the table "order_lines"/);
    expect(await refusal({order_lines, service: service.map(({id, at}) => ({id: id as string, at: at as string}))})).to.match(/needs "customer_id" in the table "service"/);
  });
});

describe('time to convert', () => {
  const events = [
    event('ann', '2024-03-01T10:00:00', 'view'), event('ann', '2024-03-01T11:00:00', 'view'), event('ann', '2024-03-01T13:00:00', 'pay'),
    event('ann', '2024-03-02T13:00:00', 'pay'), event('bob', '2024-03-01T10:00:00', 'view'), event('bob', '2024-03-02T10:30:00', 'pay'),
    event('cat', '2024-03-01T10:00:00', 'view'), event('cat', '2024-03-09T10:00:00', 'pay'), event('dan', '2024-03-02T10:00:00', 'view'),
  ];

  it('is the median of hours to the first payment, as the funnel times it', async () => {
    expect(await totalsOf({events}, ['time_to_convert'])).to.deep.equal([(2 + 24.5) / 2]);
    const {createSource} = await import('../../engine/index.ts');
    const source = createSource({events}, {timeZone: 'Asia/Shanghai', now: '2024-04-30T23:59:59.999+08:00'});
    const funnel = await source.run({analysis: 'funnel', steps: ['view', 'pay'], within: '7d', view: 'times'});
    expect(funnel.totals?.['median_seconds']).to.equal(((2 + 24.5) / 2) * 3600);
  });

  it('is undefined where nobody paid, and counts elapsed hours over a change of the clock', async () => {
    const days = await ask({events}, {metrics: ['time_to_convert'], period: '2024-03-01/2024-03-02', grain: 'day'});
    expect(days.columns['time_to_convert']).to.deep.equal([(2 + 24.5) / 2, null]);
    const night = [event('ann', '2024-03-10T01:30:00-05:00', 'view'), event('ann', '2024-03-10T03:30:00-04:00', 'pay')];
    expect(await totalsOf({events: night}, ['time_to_convert'], {}, {timeZone: 'America/New_York'})).to.deep.equal([1]);
  });
});

describe('carts left behind, by session', () => {
  const at = (session_id: string, time: string, step: string): Row => event(`u${session_id}`, `2024-03-01T${time}`, step, {session_id});
  // s1 pays, s2 leaves, s3 only looks, s4 pays and fills another cart, s5 pays for a cart of an earlier session and then fills one.
  const events = [
    at('1', '10:00', 'cart'), at('1', '10:10', 'pay'), at('2', '10:00', 'cart'), at('3', '10:00', 'view'), at('4', '10:00', 'cart'), at('4', '10:00', 'pay'),
    at('4', '10:20', 'cart'), at('5', '10:00', 'pay'), at('5', '10:20', 'cart'),
  ].map((row) => ({...row, at: `${String(row['at'])}:00`}));

  it('are divided by sessions with a cart, or as Matomo does by all', async () => {
    expect(await totalsOf({events}, ['session_cart_abandonment', 'visit_cart_abandonment', 'cart_sessions'])).to.deep.equal([2 / 4, 2 / 5, 4]);
  });

  it('are found whatever the order of the rows', async () => {
    expect(await totalsOf({events: [...events].reverse()}, ['session_cart_abandonment'])).to.deep.equal([2 / 4]);
  });
});

describe('daily visitors added up', () => {
  const events = [
    event('ann', '2024-03-01T10:00:00', 'view'), event('ann', '2024-03-01T11:00:00', 'view'), event('ann', '2024-03-02T10:00:00', 'view'),
    event('bob', '2024-03-02T10:00:00', 'view'),
  ];

  it('count who comes on two days twice, and are not the visitors', async () => {
    expect(await totalsOf({events}, ['uv_days', 'visitors'])).to.deep.equal([3, 2]);
    const days = await ask({events}, {metrics: ['uv_days'], grain: 'day', period: '2024-03-01/2024-03-02'});
    expect(days.columns['uv_days']).to.deep.equal([1, 2]);
  });

  it('come from day totals where there are no events', async () => {
    const traffic = [{day: '2024-03-01', channel: 'web', visitors: 5}, {day: '2024-03-02', channel: 'web', visitors: 7}];
    expect(await totalsOf({traffic}, ['uv_days'])).to.deep.equal([12]);
  });
});

describe('who is new', () => {
  const order = (customer_id: string, day: string): Row => line(`${customer_id}${day}`, day, 10, {customer_id});
  const order_lines = [
    order('ann', '2023-01-01'), order('ann', '2024-03-05'), order('ann', '2024-03-20'),
    order('bob', '2023-03-01'), order('bob', '2024-02-28'), order('bob', '2024-03-02'),
    order('cat', '2023-03-04'), order('cat', '2024-03-03'), order('dan', '2024-03-09'),
  ];
  const query = {metrics: ['new_buyers', 'returning_buyers', 'returning_share'], period: '2024-03'} as const;

  it('is who never ordered before, or not in so many days before, the last of them included', async () => {
    const ever = {new_buyers: 1, returning_buyers: 3, returning_share: 3 / 4};
    expect((await ask({order_lines}, query)).totals).to.deep.equal(ever);
    // Cat's order is 365 days back, Ann's more.
    const year = await ask({order_lines}, {...query, newLookback: 365});
    expect(year.totals).to.deep.equal({new_buyers: 2, returning_buyers: 2, returning_share: 1 / 2});
    expect((await ask({order_lines}, {...query, newLookback: 364})).totals).to.deep.include({new_buyers: 3});
    expect((await ask({order_lines}, {...query, newLookback: 'ever'})).totals).to.deep.equal(ever);
  });

  it('is asked of the first order of each bucket', async () => {
    const days = await ask({order_lines}, {metrics: ['new_buyers'], period: '2024-03', grain: 'week', newLookback: 10});
    expect(rowsOf(days, ['period', 'new_buyers'])).to.deep.equal([
      ['2024-02-26', 1], ['2024-03-04', 2], ['2024-03-11', 0], ['2024-03-18', 1], ['2024-03-25', null],
    ]);
    const hours = await ask({order_lines}, {metrics: ['new_buyers'], period: '2024-03-05', grain: 'hour', newLookback: 365});
    expect(hours.columns['new_buyers']?.slice(0, 2)).to.deep.equal([1, 0]);
  });

  it('starts repurchase and lifetime value anew', async () => {
    const options = {metrics: ['repurchase_30d', 'ltv_30d'], period: '2024-03', newLookback: 365} as const;
    const later = [...order_lines, order('zoe', '2024-04-20')];
    expect((await ask({order_lines: later}, options)).totals).to.deep.equal({repurchase_30d: 1 / 2, ltv_30d: 15});
  });

  it('says when the rows begin inside the days that it looks back, and refuses nonsense', async () => {
    expect(codes(await ask({order_lines}, {...query, newLookback: 500}))).to.include('lookback-short');
    expect(codes(await ask({order_lines}, {...query, newLookback: 365}))).to.not.include('lookback-short');
    expect(codes(await ask({order_lines}, {metrics: ['orders'], newLookback: 500}))).to.not.include('lookback-short');
    for (const newLookback of [0, 1.5, 'never' as 'ever']) {
      expect(await ask({order_lines}, {...query, newLookback}).catch(String)).to.match(/newLookback is .*Write "ever", or a whole number/);
    }
  });
});
