import {createZone, dayText} from '../../../data-adapters/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {readMembers} from './rfm-members.ts';
import {distinctScores, scoreMembers} from './rfm-scores.ts';
import {segmentScheme} from './rfm-segments.ts';
import type {Rfm} from './rfm-views.ts';
import {customerColumns, cutColumns, gridColumns, segmentColumns, sumMembers} from './rfm-views.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {sortColumns} from '../../sort-columns.ts';

/**
 * Recency, frequency and money of each customer, cut into scores and segments. R = as-of day − day of the last order that was kept, F = kept orders,
 * M = Σ net − refunds. Scores 1 to k: type-7 quantiles at i ÷ k, a value on a cut in the lower bin, R reversed; equal values share a score. Segments:
 * the first rule that holds. Sources: A. M. Hughes, Strategic Database Marketing, 1994; R's package `rfm` (whose cuts are `cuts: 'rfm-package'`).
 *
 * Views: `grid` (every cell R × F), `segments`, `customers` (of a cell or segment, most money first), `cuts` (where the scores begin).
 * Totals are over all customers, for `customers` over those chosen, before `limit`. Money is in major units; a mean over nobody is null.
 * Throws a `QueryError` for a query that cannot be answered.
 */
export function runRfm(query: RfmQuery, context: RunContext): QueryResult {
  const {view = 'grid'} = query;
  const members = readMembers(query, context);
  const scores = scoreMembers(members, query);
  const all = sumMembers(members, members.ids.keys());
  const mean = (sum: number): number => (all.customers === 0 ? 0 : sum / all.customers);
  const scheme = segmentScheme(query, scores.scores, {
    recency: mean(all.recency), orders: mean(all.orders), net: all.net === null ? null : mean(all.net),
  });
  const segments = new Uint8Array(members.ids.length);
  for (let member = 0; member < segments.length; member++) {
    segments[member] = scheme.segmentOf({
      recency: members.recency[member] as number,
      orders: members.orders[member] as number,
      net: Number.isNaN(members.net[member]) ? null : (members.net[member] as number) / members.scale,
      r: scores.r[member] as number,
      f: scores.f[member] as number,
      m: scores.m[member] || null,
    });
  }
  const rfm: Rfm = {members, scores, scheme, segments};
  const chosen = view === 'customers' ? chooseMembers(rfm, query) : undefined;
  const columns = viewColumns(rfm, view, chosen, query);
  const {customers, orders, net, recency} = chosen ? sumMembers(members, chosen) : all;
  const totals: Record<string, Cell> = {
    customers, orders, net,
    net_mean: customers === 0 || net === null ? null : net / customers,
    recency_mean: customers === 0 ? null : recency / customers,
    as_of: dayText(members.asOf),
  };
  return buildResult({
    columns, totals,
    asOf: createZone(context.dataset.timeZone).startOfDay(members.asOf),
    // A period that the rows could not be cut by is none of the answer's.
    ...(members.notes.some(({code}) => code === 'period-ignored') ? {} : {period: describeWindow(resolvePeriod(query.period, context.dataset, query))}),
    notes: [...members.notes, ...scoreNotes(rfm, query)],
  });
}

function viewColumns(rfm: Rfm, view: string, chosen: readonly number[] | undefined, query: RfmQuery): ResultColumn[] {
  if (chosen) {
    const sort = query.sort ?? [{column: 'net', descending: true}, {column: 'customer_id'}];
    return sortColumns(customerColumns(rfm, chosen), sort, query.limit, query);
  }
  if (view === 'grid') return sortColumns(gridColumns(rfm), query.sort, query.limit, query);
  if (view === 'segments') return sortColumns(segmentColumns(rfm), query.sort, query.limit, query);
  if (view === 'cuts') return cutColumns(rfm);
  throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write grid, segments, customers or cuts.`, query);
}

function chooseMembers({members, scores, scheme, segments}: Rfm, {cell = {}}: RfmQuery): number[] {
  const {r, f, segment} = cell;
  const wanted = segment === undefined ? undefined : scheme.segments.findIndex(({name}) => name.en === segment || name.zh === segment);
  const fits = (value: number | undefined, asked: number | undefined): boolean => asked === undefined || value === asked;
  return [...members.ids.keys()].filter((member) => fits(scores.r[member], r) && fits(scores.f[member], f) && fits(segments[member], wanted));
}

function scoreNotes({members, scores, scheme}: Rfm, query: RfmQuery): Note[] {
  if (members.ids.length === 0) return [note('no-customers', 'No customer has an order that counts.')];
  const notes = [{name: 'R', given: scores.r}, {name: 'F', given: scores.f}, {name: 'M', given: scores.m}]
    .map(({name, given}) => ({name, distinct: distinctScores(given)}))
    .filter(({name, distinct}) => distinct < scores.scores && (name !== 'M' || !members.net.some(Number.isNaN)))
    .map(({name, distinct}) =>
      note('few-scores', `${name} has only ${distinct} distinct scores of ${scores.scores}: equal values share a score.`, {
        score: name, distinct, scores: scores.scores,
      }),
    );
  const {segment} = query.cell ?? {};
  if (segment !== undefined && !scheme.segments.some(({name}) => name.en === segment || name.zh === segment)) {
    notes.push(note('unknown-segment', `There is no segment "${segment}".`, {segment}));
  }
  return notes;
}
