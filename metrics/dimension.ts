/** What numbers are split by: a text column that one or more tables carry. */

import type {TableName} from '../data-adapters/schema.ts';
import type {LocalText} from './metric.ts';

export interface Dimension {
  /** The name in queries, and the column in every table that has it. */
  readonly name: string;
  readonly label: LocalText;
  readonly tables: readonly TableName[];
}

/** Checks a dimension and returns it. Throws an `Error` naming what is missing. */
export function defineDimension(dimension: Dimension): Dimension {
  if (dimension.name === '') throw new Error('A dimension needs a name.');
  if (!dimension.label.en || !dimension.label.zh) throw new Error(`Dimension "${dimension.name}" needs a label in English and in Chinese.`);
  return dimension;
}

const dimension = (name: string, en: string, zh: string, tables: readonly TableName[]): Dimension =>
  defineDimension({name, label: {en, zh}, tables});

/** The dimensions of the canonical tables. Further text columns of a host are dimensions under their own header. */
export const DIMENSIONS: readonly Dimension[] = [
  dimension('channel', 'Channel', '渠道', ['order_lines', 'events', 'traffic', 'spend', 'service']),
  dimension('category', 'Category', '类目', ['order_lines', 'stock']),
  dimension('product', 'Product', '商品', ['order_lines', 'stock']),
  dimension('sku', 'SKU', 'SKU', ['order_lines', 'events', 'stock']),
  dimension('shop', 'Shop', '店铺', ['order_lines']),
  dimension('region', 'Region', '地区', ['order_lines', 'events', 'customers']),
  dimension('campaign', 'Campaign', '活动', ['order_lines', 'events', 'spend']),
  dimension('device', 'Device', '设备', ['order_lines', 'events']),
  dimension('status', 'Order status', '订单状态', ['order_lines']),
  dimension('currency', 'Currency', '币种', ['order_lines']),
  dimension('step', 'Event', '事件', ['events']),
  dimension('variant', 'Variant', '实验分组', ['events']),
  dimension('warehouse', 'Warehouse', '仓库', ['stock']),
  dimension('kind', 'Ticket kind', '工单类型', ['service']),
  dimension('order_id', 'Order', '订单', ['order_lines']),
  dimension('customer_id', 'Customer', '客户', ['order_lines', 'customers']),
  dimension('user_id', 'Visitor', '访客', ['events']),
  dimension('session_id', 'Session', '会话', ['events']),
];
