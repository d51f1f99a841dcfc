import {isoWeek} from '../kernels/calendar.ts';

/** `2021-01-01` is in `2020-W53`: the ISO 8601 week of a day, under the week's own year. Undefined for what is no day. */
export function isoWeekLabel(day: string): string | undefined {
  const instant = Date.parse(day);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== day) return undefined;
  const {year, week} = isoWeek(instant / 86_400_000);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
