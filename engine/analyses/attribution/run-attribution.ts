import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import {QueryError} from '../../query.ts';
import type {QueryResult} from '../../result.ts';
import {checkFilters, filterRows, rowsInWindow} from '../../select-rows.ts';
import {sortColumns} from '../../sort-columns.ts';
import {currencyNote, cutNote, pathNotes} from './attribution-notes.ts';
import {planAttribution} from './attribution-plan.ts';
import type {AttributionQuery} from './attribution-query.ts';
import {prefixOf} from './attribution-fields.ts';
import type {Worth} from './channel-credit.ts';
import {creditModels} from './channel-credit.ts';
import {readSpend} from './channel-spend.ts';
import type {ChannelSpend} from './channel-spend.ts';
import {channelTable} from './channel-view.ts';
import type {Paths} from './conversion-paths.ts';
import {conversionPaths, nullPaths} from './conversion-paths.ts';
import type {Amounts, Conversions} from './conversions.ts';
import {conversionTable, readConversions} from './conversions.ts';
import {pathTable} from './path-view.ts';
import {readTouches} from './touches.ts';

/**
 * Which channels the conversions of a period are credited to, by several models at once, against what the channels cost.
 *
 * A conversion's path is its person's touches not after it and within the look-back, whose ends both count. Each conversion has the whole
 * look-back, also what lies before an earlier one of the same person, as in Google Analytics and Snowplow; `reset` begins anew after it. The
 * weights of a path add up to 1, so every model credits all conversions and all their value: parts of conversions to the last digits of a double,
 * money in whole minor units by largest remainders, so rows add up to the total exactly. What has no touch stands under `(none)`.
 *
 * `channels`: by model conversions and value; ROAS = value ÷ cost (Taobao calls it ROI), ROI = (margin − cost) ÷ cost, CPA = cost ÷ conversions,
 * ACOS = cost ÷ value, CAC = cost ÷ first orders. ROAS and ACOS go by net, ROI by margin, whatever `value` says. Without cost nothing is divided
 * by it: null; cost without sales is ROAS 0, ROI −1, and null for the rest. In totals ROAS, ROI, CPA and ACOS speak of channels with cost, CAC of
 * all. Value is that of the metrics `attributed_sales` and `gross_margin`, but refunds count with their order, whenever they came. Models:
 * {@link touchWeights}, {@link removalEffects}. `paths`: a person without a conversion, ever, has the path up to the last touch of the period.
 *
 * Sources: the R package ChannelAttribution (first, last, linear, Markov); Snowplow's attribution models; Google Analytics (position, time decay).
 *
 * Cost: a sort of the events, kept for later queries; then the paths × models. Throws a `QueryError` for a query that cannot be answered.
 */
export function runAttribution(query: AttributionQuery, context: RunContext): QueryResult {
  const plan = planAttribution(query);
  const {filters = []} = query;
  checkFilters(filters, query);
  const own = filters.filter(({dimension}) => dimension === plan.dimension);
  if (own.some(({gte, lte}) => gte !== undefined || lte !== undefined)) {
    throw new QueryError(`Filter the rows of ${plan.dimension} by in or notIn.`, query, 'bad-option', [plan.dimension]);
  }
  const from = conversionTable(plan, context);
  const others = filters.filter(({dimension}) => dimension !== plan.dimension);
  const {mask, ignored, notes: filterNotes} = filterRows(from, others, context, query);
  const conversions = readConversions(plan, from, mask);
  const touches = readTouches(plan, context);
  const window = resolvePeriod(query.period, context.dataset, query);
  const chosen = rowsInWindow(conversions.passes, conversions.count, {days: conversions.days, values: conversions.times}, window);
  const paths = conversionPaths(plan, conversions, touches, chosen);
  const zone = createZone(context.dataset.timeZone);
  const ends = [zone.startOfDay(window.from), window.until ?? zone.startOfDay(window.to + 1)] as const;
  const nulls = (): Paths => nullPaths(plan, conversions, touches, ends);
  const money = currencyNote(conversions, chosen, others.some(({dimension}) => dimension === 'currency'), context);
  const worth = worthOf(conversions, chosen, !money.mixed);
  const found = pathNotes(plan, conversions, touches, chosen, paths, zone);
  const notes = [...conversions.notes, ...touches.notes, ...filterNotes, ...money.notes, ...found];
  const shared = {asOf: context.dataset.now, period: describeWindow(window)};
  if (plan.view === 'paths') {
    const scale = (plan.value === 'margin' ? conversions.margin : conversions.net)?.scale ?? 1;
    const {columns, totals} = pathTable(plan, paths, nulls(), worth, scale, touches.names);
    const shown = sortColumns(columns, query.sort, query.limit, query);
    return buildResult({...shared, columns: shown, totals, notes: [...notes, ...cutNote(columns, query)]});
  }
  const spend: ChannelSpend = readSpend(plan, window, others.filter((filter) => !ignored.includes(filter)), context);
  const models = creditModels(plan, paths, nulls, worth, touches);
  const table = channelTable(plan, {
    models, paths, touches, spend, netScale: conversions.net?.scale ?? 1, marginScale: conversions.margin?.scale ?? 1,
  }, own);
  const most = `${prefixOf(plan.models[0] ?? 'last')}_${plan.value !== 'count' && worth[plan.value] ? 'value' : 'conversions'}`;
  return buildResult({
    ...shared, columns: sortColumns(table.columns, query.sort ?? {column: most, descending: true}, query.limit, query),
    totals: {conversions: chosen.length, ...table.totals}, notes: [...notes, ...spend.notes, ...cutNote(table.columns, query)],
  });
}

function worthOf({net, margin, first}: Conversions, chosen: Int32Array, addsUp: boolean): Worth {
  const pick = (amounts: Amounts | undefined): Float64Array | undefined =>
    amounts && addsUp ? Float64Array.from(chosen, (index) => Math.round(amounts.values[index] as number)) : undefined;
  return {net: pick(net), margin: pick(margin), first: first && Float64Array.from(chosen, (index) => first[index] as number)};
}
