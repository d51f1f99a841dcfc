/** What a tile says: each piece as it stands on the tile, and all of them as one sentence. */

import type {ResolvedPeriod} from '../../engine/result.ts';
import type {Metric} from '../../metrics/metric.ts';
import {formatChange, formatClock, formatDay, formatDays, formatPoints, formatValue} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {Messages} from '../shared/i18n/messages.ts';
import type {Delta, KpiModel} from './kpi-model.ts';

export interface Speech {
  readonly metric: Metric;
  readonly messages: Messages;
  readonly format: FormatOptions;
  readonly timeZone: string;
}

/** What a change is against, an event by the name the host gave it; further ranges of the host's own share one. */
export function baselineText(name: string, {kpi}: Messages, period?: ResolvedPeriod): string {
  if (period?.event) return kpi.eventBaseline(period.event.name, String(period.event.year));
  return kpi.baseline[withoutNumber(name)] ?? name;
}

/** What its own values are headed by. */
export function baseText(name: string, {kpi}: Messages, period?: ResolvedPeriod): string {
  if (period?.event) return kpi.eventBase(period.event.name, String(period.event.year));
  return kpi.base[withoutNumber(name)] ?? name;
}

const withoutNumber = (name: string): string => name.replace(/_\d+$/, '');

/** How far a running period reaches, and that its bases are cut alike; empty for one that is over. A single day reaches to an hour. */
export function untilText({period, deltas}: KpiModel, asOf: string, {messages: {kpi}, format: {language}, timeZone}: Speech): string {
  if (!period?.partial) return '';
  const moment = period.from === period.end ? formatClock(asOf, language, timeZone) : formatDay(period.to, language, false);
  return kpi.partial(moment, deltas.length > 0);
}

/** The change as the tile shows it: `+12.3%`, `-0.4 pp`, or a word where there is no such number. */
export function changeText({change, status}: Delta, {metric, messages: {kpi}, format: {language}}: Speech): string {
  if (status === 'new') return kpi.isNew;
  if (change === null) return status === 'no-value' ? kpi.noValue : kpi.noBase;
  return metric.unit === 'ratio' ? formatPoints(change, language) : formatChange(change, language);
}

export function verdictText({good}: Delta, {kpi}: Messages): string {
  return good === undefined ? '' : good ? kpi.good : kpi.bad;
}

export function baselineDays({period}: Delta, language: string): string {
  return period && period.days > 0 ? formatDays(period.from, period.to, language) : '';
}

function deltaSentence(delta: Delta, speech: Speech): string {
  const {messages, format} = speech;
  const {kpi} = messages;
  const amount = changeText(delta, speech).replace(/^[+-]/, '');
  const moved = delta.direction && delta.status === 'ok';
  return kpi.change({
    baseline: baselineText(delta.name, messages, delta.period),
    days: baselineDays(delta, format.language),
    words: moved ? (delta.direction === 'same' ? kpi.same : kpi.moved(kpi[delta.direction], amount)) : amount,
    verdict: verdictText(delta, messages),
  });
}

export interface TileTexts {
  readonly heading: string;
  readonly until: string;
  readonly target: string;
  readonly updated: string;
}

/** The whole tile, with the value in full. */
export function tileSentence({value, deltas}: KpiModel, {heading, until, target, updated}: TileTexts, speech: Speech): string {
  const {metric, messages, format} = speech;
  const changes = deltas.map((delta) => deltaSentence(delta, speech));
  return messages.kpi.sentence({metric: heading, value: formatValue(value, metric.unit, format), until, changes, target, updated});
}
