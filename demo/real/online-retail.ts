/** UCI Online Retail: 541,909 invoice lines of a British gift wholesaler, December 2010 to December 2011, returns included. */

import {createCsvAdapter} from 'tillboard/data-adapters/csv';
import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {addressOf} from './shared-data.ts';

export async function loadOnlineRetail(): Promise<Source> {
  const options = {timeZone: 'Europe/London', currency: 'GBP'};
  const adapter = createCsvAdapter({order_lines: addressOf('uci-online-retail/online_retail.csv.gz')}, {
    ...options,
    columns: {
      order_lines: {
        order_id: 'InvoiceNo', sku: 'StockCode', product: 'Description', quantity: 'Quantity', ordered_at: 'InvoiceDate', customer_id: 'CustomerID',
        region: 'Country', net: {multiply: ['UnitPrice', 'Quantity']},
      },
    },
  });
  return createSource(await adapter.load(), {...options, now: Date.UTC(2011, 11, 9, 18)});
}
