import {checkNumber, checkNumbers} from '../../kernels/check-number.ts';
import {normalLoss, standardNormalCdf} from '../../kernels/normal.ts';
import {newsvendorNormal} from './newsvendor.ts';
import {economicOrderQuantity, economicOrderQuantityWithBackorders} from './order-quantity.ts';

/** An (r, Q) policy: order Q whenever the position falls to r. All in one unit of time; demand is normal. */
export interface ReorderPolicyInput {
  readonly holdingCost: number;
  readonly stockoutCost: number;
  readonly fixedCost: number;
  readonly demandMean: number;
  readonly demandSd: number;
  readonly leadTime: number;
}

export interface ReorderPolicy {
  readonly reorderPoint: number;
  readonly orderQuantity: number;
}

function check({holdingCost, stockoutCost, fixedCost, demandMean, demandSd, leadTime}: ReorderPolicyInput): void {
  checkNumbers({holdingCost, stockoutCost, fixedCost}, {above: 0});
  checkNumbers({demandMean, demandSd, leadTime}, {atLeast: 0});
}

const demandOver = ({demandMean, demandSd, leadTime}: ReorderPolicyInput) => ({mean: demandMean * leadTime, sd: demandSd * Math.sqrt(leadTime)});

/**
 * EOQ plus safety stock: Q = EOQ, r = lead-time demand + z·σ√L with the critical ratio p ÷ (p + h) as service level. Source: Snyder &
 * Shen § 5.3.4. Throws a `TypeError` for what is no number, a `RangeError` for a cost not above 0 or a negative demand or time.
 */
export function rqEoqSafetyStock(input: ReorderPolicyInput): ReorderPolicy {
  check(input);
  const {mean, sd} = demandOver(input);
  const {holdingCost, stockoutCost, fixedCost, demandMean} = input;
  const {orderQuantity} = economicOrderQuantity({fixedCost, holdingCost, demandRate: demandMean});
  const {baseStock} = newsvendorNormal({holdingCost, stockoutCost, demandMean: mean, demandSd: sd});
  return {reorderPoint: baseStock, orderQuantity};
}

/** EOQ with backorders for Q, and the best r for that Q. Source: Zheng 1992; Snyder & Shen § 5.3.3. Throws as {@link rqEoqSafetyStock}. */
export function rqEoqBackorders(input: ReorderPolicyInput): ReorderPolicy {
  check(input);
  const {holdingCost, stockoutCost, fixedCost, demandMean} = input;
  const {orderQuantity} = economicOrderQuantityWithBackorders({fixedCost, holdingCost, stockoutCost, demandRate: demandMean});
  return {reorderPoint: reorderPointForQuantity({...input, orderQuantity}), orderQuantity};
}

/**
 * The expected-inventory-level approximation: r and Q improve each other until neither moves. Source: Hadley & Whitin 1963; Snyder &
 * Shen § 5.3.2. Throws as {@link rqEoqSafetyStock}, and a `RangeError` where holding is so dear that no r exists.
 */
export function rqExpectedInventory(input: ReorderPolicyInput): ReorderPolicy & {readonly cost: number} {
  check(input);
  const {holdingCost: h, stockoutCost: p, fixedCost, demandMean} = input;
  const {mean, sd} = demandOver(input);
  let {orderQuantity} = economicOrderQuantity({fixedCost, holdingCost: h, demandRate: demandMean});
  let reorderPoint = 0;
  for (let round = 0; round < 1000; round++) {
    const short = (orderQuantity * h) / (p * demandMean);
    if (!(short < 1)) throw new RangeError('holdingCost is too high against stockoutCost for an (r, Q) policy.');
    const point = newsvendorNormal({holdingCost: short, stockoutCost: 1 - short, demandMean: mean, demandSd: sd}).baseStock;
    const quantity = Math.sqrt((2 * demandMean * (fixedCost + p * normalLoss(point, mean, sd).short)) / h);
    const settled = Math.abs(point - reorderPoint) < 1e-10 && Math.abs(quantity - orderQuantity) < 1e-10;
    [reorderPoint, orderQuantity] = [point, quantity];
    if (settled) break;
  }
  const loss = normalLoss(reorderPoint, mean, sd).short;
  const cost = h * (reorderPoint - mean + orderQuantity / 2) + ((fixedCost + p * loss) * demandMean) / orderQuantity;
  return {reorderPoint, orderQuantity, cost};
}

/**
 * The exact expected cost of an (r, Q) policy: (KD + ∫ g(y) dy from r to r + Q) ÷ Q, g the newsvendor cost, in closed form by the
 * second-order loss. Source: Snyder & Shen § 5.2. Throws as {@link rqEoqSafetyStock}.
 */
export function rqCost(input: ReorderPolicyInput & ReorderPolicy): number {
  check(input);
  const {holdingCost: h, stockoutCost: p, fixedCost, demandMean, reorderPoint: r, orderQuantity: Q} = input;
  checkNumber('reorderPoint', r);
  checkNumber('orderQuantity', Q, {above: 0});
  const {mean, sd} = demandOver(input);
  const left = halfSquareLoss(mean - r - Q, sd) - halfSquareLoss(mean - r, sd);
  const short = halfSquareLoss(r - mean, sd) - halfSquareLoss(r + Q - mean, sd);
  return (fixedCost * demandMean + h * left + p * short) / Q;
}

/** ½·E[((X − a)⁺)²] of a normal X with mean 0: the integral of its loss from a to infinity. */
function halfSquareLoss(a: number, sd: number): number {
  if (sd === 0) return Math.max(-a, 0) ** 2 / 2;
  const z = a / sd;
  return ((a * a + sd * sd) * standardNormalCdf(-z) - a * (normalLoss(a, 0, sd).short + a * standardNormalCdf(-z))) / 2;
}

/** The best reorder point for a given order quantity: where the newsvendor cost at r and at r + Q is the same. */
export function reorderPointForQuantity(input: Omit<ReorderPolicyInput, 'fixedCost'> & {readonly orderQuantity: number}): number {
  check({...input, fixedCost: 1});
  checkNumber('orderQuantity', input.orderQuantity, {above: 0});
  const {holdingCost, stockoutCost, orderQuantity} = input;
  const {mean, sd} = demandOver({...input, fixedCost: 1});
  const costAt = (baseStock: number): number => {
    const {short, left} = normalLoss(baseStock, mean, sd);
    return holdingCost * left + stockoutCost * short;
  };
  let high = newsvendorNormal({holdingCost, stockoutCost, demandMean: mean, demandSd: sd}).baseStock;
  let low = high - orderQuantity;
  for (let round = 0; round < 200 && high - low > 0; round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (costAt(middle) < costAt(middle + orderQuantity)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
