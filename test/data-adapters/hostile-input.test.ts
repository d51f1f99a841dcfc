import {expect} from 'chai';
import fc from 'fast-check';

import {createCsvAdapter} from '../../data-adapters/csv.ts';
import {createJsonAdapter} from '../../data-adapters/json.ts';
import {cells, conformLines, errorOf, issues, issuesOf, line, tableOf} from './tables.ts';

const HOSTILE_NAMES = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', "a'b", 'a[0', 'a.b', '"', '<img onerror=alert(1)>', '列'];

/** An object whose own keys may be any, as `JSON.parse` makes them. */
const withKeys = (names: readonly string[], values: readonly unknown[]): object =>
  JSON.parse(`{${names.map((name, i) => `${JSON.stringify(name)}:${JSON.stringify(values[i])}`).join(',')}}`) as object;

describe('hostile column names', () => {
  it('are columns like any other in objects, columns and records', () => {
    const names = ['order_id', 'ordered_at', 'quantity', 'net', ...HOSTILE_NAMES];
    const values = ['A1', '2024-03-01', 1, 10, ...HOSTILE_NAMES.map((name) => `v ${name}`)];
    const shapes = {
      objects: [withKeys(names, values)],
      columns: withKeys(names, values.map((value) => [value])),
      records: {header: names, records: [values]},
    };
    for (const [shape, input] of Object.entries(shapes)) {
      const tables = conformLines(input);
      for (const name of HOSTILE_NAMES) expect(cells(tables, name), `${shape} ${name}`).to.deep.equal([`v ${name}`]);
      expect(issues(tables), shape).to.deep.equal([]);
    }
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it('do not read what every object inherits', () => {
    const tables = conformLines([line(), withKeys(['order_id', 'ordered_at', 'quantity', 'net', 'constructor'], ['A2', '2024-03-01', 1, 1, 'own'])]);
    expect(cells(tables, 'constructor')).to.deep.equal([null, 'own']);
  });

  it('become unique names where they are empty, repeated, marked or padded, and are counted', () => {
    const header = ['\uFEFForder_id', ' ordered_at ', 'quantity', 'net', '', 'x', 'x', 'x (2)', '', 'constructor', 'constructor'];
    const tables = conformLines({header, records: [['1', '2024-03-01', '1', '2', 'a', 'b', 'c', 'd', 'e', 'f', 'g']]});
    expect([...tableOf(tables).columns.keys()]).to.deep.equal([
      'order_id', 'ordered_at', 'quantity', 'net', 'column 5', 'x', 'x (2)', 'x (2) (2)', 'column 9', 'constructor', 'constructor (2)',
    ]);
    expect(issuesOf(tables).every(({reason, effect}) => reason === 'renamed-header' && effect === 'corrected')).to.equal(true);
    expect(issuesOf(tables).map(({column}) => column)).to.deep.equal([
      'order_id', 'ordered_at', 'column 5', 'x (2)', 'x (2) (2)', 'column 9', 'constructor (2)',
    ]);
  });

  it('lose and confuse no column for any ten thousand names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({unit: 'binary', maxLength: 12}), {minLength: 1, maxLength: 20}), (names) => {
        const header = ['order_id', 'ordered_at', 'quantity', 'net', ...names];
        const tables = conformLines({header, records: [['1', '2024-03-01', '1', '1', ...names.map((_, i) => `v${i}`)]]}, {preset: 'none'});
        const columns = tableOf(tables).columns;
        expect(columns.size).to.equal(header.length);
        const values = [...columns.keys()].slice(4).map((name) => cells(tables, name)[0]);
        expect(values).to.deep.equal(names.map((_, i) => `v${i}`));
      }),
      {numRuns: 1000, seed: 17},
    );
  });
});

describe('hostile ids', () => {
  const IDS = ['007', '7', '07', '12e345', '12e346', '0x10', '16', '1e5', '100000', '17850.0', '17850', 'TRUE', 'true', 'Infinity', '+1', '1', '-0', '0', 'a|b', 'a"|"b', '__proto__', '1234567890123456789', '1234567890123456790'];

  it('stay what they are through CSV and JSON', async () => {
    const csv = ['order_id,ordered_at,quantity,net', ...IDS.map((id) => `"${id.replaceAll('"', '""')}",2024-03-01,1,1`)].join('\n');
    expect(cells(await createCsvAdapter({order_lines: csv}).load(), 'order_id')).to.deep.equal(IDS);
    const json = JSON.stringify(IDS.map((id) => line({order_id: id})));
    expect(cells(await createJsonAdapter({order_lines: {text: json}}).load(), 'order_id')).to.deep.equal(IDS);
  });

  it('are two where two long numbers stand bare in JSON', async () => {
    const row = (id: string): string => `{"order_id":${id},"ordered_at":"2024-03-01","quantity":1,"net":-12.5,"note":"id 1234567890123456789 \\" 1234567890123456789"}`;
    const tables = await createJsonAdapter({order_lines: {text: `[${row('1234567890123456789')},${row('1234567890123456790')},${row('-9007199254740993')}]`}}).load();
    expect(cells(tables, 'order_id')).to.deep.equal(['1234567890123456789', '1234567890123456790', '-9007199254740993']);
    expect(cells(tables, 'note')[0]).to.equal('id 1234567890123456789 " 1234567890123456789');
    expect(cells(tables, 'net')).to.deep.equal([-12.5, -12.5, -12.5]);
  });

  it('never merge for ten thousand pairs', () => {
    const digits = fc.string({unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 22});
    const id = fc.oneof(digits, fc.tuple(digits, fc.constantFrom('e', '.', 'E+', '-'), digits).map((parts) => parts.join('')), fc.string({minLength: 1}));
    const NULL_WORDS = /^(?:null|NULL|Null|undefined|NaN|nan|\(not set\)|N\/A|n\/a|#N\/A|None)?$/;
    let pairs = 0;
    fc.assert(
      fc.property(id, id, (a, b) => {
        const [first, second] = [a.trim(), b.trim()];
        fc.pre(first !== second && !NULL_WORDS.test(first) && !NULL_WORDS.test(second));
        pairs++;
        expect(cells(conformLines([line({order_id: a}), line({order_id: b})]), 'order_id')).to.deep.equal([first, second]);
      }),
      {numRuns: 10_000, seed: 23},
    );
    expect(pairs).to.equal(10_000);
  });
});

describe('hostile values', () => {
  it('stay text and reach no message but as short examples', () => {
    const payload = '<img src=x onerror=alert(1)>';
    const tables = conformLines([line({product: payload, net: payload}), line({product: payload, order_id: '|'})]);
    expect(cells(tables, 'product')).to.deep.equal([payload]);
    expect(issuesOf(tables)[0]?.examples).to.deep.equal([{row: 1, value: payload}]);
  });

  it('of any kind never throw', () => {
    const any = fc.anything();
    fc.assert(
      fc.property(fc.array(fc.record({order_id: any, ordered_at: any, quantity: any, net: any, x: any})), (rows) => {
        expect(tableOf(conformLines([line(), ...rows])).length).to.be.at.least(1);
      }),
      {numRuns: 1000, seed: 29},
    );
    expect(tableOf(conformLines([line(), null, 5, 'x', []] as object[])).length).to.equal(1);
  });
});

describe('hostile files', () => {
  const load = (source: Parameters<typeof createCsvAdapter>[0]['order_lines']): Promise<unknown> => createCsvAdapter({order_lines: source}).load();
  const file = (bytes: number[] | string, name: string): File => new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name);

  it('are told apart: empty, a header alone, blank lines alone', async () => {
    expect((await errorOf(() => load(file('', 'orders.csv')), 'parse')).message).to.match(/^orders\.csv is empty/);
    expect((await errorOf(() => load({text: ' \n\n'}), 'parse')).message).to.contain('empty');
    const header = await createCsvAdapter({order_lines: 'order_id,ordered_at,quantity,net\r\n'}).load();
    expect(tableOf(header).length).to.equal(0);
    expect(header.quality.tables[0]?.rowsRead).to.equal(0);
  });

  it('that are no text are named for what they are', async () => {
    const binary: readonly (readonly [number[], RegExp])[] = [
      [[0x50, 0x4b, 3, 4, 20, 0], /Excel workbook \(xlsx\) or zip/],
      [[0xd0, 0xcf, 0x11, 0xe0, 1], /old Excel/],
      [[...'%PDF-1.7'].map((char) => char.charCodeAt(0)), /PDF/],
      [[...'ARROW1\0\0'].map((char) => char.charCodeAt(0)), /Arrow file/],
      [[0xff, 0xff, 0xff, 0xff, 0x10], /Arrow stream/],
      [[...'PAR1'].map((char) => char.charCodeAt(0)), /Parquet/],
      [[65, 66, 0, 67], /bytes of zero/],
    ];
    for (const [bytes, what] of binary) {
      const error = await errorOf(() => load(file(bytes, 'orders.csv')), 'parse');
      expect(error.message).to.match(what);
      expect(error.message).to.match(/^orders\.csv is not a text file/);
    }
  });

  it('of a gigabyte are refused before a byte is read', async () => {
    let reads = 0;
    const giant = new Proxy(file('order_id', 'giant.csv'), {
      get(target, key) {
        if (key === 'size') return 1024 ** 3;
        if (key === 'stream') reads++;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    expect((await errorOf(() => load(giant), 'limit')).message).to.match(/giant\.csv is 1,024 MiB .*limit is 256 MiB/);
    expect(reads).to.equal(0);
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({pull: () => void pulled++}, {highWaterMark: 0});
    const announced = createCsvAdapter(
      {order_lines: '/orders.csv'},
      {fetch: () => Promise.resolve(new Response(body, {headers: {'content-length': String(1024 ** 3)}}))},
    );
    expect((await errorOf(() => announced.load(), 'limit')).message).to.match(/1,024 MiB/);
    expect(pulled).to.equal(0);
  });

  it('with a quote out of place name its line', async () => {
    const head = 'order_id,ordered_at,quantity,net\n1,2024-03-01,1,1\n';
    expect((await errorOf(() => load(`${head}2,"2024-03-01,1,1\n3,2024-03-01,1,1\n`), 'parse')).message).to.contain('quote that opens in line 3 never closes');
    expect((await errorOf(() => load(`${head}2,"2024"-03-01,1,1\n`), 'parse')).message).to.contain('a quote in line 3');
  });

  it('that are a sign-in page are not taken for data', async () => {
    expect((await errorOf(() => load('<!DOCTYPE html>\n<html><body>Sign in</body></html>'), 'auth')).message).to.contain('web page');
  });
});
