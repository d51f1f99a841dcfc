import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {SourceOptions} from '../../../../engine/create-source.ts';
import type {IntervalsQuery} from '../../../../engine/analyses/intervals/intervals-query.ts';
import {QueryError} from '../../../../engine/query.ts';

type Row = Readonly<Record<string, string | number | null>>;

let orders = 0;
const order = (customer_id: string | null, ordered_at: string, more: Row = {}): Row => ({
  order_id: `o${++orders}`, customer_id, ordered_at, net: 10, quantity: 1, status: 'completed', ...more,
});
const OPTIONS: SourceOptions = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: 'data'};
const ask = (rows: readonly Row[], query: Partial<IntervalsQuery> = {}) =>
  createSource({order_lines: rows}, OPTIONS).run({analysis: 'intervals', ...query});

/** Gaps of 10, 20 and 40 days of ann, 5 of bob; cat ordered once, dan on one day twice. */
const SHOP = [
  order('ann', '2024-01-01T09:00:00', {channel: 'web'}), order('ann', '2024-01-11T23:50:00', {channel: 'web'}), order('ann', '2024-01-11T23:55:00', {channel: 'app'}),
  order('ann', '2024-01-31T00:10:00', {channel: 'app'}), order('ann', '2024-03-11', {channel: 'app'}),
  order('bob', '2024-02-01', {channel: 'app'}), order('bob', '2024-02-06', {channel: 'web'}), order('cat', '2024-01-03', {channel: 'web'}),
  order('dan', '2024-01-04T08:00:00', {channel: 'app'}), order('dan', '2024-01-04T18:00:00', {channel: 'app'}),
];

describe('intervals between purchases', () => {
  it('pool the days between consecutive order days of each buyer', async () => {
    const {columns, totals} = await ask(SHOP);
    expect(columns['gaps']).to.deep.equal([4]);
    expect(columns['actors']).to.deep.equal([2]);
    expect(['min_days', 'p25_days', 'median_days', 'p75_days', 'p90_days', 'max_days', 'mean_days'].map((name) => columns[name]?.[0]))
      .to.deep.equal([5, 8.75, 15, 25, 34, 40, 18.75]);
    expect(columns['churn_days']).to.deep.equal([30]);
    expect(totals).to.deep.include({gaps: 4, median_days: 15, churn_days: 30, single: 2, single_share: 0.5});
  });

  it('say that buyers of one day have no interval', async () => {
    const {notes} = await ask(SHOP);
    expect(notes.find(({code}) => code === 'single-days')?.params).to.deep.equal({actors: 2, share: 50});
  });

  it('count a gap on the day that ends it, whenever the day before was', async () => {
    const {totals} = await ask(SHOP, {period: '2024-02-01/2024-03-31'});
    expect(totals).to.deep.include({gaps: 2, min_days: 5, max_days: 40, single: 0, single_share: 0});
  });

  it('are split by what ended them, and told by their number', async () => {
    const split = await ask(SHOP, {by: ['channel']});
    expect([split.columns['channel'], split.columns['gaps'], split.columns['mean_days']]).to.deep.equal([['app', 'web'], [2, 2], [30, 7.5]]);
    const numbers = await ask(SHOP, {view: 'numbers'});
    expect(numbers.columns['from_order']).to.deep.equal([1, 2, 3]);
    expect(numbers.columns['to_order']).to.deep.equal([2, 3, 4]);
    expect(numbers.columns['gaps']).to.deep.equal([2, 1, 1]);
    expect(numbers.columns['median_days']).to.deep.equal([7.5, 20, 40]);
    expect((await ask(SHOP, {view: 'numbers', upTo: 1})).columns['gaps']).to.deep.equal([2]);
  });

  it('fill bins of a width in days, empty ones too', async () => {
    const {columns} = await ask(SHOP, {view: 'bins', binDays: 10});
    expect(columns['from_days']).to.deep.equal([1, 11, 21, 31]);
    expect(columns['to_days']).to.deep.equal([10, 20, 30, 40]);
    expect(columns['gaps']).to.deep.equal([2, 1, 0, 1]);
    expect(columns['cumulative_share']).to.deep.equal([0.5, 0.75, 0.75, 1]);
    const own = await ask(SHOP, {view: 'bins'});
    expect((own.columns['gaps'] ?? []).reduce((sum: number, each) => sum + Number(each), 0)).to.equal(4);
  });

  it('take kept orders alone, unless every row counts', async () => {
    const rows = [order('ann', '2024-01-01'), order('ann', '2024-01-05', {status: 'cancelled'}), order('ann', '2024-01-11'), order(null, '2024-01-12')];
    const kept = await ask(rows);
    expect(kept.totals).to.deep.include({gaps: 1, median_days: 10});
    expect(kept.notes.find(({code}) => code === 'rows-of-nobody')?.params).to.deep.equal({rows: 1, actor: 'customer_id'});
    expect((await ask(rows, {activity: 'all'})).totals).to.deep.include({gaps: 2, mean_days: 5});
  });

  it('do not know what the clock has not reached', async () => {
    const rows = [
      order('ann', '2024-01-01'), order('ann', '2024-01-05'), order('ann', '2024-01-06T20:00:00'), order('bob', '2024-01-02'), order('bob', '2024-02-02'),
    ];
    const source = createSource({order_lines: rows}, {...OPTIONS, now: '2024-01-06T12:00:00+08:00'});
    expect((await source.run({analysis: 'intervals', period: '2024'})).totals).to.deep.include({gaps: 1, max_days: 4, single: 1});
  });

  it('are null, not 0, of nobody who came back', async () => {
    const {columns, totals, notes} = await ask([order('ann', '2024-01-01')]);
    expect([columns['gaps'], columns['median_days'], columns['churn_days'], columns['single_share']]).to.deep.equal([[0], [null], [null], [1]]);
    expect(totals?.['mean_days']).to.equal(null);
    expect(notes.map(({code}) => code)).to.include('single-days');
    expect((await ask([order('ann', '2024-01-01')], {view: 'bins'})).length).to.equal(0);
    const empty = await ask([]);
    expect(empty.totals).to.deep.include({gaps: 0, median_days: null, single_share: null});
  });

  it('follow events where they are asked for', async () => {
    const events = ['2024-01-01', '2024-01-02', '2024-01-09'].map((at, index) => ({user_id: 'u', at, step: index === 1 ? 'visit' : 'pay'}));
    const source = createSource({events}, OPTIONS);
    expect((await source.run({analysis: 'intervals'})).totals).to.deep.include({gaps: 2, mean_days: 4});
    expect((await source.run({analysis: 'intervals', step: 'pay'})).totals).to.deep.include({gaps: 1, mean_days: 8});
  });

  it('are those of the metric, of a count by hand, and of the rows in any order', async () => {
    const purchase = fc.record({
      customer: fc.constantFrom('a', 'b', 'c'), day: fc.integer({min: 1, max: 28}), hour: fc.integer({min: 0, max: 23}), channel: fc.constantFrom('web', 'app'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, {minLength: 1, maxLength: 25}), fc.boolean(), async (list, filtered) => {
        const rows = list.map(({customer, day, hour, channel}) =>
          order(customer, `2024-02-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00`, {channel}));
        const query = filtered ? {filters: [{dimension: 'channel', in: ['web']}]} : {};
        const gaps: number[] = [];
        for (const customer of ['a', 'b', 'c']) {
          const own = list.filter((each) => each.customer === customer);
          const days = [...new Set(own.map(({day}) => day))].sort((a, b) => a - b);
          const ends = (day: number): boolean => !filtered || own.some((each) => each.day === day && each.channel === 'web');
          days.forEach((day, index) => {
            if (index > 0 && ends(day)) gaps.push(day - (days[index - 1] as number));
          });
        }
        gaps.sort((a, b) => a - b);
        const {totals, columns} = await ask(rows, query);
        expect(totals?.['gaps']).to.equal(gaps.length);
        expect(totals?.['mean_days']).to.equal(gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
        const metric = await createSource({order_lines: rows}, OPTIONS).run({analysis: 'metrics', metrics: ['purchase_interval'], ...query});
        expect(totals?.['median_days']).to.equal(metric.totals?.['purchase_interval']);
        expect((await ask([...rows].reverse(), query)).columns).to.deep.equal(columns);
      }),
      {numRuns: 60},
    );
  });
});

describe('an intervals query', () => {
  it('is refused with the option’s name and what to write', async () => {
    const refused = async (query: object): Promise<string> => {
      try {
        await ask(SHOP, query);
      } catch (error) {
        expect(error).to.be.instanceOf(QueryError);
        return (error as Error).message;
      }
      return 'answered';
    };
    expect(await refused({view: 'days'})).to.match(/^view is "days"\. Write summary, numbers, bins/);
    expect(await refused({binDays: 0})).to.match(/^binDays must be a whole number from 1/);
    expect(await refused({upTo: 'all'})).to.match(/^upTo must be/);
    expect(await refused({by: 'channel'})).to.match(/^by is "channel"/);
    expect(await refused({by: ['chanel']})).to.match(/dimension "chanel"/);
    expect(await refused({table: 'order_lines', step: 'pay'})).to.match(/step names events/);
    expect(await refused({table: 'events'})).to.match(/needs the table "events"/);
    expect(await refused({actor: 'custmer_id'})).to.match(/Did you mean "customer_id"/);
  });
});
