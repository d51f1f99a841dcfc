/** What a dictionary query asks: which metrics are in force, what they mean, and which of them the rows can answer. */

import type {Layer} from '../../../metrics/metric.ts';

export interface DictionaryQuery {
  readonly analysis: 'dictionary';
  /** Only these, by key or alias. */
  readonly metrics?: readonly string[];
  readonly layer?: Layer;
  /** Only those that the rows can answer. */
  readonly answerable?: boolean;
  /** After the metrics also what other analyses work out: scores, classes, tests, forecasts. */
  readonly figures?: boolean;
}
