/** Mosaic over DuckDB-WASM: three clients (KPI, category, trend), a fourth for what is distinct, filtered by days and channels. It has W6 only. */

import {clauseInterval, clausePoints, Coordinator, makeClient, Selection, wasmConnector} from '@uwdata/mosaic-core';
import {count, Query, sum} from '@uwdata/mosaic-sql';

import {CATEGORIES, CHANNELS, DAYS} from '../data/generate.js';
import {load, start} from './duckdb.js';

const SETUP = `CREATE TABLE oa AS SELECT day, channel, category, order_id, customer_id, amt, CASE WHEN status='refunded' THEN amt ELSE 0 END AS refund, CASE WHEN status='paid' THEN amt-qty*cost ELSE 0 END AS margin FROM o WHERE status<>'cancelled'`;
async function make(db, conn, {preagg = true, distinct = true, cache = false} = {}) {
  const mc = new Coordinator(wasmConnector({duckdb: db, connection: conn}), {cache, consolidate: true, preagg: {enabled: preagg}, logger: null});
  const sel = Selection.intersect();
  const state = {};
  let pending = 0,
    resolve = null;
  const need = distinct ? 4 : 3;
  const done = (k) => (d) => {
    state[k] = d;
    if (--pending === 0 && resolve) {
      const r = resolve;
      resolve = null;
      r();
    }
  };
  const clients = [];
  const mk = (k, query) =>
    clients.push(makeClient({coordinator: mc, selection: sel, query, queryResult: done(k), queryError: (e) => console.error('mosaic', k, e)}));
  pending = need;
  const p = new Promise((r) => (resolve = r));
  mk('kpi', (f) =>
    Query.from('oa')
      .select({gmv: sum('amt'), refund: sum('refund'), margin: sum('margin')})
      .where(f),
  );
  if (distinct)
    mk('dist', (f) =>
      Query.from('oa')
        .select({orders: count('order_id').distinct(), buyers: count('customer_id').distinct()})
        .where(f),
    );
  mk('cat', (f) =>
    Query.from('oa')
      .select({category: 'category', v: sum('amt')})
      .groupby('category')
      .where(f),
  );
  mk('trend', (f) =>
    Query.from('oa')
      .select({day: 'day', v: sum('amt')})
      .groupby('day')
      .where(f),
  );
  await p;
  const srcDay = {id: 'day'},
    srcCh = {id: 'ch'};
  let lastMask = -1;
  const dayClause = (d0, d1) =>
    clauseInterval('day', [d0, d1 - 1], {source: srcDay, scale: {type: 'linear', domain: [0, DAYS], range: [0, DAYS]}, bin: 'floor'});
  const wait = async (n) => {
    pending = n;
    const p = new Promise((r) => (resolve = r));
    return p;
  };
  return async ({d0, d1, mask}) => {
    if (mask !== lastMask) {
      lastMask = mask;
      const w = wait(need);
      sel.update(
        clausePoints(
          ['channel'],
          CHANNELS.filter((_, i) => (mask >> i) & 1).map((c) => [c]),
          {source: srcCh},
        ),
      );
      await w;
      if (preagg) sel.activate(dayClause(d0, d1));
    }
    const w = wait(need);
    sel.update(dayClause(d0, d1));
    await w;
    const g = (k, c) => {
      const col = state[k].getChild(c);
      return col.toArray ? col.toArray() : col;
    };
    const cat = {},
      trend = new Array(DAYS).fill(0);
    const cc = g('cat', 'category'),
      cv = g('cat', 'v');
    for (let i = 0; i < cc.length; i++) cat[cc[i]] = Number(cv[i]);
    const tc = g('trend', 'day'),
      tv = g('trend', 'v');
    for (let i = 0; i < tc.length; i++) trend[Number(tc[i])] = Number(tv[i]);
    return {
      kpi: [
        ...['gmv', 'refund', 'margin'].map((k) => Number(g('kpi', k)[0] ?? 0)),
        distinct ? Number(g('dist', 'orders')[0]) : 0,
        distinct ? Number(g('dist', 'buyers')[0]) : 0,
      ],
      cat: CATEGORIES.map((x) => cat[x] || 0),
      trend,
    };
  };
}

/** Each kind of brush and each set of measures gets a new coordinator, without the views that earlier ones made. */
export async function open(host) {
  const duck = await start();
  await load(duck, host);
  await duck.connection.query(SETUP);
  let run;
  return {
    interactions: () => 30,
    async beforeFilter(distinct) {
      await duck.connection.query('DROP SCHEMA IF EXISTS mosaic CASCADE');
      run = await make(duck.db, duck.connection, {distinct});
    },
    filter: (brush) => run(brush),
    filterAdditive: (brush) => run(brush),
    close: () => duck.db.terminate(),
  };
}
