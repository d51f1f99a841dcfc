import {expect} from 'chai';

import {ask, rowsOf, totalsOf} from '../engine/shop-rows.ts';
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
