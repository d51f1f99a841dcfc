/** Cells of one column as instants and calendar days. */

import type {CellOptions, ColumnRequest, RowState} from './build-column.ts';
import {buildValues} from './build-values.ts';
import {NO_DAY, TimeColumn} from './column.ts';
import {columnEpochUnit, epochUnitOf} from './epoch.ts';
import {inRange, parseTime} from './parse-time.ts';
import type {TimeOptions} from './parse-time.ts';
import type {QualityReason} from './schema.ts';
import {DAY_MS} from './time-zone.ts';
import type {Zone} from './time-zone.ts';

export function buildTime(request: ColumnRequest, rows: RowState, options: CellOptions): TimeColumn {
  const {zone} = options;
  const epoch = columnEpochUnit(rows.length, request.column);
  const timeOptions = {...options, ...(epoch ? {epoch} : {})};
  // Lines of one order follow each other and share their times.
  let lastCell: unknown;
  let lastValue: number | null | QualityReason = null;
  const parse = (cell: unknown): number | null | QualityReason => {
    if (cell !== lastCell || typeof cell === 'object') {
      lastCell = cell;
      lastValue = parseTime(cell, timeOptions);
    }
    return lastValue;
  };
  const values = buildValues(request, rows, parse, typedReader(request, timeOptions));
  return new TimeColumn(values, daysOf(values, zone, request.type === 'day'));
}

/** Instants of typed cells where they are what {@link parseTime} would say; infinite where it is to be asked. */
function typedReader({column: {typed}}: ColumnRequest, options: TimeOptions): Parameters<typeof buildValues>[3] {
  const {zone, epoch, excelSerials, utcDates} = options;
  const checked = (instant: number): number => (typeof inRange(instant) === 'number' ? instant : Infinity);
  switch (typed?.kind) {
    case 'walls': return {kind: 'walls', read: sameAsBefore((wall) => (wall - wall === 0 ? checked(zone.instantOf(wall)) : Infinity))};
    case 'instants': return {kind: 'instants', read: (instant) => (utcDates && instant % DAY_MS === 0 ? Infinity : checked(instant))};
    case 'numbers': {
      if (excelSerials || (epoch !== 's' && epoch !== 'ms')) return undefined;
      const perUnit = epoch === 's' ? 1000 : 1;
      return {kind: 'numbers', read: (value) => (Number.isInteger(value) && epochUnitOf(value) === epoch ? checked(value * perUnit) : Infinity)};
    }
    default: return undefined;
  }
}

function sameAsBefore(read: (value: number) => number): (value: number) => number {
  let before = NaN;
  let result = NaN;
  return (value) => {
    if (value !== before) {
      before = value;
      result = read(value);
    }
    return result;
  };
}

/** The day of each instant; with `cut` the instants become the beginnings of their days. */
function daysOf(values: Float64Array, zone: Zone, cut: boolean): Int32Array {
  const days = new Int32Array(values.length);
  let before = NaN;
  let day = NO_DAY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== before) {
      before = value;
      day = value === value ? zone.dayOf(value) : NO_DAY;
    }
    days[row] = day;
    if (cut && value === value) values[row] = zone.startOfDay(day);
  }
  return days;
}
