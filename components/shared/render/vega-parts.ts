/**
 * The parts of Vega that our specs use, put together from its packages: the package `vega` registers every transform there is, maps,
 * force layouts, word clouds and all, and no bundler can leave them out. A spec that names one of those fails with
 * "Unrecognized transform type".
 */

import type * as Vega from 'vega';
import {transforms} from 'vega-dataflow';
import * as encoders from 'vega-encode';
import {parse as parseSpec} from 'vega-parser';
import * as dataTransforms from 'vega-transforms';
import {View as SlimView} from 'vega-view';
import * as viewTransforms from 'vega-view-transforms';

Object.assign(transforms, dataTransforms, viewTransforms, encoders);

export const parse: typeof Vega.parse = parseSpec;
export const View: typeof Vega.View = SlimView;
export type View = Vega.View;

export {expressionInterpreter} from 'vega-interpreter';
export {compile} from 'vega-lite';
