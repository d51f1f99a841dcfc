/**
 * Every analysis over the whole demo shop, from the built package, in a Node that refuses to turn text into code. `npm test` runs it
 * with `--disallow-code-generation-from-strings`; without the flag the first test fails.
 */

import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';

import {createSource, openFiles, openSource} from 'tillboard/engine';

import {loadShop} from '../../scripts/load-shop.mjs';

const PERIOD = 'last-90-days';

const QUERIES = {
  'a funnel in order': {analysis: 'funnel', steps: ['view', 'cart', 'checkout', 'pay'], within: '7d', period: 'last-30-days', compare: 'previous-period'},
  'a strict funnel': {analysis: 'funnel', steps: ['view', 'cart', 'pay'], order: 'strict', period: PERIOD},
  'a funnel in any order': {analysis: 'funnel', steps: ['cart', 'view'], order: 'any', period: PERIOD},
  'an open funnel': {analysis: 'funnel', steps: ['view', 'cart', 'checkout', 'pay'], order: 'open', period: PERIOD},
  'a funnel by device and session': {analysis: 'funnel', steps: ['view', 'cart', 'pay'], by: ['device'], actor: 'session_id', period: PERIOD},
  'the actors of a funnel': {analysis: 'funnel', steps: ['view', 'cart', 'pay'], view: 'actors', period: 'last-7-days'},
  'the times of a funnel': {analysis: 'funnel', steps: ['view', 'cart', 'pay'], view: 'times', fromStep: 1, toStep: 3, period: PERIOD},
  'the RFM grid': {analysis: 'rfm', period: 'all'},
  'RFM segments': {analysis: 'rfm', view: 'segments', period: 'all'},
  'RFM customers': {analysis: 'rfm', view: 'customers', period: 'all', limit: 50},
  'RFM cuts': {analysis: 'rfm', view: 'cuts', cuts: 'rfm-package', period: 'all'},
  'stock cells': {analysis: 'inventory'},
  'stock by category': {analysis: 'inventory', by: 'category'},
  'stock by SKU': {analysis: 'inventory', view: 'skus', abc: {a: 0.8, b: 0.95}},
  'what to reorder': {analysis: 'inventory', view: 'reorder', serviceLevel: 0.98},
  'data quality': {analysis: 'quality'},
  'customer value': {analysis: 'clv', limit: 50},
  'customer value by Pareto/NBD': {analysis: 'clv', model: 'pareto-nbd', view: 'cells'},
  'a forecast of sales': {analysis: 'forecast', metric: 'net_sales', period: PERIOD},
  'sales out of the ordinary': {analysis: 'anomalies', metric: 'net_sales', period: PERIOD},
  'runs of sales by channel': {analysis: 'anomalies', metric: 'orders', method: 'control', by: ['channel'], period: PERIOD},
  'how orders are spread': {analysis: 'distribution', period: PERIOD},
  'how customers are spread': {analysis: 'distribution', of: 'customer_value', view: 'summary', by: ['channel'], period: PERIOD},
  'raw rows': {analysis: 'rows', table: 'order_lines', limit: 20, sort: {column: 'net', descending: true}},
};

function assertSound(result, name) {
  for (const [column, values] of Object.entries(result.columns)) {
    assert.equal(values.length, result.length, `${name}: ${column} has another length`);
    const wrong = Array.from(values).find((value) => typeof value === 'number' && !Number.isFinite(value));
    assert.equal(wrong, undefined, `${name}: ${column} holds ${wrong}`);
  }
}

describe('a Node that refuses to turn text into code', () => {
  let source;

  before(async () => {
    const createShop = await loadShop();
    const {tables, options} = createShop();
    // The shop books neither; metrics of them are to run all the same.
    const none = tables.order_lines.net.map(() => 0);
    source = createSource({...tables, order_lines: {...tables.order_lines, tax: none, shipping: none}}, options);
  });

  it('does refuse', () => {
    assert.throws(() => new Function('return 1'), EvalError);
  });

  it('opens sources where there is no worker', async () => {
    const rows = [{order_id: '1', ordered_at: '2024-03-01 10:00', sku: 'tea', quantity: 2, net: '19.90'}];
    const csv = 'order_id,ordered_at,sku,quantity,net\n1,2024-03-01 10:00,tea,2,19.90\n';
    const {source: ofFiles} = await openFiles({order_lines: csv});
    for (const opened of [await openSource({order_lines: rows}, {}, {worker: true}), ofFiles]) {
      assert.match(opened.info.whyOnPage, /no Worker/);
      const {totals} = await opened.run({analysis: 'metrics', metrics: ['net_sales'], period: 'all'});
      assert.equal(totals.net_sales, 19.9);
    }
  });

  for (const [name, query] of Object.entries(QUERIES)) {
    it(`answers ${name}`, async () => {
      const result = await source.run(query);
      assertSound(result, name);
      assert.ok(result.length > 0 || query.analysis === 'quality', 'no rows');
    });
  }

  it('computes every metric: in total, by channel, by month, and against both baselines', async () => {
    assert.ok(source.info.metrics.length > 20);
    const {columns} = await source.run({analysis: 'dictionary'});
    const answerable = columns.key.filter((_, row) => columns.answerable[row]);
    assert.ok(answerable.length > 80, `${answerable.length} metrics can be answered`);
    for (const key of answerable) {
      for (const query of [
        {analysis: 'metrics', metrics: [key], period: PERIOD, compare: ['previous-period', 'previous-year']},
        {analysis: 'metrics', metrics: [key], period: PERIOD, grain: 'month'},
      ]) {
        assertSound(await source.run(query), key);
      }
    }
    const byChannel = await source.run({analysis: 'metrics', metrics: ['net_sales', 'orders'], by: ['channel'], period: PERIOD, share: true});
    assert.equal(byChannel.length, 4);
  });
});
