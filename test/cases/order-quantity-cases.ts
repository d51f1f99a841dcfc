/** What to order at once, and what to have in stock for one period: stockpyl's and inventorize's inputs under one set of names. */

import {
  economicOrderQuantity, economicOrderQuantityWithBackorders, economicOrderQuantityWithDiscounts, economicProductionQuantity, newsvendorNormal,
  newsvendorPoisson,
} from 'tillboard/engine';

import {knowOnly, listOf, NotCovered, pick} from './case.ts';
import type {Answer, Answerer, PeerCase} from './case.ts';

type Numbers = Readonly<Record<string, number | undefined>>;

/** Peers' names for one quantity; the first is the one used here. */
const SAME: readonly (readonly string[])[] = [
  ['fixed_cost', 'ordering_cost', 'setup_cost', 'order_cost'],
  ['demand_rate', 'annual_demand', 'demand'],
  ['stockout_cost', 'backorder_cost', 'shortage_cost'],
  ['unit_cost', 'purchase_cost'],
  ['holding_rate', 'holding_cost_rate'],
  ['base_stock', 'base_stock_level'],
  ['selling_price', 'selling_revenue', 'sales_price'],
  ['salvage_value', 'salvage'],
  ['demand_mean', 'mean_demand'],
  ['demand_sd', 'sd_demand'],
];

/** The input under one set of names. Throws `NotCovered` for a name that is not known. */
function readNumbers(input: PeerCase['input'], known: readonly string[]): Numbers {
  const named = Object.entries(input).map(([name, value]) => [SAME.find((names) => names.includes(name))?.[0] ?? name, value as number] as const);
  const numbers = Object.fromEntries(named);
  knowOnly(numbers, known, 'input');
  return numbers;
}

const need = (numbers: Numbers, name: string): number => {
  const value = numbers[name];
  if (value === undefined) throw new NotCovered(`input has no ${name}`);
  return value;
};

const optional = <K extends string>(name: K, value: number | undefined): Partial<Record<K, number>> =>
  (value === undefined ? {} : {[name]: value}) as Partial<Record<K, number>>;

/** The holding cost of an item, or its price by a rate. */
const holdingCost = (numbers: Numbers): number => numbers['holding_cost'] ?? need(numbers, 'unit_cost') * need(numbers, 'holding_rate');

const EOQ_NAMES = ['fixed_cost', 'holding_cost', 'unit_cost', 'holding_rate', 'demand_rate', 'stockout_cost', 'production_rate', 'order_quantity'];

export const orderQuantityCase: Answerer = async (peerCase) => {
  const {input, params, expected, capability} = peerCase;
  knowOnly(params, ['weeks_per_year', 'discount'], 'params');
  if ('breakpoints' in input || 'breaks' in input) return discountCase(peerCase);
  if (!/^(eoq|epq)\b/.test(capability)) throw new NotCovered(`capability ${capability}`);
  const numbers = readNumbers(input, EOQ_NAMES);
  const common = {fixedCost: need(numbers, 'fixed_cost'), holdingCost: holdingCost(numbers), demandRate: need(numbers, 'demand_rate')};
  const {stockout_cost: stockoutCost, production_rate: productionRate, order_quantity: given} = numbers;
  if ((stockoutCost !== undefined || productionRate !== undefined) && given !== undefined) throw new NotCovered('the cost of a given quantity under backorders or production');
  const withBackorders = stockoutCost === undefined ? undefined : economicOrderQuantityWithBackorders({...common, stockoutCost});
  const answer = withBackorders
    ?? (productionRate === undefined ? economicOrderQuantity({...common, ...optional('orderQuantity', given)}) : economicProductionQuantity({...common, productionRate}));
  return {
    got: await pick(expected, {
      order_quantity: () => answer.orderQuantity, EOQ: () => answer.orderQuantity, eoq: () => answer.orderQuantity, Q: () => answer.orderQuantity,
      cost: () => answer.cost, total_cost: () => answer.cost, cycle_time: () => answer.cycleTime,
      weeks: () => (answer.cycleTime === null ? null : answer.cycleTime * Number(params['weeks_per_year'] ?? 52)),
      ...(withBackorders ? {stockout_fraction: () => withBackorders.stockoutFraction} : {}),
    }),
  };
};

async function discountCase({input, params, expected, capability}: PeerCase): Promise<Answer> {
  knowOnly(input, ['fixed_cost', 'holding_rate', 'holding_cost_rate', 'demand_rate', 'breakpoints', 'breaks', 'unit_costs'], 'input');
  const costs = input['unit_costs'] as number[];
  const how = `${String(params['discount'] ?? '')} ${capability} ${Object.keys(expected).join(' ')}`;
  const answer = economicOrderQuantityWithDiscounts({
    fixedCost: input['fixed_cost'] as number, holdingRate: (input['holding_rate'] ?? input['holding_cost_rate']) as number, demandRate: input['demand_rate'] as number,
    breaks: listOf(input['breakpoints'] ?? input['breaks']).map((from, index) => ({from: from as number, unitCost: costs[index] ?? NaN})),
    discount: /incremental/i.test(how) ? 'incremental' : 'all-units',
  });
  return {got: await pick(expected, {order_quantity: () => answer.orderQuantity, cost: () => answer.cost, region: () => answer.region})};
}

const NEWSVENDOR_NAMES = [
  'holding_cost', 'stockout_cost', 'demand_mean', 'demand_sd', 'lead_time', 'base_stock', 'selling_price', 'unit_cost', 'salvage_value', 'penalty',
];

/** An item left over costs what was paid less what it still brings; one short costs the margin lost, and the penalty. */
function newsvendorCosts(numbers: Numbers): {holdingCost: number; stockoutCost: number} {
  const {selling_price: price, unit_cost: paid, salvage_value: salvage = 0, penalty = 0} = numbers;
  const {holding_cost: holding = 0, stockout_cost: stockout = 0} = numbers;
  if (price === undefined || paid === undefined) return {holdingCost: need(numbers, 'holding_cost'), stockoutCost: need(numbers, 'stockout_cost')};
  return {holdingCost: paid - salvage + holding, stockoutCost: price - paid + penalty + stockout};
}

export const newsvendorCase: Answerer = async ({input, params, expected, capability}) => {
  knowOnly(params, [], 'params');
  const numbers = readNumbers(input, NEWSVENDOR_NAMES);
  const common = {...newsvendorCosts(numbers), demandMean: need(numbers, 'demand_mean'), ...optional('baseStock', numbers['base_stock'])};
  const isPoisson = capability.includes('poisson');
  if (isPoisson && numbers['lead_time'] !== undefined) throw new NotCovered('Poisson demand over a lead time');
  const answer = isPoisson
    ? newsvendorPoisson(common)
    : newsvendorNormal({...common, demandSd: need(numbers, 'demand_sd'), ...optional('leadTime', numbers['lead_time'])});
  return {
    got: await pick(expected, {
      base_stock: () => answer.baseStock, base_stock_level: () => answer.baseStock, order_quantity: () => answer.baseStock, cost: () => answer.cost,
      critical_ratio: () => answer.criticalRatio,
    }),
  };
};

/** Each bad value is refused: by a TypeError for what is no number, by a RangeError for one out of range. */
export const validationCase: Answerer = async (peerCase) => {
  const {input, expected, capability} = peerCase;
  const bad = Object.keys(input).filter((name) => Array.isArray(input[name]));
  const [name] = bad;
  if (bad.length !== 1 || name === undefined) throw new NotCovered('bad values in several inputs, or in none');
  const attempt = async (value: unknown): Promise<string> => {
    try {
      const one = {...peerCase, input: {...input, [name]: value}, expected: {[capability.startsWith('newsvendor') ? 'base_stock' : 'order_quantity']: 0}};
      await (capability.startsWith('newsvendor') ? newsvendorCase : orderQuantityCase)(one, () => Promise.reject(new Error('no data')));
      return 'no error';
    } catch (error) {
      if (error instanceof NotCovered) throw error;
      return error instanceof TypeError ? 'type error' : error instanceof RangeError ? 'value error' : String(error);
    }
  };
  return {got: await pick(expected, {error: async () => Promise.all(listOf(input[name]).map(attempt))})};
};
