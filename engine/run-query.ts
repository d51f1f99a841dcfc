/** One line an analysis: the table of contents of the engine. */

import {runFunnel} from './analyses/funnel.ts';
import {runInventory} from './analyses/inventory.ts';
import {runMetrics} from './analyses/metrics.ts';
import {runQuality} from './analyses/quality.ts';
import {runRfm} from './analyses/rfm.ts';
import {runRows} from './analyses/rows.ts';
import type {RunContext} from './context.ts';
import {nearNames} from './context.ts';
import {QueryError} from './query.ts';
import type {Analysis, Query} from './query.ts';
import type {QueryResult} from './result.ts';

type Runner<A extends Analysis> = (query: Extract<Query, {analysis: A}>, context: RunContext) => QueryResult;

const ANALYSES: {readonly [A in Analysis]: Runner<A>} = {
  metrics: runMetrics,
  funnel: runFunnel,
  rfm: runRfm,
  inventory: runInventory,
  quality: runQuality,
  rows: runRows,
};

/** Answers a query over a dataset. Pure and synchronous. Throws a `QueryError` for a query that cannot be answered. */
export function runQuery(query: Query, context: RunContext): QueryResult {
  if (typeof query !== 'object' || query === null || !Object.hasOwn(ANALYSES, query.analysis)) {
    const name = String((query as Partial<Query> | null)?.analysis);
    const near = nearNames(name, Object.keys(ANALYSES));
    throw new QueryError(
      `Unknown analysis ${JSON.stringify(name)}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `Known are ${Object.keys(ANALYSES).join(', ')}.`}`,
      query,
    );
  }
  const run = ANALYSES[query.analysis] as (query: Query, context: RunContext) => QueryResult;
  return run(query, context);
}
