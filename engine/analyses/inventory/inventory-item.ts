/** One SKU, or one SKU in one warehouse, with what its demand says about it. */

import type {AbcClass, XyzClass} from '../../kernels/abc.ts';
import type {Demand} from './inventory-demand.ts';
import type {InventoryState, StateFacts, StateLimits} from './inventory-state.ts';
import {stateBeyondShelf, stateOf} from './inventory-state.ts';
import type {StockCell} from './inventory-stock.ts';
import {weighted} from './inventory-stock.ts';
import {leadTimeDemand, suggestedOrder} from './stock-policy.ts';
import {sumOf} from '../../kernels/sum-of.ts';

export interface InventoryPolicy extends StateLimits {
  readonly asOf: number;
  /** z of the service level. */
  readonly factor: number;
  readonly leadTimeDays: number;
  readonly reviewDays: number;
  /** The first day of the order lines; null without them: nothing is known of demand. */
  readonly historyFrom: number | null;
}

export interface InventoryItem extends StateFacts {
  readonly sku: string;
  readonly product: string | null;
  readonly category: string | null;
  /** Null for a SKU over all warehouses, and where the rows name none. */
  readonly warehouse: string | null;
  readonly warehouses: number;
  readonly hasStock: boolean;
  readonly onHand: number | null;
  readonly reserved: number | null;
  readonly inTransit: number | null;
  readonly state: InventoryState;
  /** Mean units a day; null where it is not known for this item. */
  readonly dailyDemand: number | null;
  readonly demandSd: number | null;
  readonly safetyStock: number | null;
  readonly unitsSold: number | null;
  readonly leadTime: number;
  /** Null where the demand of this item is not known. */
  readonly reorderQty: number | null;
  readonly packSize: number | null;
  readonly unitCost: number | null;
  readonly reorderCost: number | null;
  /** At cost, and at price; units below 0 count 0. Null where the cost or price is not known. */
  readonly value: number | null;
  readonly retailValue: number | null;
  readonly sellThrough: number | null;
  readonly lastSaleDay: number | null;
  readonly snapshotDay: number | null;
  /** Days since receipt, weighted by units; null where no receipt is known. */
  readonly stockAge: number | null;
  readonly abc: AbcClass | null;
  readonly xyz: XyzClass | null;
}

export interface Classes {
  readonly abc: AbcClass | null;
  readonly xyz: XyzClass | null;
}

const NO_SALES: Demand = {
  units: 0, days: 0, mean: 0, sd: 0, lastSaleDay: null, firstSaleDay: null, weeklyVariation: null, value: 0, product: null, category: null,
};

/**
 * An item over one or more cells of a SKU. `demand` is its own demand, undefined for none in the order lines. `whole` is the SKU's item
 * where demand cannot be told apart by warehouse: the cell then takes cover and urgency from the SKU, and no quantity.
 */
export function buildItem(
  cells: readonly StockCell[], demand: Demand | undefined, policy: InventoryPolicy, classes: Classes, whole?: InventoryItem,
): InventoryItem {
  const known = policy.historyFrom === null ? undefined : (demand ?? NO_SALES);
  const merged = mergeCells(cells, policy);
  const levels = orderLevels(cells, merged, whole ? undefined : known, policy);
  const mean = whole ? null : (known?.mean ?? null);
  const facts = {
    available: merged.available,
    position: merged.position,
    discontinued: merged.discontinued,
    ...levels,
    cover: whole ? whole.cover : mean === null || mean === 0 ? null : Math.max(0, merged.available) / mean,
    ...idleness(cells, known, policy),
  };
  const orderable = mean === null || levels.reorderPoint === null ? undefined : {...facts, mean, safetyStock: levels.safetyStock};
  const reorderQty = orderable ? quantity(merged, orderable, policy) : null;
  const sold = whole ? null : (known?.units ?? null);
  // Field by field: spreading two records of this size costs ten times as much, and a board has tens of thousands of items.
  return {
    sku: merged.sku,
    product: merged.product ?? demand?.product ?? null,
    category: merged.category ?? demand?.category ?? null,
    warehouse: merged.warehouse,
    warehouses: merged.warehouses,
    hasStock: true,
    onHand: merged.onHand,
    reserved: merged.reserved,
    inTransit: merged.inTransit,
    available: facts.available,
    position: facts.position,
    discontinued: facts.discontinued,
    state: shelfState(facts, levels, policy, whole),
    cover: facts.cover,
    dailyDemand: mean,
    demandSd: whole ? null : (known?.sd ?? null),
    unitsSold: sold,
    leadTime: merged.leadTime,
    safetyStock: facts.safetyStock,
    safetyFloor: facts.safetyFloor,
    reorderPoint: facts.reorderPoint,
    reorderQty,
    packSize: merged.packSize,
    unitCost: merged.unitCost,
    reorderCost: reorderQty === null || merged.unitCost === null ? null : reorderQty * merged.unitCost,
    value: merged.value,
    retailValue: merged.retailValue,
    sellThrough: sold === null || sold + Math.max(0, merged.onHand) === 0 ? null : sold / (sold + Math.max(0, merged.onHand)),
    lastSaleDay: known?.lastSaleDay ?? null,
    quietDays: facts.quietDays,
    ageDays: facts.ageDays,
    stockAge: facts.stockAge,
    snapshotDay: merged.snapshotDay,
    abc: classes.abc,
    xyz: classes.xyz,
  };
}

function shelfState(facts: StateFacts, own: Levels, policy: InventoryPolicy, whole: InventoryItem | undefined): InventoryState {
  if (!whole || facts.available < 0 || (facts.available === 0 && !facts.discontinued)) return stateOf(facts, policy);
  if (own.reorderPoint !== null || own.safetyStock !== null) return stateBeyondShelf(facts, policy);
  return stateBeyondShelf({...whole, discontinued: facts.discontinued}, policy);
}

function mergeCells(cells: readonly StockCell[], policy: InventoryPolicy) {
  const sum = (of: (cell: StockCell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const most = (of: (cell: StockCell) => number | null): number | null => {
    const values = cells.map(of).filter((value) => value !== null);
    return values.length === 0 ? null : Math.max(...values);
  };
  const units = cells.map(({onHand}) => onHand);
  const worth = (of: (cell: StockCell) => number | null): number | null =>
    cells.some((cell) => of(cell) === null) ? null : sum((cell) => Math.max(0, cell.onHand) * (of(cell) ?? 0));
  const onHand = sum((cell) => cell.onHand);
  const reserved = sum((cell) => cell.reserved);
  const inTransit = sum((cell) => cell.inTransit);
  const days = cells.map(({snapshotDay}) => snapshotDay).filter((day) => day !== null);
  return {
    sku: cells[0]?.sku ?? '',
    product: cells.find(({product}) => product !== null)?.product ?? null,
    category: cells.find(({category}) => category !== null)?.category ?? null,
    warehouse: cells.length === 1 ? (cells[0]?.warehouse ?? null) : null,
    warehouses: cells.length,
    onHand, reserved, inTransit,
    available: onHand - reserved,
    position: onHand - reserved + inTransit,
    discontinued: cells.every(({discontinued}) => discontinued),
    leadTime: most(({leadTime}) => leadTime) ?? policy.leadTimeDays,
    leadTimeSd: most(({leadTimeSd}) => leadTimeSd) ?? 0,
    packSize: most(({packSize}) => packSize),
    unitCost: weighted(cells.map(({unitCost}) => unitCost), units),
    value: worth(({unitCost}) => unitCost),
    retailValue: worth(({price}) => price),
    /** The oldest of its snapshots. */
    snapshotDay: days.length === 0 ? null : Math.min(...days),
  };
}

interface Levels {
  readonly safetyStock: number | null;
  readonly safetyFloor: number | null;
  readonly reorderPoint: number | null;
}

/** The host's own levels, added up over warehouses, win over those that demand gives. */
function orderLevels(
  cells: readonly StockCell[], {leadTime, leadTimeSd}: {readonly leadTime: number; readonly leadTimeSd: number}, demand: Demand | undefined,
  policy: InventoryPolicy,
): Levels {
  const own = (of: (cell: StockCell) => number | null): number | null => {
    const values = cells.map(of).filter((value) => value !== null);
    return values.length === 0 ? null : sumOf(values);
  };
  const ownSafety = own(({safetyStock}) => safetyStock);
  const ownPoint = own(({reorderPoint}) => reorderPoint);
  if (!demand || demand.mean === null) return {safetyStock: ownSafety, safetyFloor: ownSafety, reorderPoint: ownPoint};
  const over = leadTimeDemand({demandMean: demand.mean, demandSd: demand.sd, leadTime, leadTimeSd});
  const safetyStock = ownSafety ?? Math.max(0, policy.factor * over.sd);
  const safetyFloor = ownSafety ?? Math.min(safetyStock, ownPoint ?? Infinity);
  return {safetyStock, safetyFloor, reorderPoint: ownPoint ?? over.mean + safetyStock};
}

function quantity(
  {leadTime, packSize}: {readonly leadTime: number; readonly packSize: number | null},
  facts: StateFacts & {readonly mean: number; readonly safetyStock: number | null},
  {reviewDays}: InventoryPolicy,
): number {
  if (facts.discontinued || facts.reorderPoint === null) return 0;
  return suggestedOrder({
    position: facts.position, reorderPoint: facts.reorderPoint, demandMean: facts.mean, safetyStock: facts.safetyStock ?? 0,
    leadTime, reviewTime: reviewDays, packSize,
  });
}

/** How long the item was not sold, and how long it lies: by receipt, else by the first day that snapshots or sales tell of it. */
function idleness(cells: readonly StockCell[], demand: Demand | undefined, {asOf, historyFrom}: InventoryPolicy) {
  const received = weighted(cells.map(({receivedDay}) => receivedDay), cells.map(({onHand}) => onHand));
  const first = [...cells.map(({firstDay}) => firstDay), demand?.firstSaleDay ?? null].filter((day) => day !== null);
  const since = received ?? (first.length === 0 ? null : Math.min(...first));
  const lastSale = demand?.lastSaleDay ?? null;
  return {
    quietDays: historyFrom === null ? null : asOf - (lastSale ?? historyFrom),
    ageDays: since === null ? null : Math.max(0, asOf - since),
    stockAge: received === null ? null : Math.max(0, asOf - received),
  };
}

/** A SKU that is sold and that no stock row tells of: unknown, not 0. */
export function itemWithoutStock(sku: string, demand: Demand, policy: InventoryPolicy, classes: Classes): InventoryItem {
  const item = buildItem([], demand, policy, classes);
  return {
    ...item, sku,
    hasStock: false, state: 'no-data', warehouses: 0, onHand: null, reserved: null, inTransit: null, cover: null, value: null, retailValue: null,
    reorderQty: null, reorderCost: null, sellThrough: null, ageDays: null, discontinued: false,
  };
}
