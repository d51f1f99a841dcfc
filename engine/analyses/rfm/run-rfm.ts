import {createZone, dayText} from '../../../data-adapters/cells/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {lastOf} from '../../last-of.ts';
import {once} from '../../once-per.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {RfmQuery} from './rfm-query.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {readMembers} from './rfm-members.ts';
import type {RfmMembers} from './rfm-members.ts';
import {distinctScores, scoreMembers} from './rfm-scores.ts';
import type {RfmScores} from './rfm-scores.ts';
import {segmentScheme} from './rfm-segments.ts';
import type {SegmentScheme} from './rfm-segments.ts';
import type {Rfm} from './rfm-views.ts';
import {customerColumns, cutColumns, gridColumns, segmentColumns, sumChosen} from './rfm-views.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {sortColumns} from '../../sort-columns.ts';
import {stableKey} from '../../stable-key.ts';

/** Questions whose customers are kept for their other views. */
const KEPT = 2;

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
  const {view = 'grid', cell: _cell, limit: _limit, sort: _sort, ...question} = query;
  const rfm = lastOf(context.dataset, stableKey(question), KEPT, () => readRfm(query, context));
  const {members, all} = rfm;
  const chosen = view === 'customers' ? chooseMembers(rfm, query) : undefined;
  const columns = viewColumns(rfm, view, chosen, query);
  const {customers, orders, net, recency} = chosen ? sumChosen(members, chosen) : all;
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

/** What every view of a question shares. */
function readRfm(query: RfmQuery, context: RunContext): Rfm {
  const members = readMembers(query, context);
  const scores = scoreMembers(members, query);
  const all = sumChosen(members, new Uint8Array(members.count).fill(1));
  const mean = (sum: number): number => (all.customers === 0 ? 0 : sum / all.customers);
  const scheme = segmentScheme(query, scores.scores, {
    recency: mean(all.recency), orders: mean(all.orders), net: all.net === null ? null : mean(all.net),
  });
  return {members, scores, scheme, all, segments: once(() => placeInSegments(members, scores, scheme))};
}

function viewColumns(rfm: Rfm, view: string, chosen: Uint8Array | undefined, query: RfmQuery): ResultColumn[] {
  if (chosen) {
    const all = [...chosen.keys()].filter((member) => chosen[member] === 1);
    if (query.sort !== undefined) return sortColumns(customerColumns(rfm, all), query.sort, query.limit, query);
    // Texts are made of those that are shown alone; a limit that is none is refused below.
    const shown = mostMoneyFirst(rfm.members, all).slice(0, Number.isInteger(query.limit) ? Math.max(0, query.limit as number) : all.length);
    return sortColumns(customerColumns(rfm, shown), undefined, query.limit, query);
  }
  if (view === 'grid') return sortColumns(gridColumns(rfm), query.sort, query.limit, query);
  if (view === 'segments') return sortColumns(segmentColumns(rfm), query.sort, query.limit, query);
  if (view === 'cuts') return cutColumns(rfm);
  throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write grid, segments, customers or cuts.`, query);
}

function mostMoneyFirst({net, nameOf}: RfmMembers, members: number[]): number[] {
  return members.sort((a, b) => {
    const difference = (net[b] as number) - (net[a] as number);
    if (difference < 0 || difference > 0) return difference;
    const [left, right] = [nameOf(a), nameOf(b)];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}

/** A rule is asked once for each three scores, not for each member. */
function placeInSegments({count, recency, orders, net, scale}: RfmMembers, {r, f, m}: RfmScores, {segmentOf, byScores}: SegmentScheme): Uint8Array {
  const segments = new Uint8Array(count);
  const known = new Int16Array(16 ** 3).fill(-1);
  for (let member = 0; member < count; member++) {
    const key = ((r[member] as number) << 8) | ((f[member] as number) << 4) | (m[member] as number);
    if (byScores && (known[key] as number) >= 0) {
      segments[member] = known[key] as number;
      continue;
    }
    const money = net[member] as number;
    const segment = segmentOf({
      recency: recency[member] as number, orders: orders[member] as number, net: money === money ? money / scale : null,
      r: r[member] as number, f: f[member] as number, m: m[member] || null,
    });
    segments[member] = segment;
    known[key] = segment;
  }
  return segments;
}

/** A flag a member. */
function chooseMembers({members, scores, scheme, segments}: Rfm, {cell = {}}: RfmQuery): Uint8Array {
  const {r, f, segment} = cell;
  const wanted = segment === undefined ? undefined : scheme.segments.findIndex(({name}) => name.en === segment || name.zh === segment);
  const segmentOf = wanted === undefined ? undefined : segments();
  const chosen = new Uint8Array(members.count);
  for (let member = 0; member < chosen.length; member++) {
    const fits = (r === undefined || scores.r[member] === r) && (f === undefined || scores.f[member] === f);
    if (fits && segmentOf?.[member] === wanted) chosen[member] = 1;
  }
  return chosen;
}

function scoreNotes({members, scores, scheme, all}: Rfm, query: RfmQuery): Note[] {
  if (members.count === 0) return [note('no-customers', 'No customer has an order that counts.')];
  const notes = [{name: 'R', cuts: scores.recency}, {name: 'F', cuts: scores.frequency}, {name: 'M', cuts: scores.monetary}]
    .map(({name, cuts}) => ({name, distinct: distinctScores(cuts)}))
    .filter(({name, distinct}) => distinct < scores.scores && (name !== 'M' || all.net !== null))
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
