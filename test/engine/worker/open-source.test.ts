/** A source in a worker answers as the one on the page does, shares what is asked twice, and lets go what nobody waits for. */

import {expect} from 'chai';
import {table} from 'arquero';
import fc from 'fast-check';

import {AdapterError} from '../../../data-adapters/adapter.ts';
import {conform} from '../../../data-adapters/conform.ts';
import type {TablesInput} from '../../../data-adapters/conform.ts';
import {toArquero} from '../../../engine/arquero.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {SourceOptions} from '../../../engine/create-source.ts';
import {QueryError} from '../../../engine/query.ts';
import type {Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {Source} from '../../../engine/source.ts';
import {openFiles, openSource} from '../../../engine/worker/open-source.ts';
import type {OpenHooks, OpenSource} from '../../../engine/worker/open-source.ts';
import {randomShop, SHOP_OPTIONS} from '../properties/random-shop.ts';
import {QUERIES, REFUSED} from './every-analysis.ts';

const opened: OpenSource[] = [];
const open = async (tables: TablesInput, options: SourceOptions = SHOP_OPTIONS, hooks: OpenHooks = {}): Promise<OpenSource> => {
  const source = await openSource(tables, options, {worker: true, ...hooks});
  opened.push(source);
  return source;
};
const closeAll = (): void => {
  for (const source of opened.splice(0)) source.close();
};

type Outcome = {readonly result: QueryResult} | {readonly error: Readonly<Record<string, unknown>>};

const fieldsOf = ({name, message, kind, names, query}: QueryError): Outcome => ({error: {name, message, kind, names, query}});
const ask = (source: Source, query: Query): Promise<Outcome> => source.run(query).then((result) => ({result}), fieldsOf);

/** Without the moments of loading, which differ. */
const infoOf = ({info: {loadedAt: _at, log, runsOn: _on, ...info}}: Source): unknown => ({...info, log: log.map(({tables}) => tables)});

const ORDER = {order_id: 'A1', ordered_at: '2024-03-10T09:00:00+08:00', sku: 'tea', quantity: 1, net: '30.50', status: 'completed'};
const ORDERS = {order_lines: [ORDER, {...ORDER, order_id: 'A2', net: '12.00'}]};
const SALES: Query = {analysis: 'metrics', metrics: ['net_sales'], period: 'all'};
const salesOf = async (source: Source): Promise<unknown> => (await source.run(SALES)).totals?.['net_sales'];

describe('a source in a worker', () => {
  afterEach(closeAll);

  it('says the same as one on the page, of every analysis over any shop', async function () {
    this.timeout(120_000);
    let answered = 0;
    await fc.assert(fc.asyncProperty(randomShop, async (shop) => {
      const page = createSource(shop, SHOP_OPTIONS);
      const worker = await open(shop);
      expect(worker.info.runsOn).to.equal('worker');
      expect(infoOf(worker)).to.deep.equal(infoOf(page));
      const [there, here] = await Promise.all([worker, page].map((source) => Promise.all(QUERIES.map((query) => ask(source, query)))));
      for (const [index, query] of QUERIES.entries()) expect(there?.[index], JSON.stringify(query)).to.deep.equal(here?.[index]);
      answered += here?.filter((outcome) => 'result' in outcome && outcome.result.length > 0).length ?? 0;
      closeAll();
    }), {numRuns: 6});
    // The comparison would be idle if nearly all were refused.
    expect(answered).to.be.greaterThan(6 * QUERIES.length * 0.7);
  });

  it('gives columns of the same kinds: null-prototype objects of plain arrays, nulls where nothing is', async () => {
    const many = Array.from({length: 600}, (_, at) => ({...ORDER, order_id: `A${at}`, channel: at % 3 ? 'app' : null, cost: at % 2 ? 1.25 : null}));
    const worker = await open({order_lines: many});
    const query: Query = {analysis: 'rows', table: 'order_lines', limit: 600};
    const result = await worker.run(query);
    expect(result).to.deep.equal(await createSource({order_lines: many}, SHOP_OPTIONS).run(query));
    expect(result.length).to.equal(600);
    expect(Object.getPrototypeOf(result.columns)).to.equal(null);
    expect(Array.isArray(result.columns['cost'])).to.equal(true);
    expect(result.columns['cost']).to.include(null).and.include(1.25);
    expect(toArquero(result).numRows()).to.equal(600);
  });

  it('refuses as the page does: class, words, kind, names and the very query', async () => {
    const [worker, page] = [await open(ORDERS), createSource(ORDERS, SHOP_OPTIONS)];
    for (const query of REFUSED) {
      const error = await worker.run(query).then(() => undefined, (reason: unknown) => reason);
      expect(error).to.be.instanceOf(QueryError);
      expect((error as QueryError).query).to.equal(query);
      expect(fieldsOf(error as QueryError)).to.deep.equal(await ask(page, query));
    }
    const holding = {...SALES, extra: () => 1} as Query;
    expect(await worker.run(holding).catch((error: Error) => error.message)).to.contain('plain JSON');
    expect(await salesOf(worker)).to.equal(42.5);
  });

  it('does not open over tables and options that createSource throws at', async () => {
    for (const [tables, options] of [
      [{orders: [ORDER]}, {}],
      [{order_lines: [{phone: '1'}]}, {}],
      [ORDERS, {timeZone: 'Mars/North'}],
      [ORDERS, {now: 'soon'}],
      [ORDERS, {metrics: [{key: 'x', unit: 'money', formula: 'nosuch * 2'}]}],
    ] as unknown as readonly (readonly [TablesInput, SourceOptions])[]) {
      const thrown = ((): Error => {
        try {
          createSource(tables, options);
        } catch (error) {
          return error as Error;
        }
        throw new Error('createSource took it.');
      })();
      const error: unknown = await open(tables, options).then(() => undefined, (reason: unknown) => reason);
      expect(error).to.be.instanceOf(thrown.constructor);
      expect({...(error as Error)}).to.deep.equal({...thrown});
      expect((error as Error).message).to.equal(thrown.message);
    }
  });

  it('takes rows of every shape, and leaves the host its own', async () => {
    const net = Float64Array.from([30.5, 12]);
    const at = [ORDER.ordered_at, ORDER.ordered_at];
    const columns = {order_id: ['A1', 'A2'], ordered_at: at, sku: ['tea', 'tea'], quantity: [1, 1], net, status: ['paid', 'paid']};
    const header = Object.keys(ORDER);
    const conformed = conform(ORDERS, SHOP_OPTIONS);
    const shapes: readonly TablesInput[] = [
      ORDERS,
      {order_lines: columns},
      {order_lines: new Map(Object.entries(columns))},
      {order_lines: {header, records: ORDERS.order_lines.map((row) => Object.values(row))}},
      {order_lines: table(columns)},
      conformed,
    ];
    for (const shape of shapes) {
      const source = await open(shape);
      expect(source.info.runsOn).to.equal('worker');
      expect(await salesOf(source)).to.equal(42.5);
    }
    expect([...net]).to.deep.equal([30.5, 12]);
    expect(createSource(conformed).info.tables[0]?.rows).to.equal(2);
  });

  it('takes a shop\'s own metrics as JSON', async () => {
    const source = await open(ORDERS, {...SHOP_OPTIONS, metrics: [{key: 'twice', unit: 'money', formula: 'net_sales * 2'}]});
    expect((await source.run({analysis: 'metrics', metrics: ['twice'], period: 'all'})).totals?.['twice']).to.equal(85);
  });

  it('works out a question once for all who ask it, whatever the order of its keys', async () => {
    const source = await open(ORDERS);
    const [one, two] = await Promise.all([source.run(SALES), source.run({period: 'all', metrics: ['net_sales'], analysis: 'metrics'})]);
    expect(one).to.equal(two);
    expect(await source.run(SALES)).to.equal(one);
  });

  it('lets one asker go and answers the other', async () => {
    const source = await open(ORDERS);
    const abort = new AbortController();
    const left = source.run(SALES, {signal: abort.signal}).catch((error: Error) => error.name);
    const stays = source.run(SALES);
    abort.abort();
    expect(await left).to.equal('AbortError');
    expect((await stays).totals?.['net_sales']).to.equal(42.5);
    expect(await source.run(SALES, {signal: abort.signal}).catch((error: Error) => error.name)).to.equal('AbortError');
  });

  it('gives an Arquero table too, made on this side', async () => {
    const result = await (await open(ORDERS)).run({...SALES, by: ['order_id']});
    const {table} = result as {table?: ReturnType<typeof toArquero>};
    expect(table?.array('net_sales')).to.deep.equal(result.columns['net_sales']);
    expect(Object.keys(result)).not.to.include('table');
  });

  it('stands beside another, and is refused once it is closed', async () => {
    const [one, two] = [await open(ORDERS), await open({order_lines: [ORDER]})];
    const late = one.run({...SALES, grain: 'day'}).catch((error: Error) => error.message);
    one.close();
    expect(await late).to.equal('The source was closed.');
    expect(await one.run(SALES).catch((error: Error) => error.message)).to.equal('The source was closed.');
    expect(await salesOf(two)).to.equal(30.5);
  });

  it('is given up with its signal', async () => {
    const abort = new AbortController();
    const opening = open(ORDERS, SHOP_OPTIONS, {signal: abort.signal}).catch((error: Error) => error.name);
    abort.abort();
    expect(await opening).to.equal('AbortError');
  });
});

describe('files in a worker', () => {
  afterEach(closeAll);
  const CSV = [
    'order_id,ordered_at,sku,quantity,net,status', 'A1,2024-03-10 09:00,tea,1,30.50,completed', 'A2,2024-03-11 10:00,cup,2,12.00,completed',
  ].join('\n');
  const address = (text: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;

  it('are read, parsed and conformed there', async () => {
    const shares: (number | undefined)[] = [];
    const stock = new File(['sku,warehouse,on_hand\ntea,East,4\n'], 'stock.csv');
    const onProgress = (share: number | undefined): number => shares.push(share);
    const {source, failed} = await openFiles({order_lines: address(CSV), stock}, {timeZone: 'Asia/Shanghai'}, {onProgress});
    opened.push(source);
    expect(source.info.runsOn).to.equal('worker');
    expect(failed.size).to.equal(0);
    expect(await salesOf(source)).to.equal(42.5);
    expect(source.info.quality.tables.map(({table: name, rowsKept}) => `${name} ${rowsKept}`).sort()).to.deep.equal(['order_lines 2', 'stock 1']);
    expect(source.info.log).to.have.length(1);
    expect(shares.length).to.be.greaterThan(0);
  });

  it('that are bytes already are handed over', async () => {
    const bytes = new TextEncoder().encode(CSV);
    const {source} = await openFiles({order_lines: bytes}, {timeZone: 'Asia/Shanghai'});
    opened.push(source);
    expect(source.info.runsOn).to.equal('worker');
    expect(bytes.length, 'bytes left on the page').to.equal(0);
    expect(await salesOf(source)).to.equal(42.5);
  });

  it('that fail keep class, kind and words, and leave the others standing', async () => {
    const {source, failed} = await openFiles({order_lines: address(CSV), stock: new File([new Uint8Array([0, 1, 2, 0, 255, 0])], 'stock.csv')});
    opened.push(source);
    const error = failed.get('stock') as AdapterError;
    expect(error).to.be.instanceOf(AdapterError);
    expect([error.kind, error.source, error.retryable]).to.deep.equal(['parse', 'stock.csv', false]);
    expect(await salesOf(source)).to.equal(42.5);
  });

  it('all of which fail reject with the first reason', async () => {
    const error = await openFiles({order_lines: 'no-such-orders.csv'}).then(() => undefined, (reason: unknown) => reason);
    expect(error).to.be.instanceOf(AdapterError);
    expect((error as AdapterError).kind).to.equal('http');
    expect((error as AdapterError).status).to.equal(404);
    // Meant from the page, not from the worker's file.
    expect((error as AdapterError).source).to.equal(new URL('no-such-orders.csv', document.baseURI).href);
  });
});
