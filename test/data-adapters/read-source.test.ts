import {expect} from 'chai';

import type {AdapterError} from '../../data-adapters/adapter.ts';
import {createCsvAdapter} from '../../data-adapters/csv.ts';
import type {CsvOptions} from '../../data-adapters/csv.ts';
import {createMemoryAdapter} from '../../data-adapters/memory.ts';
import {safeAddress} from '../../data-adapters/reading/source-name.ts';
import {cells, errorOf, line, tableOf} from './tables.ts';

const CSV = 'order_id,ordered_at,quantity,net\n1,2024-03-01,1,1\n';
const SECRET = 'CANARY-TOKEN';
const ADDRESS = `https://user:${SECRET}@shop.example/orders.csv?token=${SECRET}#${SECRET}`;

const load = (fetch: typeof globalThis.fetch, options: CsvOptions = {}): Promise<unknown> =>
  createCsvAdapter({order_lines: ADDRESS}, {fetch, headers: {authorization: SECRET}, ...options}).load();

/** Everything an error could show. */
function allText(error: AdapterError): string {
  const cause = error.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : String(error.cause);
  return [error.message, error.source, error.stack, cause, JSON.stringify(error)].join(' ');
}

describe('reading an address', () => {
  it('asks with the page’s own credentials and the given headers', async () => {
    let asked: RequestInit | undefined;
    await load((_, init) => {
      asked = init;
      return Promise.resolve(new Response(CSV));
    });
    expect(asked?.credentials).to.equal('same-origin');
    expect(new Headers(asked?.headers).get('authorization')).to.equal(SECRET);
  });

  it('tells what failed, whether to try again, and no secret', async () => {
    const statuses: readonly (readonly [number, 'auth' | 'http', boolean])[] = [
      [401, 'auth', false], [403, 'auth', false], [404, 'http', false], [429, 'http', true], [500, 'http', true], [503, 'http', true],
    ];
    for (const [status, kind, retryable] of statuses) {
      const error = await errorOf(() => load(() => Promise.resolve(new Response('no', {status}))), kind);
      expect(error).to.include({retryable, status, source: 'https://shop.example/orders.csv'});
      expect(error.message).to.contain(String(status));
      expect(allText(error)).to.not.contain(SECRET);
    }
    const offline = await errorOf(() => load(() => Promise.reject(new TypeError(`Failed to fetch ${ADDRESS}`))), 'network');
    expect(offline.retryable).to.equal(true);
    expect(allText(offline)).to.not.contain(SECRET);
  });

  it('gives up where nothing comes', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    const error = await errorOf(() => load(silent, {timeout: 20}), 'timeout');
    expect(error.retryable).to.equal(true);
    expect(error.message).to.contain('0.02 seconds');
    const stalls = (): Promise<Response> => Promise.resolve(new Response(new ReadableStream({start: (stream) => stream.enqueue(new TextEncoder().encode('order_id'))})));
    await errorOf(() => load(stalls, {idleTimeout: 20}), 'timeout');
  });

  it('takes no half of an answer', async () => {
    const half = (): Promise<Response> => Promise.resolve(new Response(CSV, {headers: {'content-length': String(CSV.length + 10)}}));
    expect((await errorOf(() => load(half), 'network')).message).to.contain(`${CSV.length} of ${CSV.length + 10} bytes`);
    const breaks = (): Promise<Response> =>
      Promise.resolve(new Response(new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode(CSV));
          stream.error(new TypeError('network error'));
        },
      })));
    await errorOf(() => load(breaks), 'network');
  });

  it('does not take a sign-in page for data', async () => {
    const page = (): Promise<Response> => Promise.resolve(new Response('<html><body>Sign in</body></html>', {headers: {'content-type': 'text/html'}}));
    expect((await errorOf(() => load(page), 'auth')).message).to.contain('sign-in page');
  });

  it('stops when it is told to, in the middle of an answer', async () => {
    const stop = new AbortController();
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new TextEncoder().encode('order_id')),
      cancel: () => {
        cancelled = true;
      },
    });
    const adapter = createCsvAdapter({order_lines: '/orders.csv'}, {fetch: () => Promise.resolve(new Response(body))});
    await errorOf(() => adapter.load({signal: stop.signal, onProgress: () => stop.abort()}), 'aborted');
    expect(cancelled).to.equal(true);
  });

  it('stops the other tables when one fails', async () => {
    const aborted: string[] = [];
    const fetch: typeof globalThis.fetch = (address, init) =>
      address === '/stock.csv'
        ? Promise.resolve(new Response('', {status: 404}))
        : new Promise((_, reject) => {
            init?.signal?.addEventListener('abort', () => {
              aborted.push(String(address));
              reject(new DOMException('aborted', 'AbortError'));
            });
          });
    const error = await errorOf(() => createCsvAdapter({order_lines: '/orders.csv', stock: '/stock.csv'}, {fetch}).load(), 'http');
    expect(error.source).to.equal('/stock.csv');
    expect(aborted).to.deep.equal(['/orders.csv']);
  });

  it('takes an address as text, a URL or a data: address', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (address) => {
      asked.push(String(address));
      return Promise.resolve(new Response(CSV));
    };
    await createCsvAdapter({order_lines: 'orders.csv'}, {fetch}).load();
    await createCsvAdapter({order_lines: new URL('https://shop.example/o.csv')}, {fetch}).load();
    expect(asked).to.deep.equal(['orders.csv', 'https://shop.example/o.csv']);
    expect(safeAddress('data:text/csv,order_id')).to.equal('data:…');
    expect(safeAddress('/a/b.csv?x=1')).to.equal('/a/b.csv');
  });
});

describe('createMemoryAdapter', () => {
  it('reads its rows afresh at every load', async () => {
    const rows = [line()];
    const adapter = createMemoryAdapter({order_lines: rows}, {timeZone: 'Asia/Shanghai'});
    expect(tableOf(await adapter.load()).length).to.equal(1);
    rows.push(line({order_id: 'A2'}));
    expect(cells(await adapter.load(), 'order_id')).to.deep.equal(['A1', 'A2']);
    await errorOf(() => adapter.load({signal: AbortSignal.abort()}), 'aborted');
    await errorOf(() => createMemoryAdapter({order_lines: [{x: 1}]}).load(), 'schema');
  });
});
