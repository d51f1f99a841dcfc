/** KPI cases over whole data sets; shop systems' own orders are in `woocommerce-cases.ts` and `matomo-cases.ts`. */

import {createSource} from 'tillboard/engine';
import type {MetricsQuery, Source} from 'tillboard/engine';
import type {Metric} from 'tillboard/metrics';

import {isRecord, knowOnly, listOf, NotCovered, pick, rowsOf} from './case.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import type {DataSet} from './datasets.ts';
import {dataSetOf} from './datasets.ts';
import {keepRows} from './text-table.ts';
import {keyOf, metricOf} from './totals.ts';

/** `sql` documents how the peer counted. It is not read, but for whether it counts only some of the rows: then the names alone do not tell. */
const PARAMS = ['sql', 'timezone', 'filter'];

/** What a case's row calls a dimension of ours. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  country: 'region', ship_country: 'region', platform: 'device', product_line: 'category', productline: 'category', segment: 'category', user: 'user_id',
  acquisition_channel: 'channel', invoice: 'order_id', status: 'order_status', product_name: 'product', customer: 'customer_id', store: 'shop',
};
const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Row = Readonly<Record<string, unknown>>;

/** Totals under their usual names, and `rows` of them by a dimension or by a unit of time. */
export const dataSetCase: Answerer = async (peerCase, read) => {
  const {params, expected} = peerCase;
  knowOnly(params, PARAMS, 'params');
  if (typeof params['sql'] === 'string' && /\bwhere\b/i.test(params['sql'])) throw new NotCovered('the rows that the case counts are told in its SQL alone');
  const opened = await openDataSet(peerCase, read);
  return {got: await pick(expected, Object.fromEntries(Object.keys(expected).map((name) => [name, () => answerTo(name, expected[name], opened)])))};
};

export interface OpenedDataSet {
  readonly source: Source;
  readonly dataSet: DataSet;
}

/** The case's data set as a source. Every row must count: one that is left out would be missing in the totals without a word. */
export async function openDataSet({input, params}: PeerCase, read: ReadData, drop: readonly string[] = []): Promise<OpenedDataSet> {
  knowOnly(input, ['dataset', 'datasets', 'filter'], 'input');
  const dataSet = dataSetOf(listOf(input['datasets'] ?? input['dataset']).map(String));
  const table = await dataSet.open(read, dataSet.path);
  const filter = input['filter'] ?? params['filter'];
  const kept = filter === undefined ? table : keepRows(table, String(filter), dataSet.filterWords);
  const columns = Object.fromEntries(Object.entries(dataSet.columns).filter(([name]) => !drop.includes(name)));
  const source = createSource({[dataSet.table]: kept}, {
    timeZone: String(params['timezone'] ?? 'UTC'), currency: 'USD', now: 'data', preset: 'none', columns: {[dataSet.table]: columns}, ...dataSet.options,
  });
  const [quality] = source.info.quality.tables;
  if (quality && quality.rowsKept < quality.rowsRead) throw new Error(`rows were left out: ${JSON.stringify(quality.issues)}`);
  return {source, dataSet};
}

async function answerTo(name: string, expected: unknown, opened: OpenedDataSet): Promise<unknown> {
  if (!Array.isArray(expected)) return totalOf(name, opened);
  const rows = expected.filter(isRecord);
  if (rows.length === 0 || rows.length < expected.length) throw new NotCovered(`expected has ${name}`);
  return groupedRows(rows, opened);
}

async function totalOf(name: string, {source, dataSet}: OpenedDataSet): Promise<unknown> {
  const {firstDay, lastDay} = source.info;
  if (name === 'first_day' || name === 'last_day') return name === 'first_day' ? firstDay : lastDay;
  const metric = metricOf(name, dataSet.totals);
  return (await source.run({analysis: 'metrics', metrics: [metric]})).totals?.[keyOf(metric)];
}

/** Each expected row has its group's name and numbers; groups of ours beyond them come after, and so are told as a difference. */
async function groupedRows(expected: readonly Row[], {source, dataSet}: OpenedDataSet): Promise<Row[]> {
  const names = Object.keys(expected[0] ?? {});
  const groupName = names.find((name) => splitOf(name, source) !== undefined);
  const split = groupName === undefined ? undefined : splitOf(groupName, source);
  if (groupName === undefined || !split) throw new NotCovered(`expected rows of ${names.join(', ')}`);
  const metrics = names.filter((name) => name !== groupName).map((name): [string, string | Metric] => [name, metricOf(name, dataSet.totals)]);
  const result = await source.run({analysis: 'metrics', metrics: metrics.map(([, metric]) => metric), ...split});
  const column = split.by?.[0] ?? 'period';
  const length = String(expected[0]?.[groupName] ?? '').length;
  const got = rowsOf(result).map((row) => ({
    [groupName]: split.grain ? String(row[column]).slice(0, length) : row[column],
    ...Object.fromEntries(metrics.map(([name, metric]) => [name, row[keyOf(metric)]])),
  }));
  const place = (row: Row): number => expected.findIndex((each) => String(each[groupName]) === String(row[groupName]));
  const known = got.filter((row) => place(row) >= 0).sort((a, b) => place(a) - place(b));
  return [...known, ...got.filter((row) => place(row) < 0)].map((row) => ({...row, [groupName]: sameKind(row[groupName], expected[0]?.[groupName])}));
}

/** Ids are text here; a case may write them as numbers. */
const sameKind = (value: unknown, like: unknown): unknown => (typeof like === 'number' && typeof value === 'string' ? Number(value) : value);

function splitOf(name: string, {info}: Source): Pick<MetricsQuery, 'by' | 'grain'> | undefined {
  const grain = GRAINS.find((each) => each === name);
  if (grain) return {grain};
  const dimension = DIMENSIONS[name] ?? name;
  return info.dimensions.some((each) => each.name === dimension) ? {by: [dimension]} : undefined;
}

