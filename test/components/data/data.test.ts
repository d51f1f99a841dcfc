import {tableFromArrays, tableToIPC} from '@uwdata/flechette';
import {expect} from 'chai';

import '../../../components/data/data.ts';
import type {TillData} from '../../../components/data/data.ts';
import {AdapterError} from '../../../data-adapters/adapter.ts';
import type {Adapter, LoadRequest} from '../../../data-adapters/adapter.ts';
import {conform} from '../../../data-adapters/conform.ts';
import type {CanonicalTables} from '../../../data-adapters/schema.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {SourceChange} from '../../../engine/source.ts';
import {expectConsole} from '../../support/console-guard.ts';
import {addWidget, clearPage, settle, until} from '../../support/test-widget.ts';

const HEADER = 'order_id,ordered_at,sku,quantity,net,status';
const csv = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const address = (text: string, type = 'text/csv'): string => `data:${type};charset=utf-8,${encodeURIComponent(text)}`;

/** Two orders on 10 and 11 March: 30.50 + 12.00. */
const TWO_ORDERS = csv('A1,2024-03-10 09:00,tea,1,30.50,completed', 'A2,2024-03-11 10:00,cup,2,12.00,completed');
const ONE_ORDER = csv('B1,2024-03-10 09:00,tea,1,7.00,completed');

async function sales(data: TillData, signal?: AbortSignal): Promise<unknown> {
  const result: QueryResult = await data.source.run({analysis: 'metrics', metrics: ['net_sales'], period: 'all'}, signal ? {signal} : {});
  return result.totals?.['net_sales'];
}

function addData(properties: Partial<TillData> = {}, attributes: Readonly<Record<string, string>> = {}): TillData {
  const data = document.createElement('till-data');
  data.setAttribute('time-zone', 'Asia/Shanghai');
  data.setAttribute('now', 'data');
  for (const [name, value] of Object.entries(attributes)) data.setAttribute(name, value);
  Object.assign(data, properties);
  document.body.append(data);
  return data;
}

/** An adapter whose loads a test ends. */
class FakeAdapter implements Adapter {
  readonly loads: (LoadRequest & {readonly end: (tables: CanonicalTables) => void; readonly fail: (error: Error) => void})[] = [];

  load(request: LoadRequest = {}): Promise<CanonicalTables> {
    return new Promise((end, fail) => {
      request.signal?.addEventListener('abort', () => fail(new AdapterError('Loading was stopped.', {kind: 'aborted', source: 'fake'})));
      this.loads.push({...request, end, fail});
    });
  }
}

const ORDERS = (net: string): CanonicalTables =>
  conform({order_lines: [{order_id: 'C1', ordered_at: '2024-03-10T09:00:00+08:00', sku: 'tea', quantity: 1, net, status: 'completed'}]}, {timeZone: 'Asia/Shanghai'});

/** Ways back from what a test has put in the place of the platform's own. */
const restore: (() => void)[] = [];
afterEach(() => restore.splice(0).forEach((undo) => undo()));

describe('till-data reads files', () => {
  afterEach(clearPage);

  it('of addresses in attributes, and shows nothing', async () => {
    const data = addData({}, {'order-lines': address(TWO_ORDERS)});
    expect(await sales(data)).to.equal(42.5);
    expect(data.getBoundingClientRect().height).to.equal(0);
    expect(data.source.info.timeZone).to.equal('Asia/Shanghai');
  });

  it('of several tables into one source', async () => {
    const stock = 'sku,warehouse,on_hand\ntea,East,4\ncup,East,6\n';
    const data = addData({}, {'order-lines': address(TWO_ORDERS), stock: address(stock)});
    await sales(data);
    expect(data.source.info.tables.map(({name, rows}) => `${name} ${rows}`).sort()).to.deep.equal(['order_lines 2', 'stock 2']);
  });

  it('that a visitor chose: CSV, TSV and JSON by their names, JSON also by its type', async () => {
    const records = JSON.stringify([{order_id: 'J1', ordered_at: '2024-03-10T09:00:00+08:00', sku: 'tea', quantity: 1, net: '5.00', status: 'completed'}]);
    for (const [file, net] of [
      [new File([TWO_ORDERS], 'orders.csv'), 42.5],
      [new File([TWO_ORDERS.replaceAll(',', '\t')], 'orders.tsv'), 42.5],
      [new File([records], 'orders.json'), 5],
      [new File([records], 'orders', {type: 'application/json'}), 5],
    ] as const) {
      const data = addData();
      await data.load({order_lines: file});
      expect(await sales(data), `${file.name} ${file.type}`).to.equal(net);
      data.remove();
    }
  });

  it('that a visitor chose: Arrow by its names and its type', async () => {
    const columns = {order_id: ['R1'], ordered_at: ['2024-03-10 09:00'], sku: ['tea'], quantity: [1], net: [5], status: ['completed']};
    const bytes = (tableToIPC(tableFromArrays(columns), {format: 'file'}) ?? new Uint8Array()).slice();
    for (const file of [
      new File([bytes], 'orders.arrow'), new File([bytes], 'orders.feather'),
      new File([bytes], 'orders', {type: 'application/vnd.apache.arrow.file'}),
    ]) {
      const data = addData();
      await data.load({order_lines: file});
      expect(await sales(data), `${file.name} ${file.type}`).to.equal(5);
      data.remove();
    }
  });

  it('of an address whose type is JSON', async () => {
    const records = '[{"order_id":"J1","ordered_at":"2024-03-10T09:00:00+08:00","sku":"tea","quantity":1,"net":"5.00","status":"completed"}]';
    expect(await sales(addData({}, {'order-lines': address(records, 'application/json')}))).to.equal(5);
  });

  it('and tells when they have come', async () => {
    const loaded = new Promise<Event>((resolve) => document.addEventListener('till-load', resolve, {once: true}));
    const data = addData({}, {'order-lines': address(ONE_ORDER)});
    expect((await loaded).target).to.equal(data);
    expect(data.source.info.tables).to.have.length(1);
  });

  it('one of which fails: the others answer, and a question about it is refused with the reason', async () => {
    expectConsole('warn', /T2: <till-data> shows an error: stock\.csv is not a text file/);
    const errors: string[] = [];
    const data = addData({}, {'order-lines': address(TWO_ORDERS)});
    data.addEventListener('till-error', (event) => errors.push(event.detail.error.message));
    await data.load({stock: new File([new Uint8Array([0, 1, 2, 0, 255, 0])], 'stock.csv')});
    expect(await sales(data)).to.equal(42.5);
    const refused = await data.source.run({analysis: 'inventory'}).then(() => '', (error: Error) => error.message);
    expect(refused).to.contain('stock.csv');
    expect(errors).to.deep.equal([refused]);
  });

  it('all of which fail: a widget says why, and that is no missing table', async () => {
    expectConsole('warn', /<till-data> shows an error/);
    expectConsole('warn', /<test-widget> shows an error/);
    addData({}, {id: 'shop', 'order-lines': address('name,phone\nLin,123\n')});
    const widget = addWidget({source: 'shop'});
    await until(() => widget.widgetState === 'error', 'the error');
    expect(widget.text('[role=alert]')).to.contain('order_lines');
  });
});

describe('till-data takes rows', () => {
  afterEach(clearPage);

  it('of the page, and newer ones after them', async () => {
    const row = {order_id: 'R1', ordered_at: '2024-03-10T09:00:00+08:00', sku: 'tea', quantity: 1, net: 8, status: 'completed'};
    const data = addData({tables: {order_lines: [row]}});
    expect(await sales(data)).to.equal(8);
    const told: SourceChange['kind'][] = [];
    data.source.subscribe(({kind}) => told.push(kind));
    data.tables = {order_lines: [row, {...row, order_id: 'R2', net: 2}]};
    await until(() => told.includes('rows'), 'newer rows are told');
    expect(await sales(data)).to.equal(10);
  });

  it('of an adapter, with its progress', async () => {
    const adapter = new FakeAdapter();
    const data = addData({adapter});
    const told: unknown[] = [];
    data.source.subscribe(({kind, progress}) => told.push(progress ?? kind));
    await until(() => adapter.loads.length === 1, 'a load');
    adapter.loads[0]?.onProgress?.({loaded: 25, total: 100});
    adapter.loads[0]?.onProgress?.({loaded: 80});
    adapter.loads[0]?.end(ORDERS('9.00'));
    await until(() => told.includes('rows'), 'the rows are told');
    expect(told).to.deep.equal(['loading', 0.25, 'loading', 'rows']);
    expect(await sales(data)).to.equal(9);
  });

  it('in any order of its properties, before and after it is in the page', async () => {
    const adapter = new FakeAdapter();
    const data = addData();
    const waiting = sales(data);
    data.adapter = adapter;
    await until(() => adapter.loads.length === 1, 'a load');
    adapter.loads[0]?.end(ORDERS('4.00'));
    expect(await waiting).to.equal(4);
  });
});

describe('till-data and a load under way', () => {
  let adapter: FakeAdapter;
  beforeEach(() => {
    adapter = new FakeAdapter();
  });
  afterEach(clearPage);

  const loads = (count: number): Promise<void> => until(() => adapter.loads.length === count, `${count} loads, not ${adapter.loads.length}`);

  it('aborts the older load when an attribute changes, and answers old questions from the newer', async () => {
    const data = addData({adapter});
    const errors: Error[] = [];
    data.addEventListener('till-error', (event) => errors.push(event.detail.error));
    await loads(1);
    const asked = sales(data);
    data.calendar = {events: [{name: '618', from: '2024-06-01', to: '2024-06-18'}]};
    await loads(2);
    expect(adapter.loads.map(({signal}) => signal?.aborted)).to.deep.equal([true, false]);
    adapter.loads[1]?.end(ORDERS('6.00'));
    expect(await asked).to.equal(6);
    expect(data.source.info.calendar?.events?.[0]?.name).to.equal('618');
    expect(errors).to.deep.equal([]);
  });

  it('shows no error in its widgets when a newer load takes over', async () => {
    const data = addData({adapter, id: 'shop'});
    let asked = 0;
    const run = data.source.run.bind(data.source);
    data.source.run = (...question) => ((asked += 1), run(...question));
    const widget = addWidget({source: 'shop'});
    const states: string[] = [];
    widget.addEventListener('till-error', () => states.push('error'));
    await loads(1);
    await until(() => asked === 1, 'the widget has asked');
    data.setAttribute('week-start', '0');
    await loads(2);
    await settle();
    expect([widget.widgetState, ...states]).to.deep.equal(['loading']);
    adapter.loads[1]?.end(ORDERS('6.00'));
    await until(() => widget.widgetState === 'ready', 'ready');
    expect(states).to.deep.equal([]);
  });

  it('loads again when it comes back to the page after it was taken out half way', async () => {
    const data = addData({adapter});
    await loads(1);
    const asked = sales(data);
    data.remove();
    await until(() => adapter.loads[0]?.signal?.aborted, 'the load is aborted');
    document.body.append(data);
    await loads(2);
    adapter.loads[1]?.end(ORDERS('3.00'));
    expect(await asked).to.equal(3);
  });

  it('goes on over a move within the page, and keeps rows that it has', async () => {
    const data = addData({adapter});
    await loads(1);
    const home = document.createElement('div');
    document.body.append(home);
    home.append(data);
    await settle();
    expect(adapter.loads[0]?.signal?.aborted).to.equal(false);
    adapter.loads[0]?.end(ORDERS('3.00'));
    expect(await sales(data)).to.equal(3);
    data.remove();
    await settle();
    document.body.append(data);
    await settle();
    expect(adapter.loads).to.have.length(1);
    expect(await sales(data)).to.equal(3);
  });

  it('lets a question go that is aborted while it waits', async () => {
    const data = addData({adapter});
    await loads(1);
    const abort = new AbortController();
    const asked = sales(data, abort.signal).then(() => 'answered', (error: Error) => error.name);
    abort.abort();
    expect(await Promise.race([asked, settle().then(() => 'still waiting')])).to.equal('AbortError');
  });

  it('reads again after a failure when it is told to', async () => {
    expectConsole('warn', /<till-data> shows an error: rows\.example sleeps/);
    const data = addData({adapter});
    await loads(1);
    adapter.loads[0]?.fail(new AdapterError('rows.example sleeps.', {kind: 'network', source: 'rows.example'}));
    expect(await sales(data).catch((error: Error) => error.message)).to.equal('rows.example sleeps.');
    void data.reload();
    await loads(2);
    adapter.loads[1]?.end(ORDERS('2.00'));
    expect(await sales(data)).to.equal(2);
  });
});

describe('till-data and its worker', () => {
  afterEach(clearPage);

  it('reads files there, and says so', async () => {
    const data = addData({}, {'order-lines': address(TWO_ORDERS)});
    expect(await sales(data)).to.equal(42.5);
    expect([data.source.info.runsOn, data.source.info.whyOnPage]).to.deep.equal(['worker', undefined]);
  });

  it('goes on without one, and warns the developer why', async () => {
    expectConsole('warn', /T4: <till-data> works on the page, because no worker could start: its script could not be loaded/);
    const data = addData({worker: '/no-such-worker.js'}, {'order-lines': address(TWO_ORDERS)});
    expect(await sales(data)).to.equal(42.5);
    expect(data.source.info.runsOn).to.equal('page');
  });

  it('needs none where that is asked for', async () => {
    const data = addData({}, {'order-lines': address(TWO_ORDERS), worker: 'off'});
    expect(await sales(data)).to.equal(42.5);
    expect([data.source.info.runsOn, data.source.info.whyOnPage]).to.deep.equal(['page', undefined]);
  });

  it('ends with a newer load; questions to the older one are answered by the newer', async () => {
    const ended = watchTerminate();
    const data = addData({}, {'order-lines': address(ONE_ORDER)});
    expect(await sales(data)).to.equal(7);
    const asked = data.source.run({analysis: 'metrics', metrics: ['net_sales', 'orders'], period: 'all'});
    data.setAttribute('order-lines', address(TWO_ORDERS));
    await data.updateComplete;
    expect(ended()).to.equal(1);
    expect((await asked).totals?.['net_sales']).to.equal(42.5);
    expect(await sales(data)).to.equal(42.5);
  });

  it('ends some time after the element has left the page; back in it, the files are read again', async () => {
    const ended = watchTerminate();
    const data = addData({}, {'order-lines': address(ONE_ORDER)});
    expect(await sales(data)).to.equal(7);
    const timers = holdTimers();
    data.remove();
    await Promise.resolve();
    expect(ended()).to.equal(0);
    timers.run();
    expect(ended()).to.equal(1);
    const waiting = sales(data);
    document.body.append(data);
    expect(await waiting).to.equal(7);
  });
});

/** Counts workers that are ended until the test is over, of those that were given work in it: earlier tests' let go in their own time. */
function watchTerminate(): () => number {
  const {terminate, postMessage} = Worker.prototype;
  const own = new Set<Worker>();
  let count = 0;
  Worker.prototype.postMessage = function (this: Worker, ...parts: unknown[]) {
    own.add(this);
    (postMessage as (...all: unknown[]) => void).apply(this, parts);
  };
  Worker.prototype.terminate = function (this: Worker) {
    if (own.has(this)) count += 1;
    terminate.call(this);
  };
  restore.push(() => Object.assign(Worker.prototype, {terminate, postMessage}));
  return () => count;
}

/** Keeps long timers until they are run. */
function holdTimers(): {run(): void} {
  const native = globalThis.setTimeout;
  const held: (() => void)[] = [];
  globalThis.setTimeout = ((run: () => void, wait?: number) => (wait && wait >= 5000 ? held.push(run) : native(run, wait))) as typeof setTimeout;
  restore.push(() => (globalThis.setTimeout = native));
  return {run: () => held.splice(0).forEach((each) => each())};
}
