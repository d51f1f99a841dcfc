/** Calendars to hand to a source as they are, or to take parts of. Rules, not records: a shop that took part in other days gives its own. */

import {dayNumber, dayText} from '../../data-adapters/cells/time-zone.ts';
import {dayOfCivil, weekday} from '../kernels/calendar.ts';
import type {ShopEvent} from './shop-calendar.ts';

const FIRST = 2015;
const LAST = 2035;

/**
 * 腊八 (8th of the 12th month) and 春节 (1st of the 1st) of 2015 to 2035, by GB/T 33661-2017. In 2027 and 2030 the new moon is within ten minutes of
 * midnight in Beijing; calendars of lesser precision (ICU's among them) are a day off there.
 */
const LUNAR = [
  ['2015-01-27', '2015-02-19'], ['2016-01-17', '2016-02-08'], ['2017-01-05', '2017-01-28'], ['2018-01-24', '2018-02-16'], ['2019-01-13', '2019-02-05'],
  ['2020-01-02', '2020-01-25'], ['2021-01-20', '2021-02-12'], ['2022-01-10', '2022-02-01'], ['2022-12-30', '2023-01-22'], ['2024-01-18', '2024-02-10'],
  ['2025-01-07', '2025-01-29'], ['2026-01-26', '2026-02-17'], ['2027-01-15', '2027-02-06'], ['2028-01-04', '2028-01-26'], ['2029-01-22', '2029-02-13'],
  ['2030-01-11', '2030-02-03'], ['2031-01-01', '2031-01-23'], ['2032-01-20', '2032-02-11'], ['2033-01-08', '2033-01-31'], ['2034-01-27', '2034-02-19'],
  ['2035-01-16', '2035-02-08'],
] as const;

const YEARS = Array.from({length: LAST - FIRST + 1}, (_, index) => FIRST + index);
const shifted = (day: string, days: number): string => dayText((dayNumber(day) as number) + days);

/**
 * 年货节 (from 腊八 to the day before 除夕), 春节 (the seven days from 除夕, peak on the 1st of the 1st month), 618 (1 to 18 June), 国庆 (1 to 7 October),
 * 双11 (1 to 11 November) and 双12 of 2015 to 2035, each campaign with its named day as the peak. Marketplaces open their own windows, other ones every
 * year, and state holidays are longer in some years: give those days instead where the shop went by them.
 */
export const CHINA_EVENTS: readonly ShopEvent[] = YEARS.flatMap((year, index) => {
  const [laba, newYear] = LUNAR[index] as (typeof LUNAR)[number];
  return [
    {name: '年货节', from: laba, to: shifted(newYear, -2), year},
    {name: '春节', from: shifted(newYear, -1), to: shifted(newYear, 5), peak: newYear},
    {name: '618', from: `${year}-06-01`, to: `${year}-06-18`, peak: `${year}-06-18`},
    {name: '国庆', from: `${year}-10-01`, to: `${year}-10-07`},
    {name: '双11', from: `${year}-11-01`, to: `${year}-11-11`, peak: `${year}-11-11`},
    {name: '双12', from: `${year}-12-12`, to: `${year}-12-12`},
  ];
});

/** The Friday after the fourth Thursday of November (Thanksgiving in the United States). */
function blackFriday(year: number): number {
  const first = dayOfCivil(year, 11, 1);
  return first + ((4 - weekday(first) + 7) % 7) + 22;
}

/** Black Friday and the Monday after it, 2015 to 2035. */
export const BLACK_FRIDAY_EVENTS: readonly ShopEvent[] = YEARS.flatMap((year) => {
  const [friday, monday] = [dayText(blackFriday(year)), dayText(blackFriday(year) + 3)];
  return [{name: 'Black Friday', from: friday, to: friday}, {name: 'Cyber Monday', from: monday, to: monday}];
});
