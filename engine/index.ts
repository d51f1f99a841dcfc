/** The engine's public door: sources, queries, results, and the arithmetic that stands on its own. */

export {createSource} from './create-source.ts';
export type {SourceOptions} from './create-source.ts';
export {toArquero, tableToArquero} from './arquero.ts';
export {elapsedShare} from './compare.ts';
export {pointChange, previousValue, relativeChange} from './change.ts';
export type {Change, ChangeStatus} from './change.ts';
export {QueryError} from './query.ts';
export type {
  Analysis, Compare, Filter, FunnelQuery, FunnelStep, Grain, InventoryQuery, MetricsQuery, Period, QualityQuery, Query, RfmQuery,
  RfmSegmentRule, RowsQuery, Sort,
} from './query.ts';
export type {Cell, Field, Note, QueryResult, ResolvedPeriod} from './result.ts';
export type {DimensionInfo, Source, SourceChange, SourceInfo, TableInfo} from './source.ts';
export * from './analyses/stock-policy.ts';
