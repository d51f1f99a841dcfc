/** How far a number has come towards its target, and how far the period has. */

import {html, nothing, svg} from 'lit';

import type {ResolvedPeriod} from '../../engine/result.ts';
import type {Metric} from '../../metrics/metric.ts';
import {formatValue} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {Messages} from '../shared/i18n/messages.ts';

export interface TargetBar {
  readonly value: number | null;
  readonly target: number | undefined;
  readonly period: ResolvedPeriod | undefined;
  readonly metric: Metric;
  readonly messages: Messages;
  readonly format: FormatOptions;
}

interface Progress {
  readonly share: number;
  /** Where a steady pace would be; only sums of a running period have one. */
  readonly pace: number | undefined;
}

/** Undefined without a target above zero. */
function readProgress({value, target, period, metric}: TargetBar): Progress | undefined {
  if (target === undefined || !(target > 0) || value === null) return undefined;
  const adds = metric.unit === 'money' || metric.unit === 'count';
  return {share: value / target, pace: period?.partial && adds ? elapsed(period) : undefined};
}

/** `66.7% of target ¥90,000 · 48.4% of the period is over`; empty without a target. */
export function targetText(bar: TargetBar): string {
  const progress = readProgress(bar);
  if (!progress) return '';
  const {messages: {kpi}, format, metric, target} = bar;
  const percent = (part: number): string => formatValue(part, 'ratio', format);
  const words = kpi.target(formatValue(target, metric.unit, {...format, compact: true}), percent(progress.share));
  return progress.pace === undefined ? words : `${words} · ${kpi.pace(percent(progress.pace))}`;
}

export function renderTarget(bar: TargetBar): unknown {
  const progress = readProgress(bar);
  if (!progress) return nothing;
  const {share, pace} = progress;
  return html`<div class="target">
    ${svg`<svg aria-hidden="true">
      <rect class="track" width="100%" height="6" rx="3" />
      <rect class="done" width=${`${Math.max(0, Math.min(100, share * 100))}%`} height="6" rx="3" />
      ${pace === undefined ? nothing : svg`<rect class="pace" x=${`${Math.min(99, pace * 100)}%`} y="-2" width="2" height="10" />`}
    </svg>`}
    <span>${targetText(bar)}</span>
  </div>`;
}

function elapsed({from, to, end}: ResolvedPeriod): number {
  const days = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 86_400_000 + 1;
  return days(from, to) / days(from, end);
}
