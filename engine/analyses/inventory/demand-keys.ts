/** What demand is told apart by: SKUs, and the shelves that lines were served from, each a number a line. */

import {NO_DAY, NumberColumn, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {VALID} from '../../../metrics/order-status.ts';
import {conditionMask} from '../../facts/row-values.ts';
import type {StockShelves} from '../../facts/stock-shelves.ts';
import {firstAtLeast} from '../../kernels/first-at-least.ts';
import {oncePer} from '../../once-per.ts';

/** A small whole number a line, −1 for none. */
export interface DemandKeys {
  readonly count: number;
  readonly codes: Int32Array;
}

/** Lines that are demand: units above 0, of a day, of a paid order. Once a table. */
export const demandRows = oncePer((lines: CanonicalTable): Uint8Array => {
  const [ordered, quantity] = [lines.columns.get('ordered_at'), lines.columns.get('quantity')];
  const valid = conditionMask([VALID], lines);
  if (!(ordered instanceof TimeColumn && quantity instanceof NumberColumn)) return new Uint8Array(lines.length);
  return valid.map((flag, row) => Number(flag === 1 && ordered.days[row] !== NO_DAY && (quantity.values[row] as number) > 0));
});

const placesOf = oncePer((names: readonly string[]) => oncePer((shelves: StockShelves) => readPlaces(names, shelves)));

/** The place of each of the lines' SKUs among those of the shelves; −1 for one that no stock row names. Once for two tables. */
export function stockedSkuOf(names: readonly string[], shelves: StockShelves): Int32Array {
  return placesOf(names)(shelves);
}

function readPlaces(names: readonly string[], {skus}: StockShelves): Int32Array {
  const places = new Map(skus.map((name, place) => [name, place] as const));
  return Int32Array.from(names, (name) => places.get(name) ?? -1);
}

const shelvesOfLines = oncePer((lines: CanonicalTable) => oncePer((shelves: StockShelves) => readShelves(lines, shelves)));

/** The shelf that each line was served from. Undefined where lines do not name SKU and warehouse. Once for two tables. */
export function lineShelves(lines: CanonicalTable, shelves: StockShelves): DemandKeys | undefined {
  return shelvesOfLines(lines)(shelves);
}

function readShelves(lines: CanonicalTable, shelves: StockShelves): DemandKeys | undefined {
  const [sku, warehouse] = [lines.columns.get('sku'), lines.columns.get('warehouse')];
  if (!(sku instanceof TextColumn && warehouse instanceof TextColumn)) return undefined;
  const skuPlaces = stockedSkuOf(sku.values, shelves);
  const places = new Map(shelves.warehouses.map((name, place) => [name, place] as const));
  const warehousePlaces = Int32Array.from(warehouse.values, (name) => places.get(name) ?? -2);
  const codes = sku.codes.map((code, row) => {
    const place = code < 0 ? -1 : (skuPlaces[code] as number);
    const house = warehouse.codes[row] as number;
    return place < 0 ? -1 : shelfAt(shelves, place, house < 0 ? -1 : (warehousePlaces[house] as number));
  });
  return {count: shelves.count, codes};
}

function shelfAt({skuStarts, warehouseOf}: StockShelves, sku: number, warehouse: number): number {
  const [from, to] = [skuStarts[sku] as number, skuStarts[sku + 1] as number];
  const at = from + firstAtLeast(warehouseOf.subarray(from, to), warehouse);
  return at < to && warehouseOf[at] === warehouse ? at : -1;
}
