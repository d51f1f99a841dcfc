/** 口径: what stands behind a number, one key away. */

import {html, nothing} from 'lit';
import type {TemplateResult} from 'lit';

import type {Filter} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {SourceInfo} from '../../engine/source.ts';
import {sourceColumns} from '../../metrics/measure-columns.ts';
import type {Metric} from '../../metrics/metric.ts';
import {closeIcon} from '../shared/base/icons.ts';
import {formatDays, formatTime, NO_VALUE} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {Messages} from '../shared/i18n/messages.ts';
import {noteText} from '../shared/i18n/note-text.ts';
import {baselineText} from './kpi-words.ts';

export interface About {
  readonly metric: Metric;
  readonly result: QueryResult;
  readonly info: SourceInfo;
  readonly filters: readonly Filter[];
  readonly messages: Messages;
  readonly format: FormatOptions;
}

/** In the top layer, inside the shadow root; Escape and a click outside close it. */
/** `closed` is called once it is, whoever closed it. */
export function renderAbout(about: About, close: () => void, closed: () => void): TemplateResult {
  const {metric, messages, format: {language}} = about;
  const words = messages.kpi;
  const zh = language.startsWith('zh');
  const text = (local: {en: string; zh: string}): string => (zh ? local.zh : local.en);
  const title = words.about(text(metric.label));
  return html`<div class="about" id="about" popover role="dialog" aria-label=${title} tabindex="-1"
    @toggle=${(event: ToggleEvent) => (event.newState === 'closed' ? closed() : undefined)}>
    <header><span>${title}</span>
      <button class="tool" type="button" aria-label=${messages.frame.close} @click=${close}>${closeIcon}</button>
    </header>
    <dl>
      ${row(words.definition, text(metric.definition))} ${row(words.formula, text(metric.formulaText))}
      ${row(words.sources, sourceColumns(metric).join(', '))} ${row(words.filters, filterText(about))}
      ${renderPeriods(about)} ${row(words.reader, words.layers[metric.layer] ?? metric.layer)}
      ${row(words.asOf, `${formatTime(about.result.asOf, language, about.info.timeZone)} (${about.info.timeZone})`)}
      ${row(messages.frame.updatedLabel, formatTime(about.info.loadedAt, language, about.info.timeZone))} ${renderNotes(about)}
    </dl>
  </div>`;
}

const row = (name: string, value: string): TemplateResult => html`<dt>${name}</dt><dd>${value}</dd>`;

function filterText({filters, messages}: About): string {
  if (filters.length === 0) return messages.kpi.noFilters;
  return filters
    .map(({dimension, in: listed, notIn, gte, lte}) => {
      if (listed) return `${dimension}: ${listed.map((value) => value ?? '–').join(', ')}`;
      if (notIn) return `${dimension} ≠ ${notIn.map((value) => value ?? '–').join(', ')}`;
      return `${dimension}: ${gte ?? ''} … ${lte ?? ''}`;
    })
    .join('; ');
}

function renderNotes({result: {notes}, messages, format}: About): unknown {
  if (notes.length === 0) return nothing;
  return html`<dt>${messages.kpi.notes}</dt>${notes.map((note) => html`<dd>${noteText(note, messages, format)}</dd>`)}`;
}

function renderPeriods({result: {period, baselines}, messages, format: {language}}: About): unknown {
  if (!period) return nothing;
  const bases = Object.entries(baselines ?? {}).map(([name, base]) =>
    row(baselineText(name, messages, base), base.days > 0 ? formatDays(base.from, base.to, language) : NO_VALUE));
  return html`${row(messages.kpi.period, formatDays(period.from, period.to, language))}${bases}`;
}
