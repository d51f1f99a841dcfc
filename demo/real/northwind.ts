/** Northwind: 830 orders of a food wholesaler, 1996 to 1998, and its stock. Orders and their lines are two files, joined here. */

import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {readColumns} from '../read-columns.ts';
import {addressOf} from './shared-data.ts';

type Columns = ReadonlyMap<string, readonly string[]>;

const columnOf = (table: Columns, name: string): readonly string[] => {
  const column = table.get(name);
  if (!column) throw new Error(`The file has no column "${name}".`);
  return column;
};

/** For each value of `keys`, the value of `values` in the row of `table` whose `id` it is. */
function lookUp(table: Columns, id: string, values: string, keys: readonly string[]): string[] {
  const cells = columnOf(table, values);
  const byId = new Map(columnOf(table, id).map((key, row) => [key, cells[row] ?? '']));
  return keys.map((key) => byId.get(key) ?? '');
}

function orderLines(orders: Columns, details: Columns, products: Columns, categories: Columns) {
  const ids = columnOf(details, 'order_id');
  const skus = columnOf(details, 'product_id');
  const ofOrder = (name: string): string[] => lookUp(orders, 'order_id', name, ids);
  return {
    order_id: ids,
    sku: skus,
    product: lookUp(products, 'product_id', 'product_name', skus),
    category: lookUp(categories, 'category_id', 'category_name', lookUp(products, 'product_id', 'category_id', skus)),
    quantity: columnOf(details, 'quantity'),
    unit_price: columnOf(details, 'unit_price'),
    rate: columnOf(details, 'discount'),
    customer_id: ofOrder('customer_id'),
    ordered_at: ofOrder('order_date'),
    shipped_at: ofOrder('shipped_date'),
    region: ofOrder('ship_country'),
  };
}

function stock(products: Columns, categories: Columns) {
  const skus = columnOf(products, 'product_id');
  return {
    sku: skus,
    product: columnOf(products, 'product_name'),
    category: lookUp(categories, 'category_id', 'category_name', columnOf(products, 'category_id')),
    on_hand: columnOf(products, 'units_in_stock'),
    in_transit: columnOf(products, 'units_on_order'),
    reorder_point: columnOf(products, 'reorder_level'),
    price: columnOf(products, 'unit_price'),
    discontinued: columnOf(products, 'discontinued'),
  };
}

/** Prices were stored as 32-bit floats (`9.80000019`); amounts keep what the rows say. */
export async function loadNorthwind(): Promise<Source> {
  const [orders, details, products, categories] = await Promise.all(
    ['orders', 'order_details', 'products', 'categories'].map((name) => readColumns(addressOf(`northwind/${name}.csv`))),
  );
  if (!orders || !details || !products || !categories) throw new Error('A file of Northwind is missing.');
  return createSource(
    {order_lines: orderLines(orders, details, products, categories), stock: stock(products, categories)},
    {
      timeZone: 'America/New_York',
      currency: 'USD',
      now: Date.UTC(1998, 4, 6, 22),
      columns: {order_lines: {net: {multiply: ['unit_price', 'quantity', {oneMinus: 'rate'}]}, discount: null, list_price: 'unit_price'}},
    },
  );
}
