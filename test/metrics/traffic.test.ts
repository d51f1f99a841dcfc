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
    expect(await totalsOf({events: EVENTS}, ['view_to_cart'])).to.deep.equal([2 / 3]);
  });

  it('know steps by the names that logs give them, and say which they took', async () => {
    const renamed = (names: Readonly<Record<string, string>>): Row[] => EVENTS.map((each) => ({...each, step: names[String(each['step'])] ?? null}));
    const shopify = renamed({view: 'product_view', cart: 'add_to_cart', pay: 'purchase'});
    const metrics = ['view_to_cart', 'page_views', 'session_conversion'];
    const plain = await ask({events: shopify}, {metrics});
    expect(plain.totals).to.deep.equal({view_to_cart: 2 / 3, page_views: 3, session_conversion: 1 / 5});
    expect(plain.notes).to.deep.equal([]);
    // Looking at the cart's page is not putting something into it.
    const both = await ask({events: [...shopify, event('u2', '2024-03-01T11:10:00', 'cart')]}, {metrics: ['view_to_cart']});
    expect(both.totals).to.deep.equal({view_to_cart: 2 / 3});
    expect(both.notes.map(({code, params}) => [code, params['step'], params['others']])).to.deep.equal([['step-taken', 'add_to_cart', 'cart']]);
    const none = await ask({events: renamed({view: 'vue', cart: 'panier', pay: 'pay'})}, {metrics: ['view_to_cart']});
    expect(none.totals).to.deep.equal({view_to_cart: null});
    expect(none.notes.map(({code}) => code)).to.deep.equal(['unknown-step', 'unknown-step']);
  });

  it('judge a cart only when its seven days are over, to the instant', async () => {
    const carts = [...EVENTS, event('u5', '2024-03-03T08:00:00', 'cart'), event('u6', '2024-03-08T10:00:00', 'cart')];
    // The last event is 10 March, 08:00: u1 paid, u3, u4 and u5 did not; u6 may still pay.
    const on = (at: string) => ask({events: [...carts, event('u9', at, 'view')]}, {metrics: ['cart_abandonment']});
    const result = await on('2024-03-10T08:00:00');
    expect(result.totals).to.deep.equal({cart_abandonment: 3 / 4});
    expect(result.notes.find(({code}) => code === 'left-undecided')?.params).to.deep.equal({actors: 1, within: '7d'});
    expect((await on('2024-03-10T07:59:59')).totals).to.deep.equal({cart_abandonment: 2 / 3});
    expect(await totalsOf({events: EVENTS}, ['cart_abandonment'])).to.deep.equal([null]);
  });

  it('follow visitors from step to step in every day, hour and channel', async () => {
    const view = (user: string, at: string, channel: string, step = 'view'): Row => ({...event(user, at, step), channel});
    const events = [
      view('a', '2024-03-01T10:10:00', 'web'), view('a', '2024-03-02T10:20:00', 'app', 'cart'), view('a', '2024-03-02T11:00:00', 'app'),
      view('b', '2024-03-02T10:30:00', 'app'), view('b', '2024-03-02T10:40:00', 'app', 'cart'), view('c', '2024-03-02T11:10:00', 'web'),
    ];
    const query = {metrics: ['view_to_cart'], period: '2024-03-01/2024-03-02'} as const;
    // On the second day a looks and puts nothing in its cart after that; over both days it does.
    expect((await ask({events}, {...query, grain: 'day'})).columns['view_to_cart']).to.deep.equal([1, 1 / 3]);
    expect((await ask({events}, query)).totals).to.deep.equal({view_to_cart: 2 / 3});
    const byChannel = await ask({events}, {...query, by: ['channel'], sort: {column: 'channel'}});
    expect(rowsOf(byChannel, ['channel', 'view_to_cart'])).to.deep.equal([['app', 1], ['web', 1 / 2]]);
    const hours = await ask({events}, {...query, period: '2024-03-02', grain: 'hour'});
    expect((hours.columns['view_to_cart'] ?? []).slice(9, 13)).to.deep.equal([null, 1, 0, null]);
    const app = await ask({events}, {...query, filters: [{dimension: 'channel', in: ['app']}]});
    expect(app.totals).to.deep.equal({view_to_cart: 1 / 2});
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
