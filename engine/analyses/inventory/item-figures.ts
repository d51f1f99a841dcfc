/** The figures of items, each made when it is first read: one that nobody asks for costs nothing. */

import type {InventoryPolicy} from './inventory-policy.ts';
import {lastSales, quietDays, shelfDays} from './item-days.ts';
import type {Items, Levels} from './judge-items.ts';
import {checkLeadTimes, daysOfCover, itemStates, meanDemand, orderUnits, soldUnits, stockLevels} from './judge-items.ts';

/** Items that are judged as their SKU is. */
export interface Copied {
  readonly sku: Int32Array;
  readonly figures: ItemFigures;
  /** The items: those in the SKU's only warehouse, and from `from` on all, which no stock row tells of. */
  readonly items: Int32Array;
  readonly from: number;
}

type NumberFigure = Exclude<keyof ItemFigures, 'state'>;

/** By item; NaN is unknown. */
export class ItemFigures {
  readonly #items: Items;
  readonly #policy: InventoryPolicy;
  readonly #copied: Copied | undefined;
  readonly #lists = new Map<NumberFigure, Float64Array>();
  #state: Uint8Array | undefined;

  /** Throws a `RangeError` for lead times below 0. */
  constructor(items: Items, policy: InventoryPolicy, copied?: Copied) {
    checkLeadTimes(items);
    this.#items = items;
    this.#policy = policy;
    this.#copied = copied;
  }

  /** Units of the trailing days. */
  get sold(): Float64Array {
    return this.#list('sold', () => ({sold: soldUnits(this.#items)}));
  }
  /** Units a day, and their spread. */
  get mean(): Float64Array {
    return this.#list('mean', () => meanDemand(this.#items, this.#policy));
  }
  get sd(): Float64Array {
    return this.#list('sd', () => meanDemand(this.#items, this.#policy));
  }
  /** Levels: safety stock, reorder point, and what stock is short under. */
  get safety(): Float64Array {
    return this.#list('safety', this.#levels);
  }
  get point(): Float64Array {
    return this.#list('point', this.#levels);
  }
  get floor(): Float64Array {
    return this.#list('floor', this.#levels);
  }
  /** Days that the available units last. */
  get cover(): Float64Array {
    return this.#list('cover', () => ({cover: daysOfCover(this.#items, this)}));
  }
  /** Units to order. */
  get quantity(): Float64Array {
    return this.#list('quantity', () => ({quantity: orderUnits(this.#items, this.#policy, this)}));
  }
  /** The day of the last sale. */
  get lastSale(): Float64Array {
    return this.#list('lastSale', () => ({lastSale: lastSales(this.#items)}));
  }
  /** Days without a sale. */
  get quiet(): Float64Array {
    return this.#list('quiet', () => ({quiet: quietDays(this.#items, this.#policy, this)}));
  }
  /** Days on the shelf. */
  get age(): Float64Array {
    return this.#list('age', () => ({age: shelfDays(this.#items, this.#policy)}));
  }
  /** Places in the list of states. */
  get state(): Uint8Array {
    this.#state ??= this.#asSku(itemStates(this.#items, this.#policy, this), ({state}) => state);
    return this.#state;
  }

  readonly #levels = (): Levels => stockLevels(this.#items, this.#policy, this);

  /** The list of a name, which `make` gives together with others. */
  #list(name: NumberFigure, make: () => {readonly [F in NumberFigure]?: Float64Array}): Float64Array {
    const kept = this.#lists.get(name);
    if (kept) return kept;
    for (const [made, list] of Object.entries(make()) as [NumberFigure, Float64Array][]) {
      this.#lists.set(made, this.#asSku(list, (figures) => figures[made]));
    }
    return this.#lists.get(name) as Float64Array;
  }

  #asSku<L extends Float64Array | Uint8Array>(list: L, of: (figures: ItemFigures) => L): L {
    if (!this.#copied) return list;
    const {sku, figures, items, from} = this.#copied;
    if (items.length === 0 && from === list.length) return list;
    const skus = of(figures);
    for (const item of items) list[item] = skus[sku[item] as number] as number;
    for (let item = from; item < list.length; item++) list[item] = skus[sku[item] as number] as number;
    return list;
  }
}
