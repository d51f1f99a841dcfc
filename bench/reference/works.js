/**
 * The practical limit of W1 to W5 on one thread: typed arrays and dictionary codes. Rows are in order of time, and an order has one day, customer and
 * channel.
 * Frozen: goals are ratios to it, so it is made neither slower nor faster.
 */

import {DAY, DAYS, T0} from '../data/generate.js';

/** First and one past the last day of the three periods of W1: these 30 days, the 30 before, the same 30 a year before. */
export const PERIODS = [[700, 730], [670, 700], [335, 365]];

export function w1(o) {
  const {n, day, amt, status, qty, cost, cust, ord, nCust, nOrd} = o;
  const gmv = new Float64Array(DAYS),
    refund = new Float64Array(DAYS),
    margin = new Float64Array(DAYS),
    orders = new Int32Array(DAYS),
    buyers = new Int32Array(DAYS);
  const so = new Int16Array(nOrd).fill(-1),
    sc = new Int16Array(nCust).fill(-1),
    sp = new Uint8Array(nCust);
  const pb = [0, 0, 0],
    pd = new Uint8Array(DAYS);
  PERIODS.forEach(([a, b], k) => pd.fill(k + 1, a, b)); // orders of one id share a day
  for (let i = 0; i < n; i++) {
    const s = status[i];
    if (s === 2) continue;
    const d = day[i],
      a = amt[i];
    gmv[d] += a;
    if (s === 1) refund[d] += a;
    else margin[d] += a - qty[i] * cost[i];
    const od = ord[i];
    if (so[od] !== d) {
      so[od] = d;
      orders[d]++;
      const c = cust[i];
      if (sc[c] !== d) {
        sc[c] = d;
        buyers[d]++;
        const k = pd[d];
        if (k !== 0 && sp[c] !== k) {
          sp[c] = k;
          pb[k - 1]++;
        }
      }
    }
  }
  const periods = PERIODS.map(([a, b], k) => {
    let g = 0,
      r = 0,
      m = 0,
      oc = 0;
    for (let d = a; d < b; d++) {
      g += gmv[d];
      r += refund[d];
      m += margin[d];
      oc += orders[d];
    }
    return [g, oc, pb[k], r, m];
  });
  return {gmv, orders, buyers, refund, margin, periods};
}
export const cutIdx = (n, k) => Math.ceil((k * n) / 5) - 1;
export function w2(o) {
  const {n, day, amt, status, cust, ord, nCust, nOrd} = o;
  const last = new Int16Array(nCust).fill(-1),
    f = new Int32Array(nCust),
    m = new Float64Array(nCust),
    so = new Uint8Array(nOrd);
  for (let i = 0; i < n; i++) {
    if (status[i] !== 0) continue;
    const c = cust[i];
    if (day[i] > last[c]) last[c] = day[i];
    m[c] += amt[i];
    const od = ord[i];
    if (so[od] === 0) {
      so[od] = 1;
      f[c]++;
    }
  }
  let k = 0;
  const rec = new Int32Array(nCust),
    fr = new Int32Array(nCust),
    mo = new Float64Array(nCust);
  let maxF = 0;
  for (let c = 0; c < nCust; c++)
    if (f[c] > 0) {
      rec[k] = DAYS - 1 - last[c];
      fr[k] = f[c];
      if (f[c] > maxF) maxF = f[c];
      mo[k++] = m[c];
    }
  const hist = (a, mx) => {
    const h = new Int32Array(mx + 1);
    for (let i = 0; i < k; i++) h[a[i]]++;
    const cuts = [];
    let acc = 0,
      q = 1;
    for (let v = 0; v <= mx && q < 5; v++) {
      acc += h[v];
      while (q < 5 && acc > cutIdx(k, q)) {
        cuts.push(v);
        q++;
      }
    }
    return cuts;
  };
  const cr = hist(rec, DAYS),
    cf = hist(fr, maxF);
  const ms = mo.slice(0, k).sort();
  const cm = [1, 2, 3, 4].map((q) => ms[cutIdx(k, q)]);
  const counts = new Int32Array(25),
    mscore = new Float64Array(25),
    mon = new Float64Array(25);
  const [r0, r1, r2, r3] = cr,
    [f0, f1, f2, f3] = cf,
    [m0, m1, m2, m3] = cm;
  for (let i = 0; i < k; i++) {
    const v = rec[i],
      w = fr[i],
      x = mo[i];
    const R = 4 - ((v > r0) + (v > r1) + (v > r2) + (v > r3)),
      F = (w > f0) + (w > f1) + (w > f2) + (w > f3),
      b = R * 5 + F;
    counts[b]++;
    mon[b] += x;
    mscore[b] += 1 + (x > m0) + (x > m1) + (x > m2) + (x > m3);
  }
  return {counts, mscore, mon};
}
export const WIN = 7 * DAY;
export function w3(e) {
  const {n, user, nUser, event_time: T, step, channel} = e;
  const K = nUser * 8;
  const start = new Int32Array(K + 1);
  for (let i = 0; i < n; i++) start[user[i] * 8 + channel[i] + 1]++;
  for (let k = 0; k < K; k++) start[k + 1] += start[k];
  const pos = start.slice(0, K),
    tt = new Float64Array(n); // composite time*4+step: one sort key
  for (let i = 0; i < n; i++) {
    const k = user[i] * 8 + channel[i];
    tt[pos[k]++] = T[i] * 4 + step[i];
  }
  const out = new Int32Array(32);
  for (let k = 0; k < K; k++) {
    const a = start[k],
      b = start[k + 1];
    if (a === b) continue;
    for (let i = a + 1; i < b; i++) {
      const v = tt[i];
      let j = i - 1;
      while (j >= a && tt[j] > v) {
        tt[j + 1] = tt[j];
        j--;
      }
      tt[j + 1] = v;
    }
    let s0 = -1,
      s1 = -1,
      s2 = -1,
      lv = 0;
    for (let i = a; i < b; i++) {
      const v = tt[i],
        t = Math.floor(v / 4),
        s = v - t * 4;
      if (s === 0) {
        s0 = t;
        if (lv < 1) lv = 1;
      } else if (s === 1) {
        if (s0 >= 0 && t - s0 <= WIN) {
          if (s0 > s1) s1 = s0;
          if (lv < 2) lv = 2;
        }
      } else if (s === 2) {
        if (s1 >= 0 && t - s1 <= WIN) {
          if (s1 > s2) s2 = s1;
          if (lv < 3) lv = 3;
        }
      } else if (s2 >= 0 && t - s2 <= WIN) {
        lv = 4;
        break;
      }
    }
    const c = (k & 7) * 4;
    for (let q = 0; q < lv; q++) out[c + q]++;
  }
  return {funnel: out};
}
export function w4(o, st) {
  const {n, day, amt, status, sku, province, qty} = o;
  const S = 5000,
    W = 12,
    sales = new Int32Array(S * W),
    rev = new Float64Array(S),
    D0 = DAYS - 28;
  for (let i = 0; i < n; i++) {
    if (status[i] === 2) continue;
    const s = sku[i];
    rev[s] += amt[i];
    if (day[i] >= D0) sales[s * W + (province[i] % 12)] += qty[i];
  }
  let tot = 0;
  for (let s = 0; s < S; s++) tot += rev[s];
  const ix = Array.from({length: S}, (_, i) => i).sort((a, b) => rev[b] - rev[a] || a - b);
  const abc = new Uint8Array(S);
  let acc = 0;
  for (const s of ix) {
    abc[s] = acc < 0.8 * tot ? 0 : acc < 0.95 * tot ? 1 : 2;
    acc += rev[s];
  }
  const cnt = new Int32Array(36),
    val = new Float64Array(36),
    risk = new Int32Array(36),
    over = new Int32Array(36),
    str = new Float64Array(36);
  for (let i = 0; i < st.n; i++) {
    const s = st.sku[i],
      w = st.warehouse[i],
      oh = st.on_hand[i],
      q = sales[s * W + w],
      b = w * 3 + abc[s];
    cnt[b]++;
    val[b] += oh * st.unit_cost[i];
    if (q > 0) {
      const dos = (oh * 28) / q;
      if (dos < 7) risk[b]++;
      else if (dos > 90) over[b]++;
    } else if (oh > 0) over[b]++;
    if (q + oh > 0) str[b] += q / (q + oh);
  }
  return {cnt, val, risk, over, str};
}
const MONTH = new Int8Array(DAYS + 1);
for (let d = 0; d <= DAYS; d++) {
  const x = new Date((T0 + d * DAY) * 1000);
  MONTH[d] = (x.getUTCFullYear() - 2023) * 12 + x.getUTCMonth();
}
export {MONTH};
export function w5(o) {
  const {n, day, status, cust, nCust} = o;
  const mask = new Int32Array(nCust);
  for (let i = 0; i < n; i++) if (status[i] === 0) mask[cust[i]] |= 1 << MONTH[day[i]];
  const ret = new Int32Array(24 * 24);
  for (let c = 0; c < nCust; c++) {
    let m = mask[c];
    if (m === 0) continue;
    const f = 31 - Math.clz32(m & -m),
      b = f * 24 - f;
    while (m !== 0) {
      const k = 31 - Math.clz32(m & -m);
      ret[b + k]++;
      m &= m - 1;
    }
  }
  return {ret};
}
