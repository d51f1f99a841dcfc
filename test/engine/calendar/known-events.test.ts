import {expect} from 'chai';

import {BLACK_FRIDAY_EVENTS, CHINA_EVENTS} from '../../../engine/calendar/known-events.ts';
import {readCalendar} from '../../../engine/calendar/shop-calendar.ts';
import type {ShopEvent} from '../../../engine/calendar/shop-calendar.ts';
import {newMoonNear} from './new-moon.ts';

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const named = (name: string): ShopEvent[] => CHINA_EVENTS.filter((event) => event.name === name);
const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
/** Month and day of the Chinese calendar as the platform knows it. */
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {timeZone: 'UTC', month: 'numeric', day: 'numeric'});
const lunar = (day: string): string => chinese.formatToParts(Date.parse(day)).filter(({type}) => type === 'month' || type === 'day').map(({value}) => value).join('/');

describe('known events', () => {
  it('place 春节 on the day of the new moon in Beijing, every year from 2015 to 2035', () => {
    const days = named('春节').map(({peak}) => peak as string);
    expect(days).to.have.length(21);
    for (const day of days) {
      const moon = newMoonNear(Date.parse(day));
      expect(new Date(moon + BEIJING_MS).toISOString().slice(0, 10), day).to.equal(day);
    }
  });

  it('agree with the platform\'s Chinese calendar, which is a day off where the new moon is within ten minutes of midnight', () => {
    for (const {peak = ''} of named('春节')) {
      const toMidnight = (newMoonNear(Date.parse(peak)) + BEIJING_MS + DAY_MS / 2) % DAY_MS - DAY_MS / 2;
      if (Math.abs(toMidnight) > 600_000) expect(lunar(peak), peak).to.equal('1/1');
      else expect(['1/1', '1/2', '12/29', '12/30'], peak).to.include(lunar(peak));
    }
    for (const {from} of named('年货节')) expect(lunar(from), from).to.equal('12/8');
  });

  it('are the state holiday of 春节 in the years it had seven days from new year\'s eve', () => {
    const official = ['2015-02-18/2015-02-24', '2016-02-07/2016-02-13', '2019-02-04/2019-02-10', '2021-02-11/2021-02-17', '2022-01-31/2022-02-06', '2023-01-21/2023-01-27'];
    const ours = named('春节').map(({from, to}) => `${from}/${to}`);
    for (const days of official) expect(ours).to.include(days);
  });

  it('end 年货节 the day before new year\'s eve, in the year of that 春节', () => {
    const calendar = readCalendar({events: CHINA_EVENTS}, 1);
    named('年货节').forEach(({to, year}, index) => {
      const festival = named('春节')[index] as ShopEvent;
      expect(plus(to, 1)).to.equal(festival.from);
      expect(String(year)).to.equal(festival.peak?.slice(0, 4));
    });
    expect(calendar.occurrences.filter(({year}) => year === 2023).map(({name}) => name)).to.deep.equal(['年货节', '春节', '618', '国庆', '双11', '双12']);
  });

  it('put Black Friday on the day after the fourth Thursday of November', () => {
    const fridays = BLACK_FRIDAY_EVENTS.filter(({name}) => name === 'Black Friday').map(({from}) => from);
    const known = ['2019-11-29', '2020-11-27', '2021-11-26', '2022-11-25', '2023-11-24', '2024-11-29', '2025-11-28', '2026-11-27'];
    expect(fridays).to.include.members(known);
    for (const day of fridays) {
      expect(new Date(day).getUTCDay(), day).to.equal(5);
      expect(Number(day.slice(8)), day).to.be.within(23, 29);
    }
    expect(BLACK_FRIDAY_EVENTS.find(({name, from}) => name === 'Cyber Monday' && from.startsWith('2024'))?.from).to.equal('2024-12-02');
  });
});
