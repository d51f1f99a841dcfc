import {expect} from 'chai';

import type {Metric} from '../../metrics/index.ts';
import {ask, codes, line, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const paid = (id: string, paid_at: string, shipped_at: string | null, more: Row = {}): Row =>
  line(id, paid_at, 100, {paid_at, shipped_at, status: shipped_at === null ? 'paid' : 'shipped', ...more});

/** 1 takes 2 hours; 2 has two lines, of 4 and 30 hours; 3 takes 10; 4 never left; 5 left before it was paid; 6 was cancelled. */
const ORDERS: readonly Row[] = [
  paid('1', '2024-03-01T08:00:00', '2024-03-01T10:00:00', {delivered_at: '2024-03-03T10:00:00', category: 'tea'}),
  paid('2', '2024-03-01T09:00:00', '2024-03-01T13:00:00', {delivered_at: '2024-03-02T13:00:00', category: 'tea'}),
  paid('2', '2024-03-01T09:00:00', '2024-03-02T15:00:00', {delivered_at: '2024-03-07T03:00:00', category: 'cup'}),
  paid('3', '2024-03-02T08:00:00', '2024-03-02T18:00:00', {category: 'cup'}),
  paid('4', '2024-03-02T09:00:00', null, {category: 'cup'}),
  paid('5', '2024-03-03T09:00:00', '2024-03-03T08:00:00', {category: 'tea'}),
  paid('6', '2024-03-03T09:00:00', '2024-03-03T12:00:00', {status: 'cancelled'}),
];
const TABLES = {order_lines: ORDERS};

describe('fulfilment, worked out by hand', () => {
  it('takes one time an order, that of its last line, and leaves negative ones out with a note', async () => {
    const result = await ask(TABLES, {metrics: ['fulfilment_time', 'fulfilment_time_p90', 'delivery_time', 'delivery_time_p90']});
    // Hours 2, 30, 10; days 2 and 4.5 (the second line; the first came after 1).
    expect(result.totals).to.deep.equal({
      fulfilment_time: 10, fulfilment_time_p90: 10 + 0.8 * 20, delivery_time: 3.25, delivery_time_p90: 2 + 0.9 * 2.5,
    });
    expect(result.notes.find(({code}) => code === 'negative-duration')?.params).to.include({rows: 1, earlier: 'paid_at', later: 'shipped_at'});
  });

  it('takes the mean where a metric of one\'s own asks for it, and 95 of 100', async () => {
    const text = {en: 'Hours', zh: '时长'};
    const own = (quantile: number | 'mean'): Metric => ({
      key: `hours_${String(quantile).replace('.', '_')}`, unit: 'hours', better: 'lower', layer: 'execution', label: text, definition: text, formulaText: text,
      formula: 'hours', measures: {
        hours: {table: 'order_lines', aggregate: 'duration', from: ['paid_at'], to: 'shipped_at', quantile, at: ['shipped_at'], per: 'order_id'},
      },
    });
    // Without a condition order 6, of 3 hours, counts as well.
    const {totals} = await ask(TABLES, {metrics: [own('mean'), own(0.95)]});
    expect(totals?.['hours_mean']).to.equal((2 + 30 + 10 + 3) / 4);
    expect(totals?.['hours_0_95']).to.be.closeTo(10 + 0.85 * 20, 1e-12);
    const refusal = await ask(TABLES, {metrics: [own(95)]}).catch((error: Error) => error.message);
    expect(refusal).to.match(/quantile of shipped_at is 95.*from 0 to 1/);
  });

  it('dates a time by the day of shipping, and looks at the lines of a group', async () => {
    const days = await ask(TABLES, {metrics: ['fulfilment_time'], grain: 'day', period: '2024-03-01/2024-03-03'});
    // Order 2 is sent with its second parcel, on the second day, and on no day before.
    expect(days.columns['fulfilment_time']).to.deep.equal([2, 20, null]);
    const first = await ask(TABLES, {metrics: ['fulfilment_time'], period: '2024-03-01', filters: [{dimension: 'order_id', in: ['2']}]});
    expect(first.totals).to.deep.equal({fulfilment_time: null});
    const tea = await ask(TABLES, {metrics: ['fulfilment_time'], period: '2024-03-01', filters: [{dimension: 'category', in: ['tea']}]});
    expect(tea.totals).to.deep.equal({fulfilment_time: 3});
    const parts = await ask(TABLES, {metrics: ['fulfilment_time'], by: ['category']});
    expect(rowsOf(parts, ['category', 'fulfilment_time'])).to.have.deep.members([['cup', 20], ['tea', 3], [null, null]]);
  });

  it('counts from the order where there is no payment, and by whole days where only days are known', async () => {
    const order_lines = ORDERS.map(({paid_at: _, ...row}) => ({...row, shipped_at: row['shipped_at'] ? String(row['shipped_at']).slice(0, 10) : null}));
    const result = await ask({order_lines}, {metrics: ['fulfilment_time']});
    // Shipped on the day of the order, the day after, on the day: 0, 24, 0, 0. Midnight is not before the order of that morning.
    expect(result.totals).to.deep.equal({fulfilment_time: 0});
    expect(result.notes.find(({code}) => code === 'counted-from')?.params).to.include({wanted: 'paid_at', used: 'ordered_at'});
    expect(codes(result)).not.to.include('negative-duration');
  });

  it('counts waiting orders at the end of each day, whole orders only', async () => {
    const result = await ask(TABLES, {metrics: ['backlog'], grain: 'day', period: '2024-02-29/2024-03-04'});
    expect(result.columns['backlog']).to.deep.equal([null, 1, 1, 1, 1]);
    expect(result.totals).to.deep.equal({backlog: 1});
    const hours = await ask(TABLES, {metrics: ['backlog'], grain: 'hour', period: '2024-03-01'});
    expect(hours.columns['backlog']?.slice(7, 16)).to.deep.equal([0, 1, 2, 1, 1, 1, 1, 1, 1]);
    const parts = await ask(TABLES, {metrics: ['backlog'], by: ['category'], period: '2024-03-01'});
    expect(rowsOf(parts, ['category', 'backlog'])).to.deep.equal([['cup', 1]]);
  });

  it('lets go of what was given back, or is said to be shipped, and knows by status only the present', async () => {
    const order_lines = [
      paid('1', '2024-03-01', null), paid('2', '2024-03-01', null, {status: 'completed'}),
      paid('3', '2024-03-01', null, {status: 'refunded', refund: 100, refunded_at: '2024-03-03'}), paid('4', '2024-03-05', null, {status: 'pending'}),
    ];
    const days = {grain: 'day', period: '2024-03-01/2024-03-05'} as const;
    const result = await ask({order_lines}, {metrics: ['backlog'], ...days});
    expect(result.columns['backlog']).to.deep.equal([2, 2, 1, 1, 1]);
    const bare = await ask({order_lines: order_lines.map(({shipped_at: _, ...row}) => row)}, {metrics: ['backlog'], ...days});
    expect(bare.columns['backlog']).to.deep.equal([null, null, null, null, 1]);
    expect(codes(bare)).to.include('backlog-by-status');
  });

  it('judges promises that are due, of whole orders, until the end of a promised day', async () => {
    const promised = (id: string, promised_at: string, shipped_at: string | null, more: Row = {}): Row => paid(id, '2024-03-01T08:00:00', shipped_at, {promised_at, ...more});
    const order_lines = [
      promised('1', '2024-03-03', '2024-03-03T23:00:00'), promised('2', '2024-03-03', '2024-03-04T00:10:00'),
      promised('3', '2024-03-03', '2024-03-02T10:00:00'), promised('3', '2024-03-03', null), promised('4', '2024-03-04', null),
      promised('5', '2024-03-04', null, {status: 'refunded'}), promised('6', '2024-03-04', '2024-03-01T09:00:00', {status: 'cancelled'}),
      promised('7', '2024-05-01', null), promised('8', '2024-05-02', '2024-03-01T09:00:00'),
    ];
    expect(await totalsOf({order_lines}, ['on_time_rate'], {period: '2024-03'})).to.deep.equal([1 / 4]);
    expect(await totalsOf({order_lines}, ['on_time_rate'], {period: '2024-05'})).to.deep.equal([null]);
    // At noon of the promised day nobody is late yet.
    const noon = {now: '2024-03-04T12:00:00+08:00'};
    expect(await totalsOf({order_lines}, ['on_time_rate'], {period: '2024-03'}, noon)).to.deep.equal([1 / 3]);
    const days = await ask({order_lines}, {metrics: ['on_time_rate'], grain: 'day', period: '2024-03-03/2024-03-05'});
    expect(days.columns['on_time_rate']).to.deep.equal([1 / 3, 0, null]);
    const refusal = await ask(TABLES, {metrics: ['on_time_rate']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"on_time_rate" needs "promised_at" in the table "order_lines"/);
  });

  it('fills orders by shipped quantities, else by lines that were shipped, and says which', async () => {
    const order_lines = [
      paid('1', '2024-03-01', '2024-03-02', {quantity: 10, shipped_quantity: 7}), paid('2', '2024-03-01', null, {quantity: 5, shipped_quantity: 0}),
      paid('3', '2024-03-01', '2024-03-02', {quantity: 5, shipped_quantity: 5, status: 'cancelled'}), paid('1', '2024-03-01', null, {quantity: -3}),
    ];
    const known = await ask({order_lines}, {metrics: ['fill_rate']});
    expect(known.totals).to.deep.equal({fill_rate: 7 / 15});
    expect(codes(known)).to.deep.equal([]);
    const bare = await ask({order_lines: order_lines.map(({shipped_quantity: _, ...row}) => row)}, {metrics: ['fill_rate']});
    expect(bare.totals).to.deep.equal({fill_rate: 10 / 15});
    expect(codes(bare)).to.deep.equal(['formula-fallback']);
  });
});

/** Ann gives one of two back in April; bob's cancelled order was paid back; the shop books a return of cat's order as a negative line of it. */
const RETURNS: readonly Row[] = [
  line('1', '2024-03-01', 200, {quantity: 2, refund: 100, refunded_at: '2024-04-09', returned_quantity: 1, category: 'tea'}),
  line('2', '2024-03-02', 50, {status: 'cancelled', refund: 50, refunded_at: '2024-03-02', category: 'tea'}),
  line('3', '2024-03-31', 60, {quantity: 3, category: 'cup'}), line('3', '2024-04-05', -20, {quantity: -1, category: 'cup'}),
  line('4', '2024-04-01', 140, {category: 'tea'}),
];

describe('what came back, worked out by hand', () => {
  it('belongs to the day of the sale', async () => {
    const keys = ['refund_rate', 'return_rate_orders', 'return_rate_units'];
    const result = await ask({order_lines: RETURNS}, {metrics: keys, grain: 'month', period: '2024-03/2024-04'});
    expect(rowsOf(result, keys)).to.deep.equal([[120 / 260, 1, 2 / 5], [0, 0, 0]]);
    expect(result.totals).to.deep.equal({refund_rate: 120 / 400, return_rate_orders: 2 / 3, return_rate_units: 2 / 6});
    const parts = await ask({order_lines: RETURNS}, {metrics: ['refund_rate'], by: ['category']});
    expect(rowsOf(parts, ['category', 'refund_rate'])).to.deep.equal([['cup', 20 / 60], ['tea', 100 / 340]]);
  });

  it('falls back to its own day, with a note, where returns name no sale', async () => {
    const order_lines = [
      line('536365', '2024-03-01', 100, {quantity: 10}), line('C536379', '2024-04-02', -30, {quantity: -3}), line('536400', '2024-04-03', 60, {quantity: 6}),
    ];
    const result = await ask({order_lines}, {metrics: ['refund_rate', 'return_rate_units', 'return_rate_orders'], grain: 'month', period: '2024-03/2024-04'});
    expect(rowsOf(result, ['refund_rate', 'return_rate_units', 'return_rate_orders'])).to.deep.equal([[0, 0, 0], [0.5, 0.5, 1]]);
    expect(result.notes.find(({code}) => code === 'unlinked-returns')?.params).to.include({rows: 1});
  });

  it('is refused where the rows tell of no return at all: that is not a shop without returns', async () => {
    const bare = [line('1', '2024-03-01', 10)];
    const refusal = (metric: string, rows: readonly Row[]): Promise<string> =>
      ask({order_lines: rows}, {metrics: [metric]}).then(() => 'answered', (error: Error) => error.message);
    expect(await refusal('refund_rate', bare)).to.match(/"refund_rate" needs "refund" in the table "order_lines"/);
    expect(await refusal('return_rate_units', [line('1', '2024-03-01', 10, {refund: 5})])).to.match(/"return_rate_units" needs "returned_quantity"/);
  });

  it('is undefined where nothing was sold', async () => {
    expect(await totalsOf({order_lines: RETURNS}, ['refund_rate', 'return_rate_orders'], {period: '2024-03-15'})).to.deep.equal([null, null]);
  });
});

describe('one money in its states', () => {
  it('is dated by the day on which it took each state', async () => {
    const order_lines = [
      line('1', '2024-03-30', 100, {paid_at: '2024-03-30', shipped_at: '2024-03-31', delivered_at: '2024-04-02', status: 'completed', refund: 10, refunded_at: '2024-04-09'}),
      line('2', '2024-03-31', 50, {paid_at: '2024-04-01', shipped_at: '2024-04-02', delivered_at: null, status: 'shipped'}),
      line('3', '2024-03-31', 30, {paid_at: null, shipped_at: null, delivered_at: null, status: 'pending'}),
      line('4', '2024-03-31', 7, {paid_at: '2024-03-31', shipped_at: null, delivered_at: null, status: 'cancelled'}),
    ];
    const keys = ['placed_amount', 'paid_amount', 'shipped_amount', 'received_amount', 'confirmed_amount', 'kept_amount'];
    const asked = {metrics: keys, grain: 'month', period: '2024-03/2024-04'} as const;
    const result = await ask({order_lines}, asked);
    expect(rowsOf(result, ['gmv', ...keys.slice(1)])).to.deep.equal([[187, 100, 100, 0, 100, 140], [0, 50, 50, 100, 0, 0]]);
    const refusal = await ask({order_lines: [line('1', '2024-03-01', 1)]}, {metrics: ['shipped_amount']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"shipped_amount" needs "shipped_at" in the table "order_lines"/);
  });
});
