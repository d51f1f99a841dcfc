/** Draws the card around a widget: header, states, notes, table. */

import {html, nothing} from 'lit';
import type {TemplateResult} from 'lit';

import type {QueryResult} from '../../../engine/result.ts';
import type {Source, SourceChange} from '../../../engine/source.ts';
import {formatDay, formatTime} from '../i18n/format.ts';
import type {FormatOptions} from '../i18n/format.ts';
import type {Messages} from '../i18n/messages.ts';
import {noteText} from '../i18n/note-text.ts';
import {chartIcon, saveIcon, tableIcon} from './icons.ts';
import {describeProblem} from './problem.ts';
import {renderTable, saveTable} from './table-view.ts';
import type {TableModel} from './table-view.ts';
import type {WidgetState} from './widget-element.ts';

export interface Frame {
  readonly messages: Messages;
  readonly format: FormatOptions;
  readonly heading: string;
  readonly level: number;
  readonly state: WidgetState;
  readonly result: QueryResult | undefined;
  readonly error: Error | undefined;
  readonly missingId: string | undefined;
  readonly source: Source | undefined;
  readonly change: SourceChange | undefined;
  /** Stands over the picture: why not to trust it; empty if nothing. */
  readonly warning: string;
  readonly saidNotes: readonly string[];
  readonly asTable: boolean;
  readonly hasTable: boolean;
  /** Asked for only when the table is shown or saved. */
  readonly table: (result: QueryResult) => TableModel | undefined;
  readonly body: (result: QueryResult) => unknown;
  readonly summary: (result: QueryResult) => string;
  readonly tools: () => unknown;
  readonly onTable: () => void;
  readonly onRetry: () => void;
}

export function renderFrame(frame: Frame): TemplateResult {
  const {state, result} = frame;
  const shown = result && (state === 'ready' || state === 'refreshing') ? result : undefined;
  return html`<section class="frame" part="frame" tabindex="-1" aria-labelledby="heading" aria-busy=${state === 'loading' || state === 'refreshing'}>
    <header part="header">
      <div class="heading" part="heading" id="heading" role="heading" aria-level=${clampLevel(frame.level)}>
        <slot name="heading">${frame.heading}</slot>
      </div>
      <div class="tools">
        <slot name="actions"></slot>
        ${shown ? frame.tools() : nothing}
        ${shown && frame.hasTable ? renderTableTools(frame, shown) : nothing}
      </div>
    </header>
    ${state === 'refreshing' ? html`<div class="bar"></div><span class="sr-only" role="status">${frame.messages.frame.refreshing}</span>` : nothing}
    ${shown ? renderShown(frame, shown) : renderMessage(frame)}
  </section>`;
}

function clampLevel(level: unknown): number {
  return typeof level === 'number' && level >= 1 && level <= 6 ? Math.round(level) : 3;
}

function renderTableTools({messages, asTable, onTable, table}: Frame, result: QueryResult): TemplateResult {
  const {frame} = messages;
  const save = (): void => {
    const model = table(result);
    if (model) saveTable(model);
  };
  const words = asTable ? frame.showChart : frame.showTable;
  return html`<button class="tool" type="button" title=${words} aria-label=${words} @click=${onTable}>${asTable ? chartIcon : tableIcon}</button>
    <button class="tool" type="button" title=${frame.saveCsv} aria-label=${frame.saveCsv} @click=${save}>${saveIcon}</button>`;
}

function renderShown(frame: Frame, result: QueryResult): TemplateResult {
  const summary = frame.summary(result);
  const table = frame.asTable && frame.hasTable ? frame.table(result) : undefined;
  return html`${frame.warning ? html`<p class="distrust" role="note">${frame.warning}</p>` : nothing}
    ${summary ? html`<p class="summary">${summary}</p>` : nothing}
    ${table ? renderTable(table) : frame.body(result)} ${renderNotes(frame, result)}`;
}

function renderNotes({messages, source, change, format, saidNotes}: Frame, result: QueryResult): unknown {
  const unsaid = result.notes.filter(({code}) => !saidNotes.includes(code));
  const words = unsaid.map((note) => noteText(note, messages, format));
  const stale =
    change?.kind === 'stale' && source
      ? html`<p class="summary">${messages.frame.stale(formatTime(source.info.loadedAt, format.language, source.info.timeZone))}</p>`
      : nothing;
  if (words.length === 0) return stale;
  return html`${stale}
    <details class="notes">
      <summary>${messages.frame.notes(words.length)}</summary>
      <ul>
        ${words.map((word) => html`<li>${word}</li>`)}
      </ul>
    </details>`;
}

function renderMessage(frame: Frame): TemplateResult {
  const {messages, state, error} = frame;
  const words = messages.frame;
  if (state === 'loading' || state === 'refreshing') {
    return html`<div class="skeleton" part="message"><i></i><i></i><i></i></div>
      <span class="sr-only" role="status">${words.loading}</span>
      ${renderProgress(frame)}
      <p class="summary slow">${words.stillLoading}</p>`;
  }
  if ((state === 'error' || state === 'empty') && error) return renderProblem(frame, error);
  if (state === 'empty') return renderEmpty(frame);
  const hint = frame.missingId === undefined ? words.noSourceHint : words.missingSource(frame.missingId);
  return html`<div class="message" part="message"><p class="title">${words.noSource}</p><p>${hint}</p></div>`;
}

function renderProgress({change, messages}: Frame): unknown {
  if (change?.kind !== 'loading' || change.progress === undefined) return nothing;
  return html`<progress max="1" .value=${change.progress} aria-label=${messages.frame.loading}></progress>`;
}

function renderProblem({messages, onRetry}: Frame, error: Error): TemplateResult {
  const problem = describeProblem(error, messages);
  const {frame} = messages;
  return html`<div class="message ${problem.kind}" part="message" role=${problem.kind === 'error' ? 'alert' : 'status'}>
    ${problem.kind === 'empty' ? html`<slot name="empty"></slot>` : nothing}
    <p class="title">${problem.title}</p>
    <p>${problem.hint}</p>
    ${problem.details && problem.details !== problem.hint
      ? html`<details><summary>${frame.details}</summary><p>${problem.details}</p></details>`
      : nothing}
    ${problem.canRetry ? html`<button class="button" type="button" @click=${onRetry}>${frame.retry}</button>` : nothing}
  </div>`;
}

function renderEmpty({messages, source, format}: Frame): TemplateResult {
  const {frame} = messages;
  const {firstDay, lastDay} = source?.info ?? {};
  return html`<div class="message empty" part="message" role="status">
    <slot name="empty">
      <p class="title">${frame.emptyTitle}</p>
      ${firstDay && lastDay ? html`<p>${frame.emptyPeriod(formatDay(firstDay, format.language), formatDay(lastDay, format.language))}</p>` : nothing}
      <p>${frame.emptyHint}</p>
    </slot>
  </div>`;
}
