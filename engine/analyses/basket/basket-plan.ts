/** A basket query with its defaults, every option checked. */

import {QueryError} from '../../query.ts';
import type {BasketQuery} from './basket-query.ts';

export interface BasketPlan {
  readonly query: BasketQuery;
  readonly item: string;
  readonly minCount: number | undefined;
  readonly minSupport: number | undefined;
  readonly minConfidence: number;
  readonly maxItems: 2 | 3;
  /** Undefined for any. */
  readonly antecedent: ReadonlySet<string> | undefined;
  readonly limit: number;
}

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planBasket(query: BasketQuery): BasketPlan {
  const {item = 'sku', minCount, minSupport, minConfidence = 0, maxItems = 2, antecedent, limit = 1000} = query;
  const check = (name: keyof BasketQuery, fits: boolean, hint: string): void => {
    if (!fits) throw new QueryError(`${name} is ${JSON.stringify(query[name])}. ${hint}`, query, 'bad-option', [name]);
  };
  const isPart = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
  check('item', typeof item === 'string' && item !== '', 'Write a column of the order lines such as "sku".');
  check('minCount', minCount === undefined || (Number.isInteger(minCount) && minCount >= 1), 'Write a whole number from 1.');
  check('minSupport', minSupport === undefined || isPart(minSupport), 'Write a part from 0 to 1, such as 0.01.');
  check('minConfidence', isPart(minConfidence), 'Write a part from 0 to 1, such as 0.2.');
  check('maxItems', maxItems === 2 || maxItems === 3, 'Write 2 or 3.');
  check('limit', Number.isInteger(limit) && limit >= 0, 'Write a whole number from 0.');
  const names: readonly unknown[] = antecedent === undefined ? [] : Array.isArray(antecedent) ? antecedent : [antecedent];
  check('antecedent', names.every((name) => typeof name === 'string'), 'Write an item or a list of items.');
  return {
    query, item, minCount, minSupport, minConfidence, maxItems, limit,
    antecedent: antecedent === undefined ? undefined : new Set(names as readonly string[]),
  };
}

/** The least number of orders: the larger of what is asked by number and by part. */
export function leastCount({minCount, minSupport}: BasketPlan, orders: number): number {
  if (minCount === undefined && minSupport === undefined) return Math.max(2, Math.ceil(orders / 1000 - 1e-9));
  return Math.max(1, minCount ?? 1, Math.ceil((minSupport ?? 0) * orders - 1e-9));
}
