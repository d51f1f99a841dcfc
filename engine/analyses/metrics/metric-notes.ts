/** What a reader must know beside the values of a metrics query: which rows are not in them. */

import {NumberColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Condition, Metric, RowMeasure} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import type {Note} from '../../result.ts';
import type {Frames} from './measure-frame.ts';
import {kindOf} from './measure-kind.ts';
import type {PlannedMetric} from './metric-plan.ts';
import {totalOf} from './measure-rows.ts';
import type {MetricValues} from './metric-values.ts';
import {namelessOrders} from './nameless-orders.ts';

/** `frames` and `values` are those of the whole period, without groups. A pass over its rows for each kind of note. */
export function metricNotes(planned: readonly PlannedMetric[], frames: Frames, values: MetricValues): Note[] {
  return planned.flatMap(({metric, measures}, index) => {
    const rowMeasures = Object.values(measures).filter(isRowMeasure);
    return [
      ...aboveOne(metric, new Set(Object.values(measures).map(({table}) => table)), values(index, 0, 0)),
      ...rowMeasures.slice(0, 1).flatMap((measure) => unknownCells(metric, measure, frames)),
      ...rowMeasures.slice(0, 1).flatMap((measure) => neverReached(metric, measure, frames)),
      ...rowMeasures.flatMap((measure) => missingCustomers(measure, frames)).slice(0, 1),
      ...Object.values(measures).flatMap((measure) => kindOf(measure).notes?.(measure, frames, metric.key) ?? []),
    ];
  });
}

/** Buyers by visitors is a part of a whole only where both tables speak of the same people. It is shown as it is. */
function aboveOne({key, unit}: Metric, tables: ReadonlySet<string>, value: number | null): Note[] {
  if (unit !== 'ratio' || tables.size < 2 || value === null || value <= 1) return [];
  const names = [...tables].join(', ');
  return [note('above-one', `${key} passes 100%: ${names} do not share their ids, or one of them is not complete.`, {metric: key, tables: names})];
}

/** Rows that a measure leaves out because a column it needs is blank: a margin speaks only for lines whose cost is known. */
function unknownCells(metric: Metric, measure: RowMeasure, frames: Frames): Note[] {
  const {columns} = frames.context.dataset.tables[measure.table] as CanonicalTable;
  // Without a customer there is a note of its own; without a time nothing is unknown, it has not happened.
  const isKnowledge = (column: string): boolean => column !== 'customer_id' && !(columns.get(column) instanceof TimeColumn);
  const needed = (measure.where ?? []).filter(({column, isNull}) => isNull === false && isKnowledge(column));
  if (needed.length === 0) return [];
  const counted = (where: readonly Condition[]): number => totalOf({table: measure.table, at: measure.at, aggregate: 'count', where}, frames);
  const known = counted(measure.where ?? []);
  const of = counted((measure.where ?? []).filter((condition) => !needed.includes(condition)));
  if (known === of) return [];
  const column = needed.map((condition) => condition.column).join(', ');
  const text = `${metric.key} leaves out ${of - known} of ${of} rows: their ${column} is not known.`;
  return [note('unknown-cells', text, {metric: metric.key, column, rows: of - known, of})];
}

/** A count of values that no row of the source comes near: scores of one to five stars hold no 9. */
function neverReached(metric: Metric, {table: name, aggregate, where = []}: RowMeasure, {context}: Frames): Note[] {
  return where.flatMap(({column, gte}) => {
    const values = context.dataset.tables[name]?.columns.get(column);
    if (aggregate !== 'count' || gte === undefined || !(values instanceof NumberColumn)) return [];
    const most = values.values.reduce((max, value) => (value > max ? value : max), -Infinity);
    if (most === -Infinity || most >= gte) return [];
    const text = `${metric.key}: no ${column} reaches ${gte}, the largest is ${most}. Is it on another scale?`;
    return [note('never-reached', text, {metric: metric.key, column, gte, most})];
  });
}

/** Buyers are customers: an order of nobody is in no count of them. */
function missingCustomers({table: name, at, where = [], aggregate, of}: RowMeasure, frames: Frames): Note[] {
  if (name !== 'order_lines' || aggregate !== 'distinct' || of !== 'customer_id') return [];
  return namelessOrders(frames, {at, where});
}
