import {html, nothing} from 'lit';
import type {CSSResultGroup, PropertyValues, TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';

import type {InventoryQuery} from '../../engine/analyses/inventory/inventory-query.ts';
import type {Cell, QueryResult} from '../../engine/result.ts';
import {element} from '../shared/base/element.ts';
import {saveTable} from '../shared/base/table-view.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import {emit} from '../shared/events.ts';
import type {MarkSelection} from '../shared/events.ts';
import {formatDay, formatValue} from '../shared/i18n/format.ts';
import type {ChartDescription, Room} from '../shared/render/chart-description.ts';
import {ChartElement} from '../shared/render/chart-element.ts';
import type {Queries} from '../shared/state/query-controller.ts';
import type {ChartTheme} from '../shared/theme/chart-theme.ts';
import {inventoryStyles} from './inventory-heatmap.styles.ts';
import {buildInventorySpec, nameWidth} from './inventory-heatmap.vega.ts';
import type {InventoryOptions, StockColor} from './inventory-heatmap.vega.ts';
import {readOrder} from './inventory-cells.ts';
import type {OrderLine, StockState} from './inventory-cells.ts';
import {buildBoard, rankStock} from './inventory-model.ts';
import type {StockBoard} from './inventory-model.ts';
import {renderLegend, renderOrder, renderWarehouses} from './inventory-panels.ts';
import {boardTable, itemName, orderTable, stockMarks, summariseStock} from './inventory-words.ts';
import type {StockSpeech} from './inventory-words.ts';
import {stateColors} from './state-colors.ts';

const NO_LINES: readonly OrderLine[] = [];
const COLORS: readonly StockColor[] = ['state', 'cover'];
const ROWS = 40;
const ORDER_PAGE = 10;
/** What a board shows or tells of a SKU's cells, of which there may be tens of thousands. */
const COLUMNS = [
  'sku', 'product', 'warehouse', 'state', 'on_hand', 'available', 'in_transit', 'days_of_cover', 'safety_stock', 'reorder_point', 'reorder_qty', 'abc',
  'value',
];

/**
 * @summary What is out of stock, low, slow or too much, in which warehouse, and what to order now.
 *
 * A board of SKUs (or categories) × warehouses, most urgent first, each state with a sign of its own; a legend that filters; and the
 * list of what to order with quantities and money. Speaks of one day: a period does not apply, filters of a cockpit do.
 *
 * ```html
 * <till-inventory-heatmap source="shop" lead-time-days="10" service-level="0.95"></till-inventory-heatmap>
 * ```
 *
 * @customElement till-inventory-heatmap
 * @fires {CustomEvent} till-select - A cell was chosen: `{kind: 'stock', values: {sku, warehouse, state, on_hand, …}}`; or the order list
 *   is handed over: `{kind: 'reorder', lines: [{sku, warehouse, quantity}]}`. Cancel the latter to keep the file from being saved.
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the heading. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart chart @csspart tooltip @csspart table @csspart message
 * @cssproperty [--till-inventory-heatmap-height=34rem] - Height from which the board scrolls.
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate partial @cssstate stale
 * @status experimental
 */
@element('till-inventory-heatmap')
export class TillInventoryHeatmap extends ChartElement {
  static override readonly styles: CSSResultGroup = [ChartElement.styles, inventoryStyles];

  /** Rows of the board: `sku` (default) or `category`. */
  @property() by: 'sku' | 'category' | undefined;
  /** What cells are coloured by and show: `state` (default) and units, or `cover` and days. */
  @property() color: StockColor = 'state';
  /** The day that is spoken of, `YYYY-MM-DD`. Default the last one that the rows tell of. */
  @property({attribute: 'as-of'}) asOf: string | undefined;
  /** Days from order to arrival, for SKUs whose rows do not say. Default 7. */
  @property({type: Number, attribute: 'lead-time-days'}) leadTimeDays: number | undefined;
  /** How often stock should last through the lead time, above 0 and below 1. Default 0.95. */
  @property({type: Number, attribute: 'service-level'}) serviceLevel: number | undefined;
  /** Rows that are drawn, most urgent first. Default 40. */
  @property({type: Number}) limit: number | undefined;

  @state() private only: StockState | null = null;
  @state() private unlimited = false;
  @state() private orderShown = ORDER_PAGE;
  #names = 0;
  #board: {readonly key: readonly unknown[]; readonly board: StockBoard} | undefined;

  protected override query(): InventoryQuery {
    const {asOf, leadTimeDays, serviceLevel, by} = this;
    const filters = this.effectiveFilters;
    const number = (value: number | null | undefined): value is number => value !== undefined && value !== null;
    return {
      analysis: 'inventory',
      ...(by ? {by} : {}),
      ...(asOf ? {asOf} : {}),
      ...(number(leadTimeDays) ? {leadTimeDays} : {}),
      ...(number(serviceLevel) ? {serviceLevel} : {}),
      ...(filters.length > 0 ? {filters} : {}),
    };
  }

  protected override askedQueries(): Queries {
    const query = this.query();
    return {main: this.by === 'category' ? query : {...query, columns: COLUMNS}, order: {...query, view: 'reorder'}};
  }

  /** What to order now, most urgent first. */
  get order(): readonly OrderLine[] {
    const result = this.queries.results?.['order'];
    return result ? readOrder(result) : NO_LINES;
  }

  protected override defaultHeading(): string {
    return this.messages.inventory.heading;
  }

  protected override chart(result: QueryResult, width: number, theme: ChartTheme, room: Room | undefined): ChartDescription<MarkSelection> {
    const board = this.#read(result);
    const speech = this.#speech(result);
    const options: InventoryOptions = {
      color: this.#color,
      stateColors: stateColors(theme),
      short: theme.warning,
      long: theme.rampLow,
      width,
      fontSize: theme.fontSize,
      room,
      words: {
        units: (value) => (value === null ? '' : formatValue(value, 'count', this.format)),
        days: (value) => (value === null ? '' : formatValue(Math.round(value), 'count', this.format)),
        item: (row) => itemName(row, speech),
      },
    };
    this.#names = nameWidth(board, options);
    return {...buildInventorySpec(board, options), marks: stockMarks(board, speech)};
  }

  protected override renderResult(result: QueryResult): TemplateResult {
    const board = this.#read(result);
    const speech = this.#speech(result);
    const asOf = result.totals?.['as_of'];
    return html`<div class="controls">
        ${renderLegend({board, only: this.only, colors: stateColors(this.theme.current), speech, onOnly: (only) => (this.only = only)})}
        ${this.#renderColors(speech)}
      </div>
      <div class="board">${renderWarehouses(board, speech)} ${this.renderChart()}</div>
      ${board.hidden > 0
        ? html`<p class="hint">
            ${speech.messages.hidden(formatValue(board.hidden, 'count', this.format))}
            <button class="link" type="button" @click=${() => (this.unlimited = true)}>${speech.messages.showAll}</button>
          </p>`
        : nothing}
      ${renderOrder({
        lines: this.order, totals: this.#orderTotals, limit: this.orderShown, speech,
        onMore: () => (this.orderShown += 100), onSave: () => this.#saveOrder(speech),
      })}
      ${typeof asOf === 'string' ? html`<p class="hint">${speech.messages.asOf(formatDay(asOf, this.format.language))}</p>` : nothing}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.renderRoot.querySelector<HTMLElement>('.warehouses')?.style.setProperty('--_names', `${this.#names}px`);
  }

  protected override summarise(result: QueryResult): string {
    return summariseStock(rankStock(result), this.order, {all: result.totals ?? {}, order: this.#orderTotals}, this.#speech(result));
  }

  protected override tableOf(result: QueryResult): TableModel {
    return boardTable(this.#read(result), this.heading || this.defaultHeading(), this.#speech(result));
  }

  get #color(): StockColor {
    return COLORS.includes(this.color) ? this.color : 'state';
  }

  get #orderTotals(): Readonly<Record<string, Cell>> {
    return this.queries.results?.['order']?.totals ?? {};
  }

  #speech(result: QueryResult): StockSpeech {
    return {messages: this.messages.inventory, format: this.format, by: 'sku' in result.columns ? 'sku' : 'category'};
  }

  #read(result: QueryResult): StockBoard {
    const limit = this.unlimited ? Infinity : (this.limit ?? ROWS);
    const key = [result, limit, this.only];
    if (!this.#board || key.some((part, index) => part !== this.#board?.key[index])) {
      this.#board = {key, board: buildBoard(result, limit, this.only)};
    }
    return this.#board.board;
  }

  #renderColors({messages}: StockSpeech): TemplateResult {
    const words: Readonly<Record<StockColor, string>> = {state: messages.state, cover: messages.cover};
    return html`<label class="colors">
      ${messages.colorBy}
      <select @change=${this.#onColor}>
        ${COLORS.map((color) => html`<option value=${color} ?selected=${color === this.#color}>${words[color]}</option>`)}
      </select>
      ${this.#color === 'cover' ? html`<span class="ramp">${messages.coverShort}<i></i>${messages.coverLong}</span>` : nothing}
    </label>`;
  }

  readonly #onColor = (event: Event): void => {
    this.color = (event.target as HTMLSelectElement).value as StockColor;
  };

  #saveOrder(speech: StockSpeech): void {
    const lines = this.order;
    const detail = {kind: 'reorder', lines: lines.map(({sku, warehouse, quantity}) => ({sku, warehouse, quantity}))} as const;
    if (emit(this, 'till-select', detail)) saveTable(orderTable(lines, speech));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'till-inventory-heatmap': TillInventoryHeatmap;
  }
}
