/** Says where a period and its base are unlike because of the shop's events: 双11 in one and not in the other. */

import {dayText} from '../../data-adapters/cells/time-zone.ts';
import {note} from '../build-result.ts';
import type {Dataset} from '../dataset.ts';
import type {Note} from '../result.ts';
import {occurrencesIn} from './occurrences.ts';

interface Days {
  readonly from: number;
  readonly to: number;
}

interface Share {
  readonly days: number;
  readonly peaks: number;
}

/**
 * A note for each event that `window` and `base` hold unlike many days of, or whose peak only one of them holds. `except` is an event that they are
 * aligned by and cut to.
 */
export function eventNotes(window: Days, base: Days, dataset: Dataset, except?: string): Note[] {
  if (base.to < base.from) return [];
  const names = new Set([...occurrencesIn(window.from, window.to, dataset), ...occurrencesIn(base.from, base.to, dataset)].map(({name}) => name));
  const [from, to] = [dayText(base.from), dayText(base.to)];
  return [...names].filter((name) => name !== except).flatMap((event) => {
    const [now, before] = [shareOf(event, window, dataset), shareOf(event, base, dataset)];
    const params = {event, days: now.days, baseDays: before.days, from, to};
    if (before.days === 0) return [note('event-not-in-base', `The period holds ${now.days} days of ${event}, the base (${from} to ${to}) none.`, params)];
    if (now.days === 0) return [note('event-only-in-base', `The base (${from} to ${to}) holds ${before.days} days of ${event}, the period none.`, params)];
    if (now.days !== before.days) {
      return [note('event-days-differ', `The period holds ${now.days} days of ${event}, the base (${from} to ${to}) ${before.days}.`, params)];
    }
    if (now.peaks === before.peaks) return [];
    const side = now.peaks > before.peaks ? 'period' : 'base';
    const lacks = side === 'base' ? 'period' : 'base';
    return [note('event-peak-differs', `The peak of ${event} is in the ${side}, not in the ${lacks} (base: ${from} to ${to}).`, {...params, side})];
  });
}

function shareOf(event: string, {from, to}: Days, dataset: Dataset): Share {
  const own = occurrencesIn(from, to, dataset).filter(({name}) => name === event);
  return {
    days: own.reduce((sum, each) => sum + Math.min(each.to, to) - Math.max(each.from, from) + 1, 0),
    peaks: own.filter(({peak}) => peak !== undefined && peak >= from && peak <= to).length,
  };
}
