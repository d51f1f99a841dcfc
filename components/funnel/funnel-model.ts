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
  /** By dimension. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly steps: readonly FunnelStepRow[];
}

export interface FunnelModel {
  /** Dimensions that the funnel is split by. */
  readonly by: readonly string[];
  /** Those that are drawn, largest first. */
  readonly groups: readonly FunnelGroup[];
  /** Those beyond {@link MOST_GROUPS}. */
  readonly rest: readonly FunnelGroup[];
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
export function readFunnel(result: QueryResult): FunnelModel {
  const by = dimensionsOf(result);
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
  const all = [...rowsByGroup.values()].map((rows) => ({
    ...groupOf(result, by, rows[0] ?? 0),
    steps: rows.sort((a, b) => (order(a) ?? 0) - (order(b) ?? 0)).map(read),
  }));
  const groups = all.sort((a, b) => entered(b) - entered(a));
  return {
    by,
    groups: groups.slice(0, MOST_GROUPS),
    rest: groups.slice(MOST_GROUPS),
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

/** The answer's own columns before `step`: what was asked may already be something else. */
function dimensionsOf(result: QueryResult): readonly string[] {
  const names = Object.keys(result.columns);
  return names.slice(0, Math.max(0, names.indexOf('step')));
}

function groupOf(result: QueryResult, by: readonly string[], row: number): Pick<FunnelGroup, 'name' | 'values'> {
  const values = by.map((name) => [name, textOf(result.columns[name]?.[row])] as const);
  return {name: by.length === 0 ? null : values.map(([, value]) => value ?? '').join(' · '), values: Object.fromEntries(values)};
}

function textOf(value: Cell | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
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
