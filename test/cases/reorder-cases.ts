/** When to order, and how much is kept against surprises. */

import {
  coefficientOfVariation, fillRate, leadTimeDemand, mean, reorderPoint, rqCost, rqEoqBackorders, rqEoqSafetyStock, rqExpectedInventory, safetyStock,
  standardDeviation,
} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';
import {dataSetCase} from './kpi-cases.ts';

type Input = PeerCase['input'];

const read = (input: Input, name: string): number => {
  if (typeof input[name] !== 'number') throw new NotCovered(`input has no number ${name}`);
  return input[name];
};

interface Demand {
  readonly demandMean: number;
  readonly demandSd: number;
  readonly leadTime: number;
  readonly leadTimeSd?: number;
}

/** Daily figures with a lead time in days, weekly with weeks, yearly with weeks or days of it. */
function demandOf(input: Input, params: PeerCase['params'], more: readonly string[] = []): Demand {
  const [rate] = ['daily', 'weekly', 'monthly', 'annual'].filter((name) => `${name}_demand` in input);
  const [time] = ['days', 'weeks', 'months', 'years'].filter((name) => `lead_time_${name}` in input);
  const week = 1 / Number(params['weeks_per_year'] ?? 52);
  const units: Readonly<Record<string, number>> = {
    daily: 1 / 365, days: 1 / 365, weekly: week, weeks: week, monthly: 1 / 12, months: 1 / 12, annual: 1, years: 1,
  };
  if (!rate || !time) throw new NotCovered(`input of ${Object.keys(input).join(', ')}`);
  knowOnly(input, [`${rate}_demand`, `${rate}_sd`, `lead_time_${time}`, `lead_time_sd_${time}`, 'service_level', 'z', ...more], 'input');
  // Lead time in the unit of the demand; where both are the same it stays as it is.
  const inDemandUnits = (value: number): number => (units[rate] === units[time] ? value : (value * (units[time] ?? NaN)) / (units[rate] ?? NaN));
  const spread = `lead_time_sd_${time}` in input ? {leadTimeSd: inDemandUnits(read(input, `lead_time_sd_${time}`))} : {};
  return {demandMean: read(input, `${rate}_demand`), demandSd: read(input, `${rate}_sd`), leadTime: inDemandUnits(read(input, `lead_time_${time}`)), ...spread};
}

const assurance = (input: Input): {serviceLevel: number} | {z: number} => ('z' in input ? {z: read(input, 'z')} : {serviceLevel: read(input, 'service_level')});

export const reorderPointCase: Answerer = async (peerCase) => {
  const {input, params, expected} = peerCase;
  knowOnly(params, ['weeks_per_year', 'method'], 'params');
  if ('stockout_cost' in input) return {got: await policyAnswer(peerCase)};
  const demand = demandOf(input, params);
  const level = {...demand, ...assurance(input)};
  const {mean: expectedDemand, sd} = leadTimeDemand(demand);
  return {
    got: await pick(expected, {
      demand_lead_time: () => expectedDemand, sigma_lead_time: () => sd, sigma_dl: () => sd, safety_stock: () => safetyStock(level),
      reorder_point: () => reorderPoint(level), z: () => safetyStock({demandSd: 1, leadTime: 1, ...assurance(input)}),
    }),
  };
};

/** An (r, Q) policy. Which approximation is meant stands in `method`, else in the case's words. */
async function policyAnswer({input, params, expected, description = ''}: PeerCase): Promise<Record<string, unknown>> {
  knowOnly(input, ['holding_cost', 'stockout_cost', 'fixed_cost', 'demand_mean', 'demand_sd', 'lead_time', 'r', 'Q', 'reorder_point', 'order_quantity'], 'input');
  const costs = {
    holdingCost: read(input, 'holding_cost'), stockoutCost: read(input, 'stockout_cost'), fixedCost: read(input, 'fixed_cost'),
    demandMean: read(input, 'demand_mean'), demandSd: read(input, 'demand_sd'), leadTime: read(input, 'lead_time'),
  };
  const words = String(params['method'] ?? description);
  const method = [
    {words: /\beil\b|expected[- ]inventory[- ]level/i, run: () => rqExpectedInventory(costs)},
    {words: /eoqb|backorder/i, run: () => rqEoqBackorders(costs)},
    {words: /eoq ?\+ ?(safety|ss)|eoqss|safety stock/i, run: () => rqEoqSafetyStock(costs)},
  ].find((each) => each.words.test(words));
  const [r, q] = [input['r'] ?? input['reorder_point'], input['Q'] ?? input['order_quantity']];
  const given = typeof r === 'number' && typeof q === 'number' ? {reorderPoint: r, orderQuantity: q} : undefined;
  if (!given && !method) throw new NotCovered(`the policy meant by "${words}"`);
  const policy = given ?? method?.run() ?? {reorderPoint: NaN, orderQuantity: NaN};
  return pick(expected, {
    r: () => policy.reorderPoint, reorder_point: () => policy.reorderPoint, Q: () => policy.orderQuantity, order_quantity: () => policy.orderQuantity,
    cost: () => ('cost' in policy ? policy.cost : rqCost({...costs, ...policy})),
  });
}

/** From a cycle service level to a fill rate; or a supplier's, over a data set. */
export const fillRateCase: Answerer = async (peerCase, readData) => {
  const {input, params, expected} = peerCase;
  if ('dataset' in input || 'datasets' in input) return dataSetCase(peerCase, readData);
  knowOnly(params, ['weeks_per_year'], 'params');
  const answer = fillRate({...demandOf(input, params, ['order_quantity']), ...assurance(input), orderQuantity: read(input, 'order_quantity')});
  return {
    got: await pick(expected, {
      fill_rate: () => answer.fillRate, units_short: () => answer.unitsShort, safety_stock: () => answer.safetyStock,
      reorder_point: () => answer.reorderPoint,
    }),
  };
};

/** supplychainpy's figures. Its reorder level takes √L times the mean where ours takes L times: both are worked out here from the demand. */
export const analyseOrdersCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, [], 'params');
  knowOnly(input, ['demand', 'lead_time', 'unit_cost', 'reorder_cost', 'z', 'retail_price', 'on_hand'], 'input');
  const demand = input['demand'] as number[];
  const [average, sd] = [mean(demand) ?? NaN, standardDeviation(demand, 'population') ?? NaN];
  const policy = {demandMean: average, demandSd: sd, leadTime: read(input, 'lead_time'), z: read(input, 'z')};
  const stock = safetyStock(policy);
  const ours = reorderPoint(policy);
  const byHand = (demand.reduce((sum, each) => sum + each, 0) / demand.length) * policy.leadTime + stock;
  if (Math.abs(ours - byHand) > 1e-9) throw new Error(`our reorder point is ${ours}; mean × lead time + safety stock is ${byHand}`);
  const peerLevel = Math.sqrt(policy.leadTime) * average + stock;
  const got = await pick(expected, {
    average: () => average, sd: () => sd, cv: () => coefficientOfVariation(demand, 'population'), safety_stock: () => stock,
    revenue: () => demand.reduce((all, each) => all + each, 0) * read(input, 'retail_price'),
    textbook_reorder_point: () => ours, reorder_point: () => ours, peer_reorder_level: () => peerLevel,
    peer_excess: () => Math.max(0, read(input, 'on_hand') - (2 * peerLevel - stock)),
    peer_shortage: () => Math.max(0, peerLevel - read(input, 'on_hand')),
  });
  const [here, there] = [`mean × lead time + safety stock here (${ours.toFixed(1)})`, `mean × √(lead time) there (${peerLevel.toFixed(1)})`];
  return 'peer_reorder_level' in expected ? {got, how: `difference held: ${here}, ${there}`} : {got};
};
