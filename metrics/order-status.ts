/** Which orders count. Canonical statuses are in `data-adapters/schema.ts`. */

import type {Condition} from './metric.ts';

/** Orders that were paid: in orders, sales and average order value, even when given back later. */
export const VALID_STATUSES: readonly string[] = ['paid', 'shipped', 'completed', 'refunded'];

/** Orders that made a customer: paid and not wholly given back. */
export const KEPT_STATUSES: readonly string[] = ['paid', 'shipped', 'completed'];

export const VALID: Condition = {column: 'status', in: VALID_STATUSES};
export const KEPT: Condition = {column: 'status', in: KEPT_STATUSES};
export const CANCELLED: Condition = {column: 'status', in: ['cancelled']};
export const COMPLETED: Condition = {column: 'status', in: ['completed']};

/** A line that sold or gave something: negative quantities are returns. */
export const NOT_RETURNED: Condition = {column: 'quantity', gte: 0};
