/** One case, answered and compared. */

import {answererOf} from './answerers.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import {compare} from './compare.ts';
import type {Difference} from './compare.ts';

export type Outcome = 'passed' | 'failed' | 'not-covered' | 'skipped';

export interface CaseReport {
  readonly id: string;
  readonly widget: string;
  readonly capability: string;
  readonly outcome: Outcome;
  /** By which option it passed, or which documented difference was held. */
  readonly how?: string;
  /** Why it is not covered or skipped, or the error that it failed with. */
  readonly why?: string;
  readonly differences?: readonly Difference[];
}

export async function runCase(
  peerCase: PeerCase, read: ReadData, answerer: Answerer | undefined = answererOf(peerCase.widget, peerCase.capability),
): Promise<CaseReport> {
  const {id, widget, capability, expected, tolerance} = peerCase;
  const report = {id, widget, capability};
  if (!answerer) return {...report, outcome: 'not-covered', why: `unknown capability ${capability}`};
  if (Object.keys(expected).length === 0) return {...report, outcome: 'not-covered', why: 'nothing is expected'};
  try {
    const {got, how} = await answerer(peerCase, read);
    const differences = compare(expected, got, tolerance);
    if (differences.length > 0) return {...report, outcome: 'failed', differences};
    return {...report, outcome: 'passed', ...(how ? {how} : {})};
  } catch (error) {
    const {name, message} = error as Error;
    if (name === 'DataMissing') return {...report, outcome: 'skipped', why: `data missing: ${message}`};
    if (name === 'NotCovered') return {...report, outcome: 'not-covered', why: message};
    return {...report, outcome: 'failed', why: `${name}: ${message}`};
  }
}
