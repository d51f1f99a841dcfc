import {expect} from 'chai';

import {QueryError} from '../../../../engine/query.ts';
import type {CohortQuery} from '../../../../engine/analyses/cohort/cohort-query.ts';
import {ask, event, order, paramsOf, triangle} from './cohort-rows.ts';

const LOG = [
  event('a', '2024-01-01'), event('a', '2024-01-02'), event('a', '2024-01-08'), event('b', '2024-01-01'), event('b', '2024-01-08', 'pay'),
  event('c', '2024-01-05', 'pay'), event('d', '2024-01-08'),
];

describe('day-N retention', () => {
  it('counts day N of those whose day N is over, and shares of all beside it', async () => {
    const {columns} = await ask({events: LOG}, {view: 'days'});
    expect(columns['day']).to.deep.equal([1, 7, 30]);
    expect(columns['members']).to.deep.equal([4, 4, 4]);
    expect(columns['eligible']).to.deep.equal([3, 2, 0]);
    expect(columns['value']).to.deep.equal([1, 2, null]);
    expect(columns['rate']).to.deep.equal([1 / 3, 1, null]);
    expect(columns['share_of_all']).to.deep.equal([0.25, 0.5, null]);
  });

  it('waits for a day that still runs', async () => {
    const {columns} = await ask({events: LOG}, {view: 'days', days: [7]}, {now: '2024-01-08T12:00:00+08:00'});
    expect([columns['eligible'], columns['value']]).to.deep.equal([[0], [null]]);
  });
});

describe('members of cohorts', () => {
  it('are listed with their later periods, by cell, active there or not', async () => {
    const names = async (cell: CohortQuery['cell']) => (await ask({events: LOG}, {grain: 'day', view: 'actors', cell})).columns['user_id'];
    expect(await names({})).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(await names({cohort: '2024-01-01', age: 7})).to.deep.equal(['a', 'b']);
    expect(await names({cohort: '2024-01-01', age: 1})).to.deep.equal(['a']);
    expect(await names({cohort: '2024-01-01', age: 1, active: false})).to.deep.equal(['b']);
    expect(await names({age: 3, active: false})).to.deep.equal(['a', 'b', 'c']);
    const all = await ask({events: LOG}, {grain: 'day', view: 'actors', limit: 2});
    expect(all.columns['active_periods']).to.deep.equal([2, 1]);
    expect(all.columns['last_active']).to.deep.equal(['2024-01-08', '2024-01-08']);
    expect(all.totals).to.deep.include({actors: 4});
  });

  it('are as many as the cell says, under every retention', async () => {
    const events = [...LOG, event('e', '2024-01-02T08:00:00', 'visit'), event('e', '2024-01-02T09:00:00', 'pay'), event('e', '2024-01-04T09:00:00', 'visit')];
    const asked = [{}, {start: 'pay', return: 'visit'}].flatMap((steps) => (['on', 'within', 'from'] as const).map((retention) => ({...steps, retention})));
    for (const query of asked) {
      const cells = triangle(await ask({events}, {grain: 'day', ...query}));
      for (const [cohort, values] of Object.entries(cells)) {
        for (const [age, value] of values.entries()) {
          const {length} = await ask({events}, {grain: 'day', ...query, view: 'actors', cell: {cohort, age}});
          expect(length, `${JSON.stringify(query)} ${cohort} ${age}`).to.equal(value ?? 0);
        }
      }
    }
  });
});

describe('retention over conditions', () => {
  it('needs the first, and asks each other for itself', async () => {
    const conditions = [{period: '2024-01-01'}, {period: '2024-01-02'}, {label: 'paid', step: 'pay'}, {where: [{dimension: 'step', in: ['visit']}], period: '2024-01-08'}];
    const result = await ask({events: LOG}, {conditions});
    expect(result.columns['condition']).to.deep.equal(['2024-01-01', '2024-01-02', 'paid', '2024-01-08']);
    expect(result.columns['actors']).to.deep.equal([2, 1, 1, 1]);
    expect(result.columns['rate']).to.deep.equal([1, 0.5, 0.5, 0.5]);
    const actors = await ask({events: LOG}, {conditions, view: 'actors'});
    expect(actors.columns['user_id']).to.deep.equal(['a', 'b', 'c', 'd']);
    expect([1, 2, 3, 4].map((index) => actors.columns[`met_${index}`])).to.deep.equal([
      [true, true, false, false], [true, false, false, false], [false, true, false, false], [true, false, false, false],
    ]);
  });

  it('has no rate where nobody meets the first', async () => {
    const result = await ask({events: LOG}, {conditions: ['leave', 'visit']});
    expect(result.columns['actors']).to.deep.equal([0, 0]);
    expect(result.columns['rate']).to.deep.equal([null, null]);
    expect(paramsOf(result, 'unknown-step')).to.include({step: 'leave'});
  });

  it('may be asked of orders', async () => {
    const rows = [order('a', '2024-01-05'), order('a', '2024-02-05'), order('b', '2024-01-06'), order('b', '2024-02-06', 1, {status: 'cancelled'})];
    const result = await ask({order_lines: rows}, {conditions: [{period: '2024-01'}, {period: '2024-02'}]});
    expect(result.columns['actors']).to.deep.equal([2, 1]);
  });
});

describe('a cohort query', () => {
  const refused = async (query: object, tables: Parameters<typeof ask>[0] = {order_lines: [order('a', '2024-01-05')], events: LOG}): Promise<string> => {
    try {
      await ask(tables, query);
    } catch (error) {
      expect(error).to.be.instanceOf(QueryError);
      return (error as Error).message;
    }
    return 'answered';
  };

  it('is refused with the option’s name and what to write', async () => {
    expect(await refused({grain: 'fortnight'})).to.match(/^grain is "fortnight"\. Write hour, day, week/);
    expect(await refused({measure: 'events'})).to.match(/not told by the table "order_lines"\. Write customers, orders or net/);
    expect(await refused({measure: 'net', table: 'events'})).to.match(/Write customers or events/);
    expect(await refused({measure: 'net', retention: 'within'})).to.match(/retention: "within" counts members/);
    expect(await refused({measure: 'orders', view: 'days'})).to.match(/The view days counts members/);
    expect(await refused({horizon: -1})).to.match(/^horizon must be a whole number from 0/);
    expect(await refused({days: []})).to.match(/^days is \[\]/);
    expect(await refused({by: 'channel'})).to.match(/^by is "channel"\. Write a list/);
    expect(await refused({by: ['chanel']})).to.match(/has the dimension "chanel"/);
    expect(await refused({actor: 'customer'})).to.match(/no dimension "customer" to follow\. Did you mean "customer_id"/);
    expect(await refused({start: {event: 'x'}})).to.match(/^start is/);
    expect(await refused({start: 'pay', table: 'order_lines'})).to.match(/order lines have none/);
    expect(await refused({view: 'actors', cell: {cohort: '2024-01-02'}})).to.match(/There is no cohort "2024-01-02"/);
    expect(await refused({view: 'actors', cell: {cohort: 'January'}})).to.match(/Write the first day of its period/);
    expect(await refused({conditions: []})).to.match(/^conditions is \[\]/);
    expect(await refused({conditions: ['pay'], grain: 'day'})).to.match(/grain has no meaning beside conditions/);
    expect(await refused({conditions: ['pay'], by: ['step']})).to.match(/by has no meaning/);
    expect(await refused({limit: 1.5})).to.match(/^limit must be/);
    expect(await refused({}, {stock: [{sku: 's', on_hand: 1}]})).to.match(/A cohort needs the table "order_lines"/);
  });

  it('takes events where there are no orders, or where one is named', async () => {
    expect((await ask({events: LOG})).totals?.['actors']).to.equal(4);
    expect((await ask({order_lines: [order('x', '2024-01-05')], events: LOG})).totals?.['actors']).to.equal(1);
    expect((await ask({order_lines: [order('x', '2024-01-05')], events: LOG}, {start: 'pay'})).totals?.['actors']).to.equal(2);
  });

  it('shows the ages up to its horizon, or what a page can bear, and says so', async () => {
    expect(triangle(await ask({events: LOG}, {grain: 'day', horizon: 1}))['2024-01-01']).to.deep.equal([2, 1]);
    for (const retention of ['on', 'within', 'from'] as const) {
      const whole = triangle(await ask({events: LOG}, {grain: 'day', retention}));
      const short = triangle(await ask({events: LOG}, {grain: 'day', retention, horizon: 2}));
      expect(short).to.deep.equal(Object.fromEntries(Object.entries(whole).map(([cohort, cells]) => [cohort, cells.slice(0, 3)])));
    }
    const long = [event('a', '2022-01-01'), event('a', '2023-12-31')];
    const cut = await ask({events: long}, {grain: 'day'});
    expect(paramsOf(cut, 'ages-cut')).to.deep.equal({shown: Math.floor(120_000 / 730) - 1, of: 729});
    expect(await refused({grain: 'hour', horizon: 17_519}, {events: long})).to.match(/too many cells\. Write a horizon/);
    const limited = await ask({events: LOG}, {grain: 'day', limit: 3});
    expect([limited.length, paramsOf(limited, 'limited')]).to.deep.equal([3, {shown: 3, of: 64}]);
  });
});
