/** Finds in which unit a column's plain numbers count from 1970-01-01. */

import {epochUnit, epochUnitOf} from '../cells/epoch.ts';
import type {EpochUnit} from '../cells/epoch.ts';
import type {Dictionary} from '../columns/dictionary.ts';
import type {CellReader, RawColumn} from '../raw-tables/raw-column.ts';

const UNITS: readonly EpochUnit[] = ['s', 'ms', 'us', 'ns'];

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
