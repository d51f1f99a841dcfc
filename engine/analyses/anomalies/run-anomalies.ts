/** Which values of a metric are out of the ordinary. */

import {buildResult, note} from '../../build-result.ts';
import type {ResultParts} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {describeWindow} from '../../periods.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import type {AnomaliesQuery} from './anomalies-query.ts';
import {planAnomalies} from './anomalies-plan.ts';
import type {AnomaliesPlan} from './anomalies-plan.ts';
import {readAnomalySeries} from './anomaly-series.ts';
import type {AnomalyInput, AnomalySeries} from './anomaly-series.ts';
import {judgeSeries} from './judge-series.ts';
import type {Judgement} from './judge-series.ts';

interface Row {
  readonly group: AnomalySeries;
  readonly period: string;
  readonly cell: Cell;
  /** What is judged of the cell: null for the running bucket, masked days and gaps. */
  readonly value: number | null;
  readonly judgement: Judgement | null;
  /** Null where nothing is said. */
  readonly anomaly: boolean | null;
}

/**
 * A row a value: the dimensions, `period`, `value`, `expected`, `low`, `high`, `difference` (value − expected), `score` (deviations from what was
 * expected, with sign), `anomaly`, `rule`, `severity` (`watch`, and `alert` from twice as far out as the threshold). Totals: `judged`, `anomalies`,
 * `above`, `below`.
 *
 * `residual`: r = value − median of the same place (weekday, hour of the week) in the last 8 seasons; the band is that median plus Q1 − 3 IQR to Q3
 * + 3 IQR of the residuals of those 8 seasons, so that steady growth is expected and one weekday's noise is measured by all. `seasonal`: median ± 3
 * × 1.4826 × MAD of the same place. `mad`, `tukey`: median and MAD, or quartiles, of all values of the last seasons. `control`: Shewhart's chart of
 * the residuals (centre their mean, σ their mean step ÷ 1.128) under run rules. Only what came before a value judges it.
 *
 * Where the deviation is 0 (earlier values alike), a value is out beyond all of them and beyond a tenth of what was expected, times the threshold.
 * The running bucket and masked days are not judged, a missing value is a gap; with less than `minHistory` values at the place, or less than 8
 * residuals, nothing is said, with a note.
 *
 * Sources: Tukey (1977); Hampel (1974); Western Electric (1956), Nelson (1984). Cost: a metrics query over the period and the seasons before it, and
 * for each value a look at some earlier ones. Throws a `QueryError` for an option that cannot be.
 */
export function runAnomalies(query: AnomaliesQuery, context: RunContext): QueryResult {
  const plan = planAnomalies(query, context.dataset);
  const input = readAnomalySeries(plan, context);
  const rows = input.groups.flatMap((group) => judgeGroup(group, plan));
  const shown = plan.view === 'anomalies' ? rows.filter(({anomaly}) => anomaly === true) : rows;
  return buildResult({
    columns: columnsOf(shown, input, plan),
    totals: totalsOf(rows),
    asOf: context.dataset.now,
    period: describeWindow(plan.window),
    notes: [...input.notes, ...silence(rows, plan)],
  });
}

function judgeGroup(group: AnomalySeries, {usual, fallback, direction}: AnomaliesPlan): Row[] {
  const {series, periods, cells} = group;
  const judged = judgeSeries(series, usual);
  const spare = fallback && judged.some((each, row) => !each && series.values[row] !== null) ? judgeSeries(series, fallback) : [];
  const rows = periods.map((period, row): Row => {
    const value = series.values[row] ?? null;
    const judgement = judged[row] ?? spare[row] ?? null;
    const up = judgement !== null && value !== null && value > judgement.expected;
    const counts = direction === 'both' || (direction === 'up') === up;
    return {group, period, cell: cells[row] ?? null, value, judgement, anomaly: judgement ? judgement.rules.length > 0 && counts : null};
  });
  return group.first < 0 ? [] : rows.slice(group.first);
}

type Column = ResultParts['columns'][number];

function columnsOf(rows: readonly Row[], {metric, dimensions}: AnomalyInput, {grain, usual}: AnomaliesPlan): Column[] {
  const unit = metric.unit === undefined ? {} : {unit: metric.unit};
  const column = (field: Field, of: (row: Row) => Cell): Column => ({field, values: rows.map(of)});
  const number = (name: string, en: string, zh: string, of: (judgement: Judgement, row: Row) => number | null): Column =>
    column({name, type: 'number', ...unit, label: {en, zh}}, (row) => (row.judgement ? of(row.judgement, row) : null));
  return [
    ...dimensions.map((field, index) => column(field, ({group}) => group.texts[index] ?? null)),
    column({name: 'period', type: grain === 'hour' ? 'text' : 'day', label: {en: 'Period', zh: '周期'}}, ({period}) => period),
    column({name: 'value', type: 'number', ...unit, label: metric.label}, ({cell}) => cell),
    number('expected', 'Expected', '预期', ({expected}) => expected),
    number('low', 'Low', '下限', ({low}) => low),
    number('high', 'High', '上限', ({high}) => high),
    number('difference', 'Difference', '差异', ({expected}, {value}) => (value === null ? null : value - expected)),
    column({name: 'score', type: 'number', label: {en: 'Score', zh: '偏离倍数'}}, ({judgement}) => judgement?.score ?? null),
    column({name: 'anomaly', type: 'boolean', label: {en: 'Out of the ordinary', zh: '异常'}}, ({anomaly}) => anomaly),
    column({name: 'rule', type: 'text', label: {en: 'Rule', zh: '规则'}}, ({anomaly, judgement}) => (anomaly ? (judgement?.rules[0] ?? null) : null)),
    column({name: 'severity', type: 'text', label: {en: 'Severity', zh: '严重程度'}}, (row) => severityOf(row, usual.method === 'control')),
  ];
}

/** Twice as far from what was expected as the band reaches; for run rules beyond 3 σ. */
function severityOf({judgement, value, anomaly}: Row, isControl: boolean): 'watch' | 'alert' | null {
  if (!anomaly || !judgement || value === null) return null;
  const {expected, low, high, rules} = judgement;
  if (isControl) return rules.includes('beyond-3') ? 'alert' : 'watch';
  return Math.abs(value - expected) >= 2 * (value > expected ? high - expected : expected - low) ? 'alert' : 'watch';
}

function totalsOf(rows: readonly Row[]): Record<string, Cell> {
  const out = rows.filter(({anomaly}) => anomaly === true);
  const above = out.filter(({value, judgement}) => judgement && value !== null && value > judgement.expected).length;
  return {judged: rows.filter(({judgement}) => judgement !== null).length, anomalies: out.length, above, below: out.length - above};
}

function silence(rows: readonly Row[], {usual}: AnomaliesPlan): Note[] {
  const silent = rows.filter(({judgement, value}) => judgement === null && value !== null).length;
  if (silent === 0) return [];
  const params = {values: silent, least: usual.minHistory};
  return [note('anomalies-silent', `${silent} values are not judged: too little is known of the time before them (at least ${usual.minHistory} values at the same place).`, params)];
}
