import {expect} from 'chai';
import fc from 'fast-check';

import {dayNumber, dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {MetricsQuery} from '../../../engine/analyses/metrics/metrics-query.ts';
import type {Cell, QueryResult} from '../../../engine/result.ts';
import {ask, codes, line, OPTIONS, rowsOf} from '../shop-rows.ts';
import type {Row} from '../shop-rows.ts';
import {CALENDAR, NOON} from './calendar-shop.ts';

const day = (text: string): number => dayNumber(text) as number;
const FIRST = day('2022-01-01');
/** Worth its number: 1 on 1 January 2022, 2 on the next day, … */
const order_lines: readonly Row[] = Array.from({length: 1096}, (_, index) => line(`${index}`, `${dayText(FIRST + index)}T10:00:00+08:00`, index + 1));
const worth = (text: string): number => day(text) - FIRST + 1;
const sum = (from: string, to: string): number => ((worth(from) + worth(to)) * (worth(to) - worth(from) + 1)) / 2;
const run = (query: Partial<MetricsQuery>, now = NOON): Promise<QueryResult> =>
  ask({order_lines}, {metrics: ['gmv'], ...query}, {...OPTIONS, now, calendar: CALENDAR});
const bases = (result: QueryResult, name: string): Map<Cell, Cell> => new Map(rowsOf(result, ['period', `gmv_${name}`]) as [Cell, Cell][]);

describe('days set against days', () => {
  it('of an event meet at its peak; those the other did not have have no base', async () => {
    const result = await run({period: 'event:618', grain: 'day', compare: 'previous-event'});
    const found = bases(result, 'previous_event');
    expect(found.size).to.equal(30);
    expect(found.get('2024-05-20')).to.equal(null);
    expect(found.get('2024-05-31')).to.equal(null);
    expect(found.get('2024-06-01')).to.equal(worth('2023-06-01'));
    expect(found.get('2024-06-18')).to.equal(worth('2023-06-18'));
    expect(result.columns['gmv_previous_event_status']?.slice(0, 13)).to.deep.equal([...Array.from({length: 12}, () => 'no-base'), 'ok']);
    expect(result.totals).to.include({gmv: sum('2024-05-20', '2024-06-18'), gmv_previous_event: sum('2023-06-01', '2023-06-18')});
    expect(result.period?.event).to.deep.equal({name: '618', year: 2024});
    expect(result.baselines?.['previous_event']).to.deep.include({event: {name: '618', year: 2023}, from: '2023-06-01', to: '2023-06-18'});
    expect(codes(result)).to.include.members(['event-aligned', 'event-lengths']);
  });

  it('of a moving festival meet by their distance from it, by week too', async () => {
    const daily = bases(await run({period: '2024-01-31/2024-02-20', grain: 'day', compare: {event: '春节'}}), 'previous_event');
    expect(daily.get('2024-02-10')).to.equal(worth('2023-01-22'));
    expect(daily.get('2024-01-31')).to.equal(worth('2023-01-12'));
    const weekly = bases(await run({period: '2024-01-31/2024-02-20', grain: 'week', compare: {event: '春节'}}), 'previous_event');
    // The week of Monday 29 January holds 31 January to 4 February: five days, each 384 days before.
    expect([...weekly]).to.deep.equal([
      ['2024-01-29', sum('2023-01-12', '2023-01-16')], ['2024-02-05', sum('2023-01-17', '2023-01-23')],
      ['2024-02-12', sum('2023-01-24', '2023-01-30')], ['2024-02-19', sum('2023-01-31', '2023-02-01')],
    ]);
  });

  it('of the same weekday make up months of the base', async () => {
    const found = bases(await run({period: '2024-02/2024-03', grain: 'month', compare: 'same-weekday'}), 'same_weekday');
    expect([...found]).to.deep.equal([['2024-02-01', sum('2023-02-02', '2023-03-02')], ['2024-03-01', sum('2023-03-03', '2023-04-02')]]);
  });

  it('are cut where the event runs: as many days, the last to the same minute', async () => {
    const result = await run({period: 'event:618', grain: 'day', compare: 'previous-event'}, '2024-06-03T09:00:00+08:00');
    const found = bases(result, 'previous_event');
    // Orders come at ten: at nine there is none of today, in either year.
    expect([...found].slice(-3)).to.deep.equal([['2024-06-01', worth('2023-06-01')], ['2024-06-02', worth('2023-06-02')], ['2024-06-03', 0]]);
    expect(result.totals).to.include({gmv: sum('2024-05-20', '2024-06-02'), gmv_previous_event: sum('2023-06-01', '2023-06-02')});
    expect(result.partial).to.equal(true);
    const early = await run({period: 'event:618', grain: 'day', compare: 'previous-event', share: true}, '2024-05-22T12:00:00+08:00');
    expect(early.totals).to.include({gmv: sum('2024-05-20', '2024-05-22'), gmv_previous_event: null, gmv_previous_event_status: 'no-base'});
    expect(early.totals?.['gmv_previous_event_contribution']).to.equal(null);
    expect([...bases(early, 'previous_event').values()]).to.deep.equal([null, null, null]);
  });

  it('of weeks in a month are as many as the month before has beside them', async () => {
    const found = await run({period: '2024-02', grain: 'week', compare: 'previous-period'});
    // 1 to 4 February stand beside 1 to 4 January, 26 to 29 February beside 26 to 29 January: the 30th and 31st beside nothing.
    expect([...bases(found, 'previous_period')]).to.deep.equal([
      ['2024-01-29', sum('2024-01-01', '2024-01-04')], ['2024-02-05', sum('2024-01-05', '2024-01-11')], ['2024-02-12', sum('2024-01-12', '2024-01-18')],
      ['2024-02-19', sum('2024-01-19', '2024-01-25')], ['2024-02-26', sum('2024-01-26', '2024-01-29')],
    ]);
    expect(found.totals?.['gmv_previous_period']).to.equal(sum('2024-01-01', '2024-01-31'));
  });

  it('of a year meet by date, past the 29th of February', async () => {
    const result = await run({period: '2024', grain: 'day', compare: 'previous-year'});
    const found = bases(result, 'previous_year');
    expect(found.get('2024-02-28')).to.equal(worth('2023-02-28'));
    expect(found.get('2024-02-29')).to.equal(worth('2023-02-28'));
    expect(found.get('2024-03-01')).to.equal(worth('2023-03-01'));
    expect(found.get('2024-12-17')).to.equal(worth('2023-12-17'));
    expect(codes(result)).to.include('leap-day');
    const months = bases(await run({period: '2024-01/2024-03', grain: 'month', compare: 'previous-year'}), 'previous_year');
    expect([...months.values()]).to.deep.equal([sum('2023-01-01', '2023-01-31'), sum('2023-02-01', '2023-02-28'), sum('2023-03-01', '2023-03-31')]);
  });

  it('are, for any range, grain and comparison, the sum over their own days', async () => {
    const asked = fc.record({
      from: fc.integer({min: day('2023-01-01'), max: day('2024-09-01')}), length: fc.integer({min: 1, max: 100}),
      grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const), compare: fc.constantFrom('same-weekday' as const, 'previous-period' as const),
    });
    await fc.assert(fc.asyncProperty(asked, async ({from, length, grain, compare}) => {
      const to = from + length - 1;
      const result = await run({period: `${dayText(from)}/${dayText(to)}`, grain, compare});
      const isMonths = compare === 'previous-period' && dayText(from).endsWith('-01') && dayText(to + 1).endsWith('-01');
      fc.pre(!isMonths);
      const shift = compare === 'same-weekday' ? 364 : length;
      const starts = (result.columns['period'] ?? []).map((text) => day(String(text)));
      starts.forEach((start, index) => {
        const last = Math.min((starts[index + 1] ?? Infinity) - 1, to);
        const first = Math.max(start, from);
        const expected = sum(dayText(Math.max(first - shift, FIRST)), dayText(last - shift));
        const found = result.columns[`gmv_${compare.replace('-', '_')}`]?.[index];
        expect(found ?? 0, `${dayText(first)} ${grain}`).to.equal(last - shift < FIRST ? 0 : expected);
      });
    }), {numRuns: 25});
  });
});

describe('changes against the new comparisons', () => {
  it('are relative, new from zero, by the size of a negative base, and in points for rates', async () => {
    const rows = [
      line('a', '2023-11-11', 100), line('b', '2023-11-11', 0, {status: 'cancelled'}), line('c', '2024-11-11', 150), line('d', '2024-11-11', 50),
      line('e', '2024-11-10', 70), line('f', '2023-11-10', 0),
    ];
    const options = {...OPTIONS, now: NOON, calendar: CALENDAR};
    const query = {metrics: ['gmv', 'cancel_rate'], period: '2024-11-09/2024-11-11', grain: 'day', compare: 'previous-event'} as const;
    const result = await ask({order_lines: rows}, query, options);
    // The rows begin on 10 November 2023.
    expect(rowsOf(result, ['gmv', 'gmv_previous_event', 'gmv_previous_event_change', 'gmv_previous_event_status'])).to.deep.equal([
      [0, null, null, 'no-base'], [70, 0, null, 'new'], [200, 100, 1, 'ok'],
    ]);
    expect(rowsOf(result, ['cancel_rate', 'cancel_rate_previous_event', 'cancel_rate_previous_event_change'])[2]).to.deep.equal([0, 0.5, -0.5]);
    const refunds = [line('g', '2023-11-05', 10, {refund: 110, refunded_at: '2023-11-11'}), line('h', '2024-11-11', 50)];
    const negative = await ask({order_lines: refunds}, {metrics: ['net_sales'], period: '2024-11-11', compare: ['previous-event', 'same-weekday']}, options);
    expect(negative.totals).to.include({net_sales: 50, net_sales_previous_event: -110, net_sales_previous_event_status: 'ok'});
    expect(negative.totals?.['net_sales_previous_event_change']).to.be.closeTo(160 / 110, 1e-12);
  });
});
