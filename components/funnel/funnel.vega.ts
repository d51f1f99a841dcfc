import {MARK_FIELD} from '../shared/render/chart-description.ts';
import type {ChartDescription, ChartRow, Room} from '../shared/render/chart-description.ts';
import {chartRows} from '../shared/render/chart-rows.ts';
import {pixels, targetLayer, textLayer} from '../shared/render/spec-layers.ts';
import type {Layer} from '../shared/render/spec-layers.ts';
import {columnWidth, steadyWidth} from '../shared/render/text-width.ts';
import {layoutSingle} from './funnel-layout.ts';
import type {FunnelPlace, FunnelShape} from './funnel-layout.ts';
import {findWorstLoss} from './funnel-model.ts';
import type {FunnelModel, FunnelStepRow} from './funnel-model.ts';
import type {FunnelWords} from './funnel-words.ts';

export interface FunnelOptions {
  readonly words: FunnelWords;
  readonly shape: FunnelShape;
  readonly fontSize: number;
  /** What the picture before kept around its plot. */
  readonly room?: Room | undefined;
}

type Drawing = Omit<ChartDescription, 'marks'>;

const LONGEST_NAME = 180;

/**
 * A bar a step, as long as the actors that reached it; in the gap before it the rate from the step before, at the right the rate from
 * the first step. A tick is the period compared with. One step gives one bar and no gap. The model holds one group.
 */
export function buildFunnelSpec(model: FunnelModel, options: FunnelOptions): Drawing {
  const steps = model.groups[0]?.steps ?? [];
  const {places, head, height} = layoutSingle(steps.length, options.shape);
  const bars = barRows(steps, places, options.words);
  const {fields} = bars;
  const texts = (field: string): string[] => bars.rows.map((row) => String(row[field]));
  const {heads} = options.words;
  const wide = options.shape === 'wide';
  const hasFlow = wide && steps.length > 1;
  const {room} = options;
  const left = wide ? Math.min(LONGEST_NAME, steadyWidth(columnWidth(texts(fields.name), options.fontSize, 14), room?.left)) : 0;
  const overall = wide ? columnWidth([...texts(fields.overall), heads.overallRate], options.fontSize, 14) : 0;
  const right = wide ? steadyWidth(overall + columnWidth(texts(fields.count), options.fontSize, 10), room?.right) : 0;
  const side = {data: 'bars', y: fields.line, x: {value: 'width'} as const, align: 'right' as const};
  const layers: Layer[] = [
    ...(hasFlow ? [flowLayer()] : []),
    barLayer(fields),
    ...(hasBaseline(steps) ? [baselineLayer(fields)] : []),
    ...(wide
      ? [
          textLayer({data: 'bars', text: fields.name, y: fields.line, x: {value: 0}, align: 'right', dx: -14, limit: left - 14, style: 'text'}),
          textLayer({data: 'bars', text: fields.count, y: fields.line, x: {scaled: fields.end}, dx: 8, style: 'strong'}),
          textLayer({...side, text: fields.overall, dx: right, style: 'text'}),
        ]
      : [
          textLayer({data: 'bars', text: fields.name, y: fields.line, x: {value: 0}, limit: LONGEST_NAME, style: 'text'}),
          textLayer({...side, text: fields.both, style: 'strong'}),
        ]),
    textLayer({data: 'between', text: 'c0', y: 'c1', x: {value: 0}, dx: wide ? 8 : 0, style: 'note'}),
    textLayer({data: 'worst', text: 'c0', y: 'c1', x: {value: 0}, dx: wide ? 8 : 0, style: 'bad'}),
    textLayer({data: 'heads', text: 'c0', y: 'c2', x: {value: 0}, style: 'head'}),
    textLayer({...side, data: 'heads', text: 'c1', y: 'c2', dx: right, style: 'head'}),
    targetLayer('bars', fields.hitTop, fields.hitBottom),
  ];
  return {
    spec: {autosize: 'none', padding: {left, right, top: 0, bottom: 0}, layer: layers},
    data: {
      bars: bars.rows.map((row, mark) => ({...row, [MARK_FIELD]: mark})),
      ...(hasFlow ? {flow: flowRows(steps, places)} : {}),
      ...betweenRows(model, places, options),
      heads: chartRows({
        reached: [wide ? heads.reached : ''],
        overall: [wide ? heads.overallRate : `${heads.reached} · ${heads.overallRate}`],
        line: [head],
      }).rows,
    },
    height,
  };
}

/** Whether any step can be compared; a scale over nothing has no extent. */
function hasBaseline(steps: readonly FunnelStepRow[]): boolean {
  return steps.some(({before}) => before !== null);
}

function barRows(steps: readonly FunnelStepRow[], places: readonly FunnelPlace[], words: FunnelWords) {
  const counts = steps.map(({reached}) => words.count(reached));
  const rates = steps.map(({overallRate}) => words.percent(overallRate));
  return chartRows({
    name: steps.map(({name}) => words.stepName(name)),
    count: counts,
    overall: rates,
    both: counts.map((count, index) => `${count} · ${rates[index]}`),
    reached: steps.map(({reached}) => reached),
    before: steps.map(({before}) => before?.reached ?? null),
    /** Where a number beside the bar begins: after the bar and after the tick. */
    end: steps.map(({reached, before}) => Math.max(reached, before?.reached ?? 0)),
    start: steps.map(() => 0),
    top: places.map(({top}) => top),
    bottom: places.map(({bottom}) => bottom),
    line: places.map(({line}) => line),
    tickTop: places.map(({top}) => top - 3),
    tickBottom: places.map(({bottom}) => bottom + 3),
    hitTop: places.map(({hitTop}) => hitTop),
    hitBottom: places.map(({hitBottom}) => hitBottom),
  });
}

type BarFields = ReturnType<typeof barRows>['fields'];

const actors = (field: string) => ({field, type: 'quantitative', axis: null, stack: null, scale: {nice: false, zero: true}}) as const;

function barLayer(fields: BarFields): Layer {
  return {
    name: 'bars',
    data: {name: 'bars'},
    mark: {type: 'rect', style: 'bar', cornerRadiusTopRight: 3, cornerRadiusBottomRight: 3},
    encoding: {x: actors(fields.start), x2: {field: fields.reached}, y: pixels(fields.top), y2: {field: fields.bottom}},
  };
}

function baselineLayer(fields: BarFields): Layer {
  return {
    data: {name: 'bars'},
    mark: {type: 'rule', style: 'baseline'},
    encoding: {x: actors(fields.before), y: pixels(fields.tickTop), y2: {field: fields.tickBottom}},
  };
}

/** The slope between two bars, so that the eye follows who goes on. */
function flowLayer(): Layer {
  return {
    data: {name: 'flow'},
    mark: {type: 'area', orient: 'horizontal', style: 'flow'},
    encoding: {x: actors('c1'), x2: {field: 'c2'}, y: pixels('c3'), detail: {field: 'c0', type: 'nominal'}},
  };
}

function flowRows(steps: readonly FunnelStepRow[], places: readonly FunnelPlace[]): readonly ChartRow[] {
  const ends = steps.slice(1).flatMap((step, index) => [
    {gap: index, reached: steps[index]?.reached ?? 0, y: places[index]?.bottom ?? 0},
    {gap: index, reached: step.reached, y: places[index + 1]?.top ?? 0},
  ]);
  return chartRows({
    gap: ends.map(({gap}) => gap),
    reached: ends.map(({reached}) => reached),
    start: ends.map(() => 0),
    y: ends.map(({y}) => y),
  }).rows;
}

function betweenRows(
  model: FunnelModel, places: readonly FunnelPlace[], {words, shape}: FunnelOptions,
): Record<'between' | 'worst', readonly ChartRow[]> {
  const worst = findWorstLoss(model.groups)?.step;
  const steps = model.groups[0]?.steps ?? [];
  const rows = (wanted: (step: number) => boolean, say: FunnelWords['between']): readonly ChartRow[] => {
    const gaps = steps.map((step, index) => ({step, index})).filter(({index}) => index > 0 && wanted(index));
    return chartRows({text: gaps.map(({step}) => say(step, shape)), line: gaps.map(({index}) => places[index]?.between ?? 0)}).rows;
  };
  return {between: rows((step) => step !== worst, words.between), worst: rows((step) => step === worst, words.worst)};
}
