import {expect} from 'chai';

import {readCalendar} from '../../../engine/calendar/shop-calendar.ts';
import type {ShopCalendar, ShopEvent} from '../../../engine/calendar/shop-calendar.ts';
import {createSource} from '../../../engine/create-source.ts';
import {CALENDAR, datasetAt, NOON, periodOf} from './calendar-shop.ts';

const refusal = (calendar: unknown): string => {
  try {
    readCalendar(calendar as ShopCalendar, 1);
    return 'none';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};
const one = (event: Partial<ShopEvent>): string => refusal({events: [{name: '618', from: '2024-06-01', to: '2024-06-18', ...event}]});

describe('a shop\'s calendar', () => {
  it('is refused with the entry at fault and what to write', () => {
    expect(one({from: '2024-06-31'})).to.equal('RangeError: calendar.events[0].from of "618" is "2024-06-31"; write a day such as 2024-06-18.');
    expect(one({to: '2024-05-01'})).to.match(/calendar\.events\[0\] of "618" ends \(2024-05-01\) before it begins \(2024-06-01\)/);
    expect(one({peak: '2024-06-19'})).to.match(/peak of "618" is 2024-06-19, outside of 2024-06-01 to 2024-06-18/);
    expect(one({name: ''})).to.match(/calendar\.events\[0\]\.name is ""/);
    expect(one({name: '618/2024'})).to.match(/without one/);
    expect(one({year: 2024.5})).to.match(/year of "618" is 2024\.5/);
    expect(refusal({events: {}})).to.match(/calendar\.events is \{\}; write a list/);
    expect(refusal([])).to.match(/calendar is \[\]; write \{events/);
    expect(refusal({events: [...(CALENDAR.events ?? []), {name: '618', from: '2024-06-18', to: '2024-06-20'}]})).to.match(/"618" from 2024-06-18 begins before the one from 2024-05-20/);
    for (const fiscalYearStart of [0, 13, '4', '02-30', '12-29', 4.5]) expect(refusal({fiscalYearStart}), String(fiscalYearStart)).to.match(/calendar\.fiscalYearStart is .*; write a month/);
    expect(refusal({fiscalYearStart: 2, fiscalWeeks: '4-4-4'})).to.match(/calendar\.fiscalWeeks is "4-4-4"; write 4-4-5/);
    expect(refusal({fiscalWeeks: '4-4-5'})).to.match(/needs calendar\.fiscalYearStart/);
  });

  it('stops a source from being made, and is told by its info', () => {
    expect(() => createSource({}, {calendar: {events: [{name: '618', from: 'June', to: '2024-06-18'}]}})).to.throw(RangeError, /calendar\.events\[0\]\.from/);
    expect(createSource({}, {calendar: CALENDAR}).info.calendar).to.equal(CALENDAR);
    expect(createSource({}).info.calendar).to.equal(undefined);
  });

  it('names periods by event: the latest that has begun, or one of a year', () => {
    expect(periodOf('event:618')).to.equal('2024-05-20 2024-06-18');
    expect(periodOf('event:618/2023')).to.equal('2023-06-01 2023-06-18');
    expect(periodOf({event: '双11', year: 2022})).to.equal('2022-11-01 2022-11-11');
    expect(periodOf({event: '双11'})).to.equal('2024-10-21 2024-11-11');
    expect(periodOf('event:年货节/2023')).to.equal('2022-12-30 2023-01-19');
    expect(periodOf('event:Members')).to.equal('2024-08-08 2024-08-08');
    expect(periodOf('event:618', datasetAt('2024-05-19T23:59:00+08:00'))).to.equal('2023-06-01 2023-06-18');
    expect(periodOf('event:618', datasetAt('2024-05-20T00:00:00+08:00'))).to.equal('2024-05-20 2024-06-18 partial');
  });

  it('refuses an event it does not have, with near names and days', () => {
    expect(() => periodOf('event:61')).to.throw(/no event "61"\. Did you mean "618"/);
    expect(() => periodOf('event:618/2021')).to.throw(/no "618" of 2021\. It has 2023-06-01\/2023-06-18, 2024-05-20\/2024-06-18/);
    expect(() => periodOf('event:618', datasetAt('2022-01-01T00:00:00+08:00'))).to.throw(/no "618" that has begun/);
    expect(() => periodOf('event:618', datasetAt(NOON, {}))).to.throw(/no event "618"\. It has none: give calendar: \{events/);
    expect(() => periodOf('event:Members/2024')).to.throw(/occurs 2 times in 2024\. Name its days instead/);
    expect(() => periodOf({event: 618} as unknown as 'today')).to.throw(/cannot be read/);
    expect(() => periodOf({to: '2024-01-01'} as unknown as 'today')).to.throw(/cannot be read/);
  });
});
