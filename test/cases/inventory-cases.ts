/** Inventory cases: the stock arithmetic, classes, and the state of real stock. */

import {
  abcClasses, coefficientOfVariation, createSource, economicOrderQuantity, economicOrderQuantityWithDiscounts, fillRate, leadTimeDemand, mean,
  newsvendorNormal, newsvendorPoisson, reorderPoint, rqEoqSafetyStock, safetyStock, standardDeviation, xyzClass,
} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answer, Answerer, DataRow, PeerCase} from './case.ts';
import {single} from './count-metric.ts';
import {northwindStock, ordersOf} from './datasets.ts';

const LINES = {table: 'order_lines', at: ['ordered_at']} as const;

const read = (input: PeerCase['input'], name: string): number => input[name] as number;

export const eoqCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, [], 'params');
  if ('breaks' in input || 'breakpoints' in input) return discountCase(input, expected);
  const yearly = 'annual_demand' in input;
  knowOnly(input, yearly ? ['annual_demand', 'ordering_cost', 'purchase_cost', 'holding_rate'] : ['fixed_cost', 'holding_cost', 'demand_rate'], 'input');
  const answer = yearly
    ? economicOrderQuantity({
        fixedCost: read(input, 'ordering_cost'), demandRate: read(input, 'annual_demand'),
        holdingCost: read(input, 'purchase_cost') * read(input, 'holding_rate'),
      })
    : economicOrderQuantity({fixedCost: read(input, 'fixed_cost'), holdingCost: read(input, 'holding_cost'), demandRate: read(input, 'demand_rate')});
  return {
    got: await pick(expected, {
      order_quantity: () => answer.orderQuantity, EOQ: () => answer.orderQuantity, cost: () => answer.cost,
      weeks: () => (answer.cycleTime ?? NaN) * 52,
      cycle_time: () => answer.cycleTime,
    }),
  };
};

async function discountCase(input: PeerCase['input'], expected: PeerCase['expected']): Promise<Answer> {
  knowOnly(input, ['fixed_cost', 'holding_rate', 'holding_cost_rate', 'demand_rate', 'breakpoints', 'unit_costs'], 'input');
  const costs = input['unit_costs'] as number[];
  const answer = economicOrderQuantityWithDiscounts({
    fixedCost: read(input, 'fixed_cost'), holdingRate: (input['holding_rate'] ?? input['holding_cost_rate']) as number, demandRate: read(input, 'demand_rate'),
    breaks: (input['breakpoints'] as number[]).map((from, index) => ({from, unitCost: costs[index] ?? NaN})),
  });
  return {got: await pick(expected, {order_quantity: () => answer.orderQuantity, cost: () => answer.cost})};
}

/** Each bad value is refused: by a TypeError for what is no number, by a RangeError for one out of range. */
export const eoqValidationCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, [], 'params');
  knowOnly(expected, ['error'], 'expected');
  const lists = Object.entries(input).map(([name, value]) => [name, [value].flat()] as const);
  const bad = lists.find(([, values]) => values.length > 1);
  const kinds = (bad?.[1] ?? []).map((value) => {
    const given = {...Object.fromEntries(lists.map(([name, [first]]) => [name, first])), [bad?.[0] ?? '']: value};
    try {
      const {fixed_cost: fixedCost, holding_cost: holdingCost, demand_rate: demandRate} = given as Record<string, number>;
      economicOrderQuantity({fixedCost: fixedCost as number, holdingCost: holdingCost as number, demandRate: demandRate as number});
      return 'no error';
    } catch (error) {
      return error instanceof TypeError ? 'type error' : error instanceof RangeError ? 'value error' : String(error);
    }
  });
  return {got: {error: kinds}};
};

export const newsvendorCase: Answerer = async ({input, params, expected, capability}) => {
  knowOnly(params, [], 'params');
  knowOnly(input, ['holding_cost', 'stockout_cost', 'demand_mean', 'demand_sd', 'lead_time', 'base_stock', 'base_stock_level'], 'input');
  const given = input['base_stock'] ?? input['base_stock_level'];
  const common = {
    holdingCost: read(input, 'holding_cost'), stockoutCost: read(input, 'stockout_cost'), demandMean: read(input, 'demand_mean'),
    ...(given === undefined ? {} : {baseStock: given as number}),
  };
  const answer = capability.endsWith('poisson')
    ? newsvendorPoisson(common)
    : newsvendorNormal({...common, demandSd: read(input, 'demand_sd'), ...(input['lead_time'] === undefined ? {} : {leadTime: read(input, 'lead_time')})});
  return {got: await pick(expected, {base_stock: () => answer.baseStock, cost: () => answer.cost})};
};

export const reorderPointCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['weeks_per_year'], 'params');
  if ('stockout_cost' in input) {
    knowOnly(input, ['holding_cost', 'stockout_cost', 'fixed_cost', 'demand_mean', 'demand_sd', 'lead_time'], 'input');
    const policy = rqEoqSafetyStock({
      holdingCost: read(input, 'holding_cost'), stockoutCost: read(input, 'stockout_cost'), fixedCost: read(input, 'fixed_cost'),
      demandMean: read(input, 'demand_mean'), demandSd: read(input, 'demand_sd'), leadTime: read(input, 'lead_time'),
    });
    return {got: await pick(expected, {r: () => policy.reorderPoint, Q: () => policy.orderQuantity})};
  }
  const demand = demandOf(input, Number(params['weeks_per_year'] ?? 52));
  const level = {...demand, serviceLevel: read(input, 'service_level')};
  const {mean: expectedDemand, sd} = leadTimeDemand(demand);
  return {
    got: await pick(expected, {
      demand_lead_time: () => expectedDemand, sigma_lead_time: () => sd, safety_stock: () => safetyStock(level),
      reorder_point: () => reorderPoint(level),
      z: () => safetyStock({demandSd: 1, leadTime: 1, serviceLevel: level.serviceLevel}),
    }),
  };
};

/** Daily figures as they are; yearly ones with a lead time in weeks. */
function demandOf(input: PeerCase['input'], weeks: number): {demandMean: number; demandSd: number; leadTime: number; leadTimeSd?: number} {
  if ('daily_demand' in input) {
    knowOnly(input, ['daily_demand', 'daily_sd', 'lead_time_days', 'lead_time_sd_days', 'service_level'], 'input');
    const spread = input['lead_time_sd_days'] === undefined ? {} : {leadTimeSd: read(input, 'lead_time_sd_days')};
    return {demandMean: read(input, 'daily_demand'), demandSd: read(input, 'daily_sd'), leadTime: read(input, 'lead_time_days'), ...spread};
  }
  knowOnly(input, ['annual_demand', 'annual_sd', 'lead_time_weeks', 'service_level', 'order_quantity'], 'input');
  return {demandMean: read(input, 'annual_demand'), demandSd: read(input, 'annual_sd'), leadTime: read(input, 'lead_time_weeks') / weeks};
}

export const fillRateCase: Answerer = async (peerCase, readData) => {
  const {input, params, expected} = peerCase;
  if (typeof input['dataset'] === 'string') {
    knowOnly(params, ['sql'], 'params');
    const rows = ordersOf(input['dataset'], await readData(input['dataset']));
    const source = createSource({order_lines: rows}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none', dateOrder: 'ymd'});
    const total = async (name: string, of: string): Promise<number> =>
      Number((await source.run({analysis: 'metrics', metrics: [single(name, {...LINES, aggregate: 'sum', of})]})).totals?.[name]);
    const rowCount = async (where: {column: string; in: string[]}[]): Promise<unknown> =>
      (await source.run({analysis: 'metrics', metrics: [single('count', {...LINES, aggregate: 'count', where})]})).totals?.['count'];
    const [ordered, received, rejected] = [await total('ordered', 'quantity'), await total('received', 'received'), await total('rejected', 'rejected')];
    return {
      got: await pick(expected, {
        ordered: () => ordered, received: () => received, rejected: () => rejected, fill_rate: () => received / ordered,
        reject_rate: () => rejected / received, full_lines: () => rowCount([{column: 'arrival', in: ['full']}]), lines: () => rowCount([]),
      }),
    };
  }
  knowOnly(params, ['weeks_per_year'], 'params');
  const answer = fillRate({
    ...demandOf(input, Number(params['weeks_per_year'] ?? 52)), serviceLevel: read(input, 'service_level'), orderQuantity: read(input, 'order_quantity'),
  });
  return {
    got: await pick(expected, {
      fill_rate: () => answer.fillRate, units_short: () => answer.unitsShort,
      safety_stock: () => answer.safetyStock, reorder_point: () => answer.reorderPoint,
    }),
  };
};

const ABC_RULES: Readonly<Record<string, 'before' | 'including' | 'including-border' | undefined>> = {
  'cum_before < threshold': 'before', 'cum_including < threshold': 'including', 'cum_including <= threshold': 'including-border',
};

export const abcCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['thresholds', 'rule'], 'params');
  const rule = ABC_RULES[String(params['rule'] ?? 'cum_before < threshold')];
  if (!rule) throw new NotCovered(`rule ${String(params['rule'])}`);
  const values = input['values'] as Record<string, number>;
  const keys = Object.keys(values);
  const [a, b] = params['thresholds'] as [number, number];
  const {classes, cumulative} = abcClasses(Object.values(values), {a, b, rule, keys});
  const order = keys.map((_, index) => index).sort((left, right) => (values[keys[right] ?? ''] ?? 0) - (values[keys[left] ?? ''] ?? 0));
  const got = await pick(expected, {
    classes: () => order.map((index) => [keys[index], classes[index]]),
    cumulative: () => order.map((index) => cumulative[index]),
  });
  return rule === 'before' ? {got} : {got, how: `by option rule: ${rule}`};
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export const abcXyzCase: Answerer = async ({input, params, expected}, readData) => {
  knowOnly(params, ['abc', 'abc_rule', 'xyz', 'xyz_rule', 'cv', 'value'], 'params');
  if (params['value'] !== 'sum(demand)*retail_price' || !String(params['cv']).startsWith('population sd') || params['xyz_rule'] !== 'cv <= threshold') {
    throw new NotCovered('the rule of value, spread or class');
  }
  const rule = ABC_RULES[String(params['abc_rule'])];
  if (!rule) throw new NotCovered(`abc_rule ${String(params['abc_rule'])}`);
  const lowerNames = (row: DataRow): DataRow => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.trim().toLowerCase(), value]));
  const rows = (await readData(String(input['dataset']))).map(lowerNames);
  const demands = rows.map((row) => MONTHS.map((month) => Number(row[month])));
  const worth = demands.map((demand, index) => demand.reduce((all, each) => all + each, 0) * Number(rows[index]?.['retail_price']));
  const [a, b] = params['abc'] as [number, number];
  const [x, y] = params['xyz'] as [number, number];
  const {classes} = abcClasses(worth, {a, b, rule});
  const classOf = (index: number): string => `${classes[index] ?? ''}${xyzClass(demands[index] ?? [], {x, y, of: 'population'}) ?? ''}`;
  const bySku = new Map(rows.map((row, index) => [row['sku'], classOf(index)] as const));
  return {got: Object.fromEntries(Object.keys(expected).map((sku) => [sku, bySku.get(sku)])), how: `by options rule: ${rule}, of: population`};
};

/** supplychainpy's figures; its reorder level is not the textbook's and is worked out only to be told apart. */
export const analyseOrdersCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, [], 'params');
  const demand = input['demand'] as number[];
  const [average, sd] = [mean(demand) ?? NaN, standardDeviation(demand, 'population') ?? NaN];
  const policy = {demandMean: average, demandSd: sd, leadTime: read(input, 'lead_time'), z: read(input, 'z')};
  const stock = safetyStock(policy);
  const peerLevel = Math.sqrt(policy.leadTime) * average + stock;
  const got = await pick(expected, {
    average: () => average, sd: () => sd, cv: () => coefficientOfVariation(demand, 'population'), safety_stock: () => stock,
    revenue: () => demand.reduce((all, each) => all + each, 0) * read(input, 'retail_price'),
    textbook_reorder_point: () => reorderPoint(policy), peer_reorder_level: () => peerLevel,
    peer_excess: () => read(input, 'on_hand') - (peerLevel + (peerLevel - stock)),
  });
  const here = reorderPoint(policy).toFixed(1);
  return {got, how: `difference held: the reorder point is mean × lead time + safety stock here (${here}), mean × √(lead time) there`};
};

export const stockStatusCase: Answerer = async ({input, params, expected}, readData) => {
  knowOnly(params, ['sql'], 'params');
  const paths = [input['datasets'] ?? input['dataset']].flat().map(String);
  if (!paths.every((path) => path.startsWith('northwind/'))) throw new NotCovered(`data set ${paths.join(', ')}`);
  const source = createSource({stock: await northwindStock(readData)}, {timeZone: 'UTC', currency: 'USD', now: 'data', preset: 'none'});
  const {totals = {}} = await source.run({analysis: 'inventory'});
  return {
    got: await pick(expected, {
      products: () => totals['skus'], out_of_stock_active: () => totals['out_of_stock_active'], out_of_stock_all: () => totals['out_of_stock'],
      below_reorder_with_on_order: () => totals['below_reorder_point'], at_or_below_reorder: () => totals['at_or_below_reorder_point'],
      stock_value: () => totals['retail_value'], units: () => totals['units'],
    }),
  };
};
