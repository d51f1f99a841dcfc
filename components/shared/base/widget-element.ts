import {LitElement, nothing} from 'lit';
import type {CSSResultGroup, PropertyValues, TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';

import type {Compare, Filter, Period, Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {Source} from '../../../engine/source.ts';
import {emit} from '../events.ts';
import type {FormatOptions} from '../i18n/format.ts';
import type {Messages} from '../i18n/messages.ts';
import type {TrendColors} from '../state/cockpit-context.ts';
import {LocaleController} from '../state/locale-controller.ts';
import {QueryController} from '../state/query-controller.ts';
import type {Queries} from '../state/query-controller.ts';
import {SourceController} from '../state/source-controller.ts';
import {ThemeController} from '../theme/theme-controller.ts';
import {tokenStyles} from '../theme/tokens.styles.ts';
import {warnFailure} from '../warnings.ts';
import {compareConverter, periodConverter} from './converters.ts';
import {showStates} from './custom-states.ts';
import {frameStyles} from './frame.styles.ts';
import {isMissing, OptionError} from './problem.ts';
import {renderFrame} from './render-frame.ts';
import type {TableModel} from './table-view.ts';

const STATES = ['idle', 'loading', 'ready', 'refreshing', 'empty', 'error'] as const;
export type WidgetState = (typeof STATES)[number];

/**
 * What every widget is: it asks its source a question, shows the answer, and says so when it cannot. A subclass gives the question
 * (`query`), the picture (`renderResult`), one sentence (`summarise`) and the table (`tableOf`).
 *
 * Never throws on a property value: a value that makes no question shows as an error, is told by `till-error`, and is warned of once.
 */
export abstract class WidgetElement extends LitElement {
  static override readonly styles: CSSResultGroup = [tokenStyles, frameStyles];

  /** A source, or the id of an element that has one (`<till-data>`). Without it the source of the cockpit around. */
  @property() source: Source | string | undefined;
  /** Overrides the widget's own heading. */
  @property() heading = '';
  /** A period as queries write it: `last-30-days`, `2024-03`, `2024-03-01/2024-03-31`. Without it the cockpit's. */
  @property({converter: periodConverter}) period: Period | undefined;
  /** Periods to compare with, separated by blanks: `previous-period previous-year`; `none` for none. Without it the cockpit's. */
  @property({converter: compareConverter}) compare: readonly Compare[] | undefined;
  /** Filters beside those of the cockpit. */
  @property({attribute: false}) filters: readonly Filter[] = [];
  /** Hue of rises and falls. Default `auto`: red rises in Chinese, Japanese and Korean, green elsewhere. */
  @property({attribute: 'trend-colors'}) trendColors: TrendColors | undefined;
  /** Level of the heading, 1 to 6. Default 3. */
  @property({type: Number, attribute: 'heading-level'}) headingLevel = 3;

  @state() protected asTable = false;

  protected readonly locale = new LocaleController(this);
  protected readonly theme = new ThemeController(this);
  protected readonly sources = new SourceController(this);
  protected readonly queries = new QueryController(this, (error) => this.#settled(error));
  readonly #internals = this.attachInternals();
  /** What the properties were last refused for, so that it is told once. */
  #refusal = '';

  /** The question, from the properties and the cockpit; undefined while there is none. May throw: it shows as an error. */
  protected abstract query(): Query | undefined;
  protected abstract renderResult(result: QueryResult): unknown;
  /** One sentence with what matters, in the reader's language. */
  protected abstract summarise(result: QueryResult): string;
  /** The same numbers as a table; undefined for a widget that is a table itself. */
  protected abstract tableOf(result: QueryResult): TableModel | undefined;
  protected abstract defaultHeading(): string;

  /** All questions by name; the first is the main one. */
  protected askedQueries(): Queries | undefined {
    const query = this.query();
    return query ? {main: query} : undefined;
  }

  /** Whether an answer holds nothing to show. */
  protected isEmpty(result: QueryResult): boolean {
    return result.length === 0;
  }

  /** Codes of the notes that the picture itself says. */
  protected get saidNotes(): readonly string[] {
    return [];
  }

  /** Further buttons of the header. */
  protected renderTools(): unknown {
    return nothing;
  }

  protected get messages(): Messages {
    return this.locale.messages;
  }

  /** The main answer. */
  get result(): QueryResult | undefined {
    return this.queries.results?.['main'];
  }

  get widgetState(): WidgetState {
    const {state: asked, error} = this.queries;
    if (asked === 'error') return isMissing(error) ? 'empty' : 'error';
    if (asked === 'ready' && this.result && this.isEmpty(this.result)) return 'empty';
    return asked;
  }

  protected get format(): FormatOptions {
    return {language: this.locale.language, currency: this.sources.current?.info.currency ?? 'CNY'};
  }

  protected get effectivePeriod(): Period | undefined {
    return this.period ?? this.sources.cockpit?.period;
  }

  protected get effectiveCompare(): readonly Compare[] | undefined {
    return this.compare ?? this.sources.cockpit?.compare;
  }

  protected get effectiveFilters(): readonly Filter[] {
    const own: unknown = this.filters ?? [];
    if (!Array.isArray(own)) throw new OptionError(this.messages.frame.badFilters);
    return [...(this.sources.cockpit?.filters ?? []), ...(own as readonly Filter[])];
  }

  /** `period` and `filters` as a query takes them. */
  protected get scope(): {readonly period?: Period; readonly filters?: readonly Filter[]} {
    const period = this.effectivePeriod;
    const filters = this.effectiveFilters;
    return {...(period === undefined ? {} : {period}), ...(filters.length > 0 ? {filters} : {})};
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.locale.refresh();
    if (name === 'theme') this.theme.refresh();
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'theme'];
  }

  /** Reads the page's tokens again; for a host that changes them where no observer sees it, as in a style sheet. */
  refreshTheme(): void {
    this.theme.refresh();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    try {
      this.sources.resolve();
      const {current, revision, invalid} = this.sources;
      if (invalid) throw new OptionError(this.messages.frame.badSource);
      this.queries.ask(current, current ? this.askedQueries() : undefined, revision);
      this.#refusal = '';
    } catch (error) {
      const refused = isQueryError(error) ? error : new OptionError(asError(error).message, {cause: error});
      this.queries.refuse(refused);
      if (refused.message !== this.#refusal) this.#settled(refused);
      this.#refusal = refused.message;
    }
  }

  /** A subclass that trips over an answer shows an error, not a blank. */
  protected override render(): TemplateResult {
    let frame: TemplateResult;
    try {
      frame = this.#renderFrame();
    } catch (error) {
      this.queries.fail(asError(error));
      this.#settled(asError(error));
      frame = this.#renderFrame();
    }
    const {widgetState} = this;
    showStates(this.#internals, {
      ...Object.fromEntries(STATES.map((name) => [name, name === widgetState])),
      partial: this.result?.partial === true,
      stale: this.sources.change?.kind === 'stale',
    });
    return frame;
  }

  #renderFrame(): TemplateResult {
    return renderFrame({
      messages: this.messages,
      format: this.format,
      heading: this.#readHeading(),
      level: this.headingLevel,
      state: this.widgetState,
      result: this.result,
      error: this.queries.error,
      missingId: this.sources.missingId,
      source: this.sources.current,
      change: this.sources.change,
      saidNotes: this.saidNotes,
      asTable: this.asTable,
      table: (result) => this.tableOf(result),
      body: (result) => this.renderResult(result),
      summary: (result) => this.summarise(result),
      tools: () => this.renderTools(),
      onTable: () => (this.asTable = !this.asTable),
      onRetry: () => this.#retry(),
    });
  }

  #readHeading(): string {
    try {
      return String(this.heading || this.defaultHeading());
    } catch {
      return '';
    }
  }

  #retry(): void {
    this.renderRoot.querySelector<HTMLElement>('.frame')?.focus();
    if (this.queries.error?.name === 'AdapterError') this.sources.reload();
    this.queries.retry();
  }

  /** Tells the host once the answer or the error is on the page. */
  #settled(error: Error | undefined): void {
    const {result} = this;
    if (error && !isMissing(error)) warnFailure(this.localName, error);
    const tell = (): void => {
      if (!this.isConnected) return;
      if (error) emit(this, 'till-error', {error});
      else emit(this, 'till-load', result ? {result} : {});
    };
    void this.updateComplete.then(tell, tell);
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const isQueryError = (error: unknown): error is Error => error instanceof Error && error.name === 'QueryError';
