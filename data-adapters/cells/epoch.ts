/** Plain numbers that count from 1970-01-01 UTC. The unit follows from the number of digits. */

import type {Dictionary} from '../columns/dictionary.ts';
import type {CellReader, RawColumn} from '../raw-tables/raw-column.ts';

/** Seconds, milliseconds, microseconds, nanoseconds. */
export type EpochUnit = 's' | 'ms' | 'us' | 'ns';

const UNITS: readonly EpochUnit[] = ['s', 'ms', 'us', 'ns'];
const PER_MS: Readonly<Record<EpochUnit, number>> = {s: 1e-3, ms: 1, us: 1e3, ns: 1e6};
const UNIT_BY_DIGITS = new Map<number, EpochUnit>([
  [9, 's'], [10, 's'], [12, 'ms'], [13, 'ms'], [15, 'us'], [16, 'us'], [18, 'ns'], [19, 'ns'],
]);

/** The only unit in which a number of so many digits falls between 1973 and 2286; undefined where there is none. */
export function epochUnit(text: string): EpochUnit | undefined {
  const point = text.indexOf('.');
  return text.startsWith('-') ? undefined : UNIT_BY_DIGITS.get(point < 0 ? text.length : point);
}

/** The same of a number, by its size. */
export function epochUnitOf(value: number): EpochUnit | undefined {
  if (value >= 1e8 && value < 1e10) return 's';
  if (value >= 1e11 && value < 1e13) return 'ms';
  if (value >= 1e14 && value < 1e16) return 'us';
  return value >= 1e17 && value < 1e19 ? 'ns' : undefined;
}

/** Epoch milliseconds, cut to whole ones. */
export function epochInstant(text: string, unit: EpochUnit): number {
  if (unit === 'ns') return Number(BigInt(text.split('.')[0] ?? '0') / 1_000_000n);
  return unit === 's' ? Math.round(Number(text) * 1000) : Math.floor(Number(text) / PER_MS[unit]);
}

/**
 * The unit of most of a column's plain numbers (of two as frequent the coarser); numbers of another unit are then refused instead of being mixed in.
 */
export function columnEpochUnit(length: number, {cell, typed}: RawColumn): EpochUnit | undefined {
  const counts = new Map<EpochUnit, number>();
  const count = (value: unknown, times: number): void => {
    if (typeof value === 'string' ? !isDigits(value) : typeof value !== 'number' && typeof value !== 'bigint') return;
    const unit = typeof value === 'number' ? epochUnitOf(value) : epochUnit(String(value).trim());
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + times);
  };
  if (typed?.kind === 'texts') countTexts(typed, count);
  else if (typed?.kind === 'numbers') countNumbers(typed.values, cell, count, counts);
  else if (typed?.kind === 'walls') typed.values.forEach((value, row) => value === Infinity && count(cell(row), 1));
  else if (!typed) for (let row = 0; row < length; row++) count(cell(row), 1);
  const most = Math.max(...counts.values());
  return UNITS.find((unit) => counts.get(unit) === most);
}

type Count = (value: unknown, times: number) => void;

function countTexts({codes, dictionary}: {readonly codes: Int32Array; readonly dictionary: Dictionary}, count: Count): void {
  const rows = new Int32Array(dictionary.size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code >= 0) rows[code] = (rows[code] as number) + 1;
  }
  rows.forEach((times, code) => count(dictionary.text(code), times));
}

/** Seconds and milliseconds, which nearly all are, without a look into the map a row. */
function countNumbers(values: Float64Array | Int32Array, cell: CellReader, count: Count, counts: Map<EpochUnit, number>): void {
  let [seconds, millis] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value >= 1e8 && value < 1e10) seconds++;
    else if (value >= 1e11 && value < 1e13) millis++;
    else if (value - value === 0) count(value, 1);
    else if (value === value) count(cell(row), 1);
  }
  if (seconds > 0) counts.set('s', seconds + (counts.get('s') ?? 0));
  if (millis > 0) counts.set('ms', millis + (counts.get('ms') ?? 0));
}

function isDigits(text: string): boolean {
  // A date has its first mark within the first five characters.
  const fifth = text.charCodeAt(4);
  return fifth >= 48 && fifth <= 57 && /^\s*\d{9,19}(?:\.\d+)?\s*$/.test(text);
}
