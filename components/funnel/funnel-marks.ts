import type {MarkSelection} from '../shared/events.ts';
import {formatDays, formatPoints, formatSeconds, formatValue, NO_VALUE} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {FunnelMessages} from '../shared/i18n/en/funnel.ts';
import type {ChartMark} from '../shared/render/chart-description.ts';
import type {FunnelGroup, FunnelModel, FunnelStepRow} from './funnel-model.ts';
import type {FunnelShape} from './funnel-layout.ts';
import type {FunnelWords} from './funnel-words.ts';

export interface FunnelSpeech {
  readonly messages: FunnelMessages;
  readonly format: FormatOptions;
  /** What is counted: visitors, sessions. */
  readonly actors: string;
}

/** First and last day of a period, `YYYY-MM-DD`, and the event whose days they are. */
export interface Days {
  readonly from: string;
  readonly to: string;
  readonly event?: {readonly name: string; readonly year: number};
}

/** The texts of the picture. */
export function funnelWords({messages, format, actors}: FunnelSpeech): FunnelWords {
  const count = (value: number | null): string => formatValue(value, 'count', format);
  const percent = (value: number | null): string => formatValue(value, 'ratio', format);
  const time = ({medianSeconds}: FunnelStepRow): string[] =>
    medianSeconds === null ? [] : [messages.median(formatSeconds(medianSeconds, format.language))];
  const left = ({dropped}: FunnelStepRow, shape: FunnelShape): string[] =>
    dropped === null || shape === 'narrow' ? [] : [messages.leave(count(dropped))];
  const line = (...parts: readonly string[]): string => parts.join(' · ');
  return {
    count,
    percent,
    stepName: (name) => (Object.hasOwn(messages.steps, name) ? (messages.steps[name] ?? name) : name),
    between: (step, shape) => `↓ ${line(messages.goOn(percent(step.stepRate)), ...left(step, shape), ...time(step))}`,
    worst: (step, shape) => {
      const share = percent(step.stepRate === null ? null : 1 - step.stepRate);
      return `▼ ${line(messages.largestLoss(share), ...left(step, shape), ...(shape === 'narrow' ? [] : time(step)))}`;
    },
    groupName: (name) => name || messages.notGiven,
    heads: {reached: actors, stepRate: messages.stepRate, overallRate: messages.overallRate},
  };
}

/** Marks in the order of the bars: step by step, group by group. */
export function funnelMarks(model: FunnelModel, speech: FunnelSpeech): ChartMark<MarkSelection>[] {
  const bars = model.steps.flatMap((_, step) => model.groups.map((group) => ({group, step, row: group.steps[step]})));
  return bars.flatMap(({group, step, row}, index) => (row ? [markOf(model, group, step, row, index, speech)] : []));
}

function markOf(
  model: FunnelModel, group: FunnelGroup, step: number, row: FunnelStepRow, index: number, speech: FunnelSpeech,
): ChartMark<MarkSelection> {
  const {messages, format, actors} = speech;
  const words = funnelWords(speech);
  const previous = group.steps[step - 1];
  const stepName = words.stepName(row.name);
  const name = group.name === null ? stepName : `${words.groupName(group.name)} · ${stepName}`;
  const label = [
    messages.mark(name, words.count(row.reached), actors, words.percent(row.overallRate)),
    ...(previous ? [messages.markFrom(words.percent(row.stepRate), words.stepName(previous.name))] : []),
  ];
  return {
    key: JSON.stringify([group.values, step]),
    row: index,
    column: 0,
    label: label.join(format.language.startsWith('zh') ? '' : ' '),
    title: name,
    details: details(model, row, previous !== undefined, speech),
    selection: {
      kind: 'step',
      values: {...group.values, step: row.name, index: step + 1, reached: row.reached, step_rate: row.stepRate, overall_rate: row.overallRate},
    },
  };
}

function details(model: FunnelModel, row: FunnelStepRow, hasPrevious: boolean, speech: FunnelSpeech): (readonly [string, string])[] {
  const {messages, format, actors} = speech;
  const words = funnelWords(speech);
  const {before} = row;
  const baseline = model.baseline === null ? '' : (messages.baseline[model.baseline] ?? messages.baseline['custom'] ?? '');
  return [
    [actors, words.count(row.reached)],
    [messages.overallRate, words.percent(row.overallRate)],
    ...(hasPrevious
      ? ([
          [messages.stepRate, words.percent(row.stepRate)],
          [messages.dropped, words.count(row.dropped)],
          [messages.medianTime, formatSeconds(row.medianSeconds, format.language)],
          [messages.averageTime, formatSeconds(row.averageSeconds, format.language)],
        ] as const)
      : []),
    ...(before
      ? ([
          [messages.before(actors, baseline), words.count(before.reached)],
          [messages.before(messages.overallRate, baseline), withPoints(before.overallRate, row.overallRate, words.percent, format.language)],
        ] as const)
      : []),
  ];
}

function withPoints(before: number | null, now: number | null, percent: (value: number | null) => string, language: string): string {
  if (before === null || now === null) return before === null ? NO_VALUE : percent(before);
  return `${percent(before)} (${formatPoints(now - before, language)})`;
}

/** `the previous period (Jan 3 – 31, 2024)`. */
export function baselineText(baseline: string, period: Days | undefined, {messages, format}: FunnelSpeech): string {
  const event = period?.event;
  const name = event ? `${event.name} ${event.year}` : (messages.baseline[baseline] ?? messages.baseline['custom'] ?? baseline);
  return period && period.from <= period.to ? `${name} (${formatDays(period.from, period.to, format.language)})` : name;
}
