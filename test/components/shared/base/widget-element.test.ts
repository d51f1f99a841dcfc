import {expect} from 'chai';

import {AdapterError} from '../../../../data-adapters/adapter.ts';
import {QueryError} from '../../../../engine/query.ts';
import type {Note} from '../../../../engine/result.ts';
import {expectConsole} from '../../../support/console-guard.ts';
import {FakeSource, resultOf} from '../../../support/fake-source.ts';
import {addWidget, clearPage, settle, until} from '../../../support/test-widget.ts';
import type {TestWidget} from '../../../support/test-widget.ts';

const TWO = resultOf({value: [1, 2]});

describe('a widget', () => {
  let source: FakeSource;
  beforeEach(() => {
    source = new FakeSource();
  });
  afterEach(clearPage);

  const asked = (count: number): Promise<void> => until(() => source.asked.length === count, `${count} questions, not ${source.asked.length}`);
  const state = (widget: TestWidget, name: string): Promise<void> =>
    until(() => widget.matches(`:state(${name})`), `state ${name}, not ${widget.widgetState}`);
  const next = <Name extends 'till-load' | 'till-error'>(name: Name): Promise<HTMLElementEventMap[Name]> =>
    new Promise((resolve) => document.addEventListener(name, (event) => resolve(event as HTMLElementEventMap[Name]), {once: true}));

  it('without a source says what to give it, and asks nothing', async () => {
    const widget = addWidget();
    await widget.updateComplete;
    expect(widget.matches(':state(idle)')).to.equal(true);
    expect(widget.text('.message')).to.match(/^No data yet .*<till-data>/);
  });

  it('loads, shows the answer and says so once it can be read', async () => {
    const widget = addWidget({source});
    await asked(1);
    await state(widget, 'loading');
    expect(widget.renderRoot.querySelector('.frame')?.getAttribute('aria-busy')).to.equal('true');
    let shown = '';
    document.addEventListener('till-load', () => (shown = widget.text('.value')), {once: true});
    const loaded = next('till-load');
    source.last.answer(TWO);
    const event = await loaded;
    expect(event.detail.result).to.equal(TWO);
    expect(event.composed && event.bubbles).to.equal(true);
    expect(shown).to.equal('1 2');
    expect(widget.matches(':state(ready)')).to.equal(true);
    expect(widget.renderRoot.querySelector('.frame')?.getAttribute('aria-busy')).to.equal('false');
  });

  it('shows its skeleton only after 200 ms', async () => {
    const widget = addWidget({source});
    await asked(1);
    const bone = widget.renderRoot.querySelector('.skeleton i') as Element;
    const [animation] = bone.getAnimations();
    expect(animation?.effect?.getTiming().delay).to.equal(200);
    expect(getComputedStyle(bone).visibility).to.equal('hidden');
    animation?.finish();
    expect(getComputedStyle(bone).visibility).to.equal('visible');
  });

  it('keeps the old answer while a newer one is worked out', async () => {
    const widget = addWidget({source});
    await asked(1);
    source.last.answer(TWO);
    await state(widget, 'ready');
    source.tell({kind: 'rows'});
    await asked(2);
    await state(widget, 'refreshing');
    expect(widget.text('.value')).to.equal('1 2');
    source.last.answer(resultOf({value: [3]}));
    await state(widget, 'ready');
    expect(widget.text('.value')).to.equal('3');
  });

  it('says that a period holds nothing, and from when to when there are rows', async () => {
    const widget = addWidget({source});
    await asked(1);
    source.last.answer(resultOf({value: []}));
    await state(widget, 'empty');
    expect(widget.text('.message')).to.contain('Jan 1, 2024').and.to.contain('Mar 31, 2024');
    expect(widget.renderRoot.querySelector('table, .value')).to.equal(null);
  });

  it('names a missing table and the attribute that brings it, without shouting', async () => {
    const widget = addWidget({source});
    await asked(1);
    const failed = next('till-error');
    source.last.refuse(new QueryError('The metric "x" needs the table "order_lines".', {}, 'missing-table', ['order_lines', 'x']));
    expect((await failed).detail.error.message).to.contain('order_lines');
    await state(widget, 'empty');
    expect(widget.text('.message')).to.contain('“order_lines” is not there').and.to.contain('<till-data order-lines="…">');
    expect(widget.renderRoot.querySelector('[role=alert]')).to.equal(null);
  });

  for (const [names, title] of [
    [['order_lines', 'cost', 'gross_profit'], 'The column cost is missing in “order_lines”'],
    [['order_lines', 'cost', 'paid_at', 'gross_profit'], 'The column cost, paid_at is missing in “order_lines”'],
    [['stock', 'sku'], 'The column sku is missing in “stock”'],
    [['customer_id'], 'The column customer_id is missing'],
    [['orders', 'net'], 'The column orders, net is missing'],
  ] as const) {
    it(`reads ${names.join(' ')} as: ${title}`, async () => {
      const widget = addWidget({source});
      await asked(1);
      source.last.refuse(new QueryError('Missing.', {}, 'missing-column', names));
      await state(widget, 'empty');
      expect(widget.text('.title')).to.equal(title);
    });
  }

  it('shows a failure as an alert with details, warns once, and asks again on demand', async () => {
    expectConsole('warn', /T2: <test-widget> shows an error: the database sleeps/);
    const widget = addWidget({source});
    await asked(1);
    source.last.refuse(new Error('the database sleeps'));
    await state(widget, 'error');
    const alert = widget.renderRoot.querySelector('[role=alert]');
    expect(alert?.querySelector('.title')?.textContent).to.equal('This could not be shown');
    expect(alert?.querySelector('details')?.textContent).to.contain('the database sleeps');
    widget.button('Try again').click();
    expect(widget.shadowRoot?.activeElement?.className).to.equal('frame');
    await asked(2);
    source.last.answer(TWO);
    await state(widget, 'ready');
    expect(widget.text('.value')).to.equal('1 2');
  });

  it('has the rows read again, where they failed to load, before it asks again', async () => {
    expectConsole('warn', /orders\.csv: HTTP 503/);
    let reloads = 0;
    const data = Object.assign(document.createElement('till-data'), {id: 'shop', source, reload: () => (reloads += 1)});
    document.body.append(data);
    const widget = addWidget({source: 'shop'});
    await asked(1);
    source.last.refuse(new AdapterError('orders.csv: HTTP 503. Try again later.', {kind: 'http', source: 'orders.csv', status: 503}));
    await state(widget, 'error');
    expect(widget.text('[role=alert]')).to.contain('orders.csv: HTTP 503. Try again later.');
    widget.button('Try again').click();
    await asked(2);
    expect(reloads).to.equal(1);
  });

  it('shows markup in an error message as text', async () => {
    expectConsole('warn', /<img/);
    const widget = addWidget({source});
    await asked(1);
    source.last.refuse(new Error('<img src=x onerror=alert(1)>'));
    await state(widget, 'error');
    expect(widget.renderRoot.querySelector('img')).to.equal(null);
    expect(widget.text('details')).to.contain('<img src=x');
  });

  it('refuses a bad property once, and answers again when it is mended', async () => {
    expectConsole('warn', /The table "bad" is not one/);
    const widget = addWidget({source});
    await asked(1);
    source.last.answer(TWO);
    await state(widget, 'ready');
    let errors = 0;
    widget.addEventListener('till-error', () => (errors += 1));
    widget.table = 'bad';
    await state(widget, 'error');
    widget.heading = 'Another';
    await widget.updateComplete;
    await settle();
    expect(errors).to.equal(1);
    expect(widget.text('[role=alert]')).to.equal('A setting needs mending The table "bad" is not one. Name another.');
    widget.table = 'order_lines';
    await asked(2);
    source.last.answer(TWO);
    await state(widget, 'ready');
  });

  it('shows anything else for a source as a setting to mend', async () => {
    expectConsole('warn', /neither a source nor an id/);
    for (const value of [{}, [{order_id: 1}], 42, true] as unknown[]) {
      const widget = addWidget({source: value as FakeSource});
      await state(widget, 'error');
      expect(widget.text('[role=alert]')).to.contain('createSource');
    }
  });

  it('shows an error when its own drawing trips over an answer', async () => {
    expectConsole('warn', /This answer trips the widget/);
    const widget = addWidget({source, table: 'unshowable'});
    await asked(1);
    const failed = next('till-error');
    source.last.answer(TWO);
    expect((await failed).detail.error.message).to.equal('This answer trips the widget.');
    expect(widget.matches(':state(error)')).to.equal(true);
    await settle();
    expect(source.asked).to.have.length(1);
  });

  it('takes any value of any property without throwing or going blank', async () => {
    expectConsole('warn', /The filters are a list of objects/);
    for (const value of [null, undefined, '', 'x', 0, NaN, -1, {}, [], () => 1, Symbol('s')] as never[]) {
      const widget = addWidget({source});
      for (const name of ['heading', 'period', 'compare', 'filters', 'trendColors', 'headingLevel'] as const) {
        widget[name] = value;
        await widget.updateComplete;
        expect(widget.text('.heading'), `${name} ${String(value)}`).to.not.equal('undefined');
        expect(widget.renderRoot.querySelector('.skeleton, .message')).to.not.equal(null);
      }
      widget.remove();
    }
  });

  it('shows parts, staleness and notes beside the numbers', async () => {
    const widget = addWidget({source});
    await asked(1);
    const notes: Note[] = [{code: 'missing-customer', params: {orders: 1200}, message: '1200 orders …'}, {code: 'of-a-later-kit', params: {}, message: 'Said in English.'}];
    source.last.answer(resultOf({value: [1]}, {partial: true, notes}));
    await state(widget, 'partial');
    expect(widget.text('.notes')).to.equal('2 notes 1,200 orders without a customer are left out. Said in English.');
    source.tell({kind: 'stale'});
    await state(widget, 'stale');
    expect(widget.text()).to.contain('Not updated since 4/1, 09:30');
    expect(widget.text('.value')).to.equal('1');
  });

  it('asks the same whatever order its properties came in', async () => {
    const filters = [{dimension: 'channel', in: ['app']}];
    addWidget({source, period: '2024-03', filters});
    await asked(1);
    const other = new FakeSource();
    const late = addWidget({filters, period: '2024-03'});
    late.source = other;
    await until(() => other.asked.length === 1, 'the second widget asks');
    expect(other.last.query).to.deep.equal(source.last.query);
  });

  it('shows how far a load has come, where that is known', async () => {
    const widget = addWidget({source});
    await asked(1);
    expect(widget.renderRoot.querySelector('progress')).to.equal(null);
    source.tell({kind: 'loading', progress: 0.4});
    await widget.updateComplete;
    expect(widget.renderRoot.querySelector('progress')?.value).to.equal(0.4);
    source.last.answer(TWO);
    await state(widget, 'ready');
    expect(widget.renderRoot.querySelector('progress')).to.equal(null);
  });

  it('reads a text in a property as its attribute would: frameworks set properties', async () => {
    const widget = addWidget({source, period: ' 2024-03 ', headingLevel: '4' as never, compare: 'previous-period previous-year' as never});
    await asked(1);
    expect(widget.compare).to.deep.equal(['previous-period', 'previous-year']);
    expect(widget.renderRoot.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('4');
    expect(source.last.query).to.include({period: '2024-03'});
    widget.compare = 'none' as never;
    await widget.updateComplete;
    expect(widget.compare).to.deep.equal([]);
  });

  it('is headed at the level the page needs', async () => {
    const widget = addWidget({source, headingLevel: 2, heading: 'Mine'});
    await widget.updateComplete;
    const heading = widget.renderRoot.querySelector('[role=heading]');
    expect([heading?.getAttribute('aria-level'), widget.text('.heading')]).to.deep.equal(['2', 'Mine']);
  });

  it('shows the table in place of the picture, and saves it', async () => {
    const widget = addWidget({source, saveAs: [['=1+1', 1.5], ['a "b"', null], ['-12.5', 0]]});
    await asked(1);
    source.last.answer(TWO);
    await state(widget, 'ready');
    widget.button('Show as table').click();
    await widget.updateComplete;
    expect(widget.renderRoot.querySelector('.value')).to.equal(null);
    expect([...widget.renderRoot.querySelectorAll('th')].map((cell) => `${cell.scope} ${cell.textContent}`)).to.deep.equal([
      'col Name', 'col Value', 'row =1+1', 'row a "b"', 'row -12.5',
    ]);
    expect(widget.text('caption')).to.equal('Values');
    const blobs: Blob[] = [];
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => (blobs.push(blob as Blob), create.call(URL, blob));
    try {
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
        expect(this.download).to.equal('Values.csv');
      };
      widget.button('Save as CSV').click();
    } finally {
      URL.createObjectURL = create;
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    }
    const bytes = new TextDecoder('utf-8', {ignoreBOM: true}).decode(await blobs[0]?.arrayBuffer());
    expect(bytes).to.equal('\uFEFFName,Value\r\n\'=1+1,1.5\r\n"a ""b""",\r\n-12.5,0\r\n');
  });

  it('has buttons of at least 24 by 24 pixels', async () => {
    const widget = addWidget({source});
    await asked(1);
    source.last.answer(TWO);
    await state(widget, 'ready');
    const sizes = [...widget.renderRoot.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
    expect(sizes.length).to.equal(2);
    for (const {width, height} of sizes) expect(Math.min(width, height)).to.be.at.least(24);
  });
});
