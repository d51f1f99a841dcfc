/** Reads a Vega scenegraph: which mark an item belongs to, and where a mark is drawn. No import of Vega. */

import {MARK_FIELD, TARGET_LAYER} from './chart-description.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface SceneItem {
  readonly datum?: unknown;
  readonly bounds: {readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number};
  readonly x?: number;
  readonly y?: number;
  /** Of a group: the marks in it. */
  readonly items?: readonly SceneMark[];
}

export interface SceneMark {
  readonly marktype: string;
  readonly name?: string;
  readonly items: readonly SceneItem[];
}

/** Vega-Lite calls the marks of a layer named `x` `x_marks`. */
const TARGET_MARKS = `${TARGET_LAYER}_marks`;

/** The number of the mark that an item was drawn for, or null. */
export function markOf(item: {readonly datum?: unknown} | null | undefined): number | null {
  const datum = item?.datum;
  const mark: unknown = typeof datum === 'object' && datum !== null ? (datum as Record<string, unknown>)[MARK_FIELD] : undefined;
  return typeof mark === 'number' ? mark : null;
}

/** Where the target of a mark is drawn, from the scene's origin; null when it is not. Cost: one walk over the scene. */
export function findMarkBox(scene: SceneMark, mark: number, x = 0, y = 0): Box | null {
  if (scene.marktype !== 'group') {
    const item = scene.name === TARGET_MARKS ? scene.items.find((candidate) => markOf(candidate) === mark) : undefined;
    return item ? boxOf(item, x, y) : null;
  }
  for (const group of scene.items) {
    for (const child of group.items ?? []) {
      const found = findMarkBox(child, mark, x + (group.x ?? 0), y + (group.y ?? 0));
      if (found) return found;
    }
  }
  return null;
}

function boxOf({bounds}: SceneItem, x: number, y: number): Box {
  return {x: x + bounds.x1, y: y + bounds.y1, width: bounds.x2 - bounds.x1, height: bounds.y2 - bounds.y1};
}
