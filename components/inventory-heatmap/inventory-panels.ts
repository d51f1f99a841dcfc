/** The parts of the stock board around its picture: the legend that filters, the warehouses' names, the list of what to order. */

import {html, nothing} from 'lit';
import type {TemplateResult} from 'lit';

import type {Cell} from '../../engine/result.ts';
import {saveIcon} from '../shared/base/icons.ts';
import {formatValue} from '../shared/i18n/format.ts';
import {textOn} from '../shared/render/ramp.ts';
import {STATE_GLYPHS, STOCK_STATES} from './inventory-cells.ts';
import type {OrderLine, StockState} from './inventory-cells.ts';
import type {StockBoard} from './inventory-model.ts';
import {countOrder, orderTable, warehouseName} from './inventory-words.ts';
import type {StockSpeech} from './inventory-words.ts';

export interface Legend {
  readonly board: StockBoard;
  readonly only: StockState | null;
  readonly colors: Readonly<Record<StockState, string>>;
  readonly speech: StockSpeech;
  readonly onOnly: (state: StockState | null) => void;
}

/** A button a state that occurs: its sign on its colour, its name, how many cells; pressed, the board shows only rows with it. */
export function renderLegend({board, only, colors, speech, onOnly}: Legend): TemplateResult {
  const {messages, format} = speech;
  const entry = (state: StockState): TemplateResult => {
    const count = formatValue(board.counts.get(state) ?? 0, 'count', format);
    const name = messages.states[state] ?? state;
    return html`<button
      class="state"
      type="button"
      aria-pressed=${String(only === state)}
      aria-label=${messages.showOnly(name, count)}
      @click=${() => onOnly(only === state ? null : state)}
    >
      <i class="swatch" .style=${`background:${colors[state]};color:${textOn(colors[state])}`}>${STATE_GLYPHS[state]}</i>${name}
      <b>${count}</b>
    </button>`;
  };
  return html`<div class="states" role="group" aria-label=${messages.filter}>
    ${STOCK_STATES.filter((state) => board.counts.has(state) || only === state).map(entry)}
  </div>`;
}

/** Over the columns of the picture; screen readers hear the warehouse with each cell. */
export function renderWarehouses(board: StockBoard, speech: StockSpeech): TemplateResult {
  return html`<div class="warehouses" aria-hidden="true">
    ${board.warehouses.map((warehouse) => html`<span title=${warehouse}>${warehouseName(warehouse, speech)}</span>`)}
  </div>`;
}

export interface Order {
  readonly lines: readonly OrderLine[];
  readonly totals: Readonly<Record<string, Cell>>;
  /** How many lines are shown. */
  readonly limit: number;
  readonly speech: StockSpeech;
  readonly onMore: () => void;
  readonly onSave: () => void;
}

export function renderOrder({lines, totals, limit, speech, onMore, onSave}: Order): TemplateResult {
  const {messages, format} = speech;
  if (lines.length === 0) return html`<p class="hint">${messages.nothingToOrder}</p>`;
  const count = (value: number): string => formatValue(value, 'count', format);
  const units = count(countOrder(lines).units);
  const cost = totals['reorder_cost'];
  const total = typeof cost === 'number'
    ? messages.orderTotal(count(lines.length), units, formatValue(cost, 'money', format))
    : messages.orderTotalUnits(count(lines.length), units);
  return html`<div class="order" role="group" aria-label=${messages.order}>
    <div class="order-head">
      <p><b>${messages.order}</b> <span>${total}</span></p>
      <button class="button" type="button" aria-label=${messages.saveOrder} @click=${onSave}>${saveIcon} CSV</button>
    </div>
    ${renderLines(lines.slice(0, limit), speech)}
    ${limit < lines.length
      ? html`<p class="hint">
          ${messages.shown(count(limit), count(lines.length))}
          <button class="link" type="button" @click=${onMore}>${messages.showMore}</button>
        </p>`
      : nothing}
  </div>`;
}

/** The product's name over its SKU, so that the quantity is in sight on a phone too. */
function renderLines(lines: readonly OrderLine[], speech: StockSpeech): TemplateResult {
  const {caption, columns, rows} = orderTable(lines, speech);
  const [sku, product, ...others] = columns;
  return html`<div class="table-scroll" part="table" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <thead>
        <tr>
          <th scope="col">${product?.label} · ${sku?.label}</th>
          ${others.map(({label, numeric}) => html`<th scope="col" class=${numeric ? 'number' : 'word'}>${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([id, name, ...cells]) => html`<tr>
            <th scope="row">${name?.text ? html`${name.text}<small>${id?.text}</small>` : id?.text}</th>
            ${cells.map(({text}, index) => html`<td class=${others[index]?.numeric ? 'number' : 'word'}>${text}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
