/** Numbers that two tables should tell alike. */

import {PAY} from '../../../metrics/event-names.ts';
import type {RunContext} from '../../context.ts';
import type {QueryResult} from '../../result.ts';
import {askMetrics} from '../metrics/ask-metrics.ts';
import type {Finding} from './finding.ts';
import type {QualityQuery, Reconciliation} from './quality-query.ts';

const TOLERANCE = 0.05;

/** Orders against payments of the event log, visitors of the log against the totals of the traffic table. */
const USUAL: readonly Reconciliation[] = [
  {
    left: 'orders',
    right: {
      key: 'pay_events', unit: 'count', formula: 'pays', label: {en: 'Payments in the event log', zh: '事件日志中的支付次数'},
      measures: {pays: {table: 'events', aggregate: 'count', where: [{column: 'step', firstIn: PAY}], at: ['at']}},
    },
  },
  {
    left: {
      key: 'logged_visitors', unit: 'count', formula: 'visitors', label: {en: 'Visitors in the event log', zh: '事件日志中的访客数'},
      measures: {visitors: {table: 'events', aggregate: 'distinct', of: 'user_id', at: ['at']}},
    },
    right: {
      key: 'stated_visitors', unit: 'count', formula: 'visitors', label: {en: 'Visitors in the traffic table', zh: '流量表中的访客数'},
      measures: {visitors: {table: 'traffic', aggregate: 'sum', of: 'visitors', at: ['day']}},
    },
  },
];

/**
 * Days on which the two numbers of a pair are farther apart than its tolerance, as a part of the larger. Where most days differ under a built-in
 * pair, the two count different things (a log that samples), which is only worth knowing. Days of which one of the tables does not speak are not
 * looked at, nor is the running one. A built-in pair whose tables are not there is passed over; a pair that was asked for by name and cannot be
 * counted is a `QueryError`.
 *
 * Cost: a metrics query by day for each pair.
 */
export function checkSums(query: QualityQuery, context: RunContext): Finding[] {
  const {reconcile} = query;
  return (reconcile ?? USUAL).flatMap((pair) => {
    try {
      return compareByDay(pair, query, context).map((found) => (reconcile === undefined && found.count > found.of / 2 ? {...found, severity: 'info'} : found));
    } catch (error) {
      if (reconcile === undefined && (error as Error).name === 'QueryError') return [];
      throw error;
    }
  });
}

function compareByDay({left, right, tolerance = TOLERANCE}: Reconciliation, query: QualityQuery, context: RunContext): Finding[] {
  const [one, other] = [left, right].map((metric) => askMetrics(query, {metrics: [metric], grain: 'day'}, context)) as [QueryResult, QueryResult];
  const [own, its] = [one, other].map(({fields}) => fields.at(-1)?.name ?? '') as [string, string];
  const today = one.period?.partial ? one.period.to : '';
  let of = 0;
  const apart: string[] = [];
  for (let row = 0; row < one.length; row++) {
    const day = String(one.columns['period']?.[row]);
    const [a, b] = [one.columns[own]?.[row] ?? null, other.columns[its]?.[row] ?? null];
    if (typeof a !== 'number' || typeof b !== 'number' || day === today) continue;
    of++;
    if (Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b))) apart.push(`${day}: ${a} ≠ ${b}`);
  }
  if (apart.length === 0) return [];
  const metric = typeof left === 'string' ? context.registry.find(left) : context.registry.read(left);
  const table = Object.values(metric?.measures ?? {})[0]?.table ?? 'order_lines';
  return [{
    table, column: `${own} = ${its}`, reason: 'sums-differ', dimension: 'consistency', severity: 'warning', effect: 'kept',
    count: apart.length, of, unit: 'days', example: {value: apart[0] ?? ''},
  }];
}
