/** A metric by the values of a dimension: shares, Pareto, ABC and growth contribution. */

import type {Metric} from '../../../metrics/metric.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {sumOf} from '../../kernels/sum-of.ts';
import {pointChange, relativeChange} from '../../change.ts';
import type {AbcClass} from '../../kernels/abc.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {addsUp} from './adds-up.ts';
import {askGroups} from './ask-groups.ts';
import type {GroupReading, Readings} from './ask-groups.ts';
import {columnsOf, columnSpecs} from './breakdown-columns.ts';
import type {BreakdownRow, ColumnSpec} from './breakdown-columns.ts';
import {planBreakdown} from './breakdown-plan.ts';
import type {BreakdownQuery} from './breakdown-query.ts';
import {foldValues} from './fold-values.ts';
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
 * Cost: two metrics queries a dimension, one where nothing is left for the rest. Throws a `QueryError` that names the option at fault.
 *
 * Sources: V. Pareto, Cours d'économie politique, 1896 (shares); H. F. Dickie, ABC inventory analysis, 1951 (classes).
 */
export function runBreakdown(query: BreakdownQuery, context: RunContext): QueryResult {
  const plan = planBreakdown(query);
  const {by, then, compare} = query;
  const first = askGroups(query, query.metric, context, [by]);
  const {metric, groups, whole} = first;
  const specs = columnSpecs(query, metric, query);
  const run: Run = {query, context, metric, top: plan.top, order: orderOf(query, specs), notes: [...first.result.notes]};
  const adds = addsUp(metric, groups, whole);
  const options: RankOptions = {whole, parent: whole, adds, isRatio: metric.unit === 'ratio', compared: compare !== undefined, abc: plan.abc};
  const siblings = siblingsOf(run, groups, options);
  const {ranked} = siblings;
  const shown = withRests(run, [by], [siblings])[0] ?? [];
  const rows = then === undefined ? shown : withValuesBelow(run, shown, then, options);
  run.notes.push(...partsNotes(run, ranked, adds));
  const {period, baselines} = first.result;
  return buildResult({
    columns: columnsOf(specs, rows), asOf: context.dataset.now, notes: run.notes, totals: totalsOf(first, ranked, adds, query),
    ...(period ? {period} : {}), ...(baselines ? {baselines} : {}),
  });
}

interface Run {
  readonly query: BreakdownQuery;
  readonly context: RunContext;
  readonly metric: Metric;
  readonly top: number;
  readonly order: (rows: readonly BreakdownRow[]) => readonly BreakdownRow[];
  readonly notes: Note[];
}

/** The values of one parent, the first of them in the query's order. */
interface Siblings {
  readonly parent: string | null;
  readonly level: 1 | 2;
  readonly options: RankOptions;
  readonly ranked: readonly RankedValue[];
  readonly shown: readonly BreakdownRow[];
}

function siblingsOf(
  {order, top}: Run, groups: readonly GroupReading[], options: RankOptions, level: 1 | 2 = 1, parent: string | null = null,
): Siblings {
  const ranked = rankValues(groups, options);
  const rows = order(ranked.map((value): BreakdownRow => ({...value, level, parent})));
  return {parent, level, options, ranked, shown: rows.slice(0, top)};
}

/** The rows of each list, with one for its rest: a query for all rests together. */
function withRests({query, context, metric, notes}: Run, dimensions: readonly string[], lists: readonly Siblings[]): BreakdownRow[][] {
  if (lists.every(({ranked, shown}) => ranked.length === shown.length)) return lists.map(({shown}) => [...shown]);
  const shownOf = new Map(lists.map(({parent, shown}) => [parent, new Set(shown.map(({value}) => value))] as const));
  const parentOf = (values: readonly (string | null)[]): string | null => (dimensions.length > 1 ? (values[0] ?? null) : null);
  const folded = foldValues(context, metric, dimensions, (values) => shownOf.get(parentOf(values))?.has(values[values.length - 1] ?? null) ?? false);
  const {groups, result} = askGroups(query, query.metric, folded.context, folded.names);
  notes.push(...result.notes);
  const folds = groups.filter(({values}) => values[values.length - 1] === folded.rest);
  const rests = new Map(folds.map((group) => [parentOf(group.values), group] as const));
  return lists.map(({parent, level, options, ranked, shown}) => {
    const count = ranked.length - shown.length;
    if (count === 0) return [...shown];
    const cumulative = query.sort === undefined ? (ranked[ranked.length - 1]?.cumulative ?? null) : null;
    return [...shown, {...restOf(rests.get(parent) ?? {now: null, base: null}, count, cumulative, options), level, parent}];
  });
}

/** The row of the rest is not taken further apart. */
function withValuesBelow(run: Run, rows: readonly BreakdownRow[], then: string, options: RankOptions): BreakdownRow[] {
  const {query, context, metric, notes} = run;
  const dimensions = [query.by, then];
  const split = askGroups(query, query.metric, context, dimensions);
  notes.push(...split.result.notes);
  const byParent = new Map<string | null, GroupReading[]>();
  for (const group of split.groups) {
    const parent = group.values[0] ?? null;
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(group);
    else byParent.set(parent, [group]);
  }
  const lists = rows.filter(({others}) => others === 0).map((row) => {
    const groups = byParent.get(row.value) ?? [];
    return siblingsOf(run, groups, {...options, parent: row, adds: options.adds && addsUp(metric, groups, row)}, 2, row.value);
  });
  const below = withRests(run, dimensions, lists);
  return rows.flatMap((row, index) => [row, ...(below[index] ?? [])]);
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

function partsNotes({query, metric}: Run, ranked: readonly RankedValue[], adds: boolean): Note[] {
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
