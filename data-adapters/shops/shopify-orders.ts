/** Orders of Shopify's REST interface. Amounts are shop money, as Shopify gives them beside the `…_set` of both currencies. */

import {amountAt, isAmount, recordsAt, sumOf} from '../reading/json-record.ts';
import type {JsonRecord} from '../reading/json-record.ts';
import {refundRows} from './order-refunds.ts';
import type {LineRefund} from './order-refunds.ts';
import type {ReadOrder, Unplaced} from './shop-orders.ts';

/**
 * A line's discount is the sum of its `discount_allocations`, its own and its share of the order's; where the answer has none of that list,
 * `total_discount`. Where prices include tax it is taken out of them (`included_tax`), and out of refunds. Shipping and its tax stand on the
 * first line, so that they count once. An order with `cancelled_at` is cancelled whatever its payment says.
 * Orders are told apart by `id` (`order_key`): their `name` is the shop's own to choose and to repeat.
 */
export function readShopifyOrder(order: JsonRecord): ReadOrder {
  const {refunds: _, ...own} = order;
  const isIncluded = order['taxes_included'] === true;
  const lines = recordsAt(order, 'line_items').map((line) => readLine(line, isIncluded));
  const [first] = lines;
  if (first) lines[0] = withShipping(first, order, isIncluded);
  const refunds = readRefunds(order, new Set(lines.map(({id}) => String(id))), isIncluded);
  return {
    order: {...own, order_key: order['id'], order_status: isGiven(order['cancelled_at']) ? 'cancelled' : order['financial_status']},
    lines: lines.flatMap((line) => refundRows(line, refunds.placed.filter(({lineId}) => lineId === String(line['id'])))),
    unplaced: [...offLines(order, lines), ...refunds.unplaced],
  };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function sumAt(records: readonly JsonRecord[], key: string): number {
  return sumOf(records.map((record) => amountAt(record, key)));
}

function readLine(line: JsonRecord, isIncluded: boolean): JsonRecord {
  const {discount_allocations: allocations, ...own} = line;
  const tax = sumAt(recordsAt(line, 'tax_lines'), 'price');
  return {
    ...own,
    discount_amount: Array.isArray(allocations) ? sumAt(recordsAt(line, 'discount_allocations'), 'amount') : amountAt(line, 'total_discount'),
    included_tax: isIncluded ? tax : 0,
    tax_amount: tax,
  };
}

function withShipping(line: JsonRecord, order: JsonRecord, isIncluded: boolean): JsonRecord {
  const parcels = recordsAt(order, 'shipping_lines');
  const price = sumOf(parcels.map((parcel) => {
    const allocations = recordsAt(parcel, 'discount_allocations');
    if (allocations.length > 0) return amountAt(parcel, 'price') - sumAt(allocations, 'amount');
    return amountAt(parcel, isGiven(parcel['discounted_price']) ? 'discounted_price' : 'price');
  }));
  const tax = sumAt(parcels.flatMap((parcel) => recordsAt(parcel, 'tax_lines')), 'price');
  return {...line, shipping_amount: isIncluded ? sumOf([price, -tax]) : price, tax_amount: sumOf([amountAt(line, 'tax_amount'), tax])};
}

/** Tips, duties and what else `total_price` has beyond lines, their taxes and shipping. */
function offLines(order: JsonRecord, lines: readonly JsonRecord[]): Unplaced[] {
  if (!isGiven(order['total_price']) || lines.length === 0) return [];
  const onLines = lines.flatMap((line) => [
    amountAt(line, 'price') * amountAt(line, 'quantity'), -amountAt(line, 'discount_amount'), -amountAt(line, 'included_tax'),
    amountAt(line, 'tax_amount'), amountAt(line, 'shipping_amount'),
  ]);
  const rest = sumOf([amountAt(order, 'total_price'), ...onLines.map((amount) => -amount)]);
  return isAmount(rest) ? [{column: 'net', amount: rest, what: 'total_price'}] : [];
}

function readRefunds(order: JsonRecord, lineIds: ReadonlySet<string>, isIncluded: boolean): {placed: LineRefund[]; unplaced: Unplaced[]} {
  const placed: LineRefund[] = [];
  const unplaced: Unplaced[] = [];
  for (const refund of recordsAt(order, 'refunds')) {
    const at = isGiven(refund['processed_at']) ? refund['processed_at'] : refund['created_at'];
    const items = recordsAt(refund, 'refund_line_items');
    const tax = sumAt(items, 'total_tax');
    for (const item of items) {
      const lineId = String(item['line_item_id']);
      const amount = sumOf([amountAt(item, 'subtotal'), isIncluded ? -amountAt(item, 'total_tax') : 0]);
      if (lineIds.has(lineId)) placed.push({lineId, at, amount, quantity: amountAt(item, 'quantity')});
      else if (isAmount(amount)) unplaced.push({column: 'refund', amount, what: `line_item_id ${lineId}`});
    }
    if (isAmount(tax)) unplaced.push({column: 'tax', amount: -tax, what: 'refund total_tax'});
    const rest = restOf(refund, order, sumOf([sumAt(items, 'subtotal'), isIncluded ? 0 : tax]));
    if (isAmount(rest.amount)) unplaced.push({column: 'refund', ...rest});
  }
  return {placed, unplaced};
}

/**
 * What was given back beyond the lines: by the payments where they tell it in the shop's currency, else by the adjustments, whose amounts are
 * negative where more was given back (`shipping_refund`) and positive where less was (`refund_discrepancy`).
 */
function restOf(refund: JsonRecord, order: JsonRecord, ofLines: number): {amount: number; what: string} {
  const adjustments = recordsAt(refund, 'order_adjustments');
  const paid = recordsAt(refund, 'transactions').filter(({kind, status}) => kind === 'refund' && status === 'success');
  const isShopMoney = paid.length > 0 && paid.every(({currency}) => !isGiven(currency) || currency === order['currency']);
  const kinds = [...new Set(adjustments.map(({kind}) => String(kind)))].join(', ');
  return {
    amount: isShopMoney ? sumOf([sumAt(paid, 'amount'), -ofLines]) : -sumOf([sumAt(adjustments, 'amount'), sumAt(adjustments, 'tax_amount')]),
    what: kinds || 'refund transactions',
  };
}
