import {expect} from 'chai';

import {createSource, QueryError} from '../../../engine/index.ts';
import type {MetricsQuery, QueryResult} from '../../../engine/index.ts';
import {METRICS} from '../../../metrics/index.ts';
import type {Metric} from '../../../metrics/index.ts';
import {LONG_SHOP_OPTIONS, longShop} from './long-shop.ts';

/** Of a path a dimension looks at the event that begins it, a filter at each event. */
const isPath = ({measures}: Metric): boolean => Object.values(measures).some(({aggregate}) => aggregate === 'reached' || aggregate === 'path-time');
const PERIOD = '2024-02/2025-09';

describe('every metric, on a shop of twenty months', () => {
  const source = createSource(longShop(), LONG_SHOP_OPTIONS);
  const ask = (key: string, more: Partial<MetricsQuery>): Promise<QueryResult | QueryError> =>
    source.run({analysis: 'metrics', metrics: [key], period: PERIOD, ...more}, {table: false}).catch((error: unknown) => {
      if (error instanceof QueryError) return error;
      throw error;
    });

  it('is a number in all, or in some month: none is undefined whatever the rows', async () => {
    const silent: string[] = [];
    for (const {key} of METRICS) {
      const result = await ask(key, {grain: 'month'});
      if (result instanceof QueryError) throw result;
      const values = [result.totals?.[key], ...(result.columns[key] ?? [])];
      if (!values.some((value) => typeof value === 'number' && Number.isFinite(value))) silent.push(key);
    }
    expect(silent).to.deep.equal([]);
  }).timeout(60_000);

  for (const dimension of ['channel', 'sku', 'warehouse'] as const) {
    it(`says the same of one ${dimension}, asked for by it or with a filter on it`, async () => {
      let compared = 0;
      for (const {key} of METRICS.filter((metric) => !isPath(metric))) {
        const result = await ask(key, {by: [dimension]});
        if (result instanceof QueryError) continue;
        for (const [row, value] of (result.columns[dimension] ?? []).entries()) {
          const alone = await ask(key, {filters: [{dimension, in: [value as string | null]}]});
          if (alone instanceof QueryError) throw alone;
          expect(alone.totals?.[key], `${key} of ${String(value)}`).to.equal(result.columns[key]?.[row]);
          compared += 1;
        }
      }
      expect(compared).to.be.greaterThan(10);
    }).timeout(60_000);
  }
});
