/** A source's rows after an update. Loaded with the first one. */

import {applyChanges} from '../data-adapters/changes/apply-changes.ts';
import type {Changes} from '../data-adapters/changes/changes.ts';
import {updateDataset} from './build-dataset.ts';
import type {UpdateSummary} from './source.ts';
import {describe} from './source-context.ts';
import type {PreparedSource, SourceOptions} from './source-context.ts';

export interface ChangedSource {
  readonly prepared: PreparedSource;
  readonly summary: UpdateSummary;
}

/** The source with the changes; the one that is given stays as it is. Throws an `AdapterError` for changes that cannot be made. */
export function changeSource({context, unused}: PreparedSource, changes: Changes, options: SourceOptions): ChangedSource {
  const {dataset, registry} = context;
  const {tables, timeZone, currency, quality} = dataset;
  const after = applyChanges({tables: {tables, timeZone, currency, quality}, unused}, changes, options);
  const next = {dataset: updateDataset(dataset, after.tables, after.changed, options), registry};
  const info = describe(next, options);
  return {prepared: {context: next, info, unused: after.unused}, summary: {at: info.loadedAt, tables: after.changed}};
}
