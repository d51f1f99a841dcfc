/** Parts of JSON values, read without trusting their shape. */

import {parseNumber} from '../cells/parse-number.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The objects of a list; none where there is no list. */
export function recordsAt(record: JsonRecord, key: string): JsonRecord[] {
  const list = record[key];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** An amount such as `"3.34"` or 3.34; 0 where there is none. */
export function amountAt(record: JsonRecord, key: string): number {
  const amount = parseNumber(record[key]);
  return typeof amount === 'number' ? amount : 0;
}

/** The sum of decimal amounts, without the last bits that adding doubles leaves. */
export function sumOf(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 1e6) / 1e6;
}

/** Whether an amount is more than a rounding. */
export function isAmount(amount: number): boolean {
  return Math.abs(amount) >= 0.005;
}
