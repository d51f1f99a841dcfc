/** Arquero 8 with its own verbs, as its documentation has them. */

import * as aq from 'arquero';

import {CATEGORIES, CHANNELS, DAY, DAYS, T0} from '../data/generate.js';
import {cutIdx, MONTH, PERIODS, WIN} from '../reference/works.js';

const {op} = aq;

/** Derived columns once after the load, as a user would. */
const prep = (dt) =>
  dt
    .params({T0, DAY})
    .derive({day: (d, $) => op.floor((d.order_time - $.T0) / $.DAY), amt: (d) => d.qty * d.unit_price - d.discount})
    .reify();
const scatter = (t, keyCol, valCol, n) => {
  const a = new Array(n).fill(0),
    k = t.array(keyCol),
    v = t.array(valCol);
  for (let i = 0; i < k.length; i++) a[k[i]] = v[i];
  return a;
};
const ROLL = {
  gmv: (d) => op.sum(d.amt),
  orders: (d) => op.distinct(d.order_id),
  buyers: (d) => op.distinct(d.customer_id),
  refund: (d) => op.sum(d.status === 'refunded' ? d.amt : 0),
  margin: (d) => op.sum(d.status === 'paid' ? d.amt - d.qty * d.cost : 0),
};
function w1(dt) {
  const f = dt.filter((d) => d.status !== 'cancelled');
  const t = f.groupby('day').rollup(ROLL);
  const periods = PERIODS.map(([a, b]) => {
    const r = f
      .params({a, b})
      .filter((d, $) => d.day >= $.a && d.day < $.b)
      .rollup(ROLL)
      .object();
    return [r.gmv, r.orders, r.buyers, r.refund, r.margin];
  });
  const z = (k) => scatter(t, 'day', k, DAYS);
  return {gmv: z('gmv'), orders: z('orders'), buyers: z('buyers'), refund: z('refund'), margin: z('margin'), periods};
}
function w2(dt) {
  const c = dt
    .filter((d) => d.status === 'paid')
    .groupby('customer_id')
    .rollup({last: (d) => op.max(d.day), f: (d) => op.distinct(d.order_id), m: (d) => op.sum(d.amt)})
    .derive({r: (d) => 729 - d.last})
    .reify();
  const n = c.numRows(),
    cut = (k) => {
      const a = Float64Array.from(c.array(k)).sort();
      return [1, 2, 3, 4].map((q) => a[cutIdx(n, q)]);
    };
  const g = c
    .params({cr: cut('r'), cf: cut('f'), cm: cut('m')})
    .derive({
      R: (d, $) => 4 - ((d.r > $.cr[0]) + (d.r > $.cr[1]) + (d.r > $.cr[2]) + (d.r > $.cr[3])),
      F: (d, $) => (d.f > $.cf[0]) + (d.f > $.cf[1]) + (d.f > $.cf[2]) + (d.f > $.cf[3]),
      M: (d, $) => 1 + (d.m > $.cm[0]) + (d.m > $.cm[1]) + (d.m > $.cm[2]) + (d.m > $.cm[3]),
    })
    .groupby('R', 'F')
    .rollup({counts: op.count(), mscore: (d) => op.sum(d.M), mon: (d) => op.sum(d.m)})
    .derive({b: (d) => d.R * 5 + d.F});
  return {counts: scatter(g, 'b', 'counts', 25), mscore: scatter(g, 'b', 'mscore', 25), mon: scatter(g, 'b', 'mon', 25)};
}
function w3(ev) {
  const cum = (c) => aq.rolling(op.max(c), [-Infinity, 0]);
  const g = ev
    .params({W: WIN})
    .derive({s: (d) => (d.step === 'view' ? 0 : d.step === 'cart' ? 1 : d.step === 'checkout' ? 2 : 3)})
    .derive({v0: (d) => (d.s === 0 ? d.event_time : -1)})
    .groupby('user_id', 'channel')
    .orderby('event_time', 's')
    .derive({s0: cum('v0')})
    .derive({v1: (d, $) => (d.s === 1 && d.s0 >= 0 && d.event_time - d.s0 <= $.W ? d.s0 : -1)})
    .derive({s1: cum('v1')})
    .derive({v2: (d, $) => (d.s === 2 && d.s1 >= 0 && d.event_time - d.s1 <= $.W ? d.s1 : -1)})
    .derive({s2: cum('v2')})
    .derive({v3: (d, $) => (d.s === 3 && d.s2 >= 0 && d.event_time - d.s2 <= $.W ? 1 : -1)})
    .rollup({a: (d) => op.max(d.v0), b: (d) => op.max(d.v1), c: (d) => op.max(d.v2), d: (d) => op.max(d.v3)})
    .groupby('channel')
    .rollup({l1: (d) => op.sum(d.a >= 0), l2: (d) => op.sum(d.b >= 0), l3: (d) => op.sum(d.c >= 0), l4: (d) => op.sum(d.d >= 0)});
  const out = new Array(32).fill(0);
  for (const r of g.objects()) {
    const c = CHANNELS.indexOf(r.channel) * 4;
    out[c] = r.l1;
    out[c + 1] = r.l2;
    out[c + 2] = r.l3;
    out[c + 3] = r.l4;
  }
  return {funnel: out};
}
const PW = aq.table({
  province: Array.from({length: 31}, (_, i) => 'province-' + String(i + 1).padStart(2, '0')),
  warehouse: Array.from({length: 31}, (_, i) => 'WH' + String((i % 12) + 1).padStart(2, '0')),
});
function w4(dt, st) {
  const f = dt.filter((d) => d.status !== 'cancelled');
  const abc = f
    .groupby('sku')
    .rollup({rev: (d) => op.sum(d.amt)})
    .orderby(aq.desc('rev'), 'sku')
    .derive({cum: aq.rolling((d) => op.sum(d.rev), [-Infinity, 0]), tot: (d) => op.sum(d.rev)})
    .derive({cls: (d) => (d.cum - d.rev < 0.8 * d.tot ? 0 : d.cum - d.rev < 0.95 * d.tot ? 1 : 2)})
    .select('sku', 'cls');
  const sales = f
    .filter((d) => d.day >= 702)
    .join_left(PW, 'province')
    .groupby('sku', 'warehouse')
    .rollup({q: (d) => op.sum(d.qty)});
  const g = st
    .join_left(sales, [
      ['sku', 'warehouse'],
      ['sku', 'warehouse'],
    ])
    .join_left(abc, 'sku')
    .impute({q: () => 0, cls: () => 2})
    .derive({dos: (d) => (d.q > 0 ? (d.on_hand * 28) / d.q : d.on_hand > 0 ? 1e9 : 28)})
    .groupby('warehouse', 'cls')
    .rollup({
      cnt: op.count(),
      val: (d) => op.sum(d.on_hand * d.unit_cost),
      risk: (d) => op.sum(d.dos < 7),
      over: (d) => op.sum(d.dos > 90),
      str: (d) => op.sum(d.q + d.on_hand > 0 ? d.q / (d.q + d.on_hand) : 0),
    });
  const res = {cnt: [], val: [], risk: [], over: [], str: []};
  for (const k in res) res[k] = new Array(36).fill(0);
  for (const r of g.objects()) {
    const b = (+r.warehouse.slice(2) - 1) * 3 + r.cls;
    for (const k in res) res[k][b] = r[k];
  }
  return res;
}
function w5(dt) {
  const a = dt
    .params({MONTH})
    .filter((d) => d.status === 'paid')
    .derive({month: (d, $) => $.MONTH[d.day]})
    .select('customer_id', 'month')
    .groupby('customer_id', 'month')
    .rollup()
    .groupby('customer_id')
    .derive({cohort: (d) => op.min(d.month)})
    .groupby('cohort', 'month')
    .count();
  const ret = new Array(576).fill(0);
  for (const r of a.objects()) ret[r.cohort * 24 + r.month - r.cohort] = r.count;
  return {ret};
}
function w6(dt, {d0, d1, mask}) {
  const sel = CHANNELS.filter((_, i) => (mask >> i) & 1);
  const f = dt.params({a: d0, b: d1, sel}).filter((d, $) => d.day >= $.a && d.day < $.b && op.includes($.sel, d.channel) && d.status !== 'cancelled');
  const r = f.rollup(ROLL).object(),
    c = f.groupby('category').rollup({v: (d) => op.sum(d.amt)}),
    t = f.groupby('day').rollup({v: (d) => op.sum(d.amt)});
  const cm = new Map(c.objects().map((x) => [x.category, x.v]));
  return {
    kpi: [r.gmv ?? 0, r.refund ?? 0, r.margin ?? 0, r.orders, r.buyers],
    cat: CATEGORIES.map((x) => cm.get(x) || 0),
    trend: scatter(t, 'day', 'v', DAYS),
  };
}

const periodsOf = (dt) => {
  const f = dt.filter((d) => d.status !== 'cancelled');
  return PERIODS.map(([a, b]) => {
    const r = f.params({a, b}).filter((d, $) => d.day >= $.a && d.day < $.b).rollup(ROLL).object();
    return [r.gmv, r.orders, r.buyers, r.refund, r.margin];
  });
};

export async function open({bytes, size}) {
  const dt = prep(aq.fromArrow(await bytes(`orders-${size}.arrow`)));
  const events = aq.fromArrow(await bytes(`events-${size}.arrow`));
  const stock = aq.fromArrow(await bytes('stock.arrow'));
  return {
    works: {W1: () => w1(dt), W2: () => w2(dt), W3: () => w3(events), W4: () => w4(dt, stock), W5: () => w5(dt)},
    filter: (brush) => w6(dt, brush),
  };
}

/** Its CSV reader makes dates of the times. */
const withSeconds = (dt) => dt.derive({order_time: (d) => op.floor(d.order_time / 1000)});

export const readers = () => ({
  arrow: {read: (bytes) => prep(aq.fromArrow(bytes)), periods: periodsOf},
  csv: {read: (bytes) => prep(withSeconds(aq.fromCSV(new TextDecoder().decode(bytes)))), periods: periodsOf},
});
