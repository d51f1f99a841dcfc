/** KPI cases over whole data sets and the event log; shop systems' own orders are in `shop-cases.ts`. */

import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';
import type {Metric, RowMeasure} from 'tillboard/metrics';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import {single} from './count-metric.ts';
import {eventsOf, northwindOrders, ordersOf} from './datasets.ts';

const OPTIONS = {timeZone: 'UTC', now: 'data', preset: 'none'} as const;
const lines = {table: 'order_lines', at: ['ordered_at']} as const;
const sum = (of: string): RowMeasure => ({...lines, aggregate: 'sum', of});
const count = (where?: RowMeasure['where']): RowMeasure => ({...lines, aggregate: 'count', ...(where ? {where} : {})});
const distinct = (of: string): RowMeasure => ({...lines, aggregate: 'distinct', of});

/** What the usual names of control totals mean over order lines: a built-in metric's key, or a plain measure. */
const TOTALS: Readonly<Record<string, string | RowMeasure>> = {
  lines: count(), rows: count(), transactions: count(),
  orders: 'orders', invoices: distinct('order_id'), baskets: distinct('order_id'),
  customers: distinct('customer_id'), households: distinct('customer_id'), buyers: 'buyers', repeat_buyers: 'repeat_buyers',
  skus: distinct('sku'), products: distinct('sku'), countries: distinct('region'),
  gross: 'gross_sales', net: 'gmv', value: 'gmv', sales: 'gmv', revenue: 'gmv', units: sum('quantity'),
  aov: 'aov', average_order_value: 'aov', repurchase_rate: 'repurchase_rate', orders_per_buyer: 'orders_per_buyer', units_per_order: 'units_per_order',
  retail_discount: sum('retail_disc'), coupon_discount: sum('coupon_disc'),
  cancel_rows: count([{column: 'kind', in: ['credit note']}]), rows_without_customer: count([{column: 'customer_id', isNull: true}]),
};

export const totalsCase: Answerer = async (peerCase, read) => {
  knowOnly(peerCase.params, ['sql'], 'params');
  const source = await openOrders(peerCase, read);
  const total = async (name: string): Promise<unknown> => {
    const meaning = TOTALS[name];
    const metric: string | Metric | undefined = typeof meaning === 'object' ? single('case_total', meaning) : meaning;
    if (!metric) throw new NotCovered(`expected has ${name}`);
    const {totals} = await source.run({analysis: 'metrics', metrics: [metric]});
    return totals?.[typeof metric === 'string' ? metric : metric.key];
  };
  return {got: await pick(peerCase.expected, Object.fromEntries(Object.keys(TOTALS).map((name) => [name, () => total(name)])))};
};

async function openOrders({input}: PeerCase, read: ReadData): Promise<Source> {
  const paths = [input['datasets'] ?? input['dataset']].flat().map(String);
  const rows = paths.some((path) => path.startsWith('northwind/'))
    ? await northwindOrders(read)
    : ordersOf(paths[0] ?? '', await read(paths[0] ?? ''), input['filter']);
  const source = createSource({order_lines: rows}, OPTIONS);
  const [{rowsRead = 0, rowsKept = 0} = {}] = source.info.quality.tables;
  if (rowsKept < rowsRead) throw new Error(`${rowsRead - rowsKept} of ${rowsRead} rows were left out: ${JSON.stringify(source.info.quality.tables[0]?.issues)}`);
  return source;
}

const purchases = single('purchases', {table: 'events', aggregate: 'count', where: [{column: 'step', in: ['purchase']}], at: ['at']});
const EVENT_METRICS: Readonly<Record<string, string | Metric>> = {sessions: 'sessions', users: 'visitors', purchases, page_views: 'page_views'};

/** Numbers a dimension of the event log: `rows: [{channel, sessions, users, purchases}]`. */
export const byDimensionCase: Answerer = async ({input, params, expected}, read) => {
  knowOnly(params, [], 'params');
  knowOnly(expected, ['rows'], 'expected');
  const path = String(input['dataset']);
  const source = createSource({events: eventsOf(path, await read(path))}, OPTIONS);
  const rows = expected['rows'] as Record<string, unknown>[];
  const names = Object.keys(rows[0] ?? {});
  const [dimension = 'channel', ...metrics] = names.sort((a, b) => Number(a in EVENT_METRICS) - Number(b in EVENT_METRICS));
  knowOnly(Object.fromEntries(metrics.map((name) => [name, true])), Object.keys(EVENT_METRICS), 'expected.rows');
  const asked = metrics.map((name) => EVENT_METRICS[name] as string | Metric);
  const result = await source.run({analysis: 'metrics', metrics: asked, by: [dimension], sort: {column: dimension}});
  const got = Array.from({length: result.length}, (_, row) => ({
    [dimension]: result.columns[dimension]?.[row],
    ...Object.fromEntries(metrics.map((name, index) => {
      const metric = asked[index];
      return [name, result.columns[typeof metric === 'string' ? metric : (metric?.key ?? '')]?.[row]];
    })),
  }));
  return {got: {rows: got}};
};
