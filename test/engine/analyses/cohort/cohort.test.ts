import {expect} from 'chai';

import {ask, codes, event, order, paramsOf, triangle} from './cohort-rows.ts';

const SHOP = [
  order('ann', '2024-01-05T10:00:00'), order('ann', '2024-01-20T10:00:00'), order('ann', '2024-03-02T10:00:00'),
  order('bob', '2024-01-31T23:30:00'), order('bob', '2024-02-01T00:10:00'),
  order('cat', '2024-02-10T10:00:00'), order('dan', '2024-03-31T10:00:00'),
];

describe('cohorts of orders', () => {
  it('count members active in each later month, 0 for idle ones and null for those to come', async () => {
    const result = await ask({order_lines: SHOP});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [2, 1, 1], '2024-02-01': [1, 0, null], '2024-03-01': [1, null, null]});
    expect(triangle(result, 'size')).to.deep.equal({'2024-01-01': [2, 2, 2], '2024-02-01': [1, 1, 1], '2024-03-01': [1, 1, 1]});
    expect(triangle(result, 'rate')).to.deep.equal({'2024-01-01': [1, 0.5, 0.5], '2024-02-01': [1, 0, null], '2024-03-01': [1, null, null]});
    expect(triangle(result, 'period')['2024-02-01']).to.deep.equal(['2024-02-01', '2024-03-01', null]);
    expect(result.totals).to.deep.include({actors: 4, cohorts: 3, memberships: 4, returned: 2, return_rate: 0.5});
  });

  it('mark the month that is not over, and leave it out of averages unless asked', async () => {
    const rows = [...SHOP.slice(0, 6), order('dan', '2024-03-09T10:00:00')];
    const result = await ask({order_lines: rows});
    expect(triangle(result, 'partial')).to.deep.equal({
      '2024-01-01': [false, false, true], '2024-02-01': [false, true, false], '2024-03-01': [true, false, false],
    });
    const curve = await ask({order_lines: rows}, {view: 'curve'});
    expect(curve.columns['eligible']).to.deep.equal([3, 2, 0]);
    expect(curve.columns['rate']).to.deep.equal([1, 0.5, null]);
    const all = await ask({order_lines: rows}, {view: 'curve', partial: 'include'});
    expect(all.columns['eligible']).to.deep.equal([4, 3, 2]);
    expect(all.columns['rate']).to.deep.equal([1, 1 / 3, 0.5]);
  });

  it('take no return for activity and no cancelled or given-back order, unless every row counts', async () => {
    const rows = [
      order('ann', '2024-01-05'), order('ann', '2024-02-05', -100, {quantity: -1}), order('bob', '2024-01-06', 50, {status: 'cancelled'}),
      order('bob', '2024-02-06'), order('cat', '2024-01-07', 80, {refund: 80}), order('dan', '2024-03-31'),
    ];
    expect(triangle(await ask({order_lines: rows}))).to.deep.equal({'2024-01-01': [1, 0, 0], '2024-02-01': [1, 0, null], '2024-03-01': [1, null, null]});
    expect(triangle(await ask({order_lines: rows}, {activity: 'all'}))).to.deep.equal({
      '2024-01-01': [3, 2, 0], '2024-02-01': [0, 0, null], '2024-03-01': [1, null, null],
    });
  });

  it('leave out who began before the period, and do not date them anew', async () => {
    const result = await ask({order_lines: SHOP}, {period: '2024-02/2024-03'});
    expect(triangle(result)).to.deep.equal({'2024-02-01': [1, 0], '2024-03-01': [1, null]});
    expect(paramsOf(result, 'began-earlier')).to.deep.equal({actors: 2});
  });

  it('follow the cohorts of a period beyond its end, and cut at it where the period is all that is observed', async () => {
    expect(triangle(await ask({order_lines: SHOP}, {period: '2024-01'}))).to.deep.equal({'2024-01-01': [2, 1, 1]});
    expect(triangle(await ask({order_lines: SHOP}, {period: '2024-01', observedUntil: 'period'}))).to.deep.equal({'2024-01-01': [2]});
  });

  it('do not know what the clock has not reached', async () => {
    const rows = [order('ann', '2024-01-05T10:00:00'), order('bob', '2024-01-31T10:00:00'), order('cat', '2024-01-31T20:00:00'), order('ann', '2024-03-01')];
    const result = await ask({order_lines: rows}, {}, {now: '2024-01-31T12:00:00+08:00'});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [2]});
    expect(triangle(result, 'partial')).to.deep.equal({'2024-01-01': [true]});
    expect(result.asOf).to.equal('2024-01-31T04:00:00.000Z');
    expect(result.period).to.deep.equal({from: '2024-01-01', to: '2024-01-31', end: '2024-01-31', days: 31, partial: true});
  });

  it('widen a period to the whole calendar periods that it touches', async () => {
    expect(Object.keys(triangle(await ask({order_lines: SHOP}, {period: '2024-01-15/2024-02-03'})))).to.deep.equal(['2024-01-01', '2024-02-01']);
  });

  it('know nothing of the time after the last row, and call it idle only where the period is said to be observed', async () => {
    const now = '2024-06-30T23:59:59+08:00';
    const until = await ask({order_lines: SHOP}, {period: '2024-01/2024-05'}, {now});
    expect(Object.keys(triangle(until))).to.deep.equal(['2024-01-01', '2024-02-01', '2024-03-01']);
    const idle = await ask({order_lines: SHOP}, {period: '2024-01/2024-05', observedUntil: 'period'}, {now});
    expect(triangle(idle)['2024-01-01']).to.deep.equal([2, 1, 1, 0, 0]);
    expect([idle.partial, until.partial, until.asOf]).to.deep.equal([false, false, '2024-03-31T15:59:59.999Z']);
    expect(triangle(idle)['2024-05-01']).to.deep.equal([0, null, null, null, null]);
    expect(triangle(idle, 'rate')['2024-05-01']).to.deep.equal([null, null, null, null, null]);
    const later = await ask({order_lines: SHOP}, {period: '2024-05'}, {now});
    expect(later.length).to.equal(0);
    expect(paramsOf(later, 'not-observed')).to.deep.equal({table: 'order_lines', day: '2024-03-31'});
  });

  it('cut months at midnight of the shop, whatever the rows’ own offset', async () => {
    const rows = [order('ann', '2024-01-31T15:59:59Z'), order('bob', '2024-01-31T16:00:00Z'), order('cat', '2024-02-29T12:00:00Z')];
    expect(triangle(await ask({order_lines: rows}), 'size')).to.deep.equal({'2024-01-01': [1, 1], '2024-02-01': [2, 2]});
  });

  it('keep every member in one cohort, so that sizes add up to distinct customers and recurring ones do not', async () => {
    const first = await ask({order_lines: SHOP});
    expect(Object.values(triangle(first, 'size')).reduce((sum, [size]) => sum + Number(size), 0)).to.equal(first.totals?.['actors']);
    const recurring = await ask({order_lines: SHOP}, {mode: 'recurring'});
    expect(triangle(recurring)).to.deep.equal({'2024-01-01': [2, 1, 1], '2024-02-01': [2, 0, null], '2024-03-01': [2, null, null]});
    expect(recurring.totals).to.deep.include({actors: 4, memberships: 6});
  });

  it('let filters choose by the first order, and count what follows anywhere but where return narrows it', async () => {
    const rows = [
      order('ann', '2024-01-05', 100, {channel: 'web'}), order('ann', '2024-02-05', 100, {channel: 'app'}),
      order('bob', '2024-01-06', 100, {channel: 'app'}), order('bob', '2024-02-07', 100, {channel: 'web'}), order('eve', '2024-03-31', 100, {channel: 'app'}),
    ];
    const filters = [{dimension: 'channel', in: ['web']}];
    expect(triangle(await ask({order_lines: rows}, {filters}))['2024-01-01']).to.deep.equal([1, 1, 0]);
    const web = {label: 'web', where: filters};
    expect(triangle(await ask({order_lines: rows}, {filters, return: web}))['2024-01-01']).to.deep.equal([1, 0, 0]);
    expect(triangle(await ask({order_lines: rows}, {start: web}), 'size')['2024-02-01']).to.deep.equal([1, 1, 1]);
  });

  it('are grouped by what the first order was, the largest group first, others left out with a note', async () => {
    const rows = [
      order('ann', '2024-01-05', 1, {channel: 'web'}), order('bob', '2024-01-05', 1, {channel: 'app'}), order('cat', '2024-01-06', 1, {channel: 'app'}),
      order('ann', '2024-02-29', 1, {channel: 'app'}),
    ];
    const result = await ask({order_lines: rows}, {by: ['channel']});
    expect(result.columns['channel']?.slice(0, 5)).to.deep.equal(['app', 'app', 'app', 'app', 'web']);
    expect(result.columns['size']).to.deep.equal([2, 2, 0, 0, 1, 1, 0, 0]);
    expect(result.columns['value']).to.deep.equal([2, 0, 0, null, 1, 1, 0, null]);
    const one = await ask({order_lines: rows}, {by: ['channel'], limit: 1});
    expect([one.columns['channel'], one.columns['size'], one.columns['value']]).to.deep.equal(
      [['app', 'app', 'app', 'app'], [2, 2, 0, 0], [2, 0, 0, null]],
    );
    expect(paramsOf(one, 'cohort-groups-not-shown')).to.deep.equal({groups: 1, members: 1});
    expect(one.totals?.['actors']).to.equal(3);
  });

  it('put a first order of several values under the first by name, with a note', async () => {
    const lines = [order('ann', '2024-01-05T10:00:00', 1, {category: 'shoes'}), order('ann', '2024-01-05T10:00:00', 1, {category: 'hats'})];
    const result = await ask({order_lines: lines.map((line) => ({...line, order_id: 'one'}))}, {by: ['category']});
    expect(result.columns['category']).to.deep.equal(['hats']);
    expect(paramsOf(result, 'several-values')).to.deep.equal({actors: 1, dimensions: 'category'});
  });

  it('leave orders without a customer out with a note', async () => {
    const result = await ask({order_lines: [order('ann', '2024-01-05'), order(null, '2024-01-06'), order('(not set)', '2024-01-07')]});
    expect(result.totals?.['actors']).to.equal(1);
    expect(paramsOf(result, 'missing-customer')).to.deep.equal({orders: 2});
  });

  it('say that nobody began, and answer for one customer', async () => {
    const none = await ask({order_lines: [order('ann', '2024-01-05', 1, {status: 'cancelled'})]});
    expect(triangle(none)).to.deep.equal({'2024-01-01': [0]});
    expect(triangle(none, 'rate')).to.deep.equal({'2024-01-01': [null]});
    expect(none.totals).to.deep.include({actors: 0, return_rate: null});
    expect(codes(none)).to.include('no-cohort');
    const empty = await ask({order_lines: []});
    expect(empty.length).to.equal(0);
    const one = await ask({order_lines: [order('ann', '2024-01-05')]});
    expect(triangle(one)).to.deep.equal({'2024-01-01': [1]});
  });

  it('do not take a line added on a later day for a purchase of that day', async () => {
    const lines = [order('ann', '2024-01-05', 10), order('ann', '2024-02-05', 5), order('bob', '2024-02-29')];
    const rows = lines.map((line, index) => (index < 2 ? {...line, order_id: 'same'} : line));
    expect(triangle(await ask({order_lines: rows}))['2024-01-01']).to.deep.equal([1, 0]);
  });
});

describe('cohorts of events', () => {
  it('count weeks across the turn of a year with week 53, from Monday or from Sunday', async () => {
    const rows = [event('a', '2020-12-27'), event('a', '2020-12-28'), event('b', '2021-01-03'), event('a', '2021-01-04'), event('b', '2021-01-10')];
    expect(triangle(await ask({events: rows}, {grain: 'week'}))).to.deep.equal({
      '2020-12-21': [1, 1, 1], '2020-12-28': [1, 1, null], '2021-01-04': [0, null, null],
    });
    expect(triangle(await ask({events: rows}, {grain: 'week'}, {weekStart: 0}))).to.deep.equal({
      '2020-12-27': [1, 1, 0], '2021-01-03': [1, 1, null], '2021-01-10': [0, null, null],
    });
  });

  it('count calendar days where a day has 23 or 25 hours', async () => {
    const rows = [
      event('a', '2024-03-30T23:30:00'), event('a', '2024-03-31T00:10:00'), event('a', '2024-04-01T00:10:00'),
      event('b', '2024-10-26T23:30:00'), event('b', '2024-10-27T23:30:00'), event('b', '2024-10-28T00:10:00'),
    ];
    const result = await ask({events: rows}, {view: 'days', days: [1, 2, 3]}, {timeZone: 'Europe/Berlin'});
    expect(result.columns['value']).to.deep.equal([2, 2, 0]);
    expect(result.columns['eligible']).to.deep.equal([2, 2, 1]);
  });

  it('count hours of the shop’s clock, the hour that comes twice as one', async () => {
    const rows = [event('a', '2024-10-27T00:30:00Z'), event('a', '2024-10-27T01:30:00Z'), event('a', '2024-10-27T02:30:00Z')];
    const result = await ask({events: rows}, {grain: 'hour'}, {timeZone: 'Europe/Berlin'});
    expect(result.columns['cohort']?.[2 * 24]).to.equal('2024-10-27T00:00:00.000Z');
    expect(triangle(result)['2024-10-27T00:00:00.000Z']?.slice(0, 3)).to.deep.equal([1, 1, 0]);
  });

  it('may begin by one event and come back by another, which counts from the start on', async () => {
    const rows = [
      event('a', '2024-01-01T08:00:00', 'buy'), event('a', '2024-01-01T09:00:00', 'sign-up'), event('a', '2024-01-02T09:00:00', 'buy'),
      event('b', '2024-01-01T09:00:00', 'sign-up'), event('b', '2024-01-01T10:00:00', 'buy'), event('c', '2024-01-02T09:00:00', 'visit'),
    ];
    const result = await ask({events: rows}, {grain: 'day', start: 'sign-up', return: 'buy'});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [1, 1], '2024-01-02': [0, null]});
    expect(triangle(result, 'size')).to.deep.equal({'2024-01-01': [2, 2], '2024-01-02': [0, 0]});
    const misspelt = await ask({events: rows}, {grain: 'day', start: 'sign-in'});
    expect(paramsOf(misspelt, 'unknown-step')).to.include({step: 'sign-in'});
  });

  it('are unbounded or within on demand', async () => {
    const rows = [event('a', '2024-01-01'), event('a', '2024-01-03'), event('b', '2024-01-01'), event('b', '2024-01-02'), event('z', '2024-01-04')];
    const row = async (retention: 'on' | 'within' | 'from') => triangle(await ask({events: rows}, {grain: 'day', retention}))['2024-01-01'];
    expect(await row('on')).to.deep.equal([2, 1, 1, 0]);
    expect(await row('within')).to.deep.equal([2, 1, 2, 2]);
    expect(await row('from')).to.deep.equal([2, 2, 1, 0]);
  });
});
