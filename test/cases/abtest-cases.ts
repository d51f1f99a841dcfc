/** Cases of tests of proportions: statsmodels' and R's own names for what they take and give. */

import {
  adjustPValues, cohenH, detectableEffect, differenceInterval, effectPower, equalProportions, fisherExact, oneProportionZ, proportionInterval,
  ratesPower, sampleRatioTest, trialsForPower, trialsForRates, twoProportionZ,
} from 'tillboard/engine';
import type {Alternative, DifferenceIntervalMethod, EqualProportionsTest, PAdjustment, Proportion, ProportionIntervalMethod} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered, pick} from './case.ts';
import type {Answerer, PeerCase} from './case.ts';

type Values = Readonly<Record<string, unknown>>;

const ALTERNATIVES: Readonly<Record<string, Alternative | undefined>> = {
  'two-sided': 'two-sided', 'two.sided': 'two-sided', 'two_sided': 'two-sided', '2-sided': 'two-sided', '2s': 'two-sided',
  'larger': 'larger', 'greater': 'larger', 'l': 'larger', 'smaller': 'smaller', 'less': 'smaller', 's': 'smaller',
};
const METHODS: Readonly<Record<string, ProportionIntervalMethod | undefined>> = {
  'normal': 'normal', 'wald': 'normal', 'wilson': 'wilson', 'agresti_coull': 'agresti-coull', 'agresti-coull': 'agresti-coull',
  'beta': 'beta', 'clopper-pearson': 'beta', 'exact': 'beta', 'jeffreys': 'jeffreys',
};
const DIFFERENCE_METHODS: Readonly<Record<string, DifferenceIntervalMethod | undefined>> = {
  'newcomb': 'newcombe', 'newcombe': 'newcombe', 'score-newcombe': 'newcombe', 'wald': 'wald', 'normal': 'wald', 'agresti-caffo': 'agresti-caffo',
};
const ADJUSTMENTS: Readonly<Record<string, PAdjustment | undefined>> = {
  'holm': 'holm', 'bonferroni': 'bonferroni', 'fdr_bh': 'benjamini-hochberg', 'BH': 'benjamini-hochberg', 'fdr': 'benjamini-hochberg', 'none': 'none',
};
const SAMPLE_NAMES = ['count', 'counts', 'successes', 'x', 'nobs', 'trials', 'n', 'pairs'];
const LEVEL_NAMES = ['alpha', 'confidence', 'conf_level', 'conf.level'];

function named<T>(names: Readonly<Record<string, T | undefined>>, given: unknown, what: string): T {
  const found = Object.hasOwn(names, String(given)) ? names[String(given)] : undefined;
  if (found === undefined) throw new NotCovered(`${what} ${JSON.stringify(given)}`);
  return found;
}

const alternativeOf = ({alternative = 'two-sided'}: Values): Alternative => named(ALTERNATIVES, alternative, 'alternative');
const numberOf = (value: unknown): number | undefined => (value === undefined || value === null ? undefined : Number(value));
const bounds = (interval: {readonly low: number; readonly high: number} | null): [number, number] | null => interval && [interval.low, interval.high];

function confidenceOf(params: Values): number {
  const alpha = numberOf(params['alpha']);
  return alpha !== undefined ? 1 - alpha : numberOf(params['confidence'] ?? params['conf_level'] ?? params['conf.level']) ?? 0.95;
}

/** Successes and trials of each sample; one number of trials may hold for all. */
function samplesOf(counts: unknown, trials: unknown): Proportion[] {
  const [xs, ns] = [listOf(counts).map(Number), listOf(trials).map(Number)];
  if (xs.length === 0 || (ns.length !== 1 && ns.length !== xs.length)) throw new NotCovered('counts without as many numbers of trials');
  return xs.map((successes, index) => ({successes, trials: ns[ns.length === 1 ? 0 : index] as number}));
}

function readSamples(input: Values): Proportion[] {
  knowOnly(input, SAMPLE_NAMES, 'input');
  return samplesOf(input['count'] ?? input['counts'] ?? input['successes'] ?? input['x'], input['nobs'] ?? input['trials'] ?? input['n']);
}

/** One comparison, or a list of them whose answers are lists. */
function overPairs<T>(input: Values, answer: (samples: Proportion[]) => T): (what: (each: T) => unknown) => () => unknown {
  if (!('pairs' in input)) {
    const one = answer(readSamples(input));
    return (what) => () => what(one);
  }
  knowOnly(input, ['pairs'], 'input');
  const all = (input['pairs'] as [unknown, unknown][]).map(([counts, trials]) => answer(samplesOf(counts, trials)));
  return (what) => () => all.map(what);
}

export const oneProportionCase: Answerer = async ({input, params, expected}) => {
  const given = {...params, ...input} as Values;
  knowOnly(given, [...SAMPLE_NAMES, 'value', 'prop_var', 'alternative'], 'the case');
  const {value, prop_var: variance, alternative: _, ...counts} = given;
  const rate = numberOf(variance === false ? undefined : variance);
  const options = {alternative: alternativeOf(given), ...(rate === undefined ? {} : {varianceRate: rate})};
  if (value === undefined) throw new NotCovered('no value to test against');
  const tests = readSamples(counts).map((sample) => oneProportionZ(sample, Number(value), options));
  const each = (of: (test: (typeof tests)[number]) => unknown) => () => (tests.length === 1 ? of(tests[0] as (typeof tests)[number]) : tests.map(of));
  return {got: await pick(expected, {z: each(({z}) => z), statistic: each(({z}) => z), p: each(({p}) => p), p_value: each(({p}) => p)})};
};

export const twoProportionCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['alternative', 'pooled', 'value', 'prop_var', 'method', 'interval', ...LEVEL_NAMES], 'params');
  const rate = numberOf(params['prop_var'] === false ? undefined : params['prop_var']);
  const options = {
    alternative: alternativeOf(params), difference: Number(params['value'] ?? 0),
    variance: params['pooled'] === false ? 'unpooled' as const : 'pooled' as const, ...(rate === undefined ? {} : {varianceRate: rate}),
  };
  const method = named(DIFFERENCE_METHODS, params['method'] ?? params['interval'] ?? 'newcombe', 'method');
  const confidence = confidenceOf(params);
  const of = overPairs(input, (samples) => {
    const [first, second] = samples;
    if (!first || !second || samples.length > 2) throw new NotCovered(`${samples.length} samples`);
    return {first, second, ...twoProportionZ(first, second, options)};
  });
  const ratio = (sample: Proportion): number | null => (sample.trials === 0 ? null : sample.successes / sample.trials);
  const difference = of(({first, second}) => (first.trials * second.trials === 0 ? null : Number(ratio(first)) - Number(ratio(second))));
  const interval = of(({first, second}) => bounds(differenceInterval(first, second, {confidence, method})));
  const [z, p, rates] = [of((each) => each.z), of((each) => each.p), of(({first, second}) => [ratio(first), ratio(second)])];
  const lift = of(({first, second}) => (second.successes === 0 || first.trials === 0 ? null : Number(ratio(first)) / Number(ratio(second)) - 1));
  const fisher = of(({first, second}) => fisherExact(first, second, options.alternative));
  return {
    got: await pick(expected, {
      z, statistic: z, p, p_value: p, rates, rate: rates, proportions: rates, difference, diff: difference, lift,
      ci: interval, diff_ci: interval, newcombe: interval, fisher, fisher_p: fisher,
    }),
  };
};

/** The method stands in the parameters, or in the ability's name. */
export const intervalCase: Answerer = async ({input, params, expected, capability}) => {
  knowOnly(params, ['method', ...LEVEL_NAMES], 'params');
  const [, inName] = capability.split('.');
  const method = params['method'] ?? (inName === 'diff' ? 'newcombe' : inName ?? 'wilson');
  const confidence = confidenceOf(params);
  if (inName === 'diff' || inName === 'newcombe' || inName === 'difference') {
    const ci = overPairs(input, ([first, second]) => {
      if (!first || !second) throw new NotCovered('a difference of one sample');
      return differenceInterval(first, second, {confidence, method: named(DIFFERENCE_METHODS, method, 'method')});
    })(bounds);
    return {got: await pick(expected, {ci, interval: ci, diff_ci: ci})};
  }
  const all = readSamples(input).map((sample) => proportionInterval(sample, {confidence, method: named(METHODS, method, 'method')}));
  const single = !['count', 'counts', 'successes', 'x'].some((name) => Array.isArray(input[name]));
  const each = (of: (interval: (typeof all)[number]) => unknown) => () => (single ? of(all[0] ?? null) : all.map(of));
  return {
    got: await pick(expected, {
      ci: each(bounds), interval: each(bounds), low: each((ci) => ci?.low ?? null), lower: each((ci) => ci?.low ?? null),
      high: each((ci) => ci?.high ?? null), upper: each((ci) => ci?.high ?? null),
    }),
  };
};

/** R's `prop.test`, which corrects unless told otherwise, and statsmodels' `proportions_chisquare`, which never does; of any number of samples. */
export const propTestCase: Answerer = async ({input, params, expected, capability}) => {
  const {p: rates, ...counts} = input;
  knowOnly(params, ['correct', 'correction', 'continuity', 'alternative', 'p', 'value', ...LEVEL_NAMES], 'params');
  const given = listOf(rates ?? params['p'] ?? params['value']).map(Number);
  const correction = params['correct'] ?? params['correction'] ?? params['continuity'] ?? /^prop[-._]?test/.test(capability);
  if (typeof correction !== 'boolean') throw new NotCovered(`correction ${JSON.stringify(correction)}`);
  // One rate may be that of all samples.
  const ratesFor = (samples: number): number[] => (given.length === 1 ? Array.from({length: samples}, () => given[0] as number) : given);
  const options = {
    correction, alternative: alternativeOf(params), confidence: confidenceOf(params),
  };
  const of = overPairs(counts, (samples) => equalProportions(samples, {...options, ...(given.length > 0 ? {rates: ratesFor(samples.length)} : {})}));
  const [statistic, df, p] = [of((test) => test.statistic), of((test) => test.df), of((test) => test.p)];
  const estimates = of((test) => (test.estimates.length === 1 ? test.estimates[0] : test.estimates));
  const interval = of((test: EqualProportionsTest) => bounds(test.interval));
  return {
    got: await pick(expected, {
      'statistic': statistic, 'chi2': statistic, 'chisq': statistic, 'chi_square': statistic, 'X-squared': statistic, 'x_squared': statistic, 'X2': statistic,
      df, 'parameter': df, p, 'p_value': p, 'p.value': p, 'pvalue': p, 'estimate': estimates, 'estimates': estimates,
      'ci': interval, 'conf_int': interval, 'conf.int': interval,
    }),
  };
};

export const powerCase: Answerer = async ({input, params, expected}) => {
  const given = {...input, ...params} as Values;
  knowOnly(given, [
    'p', 'p1', 'p2', 'prop1', 'prop2', 'diff', 'effect_size', 'h', 'nobs1', 'nobs', 'n', 'alpha', 'power', 'ratio', 'alternative', 'value', 'method',
  ], 'the case');
  if (numberOf(given['value'] ?? 0) !== 0) throw new NotCovered('a difference under the null hypothesis');
  const rates = ratesOf(given);
  const options = {alpha: numberOf(given['alpha']) ?? 0.05, ratio: numberOf(given['ratio']) ?? 1, alternative: alternativeOf(given)};
  const power = numberOf(given['power']);
  const trials = numberOf(given['nobs1'] ?? given['nobs'] ?? given['n']);
  const h = (): number => numberOf(given['effect_size'] ?? given['h']) ?? (rates ? cohenH(...rates) : needed('effect size'));
  // A difference of rates is asked of the rates themselves, an effect size of the normal.
  const byRates = given['diff'] !== undefined && rates;
  const textbook = given['method'] === 'formula' || given['method'] === 'onetail';
  const target = power === undefined ? {} : {power};
  const size = (): number | null =>
    (byRates ? trialsForRates(...byRates, {...options, ...target}) : trialsForPower(h(), {...options, ...target, exact: !textbook}));
  const chance = (): number | null => {
    const known = trials ?? needed('trials');
    return byRates ? ratesPower(...byRates, known, options) : effectPower(h(), known, options);
  };
  const effect = (): number => (rates ? h() : detectableEffect(trials ?? needed('trials'), {...options, ...target}));
  const whole = (): number | null => wholeUp(size());
  return {
    got: await pick(expected, {
      h: effect, effect_size: effect, power: chance,
      n: size, nobs: size, nobs1: size, n1: size, n_per_arm: size, sample_size: size, n_ceil: whole, users_per_arm: whole,
    }),
  };
};

const wholeUp = (size: number | null): number | null => size && Math.ceil(size);

function ratesOf(given: Values): [number, number] | undefined {
  const listed = listOf(given['p']).map(Number);
  if (listed.length === 2) return [listed[0] as number, listed[1] as number];
  const [first, second, diff] = [given['p1'] ?? given['prop1'], given['p2'] ?? given['prop2'], given['diff']].map(numberOf);
  if (first !== undefined && second !== undefined) return [first, second];
  return diff !== undefined && second !== undefined ? [second + diff, second] : undefined;
}

function needed(what: string): never {
  throw new NotCovered(`no ${what}`);
}

export const multipleComparisonCase: Answerer = async ({input, params, expected}) => {
  knowOnly(input, ['p', 'pvals', 'p_values', 'pvalues'], 'input');
  knowOnly(params, ['method', 'alpha'], 'params');
  const values = listOf(input['p'] ?? input['pvals'] ?? input['p_values'] ?? input['pvalues']).map(Number);
  const adjusted = adjustPValues(values, named(ADJUSTMENTS, params['method'] ?? 'holm', 'method'));
  const list = (): readonly (number | null)[] => adjusted;
  const reject = (): boolean[] => adjusted.map((p) => p !== null && p <= Number(params['alpha'] ?? 0.05));
  return {got: await pick(expected, {p: list, adjusted: list, p_adjusted: list, pvals_corrected: list, reject})};
};

export const sampleRatioCase: Answerer = async ({input, params, expected}) => {
  const given = {...input, ...params} as Values;
  knowOnly(given, ['users', 'counts', 'nobs', 'observed', 'shares', 'split', 'ratio'], 'the case');
  const planned = given['shares'] ?? given['split'] ?? given['ratio'];
  if (isRecord(planned)) throw new NotCovered('shares by name');
  const weights = listOf(planned).map(Number);
  const sum = weights.reduce((total, each) => total + each, 0);
  const users = listOf(given['users'] ?? given['counts'] ?? given['nobs'] ?? given['observed']).map(Number);
  const test = sampleRatioTest(users, weights.length > 0 ? weights.map((each) => each / sum) : undefined);
  const [statistic, p, mismatch] = [() => test.statistic, () => test.p, () => test.mismatch];
  return {
    got: await pick(expected, {
      statistic, chi2: statistic, chi_square: statistic, df: () => test.df, p, p_value: p, mismatch, alarm: mismatch, srm: mismatch,
    }),
  };
};

export const fisherCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['alternative'], 'params');
  const alternative = alternativeOf(params);
  const p = overPairs(input, ([first, second]) => (first && second ? fisherExact(first, second, alternative) : needed('second sample')))((each) => each);
  return {got: await pick(expected, {p, p_value: p})};
};

/** A case of one or two samples that asks for χ², or for a correction, is one of `prop.test` whatever its name. */
const zOrChiSquare = (answerer: Answerer): Answerer => (peerCase, read) => {
  const {params, expected} = peerCase;
  const asks = ['correct', 'correction', 'continuity'].some((name) => name in params)
    || ['chi2', 'chisq', 'chi_square', 'X-squared', 'x_squared', 'X2', 'df', 'conf.int', 'conf_int'].some((name) => name in expected);
  return (asks ? propTestCase : answerer)(peerCase, read);
};

const ABILITIES: readonly (readonly [RegExp, Answerer])[] = [
  [/^one-(sample|proportion)/, zOrChiSquare(oneProportionCase)],
  [/^(two-(sample|proportion)|cookie-cats|ab-test|ztest|z-test|newcombe$|diff-ci$|lift$)/, zOrChiSquare(twoProportionCase)],
  [/^(ci|interval)(\.|$)/, intervalCase],
  [/^(prop[-._]?test|proportions?[-._]chi|k-sample|k-proportion|chi|equal-proportions)/, propTestCase],
  [/^(power|effect-size|sample-size)/, powerCase],
  [/^(multiple|holm|p-adjust)/, multipleComparisonCase],
  [/^(srm|sample-ratio)/, sampleRatioCase],
  [/^fisher/, fisherCase],
];

/** The answerer of an ability, by how its name begins. */
export const abtestAnswerer = (capability: PeerCase['capability']): Answerer | undefined => ABILITIES.find(([name]) => name.test(capability))?.[1];
