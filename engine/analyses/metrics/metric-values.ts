/** Values of the planned metrics for every group of one window. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {Formula, Measure, Metric} from '../../../metrics/metric.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {note} from '../../build-result.ts';
import {coveredDaysOf, daysOf} from '../../facts/table-days.ts';
import {evaluateFormula} from '../../formula.ts';
import type {Dataset} from '../../dataset.ts';
import {oncePer} from '../../once-per.ts';
import type {Filter} from '../../query.ts';
import type {Frames} from './measure-frame.ts';
import {kindOf} from './measure-kind.ts';
import type {MeasureTotals} from './measure-rows.ts';
import type {PlannedMetric} from './metric-plan.ts';

export interface MetricValues {
  /** The value of a metric (by its place in the plan) in a group; null where it is undefined. */
  (metric: number, combination: number, bucket: number): number | null;
  /** What each measure came to over all groups, by its text; for those where it fell out on the way. */
  readonly wholes: ReadonlyMap<string, MeasureTotals>;
}

interface Total extends MeasureTotals {
  /** A flag a bucket: the source's rows speak of it. */
  readonly covered: Uint8Array;
}

/**
 * One pass a measure; measures that several metrics share are totalled once. `known`: what measures come to over this window, where frames are one
 * group over it and a finer grouping has told.
 */
export function metricValues(planned: readonly PlannedMetric[], frames: Frames, known?: ReadonlyMap<string, MeasureTotals>): MetricValues {
  const wholes = new Map<string, MeasureTotals>();
  const totals = new Map<string, Total>();
  const totalOf = (measure: Measure): Total => {
    const key = textOf(measure);
    let total = totals.get(key);
    if (!total) {
      totals.set(key, (total = coveredTotal(measure, frames, known?.get(key))));
      const {whole, scale, empty} = total;
      if (whole !== undefined) wholes.set(key, {values: Float64Array.of(whole), scale, ...(empty === undefined ? {} : {empty})});
    }
    return total;
  };
  const prepared = planned.map(({metric, measures}) => {
    const byName = new Map(Object.entries(measures).map(([name, measure]) => [name, totalOf(measure)] as const));
    const undefinedHere = filtersNotShared(metric, measures, frames);
    return {metric, byName, undefinedHere, snap: metric.unit === 'money' && onlyAdds(metric.formula) ? commonScale(byName) : undefined};
  });
  const {count} = frames.buckets;
  const read = (index: number, combination: number, bucket: number): number | null => {
    const {metric, byName, undefinedHere, snap} = prepared[index] as (typeof prepared)[number];
    if (undefinedHere) return null;
    const group = combination * count + bucket;
    const value = evaluateFormula(metric.formula, (name) => readTotal(byName.get(name), group, bucket));
    return value !== null && snap !== undefined ? snapTo(value, snap) : value;
  };
  return Object.assign(read, {wholes});
}

const textOf = oncePer((measure: Measure): string => JSON.stringify(measure));

function coveredTotal(measure: Measure, frames: Frames, known: MeasureTotals | undefined): Total {
  const totals = known ?? kindOf(measure).total(measure, frames);
  const covered = coverage(measure, frames);
  return {...totals, covered: covered.map((flag, bucket) => flag & (totals.covered?.[bucket] ?? 1))};
}

function readTotal(total: Total | undefined, group: number, bucket: number): number | null {
  if (!total || !total.covered[bucket]) return null;
  const value = total.byBucket?.[bucket] ?? total.values[group] ?? total.empty ?? 0;
  return value === value ? value : null;
}

/**
 * Which buckets the rows speak of: from the table's first day to the last day of the source; a stock level from its first count on. A shop whose
 * rows run up to yesterday is open today, even before today's first row. A table without rows speaks of none.
 */
function coverage(measure: Measure, frames: Frames): Uint8Array {
  const {buckets, context, window} = frames;
  const covered = new Uint8Array(buckets.count).fill(1);
  const table = context.dataset.tables[measure.table] as CanonicalTable;
  const ordered = coveredDaysOf(table);
  const dated = ownDays(measure, table, context.dataset.today);
  const days = ordered && dated ? {first: Math.min(ordered.first, dated.first), last: Math.max(ordered.last, dated.last)} : (ordered ?? dated);
  const last = knownUntil(context.dataset, dated);
  const level = kindOf(measure).isLevel?.(measure) ?? false;
  if (!days || (level && daysOf(table)?.undated)) return covered.fill(Number(table.length > 0));
  if (level || last === undefined) return covered.map((_, bucket) => Number(buckets.daysOf(bucket).to >= days.first));
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const {from, to} = buckets.daysOf(bucket);
    covered[bucket] = Number(to >= days.first && from <= last);
  }
  if (days.last < Math.min(window.to, last) - 1) {
    const day = dayText(days.last);
    frames.notes.push(note('data-ends', `The rows of ${measure.table} end on ${day}; later days count as empty.`, {table: measure.table, day}));
  }
  if (window.to > last) {
    const day = dayText(last);
    frames.notes.push(note('data-over', `The rows end on ${day}; nothing is known of later days.`, {day}));
  }
  if (window.from < days.first && window.to >= days.first) {
    const day = dayText(days.first);
    frames.notes.push(note('data-begins', `The rows of ${measure.table} begin on ${day}; earlier days count as empty.`, {table: measure.table, day}));
  }
  return covered;
}

function knownUntil({days, today}: Dataset, dated: {readonly last: number} | undefined): number | undefined {
  if (!days) return undefined;
  const last = Math.max(days.last, dated?.last ?? -Infinity);
  return last === today - 1 ? today : last;
}

/** Days of the column that dates the measure's rows: goods are shipped after the last order, too. What is dated ahead has not happened. */
function ownDays(measure: Measure, table: CanonicalTable, today: number): {readonly first: number; readonly last: number} | undefined {
  const named = 'at' in measure ? measure.at.find((name) => table.columns.has(name)) : undefined;
  const column = kindOf(measure).datedBy ?? named;
  const days = column === undefined ? undefined : daysOf(table, column);
  return days && {first: days.first, last: Math.min(days.last, today)};
}

/** A filter that only some of a metric's tables can answer would divide filtered by unfiltered numbers. */
function filtersNotShared(metric: Metric, measures: Readonly<Record<string, Measure>>, frames: Frames): boolean {
  const tables = new Set(Object.values(measures).map(({table}) => table));
  const answers = ({dimension}: Filter): number =>
    [...tables].filter((name) => frames.context.dataset.tables[name]?.columns.has(dimension)).length;
  const unshared = frames.filters.find((filter) => answers(filter) > 0 && answers(filter) < tables.size);
  if (!unshared) return false;
  const {dimension} = unshared;
  frames.notes.push(
    note('filter-not-shared', `${metric.key} is undefined under the filter on ${dimension}: only some of its tables (${[...tables].join(', ')}) have it.`, {
      metric: metric.key, dimension,
    }),
  );
  return true;
}

function onlyAdds(formula: Formula): boolean {
  if (typeof formula === 'string') return true;
  return typeof formula === 'object' && (formula.op === '+' || formula.op === '-') && formula.args.every(onlyAdds);
}

function commonScale(totals: ReadonlyMap<string, Total>): number {
  return Math.max(1, ...[...totals.values()].map(({scale}) => scale));
}

/** Sums of money are whole minor units; adding and taking away in major units may miss them by the last binary digit. */
function snapTo(value: number, scale: number): number {
  const units = value * scale;
  return Math.abs(units) < Number.MAX_SAFE_INTEGER ? Math.round(units) / scale : value;
}
