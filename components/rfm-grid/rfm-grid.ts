import {html, nothing} from 'lit';
import type {CSSResultGroup, PropertyValues, TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';

import type {RfmQuery, RfmSegmentRule} from '../../engine/analyses/rfm/rfm-query.ts';
import type {QueryResult} from '../../engine/result.ts';
import {element} from '../shared/base/element.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import {emit} from '../shared/events.ts';
import type {RfmSelection} from '../shared/events.ts';
import {formatDay} from '../shared/i18n/format.ts';
import type {ChartDescription, ChartMark, Room} from '../shared/render/chart-description.ts';
import {ChartElement} from '../shared/render/chart-element.ts';
import type {Selection} from '../shared/render/chart-element.ts';
import type {Queries} from '../shared/state/query-controller.ts';
import type {ChartTheme} from '../shared/theme/chart-theme.ts';
import {readGrid, readMembers, readRanges, readSegments} from './rfm-model.ts';
import type {RfmCellChoice, RfmColor, RfmMember, RfmSegment} from './rfm-model.ts';
import {renderMembers, renderSegments} from './rfm-panels.ts';
import {rfmGridStyles} from './rfm-grid.styles.ts';
import {buildRfmGridSpec} from './rfm-grid.vega.ts';
import {cellName, formatColor, frequencyRange, gridTable, recencyRange, rfmMarks, summariseRfm} from './rfm-words.ts';
import type {RfmSpeech} from './rfm-words.ts';

const COLORS: readonly RfmColor[] = ['customers', 'net', 'net-mean'];
const PAGE = 100;

interface MemberList {
  readonly choice: RfmCellChoice;
  readonly result: QueryResult;
  readonly language: string;
  readonly members: readonly RfmMember[];
}

/**
 * @summary Who buys often and lately, who is about to be lost, and the customers behind each cell.
 *
 * A grid of recency × frequency, the segments by name with their customers and money, and the list of customers of a chosen cell or
 * segment, which also goes out as an event and as a file. Counts the whole history unless it has a `period` of its own; filters of a
 * cockpit apply.
 *
 * ```html
 * <till-rfm-grid source="shop" color="net" segments="ten"></till-rfm-grid>
 * ```
 *
 * @customElement till-rfm-grid
 * @fires {CustomEvent} till-select - A cell or segment was opened: `{kind: 'rfm', r, f, segment, customers}`, `customers` all its ids.
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the heading. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart chart @csspart tooltip @csspart table @csspart message
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate partial @cssstate stale
 * @status experimental
 */
@element('till-rfm-grid')
export class TillRfmGrid extends ChartElement {
  static override readonly styles: CSSResultGroup = [ChartElement.styles, rfmGridStyles];

  /** How many scores each axis has, 2 to 10. Default 5. */
  @property({type: Number}) scores: number | undefined;
  /** What cells are coloured by: `customers` (default), `net`, `net-mean`. */
  @property() color: RfmColor = 'customers';
  /** The day from which days are counted, `YYYY-MM-DD`. Default the day after the last order. */
  @property({attribute: 'as-of'}) asOf: string | undefined;
  /** `ten` (default) or `eight` classes; as a property also rules of your own. */
  @property() segments: 'ten' | 'eight' | readonly RfmSegmentRule[] | undefined;

  @state() private choice: RfmCellChoice | undefined;
  @state() private shown = PAGE;
  /** The choice waits for its customers, to be told of. */
  #untold = false;
  /** Customers with the choice they belong to: an older list keeps its own name while a newer one is worked out. */
  #list: MemberList | undefined;
  #named: {readonly result: QueryResult; readonly language: string; readonly segments: readonly RfmSegment[]} | undefined;

  protected override query(): RfmQuery {
    const {scores, asOf, segments, period} = this;
    const filters = this.effectiveFilters;
    return {
      analysis: 'rfm',
      ...(scores === undefined || scores === null ? {} : {scores}),
      ...(asOf ? {asOf} : {}),
      ...(segments ? {segments} : {}),
      ...(period === undefined ? {} : {period}),
      ...(filters.length > 0 ? {filters} : {}),
    };
  }

  protected override askedQueries(): Queries {
    const main = this.query();
    return {
      main,
      segments: {...main, view: 'segments'},
      cuts: {...main, view: 'cuts'},
      ...(this.choice ? {members: {...main, view: 'customers', cell: this.choice}} : {}),
    };
  }

  protected override defaultHeading(): string {
    return this.messages.rfm.heading;
  }

  protected override isEmpty(result: QueryResult): boolean {
    return readGrid(result).customers === 0;
  }

  protected override chart(result: QueryResult, width: number, theme: ChartTheme, room: Room | undefined): ChartDescription<RfmSelection> {
    const model = readGrid(result);
    const speech = this.#speech;
    const {messages} = speech;
    const color = this.#color;
    const drawing = buildRfmGridSpec(model, {
      color,
      low: theme.rampLow,
      high: theme.rampHigh,
      width,
      fontSize: theme.fontSize,
      room,
      words: {
        value: (value) => formatColor(value, color, {...this.format, compact: true}),
        recency: (score) => recencyRange(score, speech),
        frequency: (score) => frequencyRange(score, speech),
        recencyAxis: messages.recency,
        frequencyAxis: messages.orders,
        often: messages.often,
        seldom: messages.seldom,
      },
    });
    return {...drawing, marks: rfmMarks(model, speech)};
  }

  protected override choose({selection}: ChartMark<Selection>): void {
    if (selection.kind === 'rfm' && selection.r !== undefined && selection.f !== undefined) this.#open({r: selection.r, f: selection.f});
  }

  protected override renderResult(result: QueryResult): TemplateResult {
    const {messages} = this.#speech;
    const asOf = result.totals?.['as_of'];
    return html`<div class="body">
      <div class="main">${this.#renderColors()} ${this.renderChart()}</div>
      <div class="side">
        ${renderSegments(this.#segments, this.choice?.segment, this.#speech, (segment) => this.#open({segment: segment.key}))}
      </div>
      ${this.#renderMembers()}
    </div>
    ${typeof asOf === 'string' ? html`<p class="hint">${messages.asOf(formatDay(asOf, this.format.language))}</p>` : nothing}`;
  }

  protected override summarise(): string {
    return summariseRfm(this.#segments, this.#speech);
  }

  protected override tableOf(result: QueryResult): TableModel {
    return gridTable(readGrid(result), this.heading || this.defaultHeading(), this.#speech);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.choice) this.#list = undefined;
    if (this.queries.state === 'ready') this.#readList();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#untold || this.queries.state !== 'ready' || !this.#list) return;
    this.#untold = false;
    emit(this, 'till-select', {kind: 'rfm', ...this.#list.choice, customers: this.#list.members.map(({id}) => id)});
  }

  #readList(): void {
    const {choice} = this;
    const result = this.queries.results?.['members'];
    const {language} = this.locale;
    if (!choice || !result || (this.#list?.choice === choice && this.#list.result === result && this.#list.language === language)) return;
    this.#list = {choice, result, language, members: readMembers(result, language)};
  }

  get #color(): RfmColor {
    return COLORS.includes(this.color) ? this.color : 'customers';
  }

  get #speech(): RfmSpeech {
    const cuts = this.queries.results?.['cuts'];
    return {messages: this.messages.rfm, format: this.format, ranges: cuts && readRanges(cuts)};
  }

  get #segments(): readonly RfmSegment[] {
    const result = this.queries.results?.['segments'];
    const {language} = this.locale;
    if (!result) return [];
    if (this.#named?.result !== result || this.#named.language !== language) {
      this.#named = {result, language, segments: readSegments(result, language)};
    }
    return this.#named.segments;
  }

  #open(choice: RfmCellChoice): void {
    this.choice = choice;
    this.shown = PAGE;
    this.#untold = true;
  }

  #renderColors(): TemplateResult {
    const {messages} = this.#speech;
    const words: Readonly<Record<RfmColor, string>> = {customers: messages.customers, net: messages.net, 'net-mean': messages.netMean};
    return html`<label class="colors">
      ${messages.colorBy}
      <select @change=${this.#onColor}>
        ${COLORS.map((color) => html`<option value=${color} ?selected=${color === this.#color}>${words[color]}</option>`)}
      </select>
    </label>`;
  }

  readonly #onColor = (event: Event): void => {
    this.color = (event.target as HTMLSelectElement).value as RfmColor;
  };

  #renderMembers(): unknown {
    if (!this.#list) return nothing;
    const {choice, members} = this.#list;
    const {r, f, segment} = choice;
    const name = segment === undefined ? cellName({r: r ?? 0, f: f ?? 0}, this.#speech) : this.#segments.find(({key}) => key === segment)?.name;
    return renderMembers({
      name: name ?? segment ?? '',
      members,
      limit: this.shown,
      closeWords: this.messages.frame.close,
      speech: this.#speech,
      onMore: () => (this.shown += PAGE),
      onClose: () => (this.choice = undefined),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'till-rfm-grid': TillRfmGrid;
  }
}
