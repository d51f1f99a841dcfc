/** What lies in the demo shop's warehouses, from what sold in the last four weeks, with the troubles that a stock keeper knows. */

import {dayOf, dayText, LAST_DAY, NOW, startOf} from './calendar.ts';
import {CATEGORIES, PRODUCTS, WAREHOUSES, word} from './catalogue.ts';
import type {Language, Product} from './catalogue.ts';
import type {OrderColumns} from './orders.ts';
import type {Random} from './random.ts';

const TRAILING_DAYS = 28;

export interface StockColumns extends Record<string, readonly unknown[]> {
  sku: string[];
  product: string[];
  category: string[];
  warehouse: string[];
  on_hand: number[];
  in_transit: number[];
  reserved: number[];
  unit_cost: number[];
  price: number[];
  received_at: number[];
  snapshot_at: string[];
  lead_time_days: number[];
}

interface Level {
  readonly onHand: number;
  readonly inTransit?: number;
  readonly reserved?: number;
}

/** Cells with a story: `SKU:warehouse`, or `SKU:*` for every warehouse of the SKU. `perDay` is what the cell sells a day. */
const STORIES: Readonly<Record<string, (perDay: number) => Level>> = {
  // The best seller of coffee, just back after its stock-out: empty again in two warehouses, more under way.
  'CO-01:0': (perDay) => ({onHand: 0, inTransit: Math.round(perDay * 20)}),
  'CO-01:2': (perDay) => ({onHand: 0, inTransit: Math.round(perDay * 12)}),
  'CO-01:1': (perDay) => ({onHand: Math.round(perDay * 3), reserved: Math.round(perDay * 1.2)}),
  // Sold more than there is.
  'TX-02:0': (perDay) => ({onHand: -Math.max(4, Math.round(perDay * 0.8)), reserved: Math.round(perDay * 1.5)}),
  'FR-01:1': (perDay) => ({onHand: Math.round(perDay), reserved: Math.round(perDay * 2) + 3}),
  // Empty with nothing under way.
  'TE-01:3': () => ({onHand: 0}),
  'KI-02:1': () => ({onHand: 0}),
  'ST-03:2': () => ({onHand: 0}),
  // Bought far too much.
  'ST-05:*': (perDay) => ({onHand: Math.round(perDay * 260) + 60}),
  'FR-05:0': (perDay) => ({onHand: Math.round(perDay * 190) + 40}),
  'TX-06:2': (perDay) => ({onHand: Math.round(perDay * 310) + 30}),
  // No longer sold: slow and dead.
  'TX-08:*': () => ({onHand: 38}),
  'KI-08:*': () => ({onHand: 24}),
  'FR-07:*': () => ({onHand: 57}),
  'ST-08:*': () => ({onHand: 16}),
};

/** Units sold of each SKU from each warehouse in the last four weeks, by `SKU:name of the warehouse`. */
function soldByCell(orders: OrderColumns): Map<string, number> {
  const sold = new Map<string, number>();
  const from = startOf(LAST_DAY - TRAILING_DAYS + 1);
  for (let row = orders.sku.length - 1; row >= 0 && (orders.ordered_at[row] ?? 0) >= from; row--) {
    const cell = `${orders.sku[row]}:${orders.warehouse[row]}`;
    if (orders.status[row] !== 'cancelled') sold.set(cell, (sold.get(cell) ?? 0) + (orders.quantity[row] ?? 0));
  }
  return sold;
}

function levelOf(product: Product, warehouse: number, perDay: number, random: Random): Level {
  const story = STORIES[`${product.sku}:${warehouse}`] ?? STORIES[`${product.sku}:*`];
  if (story) return story(perDay);
  // One cell in five was ordered late and lies under its reorder level, some of them with goods under way.
  const late = random.chance(0.2);
  const cover = late ? product.leadTimeDays * (0.25 + 0.7 * random.next()) : (product.leadTimeDays + 8) * random.logNormal(1.9, 0.28);
  const onHand = Math.max(1, Math.round(perDay * cover));
  const inTransit = late && random.chance(0.4) ? Math.ceil((perDay * (product.leadTimeDays + 10)) / 10) * 10 : 0;
  return {onHand, inTransit, reserved: Math.min(onHand, Math.round(perDay * random.next() * 0.9))};
}

export function createStock(orders: OrderColumns, language: Language, random: Random): StockColumns {
  const sold = soldByCell(orders);
  const columns: StockColumns = {
    sku: [], product: [], category: [], warehouse: [], on_hand: [], in_transit: [], reserved: [], unit_cost: [], price: [], received_at: [],
    snapshot_at: [], lead_time_days: [],
  };
  for (const product of PRODUCTS) {
    WAREHOUSES.forEach((warehouse, index) => {
      const name = word(warehouse, language);
      const level = levelOf(product, index, (sold.get(`${product.sku}:${name}`) ?? 0) / TRAILING_DAYS, random);
      const lastReceipt = product.onSale ? Math.min(LAST_DAY - 9, dayOf(product.onSale[1]) - 60) : LAST_DAY - random.integer(4, 50);
      columns.sku.push(product.sku);
      columns.product.push(word(product.name, language));
      columns.category.push(word(CATEGORIES[product.category]?.name ?? ['', ''], language));
      columns.warehouse.push(name);
      columns.on_hand.push(level.onHand);
      columns.in_transit.push(level.inTransit ?? 0);
      columns.reserved.push(level.reserved ?? 0);
      columns.unit_cost.push(product.unitCost);
      columns.price.push(product.price);
      columns.received_at.push(Math.min(NOW, startOf(lastReceipt) + 10 * 3_600_000));
      columns.snapshot_at.push(dayText(LAST_DAY));
      columns.lead_time_days.push(product.leadTimeDays);
    });
  }
  return columns;
}
