/** Numbers, money and dates for readers. `Intl` objects are kept: making one is the slow part. */

import type {Unit} from '../../../metrics/metric.ts';

/** What an undefined number looks like. */
export const NO_VALUE = '–';

export interface FormatOptions {
  readonly language: string;
  /** ISO 4217. */
  readonly currency: string;
  /** 1.2万, 1.23M instead of all digits. */
  readonly compact?: boolean;
}

const formats = new Map<string, Intl.NumberFormat>();
const MOST = 200;

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    if (formats.size > MOST) formats.clear();
    formats.set(key, (format = new Intl.NumberFormat(language, options)));
  }
  return format;
}

const isZh = (language: string): boolean => language.startsWith('zh');

/** A value in its unit; null is {@link NO_VALUE}. Rounded here and nowhere before. */
export function formatValue(value: number | null | undefined, unit: Unit | undefined, options: FormatOptions): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  switch (unit) {
    case 'money':
      return formatMoney(value, options);
    case 'ratio':
      return numberFormat(options.language, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1}).format(value);
    case 'x':
      return numberFormat(options.language, {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(value);
    case 'days':
      return isZh(options.language) ? `${plain(value, options, 1)} 天` : `${plain(value, options, 1)} ${Math.abs(value) === 1 ? 'day' : 'days'}`;
    case 'hours':
      return formatSeconds(value * 3600, options.language);
    case 'score':
      return plain(value, options, 1);
    default:
      return formatCount(value, options);
  }
}

function plain(value: number, {language}: FormatOptions, digits: number): string {
  return numberFormat(language, {maximumFractionDigits: digits}).format(value);
}

function formatCount(value: number, {language, compact = false}: FormatOptions): string {
  if (compact && Math.abs(value) >= 100_000) return numberFormat(language, {notation: 'compact', maximumFractionDigits: 2}).format(value);
  return numberFormat(language, {maximumFractionDigits: Number.isInteger(value) ? 0 : 2}).format(value);
}

function formatMoney(value: number, {language, currency, compact = false}: FormatOptions): string {
  const short = compact && Math.abs(value) >= (isZh(language) ? 10_000 : 100_000);
  // `narrowSymbol` writes ¥ for CNY in every language; a dollar keeps its country's mark.
  const currencyDisplay = currency === 'CNY' || currency === 'JPY' ? 'narrowSymbol' : 'symbol';
  const digits = short ? {notation: 'compact' as const, minimumFractionDigits: 0, maximumFractionDigits: 2} : {};
  return numberFormat(language, {style: 'currency', currency, currencyDisplay, ...digits}).format(value);
}

/** A relative change with its sign: +12.3 %. */
export function formatChange(change: number, language: string): string {
  return numberFormat(language, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero'}).format(change);
}

/** A difference of ratios in percentage points. */
export function formatPoints(difference: number, language: string): string {
  const points = numberFormat(language, {minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero'}).format(difference * 100);
  return isZh(language) ? `${points} 个百分点` : `${points} pp`;
}

const STEPS: readonly (readonly [seconds: number, en: string, zh: string])[] = [
  [86_400, 'd', '天'], [3600, 'h', '小时'], [60, 'min', '分钟'], [1, 's', '秒'],
];

/** A duration in its largest unit: `2.5 h`, `40 min`. */
export function formatSeconds(seconds: number | null, language: string): string {
  if (seconds === null || !Number.isFinite(seconds)) return NO_VALUE;
  const [size, en, zh] = STEPS.find(([each]) => Math.abs(seconds) >= each * (each === 86_400 ? 2 : 1)) ?? [1, 's', '秒'];
  const amount = seconds / size;
  const text = numberFormat(language, {maximumFractionDigits: Math.abs(amount) < 10 ? 1 : 0}).format(amount);
  return `${text} ${isZh(language) ? zh : en}`;
}

/** `2024-03-01` as a reader writes it, without the year where `withYear` is false. */
export function formatDay(day: string, language: string, withYear = true): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return dateFormat(language, {timeZone: 'UTC', ...(withYear ? {year: 'numeric'} : {}), month: isZh(language) ? 'long' : 'short', day: 'numeric'}).format(date);
}

/** First and last day, as short as they can be told apart. */
export function formatDays(from: string, to: string, language: string): string {
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return `${from} – ${to}`;
  return dateFormat(language, {timeZone: 'UTC', year: 'numeric', month: isZh(language) ? 'numeric' : 'short', day: 'numeric'}).formatRange(first, last);
}

/** The time of day of an instant in the shop's zone. */
export function formatTime(instant: string, language: string, timeZone: string): string {
  return dateFormat(language, {timeZone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(instant));
}

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(language, options)));
  return format;
}
