/** Public data sets as canonical tables: which header is which column. Nothing about any case stands here. */

import type {SourceOptions} from 'tillboard/engine';
import type {TableName} from 'tillboard/data-adapters/schema';

import {NotCovered} from './case.ts';
import type {ReadData, TextTable} from './case.ts';
import type {Meaning} from './totals.ts';
import {EVENT_TOTALS, LINE_TOTALS} from './totals.ts';
import {ifThere, withColumn, withColumnsOf} from './text-table.ts';

type Columns = NonNullable<NonNullable<SourceOptions['columns']>[TableName]>;

export interface DataSet {
  readonly table: TableName;
  /** The file, with what other files of the folder say about its rows. */
  readonly open: (read: ReadData, path: string) => Promise<TextTable>;
  readonly columns: Columns;
  readonly options?: SourceOptions;
  /** What the usual names of totals mean here. */
  readonly totals: Readonly<Record<string, Meaning>>;
  /** Words for rows that a case's filter may use beside conditions over headers. */
  readonly filterWords?: RegExp;
}

const plain = (read: ReadData, path: string): Promise<TextTable> => read(path);
/** Rows that are orders of their own. */
const numbered = (table: TextTable): TextTable => withColumn(table, 'row_id', (_, row) => String(row + 1));
const compactDate = (text: string): string => text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

/** By folder and file; the first that fits. */
const DATA_SETS: readonly (readonly [RegExp, DataSet])[] = [
  [/^uci-online-retail\//, {
    table: 'order_lines',
    open: async (read, path) => withColumn(await read(path), 'invoice_kind', (cell) => (cell('InvoiceNo').startsWith('C') ? 'credit note' : 'invoice')),
    columns: {
      order_id: 'InvoiceNo', customer_id: 'CustomerID', ordered_at: 'InvoiceDate', sku: 'StockCode', product: 'Description', quantity: 'Quantity',
      list_price: 'UnitPrice', net: {multiply: ['Quantity', 'UnitPrice']}, region: 'Country',
    },
    totals: LINE_TOTALS,
    filterWords: /^revenue = sum\(Quantity\*UnitPrice\) per InvoiceNo$/,
  }],
  [/^completejourney\/transactions/, {
    table: 'order_lines',
    open: async (read, path) => withColumnsOf(await read(path), 'product_id', ifThere(read), 'completejourney/products.csv.gz', ['department', 'brand', 'product_category']),
    columns: {
      order_id: 'basket_id', customer_id: 'household_id', ordered_at: 'transaction_timestamp', sku: 'product_id', quantity: 'quantity', net: 'sales_value',
      shop: 'store_id', category: 'product_category',
    },
    totals: LINE_TOTALS,
  }],
  [/^northwind\/.*(order_details|orders)\.csv/, {
    table: 'order_lines',
    open: async (read) => {
      const products = await withColumnsOf(await read('northwind/products.csv'), 'category_id', ifThere(read), 'northwind/categories.csv', ['category_name']);
      const heads = ['customer_id', 'order_date', 'required_date', 'shipped_date', 'ship_country'];
      const lines = await withColumnsOf(await read('northwind/order_details.csv'), 'order_id', read, 'northwind/orders.csv', heads);
      return withColumnsOf(lines, 'product_id', async () => products, 'northwind/products.csv', ['product_name', 'category_name']);
    },
    columns: {
      order_id: 'order_id', customer_id: 'customer_id', ordered_at: 'order_date', shipped_at: 'shipped_date', sku: 'product_id', product: 'product_name',
      category: 'category_name', quantity: 'quantity', list_price: 'unit_price', net: {multiply: ['unit_price', 'quantity', {oneMinus: 'discount'}]},
      region: 'ship_country', discount: {multiply: ['unit_price', 'quantity', 'discount']},
    },
    totals: LINE_TOTALS,
  }],
  [/^classicmodels\/.*order-?_?details/i, {
    table: 'order_lines',
    open: async (read, path) => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const heads = ['orderDate', 'shippedDate', 'status', 'customerNumber'];
      const lines = await withColumnsOf(await read(path), 'orderNumber', read, `${folder}orders.csv`, heads);
      const named = await withColumnsOf(lines, 'productCode', ifThere(read), `${folder}products.csv`, ['productName', 'productLine', 'buyPrice']);
      return withColumn(named, 'order_status', (cell) => cell('status'));
    },
    columns: {
      order_id: 'orderNumber', customer_id: 'customerNumber', ordered_at: 'orderDate', shipped_at: 'shippedDate', sku: 'productCode', product: 'productName',
      category: 'productLine', quantity: 'quantityOrdered', list_price: 'priceEach', net: {multiply: ['priceEach', 'quantityOrdered']}, cost: 'buyPrice',
      status: null,
    },
    totals: LINE_TOTALS,
  }],
  [/^tmall-2020-02\//, {
    table: 'order_lines',
    open: plain,
    columns: {
      order_id: '订单编号', ordered_at: '订单创建时间', paid_at: '订单付款时间', list_price: '总金额', net: '买家实际支付金额', refund: '退款金额',
      region: '收货地址', quantity: {constant: 1},
    },
    totals: LINE_TOTALS,
  }],
  [/^cdnow\/CDNOW_sample/, {
    table: 'order_lines',
    open: async (read, path) => numbered(withColumn(await read(path), 'day', (cell) => compactDate(cell('column_3')))),
    columns: {order_id: 'row_id', customer_id: 'column_2', ordered_at: 'day', quantity: 'column_4', net: 'column_5'},
    totals: LINE_TOTALS,
  }],
  [/^cdnow\/CDNOW_master/, {
    table: 'order_lines',
    open: async (read, path) => numbered(withColumn(await read(path), 'day', (cell) => compactDate(cell('date')))),
    columns: {order_id: 'row_id', customer_id: 'customer_id', ordered_at: 'day', quantity: 'number_of_cds', net: 'dollar_value'},
    totals: LINE_TOTALS,
  }],
  [/^rfm-package\/orders/, {
    table: 'order_lines',
    open: async (read, path) => numbered(await read(path)),
    columns: {order_id: 'row_id', customer_id: 'customer_id', ordered_at: 'order_date', quantity: {constant: 1}, net: 'revenue'},
    totals: LINE_TOTALS,
  }],
  [/^rfm-package\/customers/, {
    table: 'customers',
    open: plain,
    columns: {customer_id: 'customer_id', orders: 'number_of_orders', net: 'revenue', last_ordered_at: 'most_recent_visit'},
    totals: {},
  }],
  [/^adventureworks-purchasing\/PurchaseOrderDetail/, {
    table: 'order_lines',
    open: async (read, path) => {
      const heads = ['VendorID', 'OrderDate', 'ShipDate'];
      const lines = await withColumnsOf(await read(path), 'PurchaseOrderID', ifThere(read), 'adventureworks-purchasing/PurchaseOrderHeader.csv', heads);
      return withColumn(lines, 'delivery', (cell) => (Number(cell('ReceivedQty')) >= Number(cell('OrderQty')) ? 'full' : 'part'));
    },
    columns: {
      order_id: 'PurchaseOrderID', line_id: 'PurchaseOrderDetailID', ordered_at: {firstOf: ['OrderDate', 'DueDate']}, shipped_at: 'ShipDate', sku: 'ProductID',
      quantity: 'OrderQty', list_price: 'UnitPrice', net: 'LineTotal',
    },
    totals: LINE_TOTALS,
  }],
  [/^retentioneering-ecom\//, {
    table: 'events',
    open: plain,
    columns: {user_id: 'user_id', session_id: 'session_id', at: 'timestamp', step: 'event', device: 'platform', channel: 'acquisition_channel'},
    totals: EVENT_TOTALS,
  }],
];

/** The data set that a case's paths name: the first of them that is one. */
export function dataSetOf(paths: readonly string[]): DataSet & {readonly path: string} {
  for (const path of paths) {
    const found = DATA_SETS.find(([pattern]) => pattern.test(path));
    if (found) return {...found[1], path};
  }
  throw new NotCovered(`data set ${paths.join(', ')}`);
}
