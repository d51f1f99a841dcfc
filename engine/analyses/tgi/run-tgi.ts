/** Target Group Index: what a group has more of, and less, than the base. */

import {DIMENSIONS} from '../../../metrics/dimension.ts';
import type {LocalText, Metric, Unit} from '../../../metrics/metric.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {askGroups} from '../breakdown/ask-groups.ts';
import {partKindOf} from '../explain/part-kind.ts';
import {answerable, customerValues} from './customer-filters.ts';
import {indexInterval, targetIndex} from './target-index.ts';
import type {IndexSizes} from './target-index.ts';
import type {TgiQuery} from './tgi-query.ts';

/** Below it a group is too small to read much into its index. */
const SMALL = 30;

/**
 * A row a value of `by` that the base has: what the target group and the base have of it (`target_size`, `base_size`), which share of each that is
 * (`target_share`, `base_share`; more than 1 in sum where people are in several values) and `tgi` = 100 × target share ÷ base share, highest
 * first, null last, equal ones by name. The base holds the target group. `tgi` is null where the base has none.
 *
 * Of distinct ids `tgi_low` and `tgi_high` are the index at the ends of Wilson's 95 % interval of the target share. Of counts `small` marks values
 * with fewer than 30 in the target group, and a note says how many there are.
 *
 * Totals: `target_size`, `base_size` over all rows, and `values`. Cost: a metrics query for the target and one for the base; by a column of
 * `customers` two for each of its values. Throws a `QueryError` that names the option at fault.
 *
 * Source: the index of market research (share in the target × 100 ÷ share in the population), as the profile tables of analytics suites show it.
 */
export function runTgi(query: TgiQuery, context: RunContext): QueryResult {
  checkTgi(query);
  const {of = 'buyers', by} = query;
  const notes: Note[] = [];
  const {metric} = noted(askGroups(query, of, context, []), notes);
  if (!['sum', 'count'].includes(partKindOf(metric).kind)) {
    throw new QueryError(`of is "${metric.key}", which is neither a sum nor a count: no share of it can be told. Write "buyers" or "net_sales".`, query);
  }
  const base = answerable(query.over ?? [], 'over', metric, context, query);
  const target = [...base, ...targetFilters(query, base, context, metric, notes)];
  const read = readerOf(query, metric, context, notes);
  const [targets, bases] = [read(target), read(base)];
  const inTarget = new Map(targets.values.map(({value, size}) => [value, size] as const));
  const rows = bases.values.map(({value, size}): IndexRow => rowOf(value, {
    target: inTarget.get(value) ?? 0, targetAll: targets.all, base: size, baseAll: bases.all,
  }, metric)).filter(({sizes}) => sizes.base !== 0 || sizes.target !== 0).sort(byIndex);
  notes.push(...sizeNotes(rows, targets.all, by));
  return buildResult({
    columns: columnsOf(rows, by, metric, query), asOf: context.dataset.now, notes, ...(bases.period ? {period: bases.period} : {}),
    totals: {target_size: targets.all, base_size: bases.all, values: rows.length},
  });
}

/** Of customers the ids, else the filters themselves. */
function targetFilters(query: TgiQuery, base: readonly Filter[], context: RunContext, metric: Metric, notes: Note[]): readonly Filter[] {
  const {target, members} = query;
  if (members !== 'customers') return answerable(target, 'target', metric, context, query);
  const buyers = askGroups(query, 'buyers', context, []).metric;
  const rows = [...base, ...answerable(target, 'target', buyers, context, query)];
  const {groups} = noted(askGroups(query, 'buyers', context, ['customer_id'], rows), notes);
  return [{dimension: 'customer_id', in: groups.filter(({now}) => now !== null && now > 0).flatMap(({values}) => values[0] ?? [])}];
}

interface Sizes {
  readonly values: readonly {readonly value: string | null; readonly size: number | null}[];
  readonly all: number | null;
  readonly period: QueryResult['period'];
}

/** What a group has of each value. */
function readerOf(query: TgiQuery, metric: Metric, context: RunContext, notes: Note[]): (filters: readonly Filter[]) => Sizes {
  const {of = 'buyers', by} = query;
  const looked = customerValues(by, metric, context, query);
  return (filters) => {
    const {groups, whole, result} = noted(askGroups(query, of, context, looked ? [] : [by], filters), notes);
    const {period} = result;
    if (!looked) return {values: groups.map(({values, now}) => ({value: values[0] ?? null, size: now})), all: whole.now, period};
    const values = looked.map(({value, filter}) => ({value, size: askGroups(query, of, context, [], [...filters, filter]).whole.now}));
    return {values, all: whole.now, period};
  };
}

function noted<T extends {readonly result: QueryResult}>(reading: T, notes: Note[]): T {
  notes.push(...reading.result.notes);
  return reading;
}

interface IndexRow extends ReturnType<typeof targetIndex> {
  readonly value: string | null;
  readonly sizes: IndexSizes;
  readonly low: number | null;
  readonly high: number | null;
  readonly small: boolean | null;
}

function rowOf(value: string | null, sizes: IndexSizes, metric: Metric): IndexRow {
  const isPeople = typeof metric.formula === 'string' && Object.values(metric.measures).every(({aggregate}) => aggregate === 'distinct');
  const interval = isPeople ? indexInterval(sizes) : null;
  const small = metric.unit === 'count' ? (sizes.target ?? 0) < SMALL : null;
  return {value, sizes, ...targetIndex(sizes), low: interval?.low ?? null, high: interval?.high ?? null, small};
}

function byIndex(a: IndexRow, b: IndexRow): number {
  if (a.tgi !== b.tgi) return a.tgi === null || b.tgi === null ? (a.tgi === null ? 1 : -1) : b.tgi - a.tgi;
  if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
  return a.value < b.value ? -1 : 1;
}

function sizeNotes(rows: readonly IndexRow[], all: number | null, by: string): Note[] {
  if (!all || all <= 0) return [note('empty-target', 'Nobody is in the target group: there is no index.')];
  const small = rows.filter((row) => row.small).length;
  if (small === 0) return [];
  return [note('small-target-groups', `${small} values of ${by} have fewer than ${SMALL} in the target group: their index says little.`, {values: small, dimension: by, least: SMALL})];
}

function columnsOf(rows: readonly IndexRow[], by: string, {label, unit}: Metric, query: TgiQuery): ResultColumn[] {
  const number = (name: string, en: string, zh: string, read: (row: IndexRow) => number | null, of?: Unit): ResultColumn =>
    ({field: {name, type: 'number', ...(of ? {unit: of} : {}), label: {en, zh}}, values: rows.map(read)});
  const own: LocalText = DIMENSIONS.find(({name}) => name === by)?.label ?? {en: by, zh: by};
  const columns: ResultColumn[] = [
    number('target_size', `${label.en}, target group`, `${label.zh}（目标群体）`, ({sizes}) => sizes.target, unit),
    number('base_size', `${label.en}, base`, `${label.zh}（总体）`, ({sizes}) => sizes.base, unit),
    number('target_share', 'Share in the target group', '目标群体占比', ({targetShare}) => targetShare, 'ratio'),
    number('base_share', 'Share in the base', '总体占比', ({baseShare}) => baseShare, 'ratio'),
    number('tgi', 'TGI', 'TGI', ({tgi}) => tgi, 'score'),
    number('tgi_low', 'TGI, lower bound', 'TGI 下限', ({low}) => low, 'score'),
    number('tgi_high', 'TGI, upper bound', 'TGI 上限', ({high}) => high, 'score'),
    {field: {name: 'small', type: 'boolean', label: {en: 'Small group', zh: '样本过小'}}, values: rows.map(({small}): Cell => small)},
  ];
  if (columns.some(({field}) => field.name === by)) {
    throw new QueryError(`Two columns of the result would be called "${by}". Rename the dimension of that name.`, query, 'bad-option', [by]);
  }
  return [{field: {name: by, type: 'text', label: own}, values: rows.map(({value}) => value)}, ...columns];
}

function checkTgi(query: TgiQuery): void {
  const {target, over, by, of, members} = query as Partial<TgiQuery>;
  const refuse = (option: string, value: unknown, instead: string): never => {
    throw new QueryError(`${option} is ${JSON.stringify(value) ?? 'not given'}. Write ${instead}.`, query);
  };
  if (!Array.isArray(target) || target.length === 0) refuse('target', target, 'the filters of the target group, such as [{dimension: "category", in: ["tea"]}]');
  if (over !== undefined && !Array.isArray(over)) refuse('over', over, 'the filters of the base, or leave it out');
  if (typeof by !== 'string' || by === '') refuse('by', by, 'one dimension such as "region"');
  if (of !== undefined && typeof of !== 'string' && (typeof of !== 'object' || of === null || Array.isArray(of))) refuse('of', of, 'one metric such as "buyers"');
  if (members !== undefined && members !== 'rows' && members !== 'customers') refuse('members', members, '"rows" or "customers"');
}
