/** Small builders of Vega-Lite layers for drawings whose vertical places are given in pixels. */

import type {TopLevelSpec} from 'vega-lite';

import {MARK_FIELD, TARGET_LAYER} from './chart-description.ts';

export type LayeredSpec = Extract<TopLevelSpec, {readonly layer: unknown}>;
export type Layer = LayeredSpec['layer'][number];

/** Names of `config.style` entries; `vega-config.ts` gives each its look. */
export type StyleName = 'text' | 'strong' | 'note' | 'head' | 'bad' | 'bar' | 'flow' | 'baseline' | 'cell' | 'blank';

/** A place: a field in pixels, a fixed pixel, or the plot's right edge. */
export type Place = {readonly field: string} | {readonly value: number | 'width'};

/** A field of keys on the plot's band scale. The domain is given, so that the order does not depend on the rows. */
export interface BandPlace {
  readonly band: string;
  readonly domain: readonly string[];
}

export interface TextOptions {
  readonly data: string;
  readonly text: string;
  readonly style: StyleName;
  readonly y: string;
  /** A field on the plot's linear x scale (`scaled`), the middle of a band, or a fixed place. */
  readonly x: {readonly scaled: string} | BandPlace | Place;
  readonly align?: 'left' | 'center' | 'right';
  readonly dx?: number;
  /** Longest width in pixels; what is longer ends in an ellipsis. */
  readonly limit?: number;
}

export const pixels = (field: string) => ({field, type: 'quantitative', scale: null, axis: null}) as const;

/** A line of text; nothing is drawn for an empty one. */
export function textLayer({data, text, style, y, x, align = 'left', dx = 0, limit}: TextOptions): Layer {
  const place = placeOf(x);
  return {
    data: {name: data},
    mark: {type: 'text', style, align, baseline: 'middle', dx, ...(limit === undefined ? {} : {limit})},
    encoding: {text: {field: text, type: 'nominal'}, y: pixels(y), x: place},
  };
}

function placeOf(x: TextOptions['x']) {
  if ('scaled' in x) return {field: x.scaled, type: 'quantitative' as const};
  if ('band' in x) return bands(x.band, x.domain);
  return 'field' in x ? pixels(x.field) : x;
}

const bands = (field: string, domain: readonly string[]) => ({
  field,
  type: 'nominal' as const,
  axis: null,
  sort: null,
  scale: {domain: [...domain], padding: 0},
});

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

export interface CellOptions {
  readonly data: string;
  /** Data set of places without a cell (`c0` column, `c1` top, `c2` bottom). */
  readonly blank: string;
  readonly fields: Readonly<Record<'column' | 'top' | 'bottom' | 'color' | 'line' | 'text' | 'textColor', string>>;
  readonly columns: {readonly domain: readonly string[]};
}

/** A heat map: coloured cells with a text in each, empty places outlined, the cells to be hit on top. */
export function cellLayers({data, blank, fields, columns}: CellOptions): Layer[] {
  const x = bands(fields.column, columns.domain);
  const rows = {y: pixels(fields.top), y2: {field: fields.bottom}};
  const color = (field: string) => ({field, type: 'nominal', scale: null, legend: null}) as const;
  return [
    {
      data: {name: blank},
      mark: {type: 'rect', style: 'blank'},
      encoding: {x: bands('c0', columns.domain), y: pixels('c1'), y2: {field: 'c2'}},
    },
    {data: {name: data}, mark: {type: 'rect', style: 'cell'}, encoding: {x, ...rows, fill: color(fields.color)}},
    {
      data: {name: data},
      mark: {type: 'text', style: 'text', align: 'center', baseline: 'middle'},
      encoding: {x, y: pixels(fields.line), text: {field: fields.text, type: 'nominal'}, fill: color(fields.textColor)},
    },
    {
      name: TARGET_LAYER,
      data: {name: data},
      mark: {type: 'rect', fill: 'transparent', stroke: null, cursor: 'pointer'},
      encoding: {x, ...rows, detail: {field: MARK_FIELD, type: 'nominal'}},
    },
  ];
}
