/** An experiment query with its defaults, every option checked. */

import {QueryError} from '../../query.ts';
import {cohenH, trialsForPower} from '../../statistics/power.ts';
import type {PAdjustment} from '../../statistics/multiple-comparison.ts';
import type {Alternative} from '../../statistics/proportion.ts';
import type {ExperimentQuery} from './experiment-query.ts';

export interface ExperimentPlan {
  readonly query: ExperimentQuery;
  readonly variant: string;
  readonly actor: string;
  readonly success: readonly string[];
  readonly exposure: string | undefined;
  /** Milliseconds; undefined for up to the period's end. */
  readonly within: number | undefined;
  readonly control: string | undefined;
  readonly split: ReadonlyMap<string, number> | undefined;
  readonly confidence: number;
  readonly test: 'pooled-z' | 'unpooled-z' | 'fisher';
  readonly interval: 'newcombe' | 'wald' | 'agresti-caffo';
  readonly value: 'net' | 'orders' | undefined;
  /** Users an arm that the test to come takes; null where none are enough, undefined where nothing was asked. */
  readonly needed: number | null | undefined;
  readonly correction: PAdjustment;
  readonly alternative: Alternative;
}

const UNITS: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planExperiment(query: ExperimentQuery): ExperimentPlan {
  const oneOf = <T extends string>(name: keyof ExperimentQuery, choices: readonly [T, ...T[]]): T => {
    const given = query[name] as T | undefined;
    if (given === undefined) return choices[0];
    if (choices.includes(given)) return given;
    throw bad(query, name, `Write ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.`);
  };
  const name = (option: 'variant' | 'actor' | 'exposure' | 'control', hint: string): string | undefined => {
    const given: unknown = query[option];
    if (given === undefined || (typeof given === 'string' && given !== '')) return given;
    throw bad(query, option, hint);
  };
  return {
    query,
    variant: name('variant', 'Write a column of the events such as "variant".') ?? 'variant',
    actor: name('actor', 'Write a column of the events such as "user_id".') ?? 'user_id',
    success: readSuccess(query),
    exposure: name('exposure', 'Write an event’s name.'),
    within: readWithin(query),
    control: name('control', 'Write an arm’s name.'),
    split: readSplit(query),
    confidence: readConfidence(query),
    test: oneOf('test', ['pooled-z', 'unpooled-z', 'fisher']),
    interval: oneOf('interval', ['newcombe', 'wald', 'agresti-caffo']),
    value: query.value === undefined ? undefined : oneOf<'net' | 'orders'>('value', ['net', 'orders']),
    needed: readNeeded(query),
    correction: oneOf('correction', ['holm', 'bonferroni', 'benjamini-hochberg', 'none']),
    alternative: oneOf('alternative', ['two-sided', 'larger', 'smaller']),
  };
}

/** As the textbook has it: h = 2 asin √p₂ − 2 asin √p₁, n = 2 ((z₁₋α/₂ + z_power) ÷ h)². */
function readNeeded(query: ExperimentQuery): number | null | undefined {
  const {plan} = query as {readonly plan?: Partial<NonNullable<ExperimentQuery['plan']>> | null};
  if (plan === undefined) return undefined;
  const {baseline, lift, power = 0.8} = plan ?? {};
  const rate = typeof baseline === 'number' && typeof lift === 'number' ? baseline * (1 + lift) : NaN;
  const fits = typeof baseline === 'number' && baseline > 0 && baseline < 1 && rate >= 0 && rate <= 1 && rate !== baseline;
  const alpha = 1 - readConfidence(query);
  if (!fits || typeof power !== 'number' || !(power > alpha && power < 1)) {
    throw bad(query, 'plan', 'Write a rate and a relative lift that leads to another one, such as {baseline: 0.04, lift: 0.1}, and a power such as 0.8.');
  }
  const size = trialsForPower(Math.abs(cohenH(rate, baseline)), {power, alpha});
  return size === null ? null : Math.ceil(size);
}

function bad(query: ExperimentQuery, name: keyof ExperimentQuery, hint: string): QueryError {
  return new QueryError(`${name} is ${JSON.stringify(query[name]) ?? 'missing'}. ${hint}`, query, 'bad-option', [name]);
}

function readSuccess(query: ExperimentQuery): readonly string[] {
  const given: unknown = query.success;
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (names.length > 0 && names.every((name) => typeof name === 'string' && name !== '')) return [...new Set(names as readonly string[])];
  throw bad(query, 'success', 'Write the name of the event that is a success, such as "pay", or a list of names.');
}

function readWithin(query: ExperimentQuery): number | undefined {
  const given: unknown = query.within;
  if (given === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/.exec(typeof given === 'string' ? given.trim() : '');
  const duration = match ? Number(match[1]) * (UNITS[match[2] as string] as number) : NaN;
  if (duration > 0 && Number.isFinite(duration)) return duration;
  throw bad(query, 'within', 'Write a duration above 0 such as 7d, 24h, 30m.');
}

function readSplit(query: ExperimentQuery): ReadonlyMap<string, number> | undefined {
  const given: unknown = query.split;
  if (given === undefined) return undefined;
  const parts: readonly (readonly [string, unknown])[] = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  const fits = parts.every(([, part]) => typeof part === 'number' && part > 0);
  const sum = fits ? parts.reduce((total, [, part]) => total + (part as number), 0) : NaN;
  if (parts.length >= 2 && Math.abs(sum - 1) < 1e-9) return new Map(parts as readonly (readonly [string, number])[]);
  throw bad(query, 'split', 'Write the planned part of each arm, adding up to 1, such as {control: 0.5, test: 0.5}.');
}

function readConfidence(query: ExperimentQuery): number {
  const {confidence = 0.95} = query;
  if (typeof confidence === 'number' && confidence > 0 && confidence < 1) return confidence;
  throw bad(query, 'confidence', 'Write a part between 0 and 1, such as 0.95.');
}
