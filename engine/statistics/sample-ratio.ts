/** Whether users were split between the arms of an experiment as planned. */

import {goodnessOfFit} from './chi-square.ts';
import type {ChiSquareTest} from './chi-square.ts';

/** Below this p-value the split did not come about by chance, and the result should not be read. */
export const SAMPLE_RATIO_ALARM = 0.001;

export interface SampleRatioTest extends ChiSquareTest {
  readonly mismatch: boolean;
}

/**
 * χ² of arm sizes against the planned shares (equal ones by default). `mismatch` at p < 0.001. Source: Fabijan et al. 2019, "Diagnosing sample
 * ratio mismatch in online controlled experiments". Throws as {@link goodnessOfFit} does.
 */
export function sampleRatioTest(users: readonly number[], shares?: readonly number[]): SampleRatioTest {
  const test = goodnessOfFit(users, shares);
  return {...test, mismatch: test.p !== null && test.p < SAMPLE_RATIO_ALARM};
}
