/** A shop of twenty months, for what a few weeks cannot tell: who came back after a year, what lay for half of one. */

import fc from 'fast-check';

import {randomShop} from './random-shop.ts';
import type {ShopRow, ShopTables} from './random-shop.ts';

const STRETCHES = 30;
const STRETCH_MS = 20 * 86_400_000;

export const LONG_SHOP_OPTIONS = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2025-10-20T12:00:00+08:00'} as const;

/** Random shops of forty days, one after the other begun every twenty; always the same ones. */
export function longShop(): ShopTables {
  const tables: Record<string, ShopRow[]> = {};
  fc.sample(randomShop, {numRuns: STRETCHES, seed: 20_241_130}).forEach((shop, stretch) => {
    for (const [name, rows] of Object.entries(shop)) (tables[name] ??= []).push(...rows.map((row) => moved(row, stretch)));
  });
  return tables;
}

function moved(row: ShopRow, stretch: number): ShopRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, movedValue(column, value, stretch)]));
}

function movedValue(column: string, value: string | number | null, stretch: number): string | number | null {
  if (typeof value !== 'string' || column === 'received_at') return value;
  if (['order_id', 'session_id', 'id'].includes(column)) return `${value}.${stretch}`;
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return value;
  const time = Date.parse(value.length === 10 ? `${value}T00:00Z` : `${value.replace(' ', 'T')}Z`) + stretch * STRETCH_MS;
  return new Date(time).toISOString().slice(0, value.length).replace('T', ' ');
}
