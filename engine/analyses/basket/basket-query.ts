/** What a market-basket query asks: which items are bought together more often than by chance. */

import type {ScopedQuery, Sort} from '../../query.ts';

/** Filters and period choose order lines: an order's basket is what it has of them. */
export interface BasketQuery extends ScopedQuery {
  readonly analysis: 'basket';
  /** A column of the order lines. Default `sku`. */
  readonly item?: 'sku' | 'product' | 'category' | (string & {});
  /** In how many orders a rule's items must stand together; as a number, and as a part of all orders. Default: 0.1% of them, at least 2. */
  readonly minCount?: number;
  readonly minSupport?: number;
  /** Which part of the antecedent's orders must have the consequent. Default 0. */
  readonly minConfidence?: number;
  /** 2 (default): one item leads to another. 3: two items may lead to a third, too. */
  readonly maxItems?: 2 | 3;
  /** Only rules whose antecedent is one of these items, or has one of them. */
  readonly antecedent?: string | readonly string[];
  /** Default 1000. */
  readonly limit?: number;
  /** Default: the most orders beyond chance (`leverage`) first. */
  readonly sort?: Sort | readonly Sort[];
}
