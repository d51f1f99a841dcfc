/** The demo shop's calendar: its clock, its seasons and its promotions. */

import {word} from './catalogue.ts';
import type {Language, Words} from './catalogue.ts';

export const TIME_ZONE = 'Asia/Shanghai';
/** Shanghai keeps one offset all year. */
const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The shop's clock: a Wednesday afternoon, so that today, this week and this month are all under way. */
export const NOW = Date.UTC(2024, 11, 18, 14, 30) - OFFSET_MS;

/** Day number (from 1970-01-01) of a calendar day. */
export const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

export const FIRST_DAY = dayOf('2022-12-19');
export const LAST_DAY = dayOf('2024-12-18');
export const DAYS = LAST_DAY - FIRST_DAY + 1;

/** Instant at which a day of the shop begins. */
export const startOf = (day: number): number => day * DAY_MS - OFFSET_MS;

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export interface Promotion {
  readonly name: Words;
  readonly from: number;
  readonly to: number;
  /** Sales against a plain day: while it runs, and on its last day. */
  readonly lift: number;
  readonly peak: number;
  readonly discount: number;
}

const promotion = (name: Words, from: string, to: string, lift: number, peak: number, discount: number): Promotion => ({
  name, from: dayOf(from), to: dayOf(to), lift, peak, discount,
});

export const PROMOTIONS: readonly Promotion[] = [
  promotion(['年货节', 'New Year sale'], '2023-01-03', '2023-01-12', 1.5, 1.8, 0.1),
  promotion(['618', '618'], '2023-06-01', '2023-06-18', 1.55, 4.6, 0.18),
  promotion(['双11', 'Double 11'], '2023-11-01', '2023-11-11', 1.8, 6.4, 0.22),
  promotion(['双12', 'Double 12'], '2023-12-10', '2023-12-12', 1.4, 2.2, 0.12),
  promotion(['年货节', 'New Year sale'], '2024-01-22', '2024-01-31', 1.5, 1.8, 0.1),
  promotion(['618', '618'], '2024-06-01', '2024-06-18', 1.5, 4.2, 0.18),
  promotion(['双11', 'Double 11'], '2024-11-01', '2024-11-11', 1.85, 6.8, 0.23),
  promotion(['双12', 'Double 12'], '2024-12-10', '2024-12-12', 1.4, 2.1, 0.12),
];

/** Carriers rest and people travel: first and last day of the slump around 春节. */
const SPRING_FESTIVALS = [['2023-01-19', '2023-01-28'], ['2024-02-07', '2024-02-16']].map((ends) => ends.map(dayOf));

/** Monday to Sunday. */
const WEEK = [0.96, 0.94, 0.95, 0.97, 1.0, 1.08, 1.1];

/** The shop's events as a source's calendar takes them; a promotion peaks on its last day. */
export function eventsOf(language: Language): {name: string; from: string; to: string; peak?: string}[] {
  const promotions = PROMOTIONS.map(({name, from, to}) => ({name: word(name, language), from: dayText(from), to: dayText(to), peak: dayText(to)}));
  const festivals = SPRING_FESTIVALS.map(([from = 0, to = 0]) => ({name: word(['春节', 'Spring Festival'], language), from: dayText(from), to: dayText(to)}));
  return [...promotions, ...festivals];
}

export const promotionOn = (day: number): Promotion | undefined => PROMOTIONS.find(({from, to}) => day >= from && day <= to);

/** How busy a day is against a plain one: growth, season, weekday, promotion. The last day counts until the clock. */
export function weightOf(day: number): number {
  const progress = (day - FIRST_DAY) / DAYS;
  const sale = promotionOn(day);
  const lift = sale ? (day === sale.to ? sale.peak : sale.lift) : 1;
  const hangover = PROMOTIONS.some(({to}) => day > to && day <= to + 5) ? 0.82 : 1;
  const rest = SPRING_FESTIVALS.some(([from = 0, to = 0]) => day >= from && day <= to) ? 0.24 : 1;
  const season = 1 + 0.1 * Math.cos((2 * Math.PI * (monthOf(day) - 11)) / 12);
  const weekday = WEEK[(day + 3) % 7] ?? 1;
  const elapsed = day === LAST_DAY ? 0.55 : 1;
  return (1 + 0.55 * progress) * season * weekday * lift * hangover * rest * elapsed;
}

export const monthOf = (day: number): number => new Date(day * DAY_MS).getUTCMonth() + 1;
