import {expect} from 'chai';

import type {LoadProgress} from '../../data-adapters/adapter.ts';
import {createCsvAdapter} from '../../data-adapters/csv.ts';
import type {CsvOptions} from '../../data-adapters/csv.ts';
import {parseCsv} from '../../data-adapters/parse-csv.ts';
import {cells, errorOf, issues, tableOf} from './tables.ts';

const HEAD = 'order_id,ordered_at,quantity,net';
const parse = async (text: string): Promise<unknown[][]> => {
  const {header, records} = await parseCsv(text, {}, {name: 'test', check: () => undefined});
  return [[...header], ...records.map((record) => [...record])];
};

describe('parseCsv', () => {
  it('reads quotes, commas, breaks and blanks as RFC 4180 has them', async () => {
    expect(await parse('first,address\nJohn,"120 any st."\n')).to.deep.equal([['first', 'address'], ['John', '120 any st.']]);
    expect(await parse('a,b\n"x, y",2')).to.deep.equal([['a', 'b'], ['x, y', '2']]);
    expect(await parse('a,b\n1,"ha ""ha"" ha"\n3,""\n')).to.deep.equal([['a', 'b'], ['1', 'ha "ha" ha'], ['3', '']]);
    expect(await parse('a,b\r\n1,"two\r\nlines"\r\n3,4\r\n')).to.deep.equal([['a', 'b'], ['1', 'two\nlines'], ['3', '4']]);
    expect(await parse('a,b\r1,2\r')).to.deep.equal([['a', 'b'], ['1', '2']]);
    expect(await parse('a,b\r\n1,2\n"3","4"\r\n"5","6"\n')).to.deep.equal([['a', 'b'], ['1', '2'], ['3', '4'], ['5', '6']]);
    expect(await parse('a,b,c\n1,2,3\n4,5,ʤ\n')).to.deep.equal([['a', 'b', 'c'], ['1', '2', '3'], ['4', '5', 'ʤ']]);
    expect(await parse('a,b\n"{""type"": ""Point"", ""xy"": [1.5, 0]}",2\n')).to.deep.equal([['a', 'b'], ['{"type": "Point", "xy": [1.5, 0]}', '2']]);
    expect(await parse('a,b\n1,"quote in ""middle"" and, comma"\n1,5" disk\n')).to.deep.equal([['a', 'b'], ['1', 'quote in "middle" and, comma'], ['1', '5" disk']]);
    expect(await parse('\n\na,b\n1,2\n')).to.deep.equal([['a', 'b'], ['1', '2']]);
  });

  it('finds the delimiter, or takes the one that Excel names', async () => {
    expect(await parse('a;b;c\n1,5;2,5;x\n')).to.deep.equal([['a', 'b', 'c'], ['1,5', '2,5', 'x']]);
    expect(await parse('a\tb\n"1,0"\t2\n')).to.deep.equal([['a', 'b'], ['1,0', '2']]);
    expect(await parse('a|b\n1|2\n')).to.deep.equal([['a', 'b'], ['1', '2']]);
    expect(await parse('sep=;\na;b\n1,2;3,4\n')).to.deep.equal([['a', 'b'], ['1,2', '3,4']]);
    expect(await parse('alone\n1\n')).to.deep.equal([['alone'], ['1']]);
  });

  it('reads the same however the slices fall', async () => {
    const rows = Array.from({length: 60_000}, (_, i) => [`${i}`, i % 7 === 0 ? `line\n${i}` : `plain ${i}`, i % 11 === 0 ? 'say "x"' : 'y']);
    const text = ['a,b,c', ...rows.map((row) => row.map((cell) => (/["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))].join('\n');
    expect(text.length).to.be.greaterThan(1 << 20);
    expect((await parse(text)).slice(1)).to.deep.equal(rows);
    const giant = 'x"",\n'.repeat(700_000);
    expect(await parse(`a,b\n1,"${giant}"\n2,3\n`)).to.deep.equal([['a', 'b'], ['1', giant.replaceAll('""', '"')], ['2', '3']]);
  });
});

describe('createCsvAdapter', () => {
  const load = (text: string, options?: CsvOptions): ReturnType<ReturnType<typeof createCsvAdapter>['load']> =>
    createCsvAdapter({order_lines: {text}}, options).load();

  it('fills up or cuts ragged rows and counts them', async () => {
    const tables = await load(`${HEAD},a\n1,2024-03-01,1,2\n2,2024-03-01,1,2,x,y\n\n3,2024-03-01,1,2,z\n`);
    expect(cells(tables, 'a')).to.deep.equal([null, 'x', 'z']);
    expect(issues(tables)).to.deep.equal(['ragged-row corrected 2', 'blank-row left-out 1']);
  });

  it('reads a European file by its options', async () => {
    const tables = await load('order_id;ordered_at;quantity;net\n1;01.03.2024;1;"1.234,50 €"\n', {decimal: ',', dateOrder: 'dmy'});
    expect(cells(tables, 'net')).to.deep.equal([1234.5]);
    expect(cells(tables, 'ordered_at')).to.deep.equal(['2024-03-01T00:00:00.000Z']);
    expect(tables.currency).to.equal('EUR');
  });

  it('loads several tables together, or none', async () => {
    const stock = 'sku,on_hand\nS1,5\n';
    const both = await createCsvAdapter({order_lines: `${HEAD}\n1,2024-03-01,1,1`, stock}).load();
    expect([tableOf(both).length, tableOf(both, 'stock').length]).to.deep.equal([1, 1]);
    expect((await errorOf(() => createCsvAdapter({order_lines: 'a,b\n1,2', stock}).load(), 'schema')).source).to.equal('order_lines');
  });

  it('tells how far it is', async () => {
    const text = `${HEAD}\n${'1,2024-03-01,1,1\n'.repeat(100_000)}`;
    const seen: LoadProgress[] = [];
    const tables = await createCsvAdapter({order_lines: new File([text], 'a.csv')}).load({onProgress: (progress) => seen.push(progress)});
    expect(tableOf(tables).length).to.equal(100_000);
    expect(seen.at(-1)).to.include({loaded: text.length, total: text.length});
    expect(seen.filter(({rows}) => (rows ?? 0) > 0).length).to.be.greaterThan(0);
    expect(seen.every((progress, i) => progress.loaded >= (seen[i - 1]?.loaded ?? 0))).to.equal(true);
  });

  it('reads an address while it comes', async () => {
    const text = `order_id,ordered_at,quantity,net\n${Array.from({length: 120_000}, (_, row) => `${row},2024-03-01,1,${row % 90}.5\n`).join('')}`;
    const bytes = new TextEncoder().encode(text);
    const half = bytes.length >> 1;
    let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({start: (controller) => void (feed = controller)});
    const send = async (): Promise<Response> => new Response(body, {headers: {'content-length': String(bytes.length)}});
    let rest = (): void => undefined;
    const halfRead = new Promise<number>((resolve) => (rest = () => resolve(0)));
    const seen: number[] = [];
    const loading = createCsvAdapter({order_lines: 'https://shop.example/orders.csv'}, {fetch: send}).load({
      onProgress: ({loaded, rows = 0}) => {
        seen.push(rows);
        if (loaded === half && rows > 0) rest();
      },
    });
    feed?.enqueue(bytes.slice(0, half));
    await halfRead;
    feed?.enqueue(bytes.slice(half));
    feed?.close();
    const tables = await loading;
    const whole = await createCsvAdapter({order_lines: bytes}).load();
    for (const name of ['order_id', 'ordered_at', 'net']) expect(cells(tables, name)).to.deep.equal(cells(whole, name));
    expect([seen.at(-1), issues(tables)]).to.deep.equal([120_000, issues(whole)]);
  });

  it('stops between two slices when it is told to', async () => {
    const text = `${HEAD}\n${'1,2024-03-01,1,1\n'.repeat(300_000)}`;
    const stop = new AbortController();
    let told = 0;
    const load = createCsvAdapter({order_lines: {text}}).load({
      signal: stop.signal,
      onProgress: () => {
        told++;
        stop.abort();
      },
    });
    expect((await errorOf(() => load, 'aborted')).message).to.contain('stopped');
    expect(told).to.equal(1);
    await errorOf(() => createCsvAdapter({order_lines: {text}}).load({signal: AbortSignal.abort()}), 'aborted');
  });

  it('leaves the page free while it reads', async () => {
    const text = `${HEAD}\n${'1,2024-03-01,1,1\n'.repeat(300_000)}`;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await parseCsv(text, {}, {name: 'test', check: () => undefined});
    clearInterval(timer);
    expect(turns).to.be.greaterThan(1);
  });
});
