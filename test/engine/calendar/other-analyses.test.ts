import {expect} from 'chai';

import {createSource} from '../../../engine/create-source.ts';
import type {Query} from '../../../engine/query.ts';
import type {QueryResult} from '../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../shop-rows.ts';
import {CALENDAR} from './calendar-shop.ts';

const event = (user_id: string, step: string, at: string): object => ({user_id, step, at: `${at}T10:00:00+08:00`});
const TABLES = {
  order_lines: [
    line('a', '2023-06-17', 10, {channel: 'web'}), line('b', '2023-06-18', 30, {channel: 'app'}), line('c', '2023-07-01', 500, {channel: 'web'}),
    line('d', '2024-06-17', 40, {channel: 'web', customer_id: 'ca'}), line('e', '2024-06-18', 60, {channel: 'app'}),
  ],
  events: [
    event('u', 'view', '2023-06-18'), event('u', 'pay', '2023-06-18'), event('v', 'view', '2023-06-18'), event('w', 'view', '2023-07-02'),
    event('x', 'view', '2024-06-17'), event('x', 'pay', '2024-06-18'),
  ],
};
const run = (query: Query, now: string): Promise<QueryResult> => createSource(TABLES, {...OPTIONS, now, calendar: CALENDAR}).run(query);

const AFTER = '2024-07-01T12:00:00+08:00';
/** 618 of 2024 has begun, that of 2023 had not as long before its peak. */
const EARLY = '2024-05-22T12:00:00+08:00';
const SAME = {period: 'event:618', compare: 'previous-event'} as const;

describe('other analyses', () => {
  it('compare an event with the one before: funnels', async () => {
    const query = {analysis: 'funnel', steps: ['view', 'pay'], within: '7d', ...SAME} as const;
    const result = await run(query, AFTER);
    expect(rowsOf(result, ['reached', 'reached_previous_event'])).to.deep.equal([[1, 2], [1, 1]]);
    expect(codes(result)).to.include.members(['event-aligned', 'event-lengths']);
    const early = await run(query, EARLY);
    expect(early.columns['reached_previous_event']).to.deep.equal([0, 0]);
  });

  it('break it down and explain it, and have nothing to explain without a base', async () => {
    const breakdown = await run({analysis: 'breakdown', metric: 'gmv', by: 'channel', ...SAME}, AFTER);
    expect(rowsOf(breakdown, ['channel', 'gmv', 'base'])).to.deep.equal([['app', 60, 30], ['web', 40, 10]]);
    const explained = await run({analysis: 'explain', metric: 'gmv', by: ['channel'], ...SAME}, AFTER);
    expect(explained.totals).to.include({now: 100, base: 40});
    for (const query of [{analysis: 'breakdown', metric: 'gmv', by: 'channel', ...SAME}, {analysis: 'explain', metric: 'gmv', ...SAME}] as const) {
      expect((await run(query, EARLY)).totals?.['base']).to.equal(null);
    }
  });

  it('take an event for their period', async () => {
    const rows = await run({analysis: 'rows', table: 'order_lines', columns: ['order_id'], period: 'event:618/2023'}, AFTER);
    expect([...(rows.columns['order_id'] ?? [])].sort()).to.deep.equal(['a', 'b']);
    const cohorts = await run({analysis: 'cohort', conditions: [{period: 'event:618/2023'}, {period: {event: '618', year: 2024}}]}, AFTER);
    expect(rowsOf(cohorts, ['condition', 'actors', 'rate'])).to.deep.equal([['event:618/2023', 2, 1], ['618 2024', 1, 0.5]]);
  });
});
