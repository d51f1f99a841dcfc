/** Channel cases over whole files: totals of ads, visits and sales, as metrics of the public engine. */

import {createSource} from 'tillboard/engine';
import type {MetricsQuery, Source} from 'tillboard/engine';
import type {Metric, RowMeasure} from 'tillboard/metrics';
import {METRICS, readMetric} from 'tillboard/metrics';

import {isRecord, knowOnly, listOf, NotCovered, rowsOf} from './case.ts';
import type {Answerer, TextTable} from './case.ts';
import {columnsOf, marketingData} from './channel-data.ts';
import type {MarketingData} from './channel-data.ts';
import {readSelect} from './select-list.ts';
import type {SelectItem, SqlTable} from './select-list.ts';
import {keepRows} from './text-table.ts';

/** `{columns, rows}`, rows of records, or totals by name; where the case has its SQL, its columns stand in that order. */
export const channelTotalsCase: Answerer = async ({input, params, expected}, read) => {
  knowOnly(params, ['sql', 'filter'], 'params');
  knowOnly(input, ['dataset', 'datasets', 'filter'], 'input');
  const [path = ''] = listOf(input['datasets'] ?? input['dataset']).map(String);
  const data = marketingData(path);
  const file = data.prepare(await read(path));
  const shape = shapeOf(expected);
  const sqlTable = tableOf(file, data);
  const select = typeof params['sql'] === 'string' ? readSelect(params['sql'], sqlTable) : undefined;
  if (select && select.items.length !== shape.names.length) throw new NotCovered('the SQL has other columns than the answer');
  const filters = [select?.where, input['filter'], params['filter']].filter((each) => each !== undefined).map(String);
  const kept = filters.reduce((table, filter) => keepRows(table, filter, undefined), file);
  const source = createSource({[data.table]: kept}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none', columns: columnsOf(data)});
  const [quality] = source.info.quality.tables;
  if (quality && quality.rowsKept < quality.rowsRead) throw new Error(`rows were left out: ${JSON.stringify(quality.issues)}`);
  const items = shape.names.map((name, at) => itemOf(name, select?.items[at], data, sqlTable));
  return {got: shape.answer(await totals(items, source, shape.rows))};
};

type Rows = readonly (readonly unknown[])[];

interface Shape {
  readonly names: readonly string[];
  /** The rows expected; undefined for totals. */
  readonly rows: Rows | undefined;
  readonly answer: (rows: Rows) => Readonly<Record<string, unknown>>;
}

function shapeOf(expected: Readonly<Record<string, unknown>>): Shape {
  const {columns, rows, ...rest} = expected;
  const more = Object.keys(rest);
  if (Array.isArray(columns) && Array.isArray(rows) && more.length === 0) {
    return {names: columns.map(String), rows: rows as Rows, answer: (got) => ({columns, rows: got})};
  }
  const [name, ...others] = Object.keys(expected);
  const list = expected[name ?? ''];
  if (others.length === 0 && Array.isArray(list) && list.length > 0 && list.every(isRecord)) {
    const names = Object.keys(list[0] as object);
    const records = list;
    return {
      names, rows: records.map((record) => names.map((each) => record[each])),
      answer: (got) => ({[name ?? '']: got.map((row) => Object.fromEntries(names.map((each, at) => [each, row[at]])))}),
    };
  }
  if (Object.values(expected).some((value) => typeof value === 'object' && value !== null)) throw new NotCovered(`expected has ${Object.keys(expected).join(', ')}`);
  const names = Object.keys(expected);
  return {names, rows: undefined, answer: ([row = []]) => Object.fromEntries(names.map((each, at) => [each, row[at]]))};
}

function tableOf({header, records}: TextTable, {columns, measure}: MarketingData): SqlTable {
  const canonical = new Map(Object.entries(columns).map(([name, from]) => [from.toLowerCase(), name]));
  const TEXT = ['campaign', 'channel', 'region', 'user_id', 'session_id', 'step', 'order_id'];
  return {
    measure,
    columnOf: (given) => {
      const at = header.findIndex((name) => name.toLowerCase() === given.toLowerCase());
      const name = header[at];
      if (name === undefined) return undefined;
      const own = canonical.get(name.toLowerCase());
      const isNumber = !TEXT.includes(own ?? '') && records.every((record) => record[at] === '' || Number.isFinite(Number(record[at])));
      return {name: own ?? name, isNumber};
    },
  };
}

type Item = Exclude<SelectItem, {kind: 'total'}> | {readonly kind: 'metric'; readonly metric: string | Metric};

/** A built-in metric where the name is one's and its SQL does not scale it; else what the SQL says; else what the name usually means. */
function itemOf(name: string, selected: SelectItem | undefined, {totals: vocabulary, measure, rows, columns}: MarketingData, table: SqlTable): Item {
  if (selected && selected.kind !== 'total') return selected;
  const meaning = Object.hasOwn(vocabulary, name) ? vocabulary[name] : undefined;
  const isScaled = selected !== undefined && /\b100/.test(selected.formula) && name !== 'cpm';
  if (meaning !== undefined && METRICS.some(({key}) => key === meaning) && !isScaled) return {kind: 'metric', metric: meaning};
  const key = `case_${name.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`;
  if (selected) return {kind: 'metric', metric: readMetric({key, unit: 'x', formula: selected.formula, measures: selected.measures})};
  const single = (total: RowMeasure): Item => ({kind: 'metric', metric: readMetric({key, unit: 'x', formula: 'total', measures: {total}})});
  if (rows.includes(name)) return single({...measure, aggregate: 'count'});
  const summed = meaning === undefined ? undefined : table.columnOf(meaning);
  if (summed) return single({...measure, aggregate: 'sum', of: summed.name});
  const column = [name, name.replaceAll('_', ''), columns[name] ?? ''].map((each) => table.columnOf(each)).find(Boolean);
  if (column) return {kind: 'group', column: column.name};
  throw new NotCovered(`expected has ${name}`);
}

/** A row a group in the order expected; groups beyond come after, and so are told as a difference. */
async function totals(items: readonly Item[], source: Source, expected: Rows | undefined): Promise<Rows> {
  const by = items.flatMap((item) => (item.kind === 'group' ? [item.column] : []));
  const grain = items.find((item) => item.kind === 'grain')?.grain;
  const metrics = items.flatMap((item) => (item.kind === 'metric' ? [item.metric] : []));
  const distinct = [...new Map(metrics.map((metric) => [keyOf(metric), metric])).values()];
  const query: MetricsQuery = {analysis: 'metrics', metrics: distinct, ...(by.length > 0 ? {by} : {}), ...(grain ? {grain} : {})};
  const result = await source.run(query);
  const cellOf = (item: Item, row: Readonly<Record<string, unknown>>): unknown =>
    item.kind === 'metric' ? row[keyOf(item.metric)] : item.kind === 'group' ? row[item.column] : String(row['period']).slice(0, item.grain === 'year' ? 4 : 7);
  if (!expected) {
    if (by.length > 0 || grain) throw new NotCovered('one row of a grouping');
    return [items.map((item) => cellOf(item, result.totals ?? {}))];
  }
  const got = (by.length > 0 || grain ? rowsOf(result) : [result.totals ?? {}]).map((row) =>
    items.map((item, at) => (item.kind === 'metric' ? cellOf(item, row) : sameKind(cellOf(item, row), expected[0]?.[at]))));
  const groups = items.flatMap((item, at) => (item.kind === 'metric' ? [] : [at]));
  const keyOfRow = (row: readonly unknown[]): string => JSON.stringify(groups.map((at) => String(row[at])));
  const places = new Map(expected.map((row, place) => [keyOfRow(row), place]));
  const place = (row: readonly unknown[]): number => places.get(keyOfRow(row)) ?? expected.length;
  return got.map((row, at) => ({row, at})).sort((a, b) => place(a.row) - place(b.row) || a.at - b.at).map(({row}) => row);
}

const keyOf = (metric: string | Metric): string => (typeof metric === 'string' ? metric : metric.key);

/** Names are text here; a case may write them as numbers. */
const sameKind = (value: unknown, like: unknown): unknown => (typeof like === 'number' && typeof value === 'string' ? Number(value) : value);
