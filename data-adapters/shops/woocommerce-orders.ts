/** Orders of WooCommerce's REST interface. */

import {amountAt, isAmount, recordsAt, sumOf} from '../reading/json-record.ts';
import type {JsonRecord} from '../reading/json-record.ts';
import {refundRows} from './order-refunds.ts';
import type {LineRefund} from './order-refunds.ts';
import type {ReadOrder, Unplaced} from './shop-orders.ts';

/**
 * A line's `total` is after discounts and before tax. Shipping and its tax stand on the first line, so that they count once. Times are read
 * from their `_gmt` twins where those exist.
 *
 * An order names its refunds with a sum alone: refunds that reach the order's total give every line back, on a day that the order does not
 * tell; others cannot be placed. Refunds of the interface's own address, put in place of them, have lines and days.
 */
export function readWooCommerceOrder(order: JsonRecord): ReadOrder {
  const {refunds: _, ...own} = order;
  const lines = recordsAt(order, 'line_items').map((line) => ({
    ...line,
    net_amount: line['total'],
    discount_amount: sumOf([amountAt(line, 'subtotal'), -amountAt(line, 'total')]),
    tax_amount: amountAt(line, 'total_tax'),
    shipping_amount: 0,
  }));
  const [first] = lines;
  if (first) {
    lines[0] = {...first, shipping_amount: amountAt(order, 'shipping_total'), tax_amount: sumOf([first.tax_amount, amountAt(order, 'shipping_tax')])};
  }
  const refunds = readRefunds(order, lines);
  return {
    order: {...own, ordered_at_utc: instant(order, 'date_created'), paid_at_utc: instant(order, 'date_paid')},
    lines: lines.flatMap((line) => refundRows(line, refunds.placed.filter(({lineId}) => lineId === idOf(line)))),
    unplaced: [...offLines(order, lines), ...refunds.unplaced],
  };
}

function idOf(line: JsonRecord): string {
  return String(line['id']);
}

function instant(record: JsonRecord, name: string): unknown {
  const gmt = record[`${name}_gmt`];
  return typeof gmt === 'string' && /T[\d:.]+$/.test(gmt) ? `${gmt}Z` : record[name];
}

/** Fees, which are on no line. */
function offLines(order: JsonRecord, lines: readonly JsonRecord[]): Unplaced[] {
  if (order['total'] === undefined || lines.length === 0) return [];
  const onLines = lines.flatMap((line) => ['net_amount', 'tax_amount', 'shipping_amount'].map((key) => -amountAt(line, key)));
  const rest = sumOf([amountAt(order, 'total'), ...onLines]);
  return isAmount(rest) ? [{column: 'net', amount: rest, what: recordsAt(order, 'fee_lines').length > 0 ? 'fee_lines' : 'total'}] : [];
}

function readRefunds(order: JsonRecord, lines: readonly JsonRecord[]): {placed: LineRefund[]; unplaced: Unplaced[]} {
  const all = recordsAt(order, 'refunds');
  const bare = all.filter((refund) => refund['amount'] === undefined && recordsAt(refund, 'line_items').length === 0);
  const parts = [readBare(order, bare, lines), ...all.filter((refund) => !bare.includes(refund)).map((refund) => readWhole(refund, lines))];
  return {placed: parts.flatMap(({placed}) => placed), unplaced: parts.flatMap(({unplaced}) => unplaced)};
}

/** Refunds of which the order tells the sum alone. */
function readBare(order: JsonRecord, refunds: readonly JsonRecord[], lines: readonly JsonRecord[]): {placed: LineRefund[]; unplaced: Unplaced[]} {
  const total = sumOf(refunds.map((refund) => Math.abs(amountAt(refund, 'total'))));
  if (!isAmount(total)) return {placed: [], unplaced: []};
  if (isAmount(total - amountAt(order, 'total'))) return {placed: [], unplaced: [{column: 'refund', amount: total, what: 'refunds'}]};
  const placed = lines.map((line): LineRefund => ({
    lineId: idOf(line), at: undefined, amount: amountAt(line, 'net_amount'), quantity: amountAt(line, 'quantity'),
  }));
  const tax = sumOf(lines.map((line) => amountAt(line, 'tax_amount')));
  const rest = sumOf([total, -tax, ...placed.map(({amount}) => -amount)]);
  return {
    placed,
    unplaced: [
      {column: 'refunded_at', what: 'refunds'}, ...(isAmount(tax) ? [{column: 'tax', amount: -tax, what: 'refunds'} as const] : []),
      ...(isAmount(rest) ? [{column: 'refund', amount: rest, what: 'refunds'} as const] : []),
    ],
  };
}

/** A refund with its lines, whose amounts are negative and which name the line they give back in `_refunded_item_id`. */
function readWhole(refund: JsonRecord, lines: readonly JsonRecord[]): {placed: LineRefund[]; unplaced: Unplaced[]} {
  const at = instant(refund, 'date_created');
  const placed: LineRefund[] = [];
  let tax = 0;
  for (const item of recordsAt(refund, 'line_items')) {
    const lineId = String(recordsAt(item, 'meta_data').find(({key}) => key === '_refunded_item_id')?.['value']);
    if (!lines.some((line) => idOf(line) === lineId)) continue;
    placed.push({lineId, at, amount: Math.abs(amountAt(item, 'total')), quantity: Math.abs(amountAt(item, 'quantity'))});
    tax = sumOf([tax, Math.abs(amountAt(item, 'total_tax'))]);
  }
  const rest = sumOf([Math.abs(amountAt(refund, refund['amount'] === undefined ? 'total' : 'amount')), -tax, ...placed.map(({amount}) => -amount)]);
  const what = `refund ${String(refund['id'])}`;
  return {
    placed,
    unplaced: [
      ...(isAmount(tax) ? [{column: 'tax', amount: -tax, what} as const] : []), ...(isAmount(rest) ? [{column: 'refund', amount: rest, what} as const] : []),
    ],
  };
}
