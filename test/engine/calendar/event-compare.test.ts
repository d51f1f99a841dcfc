import {expect} from 'chai';
import fc from 'fast-check';

import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {ShopEvent} from '../../../engine/calendar/shop-calendar.ts';
import {resolveCompare} from '../../../engine/compare.ts';
import {describeWindow, resolvePeriod} from '../../../engine/periods.ts';
import {baselineOf, baseOf, datasetAt, NOON, noteCodes} from './calendar-shop.ts';

const refusal = (...args: Parameters<typeof baseOf>): string => {
  try {
    return baseOf(...args);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the same weekday a year before', () => {
  it('is 364 days back, whatever the range', () => {
    expect(baseOf('2024-11-11', 'same-weekday')).to.equal('2023-11-13 2023-11-13');
    expect(baseOf('2024-02-29', 'same-weekday')).to.equal('2023-03-02 2023-03-02');
    expect(baseOf('2024-03', 'same-weekday')).to.equal('2023-03-03 2023-04-02');
    expect(baseOf('this-month', 'same-weekday')).to.equal('2023-12-03 2023-12-20');
    expect(baselineOf('2024-03', 'same-weekday').name).to.equal('same_weekday');
  });

  it('is the nearest day of that weekday to the same date', () => {
    fc.assert(fc.property(fc.integer({min: 11_000, max: 25_000}), (day) => {
      const back = new Date((day - 364) * 86_400_000);
      const date = new Date(day * 86_400_000);
      const lastYear = Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate());
      expect(back.getUTCDay()).to.equal(date.getUTCDay());
      expect(Math.abs(back.getTime() - lastYear) / 86_400_000).to.be.at.most(3);
    }), {numRuns: 200});
  });
});

describe('the days of the event before', () => {
  it('meet peak to peak, and stay inside the other occurrence', () => {
    // 618 of 2024 begins twelve days earlier than that of 2023: its last 18 days have a counterpart.
    expect(baseOf('event:618/2024', 'previous-event')).to.equal('2023-06-01 2023-06-18');
    const lengths = baselineOf('event:618/2024', 'previous-event').notes.find(({code}) => code === 'event-lengths');
    expect(lengths?.params).to.deep.equal({event: '618', year: '2024', days: 30, baseYear: '2023', baseDays: 18, both: 18});
    // The other way about: of 22 days of 双11 2024 the last eleven answer to those of 2023.
    expect(baseOf({event: '双11', year: 2024}, {event: '双11', year: 2022})).to.equal('2022-11-01 2022-11-11');
    expect(baseOf('event:双11/2023', {event: '双11', year: 2024})).to.equal('2024-11-01 2024-11-11');
    expect(baseOf('event:双11/2023', 'previous-event')).to.equal('2022-11-01 2022-11-11');
    expect(noteCodes('event:双11/2023', 'previous-event')).to.deep.equal(['event-aligned']);
  });

  it('meet first day to first day without a peak, and follow a festival that moves', () => {
    expect(baseOf('event:年货节/2024', 'previous-event')).to.equal('2022-12-30 2023-01-19');
    expect(baseOf('event:春节', 'previous-event')).to.equal('2023-01-21 2023-01-27');
    expect(baseOf('event:Members', 'previous-event')).to.equal('2024-07-08 2024-07-08');
  });

  it('of another period lie as far from the peak: T-minus days', () => {
    // 9 to 11 November 2024 are T-2 to T; the ten days before new year's day of 2024 those before 22 January 2023.
    expect(baseOf('2024-11-09/2024-11-11', 'previous-event')).to.equal('2023-11-09 2023-11-11');
    expect(baseOf('2024-01-31/2024-02-09', {event: '春节'})).to.equal('2023-01-12 2023-01-21');
    expect(baseOf('2024-11', 'previous-event')).to.equal('2023-11-01 2023-11-30');
    const {notes, window} = baselineOf('2024-01-31/2024-02-09', {event: '春节'});
    expect(notes[0]).to.deep.include({code: 'event-aligned', params: {event: '春节', baseYear: '2023', day: '2024-02-10', baseDay: '2023-01-22'}});
    expect(describeWindow(window).event).to.deep.equal({name: '春节', year: 2023});
  });

  it('are cut to the elapsed part, to the hour, or are none where the other had not begun', () => {
    const running = datasetAt('2024-06-10T15:30:00+08:00');
    expect(baseOf('event:618', 'previous-event', running)).to.equal('2023-06-01 2023-06-10');
    expect(baselineOf('event:618', 'previous-event', running).window).to.include({partial: true, until: Date.parse('2023-06-10T15:30:00+08:00') + 1});
    // On 25 May 2024 the days that answer lie before 618 of 2023.
    const early = datasetAt('2024-05-25T12:00:00+08:00');
    expect(baseOf('event:618', 'previous-event', early)).to.equal('none');
    expect(describeWindow(baselineOf('event:618', 'previous-event', early).window).days).to.equal(0);
    // Where the other is over by its own last day, that day counts in whole.
    const longer = datasetAt('2024-06-18T12:00:00+08:00', {events: [
      {name: 'Sale', from: '2023-06-01', to: '2023-06-10'}, {name: 'Sale', from: '2024-06-01', to: '2024-06-20'},
    ]});
    expect(baselineOf('event:Sale', 'previous-event', longer).window).to.not.have.property('until');
    // So it does where it happens to have today's date: peak to peak 29 May 2024 answers to 30 May 2023.
    const sameDate = datasetAt('2024-05-29T00:30:00+08:00', {events: [
      {name: 'Sale', from: '2023-05-04', to: '2023-05-29', peak: '2023-05-16'}, {name: 'Sale', from: '2024-05-15', to: '2024-05-29', peak: '2024-05-15'},
    ]});
    expect(baselineOf('event:Sale', 'previous-event', sameDate).window).to.not.have.property('until');
    expect(baseOf('event:Sale', 'previous-event', longer)).to.equal('2023-06-01 2023-06-10');
  });

  it('are refused where no event lies in the period, none came before, or several lie differently', () => {
    expect(refusal('2024-09', 'previous-event')).to.match(/^Campaign days cannot be compared: no event of the shop's calendar lies in 2024-09-01 to 2024-09-30\. Ask for/);
    expect(refusal('2024-09', {event: '双11'})).to.match(/no "双11" of the shop's calendar lies in/);
    expect(refusal('event:618/2023', 'previous-event')).to.match(/^The shop's calendar has no "618" before that of 2023\. Add its days/);
    expect(refusal('event:618/2024', {event: '618', year: 2019})).to.match(/no "618" of 2019 beside that of 2024/);
    expect(refusal('event:618/2024', {event: '619'})).to.match(/no event "619"\. Did you mean "618"/);
    expect(refusal('2024', 'previous-event')).to.match(/^2024-01-01 to 2024-12-31 holds .*lie differently.*name one: \{event: "年货节"\}/);
    expect(baseOf('2024', 'event:双11')).to.equal(baseOf('2024', {event: '双11'}));
    expect(baseOf('event:双11', 'event:双11/2022')).to.equal('2022-11-01 2022-11-11');
    expect(baseOf('2024', {event: '双11'})).to.equal('2022-12-31 2023-12-18');
  });
});

describe('unlike days of events', () => {
  it('are told in a note', () => {
    expect(noteCodes('2024-11', 'previous-year')).to.deep.equal([]);
    expect(noteCodes('2024-10', 'previous-year')).to.deep.equal(['event-not-in-base']);
    expect(noteCodes('2024-12-01/2024-12-15', {from: '2024-11-01', to: '2024-11-15'})).to.deep.equal(['event-only-in-base']);
    expect(noteCodes('2024-11-05/2024-11-11', 'previous-period')).to.deep.equal(['event-peak-differs']);
    expect(noteCodes('2024-10-20/2024-11-11', 'previous-year')).to.deep.equal(['event-days-differ']);
    expect(noteCodes('2024-01', 'previous-year')).to.include.members(['event-only-in-base', 'event-days-differ']);
    expect(noteCodes('2024-08', 'previous-period')).to.deep.equal([]);
    expect(noteCodes('2024-11', 'previous-year', datasetAt(NOON, {}))).to.deep.equal([]);
    const [first] = baselineOf('2024-02-09/2024-02-15', 'previous-year').notes;
    expect(first?.message).to.equal('The period holds 7 days of 春节, the base (2023-02-09 to 2023-02-15) none.');
  });
});

describe('aligned days, whatever the calendar', () => {
  const occurrence = fc.record({
    start: fc.integer({min: 0, max: 60}), length: fc.integer({min: 1, max: 40}), peak: fc.option(fc.nat({max: 39}), {nil: undefined}),
  });
  const eventOf = (year: number, {start, length, peak}: {start: number; length: number; peak: number | undefined}): ShopEvent => {
    const first = Date.UTC(year, 4, 1) / 86_400_000 + start;
    return {name: 'Sale', from: dayText(first), to: dayText(first + length - 1), ...(peak === undefined ? {} : {peak: dayText(first + (peak % length))})};
  };
  const number = (text: string): number => Date.parse(text) / 86_400_000;

  it('lie in the named occurrence, in order, one for one, as many as have elapsed', () => {
    fc.assert(fc.property(occurrence, occurrence, fc.integer({min: 0, max: 100}), fc.integer({min: 0, max: 23}), (a, b, elapsed, hour) => {
      const [before, now] = [eventOf(2023, a), eventOf(2024, b)];
      const today = Math.max(number(now.from), Math.min(number(now.from) + elapsed, number(now.to) + 3));
      const dataset = datasetAt(`${dayText(today)}T${String(hour).padStart(2, '0')}:30:00+08:00`, {events: [now, before]});
      const window = resolvePeriod('event:Sale/2024', dataset, {});
      const {window: base, dayBefore} = resolveCompare('previous-event', window, dataset, {});
      const peaks = before.peak !== undefined && now.peak !== undefined;
      const shift = peaks ? number(now.peak) - number(before.peak) : number(now.from) - number(before.from);
      // By brute force: the elapsed days of this year, each moved, that the other occurrence has.
      const expected = Array.from({length: window.to - window.from + 1}, (_, index) => window.from + index - shift)
        .filter((day) => day >= number(before.from) && day <= number(before.to));
      const found = Array.from({length: Math.max(0, base.to - base.from + 1)}, (_, index) => base.from + index);
      expect(found).to.deep.equal(expected);
      expect(dayBefore(window.to, false) - dayBefore(window.from, false)).to.equal(window.to - window.from);
      if (peaks) expect(dayBefore(number(now.peak), false)).to.equal(number(before.peak));
      const answers = window.until !== undefined && base.to >= base.from && base.to === window.to - shift;
      expect(base.until).to.equal(answers ? dataset.now + 1 - shift * 86_400_000 : undefined);
    }), {numRuns: 300});
  });
});
