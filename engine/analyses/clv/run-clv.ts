/** Predicted customer value. */

import {createZone, dayText} from '../../../data-adapters/cells/time-zone.ts';
import {buildResult, note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {fitGammaGamma} from '../../models/gamma-gamma.ts';
import {QueryError} from '../../query.ts';
import type {Cell, Note, QueryResult} from '../../result.ts';
import {sortColumns} from '../../sort-columns.ts';
import type {ClvQuery} from './clv-query.ts';
import {customerColumns, DAYS_OF, laterColumns, numberColumn, readRows, summaryColumns} from './customer-columns.ts';
import type {CustomerRow, ResultColumn} from './customer-columns.ts';
import {readPurchases} from './customer-purchases.ts';
import {fittedStep, purchaseModel} from './purchase-models.ts';
import type {PurchaseModel} from './purchase-models.ts';
import {recencyCells} from './recency-cells.ts';
import {around, totalIntervals} from './value-interval.ts';
import type {SpendFit} from './value-interval.ts';

/** From this size on, value and frequency are not the strangers that Gamma-Gamma takes them for. */
const NOTABLE = 0.3;

/**
 * A row a customer with a purchase: `frequency` (periods with a purchase after the first), `recency` and `age` (time of the last purchase and time
 * observed, both since the first, in periods of `grain`), `monetary` (mean value of the later ones, 0 without), `p_alive`, `expected_purchases` in
 * the horizon, `expected_value` of one, `clv` = Σ over months of 30 days of purchases × value ÷ (1 + d)^month; with `calibrationEnd` also
 * `later_purchases`, `later_monetary` and `expected_later`. Totals: the model's parameters, the log-likelihood, customers, sums with the ends of
 * their 95 % interval (for not knowing the parameters exactly; null where those are given), and the correlation of frequency and value.
 *
 * R is time since the first purchase here, large for the loyal; the RFM analysis counts from the last one to today. Under BG/NBD a customer without a
 * repeat purchase is alive for certain. What comes out is an expectation over customers like this one, not a promise about one of them.
 *
 * Sources: Schmittlein, Morrison & Colombo (1987) for Pareto/NBD; Fader, Hardie & Lee (2005) for BG/NBD; Fader & Hardie's note on Gamma-Gamma (2013).
 *
 * Throws a `QueryError` for options out of range and for fewer than ten customers who came back. Cost: one pass over the lines; a fit of one to a few
 * seconds, ten where customers are too much alike for Pareto/NBD.
 */
export function runClv(query: ClvQuery, context: RunContext): QueryResult {
  checkOptions(query);
  const purchases = readPurchases(query, context);
  const rows = readRows(purchases);
  const asOf = createZone(context.dataset.timeZone).startOfDay(purchases.holdoutDay + 1) - 1;
  const answer = (columns: readonly ResultColumn[], totals: Readonly<Record<string, Cell>>, notes: readonly Note[]): QueryResult =>
    buildResult({columns: sortColumns(columns, query.sort, query.limit, query), totals, asOf, notes});
  const counts = {customers: rows.length, repeat_customers: rows.filter(({frequency}) => frequency > 0).length, as_of: dayText(purchases.endDay)};
  if (query.view === 'summary') return answer([...summaryColumns(purchases, rows), ...laterColumns(purchases, rows)], counts, purchases.notes);
  const model = purchaseModel(query, rows);
  const spend = query.spend === 'none' ? undefined : readSpend(query, rows);
  const related = spend ? correlation(rows.filter(({frequency, monetary}) => frequency > 0 && monetary > 0)) : null;
  const notes = [...purchases.notes, ...fitNotes(query, rows, {model, spend, related})];
  const totals: Record<string, Cell> = {...modelTotals(model, spend), ...counts, ...(spend ? {correlation: related} : {})};
  if (query.view === 'parameters') return answer(parameterColumns(totals, model, spend), totals, notes);
  const horizon = (query.horizonDays ?? 365) / DAYS_OF[query.grain ?? 'day'];
  if (query.view === 'cells') return answer(recencyCells(rows, model, horizon), totals, notes);
  const columns = customerColumns(query, purchases, rows, model, spend?.params);
  const sum = (name: string): Cell => {
    const values = columns.find(({field}) => field.name === name)?.values;
    return values ? values.reduce<number>((total, value) => total + Number(value ?? 0), 0) : null;
  };
  const sums = {expected_purchases: sum('expected_purchases'), clv: sum('clv')};
  return answer(columns, {...totals, ...sums, ...totalIntervals(sums, rows, model, spend, horizon)}, notes);
}

/** The query's own parameters, or those fitted to who came back and spent something. */
function readSpend(query: ClvQuery, rows: readonly CustomerRow[]): SpendFit | undefined {
  if (query.spendParams) {
    const wrong = (['p', 'q', 'v'] as const).filter((name) => !((query.spendParams?.[name] ?? 0) > 0));
    if (wrong.length > 0) throw new QueryError(`spendParams needs p, q, v, each above 0; look at ${wrong.join(', ')}.`, query);
    return {params: query.spendParams, covariance: null, step: 1};
  }
  const spenders = rows.filter(({frequency, monetary}) => frequency > 0 && monetary > 0);
  const step = fittedStep(spenders.length);
  const fit = fitGammaGamma(spenders.filter((_, index) => index % step === 0));
  return fit && {...fit, step};
}

function modelTotals({params, logLikelihood}: PurchaseModel, spend: SpendFit | undefined): Record<string, Cell> {
  return {...params, log_likelihood: logLikelihood, ...(spend ? {p: spend.params.p, q: spend.params.q, v: spend.params.v} : {})};
}

/** A row a parameter and a total, with the ends of the 95 % interval of what was fitted. */
function parameterColumns(totals: Readonly<Record<string, Cell>>, model: PurchaseModel, spend: SpendFit | undefined): ResultColumn[] {
  const names = Object.keys(totals).filter((name) => name !== 'as_of');
  const variances = new Map<string, number>();
  Object.keys(model.params).forEach((name, index) => variances.set(name, model.covariance?.[index]?.[index] ?? NaN));
  ['p', 'q', 'v'].forEach((name, index) => variances.set(name, spend?.covariance?.[index]?.[index] ?? NaN));
  const ends = names.map((name) => around(totals[name] ?? null, variances.get(name) ?? null));
  return [
    {field: {name: 'parameter', type: 'text', label: {en: 'Parameter', zh: '参数'}}, values: names},
    numberColumn('value', undefined, 'Value', '值', names.map((name) => totals[name] ?? null)),
    numberColumn('low', undefined, 'Low', '下限', ends.map(([low]) => low)),
    numberColumn('high', undefined, 'High', '上限', ends.map(([, high]) => high)),
  ];
}

interface Fits {
  readonly model: PurchaseModel;
  readonly spend: SpendFit | undefined;
  readonly related: number | null;
}

function fitNotes(query: ClvQuery, rows: readonly CustomerRow[], {model: {step: purchaseStep}, spend, related}: Fits): Note[] {
  const notes: Note[] = [];
  const {model = 'bg-nbd'} = query;
  notes.push(note('clv-model', `Expected by the ${model} model over customers alike; one customer may do otherwise.`, {model}));
  const step = Math.max(purchaseStep, spend?.step ?? 1);
  if (step > 1) notes.push(note('clv-sample', `The model was fitted to one in ${step} of ${rows.length} customers.`, {step, customers: rows.length}));
  if (query.spend === 'none') return notes;
  if (!spend) {
    notes.push(note('clv-no-spend', 'What a purchase will be worth is not known: too few customers came back with a value.'));
    return notes;
  }
  if (related !== null && Math.abs(related) >= NOTABLE) {
    const text = `Frequency and value go together (correlation ${related.toFixed(2)}): the model of value takes them for independent.`;
    notes.push(note('clv-related', text, {correlation: Number(related.toFixed(2))}));
  }
  return notes;
}

/** Pearson's; null of fewer than three customers, or where one of the two does not vary. */
function correlation(rows: readonly CustomerRow[]): number | null {
  const count = rows.length;
  if (count < 3) return null;
  const mean = (of: (row: CustomerRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / count;
  const [x, y] = [mean(({frequency}) => frequency), mean(({monetary}) => monetary)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const {frequency, monetary} of rows) {
    xy += (frequency - x) * (monetary - y);
    xx += (frequency - x) ** 2;
    yy += (monetary - y) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

function checkOptions(query: ClvQuery): void {
  const {horizonDays = 365, discountRate = 0, grain = 'day', view = 'customers', spend = 'gamma-gamma'} = query;
  if (!(Number.isFinite(horizonDays) && horizonDays > 0)) throw new QueryError(`horizonDays is ${JSON.stringify(horizonDays)}; write days above 0.`, query);
  if (!(Number.isFinite(discountRate) && discountRate >= 0)) throw new QueryError(`discountRate is ${JSON.stringify(discountRate)}; write a month's, from 0.`, query);
  if (!Object.hasOwn(DAYS_OF, grain)) throw new QueryError(`Unknown grain ${JSON.stringify(grain)}. Write day, week or month.`, query);
  if (!['customers', 'summary', 'parameters', 'cells'].includes(view)) {
    throw new QueryError(`Unknown view ${JSON.stringify(view)}. Write customers, summary, parameters or cells.`, query);
  }
  if (!['gamma-gamma', 'none'].includes(spend)) throw new QueryError(`Unknown spend ${JSON.stringify(spend)}. Write gamma-gamma or none.`, query);
}
