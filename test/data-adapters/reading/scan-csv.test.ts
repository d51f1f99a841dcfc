import {expect} from 'chai';

import {createCsvAdapter} from '../../../data-adapters/csv.ts';
import {cells, issues} from '../tables.ts';
import {compareReaders, readBoth} from './csv-agreement.ts';

const FILES = 500;
const HEADER = 'order_id,ordered_at,quantity,net,note';

/** Cells of the last column, as papaparse's own tests and csv-spectrum's files have them: what is written, what it says. */
const QUOTING: readonly (readonly [name: string, written: string, says: string | null])[] = [
  ['a comma in quotes', '"123, 4th St"', '123, 4th St'],
  ['escaped quotes', '"ha ""ha"" ha"', 'ha "ha" ha'],
  ['JSON', '"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"', '{"type": "Point", "coordinates": [102.0, 0.5]}'],
  ['a line break in quotes', '"Once upon \na time"', 'Once upon \na time'],
  ['a line break of Windows in quotes', '"Once upon \r\na time"', 'Once upon \na time'],
  ['quotes and line breaks', '"""\n""a\n"', '"\n"a'],
  ['an empty cell in quotes', '""', null],
  ['nothing', '', null],
  ['UTF-8', 'ʤ', 'ʤ'],
  ['a quote inside of a cell without quotes', '10" pipe', '10" pipe'],
  ['only quotes in quotes', '""""""', '""'],
  ['a quoted line break alone', '"\n"', null],
  ['blanks around', '  a b  ', 'a b'],
  ['a formula that keeps zeros', '="0012"', '0012'],
  ['a quoted formula that keeps zeros', '"=""0012"""', '0012'],
];

describe('Scanned CSV', () => {
  for (const [name, written, says] of QUOTING) {
    it(`reads ${name}`, async () => {
      const text = `${HEADER}\n1,2024-03-01,1,5,${written}\n2,2024-03-01,1,5,last\n`;
      const {scanned, reference} = await readBoth(text);
      expect(scanned, 'was scanned').not.to.equal(undefined);
      expect(scanned).to.deep.equal(reference);
      const tables = await createCsvAdapter({order_lines: new TextEncoder().encode(text)}).load();
      expect(cells(tables, 'note')).to.deep.equal([says, 'last']);
      expect(cells(tables, 'order_id')).to.deep.equal(['1', '2']);
    });
  }

  for (const [name, text] of [
    ['a quote that closes in the middle of a cell', `${HEADER}\n1,2024-03-01,1,5,"a"b\n`],
    ['blanks after a quoted cell', `${HEADER}\n1,2024-03-01,1,5,"a" \n`],
    ['a quote that never closes', `${HEADER}\n1,2024-03-01,1,5,"a\n`],
    ['carriage returns alone', `${HEADER}\r1,2024-03-01,1,5,a\r`],
    ['a named delimiter', 'sep=;\norder_id;ordered_at\n1;2024-03-01\n'],
  ] as const) {
    it(`leaves ${name} to the reference reader`, async () => {
      expect((await readBoth(text)).scanned).to.equal(undefined);
    });
  }

  for (const [name, last, reason] of [
    ['settles', '12/13/2010', 'found-date-order ordered_at corrected'], ['contradicts', '12/13/2010 0:00,1,5,x\n0,13/12/2010', 'ambiguous-date ordered_at left-out'],
    ['leaves open', '12/12/2010', 'ambiguous-date ordered_at left-out'],
  ] as const) {
    it(`reads dates whose order one ${name} as the reference reader does, few and many`, async () => {
      for (const count of [3, 900]) {
        const dates = Array.from({length: count}, (_, row) => `${row},${row % 12 + 1}/${row % 7 + 1}/2010,1,5,x`);
        const text = `${HEADER}\na,2010-03-01,1,5,x\n${dates.join('\n')}\nb,${last},1,5,y\n`;
        const {scanned, reference} = await readBoth(text);
        expect(scanned, 'was scanned').not.to.equal(undefined);
        expect(scanned).to.deep.equal(reference);
        const tables = await createCsvAdapter({order_lines: new TextEncoder().encode(text)}).load();
        expect(issues(tables)).to.include(`${reason} ${count + last.split('\n').length}`);
      }
    });
  }

  it('keeps ids as they are written, whenever the first that is no plain number comes', async () => {
    const ids = ['12', '5', '12', '007', '1234567890123456789', '5', '-1', '0', 'A', '12'];
    const text = `${HEADER}\n${ids.map((id) => `${id},2024-03-01,1,5,x`).join('\n')}\n`;
    const tables = await createCsvAdapter({order_lines: new TextEncoder().encode(text)}).load();
    expect(cells(tables, 'order_id')).to.deep.equal(ids);
  });

  it('reads amounts to the exact minor unit', async () => {
    const text = `${HEADER}\n1,2024-03-01,1,0.29,x\n2,2024-03-01,3,1234567.89,x\n3,2024-03-01,1,-0.07,x\n4,2024-03-01,1,4.35,x\n`;
    const tables = await createCsvAdapter({order_lines: new TextEncoder().encode(text)}).load();
    expect(tables.tables.order_lines?.columns.get('net')).to.deep.include({scale: 100, values: Float64Array.of(29, 123_456_789, -7, 435)});
  });

  it('reads a file in another encoding as a whole, though its first megabyte is ASCII', async () => {
    const rows = Array.from({length: 60_000}, (_, row) => `${row},2024-03-01,1,5,plain`).join('\n');
    const head = new TextEncoder().encode(`${HEADER}\n${rows}\n60000,2024-03-01,1,5,`);
    const bytes = new Uint8Array([...head, 0xbb, 0xaa, 0xb6, 0xab, 0x0a]);
    const tables = await createCsvAdapter({order_lines: bytes}).load();
    expect(cells(tables, 'note').at(-1)).to.equal('华东');
    expect(issues(tables)).to.deep.equal([]);
  });

  it(`is what the reference reader makes of ${FILES} odd files`, async function () {
    this.timeout(60_000);
    const {scanned, differing} = await compareReaders(1, FILES + 1);
    expect(differing).to.equal(undefined);
    expect(scanned / FILES, 'the share of files that were scanned').to.be.greaterThan(0.4);
  });
});
