/** Columns of a CLV result with a row a customer. */

import {discountedValue} from '../../models/customer-value.ts';
import type {Recency} from '../../models/fit.ts';
import {gammaGammaExpected} from '../../models/gamma-gamma.ts';
import type {GammaGammaParams} from '../../models/gamma-gamma.ts';
import type {Cell, Field} from '../../result.ts';
import type {ClvQuery} from './clv-query.ts';
import type {CustomerPurchases} from './customer-purchases.ts';
import type {PurchaseModel} from './purchase-models.ts';

export const DAYS_OF = {day: 1, week: 7, month: 365.25 / 12} as const;

export interface CustomerRow extends Recency {
  readonly customer: number;
  readonly monetary: number;
}

export interface ResultColumn {
  readonly field: Field;
  readonly values: readonly Cell[];
}

/** What is no number is not known. */
export function numberColumn(name: string, unit: Field['unit'], en: string, zh: string, values: readonly Cell[]): ResultColumn {
  const known = values.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value));
  return {field: {name, type: 'number', ...(unit ? {unit} : {}), label: {en, zh}}, values: known};
}

export function readRows({customers, summary, end}: CustomerPurchases): CustomerRow[] {
  return Array.from(customers, (customer) => {
    const first = summary.first[customer] as number;
    return {
      customer, frequency: (summary.purchases[customer] as number) - 1, recency: (summary.last[customer] as number) - first, age: end - first,
      monetary: summary.monetary[customer] as number,
    };
  });
}

export function summaryColumns({nameOf}: CustomerPurchases, rows: readonly CustomerRow[]): ResultColumn[] {
  return [
    {field: {name: 'customer_id', type: 'text', label: {en: 'Customer', zh: '客户'}}, values: rows.map(({customer}) => nameOf(customer))},
    numberColumn('frequency', 'count', 'Repeat purchases', '复购次数', rows.map(({frequency}) => frequency)),
    numberColumn('recency', undefined, 'Last purchase after', '末次购买距首购', rows.map(({recency}) => recency)),
    numberColumn('age', undefined, 'Observed for', '观察期', rows.map(({age}) => age)),
    numberColumn('monetary', 'money', 'Mean repeat value', '复购均值', rows.map(({monetary}) => monetary)),
  ];
}

/** What came after the end of calibration. */
export function laterColumns({summary, end, holdout}: CustomerPurchases, rows: readonly CustomerRow[]): ResultColumn[] {
  if (holdout <= end) return [];
  const read = (cells: ArrayLike<number>): Cell[] => rows.map(({customer}) => cells[customer] ?? 0);
  return [
    numberColumn('later_purchases', 'count', 'Purchases after', '其后购买次数', read(summary.laterPurchases)),
    numberColumn('later_monetary', 'money', 'Mean value after', '其后均值', read(summary.laterMonetary)),
  ];
}

export function customerColumns(
  query: ClvQuery, purchases: CustomerPurchases, rows: readonly CustomerRow[], model: PurchaseModel, spend: GammaGammaParams | undefined,
): ResultColumn[] {
  const {end, holdout} = purchases;
  const {horizonDays = 365, discountRate = 0, grain = 'day'} = query;
  const perPeriod = DAYS_OF[grain];
  const values = rows.map((row) => (spend ? gammaGammaExpected(spend, row) : null));
  const purchasesAhead = rows.map((row) => model.expected(row, horizonDays / perPeriod));
  const columns = [
    ...summaryColumns(purchases, rows),
    numberColumn('p_alive', 'ratio', 'P(alive)', '存活概率', rows.map((row) => model.alive(row))),
    numberColumn('expected_purchases', 'x', 'Expected purchases', '预期购买次数', purchasesAhead),
  ];
  if (spend) {
    const worth = (row: CustomerRow, index: number): number | null => {
      const value = values[index] ?? null;
      if (value === null) return null;
      // Without a discount the months add up to the whole.
      if (discountRate === 0) return (purchasesAhead[index] as number) * value;
      return discountedValue((days) => model.expected(row, days / perPeriod), value, {days: horizonDays, discountRate});
    };
    columns.push(numberColumn('expected_value', 'money', 'Expected value of a purchase', '预期单次价值', values));
    columns.push(numberColumn('clv', 'money', 'Customer value', '客户价值', rows.map(worth)));
  }
  if (holdout <= end) return columns;
  const later = rows.map((row) => model.expected(row, holdout - end));
  return [...columns, ...laterColumns(purchases, rows), numberColumn('expected_later', 'x', 'Purchases expected after', '其后预期购买次数', later)];
}
