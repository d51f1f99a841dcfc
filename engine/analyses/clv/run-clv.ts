/** Predicted customer value. */

import {createZone, dayText} from '../../../data-adapters/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {discountedValue} from '../../models/customer-value.ts';
import type {Recency} from '../../models/fit.ts';
import {fitGammaGamma, gammaGammaExpected} from '../../models/gamma-gamma.ts';
import type {GammaGammaParams} from '../../models/gamma-gamma.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Field, Note, QueryResult} from '../../result.ts';
import {sortColumns} from '../../sort-columns.ts';
import type {ClvQuery} from './clv-query.ts';
import {readPurchases} from './customer-purchases.ts';
import type {CustomerPurchases} from './customer-purchases.ts';
import {MOST_FITTED, purchaseModel} from './purchase-models.ts';
import type {PurchaseModel} from './purchase-models.ts';

const DAYS_OF = {day: 1, week: 7, month: 365.25 / 12} as const;

/** From this size on, value and frequency are not the strangers that Gamma-Gamma takes them for. */
const NOTABLE = 0.3;

interface Row extends Recency {
  readonly customer: number;
  readonly monetary: number;
}

/**
 * A row a customer with a purchase: `frequency` (periods with a purchase after the first), `recency` and `age` (time of the last purchase and time
 * observed, both since the first, in periods of `grain`), `monetary` (mean value of the later ones, 0 without), `p_alive`, `expected_purchases` in
 * the horizon, `expected_value` of one, `clv` = Σ over months of 30 days of purchases × value ÷ (1 + d)^month; with `calibrationEnd` also
 * `later_purchases`, `later_monetary` and `expected_later`. Totals: the model's parameters, the log-likelihood, customers, sums.
 *
 * R is time since the first purchase here, large for the loyal; the RFM analysis counts from the last one to today. Under BG/NBD a customer without a
 * repeat purchase is alive for certain. What comes out is an expectation over customers like this one, not a promise about one of them.
 *
 * Throws a `QueryError` for options out of range and for fewer than ten customers who came back. Cost: one pass over the lines; a fit of one to a few
 * seconds for tens of thousands of customers.
 */
export function runClv(query: ClvQuery, context: RunContext): QueryResult {
  checkOptions(query);
  const purchases = readPurchases(query, context);
  const rows = readRows(purchases);
  const asOf = createZone(context.dataset.timeZone).startOfDay(purchases.holdoutDay + 1) - 1;
  const counts = {customers: rows.length, repeat_customers: rows.filter(({frequency}) => frequency > 0).length, as_of: dayText(purchases.endDay)};
  if (query.view === 'summary') {
    const columns = [...summaryColumns(purchases, rows), ...laterColumns(purchases, rows)];
    return buildResult({columns: sortColumns(columns, query.sort, query.limit, query), totals: counts, asOf, notes: purchases.notes});
  }
  const model = purchaseModel(query, rows);
  const spend = query.spend === 'none' ? undefined : readSpend(query, rows);
  const notes = [...purchases.notes, ...fitNotes(query, rows, spend)];
  const totals: Record<string, Cell> = {...modelTotals(model, spend), ...counts};
  if (query.view === 'parameters') {
    const names = Object.keys(totals).filter((name) => name !== 'as_of');
    return buildResult({
      columns: [
        {field: {name: 'parameter', type: 'text', label: {en: 'Parameter', zh: '参数'}}, values: names},
        {field: {name: 'value', type: 'number', label: {en: 'Value', zh: '值'}}, values: names.map((name) => totals[name] ?? null)},
      ],
      totals, asOf, notes,
    });
  }
  const columns = customerColumns(query, purchases, rows, model, spend);
  const sum = (name: string): Cell => {
    const values = columns.find(({field}) => field.name === name)?.values;
    return values ? values.reduce<number>((total, value) => total + Number(value ?? 0), 0) : null;
  };
  return buildResult({
    columns: sortColumns(columns, query.sort, query.limit, query),
    totals: {...totals, expected_purchases: sum('expected_purchases'), clv: sum('clv')},
    asOf, notes,
  });
}

function readRows({customers, summary, end}: CustomerPurchases): Row[] {
  return Array.from(customers, (customer) => {
    const first = summary.first[customer] as number;
    return {
      customer, frequency: (summary.purchases[customer] as number) - 1, recency: (summary.last[customer] as number) - first, age: end - first,
      monetary: summary.monetary[customer] as number,
    };
  });
}

function readSpend(query: ClvQuery, rows: readonly Row[]): GammaGammaParams | undefined {
  if (query.spendParams) {
    const wrong = (['p', 'q', 'v'] as const).filter((name) => !((query.spendParams?.[name] ?? 0) > 0));
    if (wrong.length > 0) throw new QueryError(`spendParams needs p, q, v, each above 0; look at ${wrong.join(', ')}.`, query);
    return query.spendParams;
  }
  const step = Math.ceil(rows.length / MOST_FITTED);
  return fitGammaGamma(rows.filter((_, index) => index % step === 0))?.params;
}

function modelTotals({params, logLikelihood}: PurchaseModel, spend: GammaGammaParams | undefined): Record<string, Cell> {
  return {...params, log_likelihood: logLikelihood, ...(spend ? {p: spend.p, q: spend.q, v: spend.v} : {})};
}

function fitNotes(query: ClvQuery, rows: readonly Row[], spend: GammaGammaParams | undefined): Note[] {
  const notes: Note[] = [];
  const {model = 'bg-nbd'} = query;
  notes.push(note('clv-model', `Expected by the ${model} model over customers alike; one customer may do otherwise.`, {model}));
  if (query.params === undefined && rows.length > MOST_FITTED) {
    const step = Math.ceil(rows.length / MOST_FITTED);
    notes.push(note('clv-sample', `The model was fitted to every ${step}th of ${rows.length} customers.`, {step, customers: rows.length}));
  }
  if (query.spend === 'none') return notes;
  if (!spend) {
    notes.push(note('clv-no-spend', 'What a purchase will be worth is not known: too few customers came back with a value.'));
    return notes;
  }
  const related = correlation(rows.filter(({frequency, monetary}) => frequency > 0 && monetary > 0));
  if (related !== null && Math.abs(related) >= NOTABLE) {
    const text = `Frequency and value go together (correlation ${related.toFixed(2)}): the model of value takes them for independent.`;
    notes.push(note('clv-related', text, {correlation: Number(related.toFixed(2))}));
  }
  return notes;
}

/** Pearson's; null of fewer than three customers, or where one of the two does not vary. */
function correlation(rows: readonly Row[]): number | null {
  const count = rows.length;
  if (count < 3) return null;
  const mean = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / count;
  const [x, y] = [mean(({frequency}) => frequency), mean(({monetary}) => monetary)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const {frequency, monetary} of rows) {
    xy += (frequency - x) * (monetary - y);
    xx += (frequency - x) ** 2;
    yy += (monetary - y) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

interface ResultColumn {
  readonly field: Field;
  readonly values: readonly Cell[];
}

function number(name: string, unit: Field['unit'], en: string, zh: string, values: readonly Cell[]): ResultColumn {
  return {field: {name, type: 'number', ...(unit ? {unit} : {}), label: {en, zh}}, values};
}

function summaryColumns({nameOf}: CustomerPurchases, rows: readonly Row[]): ResultColumn[] {
  return [
    {field: {name: 'customer_id', type: 'text', label: {en: 'Customer', zh: '客户'}}, values: rows.map(({customer}) => nameOf(customer))},
    number('frequency', 'count', 'Repeat purchases', '复购次数', rows.map(({frequency}) => frequency)),
    number('recency', undefined, 'Last purchase after', '末次购买距首购', rows.map(({recency}) => recency)),
    number('age', undefined, 'Observed for', '观察期', rows.map(({age}) => age)),
    number('monetary', 'money', 'Mean repeat value', '复购均值', rows.map(({monetary}) => monetary)),
  ];
}

/** What came after the end of calibration. */
function laterColumns({summary, end, holdout}: CustomerPurchases, rows: readonly Row[]): ResultColumn[] {
  if (holdout <= end) return [];
  const read = (cells: ArrayLike<number>): Cell[] => rows.map(({customer}) => cells[customer] ?? 0);
  return [
    number('later_purchases', 'count', 'Purchases after', '其后购买次数', read(summary.laterPurchases)),
    number('later_monetary', 'money', 'Mean value after', '其后均值', read(summary.laterMonetary)),
  ];
}

function customerColumns(
  query: ClvQuery, purchases: CustomerPurchases, rows: readonly Row[], model: PurchaseModel, spend: GammaGammaParams | undefined,
): ResultColumn[] {
  const {end, holdout} = purchases;
  const {horizonDays = 365, discountRate = 0, grain = 'day'} = query;
  const perPeriod = DAYS_OF[grain];
  const values = rows.map((row) => (spend ? gammaGammaExpected(spend, row) : null));
  const columns = [
    ...summaryColumns(purchases, rows),
    number('p_alive', 'ratio', 'P(alive)', '存活概率', rows.map((row) => model.alive(row))),
    number('expected_purchases', 'x', 'Expected purchases', '预期购买次数', rows.map((row) => model.expected(row, horizonDays / perPeriod))),
  ];
  if (spend) {
    const worth = (row: Row, index: number): number | null => {
      const value = values[index] ?? null;
      return value === null ? null : discountedValue((days) => model.expected(row, days / perPeriod), value, {days: horizonDays, discountRate});
    };
    columns.push(number('expected_value', 'money', 'Expected value of a purchase', '预期单次价值', values));
    columns.push(number('clv', 'money', 'Customer value', '客户价值', rows.map(worth)));
  }
  if (holdout <= end) return columns;
  const expected = number('expected_later', 'x', 'Purchases expected after', '其后预期购买次数', rows.map((row) => model.expected(row, holdout - end)));
  return [...columns, ...laterColumns(purchases, rows), expected];
}

function checkOptions(query: ClvQuery): void {
  const {horizonDays = 365, discountRate = 0, grain = 'day', view = 'customers', spend = 'gamma-gamma'} = query;
  if (!(Number.isFinite(horizonDays) && horizonDays > 0)) throw new QueryError(`horizonDays is ${JSON.stringify(horizonDays)}; write days above 0.`, query);
  if (!(Number.isFinite(discountRate) && discountRate >= 0)) throw new QueryError(`discountRate is ${JSON.stringify(discountRate)}; write a month's, from 0.`, query);
  if (!Object.hasOwn(DAYS_OF, grain)) throw new QueryError(`Unknown grain ${JSON.stringify(grain)}. Write day, week or month.`, query);
  if (!['customers', 'summary', 'parameters'].includes(view)) throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write customers, summary or parameters.`, query);
  if (!['gamma-gamma', 'none'].includes(spend)) throw new QueryError(`Unknown spend ${JSON.stringify(spend)}. Write gamma-gamma or none.`, query);
}
