import {expect} from 'chai';
import {html, LitElement} from 'lit';

import type {ChartDescription, ChartMark} from '../../../../components/shared/render/chart-description.ts';
import {ChartController} from '../../../../components/shared/render/chart-controller.ts';
import {chartRows} from '../../../../components/shared/render/chart-rows.ts';
import {chartStyles} from '../../../../components/shared/render/chart.styles.ts';

const CONFIG = {aria: false};

function describeBars(values: readonly number[]): ChartDescription<number> {
  const {fields, rows} = chartRows({key: values.map((_, index) => `k${index}`), value: values});
  const y = {field: fields.key, type: 'nominal', sort: null, axis: null, scale: {padding: 0}} as const;
  return {
    spec: {
      autosize: 'none',
      padding: {left: 40, right: 10, top: 0, bottom: 0},
      layer: [
        {data: {name: 'rows'}, mark: 'bar', encoding: {x: {field: fields.value, type: 'quantitative', axis: null, stack: null}, y}},
        {name: 'target', data: {name: 'rows'}, mark: {type: 'rect', fill: 'transparent'}, encoding: {y, detail: {field: 'mark', type: 'nominal'}}},
      ],
    },
    data: {rows: rows.map((row, mark) => ({...row, mark}))},
    marks: values.map((value, row) => ({
      key: `bar ${row}`, row, column: 0, label: `Bar ${row} is ${value}.`, title: `Bar ${row}`, details: [['Value', String(value)]], selection: value,
    })),
    height: values.length * 30,
  };
}

class ChartHost extends LitElement {
  static override styles = chartStyles;
  description: ChartDescription | null = describeBars([5, 3, 8]);
  asked = 0;
  readonly selected: unknown[] = [];
  readonly problems: string[] = [];
  showChart = true;
  readonly chart = new ChartController(this, {
    describe: () => {
      this.asked += 1;
      return this.description;
    },
    look: () => ({config: CONFIG, renderer: 'svg'}),
    onSelect: (mark: ChartMark) => this.selected.push(mark.selection),
    onError: (error) => this.problems.push(error.message),
    onWarning: (message) => this.problems.push(message),
  });
  override render() {
    return this.showChart ? this.chart.render('Bars') : html`<p>none</p>`;
  }
}
customElements.define('test-chart-host', ChartHost);

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function settled(host: ChartHost): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await frame();
    await host.updateComplete;
    await host.chart.painted;
    if (host.chart.paintCounts && host.shadowRoot?.querySelector('svg')) break;
  }
  await host.updateComplete;
}

describe('a chart in an element', () => {
  let host: ChartHost;

  beforeEach(() => {
    host = document.createElement('test-chart-host') as ChartHost;
    host.style.setProperty('display', 'block');
    host.style.setProperty('width', '300px');
    document.body.append(host);
  });

  afterEach(() => host.remove());

  const find = <Found extends Element = HTMLElement>(selector: string) => host.shadowRoot?.querySelector<Found>(selector) ?? null;
  const explorer = () => find('.explorer') as HTMLElement;
  const press = async (key: string): Promise<void> => {
    explorer().dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}));
    await host.updateComplete;
  };

  it('is as wide as its element and as high as described', async () => {
    await settled(host);
    const svg = find<SVGSVGElement>('svg');
    expect(svg?.getAttribute('width')).to.equal('300');
    expect(svg?.getAttribute('height')).to.equal('90');
    expect(host.problems).to.deep.equal([]);
  });

  it('has its height before it is drawn, so that nothing below it jumps', async () => {
    await host.updateComplete;
    expect(find('svg')).to.equal(null);
    expect(find('.chart')?.offsetHeight).to.equal(90);
  });

  it('takes new rows and a new width through the running view', async () => {
    await settled(host);
    const svg = find('svg');
    host.description = describeBars([1, 1, 1]);
    host.requestUpdate();
    await host.updateComplete;
    host.style.setProperty('width', '250px');
    await frame();
    await frame();
    await settled(host);
    expect(host.chart.paintCounts).to.deep.equal({built: 1, updated: 2});
    expect(find('svg')).to.equal(svg);
    expect(svg?.getAttribute('width')).to.equal('250');
  });

  it('asks for no drawing while nothing changes', async () => {
    await settled(host);
    const {updated} = host.chart.paintCounts ?? {updated: -1};
    host.requestUpdate();
    await settled(host);
    expect(host.chart.paintCounts?.updated).to.equal(updated);
  });

  it('does not draw while it is hidden, and draws when it is shown', async () => {
    const hidden = document.createElement('test-chart-host') as ChartHost;
    hidden.style.setProperty('display', 'none');
    document.body.append(hidden);
    await frame();
    await frame();
    expect(hidden.chart.paintCounts).to.equal(null);
    hidden.style.setProperty('display', 'block');
    await settled(hidden);
    expect(hidden.chart.paintCounts?.built).to.equal(1);
    hidden.remove();
  });

  it('keeps its view when it is moved, frees it when it is removed, and is drawn again when it comes back', async () => {
    await settled(host);
    const svg = find('svg');
    const other = document.createElement('div');
    document.body.append(other);
    other.append(host);
    await settled(host);
    expect(find('svg')).to.equal(svg);
    host.remove();
    await Promise.resolve();
    expect(host.chart.paintCounts).to.equal(null);
    expect(find('.picture')?.childNodes.length).to.equal(0);
    document.body.append(host);
    await settled(host);
    expect(host.chart.paintCounts?.built).to.equal(1);
    expect(find('svg')).not.to.equal(null);
    other.remove();
  });

  it('is drawn anew when another state has taken its place in between', async () => {
    await settled(host);
    host.showChart = false;
    host.requestUpdate();
    await host.updateComplete;
    expect(host.chart.paintCounts).to.equal(null);
    host.showChart = true;
    host.requestUpdate();
    await settled(host);
    expect(find('svg')).not.to.equal(null);
  });

  it('is one tab stop that names itself and the mark in focus', async () => {
    await settled(host);
    explorer().focus();
    await host.updateComplete;
    expect(explorer().getAttribute('aria-label')).to.equal('Bars');
    const active = find(`#${explorer().getAttribute('aria-activedescendant')}`);
    expect(active?.textContent?.trim()).to.equal('Bar 0 is 5.');
    expect(active?.getAttribute('aria-setsize')).to.equal('3');
    expect(host.shadowRoot?.querySelectorAll('[tabindex="0"]')).to.have.length(1);
  });

  it('walks the marks, shows ring and tooltip on each, and chooses with Enter', async () => {
    await settled(host);
    explorer().focus();
    await press('ArrowDown');
    await press('End');
    expect(find('.focus-ring')?.offsetTop).to.equal(60);
    expect(find('.focus-ring')?.offsetHeight).to.equal(30);
    expect(find('.tooltip')?.matches(':popover-open')).to.equal(true);
    expect(find('.tooltip')?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Bar 2 Value 8');
    await press('Enter');
    expect(host.selected).to.deep.equal([8]);
  });

  it('closes one thing for each Escape: the tooltip, then the marks, then it leaves the key to the page', async () => {
    await settled(host);
    explorer().focus();
    await host.updateComplete;
    let heard = 0;
    const listener = (event: KeyboardEvent): void => void (event.key === 'Escape' && (heard += 1));
    document.body.addEventListener('keydown', listener);
    await press('Escape');
    expect(find('.tooltip')?.matches(':popover-open')).to.equal(false);
    expect(find('.focus-ring')?.hidden).to.equal(false);
    await press('Escape');
    expect(find('.focus-ring')?.hidden).to.equal(true);
    expect(heard).to.equal(0);
    await press('Escape');
    expect(heard).to.equal(1);
    document.body.removeEventListener('keydown', listener);
  });

  it('keeps the focus on its mark when the rows change around it', async () => {
    await settled(host);
    explorer().focus();
    await press('End');
    const fewer = describeBars([5, 3, 8]);
    host.description = {...fewer, marks: [...fewer.marks].reverse()};
    host.requestUpdate();
    await settled(host);
    expect(find(`#${explorer().getAttribute('aria-activedescendant')}`)?.textContent?.trim()).to.equal('Bar 2 is 8.');
  });

  it('chooses by a click and shows the tooltip under the pointer', async () => {
    await settled(host);
    const box = find('.picture')?.getBoundingClientRect() as DOMRect;
    const at = {clientX: box.left + 150, clientY: box.top + 45, bubbles: true, composed: true};
    const target = host.shadowRoot?.elementFromPoint(at.clientX, at.clientY);
    target?.dispatchEvent(new PointerEvent('pointermove', {...at, pointerType: 'mouse'}));
    await host.updateComplete;
    expect(find('.tooltip-title')?.textContent).to.equal('Bar 1');
    target?.dispatchEvent(new MouseEvent('click', at));
    expect(host.selected).to.deep.equal([3]);
  });

  it('needs a second tap to choose by touch', async () => {
    await settled(host);
    const box = find('.picture')?.getBoundingClientRect() as DOMRect;
    const at = {clientX: box.left + 150, clientY: box.top + 45, bubbles: true, composed: true, pointerType: 'touch'};
    const target = host.shadowRoot?.elementFromPoint(at.clientX, at.clientY);
    target?.dispatchEvent(new PointerEvent('click', at));
    await host.updateComplete;
    expect(find('.tooltip-title')?.textContent).to.equal('Bar 1');
    expect(host.selected).to.deep.equal([]);
    target?.dispatchEvent(new PointerEvent('click', at));
    expect(host.selected).to.deep.equal([3]);
  });

  it('keeps the tooltip while the pointer is on it, and lets it go after', async () => {
    await settled(host);
    explorer().focus();
    await host.updateComplete;
    const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
    find('.picture')?.dispatchEvent(new PointerEvent('pointerleave'));
    find('.tooltip')?.dispatchEvent(new PointerEvent('pointerenter'));
    await wait(250);
    expect(find('.tooltip')?.matches(':popover-open')).to.equal(true);
    find('.tooltip')?.dispatchEvent(new PointerEvent('pointerleave'));
    await wait(250);
    expect(find('.tooltip')?.matches(':popover-open')).to.equal(false);
  });

  it('adds nothing to the document outside itself', async () => {
    const before = document.querySelectorAll('head *, body *').length;
    await settled(host);
    explorer().focus();
    await press('ArrowDown');
    expect(document.querySelectorAll('head *, body *').length).to.equal(before);
  });
});
