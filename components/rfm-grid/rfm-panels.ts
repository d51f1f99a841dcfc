/** The parts of the RFM widget beside its grid: segments, and the customers of what was chosen. */

import {html, nothing} from 'lit';
import type {TemplateResult} from 'lit';

import {closeIcon, saveIcon} from '../shared/base/icons.ts';
import {renderTable, saveTable} from '../shared/base/table-view.ts';
import {formatValue} from '../shared/i18n/format.ts';
import type {RfmMember, RfmSegment} from './rfm-model.ts';
import {memberTable} from './rfm-words.ts';
import type {RfmSpeech} from './rfm-words.ts';

/** A row a segment, its name a button that opens its customers. */
export function renderSegments(
  segments: readonly RfmSegment[], chosen: string | undefined, speech: RfmSpeech, onChoose: (segment: RfmSegment) => void,
): TemplateResult {
  const {messages, format} = speech;
  const count = (value: number | null): string => formatValue(value, 'count', format);
  const ratio = (value: number | null): string => formatValue(value, 'ratio', format);
  const row = (segment: RfmSegment): TemplateResult => html`<tr>
    <th scope="row">
      <button
        class="segment"
        type="button"
        aria-pressed=${String(segment.key === chosen)}
        aria-label=${messages.openSegment(segment.name, count(segment.customers))}
        @click=${() => onChoose(segment)}
      >
        ${segment.name}
      </button>
    </th>
    <td class="number">${count(segment.customers)}</td>
    <td class="number share">${ratio(segment.share)}</td>
    <td class="number">${formatValue(segment.net, 'money', {...format, compact: true})}</td>
    <td class="number share">${ratio(segment.netShare)}</td>
  </tr>`;
  return html`<table class="segments">
    <thead>
      <tr>
        <th scope="col">${messages.segment}</th>
        <th scope="colgroup" colspan="2" class="number">${messages.customers}</th>
        <th scope="colgroup" colspan="2" class="number">${messages.net}</th>
      </tr>
    </thead>
    <tbody>
      ${segments.map(row)}
    </tbody>
  </table>`;
}

export interface MemberPanel {
  readonly name: string;
  readonly members: readonly RfmMember[];
  /** How many are shown. */
  readonly limit: number;
  readonly closeWords: string;
  readonly speech: RfmSpeech;
  readonly onMore: () => void;
  readonly onClose: () => void;
}

/** The customers of a cell or segment; the file has all of them, the table the first ones. */
export function renderMembers({name, members, limit, closeWords, speech, onMore, onClose}: MemberPanel): TemplateResult {
  const {messages, format} = speech;
  const caption = messages.members(name);
  const count = (value: number): string => formatValue(value, 'count', format);
  const shown = Math.min(limit, members.length);
  const save = (): void => saveTable(memberTable(members, caption, speech));
  return html`<div class="members" role="group" aria-label=${caption}>
    <div class="members-head">
      <p aria-live="polite"><b>${caption}</b> <span>${messages.shown(count(shown), count(members.length))}</span></p>
      <button class="button" type="button" aria-label=${messages.saveMembers} @click=${save}>${saveIcon} CSV</button>
      <button class="tool" type="button" title=${closeWords} aria-label=${closeWords} @click=${onClose}>${closeIcon}</button>
    </div>
    ${renderTable(memberTable(members.slice(0, limit), caption, speech))}
    ${shown < members.length ? html`<button class="button more" type="button" @click=${onMore}>${messages.showMore}</button>` : nothing}
  </div>`;
}
