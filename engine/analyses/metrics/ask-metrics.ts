/** Metrics on behalf of another analysis. */

import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {QueryResult} from '../../result.ts';
import type {MetricsQuery} from './metrics-query.ts';
import {runMetrics} from './run-metrics.ts';

/** What is `undefined` is not asked. */
type Asked = {readonly [Name in keyof Omit<MetricsQuery, 'analysis' | 'targets'>]: MetricsQuery[Name] | undefined} & Pick<MetricsQuery, 'metrics'>;

/** Runs a metrics query that `asking` stands behind: a `QueryError` carries what was asked, not what it was made into. */
export function askMetrics(asking: unknown, {metrics, ...rest}: Asked, context: RunContext): QueryResult {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  try {
    return runMetrics({analysis: 'metrics', metrics, ...given}, context, undefined);
  } catch (error) {
    if (error instanceof QueryError) throw new QueryError(error.message, asking, error.kind, error.names);
    throw error;
  }
}
