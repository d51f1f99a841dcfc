/** Cells of one column as instants and calendar days. */

import {isPossible, parseTime} from '../cells/parse-time.ts';
import type {TimeOptions} from '../cells/parse-time.ts';
import {DAY_MS} from '../cells/time-zone.ts';
import type {Zone} from '../cells/time-zone.ts';
import {NO_DAY, TimeColumn} from '../column.ts';
import {roomyFloat64, roomyInt32} from '../columns/grow-array.ts';
import type {QualityReason} from '../schema.ts';
import type {CellOptions, ColumnRequest, RowState} from './build-column.ts';
import {buildValues} from './build-values.ts';
import {findDateOrder} from './find-date-order.ts';
import {columnEpochUnit} from './find-epoch-unit.ts';

export function buildTime(request: ColumnRequest, rows: RowState, options: CellOptions): TimeColumn {
  const {zone} = options;
  const epoch = columnEpochUnit(rows.length, request.column);
  let timeOptions: TimeOptions = {...options, ...(epoch ? {epoch} : {})};
  const known = knownInstants(request, timeOptions);
  let isOrderSought = timeOptions.dateOrder === undefined;
  // Lines of one order follow each other and share their times.
  let lastCell: unknown;
  let lastValue: number | null | QualityReason = null;
  const parse = (cell: unknown): number | null | QualityReason => {
    if (cell !== lastCell || typeof cell === 'object') {
      lastCell = cell;
      lastValue = parseTime(cell, timeOptions);
      if (lastValue === 'ambiguous-date' && isOrderSought) {
        isOrderSought = false;
        timeOptions = {...timeOptions, ...settledOrder(request, rows)};
        lastValue = parseTime(cell, timeOptions);
      }
    }
    return lastValue;
  };
  const values = buildValues(request, rows, parse, known && {values: known, isOwn: true});
  return new TimeColumn(values, daysOf(values, zone, request.type === 'day'));
}

/** The order that the column's own dates settle, told in the report. */
function settledOrder({name, column: {cell}}: ColumnRequest, {length, log}: RowState): Pick<TimeOptions, 'dateOrder'> {
  const found = findDateOrder(cell, length);
  if (!found) return {};
  const counter = log.counter('found-date-order', 'corrected', name);
  counter.add(found.row, `${found.order}: ${String(cell(found.row))}`);
  counter.rows = found.rows;
  return {dateOrder: found.order};
}

/** Instants of typed cells where they are what {@link parseTime} would say; infinite where it is to be asked. */
function knownInstants({column: {typed}}: ColumnRequest, {zone, epoch, excelSerials, utcDates}: TimeOptions): Float64Array | undefined {
  if (typed?.kind === 'walls') return instantsOf(typed.values, zone);
  if (typed?.kind === 'instants') {
    const isKnown = (instant: number): boolean => isPossible(instant) && !(utcDates && instant % DAY_MS === 0);
    return typed.values.map((instant) => (instant !== instant || isKnown(instant) ? instant : Infinity));
  }
  if (typed?.kind !== 'numbers' || excelSerials) return undefined;
  if (epoch === 's') return ofEpoch(typed.values, 1e8, 1e10, 1000);
  return epoch === 'ms' ? ofEpoch(typed.values, 1e11, 1e13, 1) : undefined;
}

/** Whole numbers of the one unit. */
function ofEpoch(values: Float64Array | Int32Array, from: number, to: number, perUnit: number): Float64Array {
  const instants = roomyFloat64(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const instant = value * perUnit;
    const isKnown = value !== value || (value >= from && value < to && Math.floor(value) === value && isPossible(instant));
    instants[row] = isKnown ? instant : Infinity;
  }
  return instants;
}

function instantsOf(walls: Float64Array, zone: Zone): Float64Array {
  const instants = roomyFloat64(walls.length);
  let before = NaN;
  let instant = NaN;
  for (let row = 0; row < walls.length; row++) {
    const wall = walls[row] as number;
    if (wall !== before) {
      before = wall;
      instant = wall - wall === 0 ? zone.instantOf(wall) : wall;
      if (instant === instant && !isPossible(instant)) instant = Infinity;
    }
    instants[row] = instant;
  }
  return instants;
}

/** The day of each instant; with `cut` the instants become the beginnings of their days. */
function daysOf(values: Float64Array, zone: Zone, cut: boolean): Int32Array {
  const days = roomyInt32(values.length);
  let {from, to, offset} = zone.stretchAt(0);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value !== value) {
      days[row] = NO_DAY;
      continue;
    }
    if (!(value >= from && value < to)) ({from, to, offset} = zone.stretchAt(value));
    const day = Math.floor((value + offset) / DAY_MS);
    days[row] = day;
    if (cut) values[row] = zone.startOfDay(day);
  }
  return days;
}
