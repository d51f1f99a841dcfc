/** Small builders of Vega-Lite layers for drawings whose vertical places are given in pixels. */

import type {TopLevelSpec} from 'vega-lite';

import {MARK_FIELD, TARGET_LAYER} from './chart-description.ts';

export type LayeredSpec = Extract<TopLevelSpec, {readonly layer: unknown}>;
export type Layer = LayeredSpec['layer'][number];

/** Names of `config.style` entries; `vega-config.ts` gives each its look. */
export type StyleName = 'text' | 'strong' | 'note' | 'head' | 'bad' | 'bar' | 'flow' | 'baseline' | 'cell';

/** A place: a field in pixels, a fixed pixel, or the plot's right edge. */
export type Place = {readonly field: string} | {readonly value: number | 'width'};

export interface TextOptions {
  readonly data: string;
  readonly text: string;
  readonly style: StyleName;
  readonly y: string;
  /** A field on the x scale of the plot (`scaled`) or a fixed place. */
  readonly x: {readonly scaled: string} | Place;
  readonly align?: 'left' | 'center' | 'right';
  readonly dx?: number;
  /** Longest width in pixels; what is longer ends in an ellipsis. */
  readonly limit?: number;
}

export const pixels = (field: string) => ({field, type: 'quantitative', scale: null, axis: null}) as const;

/** A line of text; nothing is drawn for an empty one. */
export function textLayer({data, text, style, y, x, align = 'left', dx = 0, limit}: TextOptions): Layer {
  const place = 'scaled' in x ? {field: x.scaled, type: 'quantitative' as const} : 'field' in x ? pixels(x.field) : x;
  return {
    data: {name: data},
    mark: {type: 'text', style, align, baseline: 'middle', dx, ...(limit === undefined ? {} : {limit})},
    encoding: {text: {field: text, type: 'nominal'}, y: pixels(y), x: place},
  };
}

/** What the pointer can hit: invisible, above all else, and carrying the number of its mark. */
export function targetLayer(data: string, top: string, bottom: string): Layer {
  return {
    name: TARGET_LAYER,
    data: {name: data},
    mark: {type: 'rect', fill: 'transparent', stroke: null, cursor: 'pointer'},
    encoding: {
      y: pixels(top),
      y2: {field: bottom},
      detail: {field: MARK_FIELD, type: 'nominal'},
    },
  };
}
