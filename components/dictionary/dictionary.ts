import {html, nothing} from 'lit';
import type {CSSResultGroup, TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';

import type {DictionaryQuery} from '../../engine/analyses/dictionary/dictionary-query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {Layer} from '../../metrics/metric.ts';
import {element} from '../shared/base/element.ts';
import type {TableModel} from '../shared/base/table-view.ts';
import {WidgetElement} from '../shared/base/widget-element.ts';
import {formatDay, formatValue} from '../shared/i18n/format.ts';
import {bySubject, fits, readEntries} from './dictionary-model.ts';
import type {DictionaryEntry} from './dictionary-model.ts';
import {dictionaryStyles} from './dictionary.styles.ts';

const LAYERS: readonly Layer[] = ['strategic', 'management', 'execution'];

/**
 * @summary Every metric in force with its definition, formula, unit, level and the columns it reads, to be searched.
 *
 * Metrics of the shop's own stand among the built-in ones, and beside them what analyses work out: scores, classes, tests, forecasts. What the
 * source's rows cannot answer says what it waits for.
 *
 * ```html
 * <till-dictionary source="shop" layer="strategic"></till-dictionary>
 * ```
 *
 * @customElement till-dictionary
 * @fires {CustomEvent} till-load - The answer is shown; `detail.result` is it.
 * @fires {CustomEvent} till-error - It cannot be shown; `detail.error` says why.
 * @slot heading - Stands in for the heading. @slot actions - Further buttons. @slot empty - Stands in for the empty message.
 * @csspart frame - The card. @csspart header @csspart heading @csspart table @csspart message
 * @cssstate loading @cssstate ready @cssstate refreshing @cssstate empty @cssstate error @cssstate stale
 * @status experimental
 */
@element('till-dictionary')
export class TillDictionary extends WidgetElement {
  static override readonly styles: CSSResultGroup = [WidgetElement.styles, dictionaryStyles];

  /** Only metrics of one level of readers: `strategic`, `management`, `execution`. Without it the cockpit's. */
  @property() layer: Layer | undefined;
  /** What the list is searched for. */
  @property() search = '';
  /** Leave out metrics that the source's rows cannot answer. */
  @property({type: Boolean, attribute: 'only-answerable'}) onlyAnswerable = false;

  /** The reader's choice of level; `''` for all of them. */
  @state() private chosen: Layer | '' | undefined;

  protected override query(): DictionaryQuery {
    return {analysis: 'dictionary', figures: true};
  }

  protected override get gated(): boolean {
    return false;
  }

  protected override defaultHeading(): string {
    return this.messages.dictionary.heading;
  }

  protected override summarise(): string {
    return '';
  }

  protected override renderResult(result: QueryResult): TemplateResult {
    const words = this.messages.dictionary;
    const entries = this.#shown(result);
    const count = (value: unknown): string => formatValue(typeof value === 'number' ? value : 0, 'count', this.format);
    return html`<div class="search" role="search">
        <input type="search" .value=${this.search} aria-label=${words.search} placeholder=${words.search} @input=${this.#onSearch} />
        <select aria-label=${words.layer} @change=${this.#onLayer}>
          <option value="" ?selected=${!this.#layer}>${words.anyLayer}</option>
          ${LAYERS.map((layer) => html`<option value=${layer} ?selected=${this.#layer === layer}>${words.layers[layer]}</option>`)}
        </select>
        <label><input type="checkbox" .checked=${this.onlyAnswerable} @change=${this.#onAnswerable} />${words.onlyAnswerable}</label>
      </div>
      <p class="hint" role="status">${words.summary(count(entries.length), count(result.totals?.['metrics']), count(result.totals?.['answerable']))}</p>
      ${entries.length === 0 ? html`<p class="hint">${words.nothing}</p>` : nothing}
      ${[...bySubject(entries)].map(
        ([subject, list]) => html`<section>
          <div class="subject" role="heading" aria-level=${Math.min(6, this.headingLevel + 1)}>${words.subjects[subject] ?? subject}</div>
          <ul role="list">${list.map((entry) => this.#renderEntry(entry))}</ul>
        </section>`,
      )}`;
  }

  #renderEntry(entry: DictionaryEntry): TemplateResult {
    const words = this.messages.dictionary;
    const {language} = this.format;
    const row = (label: string, text: string): unknown => (text === '' ? nothing : html`<dt>${label}</dt><dd>${text}</dd>`);
    const version = [entry.version, entry.validSince ? words.since(formatDay(entry.validSince, language)) : ''].filter((part) => part !== '').join(' · ');
    return html`<li class="entry ${entry.missing ? 'missing' : ''}">
      <details>
        <summary>
          <b>${this.#text(entry.label)}</b> <code>${entry.key}</code>
          <span class="tag ${entry.layer}">${words.layers[entry.layer] ?? entry.layer}</span>
          <span class="hint">${words.units[entry.unit] ?? entry.unit} · ${words.better[entry.better] ?? entry.better}</span>
          ${entry.missing ? html`<span class="needs">${words.missing(entry.missing)}</span>` : nothing}
          <span class="definition">${this.#text(entry.definition)}</span>
        </summary>
        <dl>
          ${row(words.aliases, entry.aliases)} ${row(words.formula, this.#text(entry.formula))} ${row(words.expression, entry.expression)}
          ${row(words.columns, entry.columns)} ${row(words.analysis, entry.analysis)} ${row(words.dimensions, entry.dimensions)}
          ${row(words.version, version)} ${row(words.source, this.#text(entry.source))}
        </dl>
      </details>
    </li>`;
  }

  protected override tableOf(result: QueryResult): TableModel {
    const words = this.messages.dictionary;
    const labels = [
      words.name, words.key, words.aliases, words.subject, words.layer, words.unit, words.direction, words.definition, words.formula, words.columns,
      words.source, words.answerable,
    ];
    return {
      caption: this.heading || this.defaultHeading(),
      columns: labels.map((label) => ({label})),
      rows: this.#shown(result).map((entry) =>
        [
          this.#text(entry.label), entry.key, entry.aliases, words.subjects[entry.subject] ?? entry.subject, words.layers[entry.layer] ?? entry.layer,
          words.units[entry.unit] ?? entry.unit, words.better[entry.better] ?? entry.better, this.#text(entry.definition), this.#text(entry.formula),
          entry.columns, this.#text(entry.source), entry.missing ? words.missing(entry.missing) : words.yes,
        ].map((text) => ({text, value: text})),
      ),
    };
  }

  #shown(result: QueryResult): DictionaryEntry[] {
    const layer = this.#layer;
    return readEntries(result).filter(
      (entry) => (!layer || entry.layer === layer) && (!this.onlyAnswerable || entry.missing === '') && fits(entry, this.search),
    );
  }

  get #layer(): Layer | '' {
    return this.chosen ?? this.layer ?? this.sources.cockpit?.layer ?? '';
  }

  #text({en, zh}: DictionaryEntry['label']): string {
    return this.locale.language.startsWith('zh') ? zh : en;
  }

  readonly #onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
  };

  readonly #onLayer = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value as Layer | '';
  };

  readonly #onAnswerable = (event: Event): void => {
    this.onlyAnswerable = (event.target as HTMLInputElement).checked;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'till-dictionary': TillDictionary;
  }
}
