/** Which values of a metric are out of the ordinary. */

import {dayNumber} from '../../../data-adapters/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {runMetrics} from '../metrics/run-metrics.ts';
import type {AnomaliesQuery} from './anomalies-query.ts';
import {judgeSeasonal, judgeWhole} from './judge-series.ts';
import type {Judgement} from './judge-series.ts';

/** How many values make a season: hours of a week, days of a week, no season for weeks and months. */
const PERIODS = {hour: 168, day: 7, week: 1, month: 1} as const;

/** The same hour of the last two weeks' days. */
const DAYS = {period: 24, seasons: 14};

/**
 * A row a value: `period`, `value`, `expected`, `low`, `high`, `score` (deviations from what was expected, with sign), `anomaly`, `severity` (`watch`
 * from the threshold on, `alert` from twice of it). Totals: `anomalies`, `judged`.
 *
 * Expected is the median, the deviation 1.4826 × MAD (a tenth of the median where all are alike). The running value is not judged, a missing one is
 * a gap, masked days are neither judged nor learnt from. Values with too little history are null, with a note.
 *
 * Sources: Hampel (1974) for k × MAD, Tukey (1977) for fences. Cost: a metrics query and a look at a few earlier values for each.
 */
export function runAnomalies(query: AnomaliesQuery, context: RunContext): QueryResult {
  const usual = readOptions(query);
  const {metric, grain = 'day', period, filters, method = 'seasonal', direction = 'both'} = query;
  const result = runMetrics({analysis: 'metrics', metrics: [metric], grain, ...(period === undefined ? {} : {period}), ...(filters ? {filters} : {})}, context);
  const field = result.fields.find(({name}) => name !== 'period') as Field;
  const days = (result.columns['period'] ?? []).map(String);
  const cells = result.columns[field.name] ?? [];
  const running = result.period?.partial ? days.length - 1 : -1;
  const isMasked = masks(query);
  const values = cells.map((cell, row) => (typeof cell === 'number' && row !== running && !isMasked(days[row] ?? '') ? cell : null));
  const weekly = method === 'seasonal' ? judgeSeasonal(values, usual) : judgeWhole(values, method, usual);
  // Hours of the first weeks have days before them, if no weeks.
  const daily = method === 'seasonal' && grain === 'hour' && query.season === undefined ? judgeSeasonal(values, {...usual, ...DAYS}) : [];
  const judged = weekly.map((judgement, row) => judgement ?? daily[row] ?? null);
  const isOut = (judgement: Judgement | null, row: number): boolean => {
    if (!judgement) return false;
    const value = values[row] as number;
    return (direction !== 'down' && value > judgement.high) || (direction !== 'up' && value < judgement.low);
  };
  const notes: Note[] = result.notes.filter(({code}) => code !== 'partial-period');
  const silent = judged.filter((judgement, row) => judgement === null && values[row] !== null).length;
  if (silent > 0) {
    notes.push(note('anomalies-silent', `${silent} values have fewer than ${usual.minHistory} earlier ones to be judged by.`, {values: silent, least: usual.minHistory}));
  }
  const number = (name: string, en: string, zh: string, of: (judgement: Judgement) => number, isMetric = true): Column => ({
    field: {name, type: 'number', ...(isMetric && field.unit ? {unit: field.unit} : {}), label: {en, zh}},
    values: judged.map((judgement) => (judgement ? of(judgement) : null)),
  });
  const out = judged.map(isOut);
  return buildResult({
    columns: [
      {field: {name: 'period', type: grain === 'hour' ? 'text' : 'day', label: {en: 'Period', zh: '周期'}}, values: days},
      {field: {name: 'value', type: 'number', ...(field.unit ? {unit: field.unit} : {}), label: field.label}, values: cells},
      number('expected', 'Expected', '预期', ({expected}) => expected),
      number('low', 'Low', '下限', ({low}) => low),
      number('high', 'High', '上限', ({high}) => high),
      number('score', 'Score', '偏离倍数', ({score}) => score, false),
      {field: {name: 'anomaly', type: 'boolean', label: {en: 'Out of the ordinary', zh: '异常'}}, values: judged.map((judgement, row) => (judgement ? (out[row] ?? false) : null))},
      {
        field: {name: 'severity', type: 'text', label: {en: 'Severity', zh: '严重程度'}},
        values: judged.map((judgement, row) => (!judgement || !out[row] ? null : Math.abs(judgement.score) >= 2 * usual.threshold ? 'alert' : 'watch')),
      },
    ],
    totals: {anomalies: out.filter(Boolean).length, judged: judged.filter((judgement) => judgement !== null).length},
    asOf: context.dataset.now,
    ...(result.period ? {period: result.period} : {}),
    notes,
  });
}

interface Column {
  readonly field: Field;
  readonly values: readonly Cell[];
}

function masks(query: AnomaliesQuery): (day: string) => boolean {
  const ranges = (query.mask ?? []).map((range) => {
    const [from, to] = [dayNumber(String(range?.from)), dayNumber(String(range?.to))];
    if (from === undefined || to === undefined || to < from) throw new QueryError(`mask holds ${JSON.stringify(range)}; write days such as {from: "2024-06-01", to: "2024-06-18"}.`, query);
    return [from, to] as const;
  });
  return (day) => {
    const number = dayNumber(day.slice(0, 10)) ?? NaN;
    return ranges.some(([from, to]) => number >= from && number <= to);
  };
}

function readOptions(query: AnomaliesQuery): {threshold: number; period: number; seasons: number; minHistory: number} {
  const {grain = 'day', method = 'seasonal', threshold = 3, seasons = 8, minHistory = 4, direction = 'both', season = PERIODS[grain]} = query;
  if (!Object.hasOwn(PERIODS, grain)) throw new QueryError(`Unknown grain ${JSON.stringify(grain)}. Write ${Object.keys(PERIODS).join(', ')}.`, query);
  if (!['seasonal', 'mad', 'tukey'].includes(method)) throw new QueryError(`Unknown method ${JSON.stringify(method)}. Write seasonal, mad or tukey.`, query);
  if (!['both', 'up', 'down'].includes(direction)) throw new QueryError(`Unknown direction ${JSON.stringify(direction)}. Write both, up or down.`, query);
  if (!(threshold > 0)) throw new QueryError(`threshold is ${String(threshold)}; write one above 0, such as 3.`, query);
  for (const [name, value] of [['season', season], ['seasons', seasons], ['minHistory', minHistory]] as const) {
    if (!Number.isInteger(value) || value < 1) throw new QueryError(`${name} is ${String(value)}; write a whole number from 1.`, query);
  }
  return {threshold, period: season, seasons, minHistory};
}
