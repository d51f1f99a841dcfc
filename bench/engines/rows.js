/** Plain objects, one a row, with Map, Set and reduce: what a user writes without a library. */

import {CATEGORIES, CHANNELS, DAY, DAYS, PROVINCES, SKUS, STATUSES, STEPS, T0, WAREHOUSES} from '../data/generate.js';
import {cutIdx, MONTH, PERIODS, WIN} from '../reference/works.js';

const DICTS = {
  channel: CHANNELS, province: PROVINCES, category: CATEGORIES, sku: SKUS, status: STATUSES, step: STEPS, warehouse: WAREHOUSES,
};
const ORDERS = ['order_id', 'customer_id', 'order_time', 'channel', 'province', 'category', 'sku', 'qty', 'unit_price', 'discount', 'cost', 'status'];
const dayOf = (r) => Math.floor((r.order_time - T0) / DAY),
  amtOf = (r) => r.qty * r.unit_price - r.discount;
function toRows(c, dicts, keys) {
  const out = new Array(c.n);
  for (let i = 0; i < c.n; i++) {
    const r = {};
    for (const k of keys) r[k] = dicts[k] ? dicts[k][c[k][i]] : c[k][i];
    out[i] = r;
  }
  return out;
}
function w1(rows) {
  const days = new Map();
  for (const r of rows) {
    if (r.status === 'cancelled') continue;
    const d = dayOf(r);
    let g = days.get(d);
    if (!g) days.set(d, (g = {gmv: 0, refund: 0, margin: 0, orders: new Set(), buyers: new Set()}));
    const a = amtOf(r);
    g.gmv += a;
    if (r.status === 'refunded') g.refund += a;
    else g.margin += a - r.qty * r.cost;
    g.orders.add(r.order_id);
    g.buyers.add(r.customer_id);
  }
  const z = (k) =>
    Array.from({length: DAYS}, (_, d) => {
      const g = days.get(d);
      return g ? (typeof g[k] === 'number' ? g[k] : g[k].size) : 0;
    });
  const periods = PERIODS.map(([a, b]) => {
    const p = rows.filter((r) => {
      const d = dayOf(r);
      return d >= a && d < b && r.status !== 'cancelled';
    });
    return [
      p.reduce((s, r) => s + amtOf(r), 0),
      new Set(p.map((r) => r.order_id)).size,
      new Set(p.map((r) => r.customer_id)).size,
      p.reduce((s, r) => s + (r.status === 'refunded' ? amtOf(r) : 0), 0),
      p.reduce((s, r) => s + (r.status === 'paid' ? amtOf(r) - r.qty * r.cost : 0), 0),
    ];
  });
  return {gmv: z('gmv'), orders: z('orders'), buyers: z('buyers'), refund: z('refund'), margin: z('margin'), periods};
}
function w2(rows) {
  const m = new Map();
  for (const r of rows) {
    if (r.status !== 'paid') continue;
    let g = m.get(r.customer_id);
    if (!g) m.set(r.customer_id, (g = {last: -1, orders: new Set(), m: 0}));
    const d = dayOf(r);
    if (d > g.last) g.last = d;
    g.orders.add(r.order_id);
    g.m += amtOf(r);
  }
  const cs = [...m.values()].map((g) => ({r: DAYS - 1 - g.last, f: g.orders.size, m: g.m}));
  const k = cs.length;
  const cut = (f) => {
    const a = cs.map(f).sort((x, y) => x - y);
    return [1, 2, 3, 4].map((q) => a[cutIdx(k, q)]);
  };
  const cr = cut((c) => c.r),
    cf = cut((c) => c.f),
    cm = cut((c) => c.m),
    sc = (v, cs) => cs.filter((c) => v > c).length;
  const counts = new Array(25).fill(0),
    mscore = new Array(25).fill(0),
    mon = new Array(25).fill(0);
  for (const c of cs) {
    const b = (4 - sc(c.r, cr)) * 5 + sc(c.f, cf);
    counts[b]++;
    mscore[b] += 1 + sc(c.m, cm);
    mon[b] += c.m;
  }
  return {counts, mscore, mon};
}
const STEPN = {view: 0, cart: 1, checkout: 2, pay: 3};
function w3(ev) {
  const g = new Map();
  for (const e of ev) {
    const k = e.user_id + '|' + e.channel;
    let a = g.get(k);
    if (!a) g.set(k, (a = []));
    a.push(e);
  }
  const out = new Array(32).fill(0);
  for (const a of g.values()) {
    a.sort((x, y) => x.event_time - y.event_time || STEPN[x.step] - STEPN[y.step]);
    const st = [-1, -1, -1];
    let lv = 0;
    for (const e of a) {
      const s = STEPN[e.step];
      if (s === 0) {
        st[0] = e.event_time;
        lv = Math.max(lv, 1);
      } else if (st[s - 1] >= 0 && e.event_time - st[s - 1] <= WIN) {
        if (s < 3) st[s] = Math.max(st[s], st[s - 1]);
        lv = Math.max(lv, s + 1);
      }
    }
    const c = CHANNELS.indexOf(a[0].channel) * 4;
    for (let q = 0; q < lv; q++) out[c + q]++;
  }
  return {funnel: out};
}
function w4(rows, st) {
  const rev = new Map(),
    sales = new Map();
  for (const r of rows) {
    if (r.status === 'cancelled') continue;
    rev.set(r.sku, (rev.get(r.sku) || 0) + amtOf(r));
    if (dayOf(r) >= DAYS - 28) {
      const k = r.sku + '|WH' + String(((+r.province.slice(9) - 1) % 12) + 1).padStart(2, '0');
      sales.set(k, (sales.get(k) || 0) + r.qty);
    }
  }
  const tot = [...rev.values()].reduce((a, b) => a + b, 0),
    abc = new Map();
  let acc = 0;
  for (const [s, v] of [...rev].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    abc.set(s, acc < 0.8 * tot ? 0 : acc < 0.95 * tot ? 1 : 2);
    acc += v;
  }
  const z = () => new Array(36).fill(0),
    cnt = z(),
    val = z(),
    risk = z(),
    over = z(),
    str = z();
  for (const s of st) {
    const q = sales.get(s.sku + '|' + s.warehouse) || 0,
      b = (+s.warehouse.slice(2) - 1) * 3 + (abc.get(s.sku) ?? 2);
    cnt[b]++;
    val[b] += s.on_hand * s.unit_cost;
    if (q > 0) {
      const dos = (s.on_hand * 28) / q;
      if (dos < 7) risk[b]++;
      else if (dos > 90) over[b]++;
    } else if (s.on_hand > 0) over[b]++;
    if (q + s.on_hand > 0) str[b] += q / (q + s.on_hand);
  }
  return {cnt, val, risk, over, str};
}
function w5(rows) {
  const first = new Map(),
    act = new Map();
  for (const r of rows) {
    if (r.status !== 'paid') continue;
    const m = MONTH[dayOf(r)];
    let s = act.get(r.customer_id);
    if (!s) act.set(r.customer_id, (s = new Set()));
    s.add(m);
    const f = first.get(r.customer_id);
    if (f === undefined || m < f) first.set(r.customer_id, m);
  }
  const ret = new Array(576).fill(0);
  for (const [c, s] of act) {
    const f = first.get(c);
    for (const m of s) ret[f * 24 + m - f]++;
  }
  return {ret};
}
function w6(rows, {d0, d1, mask}) {
  const sel = new Set(CHANNELS.filter((_, i) => (mask >> i) & 1)),
    p = rows.filter((r) => {
      const d = dayOf(r);
      return d >= d0 && d < d1 && sel.has(r.channel) && r.status !== 'cancelled';
    });
  const trend = new Array(DAYS).fill(0),
    cat = {};
  let gmv = 0,
    refund = 0,
    margin = 0;
  const os = new Set(),
    bs = new Set();
  for (const r of p) {
    const a = amtOf(r);
    gmv += a;
    trend[dayOf(r)] += a;
    cat[r.category] = (cat[r.category] || 0) + a;
    if (r.status === 'refunded') refund += a;
    else margin += a - r.qty * r.cost;
    os.add(r.order_id);
    bs.add(r.customer_id);
  }
  return {kpi: [gmv, refund, margin, os.size, bs.size], cat: CATEGORIES.map((c) => cat[c] || 0), trend};
}

export function open({shop: {orders, events, stock}}) {
  const rows = toRows(orders, DICTS, ORDERS);
  const clicks = toRows({...events, user_id: events.user}, DICTS, ['user_id', 'event_time', 'step', 'channel']);
  const cells = toRows(stock, DICTS, ['sku', 'warehouse', 'on_hand', 'unit_cost']);
  return {
    works: {W1: () => w1(rows), W2: () => w2(rows), W3: () => w3(clicks), W4: () => w4(rows, cells), W5: () => w5(rows)},
    filter: (brush) => w6(rows, brush),
  };
}

function splitRows(bytes) {
  const [header, ...lines] = new TextDecoder().decode(bytes).split('\n');
  const names = header.split(',');
  const rows = [];
  for (const line of lines) {
    if (line === '') continue;
    const cells = line.split(',');
    const row = {};
    for (let at = 0; at < names.length; at++) row[names[at]] = cells[at];
    for (const name of ['qty', 'unit_price', 'discount', 'cost']) row[name] = Number(row[name]);
    row.order_time = Date.parse(`${row.order_time}Z`) / 1000;
    rows.push(row);
  }
  return rows;
}

export const readers = () => ({csv: {read: splitRows, periods: (rows) => w1(rows).periods}});
