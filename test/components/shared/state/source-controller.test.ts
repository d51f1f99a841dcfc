import {ContextProvider} from '@lit/context';
import {html, LitElement} from 'lit';
import type {TemplateResult} from 'lit';
import {expect} from 'chai';

import {cockpitContext} from '../../../../components/shared/state/cockpit-context.ts';
import {announceSourceElement} from '../../../../components/shared/state/source-registry.ts';
import type {Source} from '../../../../engine/source.ts';
import {FakeSource, resultOf} from '../../../support/fake-source.ts';
import {addWidget, clearPage, settle, until} from '../../../support/test-widget.ts';

class TestCockpit extends LitElement {
  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  readonly provider = new ContextProvider(this, {context: cockpitContext});
  give(source: Source | undefined): void {
    this.provider.setValue({source, period: '2024-03', compare: undefined, filters: [{dimension: 'channel', in: ['app']}], layer: undefined, trendColors: undefined});
  }
}
customElements.define('test-cockpit', TestCockpit);

function holderOf(source: Source | undefined, id = 'shop'): HTMLElement {
  return Object.assign(document.createElement('div'), {id, source});
}

function cockpitOf(source: Source): TestCockpit {
  const cockpit = new TestCockpit();
  document.body.append(cockpit);
  cockpit.give(source);
  return cockpit;
}

describe('the source of a widget', () => {
  let source: FakeSource;
  beforeEach(() => {
    source = new FakeSource();
    source.reply = () => resultOf({value: [1]});
  });
  afterEach(clearPage);

  const used = (hope: string, target = source): Promise<void> => until(() => target.listeners === 1 && target.asked.length > 0, hope);

  it('is found by the id of an element that is there', async () => {
    document.body.append(holderOf(source));
    addWidget({source: 'shop'});
    await used('the source of #shop');
  });

  it('is found when the element comes later, and meanwhile the widget names the id', async () => {
    const widget = addWidget({source: 'shop'});
    await widget.updateComplete;
    expect(widget.text('.message')).to.contain('“shop”');
    document.body.append(holderOf(source));
    await used('the source of a later #shop');
  });

  it('is found when an element gets the id later', async () => {
    const holder = holderOf(source, 'other');
    document.body.append(holder);
    addWidget({source: 'shop'});
    await settle();
    holder.id = 'shop';
    await used('the source of a renamed element');
  });

  it('is found when the element is defined later', async () => {
    const late = document.createElement('late-data');
    late.id = 'shop';
    document.body.append(late);
    addWidget({source: 'shop'});
    await settle();
    expect(source.asked).to.have.length(0);
    customElements.define('late-data', class extends HTMLElement {
      source = source;
    });
    await used('the source of an element defined later');
  });

  it('is found when the element has rows later and says so', async () => {
    const holder = holderOf(undefined);
    document.body.append(holder);
    addWidget({source: 'shop'});
    await settle();
    Object.assign(holder, {source});
    announceSourceElement();
    await used('the announced source');
  });

  it('is looked for in its own shadow root first, then in the page', async () => {
    const host = document.createElement('div');
    const root = host.attachShadow({mode: 'open'});
    const inner = new FakeSource();
    inner.reply = () => resultOf({value: [2]});
    document.body.append(holderOf(source), holderOf(source, 'page'), host);
    root.append(holderOf(inner));
    addWidget({source: 'shop'}, root);
    await used('the source in the same root', inner);
    expect(source.asked).to.have.length(0);
    addWidget({source: 'page'}, root);
    await used('the source of the page');
  });

  it('is that of the cockpit around, with its period and filters, unless the widget has its own', async () => {
    const cockpit = cockpitOf(source);
    const widget = addWidget({}, cockpit);
    await used('the source of the cockpit');
    expect(source.last.query).to.deep.equal({analysis: 'rows', table: 'order_lines', period: '2024-03', filters: [{dimension: 'channel', in: ['app']}]});
    widget.period = '2024-02';
    await until(() => source.asked.length === 2, 'the own period is asked for');
    expect(source.last.query).to.include({period: '2024-02'});
  });

  it('null is as good as none: the cockpit gives it', async () => {
    addWidget({source: null as unknown as undefined}, cockpitOf(source));
    await used('the source of the cockpit');
  });

  it('is found in a cockpit that is defined after its widgets', async () => {
    const early = document.createElement('early-cockpit');
    document.body.append(early);
    addWidget({}, early);
    await settle();
    customElements.define('early-cockpit', class extends TestCockpit {});
    (early as TestCockpit).give(source);
    await used('the source of a cockpit defined later');
  });

  it('is forgotten with the cockpit when the widget moves out of it', async () => {
    const widget = addWidget({}, cockpitOf(source));
    await used('the source of the cockpit');
    document.body.append(widget);
    await until(() => widget.widgetState === 'idle', 'the widget has no source any more');
    expect(source.listeners).to.equal(0);
  });

  it('stays in use over a move within the page: nothing is asked or built again', async () => {
    const widget = addWidget({source});
    await until(() => widget.widgetState === 'ready', 'ready');
    const value = widget.renderRoot.querySelector('.value');
    const home = document.createElement('div');
    document.body.append(home);
    home.append(widget);
    await settle();
    expect(source.asked).to.have.length(1);
    expect(source.listeners).to.equal(1);
    expect(widget.renderRoot.querySelector('.value')).to.equal(value);
  });

  it('is left alone once the widget has gone, and asked again when it comes back', async () => {
    const widget = addWidget({source});
    await until(() => widget.widgetState === 'ready', 'ready');
    widget.remove();
    await settle();
    expect(source.listeners).to.equal(0);
    widget.heading = 'changed while away';
    await settle();
    expect([source.listeners, source.asked.length]).to.deep.equal([0, 1]);
    document.body.append(widget);
    await until(() => source.asked.length === 2 && source.listeners === 1, 'asked again');
  });

  it('gives way to another: the old numbers do not stand under its name', async () => {
    const widget = addWidget({source});
    await until(() => widget.text('.value') === '1', 'the first answer');
    const other = new FakeSource({currency: 'USD'});
    widget.source = other;
    await until(() => other.asked.length === 1, 'the other source is asked');
    expect(widget.widgetState).to.equal('loading');
    expect(widget.text('.value')).to.equal('');
    expect(source.listeners).to.equal(0);
  });

  it('tells of new rows, and the widget asks again; of a load under way it does not', async () => {
    addWidget({source});
    await used('asked once');
    source.tell({kind: 'loading', progress: 0.5});
    await settle();
    expect(source.asked).to.have.length(1);
    source.tell({kind: 'rows', tables: ['order_lines']});
    await until(() => source.asked.length === 2, 'asked again');
  });

  it('may tell of rows as often as it likes: the widget asks at once, and then once a frame', async () => {
    const widget = addWidget({source});
    await until(() => widget.widgetState === 'ready', 'ready');
    await settle();
    const renders = widget.renders;
    let frames = 0;
    for (let at = 0; at < 60; at++) {
      for (let burst = 0; burst < 5; burst++) source.tell({kind: 'rows'});
      if (at % 20 < 19) await new Promise((resolve) => setTimeout(resolve));
      else await new Promise((resolve) => requestAnimationFrame(() => resolve((frames += 1))));
    }
    await settle();
    // Timers may well take a frame or two of their own.
    const asked = source.asked.length - 1;
    expect(asked).to.be.at.least(frames).and.at.most(60);
    expect(widget.renders - renders).to.be.at.most(asked + 1);
    expect(source.last.signal?.aborted).to.equal(false);
  });

  it('is asked of newer rows once it has answered of the older ones, and the older answer is shown meanwhile', async () => {
    const widget = addWidget({source});
    await until(() => widget.text('.value') === '1', 'the first answer');
    source.reply = undefined;
    for (let frame = 0; frame < 5; frame++) {
      source.tell({kind: 'rows'});
      await settle();
    }
    expect(source.asked).to.have.length(2);
    expect(source.last.signal?.aborted).to.equal(false);
    source.last.answer(resultOf({value: [2]}));
    await until(() => source.asked.length === 3, 'asked of the newest rows');
    expect(widget.text('.value')).to.equal('2');
    source.last.answer(resultOf({value: [3]}));
    await until(() => widget.text('.value') === '3', 'the newest answer');
    await settle();
    expect(source.asked).to.have.length(3);
  });
});
