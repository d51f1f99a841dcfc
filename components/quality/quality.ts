import {html, nothing} from 'lit';
import type {CSSResultGroup, TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';

import type {Acceptance, QualityQuery, Reconciliation} from '../../engine/analyses/quality/quality-query.ts';
import type {QueryResult} from '../../engine/result.ts';
import {element} from '../shared/base/element.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import {WidgetElement} from '../shared/base/widget-element.ts';
import {formatDays, formatTime, formatValue} from '../shared/i18n/format.ts';
import type {Queries} from '../shared/state/query-controller.ts';
import {DIMENSIONS, readIssues, readLoads, reasonOf, wordOf} from './quality-model.ts';
import type {QualityIssueRow} from './quality-model.ts';
import {qualityStyles} from './quality.styles.ts';

/** Findings shown before a reader asks for all of them. */
const FIRST = 8;

/**
 * @summary How far the numbers of the page can be trusted: a score, what is wrong with the rows, and what to do about it.
 *
 * Counts what could not be read, duplicates, blank and impossible cells, keys that another table does not know, sums that differ between tables,
 * late and silent days, outliers. Looks at all rows: periods and filters of a cockpit do not touch it.
 *
 * ```html
 * <till-quality source="shop"></till-quality>
 * ```
 *
 * @customElement till-quality
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the heading. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart table @csspart message
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate stale
 * @status experimental
 */
@element('till-quality')
export class TillQuality extends WidgetElement {
  static override readonly styles: CSSResultGroup = [WidgetElement.styles, qualityStyles];

  /** Only this table, such as `order_lines`. */
  @property() table: string | undefined;
  /** Findings that are known and taken as they are: `[{reason: 'outlier', table: 'order_lines'}]`. */
  @property({attribute: false}) accept: readonly Acceptance[] = [];
  /** Days by table after which it is late: `{order_lines: 2}`. */
  @property({attribute: false}) freshness: Readonly<Record<string, number>> | undefined;
  /** Pairs of metrics to hold against each other, instead of the built-in ones. */
  @property({attribute: false}) reconcile: readonly Reconciliation[] | undefined;

  @state() private all = false;

  protected override query(): QualityQuery {
    const {table, accept, freshness, reconcile} = this;
    return {
      analysis: 'quality',
      ...(table ? {table} : {}),
      ...(accept.length > 0 ? {accept} : {}),
      ...(freshness ? {freshness} : {}),
      ...(reconcile ? {reconcile} : {}),
    };
  }

  protected override askedQueries(): Queries {
    const main = this.query();
    return {main, log: {...main, view: 'log'}};
  }

  protected override isEmpty(): boolean {
    return (this.sources.current?.info.tables.length ?? 0) === 0;
  }

  protected override get gated(): boolean {
    return false;
  }

  protected override defaultHeading(): string {
    return this.messages.quality.heading;
  }

  protected override summarise({totals}: QueryResult): string {
    const {quality} = this.messages;
    return quality.summary(this.#score(totals?.['score']), this.#count(totals?.['errors']), this.#count(totals?.['warnings']));
  }

  protected override renderResult(result: QueryResult): TemplateResult {
    const {quality} = this.messages;
    const issues = readIssues(result);
    const shown = this.all ? issues : issues.slice(0, FIRST);
    return html`<div class="body">
      ${this.#renderScore(result)}
      <div class="findings">
        ${issues.length === 0 ? html`<p class="hint">${quality.nothing}</p>` : nothing}
        <ul role="list">${shown.map((issue) => this.#renderIssue(issue))}</ul>
        ${shown.length < issues.length
          ? html`<button class="button" type="button" @click=${() => (this.all = true)}>${quality.showAll(this.#count(issues.length))}</button>`
          : nothing}
        ${this.#renderLog()}
      </div>
    </div>`;
  }

  #renderScore({totals = {}}: QueryResult): TemplateResult {
    const {quality} = this.messages;
    const [read, kept, left] = ['rows_read', 'rows_kept', 'rows_left_out'].map((name) => this.#count(totals[name])) as [string, string, string];
    return html`<div class="score">
      <p class="total"><b>${this.#score(totals['score'])}</b> <span>${quality.outOf}</span></p>
      <dl>
        ${DIMENSIONS.map((name) => {
          const value = typeof totals[name] === 'number' ? totals[name] : 0;
          return html`<div class="dimension ${value < 60 ? 'bad' : value < 90 ? 'middling' : 'good'}">
            <dt>${quality.dimensions[name]}</dt>
            <dd><span class="track"><i .style=${`inline-size:${Math.max(0, Math.min(100, value))}%`}></i></span><span>${this.#score(value)}</span></dd>
          </div>`;
        })}
      </dl>
      <p class="hint">${quality.rows(read, kept, left)}</p>
    </div>`;
  }

  #renderIssue(issue: QualityIssueRow): TemplateResult {
    const {quality} = this.messages;
    const {name, advice} = reasonOf(quality, issue.reason);
    const severity = issue.accepted ? quality.accepted : wordOf(quality.severities, issue.severity);
    return html`<li class="issue ${issue.accepted ? 'accepted' : issue.severity}">
      <span class="severity">${severity}</span>
      <p class="what"><b>${wordOf(quality.tables, issue.table)}</b> ${issue.column ? html`<code>${issue.column}</code>` : nothing} ${name}</p>
      <p class="count"><b>${this.#amount(issue)}</b>${issue.share === null ? '' : ` · ${quality.share(this.#ratio(issue.share))}`} · ${wordOf(quality.effects, issue.effect)}</p>
      ${issue.example === null ? nothing : html`<p class="hint">${this.#example(issue)}</p>`} ${advice ? html`<p class="advice">${advice}</p>` : nothing}
    </li>`;
  }

  #renderLog(): unknown {
    const log = this.queries.results?.['log'];
    const loads = log ? readLoads(log) : [];
    if (loads.length === 0) return nothing;
    const {quality} = this.messages;
    const {language} = this.format;
    const zone = this.sources.current?.info.timeZone ?? 'UTC';
    return html`<details class="notes">
      <summary>${quality.log}</summary>
      <ul>
        ${loads.map(({at, table, kept, added, firstDay, lastDay}) => {
          const days = firstDay && lastDay ? formatDays(firstDay, lastDay, language) : '';
          const more = `${added < 0 ? '−' : '+'}${this.#count(Math.abs(added))}`;
          return html`<li>${quality.logLine(formatTime(at, language, zone), wordOf(quality.tables, table), this.#count(kept), more, days)}</li>`;
        })}
      </ul>
    </details>`;
  }

  protected override tableOf(result: QueryResult): TableModel {
    const {quality} = this.messages;
    const {columns} = quality;
    return {
      caption: this.heading || this.defaultHeading(),
      columns: [
        {label: columns.table}, {label: columns.column}, {label: columns.reason}, {label: columns.severity}, {label: columns.effect},
        {label: columns.count, numeric: true}, {label: columns.share, numeric: true}, {label: columns.example}, {label: columns.advice},
      ],
      rows: readIssues(result).map((issue) => {
        const {name, advice} = reasonOf(quality, issue.reason);
        const [table, severity, effect] = [
          wordOf(quality.tables, issue.table), wordOf(quality.severities, issue.severity), wordOf(quality.effects, issue.effect),
        ];
        return [
          ...[table, issue.column, name, severity, effect].map((text) => ({text, value: text})),
          {text: this.#amount(issue), value: issue.count},
          {text: issue.share === null ? '' : this.#ratio(issue.share), value: issue.share},
          {text: issue.example ?? '', value: issue.example},
          {text: advice, value: advice},
        ];
      }),
    };
  }

  #amount({count, unit}: QualityIssueRow): string {
    return (this.messages.quality.units[unit] ?? String)(this.#count(count));
  }

  #example({example, exampleRow}: QualityIssueRow): string {
    return this.messages.quality.example(example ?? '', exampleRow === null ? '' : this.#count(exampleRow));
  }

  #count(value: unknown): string {
    return formatValue(typeof value === 'number' ? value : null, 'count', this.format);
  }

  #ratio(value: number): string {
    return formatValue(value, 'ratio', this.format);
  }

  /** Never rounded up to full marks. */
  #score(value: unknown): string {
    return typeof value === 'number' ? this.#count(Math.floor(value + 1e-9)) : '–';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'till-quality': TillQuality;
  }
}
