import type {QueryResult} from '../../engine/result.ts';
import type {TableCell, TableModel} from '../shared/base/table-view.ts';
import {formatSeconds} from '../shared/i18n/format.ts';
import type {FunnelModel, FunnelStepRow} from './funnel-model.ts';
import {baselineText, funnelWords} from './funnel-marks.ts';
import type {FunnelSpeech} from './funnel-marks.ts';

/** Every group, also those that are not drawn, step by step; times in seconds in the file. */
export function funnelTable(model: FunnelModel, result: QueryResult, caption: string, speech: FunnelSpeech): TableModel {
  const {messages, format, actors} = speech;
  const words = funnelWords(speech);
  const chinese = format.language.startsWith('zh');
  const dimensionLabel = (name: string): string => {
    const label = result.fields.find((field) => field.name === name)?.label;
    return (chinese ? label?.zh : label?.en) ?? name;
  };
  const text = (value: string): TableCell => ({text: value, value});
  const number = (value: number | null, say: (value: number | null) => string): TableCell => ({text: say(value), value});
  const time = (value: number | null): TableCell => number(value, (seconds) => formatSeconds(seconds, format.language));
  const baseline = model.baseline === null ? null : baselineText(model.baseline, result.baselines?.[model.baseline], speech);
  const cellsOf = (step: FunnelStepRow): TableCell[] => [
    number(step.reached, words.count),
    number(step.stepRate, words.percent),
    number(step.overallRate, words.percent),
    number(step.dropped, words.count),
    time(step.medianSeconds),
    time(step.averageSeconds),
    ...(baseline === null ? [] : [number(step.before?.reached ?? null, words.count), number(step.before?.overallRate ?? null, words.percent)]),
  ];
  const heads = [actors, messages.stepRate, messages.overallRate, messages.dropped, messages.medianTime, messages.averageTime];
  const compared = baseline === null ? [] : [messages.before(actors, baseline), messages.before(messages.overallRate, baseline)];
  return {
    caption,
    columns: [
      ...model.by.map((name) => ({label: dimensionLabel(name)})),
      {label: messages.step},
      ...[...heads, ...compared].map((label) => ({label, numeric: true})),
    ],
    rows: [...model.groups, ...model.rest].flatMap(({values, steps}) =>
      steps.map((step) => [...model.by.map((name) => text(values[name] ?? messages.notGiven)), text(words.stepName(step.name)), ...cellsOf(step)]),
    ),
  };
}
