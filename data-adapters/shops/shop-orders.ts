/** Orders as the REST interfaces of shop systems give them, made lines: discounts, taxes and refunds on the line that they belong to. */

import type {PresetName} from '../presets.ts';
import {MAX_EXAMPLES, RowsWithFindings} from '../raw-tables/raw-table.ts';
import type {FoundIssue} from '../raw-tables/raw-table.ts';
import {flattenRecords} from '../reading/flatten-records.ts';
import {isRecord, sumOf} from '../reading/json-record.ts';
import type {JsonRecord} from '../reading/json-record.ts';
import {readShopifyOrder} from './shopify-orders.ts';
import {readWooCommerceOrder} from './woocommerce-orders.ts';

/** An amount that the order holds and none of its lines can: `what` names it. Without an amount: a value that the order does not tell. */
export interface Unplaced {
  readonly column: 'net' | 'tax' | 'refund' | 'refunded_at';
  readonly amount?: number;
  readonly what: string;
}

export interface ReadOrder {
  /** The order's own columns, without what its lines took over. */
  readonly order: JsonRecord;
  readonly lines: readonly JsonRecord[];
  readonly unplaced: readonly Unplaced[];
}

/** Reads one order, its lines under `line_items`. */
export type OrderReader = (order: JsonRecord) => ReadOrder;

const READERS: Partial<Readonly<Record<PresetName, OrderReader>>> = {shopify: readShopifyOrder, woocommerce: readWooCommerceOrder};

/** The list inside an order that becomes rows, for all systems read here. */
export const LINES = 'line_items';

export function orderReader(preset: unknown): OrderReader | undefined {
  return typeof preset === 'string' && Object.hasOwn(READERS, preset) ? READERS[preset as PresetName] : undefined;
}

/** The orders of an answer: `{"orders": […]}`, `{"order": {…}}` or one order by itself. */
export function ordersIn(answer: unknown): readonly unknown[] | undefined {
  if (!isRecord(answer)) return undefined;
  if (Array.isArray(answer['orders'])) return answer['orders'];
  if (isRecord(answer['order'])) return [answer['order']];
  return Array.isArray(answer[LINES]) ? [answer] : undefined;
}

/** One row a line, and what no line can hold as findings. Records without {@link LINES} stay one row. */
export function splitOrders(orders: readonly unknown[], read: OrderReader, name: string): RowsWithFindings {
  const findings = new Findings();
  const rows: object[] = [];
  const known = new Set<unknown>();
  for (const record of orders) {
    if (!isRecord(record) || !Array.isArray(record[LINES])) {
      rows.push(...flattenRecords([record], undefined, name));
      continue;
    }
    const {order, lines, unplaced} = read(record);
    // Pages of an interface overlap; an order's second coming is left out further on.
    const isNew = record['id'] === undefined || !known.has(record['id']);
    known.add(record['id']);
    if (isNew) for (const each of unplaced) findings.add(each, rows.length, record);
    rows.push(...flattenRecords([{...order, [LINES]: lines}], LINES, name));
  }
  return new RowsWithFindings(rows, findings.list());
}

/** Findings by column, each with its total first. */
class Findings {
  readonly #found = new Map<Unplaced['column'], {rows: {row: number; text: string}[]; sums: Map<string, number>; count: number}>();

  add({column, amount, what}: Unplaced, row: number, order: JsonRecord): void {
    let found = this.#found.get(column);
    if (!found) this.#found.set(column, (found = {rows: [], sums: new Map(), count: 0}));
    const currency = typeof order['currency'] === 'string' ? order['currency'] : '';
    found.count++;
    if (amount !== undefined) found.sums.set(currency, sumOf([found.sums.get(currency) ?? 0, amount]));
    const id = String(order['name'] ?? order['number'] ?? order['id'] ?? '');
    if (found.rows.length < MAX_EXAMPLES) found.rows.push({row, text: [id, what, amount === undefined ? '' : money(amount, currency)].join(' ').trim()});
  }

  list(): FoundIssue[] {
    return [...this.#found].map(([column, {rows, sums, count}]): FoundIssue => {
      if (column === 'refunded_at') return {reason: 'missing-value', effect: 'value-missing', column, count, first: rows};
      const total = {row: -1, text: `Σ ${[...sums].map(([currency, sum]) => money(sum, currency)).join(', ')}`};
      return {reason: 'unplaced-amount', effect: 'value-missing', column, count, first: count > 1 ? [total, ...rows].slice(0, MAX_EXAMPLES) : rows};
    });
  }
}

function money(amount: number, currency: string): string {
  return `${amount.toFixed(2)} ${currency}`.trim();
}
