/** Whether a metric's values by a dimension are parts of a whole. */

import {isAdditive, isRowMeasure} from '../../../metrics/metric.ts';
import type {Measure, Metric} from '../../../metrics/metric.ts';
import {sumOf} from '../../kernels/sum-of.ts';
import type {Reading} from './ask-groups.ts';

/** How far sums may miss, as a share of what is added. */
const TOLERANCE = 1e-9;

/**
 * Sums and counts of rows always add up. Stock levels do over dimensions (not over days) where each level stands in one value, which the numbers
 * show. Distinct counts do not, even where today nobody happens to be in two values: a share of them would come and go with the rows.
 */
export function addsUp(metric: Metric, parts: readonly Reading[], whole: Reading): boolean {
  if (isAdditive(metric)) return true;
  const measures = Object.entries(metric.measures);
  if (!isAdditive({...metric, measures: Object.fromEntries(measures.map(([name, measure]) => [name, asFlow(measure)]))})) return false;
  return (['now', 'base'] as const).every((side) => {
    const values = parts.map((part) => part[side] ?? 0);
    const size = sumOf(values.map(Math.abs));
    return whole[side] === null || Math.abs(sumOf(values) - (whole[side] ?? 0)) <= TOLERANCE * size;
  });
}

function asFlow(measure: Measure): Measure {
  if (!isRowMeasure(measure)) return measure;
  const {latestPer: _level, ...flow} = measure;
  return flow;
}
