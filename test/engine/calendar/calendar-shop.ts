/** A shop with a calendar of campaigns whose days are easy to count. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import {conform} from '../../../data-adapters/conform.ts';
import {buildDataset} from '../../../engine/build-dataset.ts';
import type {ShopCalendar} from '../../../engine/calendar/shop-calendar.ts';
import {resolveCompare} from '../../../engine/compare.ts';
import type {Baseline} from '../../../engine/compare.ts';
import type {Dataset} from '../../../engine/dataset.ts';
import {resolvePeriod} from '../../../engine/periods.ts';
import type {Compare, Period} from '../../../engine/query.ts';

/** 618 lasts 18 days in 2023 and, begun earlier, 30 in 2024; 双11 11 and 22 days; 春节 moves; a day of members every month. */
export const CALENDAR: ShopCalendar = {
  events: [
    {name: '618', from: '2023-06-01', to: '2023-06-18', peak: '2023-06-18'},
    {name: '618', from: '2024-05-20', to: '2024-06-18', peak: '2024-06-18'},
    {name: '双11', from: '2022-11-01', to: '2022-11-11', peak: '2022-11-11'},
    {name: '双11', from: '2023-11-01', to: '2023-11-11', peak: '2023-11-11'},
    {name: '双11', from: '2024-10-21', to: '2024-11-11', peak: '2024-11-11'},
    {name: '春节', from: '2023-01-21', to: '2023-01-27', peak: '2023-01-22'},
    {name: '春节', from: '2024-02-09', to: '2024-02-15', peak: '2024-02-10'},
    {name: '年货节', from: '2022-12-30', to: '2023-01-19', year: 2023},
    {name: '年货节', from: '2024-01-18', to: '2024-02-07', year: 2024},
    {name: 'Members', from: '2024-07-08', to: '2024-07-08'},
    {name: 'Members', from: '2024-08-08', to: '2024-08-08'},
  ],
};

export function datasetAt(now: string, calendar: ShopCalendar = CALENDAR, options: {weekStart?: number; timeZone?: string} = {}): Dataset {
  const order = (ordered_at: string): object => ({order_id: ordered_at, ordered_at, net: 1, quantity: 1});
  const tables = conform({order_lines: [order('2022-01-01'), order('2024-12-31')]}, {timeZone: options.timeZone ?? 'Asia/Shanghai', currency: 'CNY'});
  return buildDataset(tables, {now, calendar, weekStart: options.weekStart ?? 1});
}

export const NOON = '2024-12-18T12:00:00+08:00';

/** `from to`, with ` partial` for one that runs. */
export function periodOf(period: Period, dataset = datasetAt(NOON)): string {
  const {from, end, partial} = resolvePeriod(period, dataset, {});
  return `${dayText(from)} ${dayText(end)}${partial ? ' partial' : ''}`;
}

export function baselineOf(period: Period, compare: Compare, dataset = datasetAt(NOON)): Baseline {
  return resolveCompare(compare, resolvePeriod(period, dataset, {}), dataset, {});
}

/** `from to` of a base; `none` where it has no day. */
export function baseOf(period: Period, compare: Compare, dataset = datasetAt(NOON)): string {
  const {from, to} = baselineOf(period, compare, dataset).window;
  return to < from ? 'none' : `${dayText(from)} ${dayText(to)}`;
}

export const noteCodes = (period: Period, compare: Compare, dataset = datasetAt(NOON)): string[] =>
  baselineOf(period, compare, dataset).notes.map(({code}) => code);
