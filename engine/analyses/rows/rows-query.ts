/** What a rows query asks: the rows themselves. */

import type {ScopedQuery, Sort} from '../../query.ts';

export interface RowsQuery extends ScopedQuery {
  readonly analysis: 'rows';
  readonly table: string;
  readonly columns?: readonly string[];
  readonly offset?: number;
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}
