/** The views of intervals as columns. */

import type {Unit} from '../../../metrics/metric.ts';
import type {DayGaps} from '../../kernels/day-gaps.ts';
import {quantileOfSorted, summarize} from '../../kernels/distribution-summary.ts';
import type {DistributionSummary} from '../../kernels/distribution-summary.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';

export interface IntervalGroup {
  /** Gaps in days, upwards, and the number of each: 1 from the first order day to the second. */
  readonly days: Int32Array;
  readonly numbers: Int32Array;
  /** Distinct buyers with a gap here. */
  readonly actors: number;
  /** Buyers with one order day in all, which is here. */
  readonly single: number;
}

export interface NamedGroup {
  readonly texts: readonly (string | null)[];
  readonly group: IntervalGroup;
}

/** Gaps by the group of the row that ends each, which must be `inside`; one group 0 without groups. */
export function groupIntervals(gaps: DayGaps, inside: (row: number) => boolean, groups: Int32Array | undefined): Map<number, IntervalGroup> {
  const places = new Map<number, {readonly gaps: number[]; readonly actors: Set<number>; single: number}>();
  const placeOf = (row: number) => {
    const group = groups ? (groups[row] as number) : 0;
    let place = places.get(group);
    if (!place) places.set(group, (place = {gaps: [], actors: new Set<number>(), single: 0}));
    return place;
  };
  if (!groups) placeOf(0);
  gaps.rows.forEach((row, gap) => {
    if (!inside(row)) return;
    const place = placeOf(row);
    place.gaps.push(gap);
    place.actors.add(gaps.actors[gap] as number);
  });
  gaps.firstRows.forEach((row, actor) => {
    if (gaps.activeDays[actor] === 1 && inside(row)) placeOf(row).single++;
  });
  return new Map([...places].map(([group, place]) => {
    const order = Int32Array.from(place.gaps).sort((a, b) => (gaps.days[a] as number) - (gaps.days[b] as number));
    const taken = {days: order.map((gap) => gaps.days[gap] as number), numbers: order.map((gap) => gaps.numbers[gap] as number)};
    return [group, {...taken, actors: place.actors.size, single: place.single}];
  }));
}

const number = (name: string, unit: Unit, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});

const GAPS = number('gaps', 'count', 'Intervals', '间隔数');
const ACTORS = number('actors', 'count', 'Buyers who came back', '复购买家数');
const SINGLE = number('single', 'count', 'Buyers of one day only', '仅一个下单日的买家数');
const SINGLE_SHARE = number('single_share', 'ratio', 'Share of buyers of one day only', '仅一个下单日的买家占比');
const CHURN = number('churn_days', 'days', 'Suggested days until lost (2 × median)', '建议流失天数(中位数×2)');

const STATISTICS: readonly {readonly field: Field; readonly of: (summary: DistributionSummary) => number | null}[] = [
  {field: number('mean_days', 'days', 'Mean', '平均间隔'), of: ({mean}) => mean},
  {field: number('min_days', 'days', 'Least', '最短间隔'), of: ({min}) => min},
  {field: number('p25_days', 'days', 'Lower quartile', '下四分位'), of: ({p25}) => p25},
  {field: number('median_days', 'days', 'Median', '间隔中位数'), of: ({median}) => median},
  {field: number('p75_days', 'days', 'Upper quartile', '上四分位'), of: ({p75}) => p75},
  {field: number('p90_days', 'days', '90th percentile', '90 分位'), of: ({p90}) => p90},
  {field: number('max_days', 'days', 'Most', '最长间隔'), of: ({max}) => max},
];

const churnDays = ({median}: DistributionSummary): number | null => (median === null ? null : 2 * median);
const shareOfSingle = ({single, actors}: IntervalGroup): number | null => (single + actors === 0 ? null : single / (single + actors));

interface Row {
  readonly texts: readonly (string | null)[];
  readonly group: IntervalGroup;
  readonly summary: DistributionSummary;
}

type Column = (field: Field, cell: (row: Row, index: number) => Cell) => ResultColumn;

const columnOf = (rows: readonly Row[]): Column => (field, cell) => ({field, values: rows.map(cell)});
const dimensions = (by: readonly string[], column: Column): ResultColumn[] =>
  by.map((name, part) => column(dimensionField(name), ({texts}) => texts[part] ?? null));

/** A row a group. */
export function summaryColumns(by: readonly string[], groups: readonly NamedGroup[]): ResultColumn[] {
  const column = columnOf(groups.map(({texts, group}) => ({texts, group, summary: summarize(group.days)})));
  return [
    ...dimensions(by, column),
    column(GAPS, ({summary}) => summary.count),
    column(ACTORS, ({group}) => group.actors),
    ...STATISTICS.map(({field, of}) => column(field, ({summary}) => of(summary))),
    column(CHURN, ({summary}) => churnDays(summary)),
    column(SINGLE, ({group}) => group.single),
    column(SINGLE_SHARE, ({group}) => shareOfSingle(group)),
  ];
}

/** A row a group and pair of order days, up to the largest that anybody has. */
export function numberColumns(by: readonly string[], groups: readonly NamedGroup[], upTo: number): ResultColumn[] {
  const rows = groups.flatMap(({texts, group}) => {
    const most = Math.min(upTo, group.numbers.reduce((max, each) => Math.max(max, each), 0));
    return Array.from({length: most}, (_, index) => {
      const days = group.days.filter((_day, gap) => group.numbers[gap] === index + 1);
      return {texts, group, summary: summarize(days), number: index + 1};
    });
  });
  const column = columnOf(rows);
  const numberAt = (index: number): number => (rows[index] as (typeof rows)[number]).number;
  return [
    ...dimensions(by, column),
    column(number('from_order', 'count', 'From order day', '起始下单序号'), (_, index) => numberAt(index)),
    column(number('to_order', 'count', 'To order day', '下一下单序号'), (_, index) => numberAt(index) + 1),
    column(GAPS, ({summary}) => summary.count),
    ...STATISTICS.map(({field, of}) => column(field, ({summary}) => of(summary))),
  ];
}

/** Bins that no histogram needs more of. */
const MOST_BINS = 200;

/** A row a group and bin, of one width for all groups, empty ones too. */
export function binColumns(by: readonly string[], groups: readonly NamedGroup[], binDays: number | undefined): ResultColumn[] {
  const pooled = Float64Array.from(groups.flatMap(({group}) => [...group.days])).sort();
  const width = binDays ?? defaultWidth(pooled);
  const most = pooled.at(-1) ?? 0;
  const bins = Math.ceil(most / width);
  const rows = groups.flatMap(({texts, group}) => {
    const counts = new Int32Array(bins);
    for (const day of group.days) counts[Math.floor((day - 1) / width)] = (counts[Math.floor((day - 1) / width)] as number) + 1;
    let below = 0;
    return Array.from(counts, (count, bin) => ({texts, bin, count, below: (below += count), of: group.days.length}));
  });
  const column = (field: Field, cell: (row: (typeof rows)[number]) => Cell): ResultColumn => ({field, values: rows.map(cell)});
  return [
    ...by.map((name, part) => column(dimensionField(name), ({texts}) => texts[part] ?? null)),
    column(number('from_days', 'days', 'From', '起始天数'), ({bin}) => bin * width + 1),
    column(number('to_days', 'days', 'To', '截止天数'), ({bin}) => (bin + 1) * width),
    column(GAPS, ({count}) => count),
    column(number('share', 'ratio', 'Share of intervals', '间隔占比'), ({count, of}) => (of === 0 ? null : count / of)),
    column(number('cumulative_share', 'ratio', 'Cumulative share', '累计占比'), ({below, of}) => (of === 0 ? null : below / of)),
  ];
}

/** Freedman & Diaconis (1981): 2 × the distance of the quartiles ÷ the cube root of the count, in whole days. */
function defaultWidth(sorted: Float64Array): number {
  const spread = (quantileOfSorted(sorted, 75) ?? 0) - (quantileOfSorted(sorted, 25) ?? 0);
  const width = sorted.length === 0 ? 1 : Math.round((2 * spread) / Math.cbrt(sorted.length));
  return Math.max(1, width, Math.ceil((sorted.at(-1) ?? 0) / MOST_BINS));
}

export function totalsOf(group: IntervalGroup): Record<string, Cell> {
  const summary = summarize(group.days);
  return {
    gaps: summary.count, actors: group.actors,
    ...Object.fromEntries(STATISTICS.map(({field, of}) => [field.name, of(summary)])),
    churn_days: churnDays(summary), single: group.single, single_share: shareOfSingle(group),
  };
}
