/** What goes into an order: products by taste, season and shelf. */

import {dayOf, monthOf} from './calendar.ts';
import {CATEGORIES, PRODUCTS} from './catalogue.ts';
import type {Random} from './random.ts';
import {weightedIndex} from './random.ts';

interface Shelf {
  /** Indexes into {@link PRODUCTS}, with their pull. */
  readonly products: readonly number[];
  readonly pick: (random: Random) => number;
}

const WINDOWS = PRODUCTS.map(({onSale, soldOut}) => ({
  from: onSale ? dayOf(onSale[0]) : -Infinity,
  to: onSale ? dayOf(onSale[1]) : Infinity,
  outFrom: soldOut ? dayOf(soldOut[0]) : Infinity,
  outTo: soldOut ? dayOf(soldOut[1]) : -Infinity,
}));

function isForSale(product: number, day: number): boolean {
  const window = WINDOWS[product];
  return window !== undefined && day >= window.from && day <= window.to && !(day >= window.outFrom && day <= window.outTo);
}

function shelfOf(category: number, day: number): Shelf {
  const products = PRODUCTS.flatMap((product, index) => (product.category === category && isForSale(index, day) ? [index] : []));
  return {products, pick: weightedIndex(products.map((index) => PRODUCTS[index]?.pull ?? 0))};
}

export interface Baskets {
  /** Moves on to a day: shelves and seasons change. */
  open(day: number): void;
  /** Fills `into` with distinct products; returns how many. */
  fill(into: number[], favourite: number, random: Random): number;
}

const SIZES = weightedIndex([46, 27, 15, 7, 3.5, 1.5]);

export function createBaskets(): Baskets {
  let shelves: readonly Shelf[] = [];
  let categoryOf = weightedIndex([1]);
  return {
    open(day) {
      shelves = CATEGORIES.map((_, category) => shelfOf(category, day));
      const angle = (peak: number): number => Math.cos((2 * Math.PI * (monthOf(day) - peak)) / 12);
      categoryOf = weightedIndex(CATEGORIES.map(({weight, peakMonth, swing}) => weight * (1 + swing * angle(peakMonth))));
    },
    fill(into, favourite, random) {
      const size = SIZES(random) + 1;
      let count = 0;
      for (let attempt = 0; attempt < size * 2 && count < size; attempt++) {
        const shelf = shelves[random.chance(0.48) ? favourite : categoryOf(random)];
        const product = shelf?.products[shelf.pick(random)];
        if (product === undefined || into.slice(0, count).includes(product)) continue;
        into[count++] = product;
      }
      return count;
    },
  };
}

const QUANTITIES = weightedIndex([76, 16, 5, 2, 0.6, 0.4]);

/** Dear things are bought one at a time. */
export const quantityOf = (price: number, random: Random): number => (price > 200 ? (random.chance(0.97) ? 1 : 2) : QUANTITIES(random) + 1);
