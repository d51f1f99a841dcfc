import {MARK_FIELD} from '../shared/render/chart-description.ts';
import type {ChartDescription} from '../shared/render/chart-description.ts';
import {chartRows} from '../shared/render/chart-rows.ts';
import {pixels, targetLayer, textLayer} from '../shared/render/spec-layers.ts';
import type {Layer, TextOptions} from '../shared/render/spec-layers.ts';
import {columnWidth} from '../shared/render/text-width.ts';
import {layoutGrouped} from './funnel-layout.ts';
import type {FunnelModel} from './funnel-model.ts';
import type {FunnelOptions} from './funnel.vega.ts';

const LONGEST_NAME = {wide: 150, narrow: 96} as const;

/**
 * Under each step one bar a group, named at its left. Groups differ in size, so a bar is as long as the rate of its group's first step;
 * numbers of actors, rate from the step before and rate of the first step stand in columns. A narrow drawing keeps the last of the three.
 * A tick is the period compared with.
 */
export function buildFunnelGroupsSpec(model: FunnelModel, options: FunnelOptions): Omit<ChartDescription, 'marks'> {
  const {words, shape, fontSize} = options;
  const layout = layoutGrouped(model.steps.length, model.groups.length);
  const bars = barRows(model, layout.places, words);
  const {fields} = bars;
  const wide = shape === 'wide';
  const widthOf = (field: string, head: string): number => columnWidth([...bars.rows.map((row) => String(row[field])), head], fontSize, 16);
  const left = Math.min(LONGEST_NAME[shape], widthOf(fields.name, ''));
  const overall = widthOf(fields.overall, words.heads.overallRate);
  const stepRate = wide ? widthOf(fields.stepRate, words.heads.stepRate) : 0;
  const count = wide ? widthOf(fields.count, words.heads.reached) : 0;
  const right = overall + stepRate + count;
  const column = (field: string, end: number): TextOptions => ({
    data: 'bars', text: field, y: fields.line, x: {value: 'width'}, align: 'right', dx: end, style: 'text',
  });
  const head = (field: string, end: number): Layer => textLayer({...column(field, end), data: 'heads', y: 'c3', style: 'head'});
  const layers: Layer[] = [
    barLayer(fields),
    // A scale over nothing has no extent: a period in which nobody came has no rates.
    ...(bars.rows.some((row) => row[fields.before] !== null) ? [baselineLayer(fields)] : []),
    textLayer({data: 'steps', text: 'c0', y: 'c1', x: {value: 0}, dx: -left, style: 'strong'}),
    textLayer({data: 'bars', text: fields.name, y: fields.line, x: {value: 0}, align: 'right', dx: -10, limit: left - 10, style: 'text'}),
    ...(wide ? [textLayer(column(fields.count, count)), textLayer(column(fields.stepRate, count + stepRate))] : []),
    textLayer({...column(fields.overall, right), style: 'strong'}),
    ...(wide ? [head('c0', count), head('c1', count + stepRate)] : []),
    head('c2', right),
    targetLayer('bars', fields.hitTop, fields.hitBottom),
  ];
  return {
    spec: {autosize: 'none', padding: {left, right, top: 0, bottom: 0}, layer: layers},
    data: {
      bars: bars.rows.map((row, mark) => ({...row, [MARK_FIELD]: mark})),
      steps: chartRows({name: model.steps.map(words.stepName), line: layout.stepLines}).rows,
      heads: chartRows({count: [words.heads.reached], step: [words.heads.stepRate], overall: [words.heads.overallRate], line: [layout.head]}).rows,
    },
    height: layout.height,
  };
}

function barRows(model: FunnelModel, places: ReturnType<typeof layoutGrouped>['places'], words: FunnelOptions['words']) {
  const bars = model.steps.flatMap((_, step) => model.groups.map((group, index) => ({group, index, row: group.steps[step]})));
  return chartRows({
    series: bars.map(({index}) => `g${index}`),
    name: bars.map(({group}) => words.groupName(group.name ?? '')),
    count: bars.map(({row}) => words.count(row?.reached ?? null)),
    stepRate: bars.map(({row}) => words.percent(row?.stepRate ?? null)),
    overall: bars.map(({row}) => words.percent(row?.overallRate ?? null)),
    start: bars.map(() => 0),
    rate: bars.map(({row}) => row?.overallRate ?? null),
    before: bars.map(({row}) => row?.before?.overallRate ?? null),
    top: places.map(({top}) => top),
    bottom: places.map(({bottom}) => bottom),
    line: places.map(({line}) => line),
    tickTop: places.map(({top}) => top - 2),
    tickBottom: places.map(({bottom}) => bottom + 2),
    hitTop: places.map(({hitTop}) => hitTop),
    hitBottom: places.map(({hitBottom}) => hitBottom),
  });
}

type BarFields = ReturnType<typeof barRows>['fields'];

const rate = (field: string) => ({field, type: 'quantitative', axis: null, stack: null, scale: {nice: false, zero: true}}) as const;

function barLayer(fields: BarFields): Layer {
  return {
    name: 'bars',
    data: {name: 'bars'},
    mark: {type: 'rect', style: 'bar', cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3},
    encoding: {
      x: rate(fields.start),
      x2: {field: fields.rate},
      y: pixels(fields.top),
      y2: {field: fields.bottom},
      color: {field: fields.series, type: 'nominal', legend: null, sort: null},
    },
  };
}

function baselineLayer(fields: BarFields): Layer {
  return {
    data: {name: 'bars'},
    mark: {type: 'rule', style: 'baseline'},
    encoding: {x: rate(fields.before), y: pixels(fields.tickTop), y2: {field: fields.tickBottom}},
  };
}
