/** The metric's values bucket by bucket, from as far back as they are judged by. */

import {dayNumber, dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {RunContext} from '../../context.ts';
import {bucketStart, civilDate, nextBucket} from '../../kernels/calendar.ts';
import type {Cell, Field, Note} from '../../result.ts';
import {askMetrics} from '../metrics/ask-metrics.ts';
import type {AnomaliesPlan} from './anomalies-plan.ts';
import type {Series} from './judge-series.ts';

export interface AnomalySeries {
  /** Values of `by`. */
  readonly texts: readonly (string | null)[];
  readonly periods: readonly string[];
  /** As the metrics query has them. */
  readonly cells: readonly Cell[];
  /** What is judged: without the buckets that are not whole, and without masked days. */
  readonly series: Series;
  /** The first row that lies in the period asked for. */
  readonly first: number;
}

export interface AnomalyInput {
  readonly metric: Field;
  readonly dimensions: readonly Field[];
  readonly groups: readonly AnomalySeries[];
  readonly notes: readonly Note[];
}

/** Days that a bucket has at most. */
const DAYS = {hour: 1 / 24, day: 1, week: 7, month: 31} as const;

export function readAnomalySeries(plan: AnomaliesPlan, context: RunContext): AnomalyInput {
  const {query, window, grain, limit} = plan;
  const {metric, by = [], filters} = query;
  const from = historyStart(plan, context);
  const period = {from: dayText(from), to: dayText(window.end)};
  const result = askMetrics(query, {metrics: [metric], grain, period, filters, ...(by.length > 0 ? {by, limit} : {})}, context);
  const dimensions = result.fields.slice(0, by.length);
  const field = result.fields[by.length + 1] as Field;
  const periods = (result.columns['period'] ?? []).map(String);
  const cells = result.columns[field.name] ?? [];
  const columns = by.map((name) => (result.columns[name] ?? []) as readonly (string | null)[]);
  const groups = rowsByGroup(columns, periods.length).map(({texts, rows}): AnomalySeries => {
    const own = rows.map((row) => periods[row] as string);
    const values = rows.map((row) => cells[row] ?? null);
    const isOpen = notWhole(plan, context, own);
    return {
      texts, periods: own, cells: values,
      series: {
        places: own.map((text) => placeOf(text, grain)),
        values: values.map((cell, row) => (typeof cell === 'number' && !isOpen(row) && !isMasked(own[row] as string, plan) ? cell : null)),
      },
      first: own.findIndex((text) => lastDayOf(text, grain) >= window.from),
    };
  });
  // What lies before the period is none of the reader's business.
  const notes = result.notes.filter(({code}) => code !== 'partial-period');
  return {metric: field, dimensions, groups, notes};
}

/** Residuals look back twice: to the medians that they are left of, and to each other. */
function historyStart({window, usual, fallback, grain}: AnomaliesPlan, {dataset}: RunContext): number {
  const depth = usual.method === 'residual' || usual.method === 'control' ? 2 : 1;
  const buckets = Math.max(usual.season * usual.seasons, (fallback?.season ?? 0) * (fallback?.seasons ?? 0)) * depth;
  const back = window.from - Math.ceil(buckets * DAYS[grain]);
  const earliest = Math.min(window.from, Math.max(back, dataset.days?.first ?? window.from));
  return grain === 'hour' ? earliest : bucketStart(earliest, grain, dataset.weekStart);
}

interface GroupRows {
  readonly texts: readonly (string | null)[];
  readonly rows: number[];
}

/** Rows of each combination of texts, in their order; combinations by their first row. */
function rowsByGroup(columns: readonly (readonly (string | null)[])[], length: number): GroupRows[] {
  const groups = new Map<string, GroupRows>();
  for (let row = 0; row < length; row++) {
    const texts = columns.map((column) => column[row] ?? null);
    const key = JSON.stringify(texts);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = {texts, rows: []}));
    group.rows.push(row);
  }
  return [...groups.values()];
}

const dayOf = (text: string): number => dayNumber(text.slice(0, 10)) as number;

function placeOf(text: string, grain: AnomaliesPlan['grain']): number {
  const day = dayOf(text);
  if (grain === 'hour') return day * 24 + Number(text.slice(11, 13));
  if (grain === 'day') return day;
  if (grain === 'week') return Math.floor(day / 7);
  const {year, month} = civilDate(day);
  return year * 12 + month;
}

const lastDayOf = (text: string, grain: AnomaliesPlan['grain']): number => (grain === 'hour' ? dayOf(text) : nextBucket(dayOf(text), grain) - 1);

/** The running bucket, one that the period ends in, and one that the rows begin in. */
function notWhole({window, grain}: AnomaliesPlan, {dataset}: RunContext, periods: readonly string[]): (row: number) => boolean {
  const running = window.partial && window.until !== undefined ? periods.length - 1 : -1;
  const firstDay = dataset.days?.first ?? -Infinity;
  return (row) => {
    const text = periods[row] as string;
    return row === running || lastDayOf(text, grain) > window.to || (grain !== 'hour' && dayOf(text) < firstDay);
  };
}

/** A bucket of several days is masked by any of them. */
function isMasked(text: string, {mask, grain}: AnomaliesPlan): boolean {
  const [first, last] = [dayOf(text), lastDayOf(text, grain)];
  return mask.some(({from, to, end}) => first <= Math.max(to, end) && last >= from);
}
