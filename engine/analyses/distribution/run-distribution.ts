import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Note, QueryResult} from '../../result.ts';
import {binColumns, statisticColumns, statisticTotals} from './distribution-columns.ts';
import type {NamedValues} from './distribution-columns.ts';
import {planDistribution} from './distribution-plan.ts';
import type {DistributionPlan} from './distribution-plan.ts';
import type {DistributionQuery} from './distribution-query.ts';
import {readDistribution} from './distribution-values.ts';
import type {DistributionValues} from './distribution-values.ts';

/**
 * How values are spread. `order_value` is net − refunds of an order's lines, `customer_value` that of a customer's in the period; an order is one of
 * the metric `orders` (paid, not a mere return), dated by its lines, and refunds count with their line whenever they came back. `units_per_order`,
 * `lines_per_order`, `orders_per_customer` and `units_per_customer` count. `{table, column}` takes the number of every row.
 *
 * `bins`: `from` (included) and `to` (not included, but in the last bin; null where open), `count`, `share`, `cumulative_share`, `sum`, `sum_share`.
 * All groups share the bins. `auto` makes them of the width of Freedman & Diaconis, rounded to 1, 2 or 5 times a power of ten, and puts what is
 * above the 99th percentile of a long tail into one open bin. `summary`: a row a group with count, sum, mean, sd (n − 1), quantiles of type 7, the
 * Gini coefficient and the parts of the sum that the top 1, 10 and 20 % have. Totals are the same over all values, each order or customer once.
 *
 * Gini and top shares are null where a value is below 0 or the sum is 0, with a note. Amounts of several currencies give nothing, with a note.
 *
 * Formulas, of values x₁ ≤ … ≤ xₙ: bin width 2 × IQR ÷ ∛n; Gini = Σ (2i − n − 1) xᵢ ÷ (n Σ xᵢ); top p % = the sum of the largest n × p ÷ 100 values,
 * the last of them in part, ÷ the whole sum. Sources: Freedman & Diaconis 1981; Hyndman & Fan 1996 for quantiles; Gini 1912.
 *
 * Cost: a pass over the rows and a sort of the values. Throws a `QueryError` for a query that cannot be answered.
 */
export function runDistribution(query: DistributionQuery, context: RunContext): QueryResult {
  const plan = planDistribution(query);
  const window = resolvePeriod(query.period, context.dataset, query);
  const found = readDistribution(plan, window, context);
  const notes: Note[] = [...found.notes];
  const groups = namedGroups(plan, found, notes);
  const below = found.all.findIndex((value) => value >= 0);
  const negative = below < 0 ? found.all.length : below;
  if (negative > 0) {
    const message = `${negative} values are below 0: neither a Gini coefficient nor shares of the top are told.`;
    notes.push(note('distribution-negative', message, {values: negative}));
  }
  return buildResult({
    columns: plan.view === 'bins' ? binColumns(plan, groups, found.all, found) : statisticColumns(plan.by, groups, found),
    totals: statisticTotals(found.all, found.scale, found.comparable),
    asOf: context.dataset.now,
    period: describeWindow(window),
    notes,
  });
}

/** Groups by how many values they have, then by name. */
function namedGroups({by, limit}: DistributionPlan, {groups, all, ranked}: DistributionValues, notes: Note[]): NamedValues[] {
  if (by.length === 0) return all.length === 0 ? [] : [{texts: [], values: all}];
  const ranks = [...groups.keys()].sort((a, b) => (groups.get(b) as Float64Array).length - (groups.get(a) as Float64Array).length || a - b);
  const filled = ranks.filter((rank) => (groups.get(rank) as Float64Array).length > 0);
  const shown = filled.slice(0, limit ?? filled.length);
  if (shown.length < filled.length) {
    notes.push(note('limited', `${shown.length} of ${filled.length} are shown.`, {shown: shown.length, of: filled.length}));
  }
  return shown.map((rank) => ({texts: ranked?.valuesOf(rank) ?? [], values: groups.get(rank) as Float64Array}));
}
