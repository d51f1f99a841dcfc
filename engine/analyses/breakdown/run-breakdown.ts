/** A metric by the values of a dimension: shares, Pareto, ABC and growth contribution. */

import type {Metric} from '../../../metrics/metric.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {sumOf} from '../../kernels/sum-of.ts';
import {pointChange, relativeChange} from '../../change.ts';
import type {AbcClass} from '../../kernels/abc.ts';
import {QueryError} from '../../query.ts';
import type {Filter} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {addsUp} from './adds-up.ts';
import {askGroups} from './ask-groups.ts';
import type {GroupReading, Readings} from './ask-groups.ts';
import {columnsOf, columnSpecs} from './breakdown-columns.ts';
import type {BreakdownRow, ColumnSpec} from './breakdown-columns.ts';
import {planBreakdown} from './breakdown-plan.ts';
import type {BreakdownQuery} from './breakdown-query.ts';
import {rankValues, restOf} from './rank-values.ts';
import type {RankedValue, RankOptions} from './rank-values.ts';

/**
 * A row a value of `by` that occurs in the period or in its base, largest first, and `top` of them; the rest is one row (`others`: how many values
 * it stands for) computed afresh over their rows, so that ratios and distinct counts are those of the rest. With `then` each value's row (`level` 1)
 * is followed by its own values (`level` 2).
 *
 * Columns: the dimensions and the metric under their names; `share` = part ÷ whole, unrounded; `share_of_parent` with `then`; `rank`, equal values
 * sharing one (order among them by name); with `pareto` `cumulative_share`, with `abc` `class`, both among siblings, negatives counting 0; with
 * `compare` `base`, `change` (relative; points for ratios), `change_status` and `contribution` = (now − base) ÷ |base of the whole|, which
 * add up to the growth. What needs parts that add up is null for distinct counts and ratios, with a note.
 *
 * Totals: the metric and its base over all rows, `values` (how many there are), and with `abc` `a_values`, `a_share`, … over all values of `by`.
 *
 * Cost: a metrics query a dimension, and one a row of the rest. Throws a `QueryError` that names the option at fault.
 *
 * Sources: V. Pareto, Cours d'économie politique, 1896 (shares); H. F. Dickie, ABC inventory analysis, 1951 (classes).
 */
export function runBreakdown(query: BreakdownQuery, context: RunContext): QueryResult {
  const plan = planBreakdown(query);
  const {by, then, compare} = query;
  const first = askGroups(query, query.metric, context, [by]);
  const {metric, groups, whole} = first;
  const specs = columnSpecs(query, metric, query);
  const run: Run = {query, context, specs, top: plan.top, order: orderOf(query, specs), notes: [...first.result.notes]};
  const adds = addsUp(metric, groups, whole);
  const options: RankOptions = {whole, parent: whole, adds, isRatio: metric.unit === 'ratio', compared: compare !== undefined, abc: plan.abc};
  const ranked = rankValues(groups, options);
  const shown = cutToTop(run, ranked, {options, level: 1, parent: null, dimension: by, within: []});
  const rows = then === undefined ? shown : withValuesBelow(run, shown, then, options);
  run.notes.push(...partsNotes(run, metric, ranked, adds));
  const {period, baselines} = first.result;
  return buildResult({
    columns: columnsOf(specs, rows), asOf: context.dataset.now, notes: run.notes, totals: totalsOf(first, ranked, adds, query),
    ...(period ? {period} : {}), ...(baselines ? {baselines} : {}),
  });
}

interface Run {
  readonly query: BreakdownQuery;
  readonly context: RunContext;
  readonly specs: readonly ColumnSpec[];
  readonly top: number;
  readonly order: (rows: readonly BreakdownRow[]) => readonly BreakdownRow[];
  readonly notes: Note[];
}

interface Siblings {
  readonly options: RankOptions;
  readonly level: 1 | 2;
  readonly parent: string | null;
  readonly dimension: string;
  /** What narrows the rows to those of the parent. */
  readonly within: readonly Filter[];
}

/** The first values in the query's order, and the rest of them as one row. */
function cutToTop(run: Run, ranked: readonly RankedValue[], siblings: Siblings): BreakdownRow[] {
  const {query, context, top, order, notes} = run;
  const {options, level, parent, dimension, within} = siblings;
  const all = order(ranked.map((value): BreakdownRow => ({...value, level, parent})));
  const shown = all.slice(0, top);
  if (shown.length === all.length) return shown;
  const {whole, result} = askGroups(query, query.metric, context, [], [...within, {dimension, notIn: shown.map(({value}) => value)}]);
  notes.push(...result.notes);
  const cumulative = query.sort === undefined ? (ranked[ranked.length - 1]?.cumulative ?? null) : null;
  return [...shown, {...restOf(whole, all.length - shown.length, cumulative, options), level, parent}];
}

/** The row of the rest is not taken further apart. */
function withValuesBelow(run: Run, rows: readonly BreakdownRow[], then: string, options: RankOptions): BreakdownRow[] {
  const {query, context, notes} = run;
  const {by} = query;
  const split = askGroups(query, query.metric, context, [by, then]);
  notes.push(...split.result.notes);
  const byParent = new Map<string | null, GroupReading[]>();
  for (const group of split.groups) {
    const parent = group.values[0] ?? null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), group]);
  }
  return rows.flatMap((row) => {
    if (row.others > 0) return [row];
    const groups = byParent.get(row.value) ?? [];
    const own: RankOptions = {...options, parent: row, adds: options.adds && addsUp(split.metric, groups, row)};
    return [row, ...cutToTop(run, rankValues(groups, own), {
      options: own, level: 2, parent: row.value, dimension: then, within: [{dimension: by, in: [row.value]}],
    })];
  });
}

/** Ties, and a query without `sort`, keep the order of rank. A dimension orders its own level by name. */
function orderOf(query: BreakdownQuery, specs: readonly ColumnSpec[]): Run['order'] {
  const {sort, by, then} = query;
  if (sort === undefined) return (rows) => rows;
  const spec = specs.find(({field}) => field.name === sort.column && field.name !== 'others');
  if (!spec) {
    const names = specs.map(({field}) => field.name).filter((name) => name !== 'others').join(', ');
    throw new QueryError(`Cannot sort by ${JSON.stringify(sort.column)}: a breakdown is sorted by ${names}.`, query, 'bad-option');
  }
  const read = sort.column === by || sort.column === then ? ({value}: BreakdownRow): Cell => value : spec.read;
  const sign = sort.descending ? -1 : 1;
  return (rows) => [...rows].sort((a, b) => compareCells(read(a), read(b), sign));
}

/** Nulls last, whichever the direction. */
function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -sign : sign;
}

function partsNotes({query}: Run, metric: Metric, ranked: readonly RankedValue[], adds: boolean): Note[] {
  const params = {metric: metric.key, dimension: query.by};
  if (!adds) {
    const text = `Values of ${metric.key} by ${query.by} are no parts of a whole: they have no share, class or contribution.`;
    return [note('no-parts', text, params)];
  }
  const values = ranked.filter(({now}) => now !== null && now < 0).length;
  if (values === 0 || !(query.pareto || query.abc)) return [];
  return [note('negative-parts', `${values} values of ${query.by} are below 0: they count 0 in cumulative shares, and are C.`, {...params, values})];
}

const CLASSES: readonly AbcClass[] = ['A', 'B', 'C'];

function totalsOf({metric, whole}: Readings, ranked: readonly RankedValue[], adds: boolean, {compare, abc}: BreakdownQuery): Record<string, Cell> {
  const {change, status} = metric.unit === 'ratio' ? pointChange(whole.now, whole.base) : relativeChange(whole.now, whole.base);
  const growth = adds && whole.base && whole.now !== null ? (whole.now - whole.base) / Math.abs(whole.base) : null;
  const compared = {base: whole.base, change, change_status: status, contribution: growth};
  const classes = CLASSES.flatMap((name) => {
    const members = ranked.filter((value) => value.class === name);
    const share = adds ? sumOf(members.map((value) => value.share ?? 0)) : null;
    return [[`${name.toLowerCase()}_values`, adds ? members.length : null], [`${name.toLowerCase()}_share`, share]] as const;
  });
  return {
    [metric.key]: whole.now, values: ranked.length, share: adds && whole.now ? 1 : null,
    ...(compare === undefined ? {} : compared), ...(abc ? Object.fromEntries(classes) : {}),
  };
}
