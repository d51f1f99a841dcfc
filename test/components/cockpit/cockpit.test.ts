import {expect} from 'chai';

import '../../../components/cockpit/cockpit.ts';
import type {TillCockpit} from '../../../components/cockpit/cockpit.ts';
import {emit} from '../../../components/shared/events.ts';
import type {RowsQuery} from '../../../engine/analyses/rows/rows-query.ts';
import {expectConsole} from '../../support/console-guard.ts';
import {FakeSource, resultOf} from '../../support/fake-source.ts';
import {addWidget, clearPage, settle, until} from '../../support/test-widget.ts';

const APP = [{dimension: 'channel', in: ['app']}];
const WEB = [{dimension: 'channel', in: ['web']}];

type Attributes = Readonly<Record<string, string>>;

function addCockpit(properties: Partial<TillCockpit> = {}, attributes: Attributes = {}, parent: Node = document.body): TillCockpit {
  const cockpit = document.createElement('till-cockpit');
  for (const [name, value] of Object.entries(attributes)) cockpit.setAttribute(name, value);
  Object.assign(cockpit, properties);
  parent.appendChild(cockpit);
  return cockpit;
}

describe('till-cockpit', () => {
  let source: FakeSource;
  beforeEach(() => {
    source = new FakeSource();
    source.reply = () => resultOf({value: [1]});
  });
  afterEach(clearPage);

  const asked = (count: number): Promise<void> => until(() => source.asked.length === count, `${count} questions, not ${source.asked.length}`);
  const lastQuery = (): RowsQuery => source.last.query as RowsQuery;

  it('gives its widgets source, period and filters', async () => {
    addWidget({}, addCockpit({source, filters: APP}, {period: '2024-03'}));
    await asked(1);
    expect(lastQuery()).to.deep.equal({analysis: 'rows', table: 'order_lines', period: '2024-03', filters: APP});
  });

  it('lets what a widget says of its own win, and adds its filters to the shared ones', async () => {
    const other = new FakeSource();
    addWidget({source: other, period: '2024-01', filters: WEB}, addCockpit({source, period: '2024-03', filters: APP}));
    await until(() => other.asked.length === 1, 'the own source is asked');
    expect(other.last.query).to.deep.equal({analysis: 'rows', table: 'order_lines', period: '2024-01', filters: [...APP, ...WEB]});
    expect(source.asked).to.have.length(0);
  });

  it('changes period and filters when a control inside asks for it, and its widgets ask anew', async () => {
    const cockpit = addCockpit({source, period: '2024-03'});
    addWidget({}, cockpit);
    const control = document.createElement('button');
    control.slot = 'toolbar';
    cockpit.append(control);
    await asked(1);
    emit(control, 'till-period-change', {period: '2024-02'});
    await asked(2);
    emit(control, 'till-filter-change', {filters: WEB});
    await asked(3);
    expect(lastQuery()).to.include({period: '2024-02'}).and.to.deep.include({filters: WEB});
  });

  it('leaves a change alone that a listener on the way cancels', async () => {
    const cockpit = addCockpit({source, period: '2024-03'});
    const box = document.createElement('div');
    cockpit.append(box);
    box.addEventListener('till-period-change', (event) => event.preventDefault());
    emit(box, 'till-period-change', {period: '2024-02'});
    emit(box, 'till-filter-change', {filters: WEB});
    expect([cockpit.period, cockpit.filters]).to.deep.equal(['2024-03', WEB]);
  });

  it('inside another one takes its source, and keeps changes of its own widgets to itself', async () => {
    const outer = addCockpit({source, period: '2024-03'});
    const inner = addCockpit({period: '2024-02'}, {}, outer);
    const widget = addWidget({}, inner);
    await asked(1);
    expect(lastQuery()).to.include({period: '2024-02'});
    emit(widget, 'till-period-change', {period: '2024-01'});
    await asked(2);
    expect([inner.period, outer.period]).to.deep.equal(['2024-01', '2024-03']);
  });

  it('finds its source by id, also when the element comes later, and its widgets name the id meanwhile', async () => {
    const widget = addWidget({}, addCockpit({}, {source: 'shop'}));
    await settle();
    expect(widget.widgetState).to.equal('idle');
    expect(widget.text('.message')).to.contain('“shop”');
    document.body.append(Object.assign(document.createElement('div'), {id: 'shop', source}));
    await asked(1);
  });

  it('given anything else for a source has its widgets say so', async () => {
    expectConsole('warn', /neither a source nor an id/);
    const widget = addWidget({}, addCockpit({source: [{order_id: 1}] as unknown as FakeSource}));
    await until(() => widget.widgetState === 'error', 'the error');
    expect(widget.text('[role=alert]')).to.contain('createSource');
  });

  it('given filters that are no list has its widgets say so', async () => {
    expectConsole('warn', /The filters are a list of objects/);
    const widget = addWidget({}, addCockpit({source, filters: {} as never}));
    await until(() => widget.widgetState === 'error', 'the error');
    expect(widget.text('[role=alert]')).to.contain('The filters are a list of objects');
  });

  it('does not tell its widgets anything while nothing changes', async () => {
    const cockpit = addCockpit({source, filters: null as never});
    const widget = addWidget({}, cockpit);
    await asked(1);
    await until(() => widget.widgetState === 'ready', 'ready');
    await settle();
    const {renders} = widget;
    cockpit.requestUpdate();
    await cockpit.updateComplete;
    await settle();
    expect(widget.renders).to.equal(renders);
  });

  it('forgets its source when it leaves the page, and takes it up again when it comes back', async () => {
    const cockpit = addCockpit({source});
    addWidget({}, cockpit);
    await asked(1);
    cockpit.remove();
    await settle();
    expect(source.listeners).to.equal(0);
    document.body.append(cockpit);
    await asked(2);
  });

  for (const [width, columns, half] of [[1200, 4, 2], [700, 2, 2], [360, 1, 1]] as const) {
    it(`lays its widgets out in ${columns} columns at ${width} px`, async () => {
      const room = document.createElement('div');
      room.style.width = `${width}px`;
      document.body.append(room);
      const cockpit = addCockpit({}, {}, room);
      const boxes = ['', 'half', 'wide'].map((span) => {
        const box = document.createElement('div');
        if (span) box.setAttribute(span, '');
        box.style.height = '10px';
        cockpit.append(box);
        return box;
      });
      await cockpit.updateComplete;
      const column = (width - 16 * (columns - 1)) / columns;
      const widths = boxes.map((box) => Math.round(box.getBoundingClientRect().width));
      expect(widths).to.deep.equal([column, column * half + 16 * (half - 1), width].map(Math.round));
    });
  }
});
