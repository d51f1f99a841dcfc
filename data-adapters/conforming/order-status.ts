/** The one place that knows what shop systems call the six statuses of an order. */

import {TextColumn} from '../column.ts';
import {normalHeader} from '../mapping/column-rules.ts';
import {ORDER_STATUSES} from '../schema.ts';
import type {OrderStatus} from '../schema.ts';
import type {RowState} from './build-column.ts';

/** A partly refunded order was completed: its refund is an amount of its own. */
const WORDS: Readonly<Record<OrderStatus, readonly string[]>> = {
  pending: [
    '待付款', '等待买家付款', '未付款', '未支付', '待支付', '定金已付尾款未付', 'unpaid', 'on-hold', 'on hold', 'awaiting payment', 'pending payment', 'authorized',
    'partially paid', 'created', 'checkout-draft', 'wc-pending', 'wc-on-hold',
  ],
  paid: [
    '已付款', '已支付', '待发货', '买家已付款', '买家已付款等待卖家发货', '等待卖家发货', '部分发货', 'processing', 'unshipped', 'partially shipped',
    'awaiting shipment', 'confirmed', 'wc-processing', 'open',
  ],
  shipped: ['已发货', '卖家已发货', '卖家已发货等待买家确认', '等待买家确认收货', '待收货', '运输中', 'in transit', 'fulfilled', 'dispatched', 'sent'],
  completed: [
    '交易成功', '已完成', '交易完成', '已签收', '已收货', '确认收货', '成功', 'complete', 'done', 'delivered', 'closed', 'success', 'succeeded', '部分退款',
    'partially refunded', 'wc-completed', 'finished',
  ],
  refunded: ['已退款', '退款成功', '全额退款', '已退货', '退货退款', 'returned', 'wc-refunded', 'refund'],
  cancelled: [
    '已取消', '交易关闭', '已关闭', '取消', '关闭', '付款以前卖家或买家主动关闭交易', 'canceled', 'failed', 'voided', 'void', 'expired', 'rejected', 'declined',
    'wc-cancelled', 'wc-failed',
  ],
};

const STATUS_OF = new Map<string, OrderStatus>(
  ORDER_STATUSES.flatMap((status) => [status, ...WORDS[status]].map((word): [string, OrderStatus] => [normalHeader(word), status])),
);

/** The canonical status of a shop system's text; undefined for one that is not known. `statusMap` goes before the table. */
export function orderStatus(text: string, statusMap: ReadonlyMap<string, OrderStatus> = new Map()): OrderStatus | undefined {
  const key = normalHeader(text);
  return statusMap.get(key) ?? STATUS_OF.get(key);
}

/** A host's own status texts, made ready for {@link orderStatus}. Throws a `RangeError` for a status that is not canonical. */
export function readStatusMap(...maps: readonly (Readonly<Record<string, string>> | undefined)[]): Map<string, OrderStatus> {
  const result = new Map<string, OrderStatus>();
  for (const [text, status] of maps.flatMap((map) => Object.entries(map ?? {}))) {
    const canonical = ORDER_STATUSES.find((known) => known === status);
    if (!canonical) {
      throw new RangeError(`statusMap: ${JSON.stringify(text)} is mapped to ${JSON.stringify(status)}. Map it to one of ${ORDER_STATUSES.join(', ')}.`);
    }
    result.set(normalHeader(text), canonical);
  }
  return result;
}

/**
 * Canonical statuses for a column of texts. Rows of an unknown or blank status are dropped and counted: whether they are sales is not
 * known. Undefined where every row is blank, as if there were no such column. Writes into the codes it is given.
 */
export function mapStatuses(column: TextColumn, rows: RowState, statusMap: ReadonlyMap<string, OrderStatus>): TextColumn | undefined {
  if (column.size === 0) return undefined;
  const codeOf = Int32Array.from(column.values, (text) => {
    const status = orderStatus(text, statusMap);
    return status ? ORDER_STATUSES.indexOf(status) : -1;
  });
  const {codes} = column;
  const unknown = rows.log.counter('unknown-status', 'left-out', 'status');
  for (let row = 0; row < column.length; row++) {
    if (rows.dropped[row]) continue;
    const text = codes[row] as number;
    const code = text < 0 ? -1 : (codeOf[text] as number);
    codes[row] = code;
    if (code >= 0) continue;
    unknown.add(row, column.text(text));
    rows.dropped[row] = 1;
  }
  return new TextColumn(codes, [...ORDER_STATUSES]);
}
