import {expect} from 'chai';
import type {TopLevelSpec} from 'vega-lite';

import {chartRows} from '../../../../components/shared/render/chart-rows.ts';
import {VegaView} from '../../../../components/shared/render/vega-view.ts';
import type {Picture, Renderer} from '../../../../components/shared/render/vega-view.ts';

const NAMES = ["a'b", 'a[0', '__proto__', '|', '<img src=x onerror="window.pwned=1">'];
const {fields, rows} = chartRows({key: ['k0', 'k1', 'k2', 'k3', 'k4'], name: NAMES, value: [5, 4, 3, 2, 1]});
const Y = {field: fields.key, type: 'nominal', sort: null, axis: null};

const SPEC: TopLevelSpec = {
  data: {name: 'rows'},
  autosize: 'none',
  padding: {left: 120, right: 10, top: 5, bottom: 5},
  layer: [
    {mark: 'bar', encoding: {x: {field: fields.value, type: 'quantitative', axis: null, stack: null}, y: Y}},
    {mark: {type: 'text', align: 'right', x: -5}, encoding: {text: {field: fields.name, type: 'nominal'}, y: Y}},
    {name: 'target', mark: {type: 'rect', fill: 'transparent'}, encoding: {y: Y}},
  ],
} as TopLevelSpec;

describe('VegaView', () => {
  let container: HTMLElement;
  let view: VegaView;
  let messages: string[];
  let points: (number | null)[];

  beforeEach(() => {
    container = document.createElement('div');
    document.body.append(container);
    messages = [];
    points = [];
    view = new VegaView(container, {
      onPoint: (mark) => points.push(mark),
      onClick: (mark) => points.push(mark),
      onMessage: (_, message) => messages.push(message),
    });
  });

  afterEach(() => {
    view.finalize();
    container.remove();
  });

  const picture = (change: Partial<Picture> = {}): Picture => ({
    spec: SPEC,
    data: {rows: rows.map((row, mark) => ({...row, mark}))},
    config: {aria: false, background: 'transparent'},
    renderer: 'svg',
    plotWidth: 200,
    plotHeight: 100,
    ...change,
  });
  const bars = (): Element[] => [...container.querySelectorAll('.mark-rect.layer_0_marks path')];
  const widths = (): number[] => bars().map((bar) => (bar as SVGGraphicsElement).getBBox().width);

  it('draws one bar a row, also for names that are hostile, as text', async () => {
    await view.paint(picture());
    expect(widths()).to.deep.equal([200, 160, 120, 80, 40]);
    expect([...container.querySelectorAll('text')].map((text) => text.textContent)).to.deep.equal(NAMES);
    expect(container.querySelector('img')).to.equal(null);
    expect('pwned' in window).to.equal(false);
    expect(messages).to.deep.equal([]);
  });

  it('sends new rows and a new size through the running view', async () => {
    await view.paint(picture());
    const svg = container.querySelector('svg');
    await view.paint(picture({data: {rows: rows.slice(0, 2).map((row, mark) => ({...row, mark}))}, plotWidth: 100}));
    expect(messages).to.deep.equal([]);
    expect(widths()).to.deep.equal([100, 80]);
    expect(container.querySelector('svg')).to.equal(svg);
    expect(view.counts).to.deep.equal({built: 1, updated: 1});
  });

  it('makes more room for longer words in the running view', async () => {
    await view.paint(picture());
    await view.paint(picture({spec: {...SPEC, padding: {left: 160, right: 30, top: 5, bottom: 5}}}));
    expect(view.counts).to.deep.equal({built: 1, updated: 1});
    expect(widths()).to.deep.equal([200, 160, 120, 80, 40]);
    expect(view.boundsOf(0)).to.deep.include({x: 160, width: 200});
    expect(container.querySelector('svg')?.getAttribute('width')).to.equal('390');
    expect(container.querySelector('svg')?.getAttribute('height')).to.equal('110');
  });

  it('builds a new view when the spec changes, and leaves one picture', async () => {
    await view.paint(picture());
    await view.paint(picture({config: {aria: false, background: 'transparent', bar: {color: 'red'}}}));
    expect(view.counts).to.deep.equal({built: 2, updated: 0});
    expect(container.querySelectorAll('svg')).to.have.length(1);
  });

  it('leaves the older picture on the screen until the newer is drawn', async () => {
    await view.paint(picture());
    const before = container.querySelector('svg');
    const seen = new Set<number>();
    const watcher = new MutationObserver(() => seen.add(container.querySelectorAll('svg').length));
    watcher.observe(container, {childList: true, subtree: true});
    const paint = view.paint(picture({config: {aria: false, background: 'transparent', bar: {color: 'red'}}}));
    await new Promise((resolve) => setTimeout(resolve));
    expect(container.querySelector('svg')).to.equal(before);
    await paint;
    await new Promise((resolve) => setTimeout(resolve));
    watcher.disconnect();
    expect([...seen]).to.deep.equal([1]);
    expect(container.querySelector('svg')).not.to.equal(before);
    expect(bars().map((bar) => bar.getAttribute('fill'))).to.deep.equal(['red', 'red', 'red', 'red', 'red']);
  });

  it('does only the last of several paints that wait', async () => {
    const paints = [200, 150, 120, 100].map((plotWidth) => view.paint(picture({plotWidth})));
    await Promise.all(paints);
    expect(view.counts).to.deep.equal({built: 1, updated: 1});
    expect(widths()[0]).to.equal(100);
  });

  for (const renderer of ['svg', 'canvas'] satisfies Renderer[]) {
    it(`knows where a mark is drawn (${renderer})`, async () => {
      await view.paint(picture({renderer}));
      const first = view.boundsOf(0);
      expect(first).to.deep.include({x: 120, width: 200});
      expect(first?.y).to.be.within(5, 10);
      expect(view.boundsOf(4)?.y).to.be.within(80, 90);
      expect(view.boundsOf(5)).to.equal(null);
    });

    it(`tells which mark the pointer is on and which was clicked (${renderer})`, async () => {
      await view.paint(picture({renderer}));
      const box = container.getBoundingClientRect();
      const at = {clientX: box.left + 200, clientY: box.top + 55, bubbles: true};
      const target = renderer === 'svg' ? document.elementFromPoint(at.clientX, at.clientY) : container.querySelector('canvas');
      target?.dispatchEvent(new PointerEvent('pointermove', at));
      target?.dispatchEvent(new PointerEvent('pointerdown', at));
      target?.dispatchEvent(new MouseEvent('click', at));
      expect(points).to.deep.equal([2, 2]);
    });
  }

  it('fetches nothing, and says so to its listener and not to the console', async () => {
    const asked: string[] = [];
    const fetchBefore = window.fetch;
    window.fetch = (input) => {
      asked.push(String(input));
      return fetchBefore(input);
    };
    try {
      await view.paint(picture({spec: {data: {url: '/rows.json'}, mark: 'bar', encoding: {x: {field: 'c0'}}}, data: {}}));
    } finally {
      window.fetch = fetchBefore;
    }
    expect(asked).to.deep.equal([]);
    expect(messages.join()).to.contain('nothing from the network');
  });

  it('leaves no node, in the container or elsewhere, after finalize', async () => {
    const before = document.querySelectorAll('head *, body *').length;
    await view.paint(picture());
    view.finalize();
    expect(container.childNodes).to.have.length(0);
    expect(document.querySelectorAll('head *, body *').length).to.equal(before);
  });

  it('does not paint once finalized, even when a paint was under way', async () => {
    const paint = view.paint(picture());
    const late = view.paint(picture({plotWidth: 50}));
    view.finalize();
    await Promise.all([paint, late]);
    expect(container.childNodes).to.have.length(0);
  });
});
