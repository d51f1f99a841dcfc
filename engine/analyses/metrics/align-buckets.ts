/** Sets the buckets of a base against those of the period, day by day. */

import {leapDayNote} from '../../compare.ts';
import type {Baseline} from '../../compare.ts';
import type {Note} from '../../result.ts';
import type {Buckets} from './group-space.ts';

/**
 * First days of a base's buckets: those of the period's, each moved to its own day of the base. Weeks of a month are thus compared with as
 * many days of the month before, not with whatever its weeks are cut to. Days of the base after the last that is set against anything are a
 * bucket of their own, which nobody reads. Days and hours have no buckets but their own: undefined.
 */
export function baseStarts(now: Buckets, {dayBefore, window}: Baseline): readonly number[] | undefined {
  const {grain, starts, count} = now;
  if (grain === undefined || grain === 'day' || grain === 'hour') return undefined;
  const ofMonths = grain !== 'week';
  const moved = starts.map((start) => dayBefore(start, ofMonths));
  const after = dayBefore(now.daysOf(count - 1).to + 1, ofMonths);
  return after <= window.to ? [...moved, after] : moved;
}

/** For each bucket of the period the one of the base that it is set against; -1 where the base has none. */
export function baseBuckets(now: Buckets, base: Buckets, {window, dayBefore}: Baseline): Int32Array {
  const placeOf = (start: number, bucket: number): number => {
    if (now.grain !== 'day' && now.grain !== 'hour') return bucket;
    const size = now.grain === 'day' ? 1 : 24;
    const day = Math.floor(start / size);
    const before = dayBefore(day, false);
    return before < window.from || before > window.to ? -1 : (before - window.from) * size + start - day * size;
  };
  return Int32Array.from(now.starts, (start, bucket) => {
    const place = placeOf(start, bucket);
    if (place < 0 || place >= base.count) return -1;
    const {from, to} = base.daysOf(place);
    return from <= to ? place : -1;
  });
}

/** 29 February stands beside 28 February, which the day before it has, too. */
export function alignmentNotes({grain}: Buckets, places: Int32Array): Note[] {
  return grain === 'day' && places.some((place, index) => place >= 0 && place === places[index - 1]) ? [leapDayNote()] : [];
}
