/** What each buyer paid and was given back, line by line. */

import {MoneyColumn, NO_DAY, TextColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {KEPT} from '../../metrics/order-status.ts';
import {oncePer} from '../once-per.ts';
import {timeColumn} from './durations.ts';
import {conditionMask} from './row-values.ts';

export interface BuyerMoney {
  /** `customers + 1` offsets: the amounts of a customer stand at `starts[c]` to `starts[c + 1] - 1`. */
  readonly starts: Int32Array;
  /** Row of each amount. */
  readonly rows: Int32Array;
  /** Day of the order. */
  readonly ordered: Int32Array;
  /** Day on which the amount counts: that of the order, of a refund its own. */
  readonly days: Int32Array;
  /** In integer units, refunds below zero; `amounts / scale` is money. */
  readonly amounts: Float64Array;
  readonly isRefund: Uint8Array;
  readonly scale: number;
}

/** Orders cancelled, not paid or given back by their status are left out. Once a table, two passes over it. */
export const buyerMoney = oncePer(readMoney);

function readMoney(lines: CanonicalTable): BuyerMoney {
  const customers = lines.columns.get('customer_id');
  const ordered = timeColumn(lines, 'ordered_at');
  const refunded = timeColumn(lines, 'refunded_at');
  const net = moneyColumn(lines, 'net');
  const refund = moneyColumn(lines, 'refund');
  const scale = Math.max(net?.scale ?? 1, refund?.scale ?? 1);
  const counts = conditionMask([KEPT], lines);
  const codes = customers instanceof TextColumn ? customers.codes : new Int32Array(lines.length).fill(-1);
  const starts = new Int32Array((customers instanceof TextColumn ? customers.size : 0) + 1);
  const known = (row: number): boolean => (codes[row] as number) >= 0 && counts[row] === 1 && (ordered?.days[row] ?? NO_DAY) !== NO_DAY;
  for (let row = 0; row < lines.length; row++) {
    if (known(row)) starts[(codes[row] as number) + 1] = (starts[(codes[row] as number) + 1] as number) + parts(row, net, refund);
  }
  for (let code = 0; code + 1 < starts.length; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  const size = starts[starts.length - 1] as number;
  const money = {
    starts, scale,
    rows: new Int32Array(size), ordered: new Int32Array(size), days: new Int32Array(size),
    amounts: new Float64Array(size), isRefund: new Uint8Array(size),
  };
  const next = starts.slice();
  const put = (row: number, amount: number, day: number, back: 0 | 1): void => {
    const at = next[codes[row] as number] as number;
    next[codes[row] as number] = at + 1;
    money.rows[at] = row;
    money.ordered[at] = ordered?.days[row] as number;
    money.days[at] = day;
    money.amounts[at] = amount;
    money.isRefund[at] = back;
  };
  for (let row = 0; row < lines.length; row++) {
    if (!known(row)) continue;
    const day = ordered?.days[row] as number;
    const backDay = refunded?.days[row] ?? NO_DAY;
    if (holds(net, row)) put(row, (net?.values[row] as number) * (scale / (net?.scale ?? 1)), day, 0);
    if (holds(refund, row)) put(row, -(refund?.values[row] as number) * (scale / (refund?.scale ?? 1)), backDay === NO_DAY ? day : backDay, 1);
  }
  return money;
}

function parts(row: number, ...columns: readonly (MoneyColumn | undefined)[]): number {
  return columns.filter((column) => holds(column, row)).length;
}

function holds(column: MoneyColumn | undefined, row: number): boolean {
  const value = column?.values[row];
  return value !== undefined && value === value;
}

function moneyColumn(lines: CanonicalTable, name: string): MoneyColumn | undefined {
  const column = lines.columns.get(name);
  return column instanceof MoneyColumn ? column : undefined;
}
