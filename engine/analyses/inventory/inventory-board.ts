/** All items of a query: every SKU, and every SKU in every warehouse. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {dayText} from '../../../data-adapters/time-zone.ts';
import {note} from '../../build-result.ts';
import {daysOf} from '../../facts/table-days.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {abcClasses} from '../../kernels/abc.ts';
import type {AbcClass, XyzClass} from '../../kernels/abc.ts';
import {checkNumber} from '../../kernels/check-number.ts';
import {serviceLevelFactor} from '../../kernels/normal.ts';
import {resolveAsOf, resolvePeriod} from '../../periods.ts';
import type {InventoryQuery} from './inventory-query.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import {pairKeys} from './demand-keys.ts';
import type {Demand, DemandWindows} from './inventory-demand.ts';
import {readDemand} from './inventory-demand.ts';
import type {InventoryItem, InventoryPolicy} from './inventory-item.ts';
import {buildItem, itemWithoutStock} from './inventory-item.ts';
import type {StockCell} from './inventory-stock.ts';
import {emptyDays, readStock} from './inventory-stock.ts';

export interface InventoryBoard {
  readonly policy: InventoryPolicy;
  readonly trailingDays: number;
  /** One an SKU, all its warehouses added up; SKUs without a stock row last. */
  readonly skus: readonly InventoryItem[];
  /** One a SKU and warehouse; SKUs without a stock row once, without a warehouse. */
  readonly cells: readonly InventoryItem[];
  readonly notes: readonly Note[];
}

/** A year of whole weeks: what ABC and XYZ go by unless the query has a period. */
const VALUE_DAYS = 364;

export function readBoard(query: InventoryQuery, context: RunContext): InventoryBoard {
  const stock = requireTable(context, 'stock', query, 'The stock board');
  const lines = context.dataset.tables.order_lines;
  const policy = readPolicy(query, stock, lines, context);
  const {trailingDays = 28, filters = []} = query;
  const stockRows = filterRows(stock, filters, context, query);
  // A filter that stock cannot answer would hold all of the stock against a part of its demand, and call the shelves full.
  const shared = filters.filter((filter) => !stockRows.ignored.includes(filter));
  const lineRows = lines && filterRows(lines, shared, context, query);
  const notes: Note[] = [...stockRows.notes];
  const stockCells = readStock(stock, stockRows.mask, policy.asOf, query);
  const bySku = groupBy(stockCells);
  const windows = demandWindows(query, stock, stockCells, policy, trailingDays, context);
  const demand = lines && lineRows ? demandBySku(lines, lineRows.mask, windows, query) : new Map<string, Demand>();
  const split = lines && lineRows ? splitDemand(lines, lineRows.mask, windows, stockCells, query) : undefined;
  if (!lines) notes.push(note('no-sales-data', 'Without order lines there is no demand: cover, slow and dead stock and quantities are not known.'));
  const unstocked = lineRows?.ignored.length === 0 ? soldWithoutStock(demand, bySku, policy, notes) : [];
  const classes = classify([...bySku.keys(), ...unstocked], demand, query, lines !== undefined);
  const classOf = (sku: string) => classes.get(sku) ?? {abc: null, xyz: null};
  const skus = [...bySku].map(([sku, cells]) => buildItem(cells, demand.get(sku), policy, classOf(sku)));
  const missing = unstocked.map((sku) => itemWithoutStock(sku, demand.get(sku) as Demand, policy, classOf(sku)));
  const cells = skus.flatMap((whole) => cellItems(bySku.get(whole.sku) ?? [], whole, demand, split, policy));
  notes.push(...boardNotes([...skus, ...missing], split !== undefined, policy));
  return {policy, trailingDays, skus: [...skus, ...missing], cells: [...cells, ...missing], notes};
}

function groupBy(cells: readonly StockCell[]): Map<string, StockCell[]> {
  const groups = new Map<string, StockCell[]>();
  for (const cell of cells) {
    const group = groups.get(cell.sku);
    if (group) group.push(cell);
    else groups.set(cell.sku, [cell]);
  }
  return groups;
}

/** The demand of a SKU in a warehouse; undefined where it has none. */
type SplitDemand = (cell: StockCell) => Demand | undefined;

/** A SKU in one warehouse has its own demand; in several only where the order lines say from which warehouse they were served. */
function cellItems(
  cells: readonly StockCell[], whole: InventoryItem, demand: ReadonlyMap<string, Demand>, split: SplitDemand | undefined, policy: InventoryPolicy,
): InventoryItem[] {
  if (cells.length === 1) return [{...whole, warehouse: cells[0]?.warehouse ?? null}];
  return cells.map((cell) =>
    split ? buildItem([cell], split(cell), policy, whole) : buildItem([cell], demand.get(cell.sku), policy, whole, whole),
  );
}

interface StockDays {
  readonly windows: Omit<DemandWindows, 'firstDay' | 'emptyDays'>;
  readonly firstDays: ReadonlyMap<string, number>;
  readonly emptyDays: ReadonlyMap<string, number>;
}

function demandBySku(
  lines: CanonicalTable, mask: Uint8Array, {windows, firstDays, emptyDays: empty}: StockDays, query: unknown,
): Map<string, Demand> {
  const column = lines.columns.get('sku');
  if (!(column instanceof TextColumn)) {
    throw new QueryError(`Demand needs the column "sku" of "${lines.name}".`, query, 'missing-column', ['sku']);
  }
  const nameOf = (key: number): string => column.values[key] as string;
  const found = readDemand(lines, mask, {codes: column.codes, count: column.size}, {
    ...windows, firstDay: (key) => firstDays.get(nameOf(key)) ?? null, emptyDays: (key) => empty.get(nameOf(key)) ?? 0,
  }, query);
  const demand = new Map<string, Demand>();
  found.forEach((each, key) => {
    if (each) demand.set(nameOf(key), each);
  });
  return demand;
}

function splitDemand(
  lines: CanonicalTable, mask: Uint8Array, {windows}: StockDays, cells: readonly StockCell[], query: unknown,
): SplitDemand | undefined {
  const keys = pairKeys(lines);
  if (!keys) return undefined;
  const firstDays = new Float64Array(keys.count).fill(NaN);
  for (const {sku, warehouse, firstDay} of cells) {
    const key = keys.keyOf(sku, warehouse);
    if (key !== undefined && firstDay !== null) firstDays[key] = firstDay;
  }
  const firstDay = (key: number): number | null => {
    const day = firstDays[key] as number;
    return day === day ? day : null;
  };
  const demand = readDemand(lines, mask, keys, {...windows, firstDay, emptyDays: () => 0}, query, {valued: false});
  return ({sku, warehouse}) => {
    const key = keys.keyOf(sku, warehouse);
    return key === undefined ? undefined : demand[key];
  };
}

function demandWindows(
  query: InventoryQuery, stock: CanonicalTable, cells: readonly StockCell[], {asOf}: InventoryPolicy, trailingDays: number, context: RunContext,
): StockDays {
  const firstDays = new Map<string, number>();
  for (const {sku, firstDay} of cells) if (firstDay !== null) firstDays.set(sku, Math.min(firstDay, firstDays.get(sku) ?? Infinity));
  const empty = emptyDays(stock, asOf - trailingDays + 1, asOf);
  const window = query.period === undefined ? {from: asOf - VALUE_DAYS + 1, to: asOf} : resolvePeriod(query.period, context.dataset, query);
  return {windows: {asOf, trailingDays, value: {from: window.from, to: Math.min(window.to, asOf)}}, firstDays, emptyDays: empty};
}

/** SKUs sold lately that no stock row tells of. Those last sold long ago are counted in a note. */
function soldWithoutStock(
  demand: ReadonlyMap<string, Demand>, stocked: ReadonlyMap<string, unknown>, {asOf, deadDays}: InventoryPolicy, notes: Note[],
): string[] {
  const sold = [...demand.keys()].filter((sku) => !stocked.has(sku)).sort();
  const lately = sold.filter((sku) => asOf - (demand.get(sku)?.lastSaleDay ?? -Infinity) < deadDays);
  const older = sold.length - lately.length;
  if (lately.length > 0) {
    notes.push(note('no-stock-row', `${lately.length} SKUs were sold and have no stock row: their stock is not known.`, {skus: lately.length}));
  }
  if (older > 0) {
    notes.push(note('gone-skus', `${older} SKUs without a stock row were last sold ${deadDays} or more days ago and are left out.`, {skus: older, days: deadDays}));
  }
  return lately;
}

function classify(
  skus: readonly string[], demand: ReadonlyMap<string, Demand>, query: InventoryQuery, hasSales: boolean,
): Map<string, {abc: AbcClass | null; xyz: XyzClass | null}> {
  if (!hasSales) return new Map();
  const {abc} = abcClassesOf(skus.map((sku) => demand.get(sku)?.value ?? 0), skus, query);
  const steadiness = (sku: string): XyzClass | null => {
    const variation = demand.get(sku)?.weeklyVariation ?? null;
    return variation === null ? null : variation <= 0.5 ? 'X' : variation <= 1 ? 'Y' : 'Z';
  };
  return new Map(skus.map((sku, index) => [sku, {abc: abc[index] ?? null, xyz: steadiness(sku)}] as const));
}

function abcClassesOf(values: readonly number[], keys: readonly string[], query: InventoryQuery): {abc: AbcClass[]} {
  try {
    return {abc: abcClasses(values, {...query.abc, keys}).classes};
  } catch (error) {
    throw new QueryError(`abc: ${(error as Error).message}`, query);
  }
}

function readPolicy(query: InventoryQuery, stock: CanonicalTable, lines: CanonicalTable | undefined, context: RunContext): InventoryPolicy {
  const {trailingDays = 28, leadTimeDays = 7, reviewDays = 7, serviceLevel = 0.95, slowDays = 60, deadDays = 180, overstockDays = 120} = query;
  const sold = daysOf(lines);
  const counted = daysOf(stock);
  const lastKnown = Math.max(sold?.last ?? -Infinity, counted?.last ?? -Infinity);
  const {today} = context.dataset;
  const byRows = Number.isFinite(lastKnown) ? Math.min(today, lastKnown) : today;
  try {
    checkNumber('trailingDays', trailingDays, {atLeast: 1});
    for (const [name, value] of Object.entries({leadTimeDays, reviewDays, slowDays, deadDays, overstockDays})) checkNumber(name, value, {atLeast: 0});
    return {
      asOf: query.asOf === undefined ? byRows : resolveAsOf(query.asOf, context.dataset, query),
      factor: serviceLevelFactor(serviceLevel),
      leadTimeDays, reviewDays, slowDays, deadDays, overstockDays,
      historyFrom: sold?.first ?? null,
    };
  } catch (error) {
    if (error instanceof QueryError) throw error;
    throw new QueryError((error as Error).message, query);
  }
}

function boardNotes(skus: readonly InventoryItem[], split: boolean, {asOf, slowDays, historyFrom}: InventoryPolicy): Note[] {
  const notes: Note[] = [];
  const stocked = skus.filter(({hasStock}) => hasStock);
  const count = (test: (item: InventoryItem) => boolean): number => stocked.filter(test).length;
  const several = count(({warehouses}) => warehouses > 1);
  if (!split && several > 0 && historyFrom !== null) {
    notes.push(
      note(
        'demand-not-split',
        `Order lines do not say from which warehouse they were served: cover and urgency of ${several} SKUs in several warehouses are those of all their warehouses together.`,
        {skus: several},
      ),
    );
  }
  const oldest = Math.min(...stocked.map(({snapshotDay}) => snapshotDay ?? Infinity));
  if (oldest < asOf) {
    const days = asOf - oldest;
    notes.push(note('old-snapshot', `The oldest snapshot used is of ${dayText(oldest)}, ${days} days before.`, {day: dayText(oldest), days}));
  }
  const uncosted = count(({value}) => value === null);
  if (uncosted > 0) notes.push(note('missing-cost', `${uncosted} SKUs have no unit cost: stock value leaves them out.`, {skus: uncosted}));
  const ageless = count(({ageDays, quietDays, available}) => available > 0 && ageDays === null && quietDays !== null && quietDays >= slowDays);
  if (ageless > 0) notes.push(note('unknown-age', `${ageless} SKUs never sold have no day of receipt: whether they are slow is not known.`, {skus: ageless}));
  const needless = count(({state, reorderQty}) => reorderQty === 0 && (state === 'reorder' || state === 'out' || state === 'below-safety'));
  if (needless > 0) {
    notes.push(
      note('no-need', `${needless} SKUs are low on the shelf and need no order: enough is on the way, or too little was sold lately.`, {skus: needless}),
    );
  }
  if (historyFrom !== null) {
    notes.push(note('sell-through-derived', 'Without receipts, sell-through is units sold ÷ (units sold + units left).'));
  }
  return notes;
}
