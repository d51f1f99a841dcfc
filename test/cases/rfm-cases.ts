/** RFM cases: orders or customers of any data set that names them, scored by our cuts or the package's. */

import {createSource, quantileCuts} from 'tillboard/engine';
import type {QueryResult, RfmQuery, RfmSegmentRule, Source} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered, pick, rowsOf} from './case.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import {compare} from './compare.ts';
import {openDataSet} from './kpi-cases.ts';

const PARAMS = ['analysis_date', 'bins', 'rules', 'rule_columns', 'recency'];
const RULE_COLUMNS = ['name', 'r_lo', 'r_hi', 'f_lo', 'f_hi', 'm_lo', 'm_hi'];

/** Type-7 cuts of a list of values. The package adds 1 to each; its lower and upper bounds are the least value, the cuts, and the largest. */
export const quantileCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['bins'], 'params');
  knowOnly(input, ['values'], 'input');
  const values = [...(input['values'] as number[])].sort((a, b) => a - b);
  const cuts = quantileCuts(values, Number(params['bins'] ?? 5));
  const package_ = cuts.map((cut) => cut + 1);
  const got = await pick(expected, {
    cuts: () => cuts, cuts_plus_one: () => package_,
    lower: () => [values[0], ...package_], upper: () => [...package_, (values.at(-1) ?? NaN) + 1],
  });
  return 'cuts' in got ? {got} : {got, how: 'difference held: the package adds 1 to every cut of type 7'};
};

export const rfmCase: Answerer = async (peerCase, read) => {
  const {params, expected, agrees_with_recommended_default: agrees} = peerCase;
  knowOnly(params, PARAMS, 'params');
  const source = await openSource(peerCase, read);
  const query: RfmQuery = {
    analysis: 'rfm', scores: Number(params['bins'] ?? 5),
    ...(params['analysis_date'] === undefined ? {} : {asOf: String(params['analysis_date'])}),
    ...(params['rules'] ? {segments: readRules(params)} : {}),
  };
  const ours = await readAnswers(expected, source, {...query, cuts: 'quantile'});
  if (agrees) return {got: ours};
  const [first] = compare(expected, ours, peerCase.tolerance);
  const said = first ? `by our own cuts ${first.path} is ${String(first.got)}, not ${String(first.expected)}` : 'our own cuts give the same';
  return {got: await readAnswers(expected, source, {...query, cuts: 'rfm-package'}), how: `by option cuts: rfm-package; ${said}`};
};

async function readAnswers(expected: PeerCase['expected'], source: Source, query: RfmQuery): Promise<Record<string, unknown>> {
  const totals = (await source.run(query)).totals ?? {};
  const view = (name: NonNullable<RfmQuery['view']>): Promise<QueryResult> => source.run({...query, view: name});
  const answers: Record<string, () => unknown> = {
    transactions: () => totals['orders'], invoices: () => totals['orders'], orders: () => totals['orders'], customers: () => totals['customers'],
    revenue: () => totals['net'], amount: () => totals['net'], mean_revenue: () => totals['net_mean'], mean_recency: () => totals['recency_mean'],
    thresholds: async () => thresholdsOf(await view('cuts')),
    r: async () => scoresOf(expected['r'], await view('cuts'), 'r_score', 'recency_customers'),
    f: async () => scoresOf(expected['f'], await view('cuts'), 'f_score', 'frequency_customers'),
    m: async () => scoresOf(expected['m'], await view('cuts'), 'm_score', 'monetary_customers'),
    columns: () => expected['columns'],
    rows: async () => customerRows(expected, await view('customers')),
    segments: async () => segmentList(expected['segments'], rowsOf(await view('segments'))),
  };
  const segments = rowsOf(await view('segments'));
  for (const {segment} of segments) answers[String(segment)] ??= () => segmentAnswer(segments, String(segment), expected[String(segment)]);
  return pick(expected, answers);
}

function readRules({rules, rule_columns: columns = RULE_COLUMNS}: PeerCase['params']): RfmSegmentRule[] {
  if (JSON.stringify(columns) !== JSON.stringify(RULE_COLUMNS)) throw new NotCovered(`rule_columns ${JSON.stringify(columns)}`);
  return (rules as [string, ...number[]][]).map(([name, rLow = 0, rHigh = 0, fLow = 0, fHigh = 0, mLow = 0, mHigh = 0]): RfmSegmentRule => ({
    name, r: [rLow, rHigh], f: [fLow, fHigh], m: [mLow, mHigh],
  }));
}

/** Rows in place, or a data set. `recency` says which of a customer file's two columns counts: days, or the day of the last visit. */
async function openSource(peerCase: PeerCase, read: ReadData): Promise<Source> {
  const {input, params} = peerCase;
  const recency = params['recency'];
  const dated = recency !== undefined && recency !== 'recency_days';
  if (dated && recency !== 'most_recent_visit' && recency !== 'date') throw new NotCovered(`recency ${JSON.stringify(recency)}`);
  if ('dataset' in input || 'datasets' in input) {
    return (await openDataSet({...peerCase, params: {}}, read, recency === undefined || dated ? [] : ['last_ordered_at'])).source;
  }
  knowOnly(input, ['orders', 'rows', 'columns'], 'input');
  const names = listOf(input['columns']).map(String);
  const known: Readonly<Record<string, string>> = {customer_id: 'customer_id', customer: 'customer_id', order_date: 'ordered_at', date: 'ordered_at', revenue: 'net', amount: 'net'};
  const strange = names.filter((name) => !known[name]);
  if (names.length === 0 || strange.length > 0) throw new NotCovered(`columns ${strange.join(', ') || 'that are not named'}`);
  const rows = (listOf(input['orders'] ?? input['rows']) as unknown[][]).map((values, row) => ({
    order_id: row, quantity: 1, ...Object.fromEntries(names.map((name, index) => [known[name], values[index]])),
  }));
  return createSource({order_lines: rows}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none'});
}

const THRESHOLDS = ['recency', 'frequency', 'monetary'].flatMap((name) => [`${name}_lower`, `${name}_upper`]);

const thresholdsOf = (result: QueryResult): unknown[] => rowsOf(result).map((row) => Object.fromEntries(THRESHOLDS.map((name) => [name, row[name]])));

/** Customers by score. A score that nobody has may be left out of the case's list. */
function scoresOf(expected: unknown, result: QueryResult, score: string, count: string): unknown[] {
  const listed = new Set(listOf(expected).map((each) => (Array.isArray(each) ? Number(each[0]) : NaN)));
  return rowsOf(result)
    .map((row) => [Number(row[score]), Number(row[count])] as const)
    .filter(([name, customers]) => customers > 0 || listed.has(name))
    .sort(([a], [b]) => a - b);
}

const CUSTOMER_NAMES: Readonly<Record<string, string>> = {
  customer_id: 'customer_id', recency_days: 'recency_days', recency: 'recency_days', transactions: 'orders', orders: 'orders', transaction_count: 'orders',
  amount: 'net', revenue: 'net', r: 'r', f: 'f', m: 'm', segment: 'segment', date_most_recent: 'last_order_day',
};

/** The customers that the case lists, in its order. */
function customerRows({columns, rows}: PeerCase['expected'], result: QueryResult): unknown[] {
  const names = listOf(columns).map(String);
  const strange = names.filter((name) => !CUSTOMER_NAMES[name] || !(CUSTOMER_NAMES[name] in result.columns));
  if (names[0] !== 'customer_id' || strange.length > 0) throw new NotCovered(`columns ${names.join(', ')}`);
  const byId = new Map(rowsOf(result).map((row) => [String(row['customer_id']), row]));
  return (rows as unknown[][]).map(([id]) => {
    const row = byId.get(String(id));
    return names.map((name, index) => (index === 0 ? (row ? id : null) : row?.[CUSTOMER_NAMES[name] ?? '']));
  });
}

const SEGMENT_NAMES: Readonly<Record<string, string>> = {
  segment: 'segment', customers: 'customers', orders: 'orders', transactions: 'orders', revenue: 'net', amount: 'net', share: 'share', mean_recency: 'recency_mean',
  mean_revenue: 'net_mean', mean_monetary: 'net_mean', mean_frequency: 'orders_mean',
};

/** A segment's figures, or its number of customers alone. `aov` is revenue by order. */
function segmentAnswer(segments: readonly Record<string, unknown>[], name: string, expected: unknown): unknown {
  const row = segments.find(({segment}) => segment === name);
  if (typeof expected === 'number') return row?.['customers'] ?? 0;
  if (!isRecord(expected)) throw new NotCovered(`expected has ${name}`);
  const named = Object.entries(SEGMENT_NAMES).map(([key, column]) => [key, () => row?.[column]] as const);
  return pick(expected, {...Object.fromEntries(named), aov: () => Number(row?.['net']) / Number(row?.['orders'])}, `expected.${name}`);
}

/** `{name: figures}`, or a list of `[name, customers]`, or of figures with their segment. */
async function segmentList(expected: unknown, segments: readonly Record<string, unknown>[]): Promise<unknown> {
  if (isRecord(expected)) {
    const named = Object.entries(expected).map(async ([name, each]) => [name, await segmentAnswer(segments, name, each)] as const);
    return Object.fromEntries(await Promise.all(named));
  }
  return Promise.all(listOf(expected).map(async (each) => {
    if (isRecord(each) && typeof each['segment'] === 'string') return segmentAnswer(segments, each['segment'], each);
    if (!Array.isArray(each) || each.length !== 2) throw new NotCovered('the form of expected.segments');
    return [each[0], await segmentAnswer(segments, String(each[0]), each[1])];
  }));
}
