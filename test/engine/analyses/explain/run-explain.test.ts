import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import {QueryError} from '../../../../engine/query.ts';
import {codes, line, OPTIONS} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';
import {explain, FEB_TO_MARCH, nodesOf, rowsOf} from './explain-shop.ts';

const visit = (user_id: string, day: string, more: Row = {}): Row => ({user_id, at: `${day}T10:00:00`, step: 'view', ...more});
const visits = (count: number, day: string): Row[] => Array.from({length: count}, (_, index) => visit(`u${index}`, day));

/** 4 visitors × ½ × 50 = 100 in February; 8 × ¼ × 80 = 160 in March. */
const SHOP = {
  order_lines: [
    line('1', '2024-02-05', 60, {customer_id: 'u0', channel: 'web', device: 'pc'}), line('2', '2024-02-06', 40, {customer_id: 'u1', channel: 'app', device: 'pc'}),
    line('3', '2024-03-05', 70, {customer_id: 'u0', channel: 'web', device: 'pc'}), line('4', '2024-03-06', 90, {customer_id: 'u2', channel: 'live', device: 'pc'}),
  ],
  events: [...visits(4, '2024-02-03'), ...visits(8, '2024-03-03')],
};

/** Every channel's order value falls, that of the shop rises: 160 ÷ 4 → 280 ÷ 4. */
const SIMPSON = [
  line('1', '2024-02-05', 100, {channel: 'app'}), ...['2', '3', '4'].map((id) => line(id, '2024-02-06', 20, {channel: 'web'})),
  ...['5', '6', '7'].map((id) => line(id, '2024-03-05', 90, {channel: 'app'})), line('8', '2024-03-06', 10, {channel: 'web'}),
];

async function errorOf(query: object, tables: Readonly<Record<string, readonly Row[]>> = SHOP): Promise<QueryError> {
  try {
    await createSource(tables, OPTIONS).run({analysis: 'explain', ...FEB_TO_MARCH, metric: 'gmv', ...query});
  } catch (error) {
    if (error instanceof QueryError) return error;
  }
  throw new Error('no QueryError');
}

describe('why a metric moved', () => {
  it('tells GMV as visitors × conversion × value per customer', async () => {
    const result = await explain(SHOP, {metric: 'gmv', by: []});
    const found = rowsOf(result).map((row) => [row['id'], row['parent'], row['base'], row['now'], row['change'], row['contribution']]);
    expect(found[0]).to.deep.equal(['total', null, 100, 160, 60, 60]);
    // Visitors: 4 × (2×0.5×50 + 0.25×50 + 0.5×80 + 2×0.25×80) ÷ 6; conversion: −0.25 × (2×4×50 + 8×50 + 4×80 + 2×8×80) ÷ 6; value: 30 × 13 ÷ 6.
    expect(found.slice(1).map((row) => row.slice(0, 5))).to.deep.equal([
      ['driver:visitors', 'total', 4, 8, 4], ['driver:order_conversion', 'total', 0.5, 0.25, -0.25], ['driver:gmv_per_customer', 'total', 50, 80, 30],
    ]);
    [95, -100, 65].forEach((expected, index) => expect(found[index + 1]?.[5]).to.be.closeTo(expected, 1e-9));
    const shares = [...nodesOf(result).values()].map(({share}) => share as number);
    [1, 95 / 60, -100 / 60, 65 / 60].forEach((expected, index) => expect(shares[index]).to.be.closeTo(expected, 1e-12));
    expect(result.columns['unit']).to.deep.equal(['money', 'count', 'ratio', 'money']);
    expect(result.columns['label_zh']?.[3]).to.equal('客均下单金额');
  });

  it('tells values of a sum by now − base, those that appear and vanish too, and leaves out what has one value or only names', async () => {
    const result = await explain(SHOP, {metric: 'gmv', drivers: []});
    const found = rowsOf(result).map((row) => [row['id'], row['base'], row['now'], row['contribution']]);
    expect(found).to.deep.equal([
      ['total', 100, 160, 60], ['dimension:channel', 100, 160, 60],
      ['dimension:channel/value:live', 0, 90, 90], ['dimension:channel/value:app', 40, 0, -40], ['dimension:channel/value:web', 60, 70, 10],
    ]);
    // ½ Σ |c − 60 s| ÷ 140 with sizes live 90, app 40, web 130 of 260.
    const expected = (Math.abs(90 - 60 * 90 / 260) + Math.abs(-40 - 60 * 40 / 260) + Math.abs(10 - 60 * 130 / 260)) / 2 / 140;
    expect(nodesOf(result).get('dimension:channel')?.['concentration']).to.be.closeTo(expected, 1e-12);
  });

  it('tells a better mix from falling rates (Simpson)', async () => {
    const nodes = nodesOf(await explain({order_lines: SIMPSON}, {metric: 'aov', by: ['channel'], drivers: []}));
    const read = (id: string): unknown[] => ['base', 'now', 'contribution', 'mix', 'rate'].map((name) => nodes.get(id)?.[name]);
    expect(read('total')).to.deep.equal([40, 70, 30, null, null]);
    expect(read('dimension:channel')).to.deep.equal([40, 70, 30, 40, -10]);
    expect(read('dimension:channel/value:app')).to.deep.equal([100, 90, 15, 20, -5]);
    expect(read('dimension:channel/value:web')).to.deep.equal([20, 10, 15, 20, -5]);
  });

  it('puts the values that moved least into one row', async () => {
    const lines = ['a', 'b', 'c', 'd'].flatMap((channel, index) => [
      line(`${channel}1`, '2024-02-05', 10.1, {channel}), line(`${channel}2`, '2024-03-05', 10.1 + 2 ** index, {channel}),
    ]);
    const nodes = nodesOf(await explain({order_lines: lines}, {metric: 'gmv', by: ['channel'], limit: 2, drivers: []}));
    expect([...nodes.keys()].slice(2)).to.deep.equal(['d', 'c'].map((value) => `dimension:channel/value:${value}`).concat('dimension:channel/others'));
    const others = nodes.get('dimension:channel/others');
    expect([others?.['key'], others?.['value'], others?.['base'], others?.['now'], others?.['contribution']]).to.deep.equal(['(others)', null, 20.2, 23.2, 3]);
    const ratio = nodesOf(await explain({order_lines: lines.map((row) => ({...row, discount: 1}))}, {metric: 'discount_rate', by: ['channel'], limit: 2}));
    expect(ratio.get('dimension:channel/others')?.['base']).to.be.closeTo(2 / 22.2, 1e-12);
  });

  it('orders values that moved alike by name, whichever way and from whatever size', async () => {
    const lines = [['c', 50, 60], ['a', 30, 20], ['b', 5, 15]].flatMap(([channel, base, now]) => [
      line(`${String(channel)}1`, '2024-02-05', base as number, {channel: channel as string}),
      line(`${String(channel)}2`, '2024-03-05', now as number, {channel: channel as string}),
    ]);
    const {columns} = await explain({order_lines: lines}, {metric: 'gmv', by: ['channel'], drivers: [], limit: 2});
    expect(columns['id']?.slice(2)).to.deep.equal(['value:a', 'value:b', 'others'].map((id) => `dimension:channel/${id}`));
  });

  it('gives what distinct counts do not add up to a row, and says so', async () => {
    // c1 buys in both channels in March: 1 → 2 in web, 1 → 2 in app, but 2 → 3 in all.
    const bought = (id: string, day: string, customer_id: string, channel: string): Row => line(id, day, 10, {customer_id, channel});
    const result = await explain({order_lines: [
      bought('1', '2024-02-05', 'c1', 'web'), bought('2', '2024-02-05', 'c2', 'app'), bought('3', '2024-03-05', 'c1', 'web'),
      bought('4', '2024-03-05', 'c1', 'app'), bought('5', '2024-03-05', 'c2', 'app'), bought('6', '2024-03-05', 'c3', 'web'),
    ]}, {metric: 'buyers', by: ['channel']});
    const nodes = nodesOf(result);
    expect(['value:app', 'value:web', 'overlap'].map((id) => nodes.get(`dimension:channel/${id}`)?.['contribution'])).to.deep.equal([1, 1, -1]);
    expect(nodes.get('dimension:channel/overlap')?.['key']).to.equal('(overlap)');
    expect(codes(result)).to.include('explain-overlap');
  });

  it('ranks the dimension whose small part moved before the one that moved as a whole', async () => {
    const lines = ['x', 'y'].flatMap((channel) => ['p', 'q', 'r'].flatMap((category) => [
      line(`${channel}${category}1`, '2024-02-05', 100, {channel, category}),
      line(`${channel}${category}2`, '2024-03-05', category === 'r' ? 200 : 100, {channel, category}),
    ]));
    const {columns} = await explain({order_lines: lines}, {metric: 'gmv'});
    expect(columns['key']?.filter((_, row) => columns['kind']?.[row] === 'dimension')).to.deep.equal(['category', 'channel']);
    expect(columns['concentration']?.filter((cell) => cell !== null).at(-1)).to.equal(0);
  });

  it('divides each driver among the values of its own dimensions', async () => {
    const nodes = nodesOf(await explain({order_lines: SIMPSON}, {metric: 'net_sales', by: ['channel'], drivers: ['orders', 'aov'], driverValues: true}));
    // 4 × 40 → 4 × 70: all of it is order value, four orders' worth of each mix and rate.
    expect(nodes.get('driver:orders')?.['contribution']).to.equal(0);
    expect(nodes.get('driver:aov')?.['contribution']).to.equal(120);
    const app = nodes.get('driver:aov/dimension:channel/value:app');
    expect([app?.['contribution'], app?.['mix'], app?.['rate'], app?.['base'], app?.['unit']]).to.deep.equal([60, 80, -20, 100, 'money']);
    // Orders of app 1 → 3, of web 3 → 1, each worth (40 + 70) ÷ 2.
    expect(nodes.get('driver:orders/dimension:channel/value:app')?.['contribution']).to.equal(110);
    expect(nodes.get('driver:orders/dimension:channel/value:web')?.['contribution']).to.equal(-110);
  });
});

describe('an explanation that cannot be whole', () => {
  it('passes over a chain that the source cannot answer, with its name', async () => {
    const result = await explain({order_lines: SHOP.order_lines}, {metric: 'gmv', by: []});
    expect(result.columns['key']).to.deep.equal(['gmv', 'ordering_customers', 'placed_orders_per_customer', 'gmv_per_order']);
    expect(result.notes.find(({code}) => code === 'drivers-lacking')?.params)
      .to.deep.equal({metric: 'gmv', drivers: 'visitors × order_conversion × gmv_per_customer', lacking: 'events'});
  });

  it('passes over a chain with a factor that is undefined, and tells a zero base by dimensions', async () => {
    const tables = {order_lines: [line('0', '2024-01-05', 1, {channel: 'web'}), ...SHOP.order_lines.slice(2)], events: SHOP.events};
    const result = await explain(tables, {metric: 'gmv', by: ['channel']});
    expect(result.columns['kind']).to.deep.equal(['total', 'dimension', 'value', 'value']);
    expect(result.columns['base']).to.deep.equal([0, 0, 0, 0]);
    expect(result.columns['contribution']).to.deep.equal([160, 160, 90, 70]);
    expect(result.notes.filter(({code}) => code === 'drivers-undefined').map(({params}) => params['driver']))
      .to.deep.equal(['gmv_per_customer', 'placed_orders_per_customer', 'gmv_per_order']);
  });

  it('does not take factors for drivers whose product is another number', async () => {
    const lines = [...SHOP.order_lines, line('9', '2024-03-09', 5, {customer_id: null, channel: 'web'})];
    const result = await explain({order_lines: lines}, {metric: 'orders', drivers: ['buyers', 'orders_per_buyer'], by: []});
    expect(result.columns['kind']).to.deep.equal(['total']);
    expect(codes(result)).to.include('drivers-inexact');
  });

  it('has parts below zero, and no shares of a change of nothing', async () => {
    const lines = [
      line('1', '2024-02-05', 100, {channel: 'web'}), line('2', '2024-03-05', 150, {channel: 'app'}),
      line('0', '2024-01-05', 80, {channel: 'web', refund: 50, refunded_at: '2024-03-02'}),
    ];
    const nodes = nodesOf(await explain({order_lines: lines}, {metric: 'net_sales', by: ['channel'], drivers: []}));
    const web = nodes.get('dimension:channel/value:web');
    expect([web?.['base'], web?.['now'], web?.['contribution'], web?.['share']]).to.deep.equal([100, -50, -150, null]);
    expect(nodes.get('dimension:channel/value:app')?.['contribution']).to.equal(150);
    // No order of web in March, and a refund: its part of the order value is a rate of no order.
    const aov = nodesOf(await explain({order_lines: lines}, {metric: 'aov', by: ['channel'], drivers: []}));
    const parts = ['app', 'web'].map((value) => aov.get(`dimension:channel/value:${value}`));
    expect(parts.reduce((sum, part) => sum + (part?.['contribution'] as number), 0)).to.be.closeTo(0, 1e-9);
    expect([parts[1]?.['now'], parts[1]?.['rate']]).to.deep.equal([null, -50]);
  });

  it('tells only the total of a metric that is undefined in a period', async () => {
    const result = await explain({order_lines: SHOP.order_lines.slice(2)}, {metric: 'aov'});
    expect([result.length, result.columns['change'], codes(result).includes('explain-undefined')]).to.deep.equal([1, [null], true]);
  });

  it('does not take medians apart', async () => {
    const lines = SHOP.order_lines.map((row, index) => ({...row, shipped_at: `${String(row['ordered_at'])}T1${index}:00:00`}));
    const result = await explain({order_lines: lines}, {metric: 'fulfilment_time'});
    expect([result.columns['kind'], codes(result).includes('explain-whole')]).to.deep.equal([['total'], true]);
    expect((await errorOf({metric: 'fulfilment_time', by: ['channel']}, {order_lines: lines})).message).to.match(/fulfilment_time is neither a sum/);
  });

  it('names the option that is wrong', async () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{metric: undefined}, /^metric is not given/], [{metric: 'gmw'}, /no metric "gmw".*gmv/], [{compare: undefined}, /^compare is not given.*one base/],
      [{compare: ['previous-period', 'previous-year']}, /^compare is \["previous-period"/], [{compare: 'last-decade'}, /Unknown comparison "last-decade"/],
      [{by: 'channel'}, /^by is "channel"/], [{by: ['chanel']}, /dimension "chanel".*channel/], [{metric: 'conversion_rate', by: ['device']}, /cannot be split by "device"/],
      [{by: ['channel', 'channel']}, /twice: channel, channel/], [{limit: 0}, /^limit is 0/], [{drivers: 'orders'}, /^drivers is "orders"/],
      [{method: 'lmdi'}, /^method is "lmdi"/],
      [{drivers: ['ordrs']}, /no metric "ordrs"/], [{driverValues: 'yes'}, /^driverValues is "yes"/],
    ];
    for (const [query, message] of cases) {
      const error = await errorOf(query);
      expect(error.message).to.match(message);
      expect((error.query as {analysis: string}).analysis).to.equal('explain');
    }
  });
});
