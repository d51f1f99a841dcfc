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
export {INVENTORY_STATES} from './analyses/inventory-state.ts';
export type {InventoryState} from './analyses/inventory-state.ts';
export * from './analyses/newsvendor.ts';
export * from './analyses/order-quantity.ts';
export * from './analyses/reorder-policy.ts';
export {RFM_EIGHT, RFM_OTHERS, RFM_TEN} from './analyses/rfm-segments.ts';
export type {RfmSegment} from './analyses/rfm-segments.ts';
export * from './analyses/stock-policy.ts';
export {abcClasses, xyzClass} from './kernels/abc.ts';
export type {AbcClass, AbcOptions, AbcResult, XyzClass, XyzOptions} from './kernels/abc.ts';
export {coefficientOfVariation, mean, standardDeviation} from './kernels/moments.ts';
export type {SpreadOf} from './kernels/moments.ts';
export {quantileCuts} from './kernels/quantile.ts';
