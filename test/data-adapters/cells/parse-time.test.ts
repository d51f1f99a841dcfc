import {expect} from 'chai';

import {parseTime} from '../../../data-adapters/cells/parse-time.ts';
import type {DateOrder} from '../../../data-adapters/cells/parse-time.ts';
import {createZone} from '../../../data-adapters/cells/time-zone.ts';
import {columnEpochUnit} from '../../../data-adapters/conforming/find-epoch-unit.ts';

const shanghai = {zone: createZone('Asia/Shanghai')};
const newYork = {zone: createZone('America/New_York')};
const utc = {zone: createZone('UTC')};

const read = (cell: unknown, options: Parameters<typeof parseTime>[1] = shanghai): string | null => {
  const value = parseTime(cell, options);
  return typeof value === 'number' ? new Date(value).toISOString() : value;
};

describe('parseTime', () => {
  it('reads a time without offset on the shop’s clock', () => {
    const expected = '2024-03-01T00:26:00.000Z';
    for (const cell of [
      '2024-03-01 08:26:00', '2024-03-01T08:26:00', '2024-03-01 08:26', '2024/3/1 8:26', '2024.03.01 08:26', '2024-03-01 8:26 AM', ' 2024-03-01  08:26 ',
      '2024年3月1日 8时26分', '2024年03月01日 8点26分0秒', '2024年3月1日8:26', '２０２４－０３－０１　０８：２６', '20240301082600', '20240301T082600', 20_240_301_082_600,
    ]) {
      expect(read(cell), String(cell)).to.equal(expected);
    }
  });

  it('reads an offset as it stands', () => {
    expect(read('2024-03-01T08:26:00Z')).to.equal('2024-03-01T08:26:00.000Z');
    expect(read('2024-03-01T08:26:00.1239+05:45')).to.equal('2024-03-01T02:41:00.123Z');
    expect(read('2024-03-01 08:26:00 -0330')).to.equal('2024-03-01T11:56:00.000Z');
    expect(read('2024-03-01T08:26:00+08')).to.equal('2024-03-01T00:26:00.000Z');
    expect(read('2024-03-01 08:26:00 UTC')).to.equal('2024-03-01T08:26:00.000Z');
    expect(read('2024-03-01T08:26:00+08:00[Asia/Shanghai]')).to.equal('2024-03-01T00:26:00.000Z');
    expect(read('2024-03-01T08:26:00[America/New_York]')).to.equal('unreadable-time');
  });

  it('keeps a bare date a day of the shop, east and west of Greenwich', () => {
    for (const cell of ['2024-03-01', '2024/3/1', '20240301', 20_240_301, '2024年3月1日']) {
      expect(read(cell, newYork), String(cell)).to.equal('2024-03-01T05:00:00.000Z');
      expect(read(cell, shanghai), String(cell)).to.equal('2024-02-29T16:00:00.000Z');
    }
  });

  it('takes Date objects for instants, or for days where that is asked for', () => {
    const midnight = new Date('2024-03-01T00:00:00Z');
    expect(read(midnight, newYork)).to.equal('2024-03-01T00:00:00.000Z');
    expect(read(midnight, {...newYork, utcDates: true})).to.equal('2024-03-01T05:00:00.000Z');
    expect(read(new Date(NaN))).to.equal('unreadable-time');
  });

  it('reads seconds, milliseconds, microseconds and nanoseconds by their size', () => {
    for (const cell of [1_709_251_200, '1709251200', 1_709_251_200_000, '1709251200000', 1_709_251_200_000_000, '1709251200000000', 1_709_251_200_000_000_000n, '1709251200000000000']) {
      expect(read(cell), String(cell)).to.equal('2024-03-01T00:00:00.000Z');
    }
    expect(read(1_709_251_200.25)).to.equal('2024-03-01T00:00:00.250Z');
    for (const cell of [0, 7, 45_352, '45352.5', -1_709_251_200, 12_345_678_901, '12345678901234']) expect(read(cell), String(cell)).to.equal('unreadable-time');
  });

  it('holds a column to one unit', () => {
    const cells = [1_709_251_200_000, '1709251201000', 1_709_251_200, '2024-03-01'];
    const epoch = columnEpochUnit(cells.length, {cell: (row) => cells[row]});
    expect(epoch).to.equal('ms');
    expect(cells.map((cell) => read(cell, {...utc, ...(epoch ? {epoch} : {})}))).to.deep.equal([
      '2024-03-01T00:00:00.000Z', '2024-03-01T00:00:01.000Z', 'unreadable-time', '2024-03-01T00:00:00.000Z',
    ]);
  });

  it('refuses a date of unstated order and reads it by the stated one', () => {
    const by = (dateOrder: DateOrder, cell: string): string | null => read(cell, {...utc, dateOrder});
    expect(read('12/1/2010 8:26')).to.equal('ambiguous-date');
    expect(read('13/1/2010')).to.equal('ambiguous-date');
    expect(by('mdy', '12/1/2010 8:26')).to.equal('2010-12-01T08:26:00.000Z');
    expect(by('dmy', '12/1/2010 8:26')).to.equal('2010-01-12T08:26:00.000Z');
    expect(by('mdy', '12/1/2010 8:26:05 PM')).to.equal('2010-12-01T20:26:05.000Z');
    expect(by('mdy', '13/1/2010')).to.equal('unreadable-time');
    expect(by('dmy', '01-02-97')).to.equal('1997-02-01T00:00:00.000Z');
    expect(by('dmy', '1.2.24')).to.equal('2024-02-01T00:00:00.000Z');
    expect(by('ymd', '24-02-01')).to.equal('2024-02-01T00:00:00.000Z');
    expect(by('ymd', '12/1/2010')).to.equal('unreadable-time');
  });

  it('reads Excel’s day numbers only where that is asked for', () => {
    expect(read(45_352.5, {...shanghai, excelSerials: true})).to.equal('2024-03-01T04:00:00.000Z');
    expect(read('45352', {...utc, excelSerials: true})).to.equal('2024-03-01T00:00:00.000Z');
    expect(read(45_352)).to.equal('unreadable-time');
  });

  it('refuses days and hours that no calendar has', () => {
    for (const cell of [
      '2026-02-30', '2026-13-01', '2026-00-10', '2023-02-29', '2024-03-01 24:01', '2024-03-01 25:00', '2024-03-01 08:60', '2024-03-01 13:00 PM', '20261301',
      '2024-3', '2024', 'yesterday', '08:26', 'Invalid Date', '2024-03/01', '2024-03-01T08:26:00+99:00', 'x'.repeat(100),
    ]) {
      expect(read(cell), cell).to.equal('unreadable-time');
    }
    expect(read('2024-03-01 24:00:00', utc)).to.equal('2024-03-02T00:00:00.000Z');
    expect(read('2024-02-29', utc)).to.equal('2024-02-29T00:00:00.000Z');
  });

  it('tells a filler date from a time', () => {
    for (const cell of ['0001-01-01', '0000-01-01', '1753-01-01', '9999-12-31 23:59:59', new Date('1600-01-01T00:00:00Z')]) {
      expect(read(cell), String(cell)).to.equal('impossible-time');
    }
  });

  it('takes blank cells for missing', () => {
    for (const cell of ['', ' ', null, undefined, NaN]) expect(read(cell)).to.equal(null);
  });

  it('answers long hostile text before the test runner gives up', () => {
    for (const text of ['2'.repeat(100_000), '2024-03-01 '.repeat(10_000)]) expect(parseTime(text, utc)).to.be.a('string');
    expect(parseTime(' '.repeat(100_000), utc)).to.equal(null);
  });
});
