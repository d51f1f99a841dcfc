/** What the customers table says, as filters on the tables that know customers by their id. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable, TableName} from '../../../data-adapters/schema.ts';
import type {Metric} from '../../../metrics/metric.ts';
import type {RunContext} from '../../context.ts';
import {dimensionCodes} from '../../facts/dimension-codes.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import {applyFilter, checkFilters, requireDimension} from '../../select-rows.ts';

const MOST_VALUES = 200;

/**
 * Filters that every table of the metric can answer: as they are, or, for a column of `customers` alone, as the ids of customers that pass. Throws a
 * `QueryError` for any other: a filter left out would make the target group the base.
 */
export function answerable(filters: readonly Filter[], option: string, metric: Metric, context: RunContext, query: unknown): Filter[] {
  checkFilters(filters, query);
  const tables = tablesOf(metric, context);
  return filters.map((filter) => {
    const {dimension} = filter;
    if (tables.every(({columns}) => columns.has(dimension))) return filter;
    requireDimension(dimension, context, query);
    const customers = lookedUp(dimension, tables, context);
    if (customers) return {dimension: 'customer_id', in: idsThat(customers, filter, query)};
    const text = `${option} names ${dimension}, which ${tables.map(({name}) => name).join(' and ')} cannot answer for ${metric.key}. ` +
      'Name a dimension of all its tables, or one of customers.';
    throw new QueryError(text, query, 'unknown-dimension', [dimension, metric.key]);
  });
}

export interface CustomerValue {
  readonly value: string | null;
  readonly filter: Filter;
}

/**
 * The values of a column of `customers` alone, each with the filter that keeps its customers. Who is not in the table, or has no value, is null.
 * Undefined where the metric's tables have the dimension themselves. Throws a `QueryError` for one that neither has.
 */
export function customerValues(dimension: string, metric: Metric, context: RunContext, query: unknown): CustomerValue[] | undefined {
  const customers = lookedUp(dimension, tablesOf(metric, context), context);
  const codes = customers && dimensionCodes(customers, dimension);
  if (!customers || !codes) return undefined;
  if (codes.size > MOST_VALUES) {
    throw new QueryError(`"${dimension}" of customers has ${codes.size} values, more than ${MOST_VALUES}. Group them in a column of their own.`, query, 'bad-option', [dimension]);
  }
  const ids = customers.columns.get('customer_id') as TextColumn;
  const byCode: string[][] = codes.values.map(() => []);
  for (let row = 0; row < customers.length; row++) {
    const id = ids.values[ids.codes[row] as number];
    if (id !== undefined) byCode[codes.codes[row] as number]?.push(id);
  }
  const known = byCode.map((list, code): CustomerValue => ({value: codes.values[code] ?? null, filter: {dimension: 'customer_id', in: list}}));
  return [...known, {value: null, filter: {dimension: 'customer_id', notIn: [null, ...byCode.flat()]}}];
}

/** The customers table, where it alone has the column and all tables of the metric know customers. */
function lookedUp(dimension: string, tables: readonly CanonicalTable[], {dataset}: RunContext): CanonicalTable | undefined {
  const {customers} = dataset.tables;
  if (!customers?.columns.has(dimension) || !(customers.columns.get('customer_id') instanceof TextColumn)) return undefined;
  return tables.every(({columns}) => !columns.has(dimension) && columns.has('customer_id')) ? customers : undefined;
}

function idsThat(customers: CanonicalTable, filter: Filter, query: unknown): string[] {
  const mask = new Uint8Array(customers.length).fill(1);
  applyFilter(mask, customers, filter, query);
  const ids = customers.columns.get('customer_id') as TextColumn;
  return ids.size === 0 ? [] : [...mask].flatMap((keep, row) => (keep ? (ids.values[ids.codes[row] as number] ?? []) : []));
}

function tablesOf({measures}: Metric, {dataset}: RunContext): CanonicalTable[] {
  const names = new Set<TableName>(Object.values(measures).map(({table}) => table));
  return [...names].flatMap((name) => dataset.tables[name] ?? []);
}
