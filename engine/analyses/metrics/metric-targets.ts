/** What a metric was to reach, from the table `targets`, and how far it has come. */

import {NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {isAdditive, isRowMeasure} from '../../../metrics/metric.ts';
import type {Formula, Metric, Unit} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import {bucketAround} from '../../calendar/bucket-days.ts';
import {elapsedShare} from '../../compare.ts';
import type {Dataset} from '../../dataset.ts';
import {oncePer} from '../../once-per.ts';
import type {Window} from '../../periods.ts';
import type {Cell, Note} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {Group} from './metric-columns.ts';
import type {MetricsQuery} from './metrics-query.ts';
import type {PlannedMetric} from './metric-plan.ts';
import type {WindowValues} from './run-metrics.ts';

interface Goal {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

const goalsOf = oncePer(readGoals);

/** Goals by the name of their metric; rows without a day or a value are none. */
function readGoals({columns, length}: CanonicalTable): ReadonlyMap<string, readonly Goal[]> {
  const goals = new Map<string, Goal[]>();
  const [metric, from, to, value] = ['metric', 'from', 'to', 'value'].map((name) => columns.get(name));
  if (!(metric instanceof TextColumn && from instanceof TimeColumn && to instanceof TimeColumn && value instanceof NumberColumn)) return goals;
  for (let row = 0; row < length; row++) {
    const name = metric.at(row);
    const goal = {from: from.days[row] as number, to: to.days[row] as number, value: value.values[row] as number};
    if (name !== null && goal.value === goal.value && goal.from <= goal.to) goals.set(name, [...(goals.get(name) ?? []), goal]);
  }
  return goals;
}

/** The one group that is all rows. */
const WHOLE: readonly Group[] = [{combination: 0, bucket: 0}];

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Asked {
  readonly query: MetricsQuery;
  readonly planned: readonly PlannedMetric[];
  readonly window: Window;
  readonly dataset: Dataset;
}

/**
 * For each metric `<metric>_target`, `<metric>_progress` (value ÷ target) and `<metric>_pace` (value ÷ what a steady pace would have brought by now:
 * target × elapsed part of the period; for money and counts). The goal of a period is the row of `targets` with the same days; for metrics that add
 * up also rows that fill the period without gap or overlap; for a rate, a price or a time also the row whose days hold the period. Null where there
 * is none: goals are never cut to a part. They are the whole shop's: with filters, and for values of a dimension, they are null.
 */
export function targetColumns({query, planned, window, dataset}: Asked, groups: readonly Group[], {buckets, values}: WindowValues): ResultColumn[] {
  if (!query.targets) return [];
  const {filters = [], by = []} = query;
  const isWhole = filters.length === 0 && (by.length === 0 || groups === WHOLE);
  const spans = buckets.starts.map((start) => spanOf(start, window, buckets.grain, dataset));
  return planned.flatMap(({metric}, index) => {
    const {key, label, unit} = metric;
    const goals = isWhole ? goalsFor(metric, dataset) : [];
    const elapsed = spans.map((span) => (span && growsOverTime(metric) ? elapsedShare(inWords(span), dataset.now, dataset.timeZone) : 0));
    const rows = groups.map(({combination, bucket}) => {
      const span = spans[bucket];
      const target = span ? goalOf(goals, span, metric) : null;
      const value = target === null ? null : values(index, combination, bucket);
      const progress = target === null || value === null || target === 0 ? null : value / target;
      return {target, progress, pace: progress === null || !elapsed[bucket] ? null : progress / elapsed[bucket]};
    });
    const column = (name: keyof (typeof rows)[number], of: Unit, en: string, zh: string): ResultColumn => ({
      field: {name: `${key}_${name}`, type: 'number', unit: of, label: {en: `${label.en}, ${en}`, zh: `${label.zh}${zh}`}}, values: rows.map((row) => row[name]),
    });
    return [column('target', unit, 'target', '目标'), column('progress', 'ratio', 'part of target', '目标完成率'), column('pace', 'ratio', 'pace', '目标进度')];
  });
}

/** Targets of the whole period. */
export function targetTotals(asked: Asked, whole: WindowValues): Record<string, Cell> {
  return Object.fromEntries(targetColumns(asked, WHOLE, whole).map(({field: {name}, values}) => [name, values[0] ?? null]));
}

/** What keeps goals from being shown although the shop has set them. */
export function targetNotes({query, planned, dataset}: Asked): Note[] {
  if (!query.targets || (query.filters ?? []).length === 0) return [];
  const metrics = planned.filter(({metric}) => goalsFor(metric, dataset).length > 0).map(({metric}) => metric.key).join(', ');
  return metrics === '' ? [] : [note('target-whole-shop', `Targets of ${metrics} are the whole shop's; with filters they are left away.`, {metric: metrics})];
}

function goalsFor({key, aliases = []}: Metric, {tables: {targets}}: Dataset): readonly Goal[] {
  if (!targets) return [];
  const goals = goalsOf(targets);
  return [key, ...aliases].flatMap((name) => goals.get(name) ?? []);
}

function goalOf(goals: readonly Goal[], span: Span, metric: Metric): number | null {
  const same = goals.filter(({from, to}) => from === span.from && to === span.to);
  if (same.length > 0) return onlyValue(same);
  if (isAdditive(metric)) return filled(goals.filter(({from, to}) => from >= span.from && to <= span.to), span);
  if (growsOverTime(metric)) return null;
  return onlyValue(goals.filter(({from, to}) => from <= span.from && to >= span.to));
}

/** Two goals for the same days say nothing, unless they say the same. */
function onlyValue(goals: readonly Goal[]): number | null {
  const values = new Set(goals.map(({value}) => value));
  return values.size === 1 ? (goals[0] as Goal).value : null;
}

/** The sum of goals that follow each other from the first day to the last; of two that begin on one day the longer, where it leads to the end. */
function filled(goals: readonly Goal[], {from, to}: Span): number | null {
  if (from > to) return 0;
  for (const goal of goals.filter((each) => each.from === from).sort((a, b) => b.to - a.to)) {
    const rest = filled(goals, {from: goal.to + 1, to});
    if (rest !== null) return goal.value + rest;
  }
  return null;
}

/** A longer period brings more of it: money and counts, unless they are one thing by another, or a level. */
function growsOverTime({unit, formula, measures}: Metric): boolean {
  if (unit !== 'money' && unit !== 'count') return false;
  return !divides(formula) && Object.values(measures).every((measure) => isRowMeasure(measure) && !measure.latestPer);
}

function divides(formula: Formula): boolean {
  return typeof formula === 'object' && (formula.op === '/' || formula.args.some(divides));
}

/** All days of a bucket, or of the period; undefined for hours, and for a bucket that reaches beyond the period. */
function spanOf(start: number, window: Window, grain: MetricsQuery['grain'], dataset: Dataset): Span | undefined {
  if (grain === undefined) return {from: window.from, to: window.end};
  if (grain === 'hour') return undefined;
  const to = bucketAround(start, grain, dataset)[1] - 1;
  return start >= window.from && to <= window.end ? {from: start, to} : undefined;
}

const inWords = ({from, to}: Span): {from: string; to: string} => ({from: dayText(from), to: dayText(to)});
