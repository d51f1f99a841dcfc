/** Classes of SKUs, and the state of real stock. */

import {abcClasses, createSource, xyzClass} from 'tillboard/engine';
import type {AbcResult, InventoryQuery, SourceOptions} from 'tillboard/engine';

import {knowOnly, listOf, NotCovered, pick, rowsOf} from './case.ts';
import type {Answerer, PeerCase, ReadData, TextTable} from './case.ts';
import {ifThere, withColumnsOf} from './text-table.ts';

const ABC_RULES: Readonly<Record<string, 'before' | 'including' | 'including-border'>> = {
  'cum_before < threshold': 'before', 'cum_including < threshold': 'including', 'cum_including <= threshold': 'including-border',
};

function abcRule(text: unknown): 'before' | 'including' | 'including-border' {
  const rule = ABC_RULES[String(text ?? 'cum_before < threshold')];
  if (!rule) throw new NotCovered(`rule ${String(text)}`);
  return rule;
}

export const abcCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['thresholds', 'rule'], 'params');
  knowOnly(input, ['values'], 'input');
  const rule = abcRule(params['rule']);
  const values = Object.entries(input['values'] as Record<string, number | null>);
  const keys = values.map(([key]) => key);
  const [a, b] = (params['thresholds'] ?? [0.8, 0.95]) as [number, number];
  const classify = (by: typeof rule): AbcResult => abcClasses(values.map(([, value]) => value), {a, b, rule: by, keys});
  const {classes, cumulative, shares} = classify(rule);
  const order = keys.map((_, index) => index).sort((left, right) => (values[right]?.[1] ?? 0) - (values[left]?.[1] ?? 0) || (keys[left] ?? '').localeCompare(keys[right] ?? ''));
  const pairs = order.map((index) => [keys[index], classes[index]] as const);
  const count = (name: string) => (): number => classes.filter((each) => each === name).length;
  const got = await pick(expected, {
    classes: () => (Array.isArray(expected['classes']) ? pairs : Object.fromEntries(pairs)),
    cumulative: () => order.map((index) => cumulative[index]), shares: () => order.map((index) => shares[index]),
    A: count('A'), B: count('B'), C: count('C'),
  });
  return rule === 'before' ? {got} : {got, how: `by option rule: ${rule}; by our own ${classify('before').classes.join('')} instead of ${classes.join('')}`};
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Twelve months of demand a SKU. Expected are classes by SKU, or how many SKUs are of a class. */
export const abcXyzCase: Answerer = async ({input, params, expected}, read) => {
  knowOnly(params, ['abc', 'abc_rule', 'xyz', 'xyz_rule', 'cv', 'value'], 'params');
  const rule = abcRule(params['abc_rule']);
  const [, priceName] = /^sum\(demand\)\s*\*\s*([\w ]+)$/.exec(String(params['value'])) ?? [];
  const [, spread] = /^(population|sample) sd \/ mean/.exec(String(params['cv'])) ?? [];
  if (!priceName || !spread || ![undefined, 'cv <= threshold'].includes(params['xyz_rule'] as string)) throw new NotCovered('the rule of value, spread or class');
  const {header, records} = await read(String(input['dataset']));
  const normal = (name: string): string => name.trim().toLowerCase().replaceAll(/[^a-z]+/g, '_');
  const names = header.map(normal);
  const at = (record: readonly string[], name: string): string => record[names.indexOf(normal(name))] ?? '';
  if (!names.includes(normal(priceName))) throw new NotCovered(`value ${String(params['value'])}`);
  const demands = records.map((record) => MONTHS.map((month) => Number(at(record, month))));
  const worth = records.map((record, index) => (demands[index] ?? []).reduce((all, each) => all + each, 0) * Number(at(record, priceName)));
  const [[a, b], [x, y]] = [params['abc'] as [number, number], params['xyz'] as [number, number]];
  const {classes} = abcClasses(worth, {a, b, rule, keys: records.map((record) => at(record, 'sku'))});
  const both = demands.map((demand, index) => `${classes[index] ?? ''}${xyzClass(demand, {x, y, of: spread as 'population' | 'sample'}) ?? ''}`);
  const bySku = new Map(records.map((record, index) => [at(record, 'sku'), both[index]]));
  const answers = Object.keys(expected).map((name) => {
    const isClass = /^[ABC][XYZ]$/.test(name);
    if (!isClass && !bySku.has(name)) throw new NotCovered(`expected has ${name}`);
    return [name, isClass ? both.filter((each) => each === name).length : bySku.get(name)] as const;
  });
  return {got: Object.fromEntries(answers), how: `by options rule: ${rule}, of: ${spread}, borders ${a} ${b} ${x} ${y}`};
};

interface StockSet {
  readonly open: (read: ReadData, path: string) => Promise<TextTable>;
  readonly columns: NonNullable<NonNullable<SourceOptions['columns']>['stock']>;
}

/** Stock as files hold it; the first that fits one of the case's paths. */
const STOCK_SETS: readonly (readonly [RegExp, StockSet])[] = [
  [/^northwind\//, {
    open: async (read) => withColumnsOf(await read('northwind/products.csv'), 'category_id', ifThere(read), 'northwind/categories.csv', ['category_name']),
    columns: {
      sku: 'product_id', product: 'product_name', category: 'category_name', on_hand: 'units_in_stock', in_transit: 'units_on_order', price: 'unit_price',
      reorder_point: 'reorder_level', discontinued: 'discontinued',
    },
  }],
  [/^adventureworks-purchasing\/Product(Inventory)?\.csv/, {
    open: async (read) => withColumnsOf(
      await read('adventureworks-purchasing/ProductInventory.csv'), 'ProductID', read, 'adventureworks-purchasing/Product.csv',
      ['Name', 'SafetyStockLevel', 'ReorderPoint', 'StandardCost', 'ListPrice'],
    ),
    columns: {
      sku: 'ProductID', product: 'Name', warehouse: 'LocationID', on_hand: 'Quantity', unit_cost: 'StandardCost', price: 'ListPrice',
      safety_stock: 'SafetyStockLevel', reorder_point: 'ReorderPoint',
    },
  }],
  [/^classicmodels\/products/i, {
    open: (read, path) => read(path),
    columns: {sku: 'productCode', product: 'productName', category: 'productLine', on_hand: 'quantityInStock', unit_cost: 'buyPrice', price: 'MSRP'},
  }],
  [/^supplychainpy-skus\//, {
    open: (read, path) => read(path),
    columns: {sku: 'Sku', on_hand: 'quantity_on_hand', unit_cost: 'unit cost', price: 'retail_price', reserved: 'backlog'},
  }],
];

export const stockStatusCase: Answerer = async ({input, params, expected}: PeerCase, read) => {
  knowOnly(params, ['sql'], 'params');
  if (typeof params['sql'] === 'string' && /\bwhere\b/i.test(params['sql'])) throw new NotCovered('the rows that the case counts are told in its SQL alone');
  const paths = listOf(input['datasets'] ?? input['dataset']).map(String);
  const found = STOCK_SETS.flatMap(([pattern, set]) => paths.filter((path) => pattern.test(path)).map((path) => ({path, ...set})))[0];
  if (!found) throw new NotCovered(`data set ${paths.join(', ')}`);
  const table = await found.open(read, found.path);
  const options: SourceOptions = {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none', columns: {stock: found.columns}};
  const source = createSource({stock: table}, options);
  const query: InventoryQuery = {analysis: 'inventory', view: 'skus'};
  const {totals = {}, ...result} = await source.run(query);
  const skus = rowsOf(result);
  const below = (name: string): number => skus.filter((row) => row['discontinued'] !== true && Number(row['available']) < Number(row[name] ?? -Infinity)).length;
  const total = (name: string) => (): unknown => totals[name];
  const warehouses = result.fields.length > 0 ? new Set(rowsOf(await source.run({...query, view: 'cells'})).map((row) => row['warehouse'])).size : 0;
  const got = await pick(expected, {
    products: total('skus'), skus: total('skus'), active: total('active_skus'), active_products: total('active_skus'), units: total('units'),
    discontinued: () => Number(totals['skus']) - Number(totals['active_skus']),
    out_of_stock_active: total('out_of_stock_active'), out_of_stock_all: total('out_of_stock'), out_of_stock: total('out_of_stock'),
    below_reorder_with_on_order: total('below_reorder_point'), at_or_below_reorder: total('at_or_below_reorder_point'),
    below_reorder: () => below('reorder_point'), below_safety: () => below('safety_stock'), below_safety_stock: () => below('safety_stock'),
    stock_value: () => totals['value'] ?? totals['retail_value'], value_at_cost: total('value'), retail_value: total('retail_value'),
    locations: () => warehouses, warehouses: () => warehouses, stockout_rate: total('stockout_rate'),
  });
  return {got};
};
