/** The values of a dimension that are not shown, as one value. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import type {Metric} from '../../../metrics/metric.ts';
import type {RunContext} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';

/** Neither a value nor a column of a table that anybody reads begins so. */
const FOLDED = '\u0000';

export interface Folded {
  readonly context: RunContext;
  /** The dimensions to ask by: those before, and the folded one. */
  readonly names: readonly string[];
  /** What it calls all values that are not shown. */
  readonly rest: string;
}

/**
 * The tables with one more column: the last of the `dimensions` where `isShown` holds of the row's values, else the rest. A dimension of its own and
 * not a filter, because of a path of events the rest is not what rows of the rest alone would say. One pass a table.
 */
export function foldValues(
  context: RunContext, metric: Metric, dimensions: readonly string[], isShown: (values: readonly (string | null)[]) => boolean,
): Folded {
  const {dataset} = context;
  const before = dimensions.slice(0, -1);
  const name = `${FOLDED}${dimensions.join(FOLDED)}`;
  const own = new Set<TableName>(Object.values(metric.measures).map(({table}) => table));
  const tables = Object.fromEntries(Object.entries(dataset.tables).map(([key, table]) => [
    key, own.has(table.name) ? withColumn(table, name, foldedColumn(table, dimensions, isShown)) : table,
  ]));
  return {context: {...context, dataset: {...dataset, tables}}, names: [...before, name], rest: FOLDED};
}

/** A table of its own: what is kept of the lineage of the other knows nothing of this column. */
function withColumn({name: table, length, columns}: CanonicalTable, name: string, column: Column): CanonicalTable {
  return {name: table, length, columns: new Map([...columns, [name, column]])};
}

function foldedColumn(table: CanonicalTable, dimensions: readonly string[], isShown: (values: readonly (string | null)[]) => boolean): TextColumn {
  const sources = dimensions.map((name) => dimensionCodes(table, name) ?? new TextColumn(new Int32Array(table.length).fill(-1), []));
  const last = sources[sources.length - 1] as (typeof sources)[number];
  const rest = last.size;
  const codes = new Int32Array(table.length);
  const known = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    let key = 0;
    for (const {codes: own, size} of sources) key = key * (size + 1) + (own[row] as number) + 1;
    let code = known.get(key);
    if (code === undefined) {
      const values = sources.map((source) => source.text(source.codes[row] as number));
      code = isShown(values) ? (last.codes[row] ?? rest) : rest;
      known.set(key, code);
    }
    codes[row] = code;
  }
  return new TextColumn(codes, [...last.values, FOLDED]);
}
