/** Attribution over paths that a host has already. */

import {CreditSums} from '../../kernels/credit-sums.ts';
import {removalEffects} from '../../kernels/markov-chain.ts';
import {sumOf} from '../../kernels/sum-of.ts';
import {touchWeights} from '../../kernels/touch-credit.ts';
import {reshapePath} from '../../kernels/touch-path.ts';
import type {PathRules, TouchBuffer} from '../../kernels/touch-path.ts';
import {DEFAULT_DIRECT, DEFAULT_MODELS, MODELS, readPosition} from './attribution-plan.ts';
import type {AttributionModel, AttributionQuery} from './attribution-query.ts';

export const NO_TOUCH = '(none)';

/** A path as ChannelAttribution's `PathData` has it: channels in order of time, and what became of those who took it. */
export interface AttributionPath {
  readonly path: readonly string[];
  /** From 0. Default 1. */
  readonly conversions?: number;
  /** Of all its conversions together. Default 0. */
  readonly value?: number;
  /** How often it led to nothing. Default 0; counts in `markov` alone. */
  readonly nulls?: number;
  /** Of each touch: how long before the conversion it was, in the unit of `halfLife`. Needed by `decay`. */
  readonly ages?: readonly number[];
}

export type AttributePathsOptions = Pick<AttributionQuery, 'models' | 'position' | 'collapse' | 'direct' | 'dropDirect' | 'exclude' | 'maxTouches'> & {
  /** In the unit of `ages`. Default 7. */
  readonly halfLife?: number;
};

export interface ChannelCredit {
  readonly channel: string;
  readonly conversions: number;
  readonly value: number;
}

export interface PathAttribution {
  /** By model a row a channel, in alphabetical order; conversions without a touch under `(none)`, last. */
  readonly models: Readonly<Partial<Record<AttributionModel, readonly ChannelCredit[]>>>;
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
}

interface CodedPaths {
  readonly names: readonly string[];
  readonly paths: readonly TouchBuffer[];
}

/**
 * Credits conversions and their value to the channels of their paths. In every model the credit of a conversion adds up to 1, that of all
 * channels to all conversions and all value (to the last digits of a double). Models: {@link touchWeights}; `markov`: each channel its part of
 * all removal effects ({@link removalEffects}), which peers approach by simulation. Default models: the first five, without `decay` where ages
 * are missing. O(touches × models). Throws a `TypeError` for what is no path, a `RangeError` for a count below 0 or an option out of range, and a
 * `QueryError` for parts of `position` that do not add up to 1.
 */
export function attributePaths(rows: readonly AttributionPath[], options: AttributePathsOptions = {}): PathAttribution {
  const {models = DEFAULT_MODELS.filter((model) => model !== 'decay' || rows.every(({ages}) => ages !== undefined))} = options;
  rows.forEach((row, index) => checkRow(row, index, models));
  const {halfLife = 7, maxTouches = Infinity} = options;
  if (!(halfLife > 0)) throw new RangeError(`halfLife must be above 0, got ${String(halfLife)}.`);
  if (!(maxTouches >= 1)) throw new RangeError(`maxTouches must be at least 1, got ${String(maxTouches)}.`);
  const strange = models.find((model) => !MODELS.includes(model));
  if (strange !== undefined) throw new RangeError(`models has ${JSON.stringify(strange)}. Known are ${MODELS.join(', ')}.`);
  const coded = codePaths(rows, options);
  const position = readPosition(options.position, options);
  const direct = directFlags(coded.names, options);
  const weights = new Float64Array(coded.paths.reduce((most, {length}) => Math.max(most, length), 0));
  const credited = models.map((model): [AttributionModel, ChannelCredit[]] => {
    if (model === 'markov') return [model, markovCredit(rows, coded)];
    const sums = new CreditSums(coded.names.length + 1, 2);
    coded.paths.forEach(({channels, ages, length}, index) => {
      const {conversions = 1, value = 0} = rows[index] as AttributionPath;
      touchWeights(model, {channels, ages, from: 0, to: length}, {position, halfLife, isDirect: (channel) => direct[channel] === true}, weights);
      for (let at = 0; at < Math.max(1, length); at++) {
        const channel = length === 0 ? coded.names.length : (channels[at] as number);
        const weight = length === 0 ? 1 : (weights[at] as number);
        sums.add(channel, 0, weight * conversions);
        sums.add(channel, 1, weight * value);
      }
    });
    return [model, creditRows(coded, sums)];
  });
  const total = (read: (row: AttributionPath) => number): number => sumOf(rows.map(read));
  return {
    models: Object.fromEntries(credited),
    conversions: total(({conversions = 1}) => conversions), value: total(({value = 0}) => value), nulls: total(({nulls = 0}) => nulls),
  };
}

function checkRow({path, conversions = 1, value = 0, nulls = 0, ages}: AttributionPath, index: number, models: readonly string[]): void {
  const where = `Path ${index + 1}`;
  if (!Array.isArray(path) || !path.every((channel) => typeof channel === 'string')) throw new TypeError(`${where} needs a list of channels.`);
  for (const [name, count] of Object.entries({conversions, value, nulls})) {
    if (typeof count !== 'number' || !Number.isFinite(count)) throw new TypeError(`${where}: ${name} must be a finite number.`);
    if (name !== 'value' && count < 0) throw new RangeError(`${where}: ${name} must be at least 0, got ${count}.`);
  }
  if (models.includes('decay') && ages?.length !== path.length) throw new TypeError(`${where} needs an age for each touch: decay weighs by age.`);
}

function codePaths(rows: readonly AttributionPath[], options: AttributePathsOptions): CodedPaths {
  const {collapse = false, exclude = [], maxTouches = Infinity, direct} = options;
  const barred = new Set(exclude);
  const names = [...new Set(rows.flatMap(({path}) => path))].filter((name) => !barred.has(name)).sort();
  const codes = new Map(names.map((name, code) => [name, code]));
  const flags = directFlags(names, {direct});
  const rules: PathRules = {
    collapse: collapse === true ? 'consecutive' : collapse === 'all' ? 'all' : 'none', dropDirect: options.dropDirect ?? 'none', maxTouches,
    isDirect: (channel) => flags[channel] === true,
  };
  const paths = rows.map(({path, ages = []}): TouchBuffer => {
    const kept = [...path.keys()].filter((at) => codes.has(path[at] as string));
    const buffer = {
      channels: Int32Array.from(kept, (at) => codes.get(path[at] as string) as number),
      ages: Float64Array.from(kept, (at) => ages[at] ?? 0),
      length: kept.length,
    };
    reshapePath(buffer, rules);
    return buffer;
  });
  return {names, paths};
}

function directFlags(names: readonly string[], {direct = DEFAULT_DIRECT}: {readonly direct?: readonly string[] | undefined}): readonly boolean[] {
  const known = new Set(direct.map((name) => name.toLowerCase()));
  return names.map((name) => known.has(name.toLowerCase()));
}

function creditRows({names, paths}: CodedPaths, sums: CreditSums): ChannelCredit[] {
  const without = paths.some(({length}) => length === 0);
  return [...names, ...(without ? [NO_TOUCH] : [])].map((channel, code) => ({channel, conversions: sums.get(code, 0), value: sums.get(code, 1)}));
}

function markovCredit(rows: readonly AttributionPath[], coded: CodedPaths): ChannelCredit[] {
  const {names, paths} = coded;
  const starts = new Int32Array(paths.length + 1);
  paths.forEach(({length}, index) => {
    starts[index + 1] = (starts[index] as number) + length;
  });
  const touches = Int32Array.from(paths.flatMap(({channels, length}) => [...channels.subarray(0, length)]));
  const conversions = rows.map((row) => row.conversions ?? 1);
  const values = rows.map((row) => row.value ?? 0);
  const effects = removalEffects({channels: names.length, starts, touches, conversions, values, nulls: rows.map(({nulls = 0}) => nulls)});
  const sums = new CreditSums(names.length + 1, 2);
  const touched = (amounts: readonly number[], has: boolean): number =>
    sumOf(amounts.filter((_, index) => ((paths[index] as TouchBuffer).length > 0) === has));
  shareOut(effects.conversions, touched(conversions, true)).forEach((credit, channel) => sums.add(channel, 0, credit));
  shareOut(effects.value, touched(values, true)).forEach((credit, channel) => sums.add(channel, 1, credit));
  sums.add(names.length, 0, touched(conversions, false));
  sums.add(names.length, 1, touched(values, false));
  return creditRows(coded, sums);
}

/** To each its part of the effects; nothing to share where there are none. */
export function shareOut(effects: Float64Array, total: number): readonly number[] {
  const all = effects.reduce((sum, effect) => sum + effect, 0);
  return Array.from(effects, (effect) => (all === 0 ? 0 : (total * effect) / all));
}
