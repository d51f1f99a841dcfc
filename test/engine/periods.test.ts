import {expect} from 'chai';

import {conform} from '../../data-adapters/conform.ts';
import {dayNumber, dayText} from '../../data-adapters/cells/time-zone.ts';
import {buildDataset} from '../../engine/build-dataset.ts';
import {elapsedShare, resolveCompare} from '../../engine/compare.ts';
import type {Compare, Period} from '../../engine/query.ts';
import {describeWindow, resolvePeriod} from '../../engine/periods.ts';

const datasetAt = (now: string, weekStart = 1, timeZone = 'Asia/Shanghai') =>
  buildDataset(conform({order_lines: [{order_id: '1', ordered_at: '2023-05-06', net: 1, quantity: 1}, {order_id: '2', ordered_at: '2024-12-20', net: 1, quantity: 1}]}, {timeZone, currency: 'CNY'}), {now, weekStart});
const NOON = '2024-12-18T12:00:00+08:00';

function days(period: Period, now = NOON, weekStart = 1): string {
  const {from, end, partial} = describeWindow(resolvePeriod(period, datasetAt(now, weekStart), {}));
  return `${from} ${end}${partial ? ' partial' : ''}`;
}

function base(period: Period, compare: Compare, now = NOON): string {
  const dataset = datasetAt(now);
  const {window} = resolveCompare(compare, resolvePeriod(period, dataset, {}), dataset, {});
  return `${dayText(window.from)} ${dayText(window.to)}`;
}

describe('periods', () => {
  it('are read from presets on a Wednesday', () => {
    expect(days('today')).to.equal('2024-12-18 2024-12-18 partial');
    expect(days('yesterday')).to.equal('2024-12-17 2024-12-17');
    expect(days('this-week')).to.equal('2024-12-16 2024-12-22 partial');
    expect(days('this-week', NOON, 0)).to.equal('2024-12-15 2024-12-21 partial');
    expect(days('last-week')).to.equal('2024-12-09 2024-12-15');
    expect(days('this-month')).to.equal('2024-12-01 2024-12-31 partial');
    expect(days('last-quarter')).to.equal('2024-07-01 2024-09-30');
    expect(days('last-year')).to.equal('2023-01-01 2023-12-31');
    expect(days('last-7-days')).to.equal('2024-12-12 2024-12-18 partial');
    expect(days('all')).to.equal('2023-05-06 2024-12-20 partial');
  });

  it('are read from days, months, years and ranges', () => {
    expect(days('2024-02')).to.equal('2024-02-01 2024-02-29');
    expect(days('2023')).to.equal('2023-01-01 2023-12-31');
    expect(days('2024-02-27/2024-03-01')).to.equal('2024-02-27 2024-03-01');
    expect(days({from: '2023-11', to: '2024-01'})).to.equal('2023-11-01 2024-01-31');
    for (const wrong of ['', 'soon', '2024-02-30', 'last-0-days', '2024-03-05/2024-03-01', '2024/03']) {
      expect(() => days(wrong), wrong).to.throw(/cannot be read|before it begins/);
    }
  });

  it('are whole when the clock stands at the end of their last day', () => {
    expect(days('this-month', '2024-11-30T23:59:59.999+08:00')).to.equal('2024-11-01 2024-11-30');
    expect(days('today', '2024-11-30T23:59:59.998+08:00')).to.equal('2024-11-30 2024-11-30 partial');
  });

  it('follow the day of the shop, not of the machine', () => {
    const dataset = datasetAt('2024-12-18T17:00:00Z');
    expect(dataset.today).to.equal(dayNumber('2024-12-19'));
  });
});

describe('comparisons', () => {
  it('shift whole months by months and other ranges by their length', () => {
    expect(base('2024-03', 'previous-period')).to.equal('2024-02-01 2024-02-29');
    expect(base('last-quarter', 'previous-period')).to.equal('2024-04-01 2024-06-30');
    expect(base('2024-03-05/2024-03-07', 'previous-period')).to.equal('2024-03-02 2024-03-04');
    expect(base('2024-03', 'previous-year')).to.equal('2023-03-01 2023-03-31');
    expect(base('2024-03-30/2024-03-31', 'previous-week')).to.equal('2024-03-23 2024-03-24');
  });

  it('keep weekdays of whole weeks a year back, and meet 29 February with 28 February', () => {
    expect(base('last-week', 'previous-year')).to.equal('2023-12-11 2023-12-17');
    expect(base('2024-02-29', 'previous-year')).to.equal('2023-02-28 2023-02-28');
    expect(base('2024-02', 'previous-year')).to.equal('2023-02-01 2023-02-28');
  });

  it('cut the base of a running period to the elapsed days, never beyond its end', () => {
    expect(base('this-month', 'previous-period')).to.equal('2024-11-01 2024-11-18');
    expect(base('this-month', 'previous-period', '2024-03-30T12:00:00+08:00')).to.equal('2024-02-01 2024-02-29');
    expect(base('this-year', 'previous-year')).to.equal('2023-01-01 2023-12-18');
  });

  it('know what part of a period is over', () => {
    const week = {from: '2021-10-04', to: '2021-10-10'};
    expect(elapsedShare(week, Date.parse('2021-10-07T00:00:00Z'), 'UTC')).to.equal(3 / 7);
    expect(elapsedShare(week, Date.parse('2021-11-01T00:00:00Z'), 'UTC')).to.equal(1);
  });
});
