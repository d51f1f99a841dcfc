import {buildResult, note} from '../../build-result.ts';
import {requireTable} from '../../context.ts';
import type {RunContext} from '../../context.ts';
import {frequentOnly, frequentPairs, frequentTriples, itemCounts} from '../../kernels/item-sets.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Field, Note, QueryResult} from '../../result.ts';
import {sortColumns} from '../../sort-columns.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {leastCount, planBasket} from './basket-plan.ts';
import type {BasketPlan} from './basket-plan.ts';
import type {BasketQuery} from './basket-query.ts';
import {basketRules} from './basket-rules.ts';
import type {BasketRule} from './basket-rules.ts';
import {readBaskets} from './order-baskets.ts';
import type {OrderBaskets} from './order-baskets.ts';

/**
 * Which items are bought together: a row a rule "who buys A buys B", with how many orders have both, and by {@link ruleMeasures} support,
 * confidence, lift, leverage and conviction (null without exception).
 *
 * A basket is the distinct items of a valid order, returned lines left out; all such orders of the period and filters are the base, those of one
 * item too. Items and pairs in fewer orders than the least count are cut before anything else (Apriori, Agrawal & Srikant 1994) and told in a
 * note: no rule above the least count is lost by it. Equal rules stand in the order of their items' names. Totals are of all rules, before
 * `limit`. Cost: O(Σ basket size²) time and memory for the lines and the rules, whatever the number of items. Throws a `QueryError` for a query
 * that cannot be answered.
 */
export function runBasket(query: BasketQuery, context: RunContext): QueryResult {
  const plan = planBasket(query);
  const lines = requireTable(context, 'order_lines', query, 'A market basket');
  const window = resolvePeriod(query.period, context.dataset, query);
  const read = readBaskets(plan, lines, window, context);
  const counts = itemCounts(read.baskets);
  const least = leastCount(plan, read.orders);
  const frequent = frequentOnly(read.baskets, counts, least);
  const pairs = frequentPairs(frequent, least);
  const triples = plan.maxItems === 3 ? frequentTriples(frequent, pairs, least) : undefined;
  const rules = basketRules(plan, {counts, orders: read.orders, names: read.names, pairs, triples});
  const several = countSeveral(read);
  const items = counts.reduce((sum, count) => sum + Number(count > 0), 0);
  const shown = counts.reduce((sum, count) => sum + Number(count >= least), 0);
  return buildResult({
    columns: sortColumns(ruleColumns(plan, read, rules), query.sort ?? {column: 'leverage', descending: true}, plan.limit, query),
    totals: {
      orders: read.orders, items, orders_of_several: several, items_per_order: read.orders === 0 ? null : read.baskets.members.length / read.orders,
      rules: rules.length, min_count: least,
    },
    asOf: context.dataset.now,
    period: describeWindow(window),
    notes: [...read.notes, ...ruleNotes(plan, read, rules.length, {least, items, shown, several})],
  });
}

function countSeveral({baskets: {starts}}: OrderBaskets): number {
  let several = 0;
  for (let basket = 0; basket + 1 < starts.length; basket++) several += Number((starts[basket + 1] as number) - (starts[basket] as number) > 1);
  return several;
}

const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});
const number = (name: string, unit: Field['unit'] & {}, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});

function ruleColumns({maxItems}: BasketPlan, {names, products}: OrderBaskets, rules: BasketRule[]): ResultColumn[] {
  rules.sort((a, b) => (a.antecedent[0] as number) - (b.antecedent[0] as number)
    || (a.antecedent[1] ?? -1) - (b.antecedent[1] ?? -1) || a.consequent - b.consequent);
  const column = (field: Field, value: (rule: BasketRule) => number | null): ResultColumn => ({field, values: rules.map(value)});
  const named = (field: Field, from: readonly (string | null)[], item: (rule: BasketRule) => number | undefined): ResultColumn =>
    ({field, values: rules.map((rule) => from[item(rule) ?? -1] ?? null)});
  const second = (rule: BasketRule): number | undefined => rule.antecedent[1];
  const firstOf = (rule: BasketRule): number | undefined => rule.antecedent[0];
  return [
    named(text('antecedent', 'Who buys', '购买'), names, firstOf),
    ...(maxItems === 3 ? [named(text('antecedent_2', 'and', '和'), names, second)] : []),
    named(text('consequent', 'also buys', '也购买'), names, (rule) => rule.consequent),
    ...(products ? [
      named(text('antecedent_product', 'Who buys (name)', '购买（名称）'), products, firstOf),
      ...(maxItems === 3 ? [named(text('antecedent_2_product', 'and (name)', '和（名称）'), products, second)] : []),
      named(text('consequent_product', 'also buys (name)', '也购买（名称）'), products, (rule) => rule.consequent),
    ] : []),
    column(number('count', 'count', 'Orders with both', '同购订单数'), ({count}) => count),
    column(number('support', 'ratio', 'Support', '支持度'), ({support}) => support),
    column(number('confidence', 'ratio', 'Confidence', '置信度'), ({confidence}) => confidence),
    column(number('lift', 'x', 'Lift', '提升度'), ({lift}) => lift),
    column(number('leverage', 'ratio', 'Leverage', '杠杆率'), ({leverage}) => leverage),
    column(number('conviction', 'x', 'Conviction', '确信度'), ({conviction}) => conviction),
    column(number('antecedent_count', 'count', 'Orders of the first', '前项订单数'), ({antecedentCount}) => antecedentCount),
    column(number('consequent_count', 'count', 'Orders of the second', '后项订单数'), ({consequentCount}) => consequentCount),
  ];
}

interface Found {
  readonly least: number;
  readonly items: number;
  readonly shown: number;
  readonly several: number;
}

function ruleNotes({antecedent, limit}: BasketPlan, {names, orders}: OrderBaskets, rules: number, {least, items, shown, several}: Found): Note[] {
  const notes: Note[] = [];
  if (orders === 0) return [note('no-baskets', 'The period has no valid order.')];
  if (several === 0) notes.push(note('single-items', 'No order has two different items: nothing is bought together.'));
  else if (least > 1) {
    notes.push(note(
      'rare-items', `What stands in fewer than ${least} orders is cut: ${items - shown} of ${items} items, and pairs as rare.`, {least, cut: items - shown, of: items},
    ));
  }
  for (const item of antecedent ?? []) {
    if (!names.includes(item)) notes.push(note('unknown-item', `No order line has the item "${item}".`, {item}));
  }
  if (rules > limit) notes.push(note('limited', `${limit} of ${rules} are shown.`, {shown: limit, of: rules}));
  return notes;
}
