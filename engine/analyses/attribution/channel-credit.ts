/** Credit of every model by channel. */

import {CreditSums} from '../../kernels/credit-sums.ts';
import {largestRemainder} from '../../kernels/largest-remainder.ts';
import {removalEffects} from '../../kernels/markov-chain.ts';
import {touchWeights} from '../../kernels/touch-credit.ts';
import type {CreditRules, HeuristicModel} from '../../kernels/touch-credit.ts';
import {QueryError} from '../../query.ts';
import {shareOut} from './attribute-paths.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import type {AttributionModel} from './attribution-query.ts';
import type {Paths} from './conversion-paths.ts';
import type {Touches} from './touches.ts';

/** What is credited for each conversion. Amounts are integers; undefined where they are not known. */
export interface Worth {
  readonly net: Float64Array | undefined;
  readonly margin: Float64Array | undefined;
  readonly first: Float64Array | undefined;
}

/** By channel code, with one place more at the end for conversions without a touch. Amounts are whole units that add up to all of them. */
export interface ModelCredit {
  readonly conversions: readonly number[];
  readonly net: readonly number[] | undefined;
  readonly margin: readonly number[] | undefined;
  readonly first: readonly number[] | undefined;
}

/** A chain over more channels than this takes seconds. */
const MOST_STATES = 500;
const AMOUNTS = ['net', 'margin', 'first'] as const;

export function creditModels(
  plan: AttributionPlan, paths: Paths, nulls: () => Paths, worth: Worth, touches: Touches,
): ReadonlyMap<AttributionModel, ModelCredit> {
  const rules: CreditRules = {position: plan.position, halfLife: plan.halfLife, isDirect: touches.isDirect};
  const channels = touches.names.length;
  const weights = new Float64Array(paths.longest);
  const order = [...touches.names.keys()].sort((a, b) => ((touches.names[a] as string) < (touches.names[b] as string) ? -1 : 1)).concat(channels);
  return new Map(plan.models.map((model) => {
    const sums = model === 'markov' ? markovSums(plan, paths, nulls(), worth, channels) : heuristicSums(model, paths, worth, channels, rules, weights);
    return [model, toWhole(sums, worth, order)];
  }));
}

function heuristicSums(
  model: HeuristicModel, {starts, channels, ages}: Paths, worth: Worth, count: number, rules: CreditRules, weights: Float64Array,
): CreditSums {
  const sums = new CreditSums(count + 1, 1 + AMOUNTS.length);
  for (let path = 0; path + 1 < starts.length; path++) {
    const [from, to] = [starts[path] as number, starts[path + 1] as number];
    touchWeights(model, {channels, ages, from, to}, rules, weights);
    for (let at = from; at < to; at++) {
      const weight = weights[at - from] as number;
      if (weight !== 0) credit(sums, channels[at] as number, weight, path, worth);
    }
    if (from === to) credit(sums, count, 1, path, worth);
  }
  return sums;
}

function credit(sums: CreditSums, channel: number, weight: number, conversion: number, worth: Worth): void {
  sums.add(channel, 0, weight);
  AMOUNTS.forEach((name, index) => {
    const amount = worth[name]?.[conversion];
    if (amount !== undefined && amount !== 0) sums.add(channel, index + 1, weight * amount);
  });
}

function markovSums({query}: AttributionPlan, paths: Paths, nulls: Paths, worth: Worth, count: number): CreditSums {
  const {seen, codes} = seenChannels(count, paths, nulls);
  if (seen.length > MOST_STATES) {
    throw new QueryError(`markov weighs up to ${MOST_STATES} channels, the paths have ${seen.length}. Leave it out, or credit a coarser dimension.`, query);
  }
  const converted = paths.starts.length - 1;
  const all = converted + nulls.starts.length - 1;
  const touches = Int32Array.from([...paths.channels, ...nulls.channels], (channel) => codes[channel] as number);
  const starts = Int32Array.from({length: all + 1}, (_, path) =>
    path <= converted ? (paths.starts[path] as number) : paths.channels.length + (nulls.starts[path - converted] as number));
  const chain = {
    channels: seen.length, starts, touches,
    conversions: Float64Array.from({length: all}, (_, path) => Number(path < converted)),
    nulls: Float64Array.from({length: all}, (_, path) => Number(path >= converted)),
  };
  const sums = new CreditSums(count + 1, 1 + AMOUNTS.length);
  const amounts: readonly (Float64Array | undefined)[] = [new Float64Array(converted).fill(1), ...AMOUNTS.map((name) => worth[name])];
  amounts.forEach((given, measure) => {
    if (!given) return;
    const values = Float64Array.from({length: all}, (_, path) => given[path] ?? 0);
    let total = 0;
    for (let path = 0; path < converted; path++) {
      if (paths.starts[path] === paths.starts[path + 1]) sums.add(count, measure, given[path] as number);
      else total += given[path] as number;
    }
    shareOut(removalEffects({...chain, values}).value, total).forEach((part, state) => sums.add(seen[state] as number, measure, part));
  });
  return sums;
}

/** Only channels of these paths: others have no place in the chain. */
function seenChannels(count: number, ...lists: readonly Paths[]): {readonly seen: readonly number[]; readonly codes: Int32Array} {
  const codes = new Int32Array(count).fill(-1);
  for (const {channels} of lists) for (const channel of channels) codes[channel] = 0;
  const seen = [...codes.keys()].filter((channel) => codes[channel] === 0);
  seen.forEach((channel, state) => {
    codes[channel] = state;
  });
  return {seen, codes};
}

/** Of equal remainders the first by name gets the unit, so the order of the rows changes nothing. */
function toWhole(sums: CreditSums, worth: Worth, order: readonly number[]): ModelCredit {
  const whole = (name: 'net' | 'margin'): readonly number[] | undefined => {
    const amounts = worth[name];
    if (!amounts) return undefined;
    const parts = order.map((channel) => sums.get(channel, AMOUNTS.indexOf(name) + 1));
    const rounded = largestRemainder(parts, amounts.reduce((sum, amount) => sum + amount, 0));
    const byChannel = new Array<number>(order.length).fill(0);
    order.forEach((channel, place) => {
      byChannel[channel] = rounded[place] as number;
    });
    return byChannel;
  };
  return {conversions: sums.column(0), net: whole('net'), margin: whole('margin'), first: worth.first && sums.column(AMOUNTS.indexOf('first') + 1)};
}
