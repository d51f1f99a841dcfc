/** What an element hands to the painter: a spec without data, the data it names, and the marks a reader can point at. */

import type {TopLevelSpec} from 'vega-lite';

export type ChartValue = string | number | boolean | null;

/** A row of plain values under generated names, so no name from the data reaches Vega. */
export type ChartRow = Readonly<Record<string, ChartValue>>;

/** The layer whose items can be pointed at. Its rows hold the number of their mark under {@link MARK_FIELD}. */
export const TARGET_LAYER = 'target';
export const MARK_FIELD = 'mark';

/** One thing a reader can point at, focus and choose. */
export interface ChartMark<Selection = unknown> {
  /** Stays the same between updates: the focus follows it. */
  readonly key: string;
  /** Place in the grid that the arrow keys walk. */
  readonly row: number;
  readonly column: number;
  /** One sentence, as a screen reader says it. */
  readonly label: string;
  /** First line of the tooltip. */
  readonly title: string;
  /** Further lines: names and formatted values. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** What choosing the mark tells the host. */
  readonly selection: Selection;
}

export interface ChartDescription<Selection = unknown> {
  /** Survives a JSON round trip; names its data sets, holds no rows, no width and no height. */
  readonly spec: TopLevelSpec;
  readonly data: Readonly<Record<string, readonly ChartRow[]>>;
  readonly marks: readonly ChartMark<Selection>[];
  /** Where a row's place depends on no other row: many rows may be drawn in several steps, between which the page answers its reader. */
  readonly inSteps?: boolean;
  /** Height of the drawing in CSS pixels, padding included. */
  readonly height: number;
}

/** Pixels around the plot. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room around the plot; none where the spec does not tell it in numbers. */
export function paddingOf({padding}: TopLevelSpec): Room {
  const {left = 0, right = 0, top = 0, bottom = 0} = typeof padding === 'object' && !('expr' in padding) && !('signal' in padding) ? padding : {};
  return {left, right, top, bottom};
}
