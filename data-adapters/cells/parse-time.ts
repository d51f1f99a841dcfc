/** Reads one cell as an instant. Texts without an offset are the shop's wall clock; bare dates never pass through UTC. */

import {isBlank} from './cell-text.ts';
import {epochInstant, epochUnit, epochUnitOf} from './epoch.ts';
import type {EpochUnit} from './epoch.ts';
import {normalWidth} from './parse-number.ts';
import {civilDay, DAY_MS} from './time-zone.ts';
import type {Zone} from './time-zone.ts';

export type DateOrder = 'mdy' | 'dmy' | 'ymd';

export interface TimeOptions {
  readonly zone: Zone;
  /** How `12/1/2010` and `10-12-01` are ordered. Without it they are `ambiguous-date`. */
  readonly dateOrder?: DateOrder;
  /** Whether plain numbers such as `45352.5` are days of Excel's 1900 calendar. */
  readonly excelSerials?: boolean;
  /** Whether `Date` objects at 00:00 UTC stand for a calendar day, as Arrow's and pandas' bare dates do. */
  readonly utcDates?: boolean;
  /** The one unit in which the column's plain numbers count from 1970. Without it each number is read by its own size. */
  readonly epoch?: EpochUnit;
}

type TimeRefusal = 'unreadable-time' | 'impossible-time' | 'ambiguous-date';

const MAX_TEXT = 64;
/** Outside these years a time is a filler such as 0001-01-01 or 9999-12-31. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const FIRST_INSTANT = Date.UTC(FIRST_YEAR, 0, 1) - DAY_MS;
const LAST_INSTANT = Date.UTC(LAST_YEAR + 1, 0, 1) + DAY_MS;
const EXCEL_EPOCH_DAY = -25_569;
const MINUTE_MS = 60_000;

const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?';
const OFFSET = '(?:\\s*(Z|UTC|GMT|[+-](?:0\\d|1[0-8])(?::?[0-5]\\d)?)(?:\\[[^\\]]{1,40}\\])?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[Tt ]\\s*${CLOCK}${OFFSET})?$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:[Tt ,]\\s*${CLOCK}${OFFSET})?$`, 'i');
const CHINESE = /^(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})[日号](?:\s*(?:(\d{1,2})[时点時](?:\s*(\d{1,2})分(?:\s*(\d{1,2})秒)?)?|(\d{1,2}):(\d{2})(?::(\d{2}))?))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[Tt ]?(\d{2})(\d{2})(\d{2}))?$/;
const NUMERIC = /^-?\d+(?:\.\d+)?$/;

/** Epoch milliseconds, null for a blank cell, or why the cell cannot be read. */
export function parseTime(cell: unknown, options: TimeOptions): number | null | TimeRefusal {
  if (isBlank(cell)) return null;
  if (cell instanceof Date) return fromDate(cell, options);
  // Most numbers are milliseconds, whose size no other reading has.
  if (typeof cell === 'number' && options.epoch === 'ms' && epochUnitOf(cell) === 'ms') return inRange(Math.floor(cell));
  if (typeof cell === 'number' || typeof cell === 'bigint') return fromDigits(String(cell), options);
  if (typeof cell !== 'string') return 'unreadable-time';
  const plain = plainWall(cell);
  if (plain === plain) return inRange(options.zone.instantOf(plain));
  const raw = cell.trim();
  if (raw.length > MAX_TEXT) return 'unreadable-time';
  const text = plainText(raw);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return fromParts(yearFirst[1], yearFirst[3], yearFirst[4], yearFirst.slice(5), options);
  if (NUMERIC.test(text)) return fromDigits(text, options);
  return fromOtherText(text, options);
}

function fromDate(date: Date, {zone, utcDates}: TimeOptions): number | TimeRefusal {
  const instant = date.getTime();
  if (Number.isNaN(instant)) return 'unreadable-time';
  return inRange(utcDates && instant % DAY_MS === 0 ? zone.instantOf(instant) : instant);
}

function inRange(instant: number): number | TimeRefusal {
  return isPossible(instant) ? instant : 'impossible-time';
}

/** Whether an instant lies in the years that are no fillers. */
export function isPossible(instant: number): boolean {
  return instant >= FIRST_INSTANT && instant < LAST_INSTANT;
}

function fromDigits(text: string, options: TimeOptions): number | TimeRefusal {
  if (options.excelSerials) {
    const serial = Number(text);
    // Excel's 1900 calendar has a 29 February 1900; from serial 61 on it agrees with everybody else's.
    if (serial >= 61 && serial < 110_000) return inRange(options.zone.instantOf(Math.round((serial + EXCEL_EPOCH_DAY) * DAY_MS)));
  }
  const compact = COMPACT.exec(text);
  if (compact) {
    const day = fromParts(compact[1], compact[2], compact[3], compact.slice(4), options);
    if (typeof day === 'number') return day;
  }
  const unit = epochUnit(text);
  if (unit === undefined || (options.epoch !== undefined && unit !== options.epoch)) return 'unreadable-time';
  return inRange(epochInstant(text, unit));
}

function fromOtherText(text: string, options: TimeOptions): number | TimeRefusal {
  const chinese = CHINESE.exec(text);
  if (chinese) {
    const clock = chinese[7] === undefined ? chinese.slice(4, 7) : chinese.slice(7);
    return fromParts(chinese[1], chinese[2], chinese[3], [clock[0], clock[1] ?? '0', clock[2]], options);
  }
  const compact = COMPACT.exec(text);
  if (compact) return fromParts(compact[1], compact[2], compact[3], compact.slice(4), options);
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return 'unreadable-time';
  if (options.dateOrder === undefined) return 'ambiguous-date';
  const date = inOrder(yearLast, options.dateOrder);
  return date ? fromParts(date.year, date.month, date.day, yearLast.slice(5), options) : 'unreadable-time';
}

interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** Undefined where three numbers cannot be in that order: four digits are a year and stand last. */
function inOrder([, first = '', , second = '', third = '']: readonly Part[], order: DateOrder): DateParts | undefined {
  switch (order) {
    case 'mdy': return {year: fullYear(third), month: first, day: second};
    case 'dmy': return {year: fullYear(third), month: second, day: first};
    case 'ymd': return third.length === 2 ? {year: fullYear(first), month: second, day: third} : undefined;
  }
}

/** The date of a text that {@link parseTime} calls `ambiguous-date` where the order is not stated, by any order; undefined for other texts. */
export function yearLastParts(cell: string): {readonly inOrder: (order: DateOrder) => DateParts | undefined} | undefined {
  const raw = cell.trim();
  const yearLast = raw.length > MAX_TEXT ? null : YEAR_LAST.exec(plainText(raw));
  return yearLast ? {inOrder: (order) => inOrder(yearLast, order)} : undefined;
}

function plainText(raw: string): string {
  return /[^\x20-\x7E年月日号时点時分秒]/.test(raw) ? normalWidth(raw) : raw;
}

function fullYear(year: string): string {
  if (year.length > 2) return year;
  return String(Number(year) + (Number(year) < 70 ? 2000 : 1900));
}

type Part = string | undefined;

/** `clock` is hour, minute, second, fraction, a or p, offset; all but the hour may be missing. */
function fromParts(year: Part, month: Part, date: Part, clock: readonly Part[], options: TimeOptions): number | TimeRefusal {
  const day = civilDay(Number(year), Number(month), Number(date));
  if (day === undefined) return 'unreadable-time';
  const time = clockMs(clock);
  if (time === undefined) return 'unreadable-time';
  const wall = day * DAY_MS + time;
  const offset = clock[5];
  return inRange(offset === undefined ? options.zone.instantOf(wall) : wall - offsetMs(offset));
}

function clockMs([hourText, minuteText = '0', secondText = '0', fraction = '', half]: readonly Part[]): number | undefined {
  if (hourText === undefined) return 0;
  let hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && (minute > 0 || second > 0))) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000 + 1e-6);
}

function offsetMs(offset: string): number {
  if (!/^[+-]/.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/** `2024-03-01` and `2024-03-01 08:26:00`, nearly all of what exports hold, without a regular expression; NaN for all else. */
function plainWall(text: string): number {
  const {length} = text;
  if (length !== 10 && length !== 19) return NaN;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  const day = civilDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (day === undefined) return NaN;
  if (length === 10) return day * DAY_MS;
  const separator = text.charCodeAt(10);
  if ((separator !== 32 && separator !== 84) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return NaN;
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  return hour < 24 && minute < 60 && second < 60 ? day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

/** So many decimal digits as a number; NaN where a character is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
