import {MARK_FIELD} from '../shared/render/chart-description.ts';
import type {ChartDescription, ChartRow, Room} from '../shared/render/chart-description.ts';
import {chartRows} from '../shared/render/chart-rows.ts';
import {colorRamp, textOn} from '../shared/render/ramp.ts';
import {cellLayers, textLayer} from '../shared/render/spec-layers.ts';
import type {Layer} from '../shared/render/spec-layers.ts';
import {columnWidth, estimateTextWidth, steadyWidth} from '../shared/render/text-width.ts';
import {colorValue} from './rfm-model.ts';
import type {RfmColor, RfmGridModel} from './rfm-model.ts';

export interface RfmGridOptions {
  readonly color: RfmColor;
  /** Ends of the heat colours. */
  readonly low: string;
  readonly high: string;
  /** Of the whole drawing, in pixels: decides whether numbers fit into the cells. */
  readonly width: number;
  readonly fontSize: number;
  /** What the picture before kept around its plot. */
  readonly room?: Room | undefined;
  readonly words: {
    /** Short form of the value a cell is coloured by. */
    readonly value: (value: number | null) => string;
    /** What a score stands for, such as `13–60`; the score itself where that is not known. */
    readonly recency: (score: number) => string;
    readonly frequency: (score: number) => string;
    /** Words at the ends of the axes. */
    readonly recencyAxis: string;
    readonly frequencyAxis: string;
    readonly often: string;
    readonly seldom: string;
  };
}

const TOP = 24;
const SMALLEST_FOR_NUMBERS = 24;

/**
 * A cell for each pair of scores, recent buyers at the top, frequent buyers at the right; coloured by the square root of its value, so
 * that one crowded cell does not pale the others; the number in it where it fits. Cells without customers are drawn empty.
 */
export function buildRfmGridSpec(model: RfmGridModel, options: RfmGridOptions): Omit<ChartDescription, 'marks'> {
  const {words, fontSize} = options;
  const scores = Array.from({length: model.scores}, (_, index) => index + 1);
  const cellHeight = model.scores > 5 ? 32 : 44;
  const left = steadyWidth(columnWidth(scores.map(words.recency), fontSize, 12), options.room?.left);
  const cellWidth = (options.width - left) / model.scores;
  const bottom = TOP + model.scores * cellHeight;
  const table = cellRows(model, options, cellWidth, cellHeight);
  const taken = new Set(model.cells.map(({r, f}) => `${r}|${f}`));
  const blank = scores.flatMap((r) => scores.map((f) => ({r, f}))).filter(({r, f}) => !taken.has(`${r}|${f}`));
  const rowTop = (r: number): number => TOP + (model.scores - r) * cellHeight;
  const columns = {domain: scores.map((score) => `f${score}`)};
  // Named only where it cuts something, as in all that follows the width of the drawing: a spec that stays the same keeps its view.
  const cut = columnWidth(scores.map(words.frequency), fontSize, 0) > cellWidth ? {limit: cellWidth} : {};
  const layers: Layer[] = [
    ...cellLayers({data: 'cells', blank: 'blank', fields: table.fields, columns}),
    textLayer({data: 'rows', text: 'c0', y: 'c1', x: {value: 0}, align: 'right', dx: -10, style: 'text'}),
    textLayer({data: 'columns', text: 'c0', y: 'c1', x: {band: 'c2', domain: columns.domain}, align: 'center', style: 'text', ...cut}),
    textLayer({data: 'ends', text: 'c0', y: 'c2', x: {value: 0}, style: 'head'}),
    textLayer({data: 'ends', text: 'c1', y: 'c2', x: {value: 'width'}, align: 'right', style: 'head'}),
    textLayer({data: 'middle', text: 'c0', y: 'c1', x: {band: 'c2', domain: columns.domain}, align: 'center', style: 'head'}),
    textLayer({data: 'top', text: 'c0', y: 'c1', x: {field: 'c2'}, style: 'head'}),
  ];
  return {
    spec: {autosize: 'none', padding: {left, right: 0, top: 0, bottom: 0}, layer: layers},
    data: {
      cells: table.rows.map((row, mark) => ({...row, [MARK_FIELD]: mark})),
      blank: chartRows({
        column: blank.map(({f}) => `f${f}`),
        top: blank.map(({r}) => rowTop(r)),
        bottom: blank.map(({r}) => rowTop(r) + cellHeight),
      }).rows,
      rows: chartRows({label: scores.map(words.recency), line: scores.map((r) => rowTop(r) + cellHeight / 2)}).rows,
      columns: chartRows({
        label: scores.map(words.frequency),
        line: scores.map(() => bottom + 14),
        column: columns.domain,
      }).rows,
      ends: endRows(words, bottom + 34),
      middle: chartRows({text: [words.frequencyAxis], line: [bottom + 34], column: [columns.domain[Math.floor(model.scores / 2)] ?? '']}).rows,
      top: chartRows({text: [words.recencyAxis], line: [TOP - 12], x: [-left]}).rows,
    },
    height: bottom + 44,
  };
}

function endRows(words: RfmGridOptions['words'], line: number): readonly ChartRow[] {
  return chartRows({seldom: [words.seldom], often: [words.often], line: [line]}).rows;
}

function cellRows(model: RfmGridModel, options: RfmGridOptions, cellWidth: number, cellHeight: number) {
  const values = model.cells.map((cell) => colorValue(cell, options.color));
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const heat = colorRamp(options.low, options.high);
  const colors = values.map((value) => heat(most > 0 ? Math.sqrt(Math.max(0, value ?? 0) / most) : 0));
  const texts = values.map(options.words.value);
  const widest = Math.max(0, ...texts.map((text) => estimateTextWidth(text, options.fontSize)));
  const fits = cellWidth >= SMALLEST_FOR_NUMBERS && widest + 2 <= cellWidth;
  const top = model.cells.map(({r}) => TOP + (model.scores - r) * cellHeight);
  return chartRows({
    column: model.cells.map(({f}) => `f${f}`),
    top,
    bottom: top.map((pixel) => pixel + cellHeight),
    color: colors,
    line: top.map((pixel) => pixel + cellHeight / 2),
    text: texts.map((text) => (fits ? text : '')),
    textColor: colors.map(textOn),
  });
}
