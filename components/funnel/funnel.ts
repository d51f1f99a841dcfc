import {html, nothing} from 'lit';
import type {CSSResultGroup, TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';

import type {FunnelQuery, FunnelStep} from '../../engine/analyses/funnel/funnel-query.ts';
import type {QueryResult} from '../../engine/result.ts';
import {wordsConverter} from '../shared/base/converters.ts';
import {element} from '../shared/base/element.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import type {MarkSelection} from '../shared/events.ts';
import {formatValue} from '../shared/i18n/format.ts';
import type {ChartDescription, Room} from '../shared/render/chart-description.ts';
import {ChartElement} from '../shared/render/chart-element.ts';
import type {ChartTheme} from '../shared/theme/chart-theme.ts';
import {buildFunnelGroupsSpec} from './funnel-groups.vega.ts';
import {baselineText, funnelMarks, funnelWords} from './funnel-marks.ts';
import type {FunnelSpeech} from './funnel-marks.ts';
import {entered, readFunnel} from './funnel-model.ts';
import type {FunnelModel} from './funnel-model.ts';
import {funnelStyles} from './funnel.styles.ts';
import {summariseFunnel} from './funnel-summary.ts';
import {funnelTable} from './funnel-table.ts';
import {buildFunnelSpec} from './funnel.vega.ts';

/** Below this width names stand above the bars. */
const NARROW = 520;

/**
 * @summary How far visitors get along a path: how many reach each step, how many go on from one to the next, where most leave.
 *
 * The rate from the step before stands between two bars, the rate from the first step at the right; they are never mixed. The step
 * that loses the largest share is marked and named.
 *
 * ```html
 * <till-funnel source="shop" steps="view cart checkout pay" within="7d" compare="previous-period"></till-funnel>
 * ```
 *
 * @customElement till-funnel
 * @fires {CustomEvent} till-select - A step was chosen: `{kind: 'step', values: {step, index, reached, step_rate, overall_rate, …by}}`.
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the heading. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart chart @csspart tooltip @csspart table @csspart message
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate partial @cssstate stale
 * @status experimental
 */
@element('till-funnel')
export class TillFunnel extends ChartElement {
  static override readonly styles: CSSResultGroup = [ChartElement.styles, funnelStyles];

  /** Names of the events, in order, separated by blanks; as a property also `{label, where}`. Default `view cart checkout pay`. */
  @property({converter: wordsConverter}) steps: readonly FunnelStep[] | undefined;
  /** Time to finish, from the first step: `30m`, `24h`, `7d`, or `none`. Default `7d`. */
  @property() within: string | undefined;
  /** `ordered` (default), `strict` (no other event between), `any` (any order), `open` (steps counted apart). */
  @property() order: FunnelQuery['order'];
  /** Column that tells actors apart. Default `user_id`. */
  @property() actor: string | undefined;
  /** Dimensions to split by, separated by blanks. Six groups are drawn, the table has all. */
  @property({converter: wordsConverter}) by: readonly string[] | undefined;

  #model: {readonly result: QueryResult; readonly model: FunnelModel} | undefined;

  protected override query(): FunnelQuery {
    const {within, order, actor} = this;
    const compare = this.effectiveCompare?.[0];
    return {
      analysis: 'funnel',
      steps: this.steps && this.steps.length > 0 ? this.steps : ['view', 'cart', 'checkout', 'pay'],
      ...(within ? {within} : {}),
      ...(order ? {order} : {}),
      ...(actor ? {actor} : {}),
      ...(this.by && this.by.length > 0 ? {by: this.by} : {}),
      ...(compare ? {compare} : {}),
      period: 'last-30-days',
      ...this.scope,
    };
  }

  protected override defaultHeading(): string {
    return this.messages.funnel.heading;
  }

  protected override isEmpty(result: QueryResult): boolean {
    return this.#read(result).groups.every((group) => entered(group) === 0);
  }

  protected override chart(result: QueryResult, width: number, theme: ChartTheme, room: Room | undefined): ChartDescription<MarkSelection> {
    const model = this.#read(result);
    const build = model.by.length > 0 ? buildFunnelGroupsSpec : buildFunnelSpec;
    const shape = width < NARROW ? 'narrow' : 'wide';
    return {...build(model, {words: funnelWords(this.#speech), shape, fontSize: theme.fontSize, room}), marks: funnelMarks(model, this.#speech)};
  }

  protected override renderResult(result: QueryResult): TemplateResult {
    return html`${this.renderChart()} ${this.#renderLegend(result)}`;
  }

  protected override summarise(result: QueryResult): string {
    const model = this.#read(result);
    return summariseFunnel(model, model.baseline === null ? undefined : result.baselines?.[model.baseline], this.#speech);
  }

  protected override tableOf(result: QueryResult): TableModel {
    return funnelTable(this.#read(result), result, this.heading || this.defaultHeading(), this.#speech);
  }

  /** Stands below the bars: without it the last days look worse than they are. */
  protected override get saidNotes(): readonly string[] {
    return ['undecided'];
  }

  get #speech(): FunnelSpeech {
    const {funnel: messages} = this.messages;
    const {actor = 'user_id'} = this;
    const actors = actor === 'user_id' || actor === 'session_id' ? messages.actors[actor] : messages.actors.other;
    return {messages, format: this.format, actors};
  }

  #read(result: QueryResult): FunnelModel {
    if (this.#model?.result !== result) this.#model = {result, model: readFunnel(result)};
    return this.#model.model;
  }

  #renderLegend(result: QueryResult): unknown {
    const {groups, rest, baseline} = this.#read(result);
    const {funnel} = this.messages;
    const hidden = rest.reduce((sum, group) => sum + entered(group), 0);
    const open = result.notes.find(({code}) => code === 'undecided')?.params['actors'];
    if (baseline === null && groups.length < 2 && rest.length === 0 && open === undefined) return nothing;
    return html`<div class="legend">
      ${baseline === null ? nothing : html`<p><i class="tick"></i>${baselineText(baseline, result.baselines?.[baseline], this.#speech)}</p>`}
      ${groups.length > 1 ? html`<p>${funnel.barsAreRates}</p>` : nothing}
      ${open === undefined ? nothing : html`<p>${this.messages.notes.undecided({actors: formatValue(Number(open), 'count', this.format)})}</p>`}
      ${rest.length > 0 ? html`<p>${funnel.others(rest.length, formatValue(hidden, 'count', this.format))}</p>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'till-funnel': TillFunnel;
  }
}
