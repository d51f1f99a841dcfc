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

/** Nothing without a target above zero. The tick is where a steady pace would be; only sums have one. */
export function renderTarget({value, target, period, metric, messages: {kpi}, format}: TargetBar): unknown {
  if (target === undefined || !(target > 0) || value === null) return nothing;
  const share = value / target;
  const pace = period?.partial && (metric.unit === 'money' || metric.unit === 'count') ? elapsed(period) : undefined;
  const percent = (part: number): string => formatValue(part, 'ratio', format);
  return html`<div class="target">
    ${svg`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="6" rx="3" />
      <rect class="done" width=${Math.max(0, Math.min(100, share * 100))} height="6" rx="3" />
      ${pace === undefined ? nothing : svg`<rect class="pace" x=${pace * 100 - 0.5} width="1" height="6" />`}
    </svg>`}
    <span>${kpi.target(formatValue(target, metric.unit, {...format, compact: true}), percent(share))}${pace === undefined ? '' : ` · ${kpi.pace(percent(pace))}`}</span>
  </div>`;
}

function elapsed({from, to, end}: ResolvedPeriod): number {
  const days = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 86_400_000 + 1;
  return days(from, to) / days(from, end);
}
