/** Public data sets as canonical rows: which header of which file is which column, and nothing else. */

import {NotCovered} from './case.ts';
import type {DataRow, ReadData} from './case.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A product of decimal texts as a number with the noise of binary fractions cut off. */
const product = (...factors: readonly number[]): number => Number(factors.reduce((all, factor) => all * factor, 1).toPrecision(15));

type ToLine = (row: DataRow, index: number) => Readonly<Record<string, unknown>>;

/** Order lines by the folder of the file; every row of the file, without judging any. */
const LINES: Readonly<Record<string, ToLine>> = {
  'uci-online-retail': (row) => ({
    order_id: row['InvoiceNo'], customer_id: row['CustomerID'], ordered_at: row['InvoiceDate'], sku: row['StockCode'], quantity: row['Quantity'],
    net: product(Number(row['Quantity']), Number(row['UnitPrice'])), region: row['Country'],
    kind: row['InvoiceNo']?.startsWith('C') ? 'credit note' : 'invoice',
  }),
  completejourney: (row) => ({
    order_id: row['basket_id'], customer_id: row['household_id'], ordered_at: row['transaction_timestamp'], sku: row['product_id'],
    quantity: row['quantity'], net: row['sales_value'], retail_disc: row['retail_disc'], coupon_disc: row['coupon_disc'],
  }),
  'rfm-package': (row, index) => ({order_id: String(index), customer_id: row['customer_id'], ordered_at: row['order_date'], quantity: 1, net: row['revenue']}),
  'adventureworks-purchasing': (row) => ({
    order_id: row['PurchaseOrderID'], line_id: row['PurchaseOrderDetailID'], ordered_at: row['DueDate'], sku: row['ProductID'], quantity: row['OrderQty'],
    net: row['LineTotal'], received: row['ReceivedQty'], rejected: row['RejectedQty'],
    arrival: Number(row['ReceivedQty']) >= Number(row['OrderQty']) ? 'full' : 'part',
  }),
};

const folderOf = (path: string): string => path.split('/')[0] ?? '';

/** UCI's rows of sales proper, as two cases put it. */
const UCI_SALES = /CustomerID not null, Quantity>0, UnitPrice>0/;

/** Order lines of a one-file data set; `filter` is the case's own words for the rows it means. */
export function ordersOf(path: string, rows: readonly DataRow[], filter?: unknown): Rows {
  const toLine = LINES[folderOf(path)];
  if (!toLine) throw new NotCovered(`data set ${path}`);
  if (filter === undefined) return rows.map(toLine);
  if (folderOf(path) !== 'uci-online-retail' || !UCI_SALES.test(String(filter))) throw new NotCovered(`filter ${String(filter)}`);
  return rows.filter((row) => row['CustomerID'] && Number(row['Quantity']) > 0 && Number(row['UnitPrice']) > 0).map(toLine);
}

/** Northwind's order details with the head of their order. */
export async function northwindOrders(read: ReadData): Promise<Rows> {
  const [orders, details] = await Promise.all([read('northwind/orders.csv'), read('northwind/order_details.csv')]);
  const heads = new Map(orders.map((order) => [order['order_id'], order]));
  return details.map((line) => {
    const order = heads.get(line['order_id'] ?? '');
    const [price, quantity, discount] = [Number(line['unit_price']), Number(line['quantity']), Number(line['discount'])];
    return {
      order_id: line['order_id'], customer_id: order?.['customer_id'], ordered_at: order?.['order_date'], shipped_at: order?.['shipped_date'],
      sku: line['product_id'], quantity, list_price: price, net: price * quantity * (1 - discount), region: order?.['ship_country'],
    };
  });
}

export async function northwindStock(read: ReadData): Promise<Rows> {
  return (await read('northwind/products.csv')).map((row) => ({
    sku: row['product_id'], product: row['product_name'], on_hand: row['units_in_stock'], in_transit: row['units_on_order'], price: row['unit_price'],
    reorder_point: row['reorder_level'], discontinued: row['discontinued'],
  }));
}

const TIMES: Readonly<Record<string, (row: DataRow) => Readonly<Record<string, unknown>>>> = {
  'retentioneering-ecom': (row) => ({
    user_id: row['user_id'], session_id: row['session_id'], at: row['timestamp'], step: row['event'], device: row['platform'],
    channel: row['acquisition_channel'],
  }),
};

export function eventsOf(path: string, rows: readonly DataRow[]): Rows {
  const toEvent = TIMES[folderOf(path)];
  if (!toEvent) throw new NotCovered(`data set ${path}`);
  return rows.map(toEvent);
}
