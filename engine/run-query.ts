/** One line an analysis: the table of contents of the engine. */

import {KindsNotLoaded, loadSpecialKinds} from './analyses/metrics/measure-kind.ts';
import type {MetricsQuery} from './analyses/metrics/metrics-query.ts';
import {runMetrics} from './analyses/metrics/run-metrics.ts';
import type {RunContext} from './context.ts';
import {nearNames} from './context.ts';
import {QueryError} from './query.ts';
import type {Analysis, Query} from './query.ts';
import type {QueryResult} from './result.ts';

type Runner<A extends Analysis> = (query: Extract<Query, {analysis: A}>, context: RunContext) => QueryResult | Promise<QueryResult>;

/** Metrics come with the engine, the others when first asked for. */
const ANALYSES: {readonly [A in Analysis]: () => Runner<A> | Promise<Runner<A>>} = {
  metrics: () => metrics,
  funnel: async () => (await import('./analyses/funnel/run-funnel.ts')).runFunnel,
  forecast: async () => (await withKinds(import('./analyses/forecast/run-forecast.ts'))).runForecast,
  experiment: async () => (await import('./analyses/experiment/run-experiment.ts')).runExperiment,
  anomalies: async () => (await withKinds(import('./analyses/anomalies/run-anomalies.ts'))).runAnomalies,
  clv: async () => (await import('./analyses/clv/run-clv.ts')).runClv,
  cohort: async () => (await import('./analyses/cohort/run-cohort.ts')).runCohort,
  intervals: async () => (await import('./analyses/intervals/run-intervals.ts')).runIntervals,
  rfm: async () => (await import('./analyses/rfm/run-rfm.ts')).runRfm,
  inventory: async () => (await import('./analyses/inventory/run-inventory.ts')).runInventory,
  distribution: async () => (await import('./analyses/distribution/run-distribution.ts')).runDistribution,
  dictionary: async () => (await withKinds(import('./analyses/dictionary/run-dictionary.ts'))).runDictionary,
  quality: async () => (await withKinds(import('./analyses/quality/run-quality.ts'))).runQuality,
  attribution: async () => (await import('./analyses/attribution/run-attribution.ts')).runAttribution,
  basket: async () => (await import('./analyses/basket/run-basket.ts')).runBasket,
  explain: async () => (await withKinds(import('./analyses/explain/run-explain.ts'))).runExplain,
  breakdown: async () => (await withKinds(import('./analyses/breakdown/run-breakdown.ts'))).runBreakdown,
  tgi: async () => (await import('./analyses/tgi/run-tgi.ts')).runTgi,
  rows: async () => (await import('./analyses/rows/run-rows.ts')).runRows,
};

/** Of an analysis that asks for metrics itself. */
async function withKinds<Module>(module: Promise<Module>): Promise<Module> {
  const [loaded] = await Promise.all([module, loadSpecialKinds()]);
  return loaded;
}

async function metrics(query: MetricsQuery, context: RunContext): Promise<QueryResult> {
  const targets = query.targets ? await import('./analyses/metrics/metric-targets.ts') : undefined;
  try {
    return runMetrics(query, context, targets);
  } catch (error) {
    // Found while the query is planned, before any row is read.
    if (!(error instanceof KindsNotLoaded)) throw error;
    await loadSpecialKinds();
    return runMetrics(query, context, targets);
  }
}

/** Answers a query over a dataset. Rejects with a `QueryError` for one that cannot be answered. */
export async function runQuery(query: Query, context: RunContext): Promise<QueryResult> {
  if (typeof query !== 'object' || query === null || !Object.hasOwn(ANALYSES, query.analysis)) {
    const name = String((query as Partial<Query> | null)?.analysis);
    const near = nearNames(name, Object.keys(ANALYSES));
    throw new QueryError(
      `Unknown analysis ${JSON.stringify(name)}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `Known are ${Object.keys(ANALYSES).join(', ')}.`}`,
      query,
    );
  }
  const run = (await ANALYSES[query.analysis]()) as (query: Query, context: RunContext) => QueryResult | Promise<QueryResult>;
  return run(query, context);
}
