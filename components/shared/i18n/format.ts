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

/** `name` stands for the options: it is looked up for every number of a chart. */
function numberFormat(language: string, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${name} ${language}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size > MOST) formats.clear();
    formats.set(key, (format = new Intl.NumberFormat(language, options)));
  }
  return format;
}

const isZh = (language: string): boolean => language.startsWith('zh');

/** Beyond this `Intl` writes long rows of digits that nobody can read, and a double no longer holds single units. */
const READABLE = 1e15;
const NO_MINUS_ZERO = {signDisplay: 'negative'} as const;
const HUGE = {notation: 'scientific', minimumFractionDigits: 0, maximumFractionDigits: 2} as const;

function fixed(language: string, value: number, name: string, options: Intl.NumberFormatOptions): string {
  const format = Math.abs(value) >= READABLE
    ? numberFormat(language, `huge ${name}`, {...NO_MINUS_ZERO, ...options, ...HUGE})
    : numberFormat(language, name, {...NO_MINUS_ZERO, ...options});
  return format.format(value);
}

const TWO_DIGITS = {minimumFractionDigits: 2, maximumFractionDigits: 2};
const DAYS = {style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1} as const;
const PERCENT = {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1} as const;

/** A value in its unit; null is {@link NO_VALUE}. Rounded here and nowhere before. */
export function formatValue(value: number | null | undefined, unit: Unit | undefined, options: FormatOptions): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  const {language} = options;
  switch (unit) {
    case 'money':
      return formatMoney(value, options);
    case 'ratio':
      return fixed(language, value, 'percent', PERCENT);
    case 'x':
      return fixed(language, value, 'two digits', TWO_DIGITS);
    case 'days':
      return fixed(language, value, 'days', DAYS);
    case 'hours':
      return formatSeconds(value * 3600, language);
    case 'score':
      return fixed(language, value, 'score', {maximumFractionDigits: 1});
    default:
      return formatCount(value, options);
  }
}

/** From where on a compact number is shorter: 1万 where four digits make a step, 100K elsewhere. */
const compactFrom = (language: string): number => (/^(zh|ja|ko)/.test(language) ? 10_000 : 100_000);

function formatCount(value: number, {language, compact = false}: FormatOptions): string {
  const short = compact && Math.abs(value) >= compactFrom(language);
  const digits = short || !Number.isInteger(value) ? 2 : 0;
  const notation = short ? 'compact' : 'standard';
  return fixed(language, value, `${notation} ${digits}`, {notation, maximumFractionDigits: digits});
}

function formatMoney(value: number, {language, currency, compact = false}: FormatOptions): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${fixed(language, value, 'two digits', TWO_DIGITS)} ${currency}`.trim();
  const short = compact && Math.abs(value) >= compactFrom(language);
  // `narrowSymbol` writes ¥ for CNY in every language; other currencies keep the mark that tells them apart.
  const currencyDisplay = currency.toUpperCase() === 'CNY' ? 'narrowSymbol' : 'symbol';
  const digits = short ? {notation: 'compact' as const, minimumFractionDigits: 0, maximumFractionDigits: 2} : {};
  return fixed(language, value, `${short ? 'compact ' : ''}${currency}`, {style: 'currency', currency, currencyDisplay, ...digits});
}

/** A relative change with its sign: +12.3 %. */
export function formatChange(change: number, language: string): string {
  return numberFormat(language, 'change', {...PERCENT, signDisplay: 'exceptZero'}).format(change);
}

/** A difference of ratios in percentage points. */
export function formatPoints(difference: number, language: string): string {
  const digits = {minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero'} as const;
  const points = numberFormat(language, 'points', digits).format(difference * 100);
  return isZh(language) ? `${points} 个百分点` : `${points} pp`;
}

const STEPS = [[172_800, 86_400, 'day'], [3600, 3600, 'hour'], [60, 60, 'minute']] as const;

/** A duration in its largest unit, in days from two days on: `2.5 hr`, `40 min`; `2.5小时`. */
export function formatSeconds(seconds: number | null, language: string): string {
  if (seconds === null || !Number.isFinite(seconds)) return NO_VALUE;
  const [, size, unit] = STEPS.find(([from]) => Math.abs(seconds) >= from) ?? [0, 1, 'second'];
  const amount = seconds / size;
  const digits = Math.abs(amount) < 10 ? 1 : 0;
  return fixed(language, amount, `${unit} ${digits}`, {style: 'unit', unit, maximumFractionDigits: digits});
}

/** `2024-03-01`, or the month `2024-03`, as a reader writes it, without the year where `withYear` is false; anything else as it is. */
export function formatDay(day: string, language: string, withYear = true): string {
  const [, month, rest] = /^(\d{4}-\d{2})(-\d{2})?(?:T|$)/.exec(day) ?? [];
  const date = new Date(`${month}${rest ?? '-01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const year = withYear ? {year: 'numeric' as const} : {};
  const parts = {...year, month: isZh(language) ? 'long' as const : 'short' as const, ...(rest ? {day: 'numeric' as const} : {})};
  return dateFormat(language, {timeZone: 'UTC', ...parts}).format(date);
}

/** First and last day, as short as they can be told apart. */
export function formatDays(from: string, to: string, language: string): string {
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return `${from} – ${to}`;
  if (isZh(language)) return shortDays(from, to);
  return dateFormat(language, {timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric'}).formatRange(first, last);
}

/** `2024/11/1–18`: `Intl` writes year and month twice in Chinese. */
function shortDays(from: string, to: string): string {
  const [first, last] = [from, to].map((day) => day.slice(0, 10).split('-').map(Number)) as [number[], number[]];
  const differs = first.findIndex((part, index) => part !== last[index]);
  return differs < 0 ? first.join('/') : `${first.join('/')}–${last.slice(differs).join('/')}`;
}

/** Day, hours and minutes of an instant in the shop's zone. */
export function formatTime(instant: string, language: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return dateFormat(language, {timeZone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(date);
}

/** Hours and minutes of an instant in the shop's zone. */
export function formatClock(instant: string, language: string, timeZone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return dateFormat(language, {timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(date);
}

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(language, options)));
  return format;
}
