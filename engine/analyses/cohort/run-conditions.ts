/** Retention over conditions: who meets the first, and of them who meets each other. */

import type {ResultParts} from '../../build-result.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {actorCodes, mainTimes} from '../../facts/actor-stream.ts';
import {keptOrderLines} from '../../facts/order-facts.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Window} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {filterRows} from '../../select-rows.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {CohortPlan} from './cohort-plan.ts';
import type {CohortCondition} from './cohort-query.ts';
import {keepNamed, keepWhere} from './matching-rows.ts';

/** One bit each. */
const MOST = 31;

/**
 * ClickHouse's `retention(c1, c2, …)`: an actor is in when some row of its meets the first condition; it counts for each further condition that
 * some row of its meets, whatever the order of rows and the other conditions, so that counts may rise again. A row a condition: `actors`, and
 * `rate` = actors ÷ those of the first. With `view: 'actors'` a row an actor of any condition: `met_1` … are all false for one that does
 * not meet the first. Narrowed by the query's filters and period; of orders those that count (`activity`). A pass over the rows a condition.
 */
export function runConditions(plan: CohortPlan, context: RunContext): QueryResult {
  const {query} = plan;
  const conditions = readConditions(plan);
  const window = resolvePeriod(query.period, context.dataset, query);
  const notes: Note[] = [];
  const met = meetConditions(plan, conditions, query.period === undefined ? undefined : window, context, notes);
  const counts = conditions.map((_, index) => met.reduce((sum, bits) => sum + Number((bits & 1) === 1 && (bits & (1 << index)) !== 0), 0));
  const parts = plan.view === 'actors' ? actorParts(plan, conditions, met) : conditionParts(conditions, counts);
  return buildResult({...parts, asOf: context.dataset.now, period: describeWindow(window), totals: {actors: counts[0] ?? 0}, notes});
}

function readConditions({query, by}: CohortPlan): readonly CohortCondition[] {
  const given: unknown = query.conditions;
  const isCondition = (condition: unknown): boolean => typeof condition === 'string' ||
    (typeof condition === 'object' && condition !== null && ['step', 'where', 'period'].some((part) => part in condition));
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST || !given.every(isCondition)) {
    throw new QueryError(
      `conditions is ${JSON.stringify(given)}. Write a list of 1 to ${MOST} event names or {label, step, where, period}.`, query, 'bad-option', ['conditions'],
    );
  }
  for (const name of ['start', 'return', 'mode', 'retention', 'horizon', 'measure', 'grain', 'cell', 'days'] as const) {
    if (query[name] !== undefined) throw new QueryError(`${name} has no meaning beside conditions. Leave one of them out.`, query, 'bad-option', [name]);
  }
  if (by.length > 0) throw new QueryError('by has no meaning beside conditions. Filter by the dimension instead.', query, 'bad-option', ['by']);
  return given as readonly CohortCondition[];
}

/** A bit a condition, by actor. */
function meetConditions(
  {query, table, actor}: CohortPlan, conditions: readonly CohortCondition[], window: Window | undefined, context: RunContext, notes: Note[],
): Int32Array {
  const {codes, size} = actorCodes(table, actor, query);
  const filtered = filterRows(table, query.filters ?? [], context, query);
  notes.push(...filtered.notes);
  const counted = table.name === 'order_lines' && query.activity !== 'all' ? keptOrderLines(table) : undefined;
  const base = filtered.mask.slice();
  const times = mainTimes(table, query);
  keepWindow(base, times, window ?? {from: -Infinity, to: Infinity, end: Infinity, partial: false});
  const met = new Int32Array(size);
  let anonymous = 0;
  for (let row = 0; row < base.length; row++) {
    if (counted && !counted[row]) base[row] = 0;
    if (base[row] && (codes[row] as number) < 0) anonymous++;
  }
  if (anonymous > 0) notes.push(note('rows-of-nobody', `${anonymous} rows without ${actor} are left out.`, {rows: anonymous, actor}));
  conditions.forEach((condition, index) => {
    const mask = base.slice();
    const {step, where = [], period} = typeof condition === 'string' ? {step: condition} : condition;
    if (step !== undefined) keepNamed(mask, table, step, notes);
    keepWhere(mask, table, where, context, query);
    if (period !== undefined) keepWindow(mask, times, resolvePeriod(period, context.dataset, query));
    for (let row = 0; row < mask.length; row++) {
      const who = codes[row] as number;
      if (mask[row] && who >= 0) met[who] = (met[who] as number) | (1 << index);
    }
  });
  return met;
}

function keepWindow(mask: Uint8Array, {days, values}: {readonly days: Int32Array; readonly values: Float64Array}, window: Window): void {
  const {from, to, until = Infinity} = window;
  for (let row = 0; row < mask.length; row++) {
    const day = days[row] as number;
    const value = values[row] as number;
    if (!(day >= from && day <= to) || value !== value || (day === to && value >= until)) mask[row] = 0;
  }
}

const labelOf = (condition: CohortCondition, index: number): string => {
  if (typeof condition === 'string') return condition;
  const {label, step, period} = condition;
  if (typeof period === 'object') return label ?? step ?? ('event' in period ? [period.event, period.year].join(' ').trim() : `${period.from}/${period.to}`);
  return label ?? step ?? period ?? `${index + 1}`;
};

function conditionParts(conditions: readonly CohortCondition[], counts: readonly number[]): Pick<ResultParts, 'columns'> {
  const [first = 0] = counts;
  return {
    columns: [
      {field: {name: 'index', type: 'number', unit: 'count', label: {en: 'No.', zh: '序号'}}, values: counts.map((_, index) => index + 1)},
      {field: {name: 'condition', type: 'text', label: {en: 'Condition', zh: '条件'}}, values: conditions.map(labelOf)},
      {field: {name: 'actors', type: 'number', unit: 'count', label: {en: 'Members', zh: '人数'}}, values: [...counts]},
      {
        field: {name: 'rate', type: 'number', unit: 'ratio', label: {en: 'Retention rate', zh: '留存率'}},
        values: counts.map((count) => (first === 0 ? null : count / first)),
      },
    ],
  };
}

function actorParts({query, table, actor}: CohortPlan, conditions: readonly CohortCondition[], met: Int32Array): Pick<ResultParts, 'columns'> {
  const {values} = actorCodes(table, actor, query);
  const chosen = [...values.keys()].filter((code) => met[code] !== 0).sort((a, b) => ((values[a] as string) < (values[b] as string) ? -1 : 1));
  const shown = chosen.slice(0, query.limit ?? chosen.length);
  const field = (index: number, label: string): Field => ({name: `met_${index + 1}`, type: 'boolean', label: {en: label, zh: label}});
  const holds = (code: number, index: number): Cell => ((met[code] as number) & 1) === 1 && ((met[code] as number) & (1 << index)) !== 0;
  return {
    columns: [
      {field: dimensionField(actor), values: shown.map((code) => values[code] as string)},
      ...conditions.map((condition, index) => ({field: field(index, labelOf(condition, index)), values: shown.map((code) => holds(code, index))})),
    ],
  };
}
