/** A funnel query, read and checked. */

import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import type {RunContext} from '../../context.ts';
import type {FunnelOrder, FunnelRule} from '../../kernels/funnel.ts';
import type {Window} from '../../periods.ts';
import type {FunnelQuery, FunnelStep} from './funnel-query.ts';
import {QueryError} from '../../query.ts';

export interface FunnelPlan {
  readonly steps: readonly FunnelStep[];
  readonly labels: readonly string[];
  /** Milliseconds; `Infinity` for none. */
  readonly window: number;
  readonly order: FunnelOrder | 'open';
  readonly rules: readonly FunnelRule[];
  readonly exclude: readonly {readonly step: FunnelStep; readonly from: number; readonly to: number}[];
  readonly actor: string;
  readonly by: readonly string[];
  /** From 1. */
  readonly fromStep: number;
  readonly toStep: number;
}

const MAX_STEPS = 30;
const ORDERS = ['ordered', 'strict', 'any', 'open'] as const;
const RULES: readonly FunnelRule[] = ['strict-order', 'strict-deduplication', 'strict-increase', 'allow-reentry', 'deduplication', 'fixed'];
const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

/** Reads a query. Throws a `QueryError` that names the part at fault and what to write. */
export function planFunnel(query: FunnelQuery): FunnelPlan {
  const {steps, order = 'ordered', rules = [], exclude = [], actor = 'user_id', by = []} = query;
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > MAX_STEPS) {
    throw new QueryError(`A funnel has 1 to ${MAX_STEPS} steps, for example ["view", "cart", "pay"].`, query);
  }
  for (const step of steps as readonly unknown[]) checkStep(step, query);
  if (!ORDERS.includes(order)) throw new QueryError(`Unknown order ${JSON.stringify(order)}. Write ${ORDERS.join(', ')}.`, query);
  for (const rule of rules) {
    if (!RULES.includes(rule)) throw new QueryError(`Unknown rule ${JSON.stringify(rule)}. Known are ${RULES.join(', ')}.`, query);
  }
  if (rules.length > 0 && order !== 'ordered') throw new QueryError('rules refine the order "ordered" only.', query);
  for (const {step, from, to} of exclude) {
    checkStep(step, query);
    if (!isStepNumber(from, steps.length) || !isStepNumber(to, steps.length) || from >= to) {
      throw new QueryError(`exclude needs whole numbers 1 ≤ from < to ≤ ${steps.length}, got from ${from} to ${to}.`, query);
    }
    if (order === 'any' && (from !== 1 || to !== steps.length)) {
      throw new QueryError(`In any order steps have no places: exclude from 1 to ${steps.length}.`, query);
    }
  }
  if (exclude.length > 0 && order === 'open') throw new QueryError('exclude needs attempts; an open funnel has none.', query);
  const {fromStep = 1, toStep = steps.length} = query;
  if (query.view === 'times' && (!isStepNumber(fromStep, steps.length) || !isStepNumber(toStep, steps.length) || fromStep >= toStep)) {
    throw new QueryError(`times needs whole numbers 1 ≤ fromStep < toStep ≤ ${steps.length}, got ${fromStep} and ${toStep}.`, query);
  }
  const labels = steps.map((step, index) => (order === 'any' ? `${index + 1}/${steps.length}` : typeof step === 'string' ? step : step.label));
  return {steps, labels, window: readWindow(query.within, query), order, rules, exclude, actor, by, fromStep, toStep};
}

function checkStep(step: unknown, query: unknown): void {
  if (typeof step === 'string' && step !== '') return;
  const {label, where} = (step ?? {}) as {label?: unknown; where?: unknown};
  if (typeof label === 'string' && Array.isArray(where)) return;
  throw new QueryError(`A step is an event's name or {label, where: [filters]}, got ${JSON.stringify(step)}.`, query);
}

function isStepNumber(value: number, steps: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= steps;
}

/** `7d` as milliseconds, `none` as `Infinity`. Default `7d`. Throws a `QueryError` for anything else. */
export function readWindow(within: string | undefined, query: unknown): number {
  if (within === undefined) return 7 * (UNITS['d'] as number);
  if (within === 'none') return Infinity;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(String(within).trim());
  if (match) return Number(match[1]) * (UNITS[match[2] as string] as number);
  throw new QueryError(`within is ${JSON.stringify(within)}. Write a duration such as 30m, 24h, 7d, 1800s, or none.`, query);
}

/** The instants between which a first step must lie: `from` included, `to` not. */
export function instantsOf(window: Window, {dataset}: RunContext): {readonly from: number; readonly to: number} {
  const zone = createZone(dataset.timeZone);
  return {from: zone.startOfDay(window.from), to: window.until ?? zone.startOfDay(window.to + 1)};
}
