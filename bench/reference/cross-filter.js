/**
 * W6 twice: a scan over all rows, and a cube of day × channel × category beside a list of (day, channel, customer).
 * Frozen: goals are ratios to it.
 */

import {DAYS} from '../data/generate.js';

export function w6(o, {d0, d1, mask}) {
  const {n, day, amt, status, qty, cost, cust, ord, nCust, nOrd, channel, category} = o;
  const trend = new Float64Array(DAYS),
    cat = new Float64Array(20);
  let refund = 0,
    margin = 0,
    gmv = 0,
    orders = 0,
    buyers = 0;
  const st = (o._st ??= {sc: new Int32Array(nCust), so: new Int32Array(nOrd), g: 0});
  const sc = st.sc,
    so = st.so,
    g = ++st.g;
  for (let i = 0; i < n; i++) {
    const d = day[i];
    if (d < d0 || d >= d1 || ((mask >> channel[i]) & 1) === 0) continue;
    const s = status[i];
    if (s === 2) continue;
    const a = amt[i];
    trend[d] += a;
    cat[category[i]] += a;
    gmv += a;
    if (s === 1) refund += a;
    else margin += a - qty[i] * cost[i];
    const od = ord[i];
    if (so[od] !== g) {
      so[od] = g;
      orders++;
      const c = cust[i];
      if (sc[c] !== g) {
        sc[c] = g;
        buyers++;
      }
    }
  }
  return {kpi: [gmv, refund, margin, orders, buyers], cat, trend};
}
export function buildCube(o) {
  const {n, day, amt, status, qty, cost, cust, ord, nCust, nOrd, channel, category} = o;
  const cells = new Float64Array(DAYS * 8 * 20),
    dc = new Float64Array(DAYS * 8 * 4); // gmv, refund, margin, orders per day x channel
  const so = new Uint8Array(nOrd),
    sc = new Int32Array(nCust * 8).fill(-1);
  let m = 0;
  const lc = new Int32Array(n),
    lch = new Uint8Array(n),
    off = new Int32Array(DAYS + 1);
  let cur = -1;
  for (let i = 0; i < n; i++) {
    const d = day[i];
    while (cur < d) off[++cur] = m;
    const s = status[i];
    if (s === 2) continue;
    const ch = channel[i],
      a = amt[i],
      b = (d * 8 + ch) * 4;
    cells[(d * 8 + ch) * 20 + category[i]] += a;
    dc[b] += a;
    if (s === 1) dc[b + 1] += a;
    else dc[b + 2] += a - qty[i] * cost[i];
    const od = ord[i];
    if (so[od] === 0) {
      so[od] = 1;
      dc[b + 3]++;
      const c = cust[i];
      if (sc[c * 8 + ch] !== d) {
        sc[c * 8 + ch] = d;
        lc[m] = c;
        lch[m++] = ch;
      }
    }
  }
  while (cur < DAYS) off[++cur] = m;
  return {cells, dc, lc: lc.slice(0, m), lch: lch.slice(0, m), off, sc: new Int32Array(nCust), g: 0};
}
export function w6cube(q, {d0, d1, mask}, distinct = true) {
  const {cells, dc, lc, lch, off, sc} = q;
  const trend = new Float64Array(DAYS),
    cat = new Float64Array(20);
  let gmv = 0,
    refund = 0,
    margin = 0,
    orders = 0,
    buyers = 0;
  for (let d = d0; d < d1; d++)
    for (let ch = 0; ch < 8; ch++) {
      if (((mask >> ch) & 1) === 0) continue;
      const b = (d * 8 + ch) * 4;
      trend[d] += dc[b];
      gmv += dc[b];
      refund += dc[b + 1];
      margin += dc[b + 2];
      orders += dc[b + 3];
      const e = (d * 8 + ch) * 20;
      for (let k = 0; k < 20; k++) cat[k] += cells[e + k];
    }
  if (distinct) {
    const g = ++q.g;
    for (let i = off[d0], z = off[d1]; i < z; i++)
      if (((mask >> lch[i]) & 1) === 1) {
        const c = lc[i];
        if (sc[c] !== g) {
          sc[c] = g;
          buyers++;
        }
      }
  }
  return {kpi: [gmv, refund, margin, orders, buyers], cat, trend};
}
