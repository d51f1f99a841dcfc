import {expect} from 'chai';
import fc from 'fast-check';

import {createZone, DAY_MS, dayNumber, dayText, readByFormat} from '../../../data-adapters/cells/time-zone.ts';

const HOUR = 3_600_000;

/** The zone's wall clock as the platform prints it, `YYYY-MM-DD HH:MM:SS`. */
function oracle(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
  return (instant) => format.format(instant);
}

const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
const utc = (text: string): number => Date.parse(`${text}Z`);

/** Zones with a change of clocks in 2024, and every odd offset that is in use. */
const ZONES = [
  'Africa/Cairo', 'Africa/Casablanca', 'America/Asuncion', 'America/Chicago', 'America/Denver', 'America/Halifax', 'America/Havana',
  'America/Los_Angeles', 'America/Miquelon', 'America/New_York', 'America/Nuuk', 'America/Port-au-Prince', 'America/Santiago', 'America/St_Johns',
  'America/Tijuana', 'America/Winnipeg', 'Antarctica/Troll', 'Asia/Beirut', 'Asia/Gaza', 'Asia/Jerusalem', 'Asia/Kathmandu', 'Asia/Kolkata',
  'Asia/Shanghai', 'Asia/Tehran', 'Asia/Tokyo', 'Atlantic/Azores', 'Australia/Adelaide', 'Australia/Eucla', 'Australia/Lord_Howe',
  'Australia/Sydney', 'Europe/Athens', 'Europe/Berlin', 'Europe/Chisinau', 'Europe/Dublin', 'Europe/Lisbon', 'Europe/London', 'Pacific/Apia',
  'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Easter', 'Pacific/Norfolk', 'UTC',
];

/** Days of the year on which the platform's midnight-to-midnight is not 24 hours. */
function unevenDays(timeZone: string, year: number): number[] {
  const print = oracle(timeZone);
  const offsetAt = (instant: number): number => Date.parse(`${print(instant).replace(' ', 'T')}Z`) - instant;
  const days: number[] = [];
  for (let instant = Date.UTC(year, 0, 1); instant < Date.UTC(year + 1, 0, 1); instant += DAY_MS) {
    if (offsetAt(instant) !== offsetAt(instant + DAY_MS)) days.push(instant);
  }
  return days;
}

describe('createZone', () => {
  it('agrees with the platform at every half hour around the changes of clocks of 42 zones', () => {
    let changes = 0;
    for (const name of ZONES) {
      const zone = createZone(name);
      const print = oracle(name);
      for (const near of unevenDays(name, 2024)) {
        changes++;
        for (let instant = near - DAY_MS; instant <= near + 2 * DAY_MS; instant += HOUR / 2) {
          const expected = print(instant);
          expect(wallText(zone.wallOf(instant)), `${name} ${instant}`).to.equal(expected);
          expect(dayText(zone.dayOf(instant)), `${name} ${instant}`).to.equal(expected.slice(0, 10));
          const back = zone.instantOf(zone.wallOf(instant));
          expect(print(back), `${name} ${instant} back`).to.equal(expected);
          expect(back <= instant, `${name} ${instant} earlier`).to.equal(true);
        }
      }
    }
    expect(changes).to.be.greaterThan(60);
  });

  it('agrees with the platform at random instants from 1900 to 2100', () => {
    const zones = ZONES.map((name) => ({zone: createZone(name), print: oracle(name)}));
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({min: Date.UTC(1900, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000}), (pair, second) => {
        expect(wallText(pair.zone.wallOf(second * 1000))).to.equal(pair.print(second * 1000));
      }),
      {numRuns: 1500, seed: 20241123},
    );
  });

  it('knows the same offsets where the platform has no Temporal', () => {
    const seconds = fc.integer({min: Date.UTC(1900, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000});
    const readers = ZONES.map((name) => ({name, zone: createZone(name), offsetAt: readByFormat(name)}));
    fc.assert(fc.property(fc.constantFrom(...readers), seconds, ({name, zone, offsetAt}, second) => {
      expect(offsetAt(second * 1000), name).to.equal(zone.stretchAt(second * 1000).offset);
    }), {numRuns: 1000});
    expect(() => readByFormat('Mars/Olympus')).to.throw(RangeError);
  });

  it('gives a day of 23 and one of 25 hours its own first instant and length', () => {
    const zone = createZone('America/New_York');
    const spring = dayNumber('2024-03-10') ?? 0;
    const autumn = dayNumber('2024-11-03') ?? 0;
    expect(zone.startOfDay(spring + 1) - zone.startOfDay(spring)).to.equal(23 * HOUR);
    expect(zone.startOfDay(autumn + 1) - zone.startOfDay(autumn)).to.equal(25 * HOUR);
    expect(zone.startOfDay(spring)).to.equal(utc('2024-03-10T05:00'));
  });

  it('reads a skipped hour as the first instant after the gap and a repeated hour as the earlier one', () => {
    const zone = createZone('Europe/Berlin');
    expect(zone.instantOf(utc('2024-03-31T02:30'))).to.equal(utc('2024-03-31T01:00'));
    expect(zone.instantOf(utc('2024-10-27T02:30'))).to.equal(utc('2024-10-27T00:30'));
    expect(zone.instantOf(utc('2024-10-27T03:00'))).to.equal(utc('2024-10-27T02:00'));
  });

  it('begins a day without midnight at the first hour that it has', () => {
    // São Paulo went from Saturday 23:59:59 to Sunday 01:00.
    expect(createZone('America/Sao_Paulo').startOfDay(dayNumber('2018-11-04') ?? 0)).to.equal(utc('2018-11-04T03:00'));
    expect(dayText(createZone('America/Sao_Paulo').dayOf(utc('2018-11-04T03:00')))).to.equal('2018-11-04');
  });

  it('knows that Samoa had no 30 December 2011', () => {
    const zone = createZone('Pacific/Apia');
    const skipped = dayNumber('2011-12-30') ?? 0;
    expect(zone.startOfDay(skipped)).to.equal(utc('2011-12-30T10:00'));
    expect(zone.startOfDay(skipped + 1)).to.equal(utc('2011-12-30T10:00'));
    expect(dayText(zone.dayOf(utc('2011-12-30T09:59')))).to.equal('2011-12-29');
    expect(dayText(zone.dayOf(utc('2011-12-30T10:00')))).to.equal('2011-12-31');
  });

  it('keeps offsets of half and three quarter hours', () => {
    expect(createZone('Asia/Kathmandu').wallOf(0) / HOUR).to.equal(5.5);
    expect(createZone('Asia/Kathmandu').wallOf(utc('2024-01-01T00:00')) - utc('2024-01-01T00:00')).to.equal(5.75 * HOUR);
    expect(createZone('Pacific/Chatham').wallOf(utc('2024-01-01T00:00')) - utc('2024-01-01T00:00')).to.equal(13.75 * HOUR);
    expect(createZone('America/St_Johns').wallOf(utc('2024-07-01T00:00')) - utc('2024-07-01T00:00')).to.equal(-2.5 * HOUR);
  });

  it('puts every instant inside its own day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES.map(createZone)), fc.integer({min: 0, max: 47_000}), (zone, day) => {
        const start = zone.startOfDay(day);
        expect(zone.dayOf(start) >= day).to.equal(true);
        expect(zone.dayOf(start - 1)).to.be.lessThan(day);
        expect(zone.startOfDay(day + 1)).to.be.at.least(start);
      }),
      {numRuns: 1000, seed: 7},
    );
  });

  it('names an unknown zone and says what to write', () => {
    expect(() => createZone('Asia/Peking City')).to.throw(RangeError, /"Asia\/Peking City".*"Asia\/Shanghai"/);
  });

  it('is one object a name', () => {
    expect(createZone('Asia/Shanghai')).to.equal(createZone('Asia/Shanghai'));
  });

  it('answers for numbers outside of every calendar', () => {
    const zone = createZone('Asia/Shanghai');
    expect(zone.dayOf(NaN)).to.be.NaN;
    expect(zone.instantOf(NaN)).to.be.NaN;
    expect(zone.instantOf(8e15)).to.equal(8e15 - 8 * HOUR);
    expect(Number.isFinite(zone.dayOf(-1e15))).to.equal(true);
  });
});

describe('dayNumber and dayText', () => {
  it('are inverse', () => {
    expect(dayNumber('1970-01-01')).to.equal(0);
    expect(dayNumber('2024-03-01')).to.equal(19_783);
    expect(dayText(19_783)).to.equal('2024-03-01');
    for (let day = -30_000; day < 60_000; day += 37) expect(dayNumber(dayText(day))).to.equal(day);
  });

  it('refuse what is no day of the calendar', () => {
    for (const text of ['2024-02-30', '2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '20240101', '2024-01-01T00:00', '', ' 2024-01-01']) {
      expect(dayNumber(text), text).to.equal(undefined);
    }
    expect(dayNumber('2000-02-29')).to.equal(11_016);
  });
});
