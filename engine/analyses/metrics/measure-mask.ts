/** Which rows of a table a measure counts. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RowMeasure} from '../../../metrics/metric.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {conditionMask} from '../../facts/row-values.ts';

/** A flag a row, worked out once a table; undefined where all rows count. */
export function measureMask({where, keptOrders}: RowMeasure, table: CanonicalTable): Uint8Array | undefined {
  const holds = where && where.length > 0 ? conditionMask(where, table) : undefined;
  if (!keptOrders) return holds;
  const kept = keptOrderLines(table);
  // `where` then mostly says no more than `keptOrders` does.
  return holds && kept.some((flag, row) => flag > (holds[row] as number)) ? kept.map((flag, row) => flag & (holds[row] as number)) : kept;
}
