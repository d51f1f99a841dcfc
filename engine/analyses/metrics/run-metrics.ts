/** Metrics by dimensions and time, with what they are compared with. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {DIMENSIONS} from '../../../metrics/dimension.ts';
import {buildResult, note} from '../../build-result.ts';
import {isFiscal, requireFiscal} from '../../calendar/bucket-days.ts';
import {resolveComparisons} from '../../compare.ts';
import type {Baseline} from '../../compare.ts';
import type {RunContext} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {MetricsQuery} from './metrics-query.ts';
import type {FiscalGrain, Grain} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {alignmentNotes, baseBuckets, baseStarts} from './align-buckets.ts';
import {Combinations} from './group-space.ts';
import type {Buckets} from './group-space.ts';
import {FilteredTables, Frames} from './measure-frame.ts';
import {metricColumns, metricTotals} from './metric-columns.ts';
import type {Group} from './metric-columns.ts';
import {metricNotes} from './metric-notes.ts';
import {coveredDaysOf} from '../../facts/table-days.ts';
import {planMetrics} from './metric-plan.ts';
import type {PlannedMetric} from './metric-plan.ts';
import {metricValues} from './metric-values.ts';
import type {MetricValues} from './metric-values.ts';
import {orderGroups} from './order-groups.ts';
import type {ResultColumn} from '../../sort-columns.ts';

const GRAINS: readonly (Grain | FiscalGrain)[] = ['hour', 'day', 'week', 'month', 'quarter', 'year', 'fiscal-month', 'fiscal-quarter', 'fiscal-year'];

const REFUND_DAYS = ['refund', 'order', 'none'];

/** Values of one window, and those of what it is compared with. */
export interface WindowValues {
  readonly buckets: Buckets;
  readonly frames: Frames;
  readonly values: MetricValues;
  /** Of a base: its bucket by the bucket of the period, -1 for none. */
  readonly places?: Int32Array;
}

/** Goals beside values: `metric-targets.ts`, which comes when a query asks for them. */
export type Targets = typeof import('./metric-targets.ts');

/** `starts` of a base's buckets, and what a finer grouping of the same window has told. */
interface ReadOptions {
  readonly starts?: readonly number[] | undefined;
  readonly finer?: WindowValues | undefined;
}

/**
 * Columns: the dimensions of `by`, `period` (first day of the bucket, an ISO hour for `hour`), each metric under its key; for each
 * comparison `<metric>_<name>` (the base value), `<metric>_<name>_change` (relative; a difference for ratios), `<metric>_<name>_status`; with
 * `share` `<metric>_share`, with `targets` `<metric>_target`, `_progress` and `_pace`. Buckets of a base are set against those of the period day by
 * day; one without a counterpart has no base. Totals are computed afresh over all rows. A row a combination that occurs in the period or in a
 * base, times the buckets of the grain. Sums and counts over no rows are 0 where the source's rows speak of the bucket, else null; so is an hour
 * that the clock left out.
 *
 * Cost: a pass over the table per filter and per measure. `targets`: needed where the query asks for them.
 */
export function runMetrics(query: MetricsQuery, context: RunContext, targets: Targets | undefined): QueryResult {
  checkOptions(query, context);
  const notes: Note[] = [];
  const window = resolvePeriod(query.period, context.dataset, query);
  const baselines = resolveComparisons(query.compare, window, context.dataset, query);
  const planned = planMetrics(query, context, notes, dayText(window.to));
  notes.push(...versionNotes(planned, Math.min(window.from, ...baselines.map(({window: base}) => base.from))));
  if (window.partial) notes.push(partialNote(window, baselines));
  notes.push(...lookbackNotes(query, planned, Math.min(window.from, ...baselines.map(({window: base}) => base.from)), context));
  for (const baseline of baselines) notes.push(...baseline.notes);

  const tables = tablesOf(planned, context);
  const filtered = new FilteredTables(context, query);
  const readOne = (combinations: Combinations, grain: MetricsQuery['grain'], each: Window, more: ReadOptions): WindowValues => {
    const frames = new Frames({context, query, window: each, grain, combinations, filtered, ...(more.starts ? {starts: more.starts} : {})});
    const values = metricValues(planned, frames, more.finer?.values.wholes);
    notes.push(...frames.notes);
    return {buckets: frames.buckets, frames, values};
  };
  const read = (combinations: Combinations, grain: MetricsQuery['grain'], finer: readonly WindowValues[] = []): WindowValues[] => {
    const now = readOne(combinations, grain, window, {finer: finer[0]});
    return [now, ...baselines.map((baseline, index): WindowValues => {
      const starts = baseStarts(now.buckets, baseline);
      const base = readOne(combinations, grain, baseline.window, {starts, finer: finer[index + 1]});
      const places = baseBuckets(now.buckets, base.buckets, baseline);
      notes.push(...alignmentNotes(now.buckets, places));
      return {...base, places};
    })];
  };
  const by = query.by ?? [];
  const combinations = new Combinations(by, tables);
  const split = read(combinations, query.grain);
  const whole = by.length === 0 && query.grain === undefined ? split : read(new Combinations([], tables), undefined, split);
  const parts = {query, planned, baselines};
  // Groups are ranked by what they are over the whole period: neither buyers nor ratios of days add up to that.
  const overall = (): WindowValues[] => (query.grain === undefined ? split : by.length === 0 ? whole : read(combinations, undefined));
  const valueColumns = (each: readonly Group[]): ResultColumn[] => metricColumns(parts, each, overall(), whole);
  const asked = {query, planned, window, dataset: context.dataset};
  const groups = orderGroups(query, {combinations, now: split[0] as WindowValues, planned, valueColumns}, notes);
  const columns = [
    ...dimensionColumns(by, query, groups, combinations, split[0] as WindowValues),
    ...metricColumns(parts, groups, split, whole),
    ...(targets?.targetColumns(asked, groups, split[0] as WindowValues) ?? []),
  ];
  checkNames(columns, query);
  const {frames, values} = whole[0] as WindowValues;
  notes.push(...filtered.notes, ...metricNotes(planned, frames, values), ...(targets?.targetNotes(asked) ?? []));
  return buildResult({
    columns,
    totals: {...metricTotals(parts, whole), ...targets?.targetTotals(asked, whole[0] as WindowValues)},
    asOf: context.dataset.now,
    period: describeWindow(window),
    baselines: Object.fromEntries(baselines.map(({name, window: base}) => [name, describeWindow(base)])),
    notes,
  });
}

function checkOptions(query: MetricsQuery, {dataset}: RunContext): void {
  const {grain, limit, by = [], refundsOn = 'refund', newLookback = 'ever'} = query;
  if (!Array.isArray(by)) throw new QueryError(`by is ${JSON.stringify(by)}. Write a list of dimensions such as ["channel"].`, query);
  if (grain !== undefined && !GRAINS.includes(grain)) {
    throw new QueryError(`Unknown grain ${JSON.stringify(grain)}. Write ${GRAINS.join(', ')}.`, query);
  }
  if (grain !== undefined && isFiscal(grain)) requireFiscal(dataset, `The grain ${grain}`, query);
  if (!REFUND_DAYS.includes(refundsOn)) {
    throw new QueryError(`Unknown refundsOn ${JSON.stringify(refundsOn)}. Write ${REFUND_DAYS.join(', ')}.`, query);
  }
  if (newLookback !== 'ever' && !(Number.isInteger(newLookback) && newLookback > 0)) {
    throw new QueryError(`newLookback is ${JSON.stringify(newLookback)}. Write "ever", or a whole number of days such as 365.`, query);
  }
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) throw new QueryError(`limit is ${limit}; write a whole number.`, query);
  if (new Set(by).size < by.length) throw new QueryError(`by names a dimension twice: ${by.join(', ')}.`, query);
}

/** A dimension may be called like a metric, or `period`: the result could not tell them apart. */
function checkNames(columns: readonly ResultColumn[], query: MetricsQuery): void {
  const seen = new Set<string>();
  for (const {field: {name}} of columns) {
    if (seen.has(name)) throw new QueryError(`Two columns of the result would be called "${name}". Rename the dimension of that name.`, query, 'bad-option', [name]);
    seen.add(name);
  }
}

function tablesOf(planned: readonly PlannedMetric[], {dataset}: RunContext): CanonicalTable[] {
  const names = new Set(planned.flatMap(({measures}) => Object.values(measures).map(({table}) => table)));
  return [...names].flatMap((name) => dataset.tables[name] ?? []);
}

function partialNote(window: Window, baselines: readonly Baseline[]): Note {
  const to = dayText(window.to);
  const rest = baselines.length > 0 ? ' It is compared with the same elapsed part.' : '';
  return note('partial-period', `The period runs until ${dayText(window.end)}; it is counted up to ${to}.${rest}`, {to, end: dayText(window.end)});
}

/** Orders that the look-back would need and the rows do not reach. */
function lookbackNotes({newLookback}: MetricsQuery, planned: readonly PlannedMetric[], from: number, {dataset}: RunContext): Note[] {
  const first = coveredDaysOf(dataset.tables.order_lines)?.first;
  const asks = planned.some(({measures}) => Object.values(measures).some((measure) => 'lookback' in measure));
  if (typeof newLookback !== 'number' || !asks || first === undefined || from - newLookback >= first) return [];
  const day = dayText(first);
  const text = `New means no order in ${newLookback} days; orders before ${day} are not known, so some of the new may be old customers.`;
  return [note('lookback-short', text, {days: newLookback, day})];
}

/** A definition that changed: days before it are counted by it too, so that they can be compared. */
function versionNotes(planned: readonly PlannedMetric[], first: number): Note[] {
  return planned.flatMap(({metric: {key, version = '', validSince}}) => {
    if (validSince === undefined || validSince <= dayText(first)) return [];
    const params = {metric: key, version, since: validSince};
    return [note('definition-changed', `${key} has been counted this way since ${validSince}; days before it are counted by the same definition here.`, params)];
  });
}

function dimensionColumns(
  by: readonly string[], {grain}: MetricsQuery, groups: readonly Group[], combinations: Combinations, {buckets}: WindowValues,
): ResultColumn[] {
  const values = Array.from({length: combinations.count}, (_, combination) => combinations.valuesOf(combination));
  const columns = by.map((name, index) => ({
    field: {name, type: 'text', label: DIMENSIONS.find((dimension) => dimension.name === name)?.label ?? {en: name, zh: name}} satisfies Field,
    values: groups.map(({combination}): Cell => values[combination]?.[index] ?? null),
  }));
  if (!grain) return columns;
  const field: Field = {name: 'period', type: grain === 'hour' ? 'text' : 'day', label: {en: 'Period', zh: '周期'}};
  return [...columns, {field, values: groups.map(({bucket}) => bucketText(buckets.starts[bucket] ?? 0, grain))}];
}

/** `2024-03-01`, or the wall-clock hour `2024-03-01T14:00`. */
function bucketText(start: number, grain: Grain | FiscalGrain): string {
  return grain === 'hour' ? `${dayText(Math.floor(start / 24))}T${String(start % 24).padStart(2, '0')}:00` : dayText(start);
}
