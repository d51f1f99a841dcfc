/** Reads amounts of money and keeps them as integers. */

import {MoneyColumn} from '../column.ts';
import {currencyDigits, currencyOfMark} from './currency.ts';
import {parseAmount} from './parse-number.ts';
import type {NumberOptions} from './parse-number.ts';

interface MoneyOptions extends NumberOptions {
  /** ISO 4217 code of the shop. */
  readonly currency: string;
  /** Whether amounts are counted in the currency's minor unit (分, cents). Default `major`. */
  readonly units?: 'major' | 'minor';
}

type MoneyRefusal = 'unreadable-money' | 'infinite-number' | 'unsafe-integer' | 'mixed-currency';

/** How many digits below the currency's own minor unit a column may keep. */
const FINER_DIGITS = 4;
/** Below this an amount times a million is off by less than a quarter. */
const SURE = 1e8;

/**
 * An amount in major units, null for a blank cell, or why it cannot be read. An amount that names another currency than the shop's
 * is refused as `mixed-currency`: it must not be added to the others.
 */
export function parseMoney(cell: unknown, options: MoneyOptions): number | null | MoneyRefusal {
  const amount = parseAmount(cell, options);
  if (amount === null) return null;
  if (typeof amount === 'string') return amount === 'unreadable-number' ? 'unreadable-money' : amount;
  if (typeof amount === 'number') return inMajor(amount, options);
  if (amount.currency !== undefined && currencyOfMark(amount.currency, options.currency) !== options.currency) return 'mixed-currency';
  return inMajor(amount.value, options);
}

function inMajor(value: number, {units, currency}: MoneyOptions): number {
  return units === 'minor' ? value / 10 ** currencyDigits(currency) : value;
}

/**
 * Amounts in major units (NaN is null) as integers. The scale is the currency's unless an amount is finer; then it grows up to four
 * digits, and what is finer still is rounded half away from zero. Rounds the same whatever binary noise an amount carries. Takes the array over.
 */
export function minorUnits(amounts: Float64Array, currency: string): MoneyColumn {
  const base = currencyDigits(currency);
  const isPlain = arePlain(amounts, 10 ** base);
  let digits = base;
  for (let row = 0; row < amounts.length && digits < base + FINER_DIGITS && !isPlain; row++) {
    const amount = amounts[row] ?? NaN;
    if (amount === amount && !needsNoMore(amount, 10 ** digits)) digits = Math.max(digits, digitsOf(Math.abs(amount), digits, base + FINER_DIGITS));
  }
  const scale = 10 ** digits;
  if (isPlain) for (let row = 0; row < amounts.length; row++) amounts[row] = Math.round((amounts[row] as number) * scale) + 0;
  else for (let row = 0; row < amounts.length; row++) amounts[row] = roundAway((amounts[row] as number) * scale);
  return new MoneyColumn(amounts, scale);
}

/** Whole amounts of major units, written to `values`. */
export function wholeUnits(amounts: Int32Array, currency: string, values: Float64Array): MoneyColumn {
  const scale = 10 ** currencyDigits(currency);
  for (let row = 0; row < amounts.length; row++) values[row] = (amounts[row] as number) * scale;
  return new MoneyColumn(values, scale);
}

/** Whether no amount is finer than the currency beyond doubt. */
function arePlain(amounts: Float64Array, scale: number): boolean {
  for (let row = 0; row < amounts.length; row++) {
    const amount = amounts[row] as number;
    if (amount === amount && !needsNoMore(amount, scale)) return false;
  }
  return true;
}

/** Whether an amount is beyond doubt one of so many decimal digits; false where {@link digitsOf} must say. */
function needsNoMore(amount: number, scale: number): boolean {
  return amount > -SURE && amount < SURE && Math.round(amount * scale) / scale === amount;
}

/** How many decimal digits, from `least` to `most`, an amount needs. */
function digitsOf(amount: number, least: number, most: number): number {
  // Beyond 2^53 there is no finer digit to keep.
  let usable = most;
  while (usable > least && amount * 10 ** usable >= Number.MAX_SAFE_INTEGER) usable--;
  let units = roundAway(amount * 10 ** usable);
  let needed = usable;
  while (needed > least && units % 10 === 0) {
    units /= 10;
    needed--;
  }
  return needed;
}

/** Half away from zero; a half that binary arithmetic has just missed counts as a half. */
function roundAway(value: number): number {
  const size = Math.abs(value);
  const rounded = Math.round(size + size * Number.EPSILON);
  return rounded === 0 ? 0 : value < 0 ? -rounded : rounded;
}
