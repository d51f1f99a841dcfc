/** Perspective: a table and views over it. RFM, funnel, stock and cohorts are beyond its view model. */

import perspective from '@perspective-dev/client';

import {CATEGORIES, CHANNELS, DAY, DAYS, T0} from '../data/generate.js';
import {PERIODS} from '../reference/works.js';

const EXPR = {
  day: `floor(("order_time" - ${T0}) / ${DAY})`,
  amt: '"qty" * "unit_price" - "discount"',
  refund: `if ("status" == 'refunded') { "qty" * "unit_price" - "discount" } else { 0 }`,
  margin: `if ("status" == 'paid') { "qty" * "unit_price" - "discount" - "qty" * "cost" } else { 0 }`,
};
const AGG = {amt: 'sum', refund: 'sum', margin: 'sum', order_id: 'distinct count', customer_id: 'distinct count'};
const COLS = ['amt', 'order_id', 'customer_id', 'refund', 'margin'];
async function view(table, cfg) {
  const v = await table.view(cfg);
  const c = await v.to_columns();
  await v.delete();
  return c;
}
const kpi = (c) => [c.amt[0], c.refund[0], c.margin[0], c.order_id[0], c.customer_id[0]];
async function w1(table) {
  const c = await view(table, {group_by: ['day'], columns: COLS, aggregates: AGG, expressions: EXPR, filter: [['status', '!=', 'cancelled']]});
  const z = (k) => {
    const a = new Array(DAYS).fill(0);
    const p = c.__ROW_PATH__;
    for (let i = 0; i < p.length; i++) if (p[i].length) a[p[i][0]] = c[k][i];
    return a;
  };
  const periods = [];
  for (const [a, b] of PERIODS) {
    const p = await view(table, {
      group_by: ['day'],
      group_rollup_mode: 'total',
      columns: COLS,
      aggregates: AGG,
      expressions: EXPR,
      filter: [
        ['status', '!=', 'cancelled'],
        ['day', '>=', a],
        ['day', '<', b],
      ],
    }).catch(() => null);
    if (!p) throw new Error('total');
    periods.push([p.amt[0], p.order_id[0], p.customer_id[0], p.refund[0], p.margin[0]]);
  }
  return {gmv: z('amt'), orders: z('order_id'), buyers: z('customer_id'), refund: z('refund'), margin: z('margin'), periods};
}
async function w6(table, {d0, d1, mask}) {
  const sel = CHANNELS.filter((_, i) => (mask >> i) & 1),
    filter = [
      ['status', '!=', 'cancelled'],
      ['order_time', '>=', T0 + d0 * DAY],
      ['order_time', '<', T0 + d1 * DAY],
      ['channel', 'in', sel],
    ];
  const c = await view(table, {group_by: ['category'], columns: COLS, aggregates: AGG, expressions: EXPR, filter});
  const t = await view(table, {group_by: ['day'], columns: ['amt'], aggregates: {amt: 'sum'}, expressions: EXPR, filter});
  const cm = {},
    trend = new Array(DAYS).fill(0);
  c.__ROW_PATH__.forEach((p, i) => {
    if (p.length) cm[p[0]] = c.amt[i];
  });
  t.__ROW_PATH__.forEach((p, i) => {
    if (p.length) trend[p[0]] = t.amt[i];
  });
  return {kpi: kpi(c), cat: CATEGORIES.map((k) => cm[k] || 0), trend};
}

const DIST = '/peers/@perspective-dev/';

async function start() {
  perspective.init_server(fetch(`${DIST}server/dist/wasm/perspective-server.wasm`));
  perspective.init_client(fetch(`${DIST}client/dist/wasm/perspective-js.wasm`));
  return perspective.worker();
}

export async function open({bytes, size}) {
  const client = await start();
  const {buffer} = await bytes(`orders-${size}.arrow`);
  const table = await client.table(buffer);
  await table.size();
  return {works: {W1: () => w1(table)}, filter: (brush) => w6(table, brush), interactions: () => 10};
}

export async function readers() {
  const client = await start();
  const periods = async (table) => (await w1(table)).periods;
  const read = async (data) => {
    const table = await client.table(data);
    await table.size();
    return table;
  };
  return {arrow: {read: (bytes) => read(bytes.buffer), periods, close: (table) => table.delete()}};
}
