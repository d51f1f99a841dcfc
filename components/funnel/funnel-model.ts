/** Reads the funnel's result columns into steps and groups: what is drawn, said and tabled all comes from here. */

import type {Cell, QueryResult} from '../../engine/result.ts';

/** More groups than this make no picture one can read; the table has them all. */
export const MOST_GROUPS = 6;

export interface FunnelRates {
  readonly reached: number;
  /** Reached ÷ reached of the step before; null on the first step and after a step nobody reached. */
  readonly stepRate: number | null;
  /** Reached ÷ reached of the first step. */
  readonly overallRate: number | null;
}

export interface FunnelStepRow extends FunnelRates {
  readonly name: string;
  /** Who reached the step before and not this one; null on the first step. */
  readonly dropped: number | null;
  readonly medianSeconds: number | null;
  readonly averageSeconds: number | null;
  readonly before: FunnelRates | null;
}

export interface FunnelGroup {
  /** Null when the funnel is not split; an absent value of a dimension is an empty text. */
  readonly name: string | null;
  readonly steps: readonly FunnelStepRow[];
}

export interface FunnelModel {
  readonly groups: readonly FunnelGroup[];
  /** Groups beyond {@link MOST_GROUPS}: how many, and how many actors entered in them. */
  readonly others: {readonly groups: number; readonly entered: number} | null;
  readonly steps: readonly string[];
  /** The name under which the result holds the period compared with. */
  readonly baseline: string | null;
}

export interface FunnelLoss {
  readonly group: FunnelGroup;
  /** Index of the step that is not reached. */
  readonly step: number;
  readonly rate: number;
}

type Reader = (row: number) => number | null;

/** Groups come largest first, steps in their order. A result without rows gives no groups. */
export function readFunnel(result: QueryResult, by: readonly string[]): FunnelModel {
  const baseline = Object.keys(result.baselines ?? {})[0] ?? null;
  const rowsByGroup = new Map<string, number[]>();
  for (let row = 0; row < result.length; row += 1) {
    const key = JSON.stringify(by.map((name) => result.columns[name]?.[row] ?? null));
    const rows = rowsByGroup.get(key);
    if (rows) rows.push(row);
    else rowsByGroup.set(key, [row]);
  }
  const read = rowReader(result, baseline);
  const order = numbers(result, 'index');
  const all = [...rowsByGroup].map(([key, rows]) => ({
    name: by.length === 0 ? null : groupName(JSON.parse(key) as Cell[]),
    steps: rows.sort((a, b) => (order(a) ?? 0) - (order(b) ?? 0)).map(read),
  }));
  const groups = all.sort((a, b) => entered(b) - entered(a));
  const hidden = groups.slice(MOST_GROUPS);
  return {
    groups: groups.slice(0, MOST_GROUPS),
    others: hidden.length === 0 ? null : {groups: hidden.length, entered: hidden.reduce((sum, group) => sum + entered(group), 0)},
    steps: groups[0]?.steps.map(({name}) => name) ?? [],
    baseline,
  };
}

/** The step that the largest share leaves before; of equal shares the one that loses more actors, then the earlier. */
export function findWorstLoss(groups: readonly FunnelGroup[]): FunnelLoss | null {
  let worst: FunnelLoss | null = null;
  let lost = 0;
  for (const group of groups) {
    group.steps.forEach(({stepRate, dropped}, step) => {
      if (stepRate === null || dropped === null || dropped <= 0) return;
      const rate = 1 - stepRate;
      if (worst && (rate < worst.rate || (rate === worst.rate && dropped <= lost))) return;
      worst = {group, step, rate};
      lost = dropped;
    });
  }
  return worst;
}

/** Actors that did the first step. */
export function entered(group: FunnelGroup): number {
  return group.steps[0]?.reached ?? 0;
}

function groupName(values: readonly Cell[]): string {
  return values.map((value) => (value === null ? '' : String(value))).join(' · ');
}

function numbers(result: QueryResult, name: string): Reader {
  const column = result.columns[name];
  return (row) => {
    const value = column?.[row];
    return typeof value === 'number' ? value : null;
  };
}

function rowReader(result: QueryResult, baseline: string | null): (row: number) => FunnelStepRow {
  const at = (name: string): Reader => numbers(result, name);
  const [reached, stepRate, overallRate, dropped] = ['reached', 'step_rate', 'overall_rate', 'dropped'].map(at) as [Reader, Reader, Reader, Reader];
  const [median, average] = ['median_seconds_from_previous', 'average_seconds_from_previous'].map(at) as [Reader, Reader];
  const before = baseline === null ? null : {reached: at(`reached_${baseline}`), step: at(`step_rate_${baseline}`), overall: at(`overall_rate_${baseline}`)};
  return (row) => {
    const reachedBefore = before?.reached(row) ?? null;
    return {
      name: String(result.columns['step']?.[row] ?? ''),
      reached: reached(row) ?? 0,
      stepRate: stepRate(row),
      overallRate: overallRate(row),
      dropped: dropped(row),
      medianSeconds: median(row),
      averageSeconds: average(row),
      before: before && reachedBefore !== null ? {reached: reachedBefore, stepRate: before.step(row), overallRate: before.overall(row)} : null,
    };
  };
}
