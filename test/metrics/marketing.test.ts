import {expect} from 'chai';

import {ask, codes, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

/** Two channels on two days; the affiliates charge by sale and report no clicks. */
const SPEND: readonly Row[] = [
  {day: '2024-03-01', channel: 'search', cost: 30, impressions: 1000, clicks: 20},
  {day: '2024-03-02', channel: 'search', cost: 10.5, impressions: 3000, clicks: 7},
  {day: '2024-03-01', channel: 'affiliate', cost: 12, impressions: 0, clicks: 0},
];

describe('spend on advertisements, worked out by hand', () => {
  it('adds costs, impressions and clicks, and divides totals once', async () => {
    const keys = ['ad_spend', 'impressions', 'clicks', 'ctr', 'cpc', 'cpm'];
    expect(await totalsOf({spend: SPEND}, keys, {})).to.deep.equal([52.5, 4000, 27, 27 / 4000, 52.5 / 27, 1000 * (52.5 / 4000)]);
  });

  it('leaves rates undefined where nothing was shown or clicked', async () => {
    const result = await ask({spend: SPEND}, {metrics: ['ad_spend', 'ctr', 'cpc', 'cpm'], by: ['channel']});
    expect(rowsOf(result, ['channel', 'ad_spend', 'ctr', 'cpc', 'cpm'])).to.deep.equal([
      ['search', 40.5, 27 / 4000, 1.5, 1000 * (40.5 / 4000)],
      ['affiliate', 12, null, null, null],
    ]);
  });
});

/** Search costs and sells; display costs and sells nothing; mail is free; one order names no channel. Ann was won by mail, bob by search. */
const ADS: readonly Row[] = [
  {day: '2024-03-01', channel: 'search', cost: 40, impressions: 1000, clicks: 20},
  {day: '2024-03-01', channel: 'display', cost: 10, impressions: 1000, clicks: 5},
  {day: '2024-03-01', channel: 'mail', cost: 0, impressions: 0, clicks: 0},
  {day: '2024-04-01', channel: 'search', cost: 25, impressions: 1000, clicks: 20},
];
const ORDERS: readonly Row[] = [
  line('1', '2024-03-01', 100, {channel: 'mail', customer_id: 'ann', cost: 50}),
  line('2', '2024-03-05', 60, {channel: 'search', customer_id: 'ann', cost: 10}),
  line('3', '2024-03-06', 60, {channel: 'search', customer_id: 'bob', cost: 30, refund: 20, refunded_at: '2024-03-09'}),
  line('4', '2024-03-07', 500, {channel: 'search', customer_id: 'cat', status: 'cancelled', cost: 1}),
  line('5', '2024-03-08', 80, {channel: null, customer_id: 'dan', cost: 20}),
  line('6', '2024-04-02', 10, {channel: 'search', customer_id: 'bob', cost: 4}),
];
const SHOP = {spend: ADS, order_lines: ORDERS};
const KEYS = ['attributed_sales', 'attributed_orders', 'cpa', 'cac', 'roas', 'roi', 'acos', 'mer'];

describe('what advertisements brought, worked out by hand', () => {
  it('credits orders to the channel they name, and in total only to channels that cost something', async () => {
    // Margin by search in March: 60 − 10 + 60 − 20 − 30 = 60, of cost 50. New in March: ann, bob, dan.
    expect(await totalsOf(SHOP, KEYS, {period: '2024-03'})).to.deep.equal([120, 2, 25, 50 / 3, 2.4, 0.2, 50 / 120, 300 / 50]);
  });

  it('knows sales without cost from cost without sales', async () => {
    const result = await ask(SHOP, {metrics: KEYS.slice(2), by: ['channel'], period: '2024-03', sort: {column: 'channel'}});
    expect(rowsOf(result, ['channel', ...KEYS.slice(2)])).to.have.deep.members([
      ['display', null, null, 0, -1, null, 0],
      ['mail', null, 0, null, null, null, null],
      ['search', 20, 40, 3, 0.5, 40 / 120, 3],
      [null, null, 0, null, null, null, null],
    ]);
  });

  it('adds the sales by advertising up over months, whichever month paid for them', async () => {
    const result = await ask(SHOP, {metrics: ['attributed_sales', 'roas'], grain: 'month', period: '2024-03/2024-04'});
    expect(rowsOf(result, ['period', 'attributed_sales', 'roas'])).to.deep.equal([['2024-03-01', 120, 2.4], ['2024-04-01', 10, 0.4]]);
    expect(result.totals).to.deep.include({attributed_sales: 130, roas: 130 / 75});
  });

  it('counts a customer as won once, in the channel of the first order', async () => {
    const result = await ask(SHOP, {metrics: ['cac'], by: ['channel'], period: '2024-03', filters: [{dimension: 'channel', in: ['search', 'mail']}]});
    expect(rowsOf(result, ['channel', 'cac'])).to.deep.equal([['search', 40], ['mail', 0]]);
    expect(result.totals?.['cac']).to.equal(20);
  });

  it('is undefined under a filter that only orders can answer, and refused where a table or column lacks', async () => {
    const order_lines = ORDERS.map((row) => ({...row, region: 'north'}));
    const result = await ask({...SHOP, order_lines}, {metrics: ['roas', 'mer'], filters: [{dimension: 'region', in: ['north']}]});
    expect(result.totals).to.deep.include({roas: null, mer: null});
    expect(codes(result)).to.include('filter-not-shared');
    const refusal = (tables: Parameters<typeof ask>[0], metric: string, by: string[] = []): Promise<string> =>
      ask(tables, {metrics: [metric], by}).then(() => 'answered', (error: Error) => error.message);
    expect(await refusal({order_lines: ORDERS}, 'roas')).to.match(/"roas" needs the table "spend"/);
    expect(await refusal({spend: ADS}, 'mer')).to.match(/"mer" needs the table "order_lines"/);
    const unnamed = ORDERS.map(({channel: _, ...row}) => row);
    expect(await refusal({spend: ADS, order_lines: unnamed}, 'roas')).to.match(/"roas" needs "channel" in the table "order_lines"/);
    expect(await refusal({...SHOP, order_lines}, 'roas', ['region'])).to.match(/"roas" cannot be split by "region": its table "spend"/);
  });

  it('sets what new buyers brought so far against what it cost to win them', async () => {
    // Ann 160, bob 60 − 20 + 10, dan 80; three of them for 50.
    expect(await totalsOf(SHOP, ['ltv_cac'], {period: '2024-03'})).to.deep.equal([290 / 3 / (50 / 3)]);
    const result = await ask(SHOP, {metrics: ['ltv_cac'], by: ['channel'], period: '2024-03'});
    expect(rowsOf(result, ['channel', 'ltv_cac'])).to.have.deep.members([['search', 50 / 40], ['mail', null], ['display', null], [null, null]]);
  });

  it('is paid back on the day on which the margin of new buyers reaches the cost', async () => {
    // Margins by age: 0 days 20 and 10, 10 days 25, 12 days −5; what has no cost is left out.
    const order_lines = [
      line('1', '2024-03-01', 50, {customer_id: 'eve', cost: 30}),
      line('2', '2024-03-11', 40, {customer_id: 'eve', cost: 15, refund: 5, refunded_at: '2024-03-13'}),
      line('3', '2024-03-05', 30, {customer_id: 'fay', cost: 20}), line('4', '2024-03-20', 100, {customer_id: 'fay', cost: null}),
    ];
    const spentOn = (cost: number): Row[] => [{day: '2024-03-02', channel: 'search', cost}];
    const payback = async (cost: number): Promise<unknown> => (await totalsOf({order_lines, spend: spentOn(cost)}, ['payback']))[0];
    const days = await Promise.all([30, 30.01, 55, 55.01, 0].map(payback));
    expect(days).to.deep.equal([0, 10, 10, null, null]);
    const refusal = await ask({order_lines}, {metrics: ['payback']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"payback" needs the table "spend"/);
  });
});
