import {expect} from 'chai';
import fc from 'fast-check';

import type {AttributionQuery} from '../../../../engine/analyses/attribution/attribution-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {Cell, QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

type Tables = Readonly<Record<string, readonly Row[]>>;

const run = (tables: Tables, query: Partial<AttributionQuery> = {}): Promise<QueryResult> =>
  createSource(tables, OPTIONS).run({analysis: 'attribution', ...query});
const touch = (user_id: string, at: string, channel: string | null, more: Row = {}): Row => ({user_id, at, step: 'visit', channel, ...more});
const order = (order_id: string, customer_id: string | null, at: string, net: number, more: Row = {}): Row =>
  line(order_id, at, net, {customer_id, ...more});
/** Cells of named columns, by channel. */
const byChannel = (result: QueryResult, ...names: string[]): Record<string, (Cell | undefined)[]> =>
  Object.fromEntries(rowsOf(result, ['channel', ...names]).map(([channel, ...cells]) => [String(channel), cells]));
const pathsOf = async (tables: Tables, query: Partial<AttributionQuery> = {}): Promise<unknown[]> =>
  rowsOf(await run(tables, {view: 'paths', ...query}), ['path', 'conversions', 'nulls']);

const ANN: Tables = {
  events: [touch('ann', '2024-04-01T08:00', 'ads'), touch('ann', '2024-04-08T08:00', 'mail'), touch('ann', '2024-04-15T08:00', 'search')],
  order_lines: [order('1', 'ann', '2024-04-15T08:00', 70)],
};

describe('Attribution of orders', () => {
  it('credits the touches before an order by every model, the instant of the order included', async () => {
    const result = await run(ANN);
    const value = (model: string): unknown => byChannel(result, `${model}_value`);
    expect(value('first')).to.deep.equal({ads: [70], mail: [0], search: [0]});
    expect(value('last')).to.deep.equal({ads: [0], mail: [0], search: [70]});
    expect(value('linear')).to.deep.equal({ads: [23.34], mail: [23.33], search: [23.33]});
    expect(value('position')).to.deep.equal({ads: [28], mail: [14], search: [28]});
    expect(value('decay')).to.deep.equal({ads: [10], mail: [20], search: [40]});
    expect(byChannel(result, 'touched_conversions')).to.deep.equal({ads: [1], mail: [1], search: [1]});
    expect(result.totals).to.include({conversions: 1, linear_conversions: 1, linear_value: 70, cost: null});
  });

  it('counts no touch after the order, older than the look-back or of another person; its end belongs to it', async () => {
    const events = [
      touch('ann', '2024-04-08T08:00:00', 'in'), touch('ann', '2024-04-08T07:59:59', 'old'), touch('ann', '2024-04-15T08:00:01', 'late'),
      touch('bob', '2024-04-14', 'other'),
    ];
    const tables = {...ANN, events};
    expect(await pathsOf(tables, {lookback: '7d'})).to.deep.equal([['in', 1, 0], ['other', 0, 1]]);
    expect(await pathsOf(tables, {lookback: 'none'})).to.deep.equal([['old > in', 1, 0], ['other', 0, 1]]);
  });

  it('keeps orders without a touch under (none), and says how many', async () => {
    const order_lines = [order('1', 'ann', '2024-04-02', 10), order('2', 'zoe', '2024-04-02', 20), order('3', null, '2024-04-02', 30)];
    const result = await run({events: [touch('ann', '2024-04-01', 'ads')], order_lines}, {models: ['last', 'markov']});
    expect(byChannel(result, 'last_conversions', 'last_value', 'markov_conversions', 'markov_value'))
      .to.deep.equal({'ads': [1, 10, 1, 10], '(none)': [2, 50, 2, 50]});
    expect(result.notes.find(({code}) => code === 'no-touch')?.params).to.deep.equal({conversions: 2, of: 3, nameless: 1});
  });

  it('gives each order the whole look-back, or with reset what came after the order before', async () => {
    const tables = {
      events: [touch('ann', '2024-04-01', 'ads'), touch('ann', '2024-04-05T12:00', 'mail'), touch('ann', '2024-04-06', 'search')],
      order_lines: [order('1', 'ann', '2024-04-05T12:00', 10), order('2', 'ann', '2024-04-07', 10), order('3', 'ann', '2024-04-07', 10)],
    };
    expect(await pathsOf(tables)).to.deep.equal([['ads > mail > search', 2, 0], ['ads > mail', 1, 0]]);
    expect(await pathsOf(tables, {reset: true})).to.deep.equal([['search', 2, 0], ['ads > mail', 1, 0]]);
    // The order before counts even where the period leaves it out.
    expect(await pathsOf(tables, {reset: true, period: '2024-04-07'})).to.deep.equal([['search', 2, 0]]);
  });

  it('takes one touch of a channel from a visit, each event where asked, repeats in one where asked', async () => {
    const visit = (at: string, channel: string, session_id: string): Row => touch('ann', at, channel, {session_id});
    const events = [
      visit('2024-04-01T08:00', 'ads', 's1'), visit('2024-04-01T08:05', 'ads', 's1'), visit('2024-04-01T08:06', 'mail', 's1'), visit('2024-04-01T08:07', 'ads', 's1'),
      visit('2024-04-02T08:00', 'mail', 's2'),
    ];
    const tables = {events, order_lines: [order('1', 'ann', '2024-04-03', 10)]};
    expect(await pathsOf(tables)).to.deep.equal([['ads > mail > mail', 1, 0]]);
    expect(await pathsOf(tables, {touchPer: 'event'})).to.deep.equal([['ads > ads > mail > ads > mail', 1, 0]]);
    expect(await pathsOf(tables, {touchPer: 'event', collapse: true})).to.deep.equal([['ads > mail > ads > mail', 1, 0]]);
    expect(await pathsOf(tables, {touchPer: 'event', collapse: 'all'})).to.deep.equal([['ads > mail', 1, 0]]);
    expect(await pathsOf(tables, {exclude: ['mail']})).to.deep.equal([['ads', 1, 0]]);
    expect(await pathsOf(tables, {maxTouches: 2})).to.deep.equal([['mail > mail', 1, 0]]);
  });

  it('takes only the events named as touches, and those with a channel', async () => {
    const events = [touch('ann', '2024-04-01', 'ads', {step: 'click'}), touch('ann', '2024-04-02', 'mail'), touch('ann', '2024-04-02', null)];
    const tables = {events, order_lines: [order('1', 'ann', '2024-04-03', 10)]};
    expect(await pathsOf(tables, {touch: 'click'})).to.deep.equal([['ads', 1, 0]]);
    const result = await run(tables, {touch: ['clik']});
    expect(result.notes.find(({code}) => code === 'unknown-step')?.params['near']).to.equal('click');
    expect((await run(tables)).notes.find(({code}) => code === 'no-touch-value')?.params).to.deep.equal({rows: 1, dimension: 'channel'});
  });

  it('credits events, campaigns, or any other column of the events', async () => {
    const pay = touch('ann', '2024-04-03', null, {step: 'pay'});
    const tables = {events: [touch('ann', '2024-04-01', 'ads', {campaign: 'x'}), touch('bob', '2024-04-01', 'mail'), pay, touch('bob', '2024-04-02', null, {step: 'pay'})]};
    const result = await run(tables, {conversion: 'pay', models: ['last']});
    expect(byChannel(result, 'last_conversions')).to.deep.equal({ads: [1], mail: [1]});
    expect(Object.keys(result.columns)).to.deep.equal(['channel', 'touched_conversions', 'cost', 'last_conversions', 'last_cpa']);
    const campaigns = await run(tables, {conversion: ['pay'], dimension: 'campaign', models: ['last']});
    expect(rowsOf(campaigns, ['campaign', 'last_conversions'])).to.deep.equal([['x', 1], ['(none)', 1]]);
  });
});

const SPEND: Tables = {
  events: [touch('ann', '2024-04-01', 'ads'), touch('bob', '2024-04-01', 'organic'), touch('cat', '2024-03-20', 'ads')],
  order_lines: [
    order('0', 'ann', '2024-03-01', 40), order('1', 'ann', '2024-04-02', 300, {cost: 100, refund: 50}), order('2', 'bob', '2024-04-02', 80, {cost: 30}),
    order('3', 'cat', '2024-04-03', 100, {cost: 40}), order('4', 'cat', '2024-04-03', 999, {status: 'cancelled'}),
  ],
  spend: [
    {day: '2024-04-01', channel: 'ads', cost: 100}, {day: '2024-04-02', channel: 'banner', cost: 60}, {day: '2024-03-31', channel: 'ads', cost: 7},
  ],
};

describe('Attribution against spend', () => {
  const april = {period: '2024-04', models: ['last']} as const;
  const columns = ['cost', 'last_conversions', 'last_value', 'last_roas', 'last_roi', 'last_cpa', 'last_acos', 'last_cac'] as const;

  it('divides by what each channel cost: free is no return, cost without sales is −100%', async () => {
    const result = await run(SPEND, april);
    expect(byChannel(result, ...columns)).to.deep.equal({
      ads: [100, 2, 400, 4, 1.1, 50, 0.25, 100], organic: [0, 1, 80, null, null, 0, 0, 0], banner: [60, 0, 0, 0, -1, null, null, null],
    });
    expect(result.totals).to.deep.equal({
      conversions: 3, cost: 160, last_conversions: 3, last_value: 480, last_roas: 2.5, last_roi: 0.3125, last_cpa: 80, last_acos: 0.4, last_cac: 80,
    });
  });

  it('has no cost where spend is not known or does not name the dimension', async () => {
    const {events, order_lines} = SPEND as Record<'events' | 'order_lines', readonly Row[]>;
    expect(byChannel(await run({events, order_lines}, april), ...columns)['ads']).to.deep.equal([null, 2, 400, null, null, null, null, null]);
    const tables = {...SPEND, events: events.map((row) => ({...row, device: 'phone'}))};
    const result = await run(tables, {...april, dimension: 'device'});
    expect(rowsOf(result, ['device', 'cost', 'last_value', 'last_roas'])).to.deep.equal([['phone', null, 480, null]]);
    expect(codes(result)).to.include('spend-not-split');
  });

  it('keeps whole paths under a filter on the channel, and chooses orders by any other filter', async () => {
    const events = [touch('ann', '2024-04-01', 'ads'), touch('ann', '2024-04-02', 'mail')];
    const order_lines = [order('1', 'ann', '2024-04-03', 70, {region: 'N', category: 'tea'}), order('1', 'ann', '2024-04-03', 30, {region: 'N', category: 'cup'}),
      order('2', 'ann', '2024-04-04', 5, {region: 'S', category: 'cup'})];
    const tables = {events, order_lines, spend: SPEND['spend'] as readonly Row[]};
    const asked = {models: ['linear'], period: '2024-04'} as const;
    const own = await run(tables, {...asked, filters: [{dimension: 'channel', in: ['ads']}]});
    expect(byChannel(own, 'linear_conversions', 'linear_value', 'cost')).to.deep.equal({ads: [1, 52.5, 100]});
    const tea = await run(tables, {...asked, filters: [{dimension: 'category', in: ['tea']}]});
    expect(byChannel(tea, 'linear_conversions', 'linear_value', 'linear_roas')).to.deep.equal({ads: [0.5, 35, null], mail: [0.5, 35, null]});
    expect(codes(tea)).to.include('filter-not-shared');
    expect((await run(tables, {...asked, filters: [{dimension: 'region', in: ['N', 'S']}]})).totals).to.include({conversions: 2, linear_value: 105});
  });

  it('does not add up several currencies', async () => {
    const order_lines = [order('1', 'ann', '2024-04-02', 10, {currency: 'CNY'}), order('2', 'ann', '2024-04-02', 10, {currency: 'USD'})];
    const result = await run({...SPEND, order_lines}, april);
    expect(byChannel(result, ...columns)['ads']).to.deep.equal([100, 2, null, null, null, 50, null, 100]);
    expect(codes(result)).to.include('mixed-currency');
  });
});

describe('Attribution as a whole', () => {
  const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  const at = fc.integer({min: 0, max: 600}).map((hour) => new Date(Date.UTC(2024, 3, 1) + hour * 3_600_000).toISOString());
  const event = fc.record({user_id: person, at, channel: fc.constantFrom('x', 'y', 'direct', 'z')}).map((row) => ({...row, step: 'visit'}));
  const events = fc.array(event, {minLength: 1, maxLength: 25});
  const orders = fc.array(fc.record({customer: person, at, cents: fc.integer({min: 1, max: 9999})}), {minLength: 1, maxLength: 12});
  const models = ['first', 'last', 'last-non-direct', 'linear', 'position', 'decay', 'markov'] as const;

  it('gives away every order and every cent in every model, as the metrics count them, whatever the order of the rows', async () => {
    await fc.assert(fc.asyncProperty(events, orders, fc.boolean(), async (seen, bought, reset) => {
      const order_lines = bought.map((each, id) => order(`o${id}`, each.customer, each.at, each.cents / 100));
      const query = {models, reset, lookback: '10d', sort: {column: 'channel'}} as const;
      const result = await run({events: seen, order_lines}, query);
      const metrics = await createSource({events: seen, order_lines}, OPTIONS).run({analysis: 'metrics', metrics: ['orders', 'net_sales']});
      for (const model of models.map((name) => name.replaceAll('-', '_'))) {
        const [counts, values] = [result.columns[`${model}_conversions`] ?? [], result.columns[`${model}_value`] ?? []];
        expect(counts.reduce((sum: number, each) => sum + Number(each), 0)).to.be.closeTo(Number(metrics.totals?.['orders']), 1e-9);
        expect(values.reduce((sum: number, each) => sum + cents(each), 0)).to.equal(cents(metrics.totals?.['net_sales']));
      }
      const back = await run({events: [...seen].reverse(), order_lines: [...order_lines].reverse()}, query);
      expect(back.columns['channel']).to.deep.equal(result.columns['channel']);
      expect(back.columns['position_value']).to.deep.equal(result.columns['position_value']);
    }), {numRuns: 60});
  });

  it('finds the paths that brute force finds', async () => {
    await fc.assert(fc.asyncProperty(events, orders, async (seen, bought) => {
      const order_lines = bought.map((each, id) => order(`o${id}`, each.customer, each.at, each.cents / 100));
      const expected = new Map<string, number>();
      for (const {customer, at: when} of bought) {
        const [until, from] = [Date.parse(when), Date.parse(when) - 5 * 86_400_000];
        const path = seen.filter((each) => each.user_id === customer && Date.parse(each.at) <= until && Date.parse(each.at) >= from)
          .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.channel < b.channel ? -1 : 1)).map(({channel}) => channel).join(' > ') || '(none)';
        expected.set(path, (expected.get(path) ?? 0) + 1);
      }
      const result = await run({events: seen, order_lines}, {view: 'paths', lookback: '5d'});
      const got = rowsOf(result, ['path', 'conversions']).filter(([, conversions]) => conversions !== 0);
      expect(new Map(got as [string, number][])).to.deep.equal(expected);
    }), {numRuns: 60});
  });

  it('refuses options that it does not know, naming them', async () => {
    const refusal = async (query: Record<string, unknown>): Promise<string> => {
      try {
        await run(ANN, query);
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
      return 'answered';
    };
    const wrong: Record<string, unknown> = {
      models: ['shapley'], lookback: 'soon', halfLife: '0d', position: [1, 1, 1], value: 'gross', view: 'tree', touchPer: 'click', collapse: 'some',
      dropDirect: 'first', maxTouches: 0, conversion: [], dimension: 'chanel', reset: 'yes', exclude: 5, direct: [1], limit: -1, sort: {column: 'nothing'},
    };
    for (const [name, value] of Object.entries(wrong)) {
      expect(await refusal({[name]: value}), name).to.match(/^QueryError: /).and.include(name === 'dimension' ? 'chanel' : name === 'sort' ? 'nothing' : name);
    }
    expect(await refusal({conversion: 'pay', value: 'net'})).to.include('value');
    expect(await refusal({touchPer: 'visit'})).to.include('session_id');
  });
});
