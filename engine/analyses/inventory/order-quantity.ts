import {checkNumber, checkNumbers} from '../../kernels/check-number.ts';

/** Costs of ordering and holding, per item and any one unit of time. */
export interface OrderQuantityInput {
  /** K: cost of one order, whatever its size. */
  readonly fixedCost: number;
  /** h: cost of holding one item for one unit of time. */
  readonly holdingCost: number;
  /** D: items wanted in one unit of time. */
  readonly demandRate: number;
}

export interface OrderQuantity {
  readonly orderQuantity: number;
  /** Ordering and holding cost in one unit of time. */
  readonly cost: number;
  /** Units of time between two orders; null without demand. */
  readonly cycleTime: number | null;
}

function check({fixedCost, holdingCost, demandRate}: OrderQuantityInput): void {
  checkNumbers({fixedCost, demandRate}, {atLeast: 0});
  checkNumber('holdingCost', holdingCost, {above: 0});
}

const cycle = (quantity: number, demandRate: number): number | null => (demandRate === 0 ? null : quantity / demandRate);

/**
 * Economic order quantity √(2KD ÷ h) and its cost √(2KDh); with `orderQuantity` given, the cost KD ÷ Q + hQ ÷ 2 of that one. Source:
 * Harris 1913; Snyder & Shen, Fundamentals of Supply Chain Theory, § 3.2. Throws a `TypeError` for what is no number, a `RangeError`
 * for a negative cost or demand.
 */
export function economicOrderQuantity(input: OrderQuantityInput & {readonly orderQuantity?: number}): OrderQuantity {
  check(input);
  const {fixedCost, holdingCost, demandRate, orderQuantity: given} = input;
  if (given !== undefined) checkNumber('orderQuantity', given, {above: 0});
  const orderQuantity = given ?? Math.sqrt((2 * fixedCost * demandRate) / holdingCost);
  const cost = given === undefined ? orderQuantity * holdingCost : (fixedCost * demandRate) / given + (holdingCost * given) / 2;
  return {orderQuantity, cost, cycleTime: cycle(orderQuantity, demandRate)};
}

/** As {@link economicOrderQuantity} where customers wait at a cost: Q = √(2KD(h + p) ÷ hp), and the share h ÷ (h + p) that waits. */
export function economicOrderQuantityWithBackorders(
  input: OrderQuantityInput & {readonly stockoutCost: number},
): OrderQuantity & {readonly stockoutFraction: number} {
  check(input);
  const {fixedCost, holdingCost: h, stockoutCost: p, demandRate} = input;
  checkNumber('stockoutCost', p, {above: 0});
  const orderQuantity = Math.sqrt((2 * fixedCost * demandRate * (h + p)) / (h * p));
  return {orderQuantity, stockoutFraction: h / (h + p), cost: (orderQuantity * h * p) / (h + p), cycleTime: cycle(orderQuantity, demandRate)};
}

/** Economic production quantity: items arrive at `productionRate` instead of at once. */
export function economicProductionQuantity(input: OrderQuantityInput & {readonly productionRate: number}): OrderQuantity {
  check(input);
  const {fixedCost, holdingCost, demandRate, productionRate} = input;
  checkNumber('productionRate', productionRate, {above: demandRate});
  return economicOrderQuantity({fixedCost, demandRate, holdingCost: holdingCost * (1 - demandRate / productionRate)});
}

export interface PriceBreak {
  /** The smallest order that gets this price. The first break starts at 0. */
  readonly from: number;
  readonly unitCost: number;
}

export interface DiscountInput {
  readonly fixedCost: number;
  /** i: holding cost of one unit of money for one unit of time. */
  readonly holdingRate: number;
  readonly demandRate: number;
  readonly breaks: readonly PriceBreak[];
  /** `all-units` (default): the price of the order's break holds for all its items. `incremental`: only for those above the break. */
  readonly discount?: 'all-units' | 'incremental';
}

export interface DiscountedOrderQuantity extends OrderQuantity {
  /** Which break applies, from 0. */
  readonly region: number;
}

/**
 * The order quantity of least cost, purchase included, under quantity discounts. Each price's own optimum is moved into its range, and
 * the cheapest candidate wins. Source: Snyder & Shen § 3.4. Throws as {@link economicOrderQuantity}, and a `RangeError` where the breaks
 * do not start at 0 and rise.
 */
export function economicOrderQuantityWithDiscounts(input: DiscountInput): DiscountedOrderQuantity {
  const {fixedCost, holdingRate, demandRate, breaks, discount = 'all-units'} = input;
  checkNumbers({fixedCost, demandRate}, {atLeast: 0});
  checkNumber('holdingRate', holdingRate, {above: 0});
  checkBreaks(breaks);
  let best: DiscountedOrderQuantity | undefined;
  let extra = 0;
  breaks.forEach(({from, unitCost}, region) => {
    const before = breaks[region - 1];
    if (discount === 'incremental' && before) extra += (before.unitCost - unitCost) * from;
    const limit = breaks[region + 1]?.from ?? Infinity;
    const own = Math.sqrt((2 * (fixedCost + extra) * demandRate) / (holdingRate * unitCost));
    if (own >= limit || (discount === 'incremental' && own < from)) return;
    const orderQuantity = Math.max(own, from);
    if (orderQuantity === 0) return;
    const cost =
      unitCost * demandRate + ((fixedCost + extra) * demandRate) / orderQuantity + (holdingRate * (unitCost * orderQuantity + extra)) / 2;
    if (!best || cost < best.cost) best = {orderQuantity, cost, region, cycleTime: cycle(orderQuantity, demandRate)};
  });
  return best ?? {orderQuantity: 0, cost: (breaks[0]?.unitCost ?? 0) * demandRate, region: 0, cycleTime: null};
}

function checkBreaks(breaks: readonly PriceBreak[]): void {
  if (!Array.isArray(breaks) || breaks.length === 0) throw new TypeError('breaks must be a list of at least one {from, unitCost}.');
  (breaks as readonly PriceBreak[]).forEach(({from, unitCost}, index) => {
    checkNumber(`breaks[${index}].from`, from, {atLeast: 0});
    checkNumber(`breaks[${index}].unitCost`, unitCost, {above: 0});
    const before = breaks[index - 1];
    if (before ? from <= before.from : from !== 0) throw new RangeError('breaks must start at 0 and rise.');
  });
}
