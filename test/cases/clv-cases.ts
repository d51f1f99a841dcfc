/** Customer value cases: purchase summaries of rows or data sets, and the models with given or fitted parameters. */

import {
  bgNbdAlive, bgNbdExpected, bgNbdExpectedOfNew, bgNbdLogLikelihood, createSource, discountedValue, fitBgNbd, fitGammaGamma, fitParetoNbd,
  gammaGammaExpected, gammaGammaLogLikelihood, paretoNbdAlive, paretoNbdExpected, paretoNbdExpectedOfNew, paretoNbdLogLikelihood,
} from 'tillboard/engine';
import type {BgNbdParams, ClvQuery, GammaGammaParams, ParetoNbdParams, Recency, Source, Spend} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered, pick, rowsOf} from './case.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import {compare} from './compare.ts';
import {openDataSet} from './kpi-cases.ts';

type Params = Readonly<Record<string, number>>;

interface Model {
  readonly names: readonly string[];
  readonly fit: (customers: readonly Recency[]) => {readonly params: object; readonly logLikelihood: number} | undefined;
  readonly alive: (params: Params, customer: Recency) => number;
  readonly expected: (params: Params, customer: Recency, time: number) => number;
  readonly expectedOfNew: (params: Params, time: number) => number;
  readonly logLikelihood: (params: Params, customers: readonly Recency[]) => number;
}

const MODELS: Readonly<Record<string, Model | undefined>> = {
  'bg/nbd': {
    names: ['r', 'alpha', 'a', 'b'], fit: fitBgNbd, alive: (params, customer) => bgNbdAlive(params as unknown as BgNbdParams, customer),
    expected: (params, customer, time) => bgNbdExpected(params as unknown as BgNbdParams, customer, time),
    expectedOfNew: (params, time) => bgNbdExpectedOfNew(params as unknown as BgNbdParams, time),
    logLikelihood: (params, customers) => bgNbdLogLikelihood(params as unknown as BgNbdParams, customers),
  },
  'pareto/nbd': {
    names: ['r', 'alpha', 's', 'beta'], fit: fitParetoNbd, alive: (params, customer) => paretoNbdAlive(params as unknown as ParetoNbdParams, customer),
    expected: (params, customer, time) => paretoNbdExpected(params as unknown as ParetoNbdParams, customer, time),
    expectedOfNew: (params, time) => paretoNbdExpectedOfNew(params as unknown as ParetoNbdParams, time),
    logLikelihood: (params, customers) => paretoNbdLogLikelihood(params as unknown as ParetoNbdParams, customers),
  },
};

/** How far apart, as a part of the answer, parameters that round to those printed may lead for a difference to be their rounding. */
const WIDEST = 0.01;

/** The paper's CDNOW parameters: where a case gives none, its answer must not hang on them. */
const ANY: Readonly<Record<string, Params>> = {
  'bg/nbd': {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426}, 'pareto/nbd': {r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669},
};

/** A model's fit, its chance of being alive, and what it expects of customers old and new. */
export const purchaseModelCase: Answerer = async ({capability, input, params, expected, tolerance}, read) => {
  knowOnly(params, ['t', 'model', 'filter'], 'params');
  knowOnly(input, ['x', 't_x', 'T', 'params', 'dataset', 'columns', 'unit', 'rows'], 'input');
  const [name = ''] = capability.split('.');
  const model = MODELS[name];
  const given = (input['params'] as Params | undefined) ?? ANY[name];
  if (!model || !given) throw new NotCovered(`model ${name}`);
  const times = listOf(params['t']).map(Number);
  const one = <T>(values: readonly T[]): unknown => (Array.isArray(params['t']) ? values : values[0]);
  const isNew = input['x'] === undefined;
  const customer = {frequency: Number(input['x'] ?? 0), recency: Number(input['t_x'] ?? 0), age: Number(input['T'] ?? 0)};
  const customers = 'dataset' in input || 'rows' in input ? await readRecency(input, params, read) : [];
  const fit = customers.length > 0 && !('params' in input) ? model.fit(customers) : undefined;
  const found = {...(fit?.params ?? given)} as unknown as Params;
  const expectedAfter = (time: number, by = found): number => (isNew ? model.expectedOfNew(by, time) : model.expected(by, customer, time));
  const expectation = (): unknown => one(times.map((time) => expectedAfter(time)));
  const likelihood = (): number => fit?.logLikelihood ?? model.logLikelihood(found, customers.length > 0 ? customers : [customer]);
  const got = await pick(expected, {
    ...Object.fromEntries(model.names.map((each) => [each, () => found[each]])),
    expected: expectation, conditional_expected: expectation, p_alive: () => model.alive(found, customer),
    log_likelihood: likelihood, loglik: likelihood,
  });
  const key = ['expected', 'conditional_expected'].find((name) => Object.hasOwn(expected, name));
  if (fit || key === undefined || compare({[key]: expected[key]}, {[key]: got[key]}, tolerance).length === 0) return {got};
  const printed = listOf(expected[key]).map(Number);
  // Parameters of a digit or two would let any answer lie within what rounds to them.
  const ranges = times.map((time) => rangeOf(roundingCorners(found).map((corner) => expectedAfter(time, corner))));
  if (ranges.some(([least, most]) => most - least > WIDEST * most)) return {got};
  const nearest = ranges.map(([least, most], index) => Math.min(most, Math.max(least, printed[index] ?? NaN)));
  return {
    got: {...got, [key]: one(nearest)},
    how: `difference held: the answer was worked out before the parameters were rounded; ours of those printed is ${JSON.stringify(got[key])}, ` +
      `of all that round to them ${JSON.stringify(one(ranges))}`,
  };
};

/**
 * The corners of all parameters that round to those printed: half a unit of the last digit either way. An expectation rises or falls with each
 * parameter all along, so its least and most lie on corners.
 */
function roundingCorners(printed: Params): Params[] {
  return Object.entries(printed).reduce<Params[]>((corners, [name, value]) => {
    const half = 0.5 * 10 ** -(String(value).split('.')[1]?.length ?? 0);
    return corners.flatMap((corner) => [{...corner, [name]: value - half}, {...corner, [name]: value + half}]);
  }, [{}]);
}

const rangeOf = (values: readonly number[]): [least: number, most: number] => [Math.min(...values), Math.max(...values)];

async function readRecency(input: PeerCase['input'], params: PeerCase['params'], read: ReadData): Promise<(Recency & Spend)[]> {
  const table = 'rows' in input
    ? {header: input['columns'] as string[], records: (input['rows'] as unknown[][]).map((row) => row.map(String))}
    : await read(String(input['dataset']));
  const at = (...names: string[]): number => table.header.findIndex((header) => names.includes(header));
  const places = [at('x', 'frequency'), at('t_x', 'recency'), at('T', 'age'), at('zbar', 'monetary_value', 'monetary')];
  const rows = table.records.map((record) => {
    const [frequency = 0, recency = 0, age = 0, monetary = 0] = places.map((place) => (place < 0 ? 0 : Number(record[place])));
    return {frequency, recency, age, monetary};
  });
  const {filter} = params;
  if (filter === undefined) return rows;
  if (!/^(x|frequency) > 0$/.test(String(filter))) throw new NotCovered(`filter ${String(filter)}`);
  return rows.filter(({frequency}) => frequency > 0);
}

export const gammaGammaCase: Answerer = async ({input, params, expected}, read) => {
  knowOnly(params, ['filter', 'model'], 'params');
  knowOnly(input, ['params', 'x_and_mean', 'x', 'mean', 'dataset', 'columns', 'unit', 'rows'], 'input');
  const customers = 'dataset' in input || 'rows' in input ? await readRecency(input, params, read) : [];
  const fit = customers.length > 0 && !('params' in input) ? fitGammaGamma(customers) : undefined;
  const found = (fit?.params ?? input['params']) as GammaGammaParams;
  const pairs = (input['x_and_mean'] as [number, number][] | undefined) ?? [[Number(input['x'] ?? 0), Number(input['mean'] ?? 0)]];
  const values = pairs.map(([frequency, monetary]) => gammaGammaExpected(found, {frequency, monetary}));
  return {
    got: await pick(expected, {
      p: () => found.p, q: () => found.q, v: () => found.v, expected: () => ('x_and_mean' in input ? values : values[0]),
      population_mean: () => gammaGammaExpected(found, {frequency: 0, monetary: 0}),
      log_likelihood: () => fit?.logLikelihood ?? gammaGammaLogLikelihood(found, customers),
    }),
  };
};

/** Purchases of a month each, worth `monetary_value`, at the discount that the expected key names. */
export const discountCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['months'], 'params');
  knowOnly(input, ['predicted_30d', 'monetary_value'], 'input');
  const months = Number(params['months'] ?? 1);
  if (months !== 1) throw new NotCovered(`${months} months of predictions for one`);
  const predicted = input['predicted_30d'] as number[];
  const worth = (discountRate: number): number[] =>
    predicted.map((purchases) => discountedValue((days) => (purchases * days) / 30, Number(input['monetary_value'] ?? 1), {days: 30, discountRate}));
  return {got: Object.fromEntries(Object.keys(expected).map((key) => {
    const rate = /^discount_(\d+(?:\.\d+)?)$/.exec(key)?.[1];
    if (rate === undefined) throw new NotCovered(`expected has ${key}`);
    return [key, worth(Number(rate))];
  }))};
};

const GRAINS: Readonly<Record<string, ClvQuery['grain']>> = {D: 'day', W: 'week', M: 'month'};

/** Purchases of each customer as lifetimes and BTYD read them. */
export const summaryCase: Answerer = async (peerCase, read) => {
  const {input, params, expected, tolerance} = peerCase;
  knowOnly(params, ['observation_end', 'calibration_end', 'before', 'freq', 'divide_by', 'filter'], 'params');
  knowOnly(input, ['rows', 'columns', 'dataset', 'expected_file'], 'input');
  const grain = GRAINS[String(params['freq'] ?? 'D')];
  if (!grain) throw new NotCovered(`freq ${String(params['freq'])}`);
  const source = await openSource(peerCase, read);
  const end = params['before'] === undefined ? params['observation_end'] : dayBefore(String(params['before']));
  const {calibration_end: calibrationEnd} = params;
  const result = await source.run({
    analysis: 'clv', view: 'summary', grain, ...(end === undefined ? {} : {asOf: String(end)}),
    ...(calibrationEnd === undefined ? {} : {calibrationEnd: String(calibrationEnd)}),
  });
  const unit = Number(params['divide_by'] ?? 1);
  const rows = rowsOf(result).map((row) => ({
    id: row['customer_id'], frequency: Number(row['frequency']), recency: Number(row['recency']) / unit, T: Number(row['age']) / unit,
    monetary_value: Number(row['monetary']), frequency_holdout: row['later_purchases'], monetary_value_holdout: row['later_monetary'],
  }));
  const byId = rows.sort((a, b) => String(a.id).localeCompare(String(b.id), 'en', {numeric: true}));
  const kept = params['filter'] === undefined ? byId : filterRows(byId, String(params['filter']));
  if ('expected_file' in input) return {got: await compareFile(peerCase, byId, read)};
  const columns = expected['columns'] as string[] | undefined;
  const column = (name: keyof (typeof rows)[number]) => (): unknown => kept.map((row) => row[name]);
  const spend = kept.map(({monetary_value: value}) => value).sort((a, b) => a - b);
  return {
    got: await pick(expected, {
      columns: () => columns, rows: () => kept.map((row) => (columns ?? []).map((name) => cellOf(row, name))),
      frequency: () => (Array.isArray(expected['frequency']) ? column('frequency')() : kept[0]?.frequency), recency: column('recency'), T: column('T'),
      monetary_value: column('monetary_value'), frequency_cal: column('frequency'), recency_cal: column('recency'), T_cal: column('T'),
      monetary_value_cal: column('monetary_value'), frequency_holdout: column('frequency_holdout'), monetary_value_holdout: column('monetary_value_holdout'),
      ...spreadOf(spend),
    }),
  };

  function cellOf(row: (typeof rows)[number], name: string): unknown {
    const names: Readonly<Record<string, keyof typeof row>> = {x: 'frequency', t_x: 'recency', zbar: 'monetary_value', ID: 'id'};
    const key = names[name] ?? (name as keyof typeof row);
    if (!Object.hasOwn(row, key)) throw new NotCovered(`column ${name}`);
    return key === 'id' ? Number(row.id) : row[key];
  }

  async function compareFile({input: {expected_file: file}}: PeerCase, ours: typeof rows, load: ReadData): Promise<Record<string, unknown>> {
    const table = await load(String(file));
    table.records.forEach((record, index) => {
      const row = ours[index];
      if (!row) throw new Error(`${String(file)} has more rows than there are customers`);
      const got = table.header.map((name) => cellOf(row, name));
      const [difference] = compare({row: record.map(Number)}, {row: got.map(Number)}, tolerance);
      if (difference) throw new Error(`row ${index + 1} of ${String(file)}: ${difference.path} is ${String(difference.got)}, not ${String(difference.expected)}`);
    });
    return pick(expected, {columns_in_file: () => table.header, rows: () => ours.length});
  }
};

function spreadOf(sorted: readonly number[]): Record<string, () => unknown> {
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const middle = (count - 1) / 2;
  return {
    count: () => count, mean: () => mean, std: () => Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)),
    min: () => sorted[0], max: () => sorted.at(-1), median: () => ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2,
  };
}

function filterRows<T extends {readonly frequency: number}>(rows: readonly T[], filter: string): T[] {
  if (!/^(x|frequency) > 0$/.test(filter)) throw new NotCovered(`filter ${filter}`);
  return rows.filter(({frequency}) => frequency > 0);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

async function openSource(peerCase: PeerCase, read: ReadData): Promise<Source> {
  const {input} = peerCase;
  if ('dataset' in input) return (await openDataSet({...peerCase, params: {}, input: {dataset: input['dataset']}}, read)).source;
  const columns = input['columns'] as string[];
  const rows = (input['rows'] as unknown[][]).map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index]])));
  if (!rows.every((row) => isRecord(row) && 'id' in row && 'date' in row)) throw new NotCovered(`columns ${columns.join(', ')}`);
  const lines = rows.map(({id, date, value}, index) => ({order_id: `o${index}`, customer_id: String(id), ordered_at: date, net: Number(value ?? 0), quantity: 1}));
  return createSource({order_lines: lines}, {timeZone: 'UTC', currency: 'USD', now: '2100-01-01T00:00:00Z'});
}
