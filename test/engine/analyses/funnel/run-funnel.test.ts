import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {FunnelQuery} from '../../../../engine/analyses/funnel/funnel-query.ts';
import type {QueryResult} from '../../../../engine/result.ts';

type Row = Readonly<Record<string, string | number | null>>;

const source = (events: readonly Row[], now = '2024-12-31T00:00:00Z', timeZone = 'UTC') => createSource({events}, {timeZone, currency: 'CNY', now});
const run = (events: readonly Row[], query: Partial<FunnelQuery> = {}, now?: string) =>
  source(events, now).run({analysis: 'funnel', steps: ['view', 'cart', 'pay'], ...query});
const column = (result: QueryResult, name: string) => [...result.columns[name]!];
/** `at` is a time of 1 March 2024, or an instant. */
const event = (user_id: string | null, step: string, at: string, more: Row = {}): Row => ({
  user_id, step, at: at.length === 5 ? `2024-03-01T${at}:00Z` : at, ...more,
});
const noteCodes = (result: QueryResult) => result.notes.map(({code}) => code);

const SHOP = [
  event('ann', 'view', '10:00', {channel: 'ads'}), event('ann', 'cart', '10:10', {channel: 'mail'}), event('ann', 'pay', '10:40', {channel: 'ads'}),
  event('bob', 'view', '11:00', {channel: 'mail'}), event('bob', 'cart', '11:20', {channel: 'mail'}),
  event('cid', 'view', '12:00', {channel: 'ads'}),
  event('dan', 'pay', '13:00', {channel: 'mail'}),
  event(null, 'view', '14:00', {channel: 'ads'}),
];

describe('the funnel', () => {
  it('counts actors by step, with both rates, the share of all, those lost and the times', async () => {
    const result = await run(SHOP, {within: 'none'});
    expect(column(result, 'step')).to.deep.equal(['view', 'cart', 'pay']);
    expect(column(result, 'reached')).to.deep.equal([3, 2, 1]);
    expect(column(result, 'step_rate')).to.deep.equal([null, 2 / 3, 1 / 2]);
    expect(column(result, 'overall_rate')).to.deep.equal([1, 2 / 3, 1 / 3]);
    expect(column(result, 'share_of_all')).to.deep.equal([3 / 4, 2 / 4, 1 / 4]);
    expect(column(result, 'dropped')).to.deep.equal([null, 1, 1]);
    expect(column(result, 'median_seconds_from_previous')).to.deep.equal([null, 900, 1800]);
    expect(column(result, 'average_seconds_from_previous')).to.deep.equal([null, 900, 1800]);
    expect(result.totals).to.include({actors: 4, entered: 3, completed: 1, conversion_rate: 1 / 3, median_seconds_to_convert: 2400});
  });

  it('leaves rows without an actor out and says so', async () => {
    const missing = (result: QueryResult) => result.notes.find(({code}) => code === 'missing-actor')?.params['rows'];
    const result = await run([...SHOP, event('null', 'view', '15:00'), event('(not set)', 'view', '15:00')]);
    expect(result.columns['reached']![0]).to.equal(3);
    expect(missing(result)).to.equal(3);
    const rows = [event('u', 'view', '10:00', {session_id: 's'}), event('u', 'view', '2024-04-01T00:00:00Z', {session_id: null})];
    expect(missing(await run(rows, {actor: 'session_id'}))).to.equal(1);
    expect(missing(await run(rows, {actor: 'session_id', period: '2024-03'}))).to.equal(undefined);
  });

  it('splits by the first step’s event, largest group first', async () => {
    const result = await run(SHOP, {by: ['channel']});
    expect(column(result, 'channel')).to.deep.equal(['ads', 'ads', 'ads', 'mail', 'mail', 'mail']);
    expect(column(result, 'reached')).to.deep.equal([2, 1, 1, 1, 1, 0]);
    expect(result.totals).to.include({reached_1: 3, reached_2: 2, reached_3: 1});
    const one = await run(SHOP, {by: ['channel'], limit: 1});
    expect(column(one, 'channel')).to.deep.equal(['ads', 'ads', 'ads']);
    expect(one.notes.find(({code}) => code === 'groups-not-shown')?.params).to.deep.equal({groups: 1, actors: 1});
  });

  it('has null, not 0 or NaN, for rates over nobody', async () => {
    const result = await run(SHOP, {steps: ['pay', 'view', 'cart']});
    expect(column(result, 'reached')).to.deep.equal([2, 0, 0]);
    expect(column(result, 'step_rate')).to.deep.equal([null, 0, null]);
    const empty = await run(SHOP, {period: '2020'});
    expect(column(empty, 'overall_rate')).to.deep.equal([null, null, null]);
    expect(column(empty, 'share_of_all')).to.deep.equal([null, null, null]);
  });

  it('starts attempts in the period, in the shop’s days, and lets them end after it', async () => {
    const rows = [
      event('a', 'view', '2024-03-01T23:30:00'), event('a', 'cart', '2024-03-02T00:10:00'),
      event('b', 'view', '2024-02-29T23:59:59'), event('b', 'cart', '2024-03-01T00:01:00'),
    ];
    const shop = source(rows, '2024-12-31T00:00:00Z', 'Asia/Shanghai');
    const result = await shop.run({analysis: 'funnel', steps: ['view', 'cart'], period: '2024-03-01'});
    expect(column(result, 'reached')).to.deep.equal([1, 1]);
    expect(column(result, 'share_of_all')).to.deep.equal([1 / 2, 1 / 2]);
  });

  it('says who may still go on when the rows end', async () => {
    const rows = [event('a', 'view', '2024-03-01T00:00:00Z'), event('b', 'view', '2024-03-09T00:00:00Z'), event('c', 'x', '2024-03-10T00:00:00Z')];
    const result = await run(rows, {within: '7d'});
    expect(column(result, 'undecided')).to.deep.equal([1, 0, 0]);
    expect(result.totals!['undecided']).to.equal(1);
    expect(noteCodes(result)).to.include('undecided');
  });

  it('compares with a base period, rates in points', async () => {
    const rows = [
      event('a', 'view', '2024-02-20T10:00:00Z'), event('b', 'view', '2024-02-20T10:00:00Z'), event('b', 'cart', '2024-02-20T11:00:00Z'),
      event('c', 'view', '2024-03-05T10:00:00Z'), event('c', 'cart', '2024-03-05T11:00:00Z'),
    ];
    const result = await run(rows, {steps: ['view', 'cart'], period: '2024-03', compare: 'previous-period', within: '1d'});
    expect(column(result, 'reached_previous_period')).to.deep.equal([2, 1]);
    expect(column(result, 'step_rate_previous_period')).to.deep.equal([null, 1 / 2]);
    expect(column(result, 'reached_change_previous_period')).to.deep.equal([-1 / 2, 0]);
    expect(column(result, 'step_rate_change_previous_period')).to.deep.equal([null, 1 / 2]);
    expect(result.baselines!['previous_period']).to.include({from: '2024-02-01', to: '2024-02-29'});
  });

  it('takes conditions as steps; a row without a value passes neither an equality nor a negation', async () => {
    const rows = [
      event('1', 'x', '10:00', {a: 'a1'}), event('1', 'x', '10:01', {a: 'a2'}),
      event('2', 'x', '10:00', {a: null}), event('2', 'x', '10:01', {a: 'a1'}), event('2', 'x', '10:02', {a: null}),
      event('3', 'x', '10:00', {a: null}),
    ];
    const a1 = {label: 'a1', where: [{dimension: 'a', in: ['a1']}]};
    const notA1 = {label: 'not a1', where: [{dimension: 'a', notIn: ['a1']}]};
    expect(column(await run(rows, {steps: [a1, notA1]}), 'reached')).to.deep.equal([2, 1]);
    const blank = {label: 'blank', where: [{dimension: 'a', in: [null]}]};
    expect(column(await run(rows, {steps: [blank]}), 'reached')).to.deep.equal([2]);
  });

  it('counts steps apart from each other in an open funnel, and different steps in any order', async () => {
    const open = await run(SHOP, {order: 'open'});
    expect(column(open, 'reached')).to.deep.equal([3, 2, 2]);
    expect(noteCodes(open)).to.include('open-funnel');
    const any = await run(SHOP, {order: 'any', steps: ['pay', 'cart', 'view']});
    expect(column(any, 'reached')).to.deep.equal([4, 2, 1]);
    expect(column(any, 'step')).to.deep.equal(['1/3', '2/3', '3/3']);
  });

  it('lists actors with their level and the time of each step', async () => {
    const result = await run(SHOP, {view: 'actors', by: ['channel']});
    expect(column(result, 'user_id')).to.deep.equal(['ann', 'bob', 'cid']);
    expect(column(result, 'level')).to.deep.equal([3, 2, 1]);
    expect(column(result, 'channel')).to.deep.equal(['ads', 'mail', 'ads']);
    expect(column(result, 'step_2_at')).to.deep.equal(['2024-03-01T10:10:00.000Z', '2024-03-01T11:20:00.000Z', null]);
    expect(column(await run(SHOP, {view: 'actors', level: 2}), 'user_id')).to.deep.equal(['bob']);
  });

  it('bins the time between two steps as PostHog does', async () => {
    const after = (seconds: number) => new Date(Date.UTC(2024, 2, 1, 10, 0, seconds)).toISOString();
    const pair = (user: string, seconds: number) => [event(user, 'view', '10:00'), event(user, 'cart', after(seconds))];
    const rows = [...pair('a', 3600), ...pair('b', 2220), ...pair('c', 82_800)];
    const query = {view: 'times', steps: ['view', 'cart'], fromStep: 1, toStep: 2} as const;
    const auto = await run(rows, query);
    expect([column(auto, 'bin_start'), column(auto, 'count')]).to.deep.equal([[2220, 42_510, 82_800], [2, 0, 1]]);
    expect(auto.totals).to.include({average_seconds: 29_540, median_seconds: 3600, actors: 3});
    const seven = await run(rows, {...query, bins: 7});
    expect(column(seven, 'bin_start')).to.deep.equal([2220, 13_732, 25_244, 36_756, 48_268, 59_780, 71_292, 82_804]);
    expect(column(seven, 'count')).to.deep.equal([2, 0, 0, 0, 0, 0, 1, 0]);
    const single = await run(pair('a', 10_800), query);
    expect([column(single, 'bin_start'), column(single, 'count')]).to.deep.equal([[10_800, 10_860], [1, 0]]);
    expect((await run(SHOP, {...query, period: '2020'})).length).to.equal(0);
  });

  it('follows sessions or any other column, and reports a step that nobody has ever done', async () => {
    const rows = [event('u', 'view', '10:00', {session_id: 's1'}), event('u', 'cart', '10:05', {session_id: 's2'})];
    expect(column(await run(rows, {steps: ['view', 'cart'], actor: 'session_id'}), 'reached')).to.deep.equal([1, 0]);
    const result = await run(rows, {steps: ['veiw', 'cart']});
    expect(result.notes.find(({code}) => code === 'unknown-step')?.message).to.contain('Did you mean view?');
  });

  it('refuses what it cannot answer, saying what to write', async () => {
    const message = async (query: Partial<FunnelQuery>) =>
      run(SHOP, query).then(() => 'answered', (error: Error) => `${error.name}: ${error.message}`);
    expect(await message({steps: []})).to.contain('QueryError: A funnel has 1 to 30 steps');
    expect(await message({within: 'a week'})).to.contain('within is "a week". Write a duration such as 30m');
    expect(await message({exclude: [{step: 'x', from: 2, to: 1}]})).to.contain('1 ≤ from < to ≤ 3');
    expect(await message({actor: 'usr_id'})).to.contain('Did you mean "user_id"?');
    expect(await message({by: ['chanel']})).to.contain('Did you mean "channel"');
  });

  it('gives the same answer for every order of rows, and falls from step to step', async () => {
    const row = fc.record({
      user_id: fc.constantFrom('a', 'b', 'c'), step: fc.constantFrom('view', 'cart', 'pay'), minute: fc.integer({min: 10, max: 20}),
      channel: fc.constantFrom('x', 'y'),
    });
    const orders = fc.constantFrom('ordered' as const, 'strict' as const, 'any' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(row, {minLength: 1, maxLength: 20}), orders, async (list, order) => {
        const rows = list.map(({minute, ...rest}) => ({...rest, at: `2024-03-01T10:${minute}:00Z`}));
        const query = {by: ['channel'], within: '5m', order};
        const [forth, back] = [await run(rows, query), await run([...rows].reverse(), query)];
        expect(forth.columns).to.deep.equal(back.columns);
        const all = column(await run(rows, {within: '5m', order}), 'reached') as number[];
        expect(all).to.deep.equal([...all].sort((a, b) => b - a));
      }),
      {numRuns: 60},
    );
  });
});
