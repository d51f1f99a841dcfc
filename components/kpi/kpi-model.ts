/** Reads a metric's answer into what a tile shows. Pure. */

import type {Change, ChangeStatus} from '../../engine/change.ts';
import type {Cell, QueryResult, ResolvedPeriod} from '../../engine/result.ts';
import type {Metric} from '../../metrics/metric.ts';

export type Direction = 'up' | 'down' | 'same';

export interface Delta {
  /** `previous_period`, `previous_year`, … */
  readonly name: string;
  readonly base: number | null;
  readonly change: number | null;
  readonly status: ChangeStatus;
  readonly direction: Direction | undefined;
  /** Whether the move is good for the shop; undefined for a metric that knows no better, and for no move. */
  readonly good: boolean | undefined;
  readonly period: ResolvedPeriod | undefined;
}

export interface KpiModel {
  readonly value: number | null;
  readonly deltas: readonly Delta[];
  /** What the shop's own table of targets says of the period. */
  readonly target: number | undefined;
  readonly period: ResolvedPeriod | undefined;
}

const asNumber = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

export function readKpi(result: QueryResult, metric: Metric): KpiModel {
  const {key, better} = metric;
  const totals = result.totals ?? {};
  const deltas = Object.keys(result.baselines ?? {}).map((name): Delta => {
    const change: Change = {
      change: asNumber(totals[`${key}_${name}_change`]),
      status: (totals[`${key}_${name}_status`] ?? 'no-base') as ChangeStatus,
    };
    const direction = directionOf(change);
    return {
      name, ...change, direction,
      base: asNumber(totals[`${key}_${name}`]),
      good: direction === undefined || direction === 'same' || better === 'neither' ? undefined : (direction === 'up') === (better === 'higher'),
      period: result.baselines?.[name],
    };
  });
  return {value: asNumber(totals[key]), deltas, target: asNumber(totals[`${key}_target`]) ?? undefined, period: result.period};
}

function directionOf({change, status}: Change): Direction | undefined {
  if (status === 'new') return 'up';
  if (change === null) return undefined;
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same';
}
