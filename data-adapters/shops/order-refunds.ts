/** Refunds laid on the lines of an order. */

import {sumOf} from '../reading/json-record.ts';
import type {JsonRecord} from '../reading/json-record.ts';

export interface LineRefund {
  readonly lineId: string;
  readonly at: unknown;
  /** Before tax. */
  readonly amount: number;
  readonly quantity: number;
}

/** What a line of an order holds of money, under these names for every shop system: a second row of the line must hold none of it. */
const NOTHING_MORE = {quantity: 0, net_amount: 0, discount_amount: 0, included_tax: 0, tax_amount: 0, shipping_amount: 0};

/**
 * The line with its refund as `refund_amount`, `refunded_at` and `refunded_quantity`. A row has one day of refund, so what is given back at
 * another time is a row of its own with quantity and amounts 0.
 */
export function refundRows(line: JsonRecord, refunds: readonly LineRefund[]): JsonRecord[] {
  const byTime = new Map<string, LineRefund[]>();
  for (const refund of refunds) {
    const key = String(refund.at ?? '');
    byTime.set(key, [...(byTime.get(key) ?? []), refund]);
  }
  if (byTime.size === 0) return [line];
  return [...byTime.values()].map((together, index) => ({
    ...line,
    ...(index === 0 ? {} : {...NOTHING_MORE, id: `${String(line['id'])}-refund-${index + 1}`}),
    refund_amount: sumOf(together.map(({amount}) => amount)),
    refunded_at: together[0]?.at,
    refunded_quantity: sumOf(together.map(({quantity}) => quantity)),
  }));
}
