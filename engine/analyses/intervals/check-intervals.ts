/** The options of an intervals query. */

import {QueryError} from '../../query.ts';
import type {IntervalsQuery} from './intervals-query.ts';

const CHOICES = {table: ['order_lines', 'events'], activity: ['kept', 'all'], view: ['summary', 'numbers', 'bins']} as const;

/** Throws a `QueryError` that names the option at fault and what to write. */
export function checkIntervals(query: IntervalsQuery): void {
  for (const [name, choices] of Object.entries(CHOICES) as [keyof typeof CHOICES, readonly string[]][]) {
    const value: unknown = query[name];
    if (value !== undefined && !choices.includes(value as string)) {
      throw new QueryError(`${name} is ${JSON.stringify(value)}. Write ${choices.join(', ')}.`, query, 'bad-option', [name]);
    }
  }
  for (const [name, least] of [['binDays', 1], ['upTo', 1], ['limit', 0]] as const) {
    const value: unknown = query[name];
    if (value !== undefined && !(Number.isInteger(value) && (value as number) >= least)) {
      throw new QueryError(`${name} must be a whole number from ${least}, got ${JSON.stringify(value)}.`, query, 'bad-option', [name]);
    }
  }
  const {by = []} = query;
  if (!Array.isArray(by) || !by.every((name) => typeof name === 'string')) {
    throw new QueryError(`by is ${JSON.stringify(by)}. Write a list of dimensions such as ["channel"].`, query, 'bad-option', ['by']);
  }
}
