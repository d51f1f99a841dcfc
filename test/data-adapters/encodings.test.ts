import {expect} from 'chai';

import {createCsvAdapter} from '../../data-adapters/csv.ts';
import type {CsvOptions} from '../../data-adapters/csv.ts';
import {cells, errorOf} from './tables.ts';

const TEXT = '订单编号,下单时间,商品数量,实付金额,商品标题\n001,2024-03-01 08:00:00,1,￥9.90,手机壳\n';
/** The same in GBK, byte by byte; the half-width characters are ASCII. */
const GBK_HEAD = [
  [0xb6, 0xa9, 0xb5, 0xa5, 0xb1, 0xe0, 0xba, 0xc5], [0xcf, 0xc2, 0xb5, 0xa5, 0xca, 0xb1, 0xbc, 0xe4],
  [0xc9, 0xcc, 0xc6, 0xb7, 0xca, 0xfd, 0xc1, 0xbf], [0xca, 0xb5, 0xb8, 0xb6, 0xbd, 0xf0, 0xb6, 0xee],
  [0xc9, 0xcc, 0xc6, 0xb7, 0xb1, 0xea, 0xcc, 0xe2],
];
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
const GBK = new Uint8Array([
  ...GBK_HEAD.flatMap((name, i) => [...(i > 0 ? [0x2c] : []), ...name]),
  ...ascii('\n001,2024-03-01 08:00:00,1,'), 0xa3, 0xa4, ...ascii('9.90,'), 0xca, 0xd6, 0xbb, 0xfa, 0xbf, 0xc7, 0x0a,
]);
const utf8 = new TextEncoder().encode(TEXT);

function utf16(littleEndian: boolean, mark = true): Uint8Array {
  const view = new DataView(new ArrayBuffer((TEXT.length + (mark ? 1 : 0)) * 2));
  [...(mark ? ['\uFEFF'] : []), ...TEXT].forEach((char, i) => view.setUint16(i * 2, char.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function product(bytes: Uint8Array, options?: CsvOptions): Promise<unknown> {
  const tables = await createCsvAdapter({order_lines: bytes}, options).load();
  expect(cells(tables, 'order_id')).to.deep.equal(['001']);
  expect(cells(tables, 'net')).to.deep.equal([9.9]);
  return cells(tables, 'product')[0];
}

describe('the encoding of a file', () => {
  it('is found by its mark or by its bytes', async () => {
    expect(await product(utf8)).to.equal('手机壳');
    expect(await product(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).to.equal('手机壳');
    expect(await product(utf16(true))).to.equal('手机壳');
    expect(await product(utf16(false))).to.equal('手机壳');
    expect(await product(GBK)).to.equal('手机壳');
  });

  it('can be stated', async () => {
    expect(await product(GBK, {encoding: 'gbk'})).to.equal('手机壳');
    expect(await product(utf16(true, false), {encoding: 'utf-16le'})).to.equal('手机壳');
    const latin = new Uint8Array([...ascii('order_id,ordered_at,quantity,net,product\n001,2024-03-01,1,9.9,M'), 0xfc, ...ascii('nster\n')]);
    expect(await product(latin, {encoding: 'windows-1252'})).to.equal('Münster');
  });

  it('is refused where it does not fit', async () => {
    expect((await errorOf(() => product(GBK, {encoding: 'utf-8'}), 'parse')).message).to.contain('not valid utf-8');
    expect((await errorOf(() => product(utf8, {encoding: 'klingon'}), 'parse')).message).to.contain('"klingon"');
    expect((await errorOf(() => product(new Uint8Array([0x61, 0xff, 0xff, 0x0a, 0xff])), 'parse')).message).to.contain('set encoding');
    expect((await errorOf(() => product(utf16(true, false)), 'parse')).message).to.contain("'utf-16le'");
  });

  it('may lie inside gzip', async () => {
    expect(await product(await gzip(GBK))).to.equal('手机壳');
    const cut = (await gzip(utf8)).slice(0, 60);
    expect((await errorOf(() => product(cut), 'parse')).message).to.contain('gzip');
  });

  it('does not hide a file that inflates beyond the limit', async () => {
    const bomb = await gzip(new Uint8Array(8 * 1024 * 1024));
    expect(bomb.length).to.be.lessThan(20_000);
    expect((await errorOf(() => product(bomb, {maxBytes: 1024 * 1024}), 'limit')).message).to.match(/limit is 1 MiB/);
  });
});
