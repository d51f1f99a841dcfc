/** Who bought for the first time, in which group, and by which order. */

import {TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {firstFromDay} from '../../kernels/actor-times.ts';
import {createPairSet} from '../../kernels/pair-set.ts';
import type {Buckets} from './group-space.ts';
import type {Frame, Frames} from './measure-frame.ts';

/** A place each: a buyer is a member of every group in which a line of its first order stands. */
export interface NewBuyers {
  readonly groups: readonly number[];
  /** Customer codes. */
  readonly buyers: readonly number[];
  /** The first order's place in `buyerOrders`. */
  readonly firsts: readonly number[];
}

const found = new WeakMap<Frames, Map<number, NewBuyers>>();

/** Members of each group, worked out once a window and look-back. One pass over the window's lines. */
export function newBuyers(frames: Frames, lookback = Infinity): NewBuyers {
  let byLookback = found.get(frames);
  if (!byLookback) found.set(frames, (byLookback = new Map<number, NewBuyers>()));
  let members = byLookback.get(lookback);
  if (!members) byLookback.set(lookback, (members = readMembers(frames, lookback)));
  return members;
}

/**
 * Finds the order that makes a customer new in a bucket: its first there, with none in the `lookback` days before it. Gives the order's place
 * in `buyerOrders`, or −1.
 */
export function firstOrderFinder(lines: CanonicalTable, buckets: Buckets, lookback: number): (customer: number, bucket: number) => number {
  const orders = buyerOrders(lines);
  const {starts, days, instants} = orders;
  const ranges = Array.from({length: buckets.count}, (_, bucket) => buckets.daysOf(bucket));
  const isIn = (at: number, bucket: number): boolean =>
    (days[at] as number) <= (ranges[bucket] as {to: number}).to &&
    (buckets.grain !== 'hour' || buckets.hourOf(instants[at] as number) === buckets.starts[bucket]);
  return (customer, bucket) => {
    const {from} = ranges[bucket] as {from: number};
    const begin = starts[customer] as number;
    const end = starts[customer + 1] as number;
    let at = lookback === Infinity ? begin : firstFromDay(orders, customer, from);
    // Of the orders of a day only those of the hour.
    while (buckets.grain === 'hour' && lookback !== Infinity && at < end && buckets.hourOf(instants[at] as number) < (buckets.starts[bucket] as number)) at++;
    if (at >= end || (days[at] as number) < from || !isIn(at, bucket)) return -1;
    return at === begin || (days[at] as number) - (days[at - 1] as number) > lookback ? at : -1;
  };
}

interface Wanted {
  readonly mask: Uint8Array | undefined;
  readonly lookback?: number | undefined;
}

/** The frame's rows whose customer is new, or is not, in the row's own bucket. */
export function rowsOfNewBuyers(frame: Frame, {mask, isNew, lookback = Infinity}: Wanted & {readonly isNew: boolean}, frames: Frames): Frame {
  const firstOrder = firstOrderFinder(frame.table, frames.buckets, lookback);
  return filterFrame(frame, mask, frames, (_, customer, bucket) => firstOrder(customer, bucket) >= 0 === isNew);
}

type Keeps = (row: number, customer: number, bucket: number) => boolean;

function filterFrame(frame: Frame, mask: Uint8Array | undefined, {buckets}: Frames, keeps: Keeps): Frame {
  const customers = frame.table.columns.get('customer_id');
  const rows = new Int32Array(frame.rows.length);
  const groups = new Int32Array(frame.rows.length);
  let count = 0;
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    const customer = customers instanceof TextColumn ? (customers.codes[row] as number) : -1;
    const group = frame.groups[i] as number;
    if (customer < 0 || mask?.[row] === 0 || !keeps(row, customer, group % buckets.count)) continue;
    rows[count] = row;
    groups[count++] = group;
  }
  const {table, time, size} = frame;
  return {table, time, size, rows: rows.subarray(0, count), groups: groups.subarray(0, count)};
}

function readMembers(frames: Frames, lookback: number): NewBuyers {
  const members = {groups: [] as number[], buyers: [] as number[], firsts: [] as number[]};
  const {table, rows, groups, size} = frames.frame('order_lines', ['ordered_at']);
  const customers = table.columns.get('customer_id');
  const ordered = table.columns.get('ordered_at');
  if (!(customers instanceof TextColumn) || !(ordered instanceof TimeColumn)) return members;
  const {instants} = buyerOrders(table);
  const kept = keptOrderLines(table);
  const firstOrder = firstOrderFinder(table, frames.buckets, lookback);
  const pairs = createPairSet(size, customers.size);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const customer = customers.codes[row] as number;
    if (!kept[row] || customer < 0) continue;
    const group = groups[i] as number;
    const first = firstOrder(customer, group % frames.buckets.count);
    if (first < 0 || instants[first] !== ordered.values[row] || !pairs.add(group, customer)) continue;
    members.groups.push(group);
    members.buyers.push(customer);
    members.firsts.push(first);
  }
  return members;
}
