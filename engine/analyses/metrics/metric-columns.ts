/** The value columns of a metrics query: now, bases, changes, shares. */

import {isAdditive} from '../../../metrics/metric.ts';
import type {LocalText, Metric, Unit} from '../../../metrics/metric.ts';
import {pointChange, relativeChange} from '../../change.ts';
import type {Change} from '../../change.ts';
import type {Baseline} from '../../compare.ts';
import type {MetricsQuery} from './metrics-query.ts';
import type {Cell, Field} from '../../result.ts';
import type {PlannedMetric} from './metric-plan.ts';
import type {WindowValues} from './run-metrics.ts';
import type {ResultColumn} from '../../sort-columns.ts';

/** One row of the result. */
export interface Group {
  readonly combination: number;
  readonly bucket: number;
}

interface Parts {
  readonly query: MetricsQuery;
  readonly planned: readonly PlannedMetric[];
  readonly baselines: readonly Baseline[];
}

const BASE_LABELS: Readonly<Record<string, LocalText>> = {
  previous_period: {en: 'previous period', zh: '上期'},
  previous_year: {en: 'previous year', zh: '去年同期'},
  previous_week: {en: 'previous week', zh: '上周同期'},
  same_weekday: {en: 'same weekdays last year', zh: '去年同星期'},
  previous_event: {en: 'same days of the event before', zh: '上届活动同期'},
  custom: {en: 'compared period', zh: '对比期'},
};

/** Null where a base has nothing to set against the bucket, and for an hour that the clock left out. */
function valueIn({buckets, places, values}: WindowValues, metric: number, combination: number, bucket: number): number | null {
  const place = places ? (places[bucket] as number) : bucket;
  return place < 0 || buckets.isSkipped(place) ? null : values(metric, combination, place);
}

/** How a metric moved: percentage points for ratios, relative for all else. */
function changeOf(metric: Metric, now: number | null, base: number | null): Change {
  return metric.unit === 'ratio' ? pointChange(now, base) : relativeChange(now, base);
}

function field(name: string, unit: Unit | undefined, label: LocalText, type: Field['type'] = 'number'): Field {
  return {name, type, ...(unit ? {unit} : {}), label};
}

/** `windows[0]` is the period, the others its baselines; `whole` the same without groups, for shares. */
export function metricColumns(
  {query, planned, baselines}: Parts, groups: readonly Group[], windows: readonly WindowValues[], whole: readonly WindowValues[],
): ResultColumn[] {
  return planned.flatMap(({metric}, index) => {
    const {key, label, unit} = metric;
    const read = (window: number, {combination, bucket}: Group): number | null =>
      valueIn(windows[window] as WindowValues, index, combination, bucket);
    const now = groups.map((group) => read(0, group));
    const columns: ResultColumn[] = [{field: field(key, unit, label), values: now}];
    if (query.share && isAdditive(metric)) {
      const all = (whole[0] as WindowValues).values(index, 0, 0);
      columns.push({
        field: field(`${key}_share`, 'ratio', {en: `Share of ${label.en}`, zh: `${label.zh}占比`}),
        values: now.map((part) => (part === null || !all ? null : part / all)),
      });
    }
    baselines.forEach(({name}, place) => {
      const bases = groups.map((group) => read(place + 1, group));
      columns.push(...baseColumns(metric, name, now, bases));
      if (query.share && isAdditive(metric)) {
        const base = valueIn(whole[place + 1] as WindowValues, index, 0, 0);
        columns.push({
          field: field(`${key}_${name}_contribution`, 'ratio', {en: `Contribution to growth of ${label.en}`, zh: `${label.zh}增长贡献`}),
          values: now.map((part, row) => (base ? ((part ?? 0) - (bases[row] ?? 0)) / Math.abs(base) : null)),
        });
      }
    });
    return columns;
  });
}

function baseColumns(metric: Metric, name: string, now: readonly (number | null)[], bases: readonly (number | null)[]): ResultColumn[] {
  const {key, label, unit} = metric;
  const base = BASE_LABELS[name.replace(/_\d+$/, '')] ?? {en: name, zh: name};
  const changes = now.map((value, row) => changeOf(metric, value, bases[row] ?? null));
  return [
    {field: field(`${key}_${name}`, unit, {en: `${label.en}, ${base.en}`, zh: `${label.zh}（${base.zh}）`}), values: [...bases]},
    {
      field: field(`${key}_${name}_change`, 'ratio', {en: `Change vs ${base.en}`, zh: `较${base.zh}变化`}),
      values: changes.map(({change}) => change),
    },
    {
      field: field(`${key}_${name}_status`, undefined, {en: `Status vs ${base.en}`, zh: `较${base.zh}状态`}, 'text'),
      values: changes.map(({status}) => status),
    },
  ];
}

/** Every value column over all rows at once, computed afresh. */
export function metricTotals(parts: Parts, whole: readonly WindowValues[]): Record<string, Cell> {
  const columns = metricColumns(parts, [{combination: 0, bucket: 0}], whole, whole);
  return Object.fromEntries(columns.map(({field: {name}, values}) => [name, values[0] ?? null]));
}
