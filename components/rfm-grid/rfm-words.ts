import type {RfmSelection} from '../shared/events.ts';
import {formatValue} from '../shared/i18n/format.ts';
import type {FormatOptions} from '../shared/i18n/format.ts';
import type {RfmMessages} from '../shared/i18n/en/rfm.ts';
import type {TableCell, TableModel} from '../shared/base/table-view.ts';
import type {ChartMark} from '../shared/render/chart-description.ts';
import type {RfmCell, RfmColor, RfmGridModel, RfmMember, RfmSegment, ScoreRange, ScoreRanges} from './rfm-model.ts';

export interface RfmSpeech {
  readonly messages: RfmMessages;
  readonly format: FormatOptions;
  /** Absent while the view `cuts` has not answered: scores stand for themselves. */
  readonly ranges: ScoreRanges | undefined;
}

/** A value in the unit of what cells are coloured by. */
export function formatColor(value: number | null, color: RfmColor, format: FormatOptions): string {
  return formatValue(value, color === 'customers' ? 'count' : 'money', format);
}

/** The numbers that a score stands for: `13–60`; the score itself where no customer has it. */
export function recencyRange(score: number, {messages, format, ranges}: RfmSpeech): string {
  return rangeText(ranges?.recency.get(score), messages, format) ?? messages.score('R', score);
}

export function frequencyRange(score: number, {messages, format, ranges}: RfmSpeech): string {
  return rangeText(ranges?.frequency.get(score), messages, format) ?? messages.score('F', score);
}

function recencyText(score: number, speech: RfmSpeech): string {
  const range = recencyRange(score, speech);
  return speech.ranges?.recency.get(score) ? speech.messages.daysAgo(range) : range;
}

function frequencyText(score: number, speech: RfmSpeech): string {
  const range = frequencyRange(score, speech);
  return speech.ranges?.frequency.get(score) ? speech.messages.orderCount(range) : range;
}

function rangeText(range: ScoreRange | null | undefined, messages: RfmMessages, format: FormatOptions): string | undefined {
  if (!range) return undefined;
  const number = (value: number): string => formatValue(value, 'count', format);
  return messages.range(number(range.from), range.to === null ? null : number(range.to));
}

export function cellName({r, f}: {readonly r: number; readonly f: number}, speech: RfmSpeech): string {
  return speech.messages.cellName(recencyText(r, speech), frequencyText(f, speech));
}

/**
 * Marks in the order of the cells; their words are made when a reader comes to them. Choosing one tells of its customers once they are known.
 */
export function rfmMarks(model: RfmGridModel, speech: RfmSpeech): ChartMark<RfmSelection>[] {
  return model.cells.map((cell) => ({
    key: `${cell.r}|${cell.f}`,
    row: model.scores - cell.r,
    column: cell.f - 1,
    get label() {
      return markLabel(cell, speech);
    },
    get title() {
      return `${speech.messages.score('R', cell.r)} · ${speech.messages.score('F', cell.f)}`;
    },
    get details() {
      return details(cell, speech);
    },
    selection: {kind: 'rfm', r: cell.r, f: cell.f, customers: []},
  }));
}

function markLabel(cell: RfmCell, speech: RfmSpeech): string {
  const {messages, format} = speech;
  const customers = formatValue(cell.customers, 'count', format);
  return messages.mark(recencyText(cell.r, speech), frequencyText(cell.f, speech), customers, formatValue(cell.net, 'money', format));
}

function details(cell: RfmCell, speech: RfmSpeech): (readonly [string, string])[] {
  const {messages, format} = speech;
  return [
    [messages.lastOrder, recencyText(cell.r, speech)],
    [messages.orders, frequencyText(cell.f, speech)],
    [messages.customers, formatValue(cell.customers, 'count', format)],
    [messages.net, formatValue(cell.net, 'money', format)],
    [messages.netMean, formatValue(cell.netMean, 'money', format)],
  ];
}

/** English keys of the segments that a shop is about to lose, of both schemes. */
const AT_RISK = ['At Risk', "Can't Lose Them", 'Key win-back', 'Key retention'];

/** Who brings the money, and who may be lost. */
export function summariseRfm(segments: readonly RfmSegment[], {messages, format}: RfmSpeech): string {
  const [top] = segments;
  if (!top) return '';
  const ratio = (value: number | null): string => formatValue(value, 'ratio', format);
  const largest = segments.reduce((most, segment) => (segment.customers > most.customers ? segment : most), top);
  const first =
    top.netShare === null
      ? messages.largestSegment(largest.name, ratio(largest.share))
      : messages.topSegment(top.name, ratio(top.netShare), ratio(top.share));
  const risk = segments.find(({key, net}) => AT_RISK.includes(key) && (net ?? 0) > 0);
  const money = formatValue(risk?.net, 'money', {...format, compact: true});
  const second = risk ? [messages.atRisk(risk.name, formatValue(risk.customers, 'count', format), money)] : [];
  return [first, ...second].join(format.language.startsWith('zh') ? '' : ' ');
}

const text = (value: string): TableCell => ({text: value, value});

/** Every cell with customers, recent and frequent ones first. */
export function gridTable(model: RfmGridModel, caption: string, speech: RfmSpeech): TableModel {
  const {messages, format} = speech;
  const number = (value: number | null, unit: 'count' | 'money'): TableCell => ({text: formatValue(value, unit, format), value});
  const cells = [...model.cells].sort((a, b) => b.r - a.r || b.f - a.f);
  return {
    caption,
    columns: [
      {label: messages.lastOrder}, {label: messages.orders}, {label: 'R', numeric: true}, {label: 'F', numeric: true},
      {label: messages.customers, numeric: true}, {label: messages.net, numeric: true}, {label: messages.netMean, numeric: true},
    ],
    rows: cells.map((cell) => [
      text(recencyText(cell.r, speech)), text(frequencyText(cell.f, speech)), number(cell.r, 'count'), number(cell.f, 'count'),
      number(cell.customers, 'count'), number(cell.net, 'money'), number(cell.netMean, 'money'),
    ]),
  };
}

/** A row a customer; ids go into the file as they are. */
export function memberTable(members: readonly RfmMember[], caption: string, {messages, format}: RfmSpeech): TableModel {
  const number = (value: number | null, unit: 'count' | 'money'): TableCell => ({text: formatValue(value, unit, format), value});
  return {
    caption,
    columns: [
      {label: messages.customer}, {label: messages.days, numeric: true}, {label: messages.orders, numeric: true},
      {label: messages.net, numeric: true}, {label: messages.segment},
    ],
    rows: members.map(({id, days, orders, net, segment}) => [
      text(id), number(days, 'count'), number(orders, 'count'), number(net, 'money'), text(segment ?? ''),
    ]),
  };
}
