import {expect} from 'chai';

import {ask, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const event = (user_id: string, at: string, step: string, session_id: string | null = null): Row => ({user_id, at, step, session_id});

const EVENTS = [
  event('u1', '2024-03-01T10:00:00', 'view', 's1'), event('u1', '2024-03-01T10:05:00', 'cart', 's1'), event('u1', '2024-03-03T09:00:00', 'pay', 's2'),
  event('u2', '2024-03-01T11:00:00', 'view', 's3'),
  event('u3', '2024-03-02T12:00:00', 'view', 's4'), event('u3', '2024-03-02T12:01:00', 'cart', 's4'),
  event('u4', '2024-03-02T13:00:00', 'cart', 's5'),
];

describe('traffic metrics, worked out by hand', () => {
  it('count visitors once however often they come', async () => {
    const days = await ask({events: EVENTS}, {metrics: ['visitors', 'page_views'], grain: 'day', period: '2024-03-01/2024-03-03'});
    expect(rowsOf(days, ['visitors', 'page_views'])).to.deep.equal([[2, 2], [2, 1], [1, 0]]);
    expect(days.totals).to.deep.include({visitors: 4, page_views: 3});
  });

  it('count sessions by their id, and bounces as sessions of one event', async () => {
    expect(await totalsOf({events: EVENTS}, ['sessions', 'bounce_rate', 'session_conversion'])).to.deep.equal([5, 3 / 5, 1 / 5]);
  });

  it('start a session after a pause of more than thirty minutes where there are no ids', async () => {
    const times = ['10:00:00', '10:30:00', '11:00:01'].map((time) => ({user_id: 'u', at: `2024-03-01T${time}`, step: 'view'}));
    expect(await totalsOf({events: times}, ['sessions'])).to.deep.equal([2]);
  });

  it('follow visitors from step to step', async () => {
    expect(await totalsOf({events: EVENTS}, ['view_to_cart', 'cart_abandonment'])).to.deep.equal([2 / 3, 2 / 3]);
  });

  it('divide buyers by visitors over two tables, and refuse to where a filter touches one of them', async () => {
    const tables = {events: EVENTS, order_lines: [line('1', '2024-03-03', 60, {shop: 'a'}), line('2', '2024-03-03', 20, {shop: 'b'})]};
    expect(await totalsOf(tables, ['conversion_rate', 'revenue_per_visitor'])).to.deep.equal([0.5, 20]);
    const filtered = await ask(tables, {metrics: ['conversion_rate', 'gmv'], filters: [{dimension: 'shop', in: ['a']}]});
    expect(filtered.totals).to.deep.include({conversion_rate: null, gmv: 60});
    expect(filtered.notes.map(({code}) => code)).to.include('filter-not-shared');
  });

  it('fall back to daily totals for views and sessions, and never for visitors', async () => {
    const traffic = [{day: '2024-03-01', visitors: 10, page_views: 30, sessions: 12, bounces: 3}, {day: '2024-03-02', visitors: 8, page_views: 10, sessions: 8, bounces: 2}];
    expect(await totalsOf({traffic}, ['page_views', 'sessions', 'bounce_rate', 'uv_days'])).to.deep.equal([40, 20, 0.25, 18]);
    const refusal = await ask({traffic}, {metrics: ['visitors']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"visitors" needs the table "events"/);
  });
});
