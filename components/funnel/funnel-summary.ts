import {formatPoints} from '../shared/i18n/format.ts';
import {entered, findWorstLoss} from './funnel-model.ts';
import type {FunnelGroup, FunnelModel} from './funnel-model.ts';
import {baselineText, funnelWords} from './funnel-marks.ts';
import type {Days, FunnelSpeech} from './funnel-marks.ts';

/** What matters, in one or two sentences: the step that loses most, how many reach the end, and how that moved. */
export function summariseFunnel(model: FunnelModel, period: Days | undefined, speech: FunnelSpeech): string {
  const only = model.groups.length === 1 ? model.groups[0] : undefined;
  const sentences = only ? singleSentences(model, only, period, speech) : groupSentences(model, speech);
  return sentences.join(speech.format.language.startsWith('zh') ? '' : ' ');
}

function singleSentences(model: FunnelModel, group: FunnelGroup, period: Days | undefined, speech: FunnelSpeech): string[] {
  const {messages, format} = speech;
  const {percent, stepName} = funnelWords(speech);
  const last = group.steps[group.steps.length - 1];
  if (!last || group.steps.length < 2 || entered(group) === 0) return [];
  const worst = findWorstLoss([group]);
  const nameOf = (step: number): string => stepName(group.steps[step]?.name ?? '');
  const loss = worst ? messages.worst(nameOf(worst.step - 1), percent(worst.rate), nameOf(worst.step)) : messages.noLoss;
  const before = last.before?.overallRate ?? null;
  const moved = before !== null && last.overallRate !== null && model.baseline !== null
    ? [messages.changed(formatPoints(last.overallRate - before, format.language), baselineText(model.baseline, period, speech))]
    : [];
  return [loss, messages.reachLast(percent(last.overallRate), stepName(last.name)), ...moved];
}

function groupSentences(model: FunnelModel, speech: FunnelSpeech): string[] {
  const {messages} = speech;
  const {percent, groupName} = funnelWords(speech);
  const rates = [...model.groups, ...model.rest]
    .map(({name, steps}) => ({name: groupName(name ?? ''), rate: steps[steps.length - 1]?.overallRate ?? null}))
    .filter((group): group is {name: string; rate: number} => group.rate !== null)
    .sort((a, b) => b.rate - a.rate);
  const best = rates[0];
  const least = rates[rates.length - 1];
  return best && least && best !== least ? [messages.bestAndWorst(best.name, percent(best.rate), least.name, percent(least.rate))] : [];
}
