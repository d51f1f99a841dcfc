/** What an inventory query asks: stock against demand, and what to reorder. */

import type {ScopedQuery, Sort} from '../../query.ts';

export interface InventoryQuery extends ScopedQuery {
  readonly analysis: 'inventory';
  readonly asOf?: string;
  /** Days of sales that demand is estimated from. Default 28. */
  readonly trailingDays?: number;
  /** For SKUs whose rows carry no `lead_time_days`. Default 7. */
  readonly leadTimeDays?: number;
  /** Days between reviews, added to the lead time in the suggested quantity. Default 7. */
  readonly reviewDays?: number;
  /** Cycle service level, above 0 and below 1. Default 0.95. */
  readonly serviceLevel?: number;
  /** No sale for this many days: slow (60), dead (180). */
  readonly slowDays?: number;
  readonly deadDays?: number;
  /** Days of cover above which stock is too much. Default 120. */
  readonly overstockDays?: number;
  readonly abc?: {readonly a: number; readonly b: number; readonly rule?: 'before' | 'including'};
  /** `cells` (default): a row a SKU × warehouse (or `by` × warehouse). `skus`: a row a SKU over all warehouses. `reorder`: what to order. */
  readonly view?: 'cells' | 'skus' | 'reorder';
  readonly by?: 'sku' | 'category';
  /** Columns of the view that are wanted, in this order: no other is worked out. None for totals alone. `sort` may name others. Default all. */
  readonly columns?: readonly string[];
  /** `false`: no `totals`, and no item is judged that no column asks for. Default true. */
  readonly totals?: boolean;
  readonly limit?: number;
  readonly sort?: Sort | readonly Sort[];
}
