import {LitElement} from 'lit';
import type {PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';

import type {Adapter, LoadProgress} from '../../data-adapters/adapter.ts';
import type {Changes} from '../../data-adapters/changes/changes.ts';
import type {TablesInput} from '../../data-adapters/conform.ts';
import type {PresetName} from '../../data-adapters/presets.ts';
import type {DateOrder} from '../../data-adapters/cells/parse-time.ts';
import type {FileSource} from '../../data-adapters/reading/load-files.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {ShopCalendar} from '../../engine/calendar/shop-calendar.ts';
import type {FileOptions} from '../../engine/worker/protocol.ts';
import type {OpenHooks} from '../../engine/worker/open-source.ts';
import type {LiveSource, SourceInfo, UpdateSummary} from '../../engine/source.ts';
import {element} from '../shared/base/element.ts';
import {emit} from '../shared/events.ts';
import {announceSourceElement} from '../shared/state/source-registry.ts';
import {warnFailure, warnNoWorker} from '../shared/warnings.ts';
import {DeferredSource} from './deferred-source.ts';
import type {Loaded} from './deferred-source.ts';

/** One attribute a table; a table without one does not compile. */
const ATTRIBUTE_OF: Readonly<Record<TableName, string>> = {
  order_lines: 'order-lines', events: 'events', traffic: 'traffic', stock: 'stock', spend: 'spend', customers: 'customers', targets: 'targets', service: 'service',
};
const FILE_ATTRIBUTES = Object.entries(ATTRIBUTE_OF).map(([table, attribute]) => [attribute, table as TableName] as const);
/** Milliseconds out of the page after which the rows are let go. */
const KEPT_OUTSIDE = 10_000;
const OPTIONS = ['preset', 'timeZone', 'currency', 'now', 'weekStart', 'calendar', 'encoding', 'dateOrder', 'tables', 'adapter', 'options', 'worker'] as const;

/**
 * @summary Brings rows into the page: widgets name it by its id.
 *
 * One attribute a table holds the address of its CSV, TSV, JSON or Arrow file: `order-lines events traffic stock spend customers targets service`.
 * JSON is told by its name (`.json .ndjson .jsonl`), Arrow by its own (`.arrow .arrows .feather`), or by the type of a file or a `data:` address; all
 * else is read as CSV. Rows that the page has already go into the property `tables`, an adapter of its own into `adapter`; `updateRows` takes those
 * that come later. Draws nothing. Ten seconds after it has left the page its rows are let go.
 *
 * ```html
 * <till-data id="shop" order-lines="orders.csv" stock="stock.csv" time-zone="Asia/Shanghai" currency="CNY"></till-data>
 * ```
 *
 * @customElement till-data
 * @fires {CustomEvent} till-load - The rows have come. @fires {CustomEvent} till-error - None of them could be read.
 * @fires {CustomEvent} till-update - Rows that the page pushed are there; `detail.summary` counts them.
 * @status experimental
 */
@element('till-data')
export class TillData extends LitElement {
  /** Whose export the files are: `taobao`, `shopify`, `woocommerce`; default `generic`, which knows common headers in English and Chinese. */
  @property() preset: PresetName | undefined;
  /** IANA zone of the shop: days are cut in it, times without offset are read in it. Default `UTC`. */
  @property({attribute: 'time-zone'}) timeZone: string | undefined;
  /** ISO 4217 code. Default: what the rows name, else CNY. */
  @property() currency: string | undefined;
  /** The clock: an instant with offset, or `data` for the end of the last day that has rows. Default: the real clock. */
  @property() now: string | undefined;
  /** 0 Sunday to 6 Saturday. Default 1. */
  @property({type: Number, attribute: 'week-start'}) weekStart: number | undefined;
  /** The shop's campaigns, holidays and fiscal year: `{events: [{name: '618', from: '2024-06-01', to: '2024-06-18'}], fiscalYearStart: 4}`. */
  @property({attribute: false}) calendar: ShopCalendar | undefined;
  /** Of CSV files that do not tell, such as `gb18030`. */
  @property() encoding: string | undefined;
  /** How dates like 12/1/2010 are ordered: `mdy`, `dmy` or `ymd`. */
  @property({attribute: 'date-order'}) dateOrder: DateOrder | undefined;
  /**
   * Files, and rows in number, are read and computed over in a worker. `off` keeps it all on the page; an address names the worker's file where
   * it does not lie beside the kit's own.
   */
  @property() worker: 'off' | (string & {}) | undefined;
  /** Rows the page has: objects, columns, Arquero or Arrow tables by table name. */
  @property({attribute: false}) tables: TablesInput | undefined;
  @property({attribute: false}) adapter: Adapter | undefined;
  /** Further options of `createSource`: `metrics`, `columns`, `statusMap`, … */
  @property({attribute: false}) options: FileOptions | undefined;

  readonly #source = new DeferredSource(emptyInfo(undefined, undefined), {
    onIdleUpdate: () => {
      if (this.isConnected && !this.#hasRequest) void this.#follow({});
    },
    onUpdated: (summary) => void emit(this, 'till-update', {summary}),
  });
  #files: Partial<Record<TableName, FileSource>> = {};
  #abort: AbortController | undefined;
  #stale = true;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** What widgets talk to. The same object over all loads. */
  get source(): LiveSource {
    return this.#source;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id', ...FILE_ATTRIBUTES.map(([name]) => name)];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    const table = FILE_ATTRIBUTES.find(([attribute]) => attribute === name)?.[1];
    if (name === 'id') announceSourceElement();
    if (!table || old === value) return;
    const {[table]: _old, ...others} = this.#files;
    this.#files = value ? {...others, [table]: new URL(value, document.baseURI).href} : others;
    this.#stale = true;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.hidden = true;
    announceSourceElement();
    clearTimeout(this.#leaving);
    // A load that was given up when the element left the page begins anew.
    if (this.#stale) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#giveUp();
    });
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.#letGo(), KEPT_OUTSIDE);
  }

  /** Reads files that a visitor chose, one a table, beside those of the attributes. Resolves when they are read or have failed. */
  async load(files: Partial<Record<TableName, File>>): Promise<void> {
    this.#files = {...this.#files, ...files};
    await this.reload();
  }

  /**
   * Adds, corrects and removes rows by table: `{order_lines: {append: rows}}`, with `upsert` and `remove` beside it; the same as `source.update`.
   * They are read with the options of the load and are there until the next one. Waits for a load under way; without anything to load it begins with
   * no rows. Rejects with an `AdapterError`, and all rows stay as they were.
   */
  updateRows(changes: Changes, options: {readonly signal?: AbortSignal} = {}): Promise<UpdateSummary> {
    return this.#source.update(changes, options);
  }

  /** Has widgets say from when their numbers are, until rows come: for a stream that broke off. */
  markStale(): void {
    this.#source.tell({kind: 'stale'});
  }

  get #hasRequest(): boolean {
    return this.tables !== undefined || this.adapter !== undefined || Object.keys(this.#files).length > 0;
  }

  /** Reads everything again. */
  async reload(): Promise<void> {
    this.#giveUp();
    this.#stale = false;
    if (this.#hasRequest) await this.#follow(this.tables);
  }

  /** Takes a load in hand, of `tables` or of what the element names. Resolves when it is done or has failed. */
  async #follow(tables: TablesInput | undefined): Promise<void> {
    const abort = (this.#abort = new AbortController());
    const loading = this.#begin(tables, abort.signal);
    this.#source.tell({kind: 'loading'});
    this.#source.follow(loading);
    try {
      const {source, failed} = await loading;
      if (abort.signal.aborted) return;
      if (source.info.whyOnPage !== undefined) warnNoWorker(this.localName, source.info.whyOnPage);
      for (const error of failed.values()) this.#fail(error);
      emit(this, 'till-load', {});
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(error instanceof Error ? error : new Error(String(error)));
    } finally {
      if (this.#abort === abort) this.#abort = undefined;
    }
  }

  /** Ends the load under way, if any; rows that have come stay. */
  #giveUp(): void {
    if (!this.#abort) return;
    this.#abort.abort();
    this.#abort = undefined;
    this.#stale = true;
    this.#source.release();
  }

  /** Out of the page for good, as far as one can tell: back in it, everything is read again. */
  #letGo(): void {
    if (this.isConnected) return;
    this.#source.close();
    this.#stale = true;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.#stale || OPTIONS.some((name) => changed.has(name))) void this.reload();
  }

  async #begin(given: TablesInput | undefined, signal: AbortSignal): Promise<Loaded> {
    const options = this.#loadOptions();
    const onProgress = ({loaded, total}: LoadProgress): void => this.#tellProgress(signal, total ? loaded / total : undefined);
    const tables = given ?? (await this.adapter?.load({signal, onProgress}));
    const {openFiles, openSource} = await import('../../engine/worker/open-source.ts');
    const hooks: OpenHooks = {
      signal,
      onProgress: (share) => this.#tellProgress(signal, share),
      ...(this.worker === 'off' ? {worker: false} : this.worker ? {worker: new URL(this.worker, document.baseURI)} : {}),
    };
    return tables ? {source: await openSource(tables, options, hooks), failed: new Map()} : openFiles(this.#files, options, hooks);
  }

  #loadOptions(): FileOptions {
    const {preset, timeZone, currency, now, weekStart, calendar, encoding, dateOrder} = this;
    const named = {preset, timeZone, currency, now, weekStart, calendar, encoding, dateOrder};
    const given = Object.entries(named).filter(([, value]) => value !== undefined);
    return {log: this.#source.info.log, ...(Object.fromEntries(given) as FileOptions), ...this.options};
  }

  #tellProgress(signal: AbortSignal, progress: number | undefined): void {
    if (!signal.aborted) this.#source.tell({kind: 'loading', ...(progress === undefined ? {} : {progress})});
  }

  #fail(error: Error): void {
    warnFailure(this.localName, error);
    emit(this, 'till-error', {error});
  }
}

/** Before the first rows: no tables, and the zone and currency that were asked for. */
function emptyInfo(timeZone: string | undefined, currency: string | undefined): SourceInfo {
  const now = new Date().toISOString();
  return {
    tables: [], dimensions: [], metrics: [], now, loadedAt: now, timeZone: timeZone ?? 'UTC', currency: currency ?? 'CNY', weekStart: 1,
    quality: {tables: []}, log: [],
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'till-data': TillData;
  }
}
