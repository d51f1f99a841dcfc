/** Random shops that come in pieces, and what their rows are in the end. */

import type fc from 'fast-check';

import type {Changes, TableChanges} from '../../data-adapters/changes/changes.ts';
import {MAIN_TIME} from '../../data-adapters/schema.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import {randomShop} from './properties/random-shop.ts';
import type {ShopRow, ShopTables} from './properties/random-shop.ts';

/** Every row of a table can be told from the others, but for events. */
export const KEYS: Partial<Record<TableName, readonly string[]>> = {
  order_lines: ['order_id', 'line_id'], traffic: ['day', 'channel'], stock: ['sku', 'warehouse', 'snapshot_at'], spend: ['day', 'channel', 'campaign'],
  service: ['id'],
};

/** A shop whose rows have keys of their own. */
export const keyedShop: fc.Arbitrary<ShopTables> = randomShop.map((shop) => Object.fromEntries(Object.entries(shop).map(([name, rows]) => {
  const lines = new Map<unknown, number>();
  const numbered = rows.map((row) => {
    if (name !== 'order_lines') return row;
    const line = (lines.get(row['order_id']) ?? 0) + 1;
    lines.set(row['order_id'], line);
    return {...row, line_id: `l${line}`};
  });
  return [name, name === 'events' ? numbered : onePerKey(name as TableName, numbered)];
})));

const keyOf = (name: TableName, row: ShopRow): string => JSON.stringify((KEYS[name] ?? []).map((key) => row[key] ?? null));

function onePerKey(name: TableName, rows: readonly ShopRow[]): ShopRow[] {
  return [...new Map(rows.map((row) => [keyOf(name, row), row])).values()];
}

/** One step of a history: what is handed over. */
export type Step = Changes;

/** What the rows come to by hand: corrected rows stand behind all others. */
export function follow(tables: ShopTables, changes: Step): ShopTables {
  const after: Record<string, readonly ShopRow[]> = {...tables};
  for (const [name, change] of Object.entries(changes) as [TableName, TableChanges][]) {
    const {remove = [], upsert = [], append = []} = change as Readonly<Record<string, readonly ShopRow[]>>;
    let rows = after[name] ?? [];
    rows = rows.filter((row) => !remove.some((key) => Object.entries(key).every(([column, value]) => row[column] === value)));
    const newest = onePerKey(name, upsert);
    const keys = new Set(newest.map((row) => keyOf(name, row)));
    after[name] = [...rows.filter((row) => !keys.has(keyOf(name, row))), ...newest, ...append];
  }
  return after;
}

/** The rows of a shop as a stream brings them: in the order of their time, cut into steps. */
export function cut(shop: ShopTables, steps: number, dice: () => number): ShopTables[] {
  const turns = Array.from({length: steps}, (): Record<string, readonly ShopRow[]> => ({}));
  for (const [name, rows] of Object.entries(shop)) {
    const time = MAIN_TIME[name as TableName];
    const sorted = [...rows].sort((a, b) => (String(a[time]) < String(b[time]) ? -1 : String(a[time]) > String(b[time]) ? 1 : 0));
    let from = 0;
    turns.forEach((turn, step) => {
      const to = step === steps - 1 ? sorted.length : Math.min(sorted.length, from + (step === 0 ? 1 : 0) + (dice() % 8));
      turn[name] = sorted.slice(from, to);
      from = to;
    });
  }
  return turns;
}

/** The rows of a shop dealt out, in their order: first the load, which has a row of each table, then the steps. */
export function deal(shop: ShopTables, steps: number, dice: () => number): ShopTables[] {
  const turns = Array.from({length: steps}, (): Record<string, ShopRow[]> => Object.fromEntries(Object.keys(shop).map((name) => [name, []])));
  for (const [name, rows] of Object.entries(shop)) for (const [at, row] of rows.entries()) turns[at === 0 ? 0 : dice() % steps]?.[name]?.push(row);
  return turns;
}
