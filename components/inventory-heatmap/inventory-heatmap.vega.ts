import {MARK_FIELD} from '../shared/render/chart-description.ts';
import type {ChartDescription, Room} from '../shared/render/chart-description.ts';
import {chartRows} from '../shared/render/chart-rows.ts';
import {colorRamp, textOn} from '../shared/render/ramp.ts';
import {cellLayers, textLayer} from '../shared/render/spec-layers.ts';
import type {Layer} from '../shared/render/spec-layers.ts';
import {columnWidth, estimateTextWidth, steadyWidth} from '../shared/render/text-width.ts';
import {STATE_GLYPHS} from './inventory-cells.ts';
import type {StockCell, StockState} from './inventory-cells.ts';
import type {StockBoard} from './inventory-model.ts';

export type StockColor = 'state' | 'cover';

export interface InventoryOptions {
  readonly color: StockColor;
  readonly stateColors: Readonly<Record<StockState, string>>;
  /** Ends of the colours of cover: little and {@link LONG_COVER} days or more. */
  readonly short: string;
  readonly long: string;
  /** Of the whole drawing, in pixels: decides what fits into the cells. */
  readonly width: number;
  readonly fontSize: number;
  /** What the picture before kept around its plot. */
  readonly room?: Room | undefined;
  readonly words: {
    readonly units: (value: number | null) => string;
    readonly days: (value: number | null) => string;
    readonly item: (row: {readonly item: string; readonly product: string | null}) => string;
  };
}

export const ROW_HEIGHT = 28;
const LONG_COVER = 90;
const LONGEST_NAME = 220;
const SMALLEST_FOR_NUMBERS = 24;

type NameOptions = Pick<InventoryOptions, 'width' | 'fontSize' | 'words' | 'room'>;

const widestName = (board: StockBoard, {fontSize, words}: NameOptions): number => columnWidth(board.rows.map(words.item), fontSize, 14);

/** Width kept for the names of the rows: at most 34 % of the drawing. */
export function nameWidth(board: StockBoard, options: NameOptions): number {
  return Math.floor(Math.min(LONGEST_NAME, options.width * 0.34, steadyWidth(widestName(board, options), options.room?.left)));
}

/**
 * A row an item, a column a warehouse. A cell's colour is its state or its days of cover, its text the sign of the state and the units
 * that can be sold (or the days); where the cell is too narrow for both only the sign. An item that a warehouse does not keep is an empty place.
 */
export function buildInventorySpec(board: StockBoard, options: InventoryOptions): Omit<ChartDescription, 'marks'> {
  const left = nameWidth(board, options);
  const cellWidth = (options.width - left) / Math.max(1, board.warehouses.length);
  const columns = {domain: board.warehouses.map((_, index) => `w${index}`)};
  const cells = boardCells(board);
  const table = cellRows(cells, options, cellWidth);
  const blank = board.rows.flatMap((row, index) =>
    board.warehouses.flatMap((warehouse, column) => (row.cells.has(warehouse) ? [] : [{row: index, column}])),
  );
  const layers: Layer[] = [
    ...cellLayers({data: 'cells', blank: 'blank', fields: table.fields, columns}),
    // Named only where it cuts something: a spec that stays the same keeps its view.
    textLayer({data: 'rows', text: 'c0', y: 'c1', x: {field: 'c2'}, style: 'text', ...(widestName(board, options) > left ? {limit: left - 10} : {})}),
  ];
  return {
    spec: {autosize: 'none', padding: {left, right: 0, top: 0, bottom: 0}, layer: layers},
    data: {
      cells: table.rows.map((row, mark) => ({...row, [MARK_FIELD]: mark})),
      blank: chartRows({
        column: blank.map(({column}) => `w${column}`),
        top: blank.map(({row}) => row * ROW_HEIGHT),
        bottom: blank.map(({row}) => (row + 1) * ROW_HEIGHT),
      }).rows,
      rows: chartRows({
        label: board.rows.map(options.words.item),
        line: board.rows.map((_, index) => (index + 0.5) * ROW_HEIGHT),
        x: board.rows.map(() => -left),
      }).rows,
    },
    inSteps: true,
    height: Math.max(1, board.rows.length) * ROW_HEIGHT,
  };
}

export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly cell: StockCell;
}

/** The cells of a board in reading order. */
export function boardCells(board: StockBoard): readonly PlacedCell[] {
  return board.rows.flatMap((row, index) =>
    board.warehouses.flatMap((warehouse, column) => {
      const cell = row.cells.get(warehouse);
      return cell ? [{row: index, column, cell}] : [];
    }),
  );
}

function cellRows(cells: readonly PlacedCell[], options: InventoryOptions, cellWidth: number) {
  const heat = colorRamp(options.short, options.long);
  const colors = cells.map(({cell}) => cellColor(cell, options, heat));
  const numbers = cells.map(({cell}) => (options.color === 'cover' ? options.words.days(cell.cover) : options.words.units(cell.available)));
  const both = cells.map(({cell}, index) => [STATE_GLYPHS[cell.state], numbers[index]].filter(Boolean).join(' '));
  const widest = Math.max(0, ...both.map((text) => estimateTextWidth(text, options.fontSize)));
  const fits = cellWidth >= SMALLEST_FOR_NUMBERS && widest + 2 <= cellWidth;
  return chartRows({
    column: cells.map(({column}) => `w${column}`),
    top: cells.map(({row}) => row * ROW_HEIGHT),
    bottom: cells.map(({row}) => (row + 1) * ROW_HEIGHT),
    color: colors,
    line: cells.map(({row}) => (row + 0.5) * ROW_HEIGHT),
    text: cells.map(({cell}, index) => (fits ? (both[index] ?? '') : STATE_GLYPHS[cell.state])),
    textColor: colors.map(textOn),
  });
}

function cellColor(cell: StockCell, options: InventoryOptions, heat: (share: number) => string): string {
  if (options.color === 'state') return options.stateColors[cell.state];
  if (cell.cover === null) return options.stateColors[cell.state === 'out' ? 'out' : 'no-data'];
  return heat(Math.max(0, cell.cover) / LONG_COVER);
}
