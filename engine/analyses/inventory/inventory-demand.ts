/** What each SKU sold: a day's mean and spread, last sale, weekly steadiness, money. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {VALID_STATUSES} from '../../../metrics/order-status.ts';
import {QueryError} from '../../query.ts';

export interface Demand {
  /** Units of the trailing days. */
  readonly units: number;
  /** Days of the trailing window on which the SKU could be sold. */
  readonly days: number;
  /** Mean units a day; null where no day could be observed. */
  readonly mean: number | null;
  /** Sample standard deviation of a day's units, days without a sale included; 0 of one day. */
  readonly sd: number;
  readonly lastSaleDay: number | null;
  readonly firstSaleDay: number | null;
  /** Coefficient of variation of weekly units over the value window; null under two weeks or without a sale. */
  readonly weeklyVariation: number | null;
  /** Net sales of the value window, in major units. */
  readonly value: number;
  readonly product: string | null;
  readonly category: string | null;
}

export interface DemandWindows {
  readonly asOf: number;
  /** Days that demand is estimated from, `asOf` the last. */
  readonly trailingDays: number;
  /** Days that value (ABC) and steadiness (XYZ) are taken from. */
  readonly value: {readonly from: number; readonly to: number};
  /** The first day a SKU is known to exist, from stock; its life cannot begin later than its first sale. */
  readonly firstDay: (key: string) => number | null;
  /** Trailing days on which it is known to have been out of stock and was not sold. */
  readonly emptyDays: (key: string) => number;
}

/** Sums of one key while its rows are read in order of days. */
class Tally {
  units = 0;
  squares = 0;
  soldDays = 0;
  weekSquares = 0;
  weekUnits = 0;
  value = 0;
  first = NO_DAY;
  last = NO_DAY;
  day = NO_DAY;
  dayUnits = 0;
  week = NaN;
  inWeek = 0;
  product = -1;
  category = -1;
}

/** What demand is told apart by: a small whole number a row, −1 for none, and the name that each stands for. */
export interface DemandKeys {
  readonly codes: Int32Array;
  readonly nameOf: (code: number) => string;
}

/**
 * Demand by key, usually the SKU, of the rows that `mask` keeps: units above 0 of paid orders. Rows must come in order of days, as a
 * dataset keeps them. One pass.
 */
export function readDemand(lines: CanonicalTable, mask: Uint8Array, keys: DemandKeys, windows: DemandWindows, query: unknown): Map<string, Demand> {
  const columns = demandColumns(lines, query);
  const {asOf, trailingDays, value} = windows;
  const from = asOf - trailingDays + 1;
  const valid = columns.status?.values.map((status) => VALID_STATUSES.includes(status));
  const tallies: (Tally | undefined)[] = [];
  for (let row = 0; row < lines.length; row++) {
    const day = columns.ordered.days[row] as number;
    const units = columns.quantity.values[row] as number;
    if (!mask[row] || day === NO_DAY || day > asOf || !(units > 0)) continue;
    if (valid && !valid[columns.status?.codes[row] as number]) continue;
    const key = keys.codes[row] as number;
    if (key < 0) continue;
    const tally = (tallies[key] ??= new Tally());
    if (tally.first === NO_DAY) tally.first = day;
    tally.last = day;
    if (columns.product) tally.product = columns.product.codes[row] as number;
    if (columns.category) tally.category = columns.category.codes[row] as number;
    if (day >= from) addDay(tally, day, units);
    if (day < value.from || day > value.to) continue;
    addWeek(tally, Math.floor((value.to - day) / 7), units);
    const net = columns.net?.values[row] ?? NaN;
    if (net === net) tally.value += net;
  }
  const demand = new Map<string, Demand>();
  tallies.forEach((tally, code) => {
    if (!tally) return;
    const name = keys.nameOf(code);
    demand.set(name, finish(name, tally, columns, windows));
  });
  return demand;
}

function addDay(tally: Tally, day: number, units: number): void {
  if (tally.day !== day) {
    flushDay(tally);
    tally.day = day;
  }
  tally.dayUnits += units;
}

function flushDay(tally: Tally): void {
  if (tally.dayUnits === 0) return;
  tally.units += tally.dayUnits;
  tally.squares += tally.dayUnits ** 2;
  tally.soldDays++;
  tally.dayUnits = 0;
}

function addWeek(tally: Tally, week: number, units: number): void {
  if (tally.week !== week) {
    tally.weekSquares += tally.inWeek ** 2;
    tally.weekUnits += tally.inWeek;
    tally.inWeek = 0;
    tally.week = week;
  }
  tally.inWeek += units;
}

function finish(key: string, tally: Tally, columns: DemandColumns, windows: DemandWindows): Demand {
  flushDay(tally);
  addWeek(tally, NaN, 0);
  const {asOf, trailingDays, value} = windows;
  const known = windows.firstDay(key);
  const born = known === null ? tally.first : Math.min(known, tally.first);
  const life = Math.min(trailingDays, asOf - born + 1);
  const days = Math.max(tally.soldDays, life - windows.emptyDays(key));
  const weeks = Math.ceil((value.to - Math.max(value.from, born) + 1) / 7);
  return {
    units: tally.units,
    days,
    mean: days > 0 ? tally.units / days : null,
    sd: spread(tally.units, tally.squares, days),
    lastSaleDay: tally.last,
    firstSaleDay: tally.first,
    weeklyVariation: weeks < 2 || tally.weekUnits === 0 ? null : spread(tally.weekUnits, tally.weekSquares, weeks) / (tally.weekUnits / weeks),
    value: tally.value / (columns.net?.scale ?? 1),
    product: columns.product?.values[tally.product] ?? null,
    category: columns.category?.values[tally.category] ?? null,
  };
}

/** Sample standard deviation from sums; 0 of fewer than two. */
function spread(sum: number, squares: number, count: number): number {
  return count < 2 ? 0 : Math.sqrt(Math.max(0, squares - sum ** 2 / count) / (count - 1));
}

interface DemandColumns {
  readonly ordered: TimeColumn;
  readonly quantity: NumberColumn;
  readonly net: MoneyColumn | undefined;
  readonly status: TextColumn | undefined;
  readonly product: TextColumn | undefined;
  readonly category: TextColumn | undefined;
}

function demandColumns(lines: CanonicalTable, query: unknown): DemandColumns {
  const get = <T>(name: string, type: abstract new (...args: never[]) => T): T | undefined => {
    const column = lines.columns.get(name);
    return column instanceof type ? column : undefined;
  };
  const ordered = get('ordered_at', TimeColumn);
  const quantity = get('quantity', NumberColumn);
  if (!ordered || !quantity) {
    const missing = ordered ? 'quantity' : 'ordered_at';
    throw new QueryError(`Demand needs the column "${missing}" of "order_lines".`, query, 'missing-column', [missing]);
  }
  return {
    ordered, quantity,
    net: get('net', MoneyColumn),
    status: get('status', TextColumn),
    product: get('product', TextColumn),
    category: get('category', TextColumn),
  };
}
