/** The orders of each buyer in time, and whatever else actors do day by day. Each worked out once a table. */

import {TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {NOT_RETURNED} from '../../metrics/order-status.ts';
import {actorTimes} from '../kernels/actor-times.ts';
import type {ActorTimes} from '../kernels/actor-times.ts';
import {oncePer} from '../once-per.ts';
import {pairsOf} from './distinct-ids.ts';
import {timeColumn} from './durations.ts';
import {keptOrderLines} from './order-facts.ts';
import {conditionMask} from './row-values.ts';

/** By customer code: each order that makes a customer ({@link keptOrderLines}), dated by its first line. */
export const buyerOrders = oncePer((lines: CanonicalTable): ActorTimes =>
  byActor(lines, 'customer_id', 'ordered_at', keptOrderLines(lines), pairsOf(lines, 'customer_id', 'order_id')));

/** By customer code: each order, whatever became of it; one that only returns goods is none. */
export const placedOrders = oncePer((lines: CanonicalTable): ActorTimes =>
  byActor(lines, 'customer_id', 'ordered_at', conditionMask([NOT_RETURNED], lines), pairsOf(lines, 'customer_id', 'order_id')));

const activeUsers = oncePer((table: CanonicalTable): ActorTimes => byActor(table, 'user_id', 'at'));

/** By actor: when it was active. An event of any kind; in `order_lines` an order that makes a customer. */
export function activeTimes(table: CanonicalTable): ActorTimes {
  return table.name === 'order_lines' ? buyerOrders(table) : activeUsers(table);
}

/** The column that names who is active. */
export function actorColumn(table: CanonicalTable): TextColumn | undefined {
  const column = table.columns.get(table.name === 'order_lines' ? 'customer_id' : 'user_id');
  return column instanceof TextColumn ? column : undefined;
}

function byActor(
  table: CanonicalTable, actor: string, at: string, mask?: Uint8Array, ids?: {readonly codes: Int32Array; readonly count: number},
): ActorTimes {
  const actors = table.columns.get(actor);
  const time = timeColumn(table, at);
  if (!(actors instanceof TextColumn) || !time) return {starts: new Int32Array(1), days: new Int32Array(0), instants: new Float64Array(0)};
  return actorTimes({actors: actors.codes, count: actors.size, instants: time.values, days: time.days, mask, once: ids});
}
