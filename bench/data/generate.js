/** A seeded shop of any size: order lines, events, stock. Money is in whole cents, so that sums are exact everywhere. */

export const T0 = Date.UTC(2023, 0, 1) / 1000,
  DAY = 86400,
  DAYS = 730;
export const CHANNELS = ['app', 'web', 'mini', 'douyin', 'tmall', 'jd', 'pos', 'affiliate'];
export const PROVINCES = Array.from({length: 31}, (_, i) => 'province-' + String(i + 1).padStart(2, '0'));
export const CATEGORIES = [
  'phones',
  'laptops',
  'audio',
  'camera',
  'kitchen',
  'cleaning',
  'furniture',
  'bedding',
  'shoes',
  'men',
  'women',
  'kids',
  'beauty',
  'health',
  'snacks',
  'drinks',
  'toys',
  'sports',
  'books',
  'garden',
];
export const SKUS = Array.from({length: 5000}, (_, i) => 'SKU' + String(i + 1).padStart(5, '0'));
export const STATUSES = ['paid', 'refunded', 'cancelled'];
export const STEPS = ['view', 'cart', 'checkout', 'pay'];
export const WAREHOUSES = Array.from({length: 12}, (_, i) => 'WH' + String(i + 1).padStart(2, '0'));
export function rng(seed) {
  // mulberry32
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const custId = (c, K) => 1000000 + ((c * 7919) % K) * 7 + (c % 7); // sparse, scrambled ids
export function genOrders(n, seed = 42) {
  const r = rng(seed),
    K = Math.max(1000, Math.floor(n / 5)),
    span = DAYS * DAY;
  const o = {
    n,
    order_id: new Int32Array(n),
    customer_id: new Int32Array(n),
    order_time: new Int32Array(n),
    channel: new Uint8Array(n),
    province: new Uint8Array(n),
    category: new Uint8Array(n),
    sku: new Uint16Array(n),
    qty: new Int32Array(n),
    unit_price: new Int32Array(n),
    discount: new Int32Array(n),
    cost: new Int32Array(n),
    status: new Uint8Array(n),
  };
  const base = new Int32Array(5000);
  for (let i = 0; i < 5000; i++) base[i] = 500 + Math.floor(Math.exp(r() * 5) * 400);
  let oid = 5000000,
    left = 0,
    c = 0,
    t = 0,
    ch = 0,
    pr = 0,
    st = 0;
  for (let i = 0; i < n; i++) {
    if (left === 0) {
      oid++;
      left = 1 + Math.floor(r() * r() * 5); // 1..5 lines
      c = Math.floor(K * Math.pow(r(), 3)); // power law, Zipf exponent ~0.67
      t = Math.floor(span * Math.min(0.999999999, Math.pow((i + r() * 0.5) / n, 0.8)));
      ch = Math.floor(8 * Math.pow(r(), 1.5));
      pr = c % 31;
      const u = r();
      st = u < 0.9 ? 0 : u < 0.96 ? 1 : 2;
    }
    left--;
    const s = Math.floor(5000 * Math.pow(r(), 2.5)),
      q = 1 + Math.floor(r() * r() * 4),
      p = Math.floor(base[s] * (0.9 + 0.2 * r()));
    o.order_id[i] = oid;
    o.customer_id[i] = custId(c, K);
    o.order_time[i] = T0 + t;
    o.channel[i] = ch;
    o.province[i] = pr;
    o.category[i] = s % 20;
    o.sku[i] = s;
    o.qty[i] = q;
    o.unit_price[i] = p;
    o.discount[i] = r() < 0.3 ? Math.floor(p * q * 0.15 * r()) : 0;
    o.cost[i] = Math.floor(base[s] * 0.62);
    o.status[i] = st;
  }
  // make time monotone (export order)
  for (let i = 1; i < n; i++) if (o.order_time[i] < o.order_time[i - 1]) o.order_time[i] = o.order_time[i - 1];
  return o;
}
export function genEvents(n, nOrders, seed = 43) {
  const r = rng(seed),
    K = Math.max(1000, Math.floor(nOrders / 5)),
    span = DAYS * DAY;
  const e = {
    n,
    session_id: new Int32Array(n),
    user_id: new Int32Array(n),
    event_time: new Int32Array(n),
    step: new Uint8Array(n),
    channel: new Uint8Array(n),
  };
  let i = 0,
    sid = 0;
  while (i < n) {
    sid++;
    const c = Math.floor(K * Math.pow(r(), 3)),
      ch = Math.floor(8 * Math.pow(r(), 1.5));
    let t = Math.floor((span - 20 * DAY) * (i / n)),
      step = 0;
    const m = 1 + Math.floor(r() * 3);
    for (let k = 0; k < m && i < n; k++) {
      e.session_id[i] = sid;
      e.user_id[i] = custId(c, K);
      e.event_time[i] = T0 + t;
      e.step[i] = step;
      e.channel[i] = ch;
      i++;
      t += 5 + Math.floor(r() * 600);
    }
    const go = [0.45, 0.6, 0.75];
    for (step = 1; step < 4 && i < n && r() < go[step - 1]; step++) {
      if (r() < 0.25) t += Math.floor(r() * 6 * DAY);
      e.session_id[i] = sid;
      e.user_id[i] = custId(c, K);
      e.event_time[i] = T0 + Math.min(span - 1, t);
      e.step[i] = step;
      e.channel[i] = ch;
      i++;
      t += 5 + Math.floor(r() * 600);
    }
  }
  return e;
}
export function genStock(seed = 44) {
  const r = rng(seed),
    n = 5000 * 12;
  const s = {
    n,
    sku: new Uint16Array(n),
    warehouse: new Uint8Array(n),
    on_hand: new Int32Array(n),
    in_transit: new Int32Array(n),
    unit_cost: new Int32Array(n),
    last_sold: new Int32Array(n),
  };
  for (let i = 0; i < n; i++) {
    s.sku[i] = Math.floor(i / 12);
    s.warehouse[i] = i % 12;
    s.on_hand[i] = Math.floor(r() * r() * 300);
    s.in_transit[i] = Math.floor(r() * 50);
    s.unit_cost[i] = 300 + Math.floor(r() * 20000);
    s.last_sold[i] = T0 + Math.floor(r() * DAYS * DAY);
  }
  return s;
}
// 100 random brushes: date range + channel subset
export function genInteractions(n = 100, seed = 45) {
  const r = rng(seed),
    out = [];
  for (let i = 0; i < n; i++) {
    const len = 7 + Math.floor(r() * 360),
      d0 = Math.floor(r() * (DAYS - len));
    let mask = 0;
    for (let k = 0; k < 8; k++) if (r() < 0.5) mask |= 1 << k;
    if (!mask) mask = 255;
    out.push({d0, d1: d0 + len, mask});
  }
  return out;
}
// 100 "drag" interactions: a ~90-day window slides by 1..3 days; the channel selection changes every 10 steps
export function genDrag(n = 100, seed = 46) {
  const r = rng(seed),
    out = [];
  let d0 = 100,
    mask = 255;
  for (let i = 0; i < n; i++) {
    if (i % 10 === 0) {
      mask = 0;
      for (let k = 0; k < 8; k++) if (r() < 0.5) mask |= 1 << k;
      if (!mask) mask = 255;
      d0 = Math.floor(r() * 550);
    }
    d0 = Math.min(DAYS - 91, d0 + 1 + Math.floor(r() * 3));
    out.push({d0, d1: d0 + 90, mask});
  }
  return out;
}
