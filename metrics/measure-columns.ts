/** Which columns a metric reads: for its 口径, the dictionary, and messages. */

import {BUYER_MEASURE_COLUMNS} from './buyer-measures.ts';
import {isRowMeasure} from './metric.ts';
import type {Measure, Metric, RowValue, SpecialMeasure} from './metric.ts';
import {ORDER_MEASURE_COLUMNS} from './order-measures.ts';

const SPECIAL: {readonly [A in SpecialMeasure['aggregate']]: (measure: Extract<SpecialMeasure, {aggregate: A}>) => readonly string[]} = {
  reached: ({actor}) => [actor, 'at', 'step'],
  sessions: () => ['session_id'],
  ...ORDER_MEASURE_COLUMNS,
  ...BUYER_MEASURE_COLUMNS,
  'average-stock': ({of, where = []}) => [...valueColumns(of), ...where.map(({column}) => column), 'snapshot_at'],
  'stocked-skus': ({count}) => ['sku', 'on_hand', ...(count === 'stocked' ? [] : ['reserved', 'discontinued']), 'snapshot_at'],
  'idle-stock': () => ['sku', 'on_hand', 'unit_cost', 'received_at', 'snapshot_at'],
  'stock-age': () => ['on_hand', 'received_at', 'snapshot_at'],
  trailing: ({of, where = [], at}) => [...valueColumns(of), ...where.map(({column}) => column), ...at.slice(0, 1)],
  days: () => [],
};

/** Columns of the measure's table: what is aggregated, what is tested, and the time that dates a row first. */
export function measureColumns(measure: Measure): readonly string[] {
  if (!isRowMeasure(measure)) return (SPECIAL[measure.aggregate] as (measure: SpecialMeasure) => readonly string[])(measure);
  const {of, where = [], at} = measure;
  return [...(of === undefined ? [] : valueColumns(of)), ...where.map(({column}) => column), ...at.slice(0, 1)];
}

/** The metric's columns as `table.column`, each once. */
export function sourceColumns({measures}: Metric): string[] {
  return [...new Set(Object.values(measures).flatMap((measure) => measureColumns(measure).map((name) => `${measure.table}.${name}`)))];
}

function valueColumns(value: RowValue): string[] {
  if (typeof value === 'number') return [];
  if (typeof value === 'string') return [value];
  return Object.values(value as Record<string, readonly RowValue[]>).flatMap((parts) => parts.flatMap(valueColumns));
}
