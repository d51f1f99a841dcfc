import {html, nothing} from 'lit';
import type {CSSResultGroup, TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';

import {isoWeekLabel} from '../../engine/calendar/iso-week-label.ts';
import type {MetricsQuery} from '../../engine/analyses/metrics/metrics-query.ts';
import type {Compare, FiscalGrain, Grain} from '../../engine/query.ts';
import type {Cell, QueryResult} from '../../engine/result.ts';
import {isAdditive} from '../../metrics/metric.ts';
import type {Metric} from '../../metrics/metric.ts';
import {element} from '../shared/base/element.ts';
import {infoIcon} from '../shared/base/icons.ts';
import type {TableCell, TableModel} from '../shared/base/table-view.ts';
import {WidgetElement} from '../shared/base/widget-element.ts';
import {formatDay, formatTime, formatValue} from '../shared/i18n/format.ts';
import {placeBeside} from '../shared/render/place-beside.ts';
import type {Queries} from '../shared/state/query-controller.ts';
import {renderAbout} from './about-popover.ts';
import {readKpi} from './kpi-model.ts';
import type {Delta, KpiModel} from './kpi-model.ts';
import {baselineDays, baselineText, baseText, changeText, tileSentence, untilText, verdictText} from './kpi-words.ts';
import type {Speech, TileTexts} from './kpi-words.ts';
import {kpiStyles} from './kpi.styles.ts';
import {renderSparkline} from './sparkline.ts';
import {renderTarget, targetText} from './target-bar.ts';
import type {TargetBar} from './target-bar.ts';
import {deltaHue} from './trend-hue.ts';

/** Notes that say how was counted. Others say why a value is not there, which a reader must see. */
const HOW_COUNTED: readonly string[] = [
  'partial-period', 'data-begins', 'data-ends', 'no-status', 'no-column', 'time-fallback', 'undated', 'leap-day', 'filter-ignored',
  'missing-customer', 'unknown-cells', 'left-undecided', 'step-taken', 'event-aligned', 'event-lengths', 'event-not-in-base', 'event-only-in-base',
  'event-days-differ', 'event-peak-differs',
];
const DEFAULT_COMPARE: readonly Compare[] = ['previous-period', 'previous-year'];

/**
 * @summary One number of the shop: its value, how it moved against the previous period and the previous year, its course, and its 口径.
 *
 * A running period is compared with the same elapsed part of its bases and says so. Loads no chart library.
 *
 * ```html
 * <till-kpi source="shop" metric="net_sales" period="this-month"></till-kpi>
 * ```
 *
 * @customElement till-kpi
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the metric's name. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart message @csspart table @csspart value
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate partial @cssstate stale
 * @status experimental
 */
@element('till-kpi')
export class TillKpi extends WidgetElement {
  static override readonly styles: CSSResultGroup = [WidgetElement.styles, kpiStyles];

  /** Key of the metric. An unknown one shows as an error with near names. */
  @property() metric = 'net_sales';
  /** Step of the small line. Default `day`. */
  @property() grain: Grain | FiscalGrain = 'day';
  /** What the period should reach, in the metric's own unit. Default: what the source's table `targets` says of these days. */
  @property({type: Number}) target: number | undefined;
  /** Leaves the small line away. */
  @property({type: Boolean, attribute: 'without-sparkline'}) withoutSparkline = false;
  /** All digits instead of 1.23万 or 1.23M. */
  @property({type: Boolean, attribute: 'all-digits'}) allDigits = false;

  protected override query(): MetricsQuery {
    const targets = this.target === undefined && this.sources.current?.info.tables.some(({name}) => name === 'targets');
    return {
      analysis: 'metrics', metrics: [this.metric], compare: this.effectiveCompare ?? DEFAULT_COMPARE, ...(targets ? {targets} : {}), ...this.scopeOrDefault,
    };
  }

  protected override askedQueries(): Queries {
    const main = this.query();
    if (this.withoutSparkline) return {main};
    const compare = main.compare as readonly Compare[];
    return {main, series: {...main, grain: this.grain, compare: compare.slice(0, 1), targets: false}};
  }

  private get scopeOrDefault(): Pick<MetricsQuery, 'period' | 'filters'> {
    return {period: 'last-30-days', ...this.scope};
  }

  protected override isEmpty(result: QueryResult): boolean {
    const metric = this.#definition;
    if (!metric || readKpi(result, metric).value !== null) return false;
    return result.notes.every(({code}) => HOW_COUNTED.includes(code));
  }

  protected override defaultHeading(): string {
    const metric = this.#definition;
    return metric ? this.#text(metric.label) : this.metric;
  }

  protected override renderTools(): TemplateResult {
    const words = this.messages.kpi.about(this.defaultHeading());
    return html`<button class="tool about-button" type="button" title=${words} aria-label=${words} popovertarget="about" @click=${this.#placeAbout}>
      ${infoIcon}
    </button>`;
  }

  protected override renderResult(result: QueryResult): unknown {
    const metric = this.#definition;
    const info = this.sources.current?.info;
    if (!metric || !info) return nothing;
    const model = readKpi(result, metric);
    const {messages, format} = this;
    const speech: Speech = {metric, messages, format, timeZone: info.timeZone};
    const bar: TargetBar = {value: model.value, target: this.target ?? model.target, period: model.period, metric, messages, format};
    const full = formatValue(model.value, metric.unit, format);
    const texts = this.#texts(result, model, speech);
    return html`<div class="body" role="img" aria-label=${tileSentence(model, texts, speech)}>
        <p class="value" part="value" title=${full}>
          ${this.allDigits ? full : formatValue(model.value, metric.unit, {...format, compact: true})}
        </p>
        ${texts.until ? html`<p class="until">${texts.until}</p>` : nothing}
        <ul class="deltas" role="list">
          ${model.deltas.map((delta) => this.#renderDelta(delta, speech))}
        </ul>
        ${renderTarget(bar)} ${this.#renderSpark(metric)}
        <p class="fresh">${texts.updated}</p>
      </div>
      ${renderAbout({metric, result, info, filters: this.effectiveFilters, messages, format}, () => this.#about?.hidePopover(), this.#leaveAbout)}`;
  }

  #texts(result: QueryResult, model: KpiModel, speech: Speech): TileTexts {
    const {metric, messages, format, timeZone} = speech;
    const {value, period} = model;
    const target = this.target ?? model.target;
    const loadedAt = this.sources.current?.info.loadedAt ?? result.asOf;
    return {
      heading: this.heading || this.defaultHeading(),
      until: untilText(model, result.asOf, speech),
      target: targetText({value, target, period, metric, messages, format}),
      updated: messages.frame.updated(formatTime(loadedAt, format.language, timeZone)),
    };
  }

  /** The tile says itself that it runs to date. */
  protected override get saidNotes(): readonly string[] {
    return ['partial-period'];
  }

  /** Nothing beside the tile: its body carries the sentence for those who do not see it. */
  protected override summarise(): string {
    return '';
  }

  /** The whole tile as one sentence, as it is read out; empty before the first answer. */
  get sentence(): string {
    const metric = this.#definition;
    const {result, messages, format} = this;
    const info = this.sources.current?.info;
    if (!metric || !result || !info) return '';
    const model = readKpi(result, metric);
    const speech: Speech = {metric, messages, format, timeZone: info.timeZone};
    return tileSentence(model, this.#texts(result, model, speech), speech);
  }

  protected override get hasTable(): boolean {
    return this.#definition !== undefined;
  }

  /** The number itself, then its course. */
  protected override tableOf(result: QueryResult): TableModel | undefined {
    const metric = this.#definition;
    if (!metric) return undefined;
    const {messages, format} = this;
    const series = this.queries.results?.['series'];
    const base = Object.keys((series ?? result).baselines ?? {})[0];
    const keys = [metric.key, ...(base ? [`${metric.key}_${base}`] : [])];
    const cells = (read: (key: string) => Cell | undefined): TableCell[] =>
      keys.map((key) => {
        const cell = read(key);
        const value = typeof cell === 'number' ? cell : null;
        return {text: formatValue(value, metric.unit, format), value};
      });
    const points = Array.from({length: series?.length ?? 0}, (_, row) => {
      const day = String(series?.columns['period']?.[row] ?? '');
      const text = this.#bucketText(day);
      return [{text, value: day}, ...cells((key) => series?.columns[key]?.[row])];
    });
    return {
      caption: this.heading || this.defaultHeading(),
      columns: [
        {label: messages.kpi.day},
        {label: this.defaultHeading(), numeric: true},
        ...(base ? [{label: baseText(base, messages, (series ?? result).baselines?.[base]), numeric: true}] : []),
      ],
      rows: [[{text: messages.kpi.whole, value: messages.kpi.whole}, ...cells((key) => result.totals?.[key])], ...points],
    };
  }

  /** A week by its first day and, where weeks run from Monday, its ISO number. */
  #bucketText(day: string): string {
    const {language} = this.format;
    if (this.grain === 'hour') return day.replace('T', ' ');
    const week = this.grain === 'week' && this.sources.current?.info.weekStart === 1 ? isoWeekLabel(day) : undefined;
    return week === undefined ? formatDay(day, language) : `${week} (${formatDay(day, language)})`;
  }

  get #definition(): Metric | undefined {
    return this.sources.current?.info.metrics.find(({key, aliases}) => key === this.metric || aliases?.includes(this.metric));
  }

  #text(local: {readonly en: string; readonly zh: string}): string {
    return this.locale.language.startsWith('zh') ? local.zh : local.en;
  }

  get #about(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#about');
  }

  readonly #placeAbout = (event: Event): void => {
    const about = this.#about;
    if (!about) return;
    const {left, top, width, height} = (event.currentTarget as HTMLElement).getBoundingClientRect();
    requestAnimationFrame(() => {
      const place = placeBeside({x: left, y: top, width, height}, about.getBoundingClientRect(), {width: innerWidth, height: innerHeight});
      about.style.setProperty('left', `${place.x}px`);
      about.style.setProperty('top', `${place.y}px`);
      about.focus();
    });
  };

  /** Chromium leaves the focus of a shadow root in a popover that is gone. */
  readonly #leaveAbout = (): void => {
    const focused = this.shadowRoot?.activeElement;
    if (focused && this.#about?.contains(focused)) this.renderRoot.querySelector<HTMLElement>('.about-button')?.focus();
  };

  #renderDelta(delta: Delta, speech: Speech): TemplateResult {
    const {messages, format: {language}} = speech;
    const hue = deltaHue(delta, this.trendColors ?? this.sources.cockpit?.trendColors ?? 'auto', language);
    const arrow = delta.direction === 'up' ? '▲ ' : delta.direction === 'down' ? '▼ ' : '';
    const verdict = verdictText(delta, messages);
    return html`<li class="delta">
      <span class="moved ${delta.change === null && delta.status !== 'new' ? 'unknown' : hue}"
        >${arrow}<span class="amount">${changeText(delta, speech)}</span> ${verdict ? html`<span class="verdict">${verdict}</span>` : nothing}</span
      >
      <span class="against">${baselineText(delta.name, messages, delta.period)}</span>
      <span class="against days">${baselineDays(delta, language)}</span>
    </li>`;
  }

  #renderSpark(metric: Metric): unknown {
    const series = this.queries.results?.['series'];
    if (!series || this.withoutSparkline) return nothing;
    const base = Object.keys(series.baselines ?? {})[0];
    const read = (key: string): (number | null)[] => (series.columns[key] ?? []).map((cell) => (typeof cell === 'number' ? cell : null));
    return renderSparkline({
      values: read(metric.key),
      ...(base ? {base: read(`${metric.key}_${base}`)} : {}),
      fromZero: isAdditive(metric) || metric.unit === 'count',
      lastIsPartial: series.period?.partial === true,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'till-kpi': TillKpi;
  }
}
