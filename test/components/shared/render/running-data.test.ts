import {expect} from 'chai';
import type {TopLevelSpec} from 'vega-lite';

import {VegaView} from '../../../../components/shared/render/vega-view.ts';
import type {ChartRow} from '../../../../components/shared/render/chart-description.ts';

const SPEC = {
  autosize: 'none',
  padding: {left: 0, right: 0, top: 0, bottom: 0},
  data: {name: 'rows'},
  layer: [
    {mark: 'bar', encoding: {x: {field: 'c0', type: 'quantitative', axis: null, stack: null}, y: {field: 'c1', type: 'quantitative', scale: null, axis: null}}},
    {mark: 'text', encoding: {text: {field: 'c2', type: 'nominal'}, y: {field: 'c1', type: 'quantitative', scale: null, axis: null}}},
  ],
} as TopLevelSpec;

describe('rows of a running view', () => {
  let container: HTMLElement;
  let views: VegaView[];

  beforeEach(() => {
    container = document.createElement('div');
    document.body.append(container);
    views = [];
  });
  afterEach(() => {
    views.forEach((view) => view.finalize());
    container.remove();
  });

  const open = (): {view: VegaView; place: HTMLElement} => {
    const place = container.appendChild(document.createElement('div'));
    const view = new VegaView(place, {onPoint: () => undefined, onClick: () => undefined, onMessage: () => undefined});
    views.push(view);
    return {view, place};
  };
  const picture = (rows: readonly ChartRow[], inSteps = false) =>
    ({spec: SPEC, data: {rows}, config: {aria: false}, renderer: 'svg', plotWidth: 200, plotHeight: 100, inSteps}) as const;
  const row = (value: number, at: number, text = `${value}`): ChartRow => ({c0: value, c1: at * 10, c2: text});
  const shown = (place: HTMLElement): string[] => [...place.querySelectorAll('path, text')].map((node) => {
    const at = node.getAttribute('transform') ?? '';
    return `${node.localName} ${at} ${node.getAttribute('d') ?? ''} ${node.textContent ?? ''}`;
  });

  const CASES: readonly (readonly [string, readonly ChartRow[]])[] = [
    ['other values', [row(1, 0), row(9, 1), row(3, 2)]],
    ['fewer rows', [row(5, 0)]],
    ['no rows', []],
    ['more rows', [row(5, 0), row(4, 1), row(3, 2), row(20, 3)]],
    ['values that are not there', [{c0: null, c1: 0, c2: null}, row(4, 1), row(3, 2)]],
  ];
  for (const [name, next] of CASES) {
    it(`come out as a new view draws them: ${name}`, async () => {
      const [running, fresh] = [open(), open()];
      await running.view.paint(picture([row(5, 0), row(4, 1), row(3, 2)]));
      await running.view.paint(picture(next));
      await fresh.view.paint(picture(next));
      expect(running.view.counts).to.deep.equal({built: 1, updated: 1});
      expect(shown(running.place)).to.deep.equal(shown(fresh.place));
    });
  }

  it('keep their nodes where they stay', async () => {
    const {view, place} = open();
    await view.paint(picture([row(5, 0), row(4, 1)]));
    const before = [...place.querySelectorAll('text')];
    await view.paint(picture([row(5, 0), row(2, 1)]));
    expect([...place.querySelectorAll('text')]).to.deep.equal(before);
    expect(before.map(({textContent}) => textContent)).to.deep.equal(['5', '2']);
  });

  it('are all there when they are drawn in steps', async () => {
    const rows = Array.from({length: 400}, (_, at) => row(at + 1, at));
    const [steps, once] = [open(), open()];
    await steps.view.paint(picture(rows, true));
    await once.view.paint(picture(rows));
    expect(shown(steps.place)).to.deep.equal(shown(once.place));
    expect(steps.place.querySelectorAll('text')).to.have.length(400);
  });
});
