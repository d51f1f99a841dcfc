/** Vega's packages bring no types of their own: the package `vega` declares those of all. */

declare module 'vega-dataflow' {
  import type * as Vega from 'vega';
  export const transforms: typeof Vega.transforms;
}

declare module 'vega-parser' {
  import type * as Vega from 'vega';
  export const parse: typeof Vega.parse;
}

declare module 'vega-view' {
  import type * as Vega from 'vega';
  export const View: typeof Vega.View;
}

declare module 'vega-encode';
declare module 'vega-transforms';
declare module 'vega-view-transforms';
