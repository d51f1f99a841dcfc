/**
 * Calendar days and wall clocks of an IANA time zone.
 *
 * The platform is asked once a day of a year that rows touch; from then on a zone is arithmetic over its transitions. Nothing here
 * depends on the zone of the machine.
 */

export const DAY_MS = 86_400_000;

export interface Zone {
  readonly name: string;
  /** The calendar day of an instant, counted from 1970-01-01. */
  dayOf(instant: number): number;
  /** The wall clock of an instant, written as if it were UTC milliseconds. */
  wallOf(instant: number): number;
  /** The instant of a wall clock. A skipped hour gives the first instant after the gap, a repeated hour the earlier of the two. */
  instantOf(wall: number): number;
  /** The first instant of a calendar day (a day that never was gives the first instant after it). */
  startOfDay(day: number): number;
  /** The stretch of one offset around an instant: arithmetic for a whole column without a call a row. */
  stretchAt(instant: number): Stretch;
  /** The calendar day of `now`, by default that of the machine's clock. */
  today(now?: number): number;
}

/** A stretch of one offset: `from` included, `to` not. Cut at block borders too. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const BLOCK_MS = 365 * DAY_MS;
/** No offset is as large; a wall clock's instant lies within this of the same number read as UTC. */
const REACH_MS = 26 * 3_600_000;
const FIRST_INSTANT = Date.UTC(1000, 0, 1);
const LAST_INSTANT = Date.UTC(9990, 0, 1);

const zones = new Map<string, Zone>();

/** The zone of an IANA name, one object a name. Throws a `RangeError` that names an unknown zone and says what to write. */
export function createZone(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    zone = zoneOf(timeZone, offsetReader(timeZone));
    zones.set(timeZone, zone);
  }
  return zone;
}

type OffsetReader = (instant: number) => number;

/** What is used of `Temporal`, which not every platform has. */
interface ZonedClock {
  readonly Instant: {fromEpochMilliseconds(instant: number): {toZonedDateTimeISO(timeZone: string): {readonly offsetNanoseconds: number}}};
}

function offsetReader(timeZone: string): OffsetReader {
  const {Temporal: clock} = globalThis as {readonly Temporal?: ZonedClock};
  try {
    return clock ? readByTemporal(timeZone, clock) : readByFormat(timeZone);
  } catch {
    throw new RangeError(
      `Unknown time zone ${JSON.stringify(timeZone)}. Write an IANA name such as "Asia/Shanghai", "America/New_York" or "UTC".`,
    );
  }
}

/** Ready at once, where the first date format of a thread takes as long as reading a hundred thousand rows. */
function readByTemporal(timeZone: string, {Instant}: ZonedClock): OffsetReader {
  const offsetAt = (instant: number): number => Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
  // An unknown zone is found out here.
  offsetAt(0);
  return offsetAt;
}

/** Throws for an unknown zone. */
export function readByFormat(timeZone: string): OffsetReader {
  const format = new Intl.DateTimeFormat(
    'en-US-u-ca-gregory-nu-latn',
    {timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric'},
  );
  return (instant) => {
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (format.format(instant).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
}

function zoneOf(name: string, offsetAt: (instant: number) => number): Zone {
  const blocks = new Map<number, readonly Stretch[]>();
  let last: Stretch = {from: 0, to: 0, offset: 0};

  const find = (instant: number): Stretch => {
    const clamped = instant > FIRST_INSTANT ? Math.min(instant, LAST_INSTANT) : FIRST_INSTANT;
    const block = Math.floor(clamped / BLOCK_MS);
    let stretches = blocks.get(block);
    if (!stretches) {
      stretches = scan(block * BLOCK_MS, offsetAt);
      blocks.set(block, stretches);
    }
    return stretches.find((stretch) => clamped < stretch.to) ?? last;
  };
  const at = (instant: number): Stretch => {
    if (instant >= last.from && instant < last.to) return last;
    last = find(instant);
    return last;
  };

  const dayOf = (instant: number): number => Math.floor((instant + at(instant).offset) / DAY_MS);
  const instantOf = (wall: number): number => {
    // The first instant whose wall clock has reached `wall`: right for gaps and for repeated hours alike.
    if (!(wall > FIRST_INSTANT + REACH_MS && wall < LAST_INSTANT - REACH_MS)) return wall - at(wall).offset;
    let stretch = at(wall - REACH_MS);
    for (;;) {
      const instant = wall - stretch.offset;
      if (instant < stretch.to) return Math.max(instant, stretch.from);
      stretch = at(stretch.to);
    }
  };
  return {
    name,
    dayOf,
    wallOf: (instant) => instant + at(instant).offset,
    instantOf,
    stretchAt: at,
    startOfDay: (day) => instantOf(day * DAY_MS),
    today: (now = Date.now()) => dayOf(now),
  };
}

/** The stretches of one block: sampled once a day, each change of offset bisected to the second. */
function scan(start: number, offsetAt: (instant: number) => number): Stretch[] {
  const stretches: Stretch[] = [];
  let from = start;
  let offset = offsetAt(start);
  for (let day = 1; day <= BLOCK_MS / DAY_MS; day++) {
    const sample = start + day * DAY_MS;
    const found = offsetAt(sample);
    if (found === offset) continue;
    let before = sample - DAY_MS;
    let after = sample;
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    stretches.push({from, to: after, offset});
    from = after;
    offset = found;
  }
  if (from < start + BLOCK_MS) stretches.push({from, to: start + BLOCK_MS, offset});
  return stretches;
}

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2024-03-01` as days since 1970-01-01; undefined for anything that is not such a text or no day of the calendar. */
export function dayNumber(text: string): number | undefined {
  const match = DAY_TEXT.exec(text);
  return match ? civilDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Days since 1970-01-01 of a calendar date (month from 1); undefined if the calendar has no such day. */
export function civilDay(year: number, month: number, day: number): number | undefined {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  // Unlike Date.UTC, this does not read the years 0 to 99 as 1900 to 1999.
  return year < 100 ? new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS : Date.UTC(year, month - 1, day) / DAY_MS;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (dayTexts.size >= DAYS_KEPT) dayTexts.clear();
    dayTexts.set(day, text);
  }
  return text;
}

/** The days of some decades: results name the same ones again and again, and a `Date` a cell is what they cost most. */
const DAYS_KEPT = 1 << 14;
const dayTexts = new Map<number, string>();
