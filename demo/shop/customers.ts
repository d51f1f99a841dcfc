/** Who buys when: every order of the shop as customer, day and place in that customer's life. */

import {DAYS, FIRST_DAY, LAST_DAY, PROMOTIONS, weightOf} from './calendar.ts';
import {CATEGORIES, REGIONS} from './catalogue.ts';
import type {Random} from './random.ts';
import {weightedIndex} from './random.ts';

/** Customers at scale 1; they place some 105,000 orders. */
const CUSTOMERS = 31_500;

/**
 * Kinds of buyers. After each order a customer leaves with probability `leave`; the next order comes after a log-normal gap. Many
 * buy once, a few carry the shop: the number of orders has the heavy tail that shops see, as tea and coffee bring people back.
 */
const KINDS = [
  {share: 0.17, leave: 0.9, gap: 120, spread: 0.8},
  {share: 0.46, leave: 0.17, gap: 86, spread: 0.75},
  {share: 0.29, leave: 0.14, gap: 58, spread: 0.65},
  {share: 0.08, leave: 0.04, gap: 23, spread: 0.6},
] as const;

export interface Customer {
  readonly id: string;
  readonly region: number;
  readonly favourite: number;
  readonly registeredDay: number;
}

export interface Visit {
  readonly customer: number;
  readonly day: number;
}

/** Days after the last one are as busy as a week before: orders drift past the end as they drift past any other day. */
const busyness = (weights: Float64Array, day: number): number => weights[(day > LAST_DAY - 1 ? day - 7 : day) - FIRST_DAY] ?? 1;

/** Moves a planned day to a better one: into a promotion that is close, else to a busier one of the following ten. */
function settleDay(planned: number, weights: Float64Array, random: Random): number {
  for (const {from, to, peak} of PROMOTIONS) {
    const pull = Math.min(0.42, 0.08 * (peak - 1));
    if (planned >= from - 24 && planned < from && random.chance(pull)) return random.chance(0.55) ? to : random.integer(from, to);
  }
  let day = planned;
  for (let attempt = 0; attempt < 5; attempt++) {
    const candidate = planned + random.integer(0, 9);
    const ratio = busyness(weights, candidate) / busyness(weights, day);
    if (random.chance(Math.min(1, ratio) * 0.6)) day = candidate;
  }
  // The last day is only half over; some of its orders have not been placed yet.
  return day === LAST_DAY && random.chance(0.45) ? LAST_DAY + 1 : day;
}

/** Customers with their order days, not yet in order of time. A customer who never orders is left out. */
export function createCustomers(random: Random, scale: number): {customers: Customer[]; visits: Visit[]} {
  const weights = Float64Array.from({length: DAYS}, (_, index) => weightOf(FIRST_DAY + index));
  // A shop that is two years into its records has customers from before them: they come early.
  const arrival = weightedIndex(Array.from(weights, (weight, index) => weight * (index < 60 ? 1.9 - index / 66 : 1) * (1.3 - 0.6 * (index / DAYS))));
  const kindOf = weightedIndex(KINDS.map(({share}) => share));
  const regionOf = weightedIndex(REGIONS.map(({weight}) => weight));
  const favouriteOf = weightedIndex(CATEGORIES.map(({weight}) => weight));
  const customers: Customer[] = [];
  const visits: Visit[] = [];
  for (let index = 0; index < Math.round(CUSTOMERS * scale); index++) {
    const kind = KINDS[kindOf(random)] ?? KINDS[0];
    let day = FIRST_DAY + arrival(random);
    customers.push({
      id: `C${String(100_000 + index)}`,
      region: regionOf(random),
      favourite: favouriteOf(random),
      registeredDay: random.chance(0.7) ? day : Math.max(FIRST_DAY, day - Math.round(random.exponential(20))),
    });
    const pace = kind.gap * random.logNormal(1, 0.35);
    while (day <= LAST_DAY) {
      visits.push({customer: index, day});
      if (random.chance(kind.leave)) break;
      day = settleDay(day + Math.max(1, Math.round(random.logNormal(pace, kind.spread))), weights, random);
    }
  }
  return {customers, visits};
}
