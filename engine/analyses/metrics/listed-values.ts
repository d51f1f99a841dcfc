/** Conditions that another table decides: orders of the channels that the shop advertises in. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {TableName} from '../../../data-adapters/schema.ts';
import {isRowMeasure} from '../../../metrics/metric.ts';
import type {Condition, Measure} from '../../../metrics/metric.ts';
import type {Dataset} from '../../dataset.ts';
import {conditionMask} from '../../facts/row-values.ts';

/** Tables and columns that a measure's conditions look up. */
export function lookedUp(measure: Measure): readonly {readonly table: TableName; readonly columns: readonly string[]}[] {
  return conditionsOf(measure).flatMap(({inTable}) =>
    inTable ? [{table: inTable.table, columns: [inTable.column, ...(inTable.where ?? []).map(({column}) => column)]}] : [],
  );
}

/** The measure with the values themselves in place of where they stand. A pass over the other table a condition. */
export function withListedValues(measure: Measure, dataset: Dataset): Measure {
  if (lookedUp(measure).length === 0 || !isRowMeasure(measure)) return measure;
  return {...measure, where: conditionsOf(measure).map((condition) => listed(condition, dataset))};
}

function listed({inTable, ...condition}: Condition, {tables}: Dataset): Condition {
  const table = inTable && tables[inTable.table];
  const column = table?.columns.get(inTable?.column ?? '');
  if (!table || !(column instanceof TextColumn)) return condition;
  const mask = conditionMask(inTable?.where ?? [], table);
  const codes = new Set<number>();
  for (let row = 0; row < table.length; row++) if (mask[row] && (column.codes[row] as number) >= 0) codes.add(column.codes[row] as number);
  return {...condition, in: [...codes].map((code) => column.values[code] as string).sort()};
}

function conditionsOf(measure: Measure): readonly Condition[] {
  return isRowMeasure(measure) ? (measure.where ?? []) : [];
}
