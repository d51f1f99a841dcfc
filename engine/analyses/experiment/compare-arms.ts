/** Each arm of a test against control. */

import {QueryError} from '../../query.ts';
import {differenceInterval} from '../../statistics/difference-interval.ts';
import {equalProportions, expectedCells} from '../../statistics/equal-proportions.ts';
import type {EqualProportionsTest} from '../../statistics/equal-proportions.ts';
import {fisherExact} from '../../statistics/fisher.ts';
import {adjustPValues} from '../../statistics/multiple-comparison.ts';
import {detectableEffect, rateAtEffect} from '../../statistics/power.ts';
import {rateOf} from '../../statistics/proportion.ts';
import type {Proportion} from '../../statistics/proportion.ts';
import {proportionInterval} from '../../statistics/proportion-interval.ts';
import type {Interval} from '../../statistics/proportion-interval.ts';
import {twoProportionZ} from '../../statistics/proportion-z-test.ts';
import {sampleRatioTest} from '../../statistics/sample-ratio.ts';
import type {SampleRatioTest} from '../../statistics/sample-ratio.ts';
import {welchTest} from '../../statistics/welch.ts';
import type {WelchTest} from '../../statistics/welch.ts';
import type {ExperimentPlan} from './experiment-plan.ts';
import type {ArmCounts} from './experiment-users.ts';

export interface ArmReading extends ArmCounts {
  readonly isControl: boolean;
  readonly rate: number | null;
  readonly interval: Interval | null;
  /** Undefined for control. */
  readonly against: Against | undefined;
  readonly adjusted: number | null;
  /** What its users bought against control's. */
  readonly worth: WelchTest | null;
  readonly worthAdjusted: number | null;
}

export interface Against {
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly lift: number | null;
  readonly z: number | null;
  readonly p: number | null;
  /** Which test `p` is of; null where there is none. */
  readonly test: 'pooled-z' | 'unpooled-z' | 'fisher' | null;
  /** The z test was asked for and an expected cell is below 5. */
  readonly small: boolean;
  /** Both arms stand at 0 %, or both at 100 %. */
  readonly alike: boolean;
  /** The smallest difference above control's rate that these users show in 4 of 5 tests. */
  readonly detectable: number | null;
}

export interface ExperimentReading {
  /** Control first, the others by name. */
  readonly arms: readonly ArmReading[];
  /** Of all arms with users at once; undefined below two. */
  readonly overall: EqualProportionsTest | undefined;
  readonly split: SampleRatioTest | undefined;
  /** Control was taken for being the first by name. */
  readonly guessed: boolean;
}

const CONTROL_NAMES: ReadonlySet<string> = new Set([
  'control', 'control group', 'ctrl', 'baseline', 'original', 'default', 'a', '对照', '对照组', '控制组', '原版', '基准',
]);
const POWER = 0.8;
const LEAST_EXPECTED = 5;

export function compareArms(plan: ExperimentPlan, counts: readonly ArmCounts[]): ExperimentReading {
  const {name: control, guessed} = chooseControl(plan, counts);
  const arms = [...counts].sort((a, b) => Number(b.name === control) - Number(a.name === control));
  const base = arms[0];
  const peopled = arms.filter(({users}) => users > 0);
  const readings = arms.map((arm) => ({
    ...arm, isControl: arm === base, rate: rateOf(asProportion(arm)),
    interval: proportionInterval(asProportion(arm), {confidence: plan.confidence}),
    against: base && arm !== base ? readAgainst(plan, asProportion(arm), asProportion(base)) : undefined,
  }));
  const {confidence, alternative} = plan;
  const worthOf = ({bought}: ArmCounts): WelchTest | null =>
    (bought && base?.bought ? welchTest(bought, base.bought, {confidence, alternative}) : null);
  const worth = arms.map((arm) => (arm === base ? null : worthOf(arm)));
  const worthAdjusted = adjustPValues(worth.map((test) => test?.p ?? null), plan.correction);
  const adjusted = adjustPValues(readings.map(({against}) => against?.p ?? null), plan.correction);
  return {
    arms: readings.map((reading, index) => ({
      ...reading, adjusted: adjusted[index] ?? null, worth: worth[index] ?? null, worthAdjusted: worthAdjusted[index] ?? null,
    })),
    overall: peopled.length < 2 ? undefined : equalProportions(peopled.map(asProportion), {correction: false}),
    split: testSplit(plan, arms),
    guessed,
  };
}

const asProportion = ({users, successes}: ArmCounts): Proportion => ({successes, trials: users});

function chooseControl(
  {control, query}: ExperimentPlan, counts: readonly ArmCounts[],
): {readonly name: string | undefined; readonly guessed: boolean} {
  if (control === undefined) {
    const named = counts.find(({name}) => CONTROL_NAMES.has(name.trim().toLowerCase()));
    return {name: (named ?? counts[0])?.name, guessed: !named && counts.length > 1};
  }
  if (counts.length === 0 || counts.some(({name}) => name === control)) return {name: control, guessed: false};
  const known = counts.map(({name}) => JSON.stringify(name)).join(', ');
  throw new QueryError(`control is ${JSON.stringify(control)}, and no user is in that arm. The arms are ${known}.`, query, 'bad-option', ['control']);
}

function testSplit({split, query}: ExperimentPlan, arms: readonly ArmCounts[]): SampleRatioTest | undefined {
  const strange = split ? arms.filter(({name}) => !split.has(name)).map(({name}) => JSON.stringify(name)) : [];
  if (strange.length > 0) {
    const message = `split says nothing of the arms ${strange.join(', ')}. Give every arm its part, or filter them out.`;
    throw new QueryError(message, query, 'bad-option', ['split']);
  }
  const assigned = arms.map(({users, undecided}) => users + undecided);
  return arms.length < 2 ? undefined : sampleRatioTest(assigned, split && arms.map(({name}) => split.get(name) as number));
}

function readAgainst({test, interval, confidence, alternative}: ExperimentPlan, arm: Proportion, base: Proportion): Against {
  const rate = rateOf(arm);
  const baseRate = rateOf(base);
  const known = rate !== null && baseRate !== null;
  const alike = known && rate === baseRate && (rate === 0 || rate === 1);
  const small = known && test !== 'fisher' && expectedCells([arm, base]).some(({expected}) => expected < LEAST_EXPECTED);
  const exact = known && !alike && (small || test === 'fisher');
  const {z, p} = exact || !known || alike ? {z: null, p: exact ? fisherExact(arm, base, alternative) : null}
    : twoProportionZ(arm, base, {variance: test === 'unpooled-z' ? 'unpooled' : 'pooled', alternative});
  return {
    difference: known ? rate - baseRate : null,
    interval: differenceInterval(arm, base, {confidence, method: interval}),
    lift: known && baseRate !== 0 ? rate / baseRate - 1 : null,
    z, p, alike, small: small && !alike, test: p === null ? null : exact ? 'fisher' : test,
    detectable: known ? detectableAbove(baseRate, base.trials, arm.trials, 1 - confidence) : null,
  };
}

/** Null where even a rate of 100 % would be too near. */
function detectableAbove(rate: number, baseUsers: number, users: number, alpha: number): number | null {
  if (alpha >= POWER) return null;
  const reached = rateAtEffect(rate, detectableEffect(users, {ratio: baseUsers / users, alpha, power: POWER}));
  return reached === null ? null : reached - rate;
}
