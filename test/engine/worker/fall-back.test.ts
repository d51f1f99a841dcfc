/** Where no worker can start, or one breaks off, nothing is lost: the page does the work and says why. */

import {expect} from 'chai';

import type {TablesInput} from '../../../data-adapters/conform.ts';
import type {Query} from '../../../engine/query.ts';
import type {SourceChange} from '../../../engine/source.ts';
import type {FileOptions} from '../../../engine/worker/protocol.ts';
import {openFiles, openSource} from '../../../engine/worker/open-source.ts';

const ROW = {order_id: 'A1', ordered_at: '2024-03-10T09:00:00+08:00', sku: 'tea', quantity: 1, net: '30.50', status: 'completed'};
const TABLES: TablesInput = {order_lines: [ROW]};
const CSV = 'data:text/csv,order_id,ordered_at,sku,quantity,net,status%0AA1,2024-03-10 09:00,tea,1,30.50,completed';
const SALES: Query = {analysis: 'metrics', metrics: ['net_sales'], period: 'all'};
const NativeWorker = Worker;

/** Puts another `Worker` on the page for one test. */
const replaceWorker = (other: unknown): void => {
  (globalThis as {Worker: unknown}).Worker = other;
};

/** A worker whose script is `text`. Its address is one of this server's own. */
const scriptAddress = (text: string): string => URL.createObjectURL(new Blob([text], {type: 'text/javascript'}));

async function expectOnPage(why: RegExp, worker: boolean | string = true): Promise<void> {
  for (const source of [await openSource(TABLES, {}, {worker}), (await openFiles({order_lines: CSV}, {}, {worker})).source]) {
    expect(source.info.runsOn).to.equal('page');
    expect(source.info.whyOnPage).to.match(why);
    expect((await source.run(SALES)).totals?.['net_sales']).to.equal(30.5);
    source.close();
    expect(await source.run(SALES).catch((error: Error) => error.message)).to.equal('The source was closed.');
  }
}

describe('without a worker', () => {
  afterEach(() => replaceWorker(NativeWorker));

  it('the page works where there is none', async () => {
    replaceWorker(undefined);
    await expectOnPage(/no Worker/);
  });

  it('the page works where making one throws', async () => {
    replaceWorker(function refuse() {
      throw new DOMException('Script from another origin cannot be accessed.', 'SecurityError');
    });
    await expectOnPage(/another origin/);
  });

  it('the page works where its script is not there', () => expectOnPage(/could not be loaded/, '/no-such-worker.js'));

  it('the page works where its script fails before it is ready', () => expectOnPage(/script failed/, scriptAddress('throw new Error("no luck")')));

  it('the page works where it breaks off half way through loading', () =>
    expectOnPage(/broke off/, scriptAddress(`onmessage = ({data}) => {
      if (data.type.startsWith('load')) throw new Error('out of memory');
    }; postMessage({type: 'ready'});`)));

  it('few rows, and a host that says so, stay on the page without a reason', async () => {
    const {source: files} = await openFiles({order_lines: CSV}, {}, {worker: false});
    for (const source of [await openSource(TABLES), await openSource(TABLES, {}, {worker: false}), files]) {
      expect([source.info.runsOn, source.info.whyOnPage]).to.deep.equal(['page', undefined]);
    }
  });

  it('rows and options that cannot cross stay on the page', async () => {
    class Amount {
      toString(): string {
        return '30.50';
      }
    }
    const source = await openSource({order_lines: [{...ROW, net: new Amount()}]}, {}, {worker: true});
    expect(source.info.whyOnPage).to.contain('cannot be handed to a worker');
    const fetching = {fetch: (...request: Parameters<typeof fetch>) => fetch(...request)} as FileOptions;
    const {source: files} = await openFiles({order_lines: CSV}, fetching);
    expect(files.info.runsOn).to.equal('page');
    expect((await files.run(SALES)).totals?.['net_sales']).to.equal(30.5);
  });

  it('that breaks off later, its questions are refused and its listeners are told', async () => {
    const info = (await openSource(TABLES)).info;
    const text = `onmessage = ({data}) => {
      if (data.type === 'load-tables') postMessage({type: 'opened', info: ${JSON.stringify(info)}, failed: []});
      if (data.type === 'run') throw new Error('out of memory');
    }; postMessage({type: 'ready'});`;
    const source = await openSource(TABLES, {}, {worker: scriptAddress(text)});
    expect(source.info.runsOn).to.equal('worker');
    const told: SourceChange[] = [];
    source.subscribe((change) => told.push(change));
    const refused = await source.run(SALES).catch((error: Error) => error.message);
    expect(refused).to.match(/broke off .*out of memory.*Load the rows again/);
    expect(told.map(({kind, error}) => [kind, error?.message])).to.deep.equal([['error', refused]]);
  });
});

describe('a worker\'s queue', () => {
  it('drops what nobody waits for any longer', async () => {
    const info = (await openSource(TABLES)).info;
    // Tells what it hears, and answers nothing.
    const heard: string[] = [];
    const channel = new BroadcastChannel('till-test-queue');
    channel.onmessage = ({data}) => heard.push(data as string);
    const source = await openSource(TABLES, {}, {worker: scriptAddress(`const channel = new BroadcastChannel('till-test-queue');
      onmessage = ({data}) => {
        if (data.type === 'load-tables') postMessage({type: 'opened', info: ${JSON.stringify(info)}, failed: []});
        if (data.id) channel.postMessage(data.type + data.id);
      }; postMessage({type: 'ready'});`)});
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [one, two].map(({signal}) => source.run(SALES, {signal}).catch((error: Error) => error.name));
    const wait = (count: number): Promise<void> => new Promise((resolve) => {
      const timer = setInterval(() => {
        if (heard.length < count) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    await wait(1);
    one.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).to.deep.equal(['run1']);
    two.abort();
    await wait(2);
    expect(heard).to.deep.equal(['run1', 'drop1']);
    expect(await Promise.all(asked)).to.deep.equal(['AbortError', 'AbortError']);
    source.close();
    channel.close();
  });
});
