import {noChange, nothing} from 'lit';
import type {CSSResultGroup, PropertyValues, TemplateResult} from 'lit';
import {state} from 'lit/decorators.js';

import type {Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import {emit} from '../events.ts';
import {formatValue} from '../i18n/format.ts';
import {QueryController} from '../state/query-controller.ts';
import type {Queries} from '../state/query-controller.ts';
import {tokenStyles} from '../theme/tokens.styles.ts';
import {warnFailure} from '../warnings.ts';
import {readTextProperties} from './converters.ts';
import {showStates} from './custom-states.ts';
import {frameStyles} from './frame.styles.ts';
import {isMissing, OptionError} from './problem.ts';
import {renderFrame} from './render-frame.ts';
import {ScopedElement} from './scoped-element.ts';
import type {TableModel} from './table-view.ts';

const STATES = ['idle', 'loading', 'ready', 'refreshing', 'empty', 'error'] as const;
export type WidgetState = (typeof STATES)[number];

/**
 * What every widget is: it asks its source a question, shows the answer, and says so when it cannot. A subclass gives the question
 * (`query`), the picture (`renderResult`), one sentence (`summarise`) and the table (`tableOf`).
 *
 * Never throws on a property value: a value that makes no question shows as an error, is told by `till-error`, and is warned of once.
 */
export abstract class WidgetElement extends ScopedElement {
  static override readonly styles: CSSResultGroup = [tokenStyles, frameStyles];

  @state() protected asTable = false;

  protected readonly queries = new QueryController(this, (error) => this.#settled(error));
  readonly #internals = this.attachInternals();
  /** What the properties were last refused for, so that it is told once. */
  #refusal = '';
  /** Rows that change under an answer are no reason to draw it again before the newer one has come. */
  #stays = false;

  /** The question, from the properties and the cockpit; undefined while there is none. May throw: it shows as an error. */
  protected abstract query(): Query | undefined;
  protected abstract renderResult(result: QueryResult): unknown;
  /** One sentence with what matters, in the reader's language. */
  protected abstract summarise(result: QueryResult): string;
  /** The same numbers as a table. Called when it is shown or saved. */
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

  /** Whether there is a table to show instead of the picture. */
  protected get hasTable(): boolean {
    return true;
  }

  /** Codes of the notes that the picture itself says. */
  protected get saidNotes(): readonly string[] {
    return [];
  }

  /** Whether the widget's numbers depend on the quality of the rows. */
  protected get gated(): boolean {
    return true;
  }

  /** Further buttons of the header. */
  protected renderTools(): unknown {
    return nothing;
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

  protected override willUpdate(changed: PropertyValues): void {
    readTextProperties(this);
    try {
      this.sources.resolve();
      const {current, revision, invalid} = this.sources;
      if (invalid) throw new OptionError(this.messages.frame.badSource);
      this.queries.ask(current, current ? this.#withGate(this.askedQueries()) : undefined, revision);
      this.#refusal = '';
    } catch (error) {
      const refused = isQueryError(error) ? error : new OptionError(asError(error).message, {cause: error});
      this.queries.refuse(refused);
      if (refused.message !== this.#refusal) this.#settled(refused);
      this.#refusal = refused.message;
    }
    this.#stays = this.queries.quiet && changed.size === 0;
  }

  /** A subclass that trips over an answer shows an error, not a blank. */
  protected override render(): unknown {
    if (this.#stays) return noChange;
    let frame: TemplateResult;
    try {
      frame = this.#renderFrame();
    } catch (error) {
      this.failed(asError(error));
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

  /** The answer cannot be shown: says so on the page and to the host. */
  protected failed(error: Error): void {
    this.queries.fail(error);
    this.requestUpdate();
    this.#settled(error);
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
      warning: this.#warning,
      saidNotes: this.saidNotes,
      asTable: this.asTable,
      hasTable: this.hasTable,
      table: (result) => this.tableOf(result),
      body: (result) => this.renderResult(result),
      summary: (result) => this.summarise(result),
      tools: () => this.renderTools(),
      onTable: () => (this.asTable = !this.asTable),
      onRetry: () => this.#retry(),
    });
  }

  #withGate(asked: Queries | undefined): Queries | undefined {
    if (!asked || !this.gated || this.effectiveMinQuality === undefined) return asked;
    return {...asked, gate: {analysis: 'quality', view: 'score'}};
  }

  /** What to say of rows that are worse than the page asks for. */
  get #warning(): string {
    const least = this.effectiveMinQuality;
    const score = this.queries.results?.['gate']?.totals?.['score'];
    if (least === undefined || typeof score !== 'number' || score >= least) return '';
    return this.messages.quality.gate(formatValue(Math.floor(score), 'count', this.format), formatValue(least, 'count', this.format));
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
