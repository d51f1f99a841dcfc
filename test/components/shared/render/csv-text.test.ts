import {expect} from 'chai';
import fc from 'fast-check';
import Papa from 'papaparse';

import {csvText, fileName} from '../../../../components/shared/render/csv-text.ts';

describe('csvText', () => {
  it('has a byte order mark, CRLF and quotes only where they are needed', () => {
    expect(csvText(['sku', 'units'], [['007', 3], ['a "b", c', null]])).to.equal('\uFEFFsku,units\r\n007,3\r\n"a ""b"", c",\r\n');
  });

  it('disarms what a spreadsheet would run', () => {
    const cells = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '\nx', '  =x', '＝x'];
    const parsed = Papa.parse<string[]>(csvText(['a'], cells.map((cell) => [cell])).slice(1), {skipEmptyLines: true}).data.slice(1);
    expect(parsed.map(([cell]) => cell)).to.deep.equal(cells.map((cell) => `'${cell}`));
  });

  it('leaves numbers alone, also as text', () => {
    expect(csvText(['a'], [[-3], ['-3'], ['-3.5']])).to.equal('\uFEFFa\r\n-3\r\n-3\r\n-3.5\r\n');
  });

  it('is read back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({unit: 'binary'}), fc.string()), {minLength: 1}), (rows) => {
        const harmless = rows.map((row) => row.map((cell) => `x${[...cell].filter((c) => c >= ' ').join('')}`));
        const text = csvText(['a', 'b'], harmless).slice(1);
        expect(Papa.parse<string[]>(text.trimEnd(), {newline: '\r\n', delimiter: ','}).data.slice(1)).to.deep.equal(harmless.map((row, index) =>
          index === harmless.length - 1 ? row.map((cell) => cell) : row));
      }),
    );
  });
});

describe('fileName', () => {
  it('keeps letters of any script and nothing that leads elsewhere', () => {
    expect(fileName('补货 清单', 'csv')).to.equal('补货-清单.csv');
    expect(fileName('../../etc/passwd', 'csv')).to.equal('etc-passwd.csv');
    expect(fileName('a\u202Egpj', 'csv')).to.equal('a-gpj.csv');
    expect(fileName('', 'csv')).to.equal('table.csv');
    expect(fileName('x'.repeat(300), 'csv')).to.have.length(94);
  });
});
