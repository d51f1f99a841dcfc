/** What is wrong with a breakdown query, said before any row is looked at. */

import {QueryError} from '../../query.ts';
import type {AbcOptions} from '../../kernels/abc.ts';
import type {BreakdownQuery} from './breakdown-query.ts';

const SHOWN = 10;
const RULES = ['before', 'including', 'including-border'];

export interface BreakdownPlan {
  readonly top: number;
  readonly abc: AbcOptions;
}

export function planBreakdown(query: BreakdownQuery): BreakdownPlan {
  const {metric, by, then, compare, top = SHOWN, pareto = false, abc = false} = query as Partial<BreakdownQuery>;
  const refuse = (option: string, value: unknown, instead: string): never => {
    throw new QueryError(`${option} is ${JSON.stringify(value) ?? 'not given'}. Write ${instead}.`, query);
  };
  if (typeof metric !== 'string' && !isObject(metric)) refuse('metric', metric, 'one metric such as "net_sales"');
  if (typeof by !== 'string' || by === '') refuse('by', by, 'one dimension such as "channel"');
  if (then !== undefined && (typeof then !== 'string' || then === '')) refuse('then', then, 'one dimension such as "category"');
  if (then === by) refuse('then', then, 'another dimension than by');
  if (Array.isArray(compare)) refuse('compare', compare, 'one base, such as "previous-period"');
  if (top !== 'all' && !(Number.isInteger(top) && top >= 1)) refuse('top', top, 'a whole number from 1, or "all"');
  if (typeof pareto !== 'boolean') refuse('pareto', pareto, 'true or false');
  if (typeof abc !== 'boolean' && !isObject(abc)) refuse('abc', abc, 'true or borders such as {a: 0.8, b: 0.95}');
  return {top: top === 'all' ? Infinity : top, abc: typeof abc === 'boolean' ? {} : bordersOf(abc, refuse)};
}

function bordersOf(abc: Exclude<BreakdownQuery['abc'], boolean | undefined>, refuse: (option: string, value: unknown, instead: string) => never): AbcOptions {
  const {a = 0.8, b = 0.95, rule = 'before'} = abc;
  if (!(typeof a === 'number' && a > 0 && a <= 1)) refuse('abc.a', a, 'a share above 0 and up to 1');
  if (!(typeof b === 'number' && b >= a && b <= 1)) refuse('abc.b', b, `a share from a, ${a}, up to 1`);
  if (!RULES.includes(rule)) refuse('abc.rule', rule, RULES.join(', '));
  return {a, b, rule};
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
