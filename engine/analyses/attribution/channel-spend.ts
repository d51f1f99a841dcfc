/** What was spent for each value of the credited dimension. */

import {MoneyColumn} from '../../../data-adapters/column.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {timeColumn} from '../../facts/durations.ts';
import type {Window} from '../../periods.ts';
import type {Filter} from '../../query.ts';
import type {Note} from '../../result.ts';
import {applyFilter, rowsInWindow} from '../../select-rows.ts';
import type {AttributionPlan} from './attribution-plan.ts';

export interface ChannelSpend {
  /** In integer units of `scale`; null for spend that names no value of the dimension. Undefined where spend is not known. */
  readonly costs: ReadonlyMap<string | null, number> | undefined;
  readonly scale: number;
  readonly notes: readonly Note[];
}

/** Spend of the period. Filters must hold for it too: where it has no such column, cost is not that of the chosen conversions and undefined. */
export function readSpend({query, dimension}: AttributionPlan, window: Window, filters: readonly Filter[], context: RunContext): ChannelSpend {
  const spend = context.dataset.tables.spend;
  const unknown = (...notes: Note[]): ChannelSpend => ({costs: undefined, scale: 1, notes});
  if (!spend) return unknown();
  const coded = dimensionCodes(spend, dimension);
  const cost = spend.columns.get('cost');
  if (!coded || !(cost instanceof MoneyColumn)) {
    return unknown(note('spend-not-split', `The rows of spend have no ${dimension}: what each one cost is not known.`, {dimension}));
  }
  const mask = new Uint8Array(spend.length).fill(1);
  for (const filter of filters) {
    const {dimension: name} = filter;
    if (!spend.columns.has(name)) return unknown(note('filter-not-shared', `Undefined under the filter on ${name}: spend has no such column.`, {dimension: name}));
    applyFilter(mask, spend, filter, query);
  }
  const costs = new Map<string | null, number>();
  for (const row of rowsInWindow(mask, spend.length, timeColumn(spend, 'day'), window)) {
    const amount = cost.values[row] as number;
    const name = coded.values[coded.codes[row] as number] ?? null;
    if (amount === amount) costs.set(name, (costs.get(name) ?? 0) + amount);
  }
  return {costs, scale: cost.scale, notes: []};
}
