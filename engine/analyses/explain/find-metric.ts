/** The metric that a query names, its formula over measures alone, in the version that its period is counted by. */

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {Metric} from '../../../metrics/metric.ts';
import type {MetricInput} from '../../../metrics/read-metric.ts';
import type {RunContext} from '../../context.ts';
import {resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {ExplainQuery} from './explain-query.ts';

/** To be asked after a metrics query answered: that one names what is wrong with a metric. */
export function findMetric(asked: string | MetricInput, query: ExplainQuery, {dataset, registry}: RunContext): Metric {
  const day = dayText(resolvePeriod(query.period, dataset, query).to);
  const metric = typeof asked === 'string' ? registry.find(asked, day) : registry.read(asked, day);
  if (!metric) throw new QueryError(`There is no metric ${JSON.stringify(asked)}.`, query, 'unknown-metric');
  return metric;
}
