/** A cohort query with its defaults, every option checked. */

import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import type {Retention} from '../../kernels/cohort-cells.ts';
import {QueryError} from '../../query.ts';
import type {Grain} from '../../query.ts';
import type {FunnelStep} from '../funnel/funnel-query.ts';
import type {CohortCondition, CohortQuery} from './cohort-query.ts';

export interface CohortPlan {
  readonly query: CohortQuery;
  readonly table: CanonicalTable;
  readonly actor: string;
  readonly grain: Grain;
  readonly measure: NonNullable<CohortQuery['measure']>;
  readonly mode: NonNullable<CohortQuery['mode']>;
  readonly retention: Retention;
  readonly view: NonNullable<CohortQuery['view']>;
  readonly by: readonly string[];
  readonly start: readonly FunnelStep[];
  readonly back: readonly FunnelStep[];
  readonly days: readonly number[];
  readonly includePartial: boolean;
}

const CHOICES = {
  grain: ['hour', 'day', 'week', 'month', 'quarter', 'year'],
  measure: ['customers', 'orders', 'events', 'net'],
  table: ['order_lines', 'events'],
  mode: ['first-time', 'recurring'],
  retention: ['on', 'within', 'from'],
  activity: ['kept', 'all'],
  view: ['cells', 'curve', 'days', 'actors'],
  partial: ['leave-out', 'include'],
  observedUntil: ['data', 'period'],
} as const;

/** Throws a `QueryError` that names the option at fault and what to write. */
export function planCohort(query: CohortQuery, context: RunContext): CohortPlan {
  for (const [name, choices] of Object.entries(CHOICES) as [keyof typeof CHOICES, readonly string[]][]) {
    const value: unknown = query[name];
    if (value !== undefined && !choices.includes(value as string)) {
      throw new QueryError(`${name} is ${JSON.stringify(value)}. Write ${choices.join(', ')}.`, query, 'bad-option', [name]);
    }
  }
  const {by = [], days = [1, 7, 30], view = 'cells', retention = 'on', mode = 'first-time', measure = 'customers', horizon, limit} = query;
  if (!Array.isArray(by) || !by.every((name) => typeof name === 'string')) {
    throw new QueryError(`by is ${JSON.stringify(by)}. Write a list of dimensions such as ["channel"].`, query);
  }
  if (!Array.isArray(days) || days.length === 0 || !days.every((day) => isCount(day))) {
    throw new QueryError(`days is ${JSON.stringify(days)}. Write a list of whole numbers from 0, such as [1, 7, 30].`, query);
  }
  if (horizon !== undefined && !isCount(horizon)) throw new QueryError(`horizon must be a whole number from 0, got ${JSON.stringify(horizon)}.`, query);
  if (limit !== undefined && !isCount(limit)) throw new QueryError(`limit must be a whole number from 0, got ${JSON.stringify(limit)}.`, query);
  const start = readSteps(query.start, 'start', query);
  const back = readSteps(query.return, 'return', query);
  const table = chooseTable(query, [...start, ...back], context);
  checkMeasure(query, table, measure, retention, view);
  return {
    query, table, mode, retention, view, by, start, back, measure,
    grain: view === 'days' ? 'day' : (query.grain ?? 'month'),
    actor: query.actor ?? (table.name === 'events' ? 'user_id' : 'customer_id'),
    days: [...new Set(days as readonly number[])].sort((a, b) => a - b),
    includePartial: query.partial === 'include',
  };
}

export const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function checkMeasure(query: CohortQuery, {name}: CanonicalTable, measure: string, retention: Retention, view: string): void {
  const wrong = measure === 'events' ? name !== 'events' : measure !== 'customers' && name === 'events';
  if (wrong) {
    const fits = name === 'events' ? 'customers or events' : 'customers, orders or net';
    throw new QueryError(`The measure ${measure} is not told by the table "${name}". Write ${fits}, or another table.`, query, 'bad-option', ['measure']);
  }
  if (measure === 'customers') return;
  if (retention !== 'on') {
    throw new QueryError(`retention: "${retention}" counts members. Leave it out for the measure ${measure}, which has cumulative columns.`, query);
  }
  if (view === 'days' || view === 'actors') {
    throw new QueryError(`The view ${view} counts members. Write measure: "customers", or the views cells or curve.`, query);
  }
}

function readSteps(given: CohortQuery['start'], option: string, query: CohortQuery): readonly FunnelStep[] {
  if (given === undefined) return [];
  const steps: readonly unknown[] = Array.isArray(given) ? given : [given];
  const isStep = (step: unknown): boolean =>
    typeof step === 'string' || (typeof step === 'object' && step !== null && Array.isArray((step as {where?: unknown}).where));
  if (steps.length > 0 && steps.every(isStep)) return steps as readonly FunnelStep[];
  throw new QueryError(
    `${option} is ${JSON.stringify(given)}. Write an event's name, {label, where: [filters]}, or a list of them.`, query, 'bad-option', [option],
  );
}

function chooseTable(query: CohortQuery, steps: readonly FunnelStep[], context: RunContext): CanonicalTable {
  const {tables} = context.dataset;
  const asksEvents = (condition: CohortCondition | FunnelStep): boolean => typeof condition === 'string' || 'step' in condition;
  const named = [...steps, ...(Array.isArray(query.conditions) ? query.conditions : [])].some(asksEvents);
  const name = query.table ?? (named || !tables.order_lines ? 'events' : 'order_lines');
  if (named && name === 'order_lines') {
    throw new QueryError('An event is named, and order lines have none. Write table: "events", or conditions {label, where: [filters]}.', query);
  }
  if (name === 'events' && !tables.events && query.table === undefined && !named) requireTable(context, 'order_lines', query, 'A cohort');
  return requireTable(context, name, query, 'A cohort');
}
