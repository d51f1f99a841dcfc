import {expect} from 'chai';
import fc from 'fast-check';

import {targetIndex} from '../../../../engine/analyses/tgi/target-index.ts';
import type {TgiQuery} from '../../../../engine/analyses/tgi/tgi-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

type Tables = Readonly<Record<string, readonly Row[]>>;

const TEA = [{dimension: 'category', in: ['tea']}];

function index(tables: Tables, query: Partial<TgiQuery>): Promise<QueryResult> {
  return createSource(tables, OPTIONS).run({analysis: 'tgi', target: TEA, by: 'channel', period: '2024-03', ...query});
}

let orders = 0;
const bought = (customer_id: string | null, category: string, channel: string | null, more: Row = {}): Row =>
  line(`t${++orders}`, '2024-03-05', 10, {customer_id, category, channel, ...more});

/** Ten customers, four of them of tea: three of those by app, where five of the ten are. u1 buys books on the web beside. */
const SHOP: Tables = {
  order_lines: [
    bought('u1', 'tea', 'app'), bought('u2', 'tea', 'app'), bought('u3', 'tea', 'app', {net: 70}), bought('u4', 'tea', 'web'),
    bought('u1', 'books', 'web'), bought('u5', 'books', 'app'), bought('u6', 'books', 'app'), bought('u7', 'books', 'web'),
    bought('u8', 'toys', 'web'), bought('u9', 'toys', 'live'), bought('u10', 'toys', null), bought(null, 'tea', 'live'),
    line('old', '2024-02-05', 10, {customer_id: 'u9', category: 'tea', channel: 'live'}),
  ],
  customers: [
    {customer_id: 'u1', tier: 'gold'}, {customer_id: 'u2', tier: 'gold'}, {customer_id: 'u3', tier: 'silver'}, {customer_id: 'u5', tier: 'silver'},
    {customer_id: 'u6', tier: 'silver'}, {customer_id: 'u7', tier: 'gold'}, {customer_id: 'u8', tier: null}, {customer_id: 'never', tier: 'tin'},
  ],
};

const COLUMNS = ['channel', 'target_size', 'base_size', 'target_share', 'base_share'];

async function refusal(query: Partial<Record<keyof TgiQuery, unknown>>, tables = SHOP): Promise<string> {
  try {
    await index(tables, query as Partial<TgiQuery>);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'answered';
}

const close = (values: readonly unknown[] | undefined, expected: readonly (number | null)[]): void => {
  expect(values?.length).to.equal(expected.length);
  expected.forEach((each, at) => (each === null ? expect(values?.[at]).to.equal(null) : expect(values?.[at]).to.be.closeTo(each, 1e-9)));
};

describe('a target group index', () => {
  it('is 100 × share in the target ÷ share in the base, of people', async () => {
    const result = await index(SHOP, {});
    // Web has u1 (books), u4, u7, u8; of the target by rows only u4. App has u1 to u3, u5 and u6.
    expect(rowsOf(result, COLUMNS)).to.deep.equal([
      ['app', 3, 5, 0.75, 0.5], ['web', 1, 4, 0.25, 0.4], ['live', 0, 1, 0, 0.1], [null, 0, 1, 0, 0.1],
    ]);
    close(result.columns['tgi'], [150, 62.5, 0, 0]);
    expect({...result.totals}).to.deep.equal({target_size: 4, base_size: 10, values: 4});
  });

  it('of customers goes by all they did: buyers of tea who bought books count with both', async () => {
    const result = await index(SHOP, {members: 'customers'});
    expect(rowsOf(result, COLUMNS).slice(0, 2)).to.deep.equal([['app', 3, 5, 0.75, 0.5], ['web', 2, 4, 0.5, 0.4]]);
    close(result.columns['tgi'], [150, 125, 0, 0]);
    const else_ = await index(SHOP, {members: 'customers', by: 'category'});
    expect(rowsOf(else_, ['category', 'target_size', 'base_size'])).to.deep.equal([['tea', 4, 4], ['books', 1, 4], ['toys', 0, 3]]);
    close(else_.columns['tgi'], [250, (100 * 0.25) / 0.4, 0]);
  });

  it('lies within a base that may be narrowed', async () => {
    const result = await index(SHOP, {over: [{dimension: 'category', in: ['tea', 'books']}]});
    expect(rowsOf(result, COLUMNS)).to.deep.equal([['app', 3, 5, 0.75, 5 / 7], ['web', 1, 3, 0.25, 3 / 7]]);
    const filtered = await index(SHOP, {filters: [{dimension: 'category', in: ['tea', 'books']}]});
    expect(filtered.columns['tgi']).to.deep.equal(result.columns['tgi']);
  });

  it('goes by what the customers table says, those it does not know being no value', async () => {
    // Base: gold u1 u2 u7, silver u3 u5 u6, none u4 u8 u9 u10; target gold u1 u2, silver u3, none u4.
    const result = await index(SHOP, {by: 'tier'});
    expect(rowsOf(result, ['tier', 'target_size', 'base_size', 'target_share', 'base_share'])).to.deep.equal([
      ['gold', 2, 3, 0.5, 0.3], ['silver', 1, 3, 0.25, 0.3], [null, 1, 4, 0.25, 0.4],
    ]);
    const gold = await index(SHOP, {target: [{dimension: 'tier', in: ['gold']}], by: 'category'});
    expect(rowsOf(gold, ['category', 'target_size', 'base_size'])).to.deep.equal([['books', 2, 4], ['tea', 2, 4], ['toys', 0, 3]]);
  });

  it('of money compares sums, without an interval and without smallness', async () => {
    const result = await index(SHOP, {of: 'gmv'});
    // Tea: app 10 + 10 + 70, web 10, live 10 of nobody; all: app 110, web 40, live 20, none 10.
    expect(rowsOf(result, ['channel', 'target_size', 'base_size', 'tgi_low', 'small'])).to.deep.equal([
      ['app', 90, 110, null, null], ['live', 10, 20, null, null], ['web', 10, 40, null, null], [null, 0, 10, null, null],
    ]);
    close(result.columns['tgi'], [(100 * (90 / 110)) / (110 / 180), (100 * (10 / 110)) / (20 / 180), (100 * (10 / 110)) / (40 / 180), 0]);
  });

  it('has Wilson\'s interval of the target share about it, and marks small groups', async () => {
    // Wilson of 3 of 4 at 95 %: 0.300642 to 0.954413 (statsmodels proportion_confint).
    const result = await index(SHOP, {});
    expect(result.columns['tgi_low']?.[0]).to.be.closeTo(2 * 30.0642, 1e-3);
    expect(result.columns['tgi_high']?.[0]).to.be.closeTo(2 * 95.4413, 1e-3);
    expect(result.columns['small']).to.deep.equal([true, true, true, true]);
    expect(codes(result)).to.include('small-target-groups');
    const many = Array.from({length: 70}, (_, each) => bought(`m${each}`, each < 45 ? 'tea' : 'toys', each % 3 === 0 ? 'web' : 'app'));
    const large = await index({order_lines: many}, {});
    // Tea: web 15 of 45, app 30.
    expect(rowsOf(large, ['channel', 'target_size', 'small'])).to.deep.equal([['app', 30, false], ['web', 15, true]]);
    expect(large.notes.find(({code}) => code === 'small-target-groups')?.params).to.deep.equal({values: 1, dimension: 'channel', least: 30});
  });

  it('is undefined without a target or without a base, and says so', async () => {
    const nobody = await index(SHOP, {target: [{dimension: 'category', in: ['tea'], notIn: ['tea']}]});
    expect(nobody.columns['tgi']).to.deep.equal([null, null, null, null]);
    expect(nobody.columns['target_share']?.every((cell) => cell === null)).to.equal(true);
    expect(codes(nobody)).to.include('empty-target').and.not.to.include('small-target-groups');
    const none = await index(SHOP, {target: [{dimension: 'category', in: ['none']}], members: 'customers'});
    expect(none.totals?.['target_size']).to.equal(0);
    expect(targetIndex({target: 3, targetAll: 4, base: 0, baseAll: 9})).to.deep.equal({targetShare: 0.75, baseShare: 0, tgi: null});
    expect(targetIndex({target: 3, targetAll: 4, base: null, baseAll: null}).tgi).to.equal(null);
  });

  it('of the whole base is 100 everywhere, and weighted by base shares means 100 where people are in one value each', async () => {
    const person = fc.record({channel: fc.constantFrom('web', 'app', 'live', null), tea: fc.boolean()});
    await fc.assert(fc.asyncProperty(fc.array(person, {minLength: 1, maxLength: 30}), async (people) => {
      const rows = people.map(({channel, tea}, each) => bought(`p${each}`, tea ? 'tea' : 'toys', channel));
      const whole = await index({order_lines: rows}, {target: [{dimension: 'category', in: ['tea', 'toys']}]});
      close(whole.columns['tgi'], Array.from({length: whole.length}, () => 100));
      if (!people.some(({tea}) => tea)) return;
      const result = await index({order_lines: rows}, {});
      const mean = rowsOf(result, ['tgi', 'base_share']).reduce((sum, [tgi, share]) => sum + Number(tgi) * Number(share), 0);
      expect(mean).to.be.closeTo(100, 1e-9);
      const turned = await index({order_lines: [...rows].reverse()}, {});
      expect(rowsOf(turned, ['channel', 'tgi'])).to.deep.equal(rowsOf(result, ['channel', 'tgi']));
    }), {numRuns: 60});
  });

  it('refuses options that do not hold, by their name', async () => {
    const cases: [Partial<Record<keyof TgiQuery, unknown>>, string][] = [
      [{target: []}, 'target is []'], [{target: 'tea'}, 'target is "tea"'], [{target: [{}]}, 'filters is'], [{over: 'x'}, 'over is "x"'], [{by: 7}, 'by is 7'],
      [{by: 'nope'}, '"nope"'], [{of: 3}, 'of is 3'], [{of: 'aov'}, 'neither a sum nor a count'], [{of: 'nope'}, 'no metric "nope"'], [{members: 'x'}, 'members is "x"'],
      [{target: [{dimension: 'nope', in: ['x']}]}, 'has the dimension "nope"'],
    ];
    for (const [query, part] of cases) expect(await refusal(query)).to.match(/^QueryError/).and.to.include(part);
    const visits = {...SHOP, events: [{user_id: 'v', at: '2024-03-05T08:00:00', step: 'view', device: 'phone'}]};
    // Left out of the orders, it would make everybody the target.
    expect(await refusal({target: [{dimension: 'device', in: ['phone']}]}, visits)).to.include('target names device, which order_lines cannot answer');
  });
});
