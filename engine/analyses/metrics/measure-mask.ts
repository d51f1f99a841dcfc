/** Which rows of a table a measure counts. */

import {growArray} from '../../../data-adapters/columns/grow-array.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RowMeasure} from '../../../metrics/metric.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {conditionMask} from '../../facts/row-values.ts';
import {namedFact} from '../../once-per.ts';

/** A flag a row, worked out once a table; undefined where all rows count. */
export function measureMask({where, keptOrders}: RowMeasure, table: CanonicalTable): Uint8Array | undefined {
  const holds = where && where.length > 0 ? conditionMask(where, table) : undefined;
  if (!keptOrders) return holds;
  const kept = keptOrderLines(table);
  if (!holds || !where) return kept;
  const {flags} = namedFact<Both>(table, `kept and ${JSON.stringify(where)}`, () => flagBoth(kept, holds), (before, from) => growBoth(before, kept, holds, from));
  return flags;
}

interface Both {
  readonly flags: Uint8Array;
  readonly kept: Uint8Array;
}

/** `where` mostly says no more than `keptOrders` does. */
function flagBoth(kept: Uint8Array, holds: Uint8Array): Both {
  const flags = kept.some((flag, row) => flag > (holds[row] as number)) ? kept.map((flag, row) => flag & (holds[row] as number)) : kept;
  return {flags, kept};
}

function growBoth(before: Both, kept: Uint8Array, holds: Uint8Array, from: number): Both | undefined {
  // Orders may have become others by their further lines: then the flags of all are another list.
  if (kept.buffer !== before.kept.buffer) return undefined;
  const more = flagBoth(kept.subarray(from), holds.subarray(from));
  if (before.flags === before.kept) return more.flags === more.kept ? {flags: kept, kept} : undefined;
  return {flags: growArray(before.flags, more.flags), kept};
}
