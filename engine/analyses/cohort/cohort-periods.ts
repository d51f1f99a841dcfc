/** The calendar periods that cohorts and their ages are counted in. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {DAY_MS, createZone, dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import type {RowTimes} from '../../facts/row-values.ts';
import {coveredDaysOf, daysOf} from '../../facts/table-days.ts';
import {bucketStart, bucketStarts, nextBucket} from '../../kernels/calendar.ts';
import {NEVER} from '../../kernels/cohort-starts.ts';
import type {Window} from '../../periods.ts';
import {resolvePeriod} from '../../periods.ts';
import type {Grain} from '../../query.ts';
import type {CohortQuery} from './cohort-query.ts';

const HOUR_MS = 3_600_000;

export interface CohortPeriods {
  readonly grain: Grain;
  /** How many periods are cohorts, and how many are observed; both from 0. */
  readonly cohorts: number;
  readonly observed: number;
  /** The last observed period is not over. */
  readonly lastPartial: boolean;
  /** First and last day of the cohorts' periods; the last is today where they are not over. */
  readonly window: Window;
  /** The last day that is observed; before the window where nothing is. */
  readonly lastDay: number;
  /** Equal for equal answers of `of`. */
  readonly numbering: string;
  /** First day of a period, or of an hour its ISO instant. */
  labelOf(period: number): string;
  /**
   * The number of the period of each row, or of each of `rows` (whose days may be handed along them); −1 before the first, `NEVER` after what is
   * observed and without a time.
   */
  of(times: RowTimes, rows?: Int32Array, days?: Int32Array): Int32Array;
}

/**
 * Cohorts are the whole calendar periods that the query's period touches, by default from the table's first row on. They are observed until the
 * table's last day with rows or, with `observedUntil: 'period'`, until the end of the last of them; never after the clock. A last period that is
 * not over then is partial: of days, today before its end.
 */
export function cohortPeriods(query: CohortQuery, grain: Grain, table: CanonicalTable, context: RunContext): CohortPeriods {
  const {dataset} = context;
  const known = daysOf(table);
  const whole = query.period === undefined || query.period === 'all';
  const asked: Window = whole && known
    ? {from: Math.min(known.first, dataset.today), to: dataset.today, end: Math.min(known.last, dataset.today), partial: false}
    : resolvePeriod(query.period, dataset, query);
  const byDay = grain === 'hour' ? 'day' : grain;
  const from = bucketStart(asked.from, byDay, dataset.weekStart);
  const end = nextBucket(bucketStart(asked.end, byDay, dataset.weekStart), byDay) - 1;
  const rowsEnd = coveredDaysOf(table)?.last ?? -Infinity;
  const lastDay = Math.min(dataset.today, query.observedUntil === 'period' ? end : rowsEnd);
  const zone = createZone(dataset.timeZone);
  const todayRuns = dataset.now + 1 < zone.startOfDay(dataset.today + 1);
  const runs = lastDay === dataset.today && todayRuns;
  const isOver = end < dataset.today || (end === dataset.today && !todayRuns);
  const window: Window = {from, to: isOver ? end : Math.max(from, dataset.today), end, partial: !isOver && from <= dataset.today};
  const numbering = [grain, from, lastDay, dataset.today, dataset.now].join(' ');
  const shared = {grain, window, lastDay, numbering};
  if (lastDay < from) return {...shared, cohorts: 0, observed: 0, lastPartial: false, labelOf: () => '', of: ({days}, rows = days) => new Int32Array(rows.length).fill(NEVER)};
  if (grain === 'hour') return {...shared, ...hours(from, end, lastDay, runs ? dataset.now : undefined, dataset.timeZone, dataset.now)};
  const starts = bucketStarts(from, lastDay, grain, dataset.weekStart);
  const periodOfDay = new Int32Array(lastDay - from + 1);
  starts.forEach((start, period) => periodOfDay.fill(period, start - from));
  return {
    ...shared,
    cohorts: starts.filter((start) => start <= end).length,
    observed: starts.length,
    lastPartial: runs || nextBucket(starts.at(-1) ?? from, grain) - 1 > lastDay,
    labelOf: (period) => dayText(starts[period] as number),
    of: ({days, values}, rows, along = days) => {
      const numbers = new Int32Array(rows?.length ?? days.length);
      const direct = along !== days;
      for (let at = 0; at < numbers.length; at++) {
        const row = rows ? (rows[at] as number) : at;
        const day = along[direct ? at : row] as number;
        // Only today has instants that the clock has not reached.
        const isOut = day > lastDay || day === NO_DAY || (day >= dataset.today && (values[row] as number) > dataset.now);
        numbers[at] = isOut ? NEVER : day < from ? -1 : (periodOfDay[day - from] as number);
      }
      return numbers;
    },
  };
}

/** Hours of the shop's wall clock: the two of a night when it is set back are one, the hour it skips is nobody's. */
function hours(
  from: number, end: number, lastDay: number, running: number | undefined, timeZone: string, now: number,
): Pick<CohortPeriods, 'cohorts' | 'observed' | 'lastPartial' | 'labelOf' | 'of'> {
  const zone = createZone(timeZone);
  const first = from * 24;
  const observed = (running === undefined ? (lastDay + 1) * 24 : Math.floor(zone.wallOf(running) / HOUR_MS) + 1) - first;
  return {
    cohorts: Math.min(observed, (end + 1) * 24 - first),
    observed,
    lastPartial: running !== undefined,
    labelOf: (period) => new Date(zone.instantOf((first + period) * HOUR_MS)).toISOString(),
    of: ({days, values}, rows) => {
      const numbers = new Int32Array(rows?.length ?? days.length);
      for (let at = 0; at < numbers.length; at++) {
        const row = rows ? (rows[at] as number) : at;
        const [day, instant] = [days[row] as number, values[row] as number];
        if (day > lastDay || instant > now || instant !== instant) numbers[at] = NEVER;
        else numbers[at] = day < from ? -1 : Math.floor((zone.wallOf(instant) - from * DAY_MS) / HOUR_MS);
      }
      return numbers;
    },
  };
}
