/** What each SKU sold: a day's mean and spread, last sale, weekly steadiness, money. */

import {MoneyColumn, NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {VALID_STATUSES} from '../../../metrics/order-status.ts';
import {QueryError} from '../../query.ts';
import type {DemandKeys} from './demand-keys.ts';

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
  /** The first day a key is known to exist, from stock; its life cannot begin later than its first sale. */
  readonly firstDay: (key: number) => number | null;
  /** Trailing days on which it is known to have been out of stock and was not sold. */
  readonly emptyDays: (key: number) => number;
}

/** Sums a key. Arrays of a field each stay in the processor's cache where records do not. */
interface Tallies {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** The last row that counts. */
  readonly row: Int32Array;
  readonly trailing: Runs;
  readonly weekly: Runs;
  readonly value: Float64Array;
}

/** Units by key, and those of its running day or week, whose square is added when it ends. */
class Runs {
  readonly units: Float64Array;
  readonly squares: Float64Array;
  /** Days or weeks with a sale. */
  readonly count: Int32Array;
  readonly #run: Int32Array;
  readonly #ofRun: Float64Array;

  constructor(keys: number) {
    this.units = new Float64Array(keys);
    this.squares = new Float64Array(keys);
    this.count = new Int32Array(keys);
    this.#run = new Int32Array(keys).fill(NO_DAY);
    this.#ofRun = new Float64Array(keys);
  }

  add(key: number, run: number, units: number): void {
    if (this.#run[key] !== run) {
      this.end(key);
      this.#run[key] = run;
      this.count[key] = (this.count[key] as number) + 1;
    }
    this.units[key] = (this.units[key] as number) + units;
    this.#ofRun[key] = (this.#ofRun[key] as number) + units;
  }

  end(key: number): void {
    this.squares[key] = (this.squares[key] as number) + (this.#ofRun[key] as number) ** 2;
    this.#ofRun[key] = 0;
  }
}

/**
 * Demand by key, usually the SKU, of the rows that `mask` keeps: units above 0 of paid orders; undefined for a key without any. Rows must come in
 * order of days, as a dataset keeps them. Without `valued` their value and weekly variation are left out. One pass.
 */
export function readDemand(
  lines: CanonicalTable, mask: Uint8Array, {codes, count}: DemandKeys, windows: DemandWindows, query: unknown, {valued = true} = {},
): readonly (Demand | undefined)[] {
  const columns = demandColumns(lines, query);
  const {asOf, trailingDays, value: {from, to}} = windows;
  const trailingFrom = asOf - trailingDays + 1;
  const tallies: Tallies = {
    first: new Int32Array(count).fill(NO_DAY), last: new Int32Array(count), row: new Int32Array(count), value: new Float64Array(count),
    trailing: new Runs(count), weekly: new Runs(count),
  };
  const {first, last, row: lastRow, trailing, weekly, value} = tallies;
  const {days} = columns.ordered;
  const quantities = columns.quantity.values;
  const statuses = columns.status?.codes;
  const valid = columns.status && Uint8Array.from([...columns.status.values, ''], (status) => Number(VALID_STATUSES.includes(status)));
  const amounts = columns.net?.values;
  for (let row = 0; row < lines.length; row++) {
    const day = days[row] as number;
    const units = quantities[row] as number;
    const key = codes[row] as number;
    if (mask[row] === 0 || day === NO_DAY || day > asOf || !(units > 0) || key < 0) continue;
    if (valid && statuses && !valid[statuses[row] as number]) continue;
    if (first[key] === NO_DAY) first[key] = day;
    last[key] = day;
    lastRow[key] = row;
    if (day >= trailingFrom) trailing.add(key, day, units);
    if (!valued || day < from || day > to) continue;
    weekly.add(key, Math.floor((to - day) / 7), units);
    const net = amounts ? (amounts[row] as number) : NaN;
    if (net === net) value[key] = (value[key] as number) + net;
  }
  return Array.from({length: count}, (_, key) => (first[key] === NO_DAY ? undefined : finish(key, tallies, columns, windows)));
}

function finish(key: number, {first, last, row, trailing, weekly, value}: Tallies, columns: DemandColumns, windows: DemandWindows): Demand {
  trailing.end(key);
  weekly.end(key);
  const {asOf, trailingDays, value: {from, to}} = windows;
  const [born, units, weekUnits] = [first[key] as number, trailing.units[key] as number, weekly.units[key] as number];
  const known = windows.firstDay(key);
  const begun = known === null ? born : Math.min(known, born);
  const life = Math.min(trailingDays, asOf - begun + 1);
  const days = Math.max(trailing.count[key] as number, life - windows.emptyDays(key));
  const weeks = Math.ceil((to - Math.max(from, begun) + 1) / 7);
  return {
    units,
    days,
    mean: days > 0 ? units / days : null,
    sd: spread(units, trailing.squares[key] as number, days),
    lastSaleDay: last[key] as number,
    firstSaleDay: born,
    weeklyVariation: weeks < 2 || weekUnits === 0 ? null : spread(weekUnits, weekly.squares[key] as number, weeks) / (weekUnits / weeks),
    value: (value[key] as number) / (columns.net?.scale ?? 1),
    product: columns.product?.at(row[key] as number) ?? null,
    category: columns.category?.at(row[key] as number) ?? null,
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
