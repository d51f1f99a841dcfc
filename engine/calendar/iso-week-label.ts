import {dayNumber} from '../../data-adapters/time-zone.ts';
import {isoWeek} from '../kernels/calendar.ts';

/** `2021-01-01` is in `2020-W53`: the ISO 8601 week of a day, under the week's own year. Undefined for what is no day. */
export function isoWeekLabel(day: string): string | undefined {
  const number = dayNumber(day);
  if (number === undefined) return undefined;
  const {year, week} = isoWeek(number);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
