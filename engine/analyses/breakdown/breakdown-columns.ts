/** The columns of a breakdown. */

import {DIMENSIONS} from '../../../metrics/dimension.ts';
import type {LocalText, Metric, Unit} from '../../../metrics/metric.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {BreakdownQuery} from './breakdown-query.ts';
import type {RankedValue} from './rank-values.ts';

export interface BreakdownRow extends RankedValue {
  readonly level: 1 | 2;
  /** At the second level the value it stands below. */
  readonly parent: string | null;
}

export interface ColumnSpec {
  readonly field: Field;
  readonly read: (row: BreakdownRow) => Cell;
}

/** Throws a `QueryError` where a dimension or the metric is called like another column. */
export function columnSpecs({by, then, compare, pareto, abc}: BreakdownQuery, metric: Metric, query: unknown): ColumnSpec[] {
  const text = (name: string, label: LocalText, read: ColumnSpec['read']): ColumnSpec => ({field: {name, type: 'text', label}, read});
  const number = (name: string, en: string, zh: string, read: ColumnSpec['read'], unit?: Unit): ColumnSpec =>
    ({field: {name, type: 'number', ...(unit ? {unit} : {}), label: {en, zh}}, read});
  const specs = [
    ...(then === undefined ? [] : [number('level', 'Level', '层级', ({level}) => level, 'count')]),
    text(by, labelOf(by), ({level, value, parent}) => (level === 1 ? value : parent)),
    ...(then === undefined ? [] : [text(then, labelOf(then), ({level, value}) => (level === 1 ? null : value))]),
    number('others', 'Values in the rest', '其余取值数', ({others}) => others, 'count'),
    number('rank', 'Rank', '名次', ({rank}) => rank, 'count'),
    number(metric.key, metric.label.en, metric.label.zh, ({now}) => now, metric.unit),
    number('share', 'Share', '占比', ({share}) => share, 'ratio'),
    ...(then === undefined ? [] : [number('share_of_parent', 'Share of its group', '组内占比', ({shareOfParent}) => shareOfParent, 'ratio')]),
    ...(pareto ? [number('cumulative_share', 'Cumulative share', '累计占比', ({cumulative}) => cumulative, 'ratio')] : []),
    ...(abc ? [text('class', {en: 'Class', zh: '分类'}, (row) => row.class)] : []),
    ...(compare === undefined ? [] : [
      number('base', `${metric.label.en}, base`, `${metric.label.zh}（基期）`, ({base}) => base, metric.unit),
      number('change', 'Change', '变化', ({change}) => change, 'ratio'),
      text('change_status', {en: 'Status of the change', zh: '变化状态'}, ({status}) => status),
      number('contribution', 'Contribution to growth', '增长贡献', ({contribution}) => contribution, 'ratio'),
    ]),
  ];
  const names = specs.map(({field: {name}}) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return specs;
  throw new QueryError(`Two columns of the result would be called "${twice}". Rename the dimension or the metric of that name.`, query, 'bad-option', [twice]);
}

export function columnsOf(specs: readonly ColumnSpec[], rows: readonly BreakdownRow[]): ResultColumn[] {
  return specs.map(({field, read}) => ({field, values: rows.map(read)}));
}

function labelOf(dimension: string): LocalText {
  return DIMENSIONS.find(({name}) => name === dimension)?.label ?? {en: dimension, zh: dimension};
}
