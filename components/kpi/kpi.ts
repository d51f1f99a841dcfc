import {html, nothing} from 'lit';
import type {CSSResultGroup, TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';

import type {Compare, Grain, MetricsQuery} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import {isAdditive} from '../../metrics/metric.ts';
import type {Metric} from '../../metrics/metric.ts';
import {element} from '../shared/base/element.ts';
import {infoIcon} from '../shared/base/icons.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import {WidgetElement} from '../shared/base/widget-element.ts';
import {formatChange, formatDay, formatDays, formatPoints, formatTime, formatValue} from '../shared/i18n/format.ts';
import {placeBeside} from '../shared/render/place-beside.ts';
import type {Queries} from '../shared/state/query-controller.ts';
import {renderAbout} from './about-popover.ts';
import {readKpi} from './kpi-model.ts';
import type {Delta, KpiModel} from './kpi-model.ts';
import {kpiStyles} from './kpi.styles.ts';
import {renderSparkline} from './sparkline.ts';
import {renderTarget} from './target-bar.ts';
import {deltaHue} from './trend-hue.ts';

/** Notes that say how was counted. Others say why a value is not there, which a reader must see. */
const HOW_COUNTED: readonly string[] = [
  'partial-period', 'data-begins', 'data-ends', 'no-status', 'no-column', 'time-fallback', 'undated', 'leap-day', 'filter-ignored',
  'missing-customer', 'unknown-cells', 'left-undecided', 'step-taken',
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
  @property() grain: Grain = 'day';
  /** What the period should reach, in the metric's own unit. */
  @property({type: Number}) target: number | undefined;
  /** Leaves the small line away. */
  @property({type: Boolean, attribute: 'without-sparkline'}) withoutSparkline = false;
  /** All digits instead of 1.23万 or 1.23M. */
  @property({type: Boolean, attribute: 'all-digits'}) allDigits = false;

  protected override query(): MetricsQuery {
    return {analysis: 'metrics', metrics: [this.metric], compare: this.effectiveCompare ?? DEFAULT_COMPARE, ...this.scopeOrDefault};
  }

  protected override askedQueries(): Queries {
    const main = this.query();
    if (this.withoutSparkline) return {main};
    const compare = main.compare as readonly Compare[];
    return {main, series: {...main, grain: this.grain, compare: compare.slice(0, 1)}};
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
    const {language} = this.format;
    return html`<div class="body">
        <p class="value" part="value" title=${formatValue(model.value, metric.unit, this.format)}>
          ${formatValue(model.value, metric.unit, {...this.format, compact: !this.allDigits})}
        </p>
        ${this.#renderUntil(model)}
        <ul class="deltas" role="list">
          ${model.deltas.map((delta) => this.#renderDelta(delta, metric))}
        </ul>
        ${renderTarget({value: model.value, target: this.target, period: model.period, metric, messages: this.messages, format: this.format})}
        ${this.#renderSpark(metric)}
        <p class="fresh">${this.messages.frame.updated(formatTime(info.loadedAt, language, info.timeZone))}</p>
      </div>
      ${renderAbout({metric, result, info, filters: this.effectiveFilters, messages: this.messages, language}, () => this.#about?.hidePopover())}`;
  }

  /** The tile says itself that it runs to date. */
  protected override get saidNotes(): readonly string[] {
    return ['partial-period'];
  }

  /** Said, not shown: the tile itself is the sentence for those who see it. */
  protected override summarise(): string {
    return '';
  }

  /** One sentence with value and changes, for a host that reads tiles out. */
  get sentence(): string {
    const metric = this.#definition;
    if (!metric || !this.result) return '';
    const {value, deltas} = readKpi(this.result, metric);
    const {kpi} = this.messages;
    const changes = deltas.map((delta) => kpi.change(kpi.baseline[delta.name] ?? delta.name, this.#changeWords(delta, metric)));
    const comma = this.locale.language.startsWith('zh') ? '，' : ', ';
    return kpi.sentence(this.defaultHeading(), formatValue(value, metric.unit, this.format), changes.join(comma));
  }

  protected override tableOf(): TableModel | undefined {
    const metric = this.#definition;
    const series = this.queries.results?.['series'];
    if (!metric || !series) return undefined;
    const {kpi} = this.messages;
    const base = Object.keys(series.baselines ?? {})[0];
    const keys = [metric.key, ...(base ? [`${metric.key}_${base}`] : [])];
    return {
      caption: this.heading || this.defaultHeading(),
      columns: [
        {label: kpi.day},
        {label: this.defaultHeading(), numeric: true},
        ...(base ? [{label: kpi.baseline[base] ?? kpi.base, numeric: true}] : []),
      ],
      rows: Array.from({length: series.length}, (_, row) => {
        const day = String(series.columns['period']?.[row] ?? '');
        return [
          {text: this.grain === 'hour' ? day.replace('T', ' ') : formatDay(day, this.format.language), value: day},
          ...keys.map((key) => {
            const value = (series.columns[key]?.[row] ?? null) as number | null;
            return {text: formatValue(value, metric.unit, this.format), value};
          }),
        ];
      }),
    };
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

  #renderUntil({period}: KpiModel): unknown {
    if (!period?.partial) return nothing;
    return html`<p class="until">${this.messages.kpi.partial(formatDay(period.to, this.format.language, false))}</p>`;
  }

  #renderDelta(delta: Delta, metric: Metric): TemplateResult {
    const {kpi} = this.messages;
    const {language} = this.format;
    const hue = deltaHue(delta, this.trendColors ?? this.sources.cockpit?.trendColors ?? 'auto', language);
    const arrow = delta.direction === 'up' ? '▲' : delta.direction === 'down' ? '▼' : '';
    const days = delta.period ? formatDays(delta.period.from, delta.period.to, language) : '';
    const verdict = delta.good === undefined ? nothing : html`<span class="verdict">${delta.good ? kpi.good : kpi.bad}</span>`;
    return html`<li class="delta">
      <span class="moved ${delta.change === null && delta.status !== 'new' ? 'unknown' : hue}"
        ><span aria-hidden="true">${arrow} </span><span class="sr-only">${delta.direction ? kpi[delta.direction] : ''} </span
        ><span class="amount">${this.#changeText(delta, metric)}</span> ${verdict}</span
      >
      <span class="against">${kpi.baseline[delta.name] ?? delta.name}</span>
      <span class="against">${days}</span>
    </li>`;
  }

  #changeText({change, status}: Delta, metric: Metric): string {
    if (status === 'new') return this.messages.kpi.isNew;
    if (change === null) return this.messages.kpi.noBase;
    return metric.unit === 'ratio' ? formatPoints(change, this.format.language) : formatChange(change, this.format.language);
  }

  #changeWords(delta: Delta, metric: Metric): string {
    const {kpi} = this.messages;
    const word = delta.direction && delta.status === 'ok' ? kpi[delta.direction] : '';
    return `${word}${word ? ' ' : ''}${this.#changeText(delta, metric).replace(/^[+-]/, '')}`;
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
