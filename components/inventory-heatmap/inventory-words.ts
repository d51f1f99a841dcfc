import {oncePer} from '../../engine/once-per.ts';
import type {Cell} from '../../engine/result.ts';
import type {MarkSelection} from '../shared/events.ts';
import {formatValue} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {InventoryMessages} from '../shared/i18n/en/inventory.ts';
import type {TableCell, TableModel} from '../shared/base/table-view.ts';
import type {ChartMark} from '../shared/render/chart-description.ts';
import {boardCells} from './inventory-heatmap.vega.ts';
import type {PlacedCell} from './inventory-heatmap.vega.ts';
import type {OrderLine, StockCell} from './inventory-cells.ts';
import {countEmpty} from './inventory-model.ts';
import type {StockBoard, StockRanks} from './inventory-model.ts';

export interface StockSpeech {
  readonly messages: InventoryMessages;
  readonly format: FormatOptions;
  readonly by: 'sku' | 'category';
}

const count = (value: number | null, {format}: StockSpeech): string => formatValue(value, 'count', format);
/** A level of demand: a fraction says no more than its first digit. */
const level = (value: number | null, {format}: StockSpeech): string => formatValue(value, 'score', format);
const days = (value: number | null, {format}: StockSpeech): string => formatValue(value, 'days', format);
const money = (value: number | null, {format}: StockSpeech): string => formatValue(value, 'money', format);

/** The product's name where there is one, else the SKU or category. */
export function itemName({item, product}: {readonly item: string; readonly product: string | null}, {messages}: StockSpeech): string {
  return product || item || messages.notGiven;
}

export function warehouseName(warehouse: string, {messages}: StockSpeech): string {
  return warehouse || messages.noWarehouse;
}

export function stockMarks(board: StockBoard, speech: StockSpeech): ChartMark<MarkSelection>[] {
  return boardCells(board).map((placed) => markOf(placed, speech));
}

/** The words of a mark are made when a reader comes to it: a board has hundreds. */
function markOf({row, column, cell}: PlacedCell, speech: StockSpeech): ChartMark<MarkSelection> {
  const {by} = speech;
  return {
    key: JSON.stringify([cell.item, cell.warehouse]),
    row,
    column,
    get label() {
      return sentence(cell, speech);
    },
    get title() {
      return `${itemName(cell, speech)} · ${warehouseName(cell.warehouse, speech)}`;
    },
    get details() {
      return details(cell, speech);
    },
    selection: {
      kind: 'stock',
      values: {
        [by]: cell.item, warehouse: cell.warehouse || null, state: cell.state, on_hand: cell.onHand, available: cell.available,
        in_transit: cell.inTransit, days_of_cover: cell.cover, reorder_point: cell.reorderPoint, reorder_qty: cell.reorderQuantity,
      },
    },
  };
}

function sentence(cell: StockCell, speech: StockSpeech): string {
  const {messages, format} = speech;
  const state = messages.states[cell.state] ?? cell.state;
  const label = messages.mark(itemName(cell, speech), warehouseName(cell.warehouse, speech), state, count(cell.available, speech));
  const order = (cell.reorderQuantity ?? 0) > 0 ? [messages.markOrder(count(cell.reorderQuantity, speech))] : [];
  return [label, ...order].join(format.language.startsWith('zh') ? '' : ' ');
}

/** Only what is known: an SKU without sales has no reorder point to show. */
function details(cell: StockCell, speech: StockSpeech): (readonly [string, string])[] {
  const {messages, by} = speech;
  const known = (name: string, value: number | null, say: typeof count): (readonly [string, string])[] =>
    value === null ? [] : [[name, say(value, speech)]];
  return [
    [messages.state, messages.states[cell.state] ?? cell.state],
    ...(by === 'sku' && cell.product ? [[messages.sku, cell.item] as const] : []),
    ...known(messages.onHand, cell.onHand, count),
    ...known(messages.available, cell.available, count),
    ...known(messages.inTransit, cell.inTransit, count),
    ...known(messages.cover, cell.cover, days),
    ...known(messages.safetyStock, cell.safetyStock, level),
    ...known(messages.reorderPoint, cell.reorderPoint, level),
    ...known(messages.quantity, cell.reorderQuantity || null, count),
    ...known(messages.value, cell.value, money),
    ...(cell.abc ? [[messages.abc, cell.abc] as const] : []),
  ];
}

/** The totals of the two answers: of all the stock, and of what to order. */
export interface StockTotals {
  readonly all: Readonly<Record<string, Cell>>;
  readonly order: Readonly<Record<string, Cell>>;
}

const distinct = (names: readonly string[]): number => new Set(names).size;

/** How many SKUs are to be ordered, and how many units of them. */
export const countOrder = oncePer((lines: readonly OrderLine[]) => ({
  skus: distinct(lines.map(({sku}) => sku)),
  units: lines.reduce((sum, {quantity}) => sum + quantity, 0),
}));

/** How many are out of stock, and what ordering costs. `stock` is all of the answer, `lines` what to order. */
export function summariseStock(stock: StockRanks, lines: readonly OrderLine[], totals: StockTotals, speech: StockSpeech): string {
  const {messages, format} = speech;
  const order = countOrder(lines).skus;
  const cost = totals.order['reorder_cost'];
  const worth = typeof cost === 'number' ? formatValue(cost, 'money', {...format, compact: true}) : null;
  const somewhere = speech.by === 'sku' && stock.warehouses.length > 1;
  // A category is as urgent as its worst SKU: how many SKUs that are only the totals know.
  const out = speech.by === 'sku' ? countEmpty(stock) : Number(totals.all['out_of_stock_active'] ?? 0);
  const skus = messages.skus(out, count(out, speech));
  const parts = [
    ...(out > 0 ? [somewhere ? messages.outSomewhere(skus) : messages.out(skus, out)] : []),
    ...(order > 0 ? [messages.reorder(messages.skus(order, count(order, speech)), worth)] : []),
  ];
  if (parts.length === 0) return messages.allWell;
  return format.language.startsWith('zh') ? `${parts.join('；')}。` : `${parts.join('; ')}.`;
}

const text = (value: string): TableCell => ({text: value, value});

/** The cells of the board that is drawn, row by row. */
export function boardTable(board: StockBoard, caption: string, speech: StockSpeech): TableModel {
  const {messages, by} = speech;
  const number = (value: number | null, say: typeof count): TableCell => ({text: say(value, speech), value});
  const heads = [
    messages.onHand, messages.available, messages.inTransit, messages.cover, messages.safetyStock, messages.reorderPoint, messages.quantity,
    messages.value,
  ];
  return {
    caption,
    columns: [
      {label: by === 'sku' ? messages.sku : messages.category}, ...(by === 'sku' ? [{label: messages.product}] : []),
      {label: messages.warehouse}, {label: messages.state}, ...heads.map((label) => ({label, numeric: true})),
    ],
    rows: boardCells(board).map(({cell}) => [
      text(cell.item || messages.notGiven), ...(by === 'sku' ? [text(cell.product ?? '')] : []),
      text(warehouseName(cell.warehouse, speech)), text(messages.states[cell.state] ?? cell.state),
      number(cell.onHand, count), number(cell.available, count), number(cell.inTransit, count), number(cell.cover, days),
      number(cell.safetyStock, level), number(cell.reorderPoint, level), number(cell.reorderQuantity, count), number(cell.value, money),
    ]),
  };
}

/** The list as a file takes it: a line a SKU and warehouse; a SKU that is ordered for all warehouses at once has none. */
export function orderTable(lines: readonly OrderLine[], speech: StockSpeech): TableModel {
  const {messages} = speech;
  const number = (value: number | null, say: typeof count): TableCell => ({text: say(value, speech), value});
  return {
    caption: messages.order,
    columns: [
      {label: messages.sku}, {label: messages.product}, {label: messages.warehouse},
      ...[messages.quantity, messages.cost, messages.available, messages.inTransit, messages.reorderPoint].map((label) => ({label, numeric: true})),
    ],
    rows: lines.map((line) => [
      text(line.sku), text(line.product ?? ''), text(warehouseName(line.warehouse ?? '', speech)),
      number(line.quantity, count), number(line.cost, money),
      number(line.available, count), number(line.inTransit, count), number(line.reorderPoint, level),
    ]),
  };
}
