/** Values as a histogram, or as the numbers that tell of it. */

import {summarize, quantileOfSorted} from '../../kernels/distribution-summary.ts';
import {binOfValue, binsBetween, equalBins, roundBins} from '../../kernels/histogram.ts';
import type {Bins} from '../../kernels/histogram.ts';
import {standardDeviation} from '../../kernels/moments.ts';
import type {Unit} from '../../../metrics/metric.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {gini, topShare} from '../../statistics/concentration.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {DistributionPlan} from './distribution-plan.ts';

export interface NamedValues {
  readonly texts: readonly (string | null)[];
  /** Sorted upwards, in integer units for money. */
  readonly values: Float64Array;
}

const number = (name: string, unit: Unit, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});

interface Statistic {
  readonly field: (unit: Unit) => Field;
  /** In the units of the values, or a pure number. */
  readonly of: (sorted: Float64Array) => number | null;
  readonly isPure: boolean;
}

export interface Measured {
  readonly unit: Unit;
  /** Values of one unit. */
  readonly scale: number;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const statistic = (name: string, en: string, zh: string, of: Statistic['of'], own?: Unit): Statistic => ({
  field: (unit) => number(name, own ?? unit, en, zh), of, isPure: own !== undefined,
});
const shown = ({of, isPure}: Statistic, sorted: Float64Array, scale: number): number | null => {
  const found = of(sorted);
  return found === null || isPure ? found : found / scale;
};

const STATISTICS: readonly Statistic[] = [
  statistic('count', 'Values', '数量', (sorted) => sorted.length, 'count'),
  statistic('sum', 'Sum', '合计', (sorted) => (sorted.length === 0 ? null : total(sorted))),
  statistic('mean', 'Mean', '平均值', (sorted) => summarize(sorted).mean),
  statistic('sd', 'Standard deviation', '标准差', (sorted) => standardDeviation(sorted)),
  statistic('min', 'Least', '最小值', (sorted) => quantileOfSorted(sorted, 0)),
  statistic('p10', '10th percentile', '10 分位', (sorted) => quantileOfSorted(sorted, 10)),
  statistic('p25', 'Lower quartile', '下四分位', (sorted) => quantileOfSorted(sorted, 25)),
  statistic('median', 'Median', '中位数', (sorted) => quantileOfSorted(sorted, 50)),
  statistic('p75', 'Upper quartile', '上四分位', (sorted) => quantileOfSorted(sorted, 75)),
  statistic('p90', '90th percentile', '90 分位', (sorted) => quantileOfSorted(sorted, 90)),
  statistic('p99', '99th percentile', '99 分位', (sorted) => quantileOfSorted(sorted, 99)),
  statistic('max', 'Largest', '最大值', (sorted) => quantileOfSorted(sorted, 100)),
  statistic('gini', 'Gini coefficient', '基尼系数', gini, 'ratio'),
  statistic('top_1_share', 'Share of the top 1%', '前 1% 占比', (sorted) => topShare(sorted, 0.01), 'ratio'),
  statistic('top_10_share', 'Share of the top 10%', '前 10% 占比', (sorted) => topShare(sorted, 0.1), 'ratio'),
  statistic('top_20_share', 'Share of the top 20%', '前 20% 占比', (sorted) => topShare(sorted, 0.2), 'ratio'),
];

const dimensions = (by: readonly string[], rows: readonly {readonly texts: readonly (string | null)[]}[]): ResultColumn[] =>
  by.map((name, part) => ({field: dimensionField(name), values: rows.map(({texts}) => texts[part] ?? null)}));

/** A row a group. */
export function statisticColumns(by: readonly string[], groups: readonly NamedValues[], {unit, scale}: Measured): ResultColumn[] {
  return [
    ...dimensions(by, groups),
    ...STATISTICS.map((each) => ({field: each.field(unit), values: groups.map(({values}): Cell => shown(each, values, scale))})),
  ];
}

/** `known` is false where the values cannot be compared: then nothing is said, not even how many there are. */
export function statisticTotals(sorted: Float64Array, scale: number, known: boolean): Record<string, Cell> {
  return Object.fromEntries(STATISTICS.map((each) => [each.field('count').name, known ? shown(each, sorted, scale) : null]));
}

/** A row a group and bin; the bins are those of all values, empty ones too. */
export function binColumns({by, bins}: DistributionPlan, groups: readonly NamedValues[], all: Float64Array, {unit, scale}: Measured): ResultColumn[] {
  const whole = all.map((value) => value / scale);
  const cut: Bins = bins === 'auto' ? roundBins(whole) : typeof bins === 'number' ? equalBins(whole, bins) : binsBetween(bins, whole);
  const rows = groups.flatMap(({texts, values}) => {
    const counts = new Int32Array(cut.from.length);
    const sums = new Float64Array(cut.from.length);
    for (const value of values) {
      const bin = binOf(value / scale, cut);
      counts[bin] = (counts[bin] as number) + 1;
      sums[bin] = (sums[bin] as number) + value;
    }
    const sum = total(values);
    let below = 0;
    return Array.from(counts, (count, bin) => {
      below += count;
      return {texts, bin, count, below, of: values.length, sum: (sums[bin] as number) / scale, part: sum === 0 ? null : (sums[bin] as number) / sum};
    });
  });
  const column = (field: Field, of: (row: (typeof rows)[number]) => Cell): ResultColumn => ({field, values: rows.map(of)});
  const edge = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);
  return [
    ...dimensions(by, rows),
    column(number('from', unit, 'From', '起'), ({bin}) => edge(cut.from[bin])),
    column(number('to', unit, 'To', '止'), ({bin}) => edge(cut.to[bin])),
    column(number('count', 'count', 'Values', '数量'), ({count}) => count),
    column(number('share', 'ratio', 'Share of values', '数量占比'), ({count, of}) => (of === 0 ? null : count / of)),
    column(number('cumulative_share', 'ratio', 'Cumulative share', '累计占比'), ({below, of}) => (of === 0 ? null : below / of)),
    column(number('sum', unit, 'Sum', '合计'), ({sum}) => sum),
    column(number('sum_share', 'ratio', 'Share of the sum', '合计占比'), ({part}) => part),
  ];
}

/** The largest value belongs to the last bin even where it stands on its edge. */
function binOf(value: number, cut: Bins): number {
  return Math.min(Math.max(binOfValue(value, cut), 0), cut.from.length - 1);
}
