/** DuckDB-WASM by SQL, one thread, exception handling bundle. */

import {AsyncDuckDB, VoidLogger} from '@duckdb/duckdb-wasm';

import {CATEGORIES, CHANNELS, DAY, DAYS, T0} from '../data/generate.js';
import {PERIODS, WIN} from '../reference/works.js';

const SETUP = [
  `CREATE TABLE o AS SELECT *, (order_time-${T0})//${DAY} AS day, qty*unit_price-discount AS amt FROM orders_raw`,
  `CREATE TABLE mon AS SELECT d::INTEGER AS day, ((year(DATE '2023-01-01'+d::INTEGER)-2023)*12+month(DATE '2023-01-01'+d::INTEGER)-1)::INTEGER AS m FROM range(730) t(d)`,
];
const scatter = (t, k, v, n) => {
  const a = new Array(n).fill(0);
  for (let i = 0; i < t[k].length; i++) a[Number(t[k][i])] = Number(t[v][i]);
  return a;
};
const KPI = `sum(amt)::DOUBLE gmv, count(DISTINCT order_id)::INTEGER orders, count(DISTINCT customer_id)::INTEGER buyers, coalesce(sum(amt) FILTER (status='refunded'),0)::DOUBLE refund, coalesce(sum(amt-qty*cost) FILTER (status='paid'),0)::DOUBLE margin`;
async function w1(q) {
  const t = await q(`SELECT day::INTEGER AS day, ${KPI} FROM o WHERE status<>'cancelled' GROUP BY 1`);
  const p = await q(
    `SELECT p::INTEGER AS p, ${KPI} FROM (SELECT *, CASE ${PERIODS.map(([a, b], i) => `WHEN day>=${a} AND day<${b} THEN ${i}`).join(' ')} END p FROM o WHERE status<>'cancelled') WHERE p IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  const z = (k) => scatter(t, 'day', k, DAYS);
  return {
    gmv: z('gmv'),
    orders: z('orders'),
    buyers: z('buyers'),
    refund: z('refund'),
    margin: z('margin'),
    periods: [0, 1, 2].map((i) => ['gmv', 'orders', 'buyers', 'refund', 'margin'].map((k) => Number(p[k][i]))),
  };
}
async function w2(q) {
  const t =
    await q(`WITH c AS MATERIALIZED (SELECT 729-max(day) r, count(DISTINCT order_id) f, sum(amt)::DOUBLE m FROM o WHERE status='paid' GROUP BY customer_id),
  k AS (SELECT quantile_disc(r,[0.2,0.4,0.6,0.8]) cr, quantile_disc(f,[0.2,0.4,0.6,0.8]) cf, quantile_disc(m,[0.2,0.4,0.6,0.8]) cm FROM c)
  SELECT ((4-((r>cr[1])::INT+(r>cr[2])::INT+(r>cr[3])::INT+(r>cr[4])::INT))*5 + (f>cf[1])::INT+(f>cf[2])::INT+(f>cf[3])::INT+(f>cf[4])::INT)::INTEGER b, count(*)::INTEGER counts, sum(1+(m>cm[1])::INT+(m>cm[2])::INT+(m>cm[3])::INT+(m>cm[4])::INT)::INTEGER mscore, sum(m)::DOUBLE mon FROM c, k GROUP BY 1`);
  return {counts: scatter(t, 'b', 'counts', 25), mscore: scatter(t, 'b', 'mscore', 25), mon: scatter(t, 'b', 'mon', 25)};
}
async function w3(q) {
  const t =
    await q(`WITH e AS (SELECT user_id u, channel c, event_time t, CASE step WHEN 'view' THEN 0 WHEN 'cart' THEN 1 WHEN 'checkout' THEN 2 ELSE 3 END s FROM events_raw),
  a AS (SELECT *, max(CASE WHEN s=0 THEN t END) OVER w s0 FROM e WINDOW w AS (PARTITION BY u,c ORDER BY t,s ROWS UNBOUNDED PRECEDING)),
  b AS (SELECT *, max(CASE WHEN s=1 AND t-s0<=${WIN} THEN s0 END) OVER w s1 FROM a WINDOW w AS (PARTITION BY u,c ORDER BY t,s ROWS UNBOUNDED PRECEDING)),
  d AS (SELECT *, max(CASE WHEN s=2 AND t-s1<=${WIN} THEN s1 END) OVER w s2 FROM b WINDOW w AS (PARTITION BY u,c ORDER BY t,s ROWS UNBOUNDED PRECEDING)),
  l AS (SELECT u,c, max(CASE WHEN s=3 AND t-s2<=${WIN} THEN 4 WHEN s2 IS NOT NULL THEN 3 WHEN s1 IS NOT NULL THEN 2 WHEN s0 IS NOT NULL THEN 1 ELSE 0 END) lv FROM d GROUP BY u,c)
  SELECT c, count_if(lv>=1)::INTEGER l1, count_if(lv>=2)::INTEGER l2, count_if(lv>=3)::INTEGER l3, count_if(lv>=4)::INTEGER l4 FROM l GROUP BY c`);
  const out = new Array(32).fill(0);
  for (let i = 0; i < t.c.length; i++) {
    const c = CHANNELS.indexOf(t.c[i]) * 4;
    for (let k = 0; k < 4; k++) out[c + k] = Number(t['l' + (k + 1)][i]);
  }
  return {funnel: out};
}
async function w4(q) {
  const t =
    await q(`WITH rev AS (SELECT sku, sum(amt) rev FROM o WHERE status<>'cancelled' GROUP BY sku), cum AS (SELECT sku, rev, sum(rev) OVER (ORDER BY rev DESC, sku ROWS UNBOUNDED PRECEDING)-rev AS bef, sum(rev) OVER () tot FROM rev),
  abc AS (SELECT sku, CASE WHEN bef<0.8::DOUBLE*tot THEN 0 WHEN bef<0.95::DOUBLE*tot THEN 1 ELSE 2 END cls FROM cum),
  sales AS (SELECT sku, 'WH'||lpad(((substr(province,10)::INT-1)%12+1)::VARCHAR,2,'0') warehouse, sum(qty)::INTEGER q FROM o WHERE status<>'cancelled' AND day>=702 GROUP BY 1,2),
  j AS (SELECT s.*, coalesce(q,0) q, coalesce(cls,2) cls, CASE WHEN coalesce(q,0)>0 THEN on_hand*28.0::DOUBLE/q WHEN on_hand>0 THEN 1e9 ELSE 28 END dos FROM stock_raw s LEFT JOIN sales USING (sku,warehouse) LEFT JOIN abc USING (sku))
  SELECT ((substr(warehouse,3)::INT-1)*3+cls)::INTEGER b, count(*)::INTEGER cnt, sum(on_hand*unit_cost)::DOUBLE val, count_if(dos<7)::INTEGER risk, count_if(dos>90)::INTEGER over_, sum(CASE WHEN q+on_hand>0 THEN q::DOUBLE/(q+on_hand) ELSE 0 END)::DOUBLE str FROM j GROUP BY 1`);
  return {
    cnt: scatter(t, 'b', 'cnt', 36),
    val: scatter(t, 'b', 'val', 36),
    risk: scatter(t, 'b', 'risk', 36),
    over: scatter(t, 'b', 'over_', 36),
    str: scatter(t, 'b', 'str', 36),
  };
}
async function w5(q) {
  const t = await q(
    `WITH a AS (SELECT DISTINCT customer_id, m FROM o JOIN mon USING (day) WHERE status='paid'), f AS (SELECT customer_id, m, min(m) OVER (PARTITION BY customer_id) f FROM a) SELECT (f*24+m-f)::INTEGER b, count(*)::INTEGER n FROM f GROUP BY 1`,
  );
  return {ret: scatter(t, 'b', 'n', 576)};
}
async function w6(q, {d0, d1, mask}) {
  const w = `day>=${d0} AND day<${d1} AND channel IN (${CHANNELS.filter((_, i) => (mask >> i) & 1)
    .map((c) => `'${c}'`)
    .join(',')}) AND status<>'cancelled'`;
  const r = await q(`SELECT ${KPI} FROM o WHERE ${w}`),
    c = await q(`SELECT category, sum(amt)::DOUBLE v FROM o WHERE ${w} GROUP BY 1`),
    t = await q(`SELECT day::INTEGER AS day, sum(amt)::DOUBLE v FROM o WHERE ${w} GROUP BY 1`);
  const cm = {};
  for (let i = 0; i < c.category.length; i++) cm[c.category[i]] = c.v[i];
  return {
    kpi: ['gmv', 'refund', 'margin', 'orders', 'buyers'].map((k) => Number(r[k][0] ?? 0)),
    cat: CATEGORIES.map((x) => cm[x] || 0),
    trend: scatter(t, 'day', 'v', DAYS),
  };
}

const DIST = '/peers/@duckdb/duckdb-wasm/dist/';
/** Decimals and 64-bit sums come as objects of Arrow's own; text too. */
const BOXED = [5, -1];

export async function start() {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(`${DIST}duckdb-browser-eh.worker.js`));
  await db.instantiate(`${DIST}duckdb-eh.wasm`);
  const connection = await db.connect();
  const q = async (sql) => {
    const table = await connection.query(sql);
    return Object.fromEntries(table.schema.fields.map(({name, type}) => {
      const column = table.getChild(name);
      return [name, BOXED.includes(type.typeId) ? column.toJSON() : column.toArray()];
    }));
  };
  return {db, connection, q};
}

export async function load({connection}, {bytes, size}) {
  for (const [file, name] of [[`orders-${size}`, 'orders_raw'], [`events-${size}`, 'events_raw'], ['stock', 'stock_raw']]) {
    await connection.insertArrowFromIPCStream(await bytes(`${file}.arrow`), {name, create: true});
  }
  for (const sql of SETUP) await connection.query(sql);
  await connection.query('DROP TABLE orders_raw');
}

export async function open(host) {
  const duck = await start();
  await load(duck, host);
  const {q} = duck;
  return {
    works: {W1: () => w1(q), W2: () => w2(q), W3: () => w3(q), W4: () => w4(q), W5: () => w5(q)},
    filter: (brush) => w6(q, brush),
    close: () => duck.db.terminate(),
  };
}

export async function readers() {
  const duck = await start();
  const {connection, db, q} = duck;
  let tables = 0;
  const periods = async ({name, seconds}) => {
    const when = PERIODS.map(([a, b], at) => `WHEN day>=${a} AND day<${b} THEN ${at}`).join(' ');
    const rows = await q(
      `SELECT p::INTEGER AS p, ${KPI} FROM (SELECT *, CASE ${when} END p FROM (SELECT *, (${seconds}-${T0})//${DAY} AS day, ` +
      `qty*unit_price-discount AS amt FROM ${name}) WHERE status<>'cancelled') WHERE p IS NOT NULL GROUP BY 1 ORDER BY 1`,
    );
    return [0, 1, 2].map((at) => ['gmv', 'orders', 'buyers', 'refund', 'margin'].map((key) => Number(rows[key][at])));
  };
  const close = async ({name, file}) => {
    await connection.query(`DROP TABLE ${name}`);
    if (file) await db.dropFile(file);
  };
  return {
    arrow: {
      async read(bytes) {
        const name = `t${tables++}`;
        await connection.insertArrowFromIPCStream(bytes, {name, create: true});
        await q(`SELECT count(*)::INTEGER c FROM ${name}`);
        return {name, seconds: 'order_time'};
      },
      periods, close,
    },
    csv: {
      async read(bytes) {
        const name = `t${tables++}`;
        const file = `${name}.csv`;
        await db.registerFileBuffer(file, bytes);
        await connection.query(`CREATE TABLE ${name} AS SELECT * FROM read_csv('${file}')`);
        return {name, file, seconds: 'epoch(order_time)::BIGINT'};
      },
      periods, close,
    },
    close: () => db.terminate(),
  };
}
