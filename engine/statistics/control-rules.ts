/** Control charts of single values. */

import {mean} from '../kernels/moments.ts';

/**
 * `beyond-3`: a value more than 3 σ from the centre. `two-of-three`: two of three in a row more than 2 σ, `four-of-five`: four of five more than 1
 * σ, `run-of-8`: eight in a row, all on one side (Western Electric 1956). `trend-of-6`: six in a row rising or falling. `alternating-14`: fourteen
 * up and down in turn. `hugging-15`: fifteen within 1 σ. `avoiding-8`: eight more than 1 σ away on either side (Nelson 1984).
 */
export type ControlRule =
  'beyond-3' | 'two-of-three' | 'four-of-five' | 'run-of-8' | 'trend-of-6' | 'alternating-14' | 'hugging-15' | 'avoiding-8';

export const WESTERN_ELECTRIC: readonly ControlRule[] = ['beyond-3', 'two-of-three', 'four-of-five', 'run-of-8'];

/** Standardised values; null is a gap and ends every run. */
type Scores = readonly (number | null)[];

type Check = (recent: readonly number[]) => boolean;

const sameSide = (recent: readonly number[], limit: number, least: number): boolean => {
  const last = recent.at(-1) as number;
  const side = Math.sign(last);
  // The value that completes the pattern is part of it.
  return last * side > limit && recent.filter((score) => score * side > limit).length >= least;
};
const steps = (recent: readonly number[]): number[] => recent.slice(1).map((score, index) => Math.sign(score - (recent[index] as number)));

/** How many values a rule looks at, and whether they break it. */
const RULES: {readonly [R in ControlRule]: readonly [length: number, check: Check]} = {
  'beyond-3': [1, ([score]) => Math.abs(score as number) > 3],
  'two-of-three': [3, (recent) => sameSide(recent, 2, 2)],
  'four-of-five': [5, (recent) => sameSide(recent, 1, 4)],
  'run-of-8': [8, (recent) => sameSide(recent, 0, 8)],
  'trend-of-6': [6, (recent) => Math.abs(steps(recent).reduce((sum, step) => sum + step, 0)) === 5],
  'alternating-14': [14, (recent) => steps(recent).every((step, index, all) => step !== 0 && (index === 0 || step === -(all[index - 1] as number)))],
  'hugging-15': [15, (recent) => recent.every((score) => Math.abs(score) < 1)],
  'avoiding-8': [8, (recent) => recent.every((score) => Math.abs(score) > 1)],
};
/** Two or four of a few may stand at the beginning of a series, or after a gap. */
const LEAST: {readonly [R in ControlRule]?: number} = {'two-of-three': 2, 'four-of-five': 4};

export const CONTROL_RULES = Object.keys(RULES) as readonly ControlRule[];

/** The rules broken at each value by it and those before it, in the order of `rules`; a gap breaks none. */
export function controlRules(scores: Scores, rules: readonly ControlRule[] = WESTERN_ELECTRIC): readonly (readonly ControlRule[])[] {
  let begin = 0;
  return scores.map((score, at) => {
    if (score === null) {
      begin = at + 1;
      return [];
    }
    return rules.filter((rule) => {
      const [length, check] = RULES[rule];
      const from = Math.max(begin, at + 1 - length);
      return at + 1 - from >= (LEAST[rule] ?? length) && check(scores.slice(from, at + 1) as readonly number[]);
    });
  });
}

/** Of two values of a normal distribution, the mean distance in σ. */
export const MEAN_RANGE_OF_TWO = 1.128;

export interface IndividualsLimits {
  readonly centre: number;
  /** Mean distance of neighbours ÷ 1.128. */
  readonly sigma: number;
  readonly low: number;
  readonly high: number;
}

/** Centre and 3 σ limits of a chart of single values (NIST e-Handbook 6.3.2.2). Null under two values. A gap has no neighbours. */
export function individualsLimits(values: Scores): IndividualsLimits | null {
  const known = values.filter((value) => value !== null);
  const moves = values.flatMap((value, at) => {
    const before = at > 0 ? (values[at - 1] ?? null) : null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const [centre, move] = [mean(known), mean(moves)];
  if (centre === null || move === null) return null;
  const sigma = move / MEAN_RANGE_OF_TWO;
  return {centre, sigma, low: centre - 3 * sigma, high: centre + 3 * sigma};
}
