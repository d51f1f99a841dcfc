/**
 * Ids and texts to whole numbers, and what is worked out once a row while rows come in.
 * Frozen: goals are ratios to it.
 */

import {DAY, T0} from '../data/generate.js';

export function denseCodes(ids) {
  // open addressing int hash -> dense code in first-seen order
  const n = ids.length;
  let cap = 1 << 12;
  let keys = new Int32Array(cap).fill(-1),
    vals = new Int32Array(cap),
    mask = cap - 1,
    m = 0;
  const out = new Int32Array(n),
    uniq = [];
  let prev = -2,
    prevCode = 0;
  for (let i = 0; i < n; i++) {
    const k = ids[i];
    if (k === prev) {
      out[i] = prevCode;
      continue;
    }
    let h = (Math.imul(k, 0x9e3779b1) >>> 7) & mask;
    while (keys[h] !== -1 && keys[h] !== k) h = (h + 1) & mask;
    if (keys[h] === -1) {
      keys[h] = k;
      vals[h] = m++;
      if (m * 2 > cap) {
        const ok = keys,
          ov = vals;
        const oc = cap;
        cap *= 2;
        mask = cap - 1;
        keys = new Int32Array(cap).fill(-1);
        vals = new Int32Array(cap);
        for (let j = 0; j < oc; j++)
          if (ok[j] !== -1) {
            let g = (Math.imul(ok[j], 0x9e3779b1) >>> 7) & mask;
            while (keys[g] !== -1) g = (g + 1) & mask;
            keys[g] = ok[j];
            vals[g] = ov[j];
          }
        prev = k;
        prevCode = m - 1;
        out[i] = m - 1;
        continue;
      }
    }
    prev = k;
    out[i] = prevCode = vals[h];
  }
  return {codes: out, count: m};
}
export function canonDict(codes, dict, order) {
  // remap dictionary to canonical order so codes agree between sources
  const ix = new Map(order.map((s, i) => [s, i]));
  const map = new Uint16Array(dict.length);
  for (let i = 0; i < dict.length; i++) map[i] = ix.get(dict[i]);
  const out = order.length > 256 ? new Uint16Array(codes.length) : new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) out[i] = map[codes[i]];
  return out;
}
export function finishOrders(c) {
  // c: raw columns with codes; derive day, amount, dense ids
  const n = c.n,
    day = new Int16Array(n),
    amt = new Int32Array(n),
    t = c.order_time,
    q = c.qty,
    p = c.unit_price,
    d = c.discount;
  let sorted = true;
  for (let i = 0; i < n; i++) {
    const dd = ((t[i] - T0) / DAY) | 0;
    day[i] = dd;
    if (i && dd < day[i - 1]) sorted = false;
    amt[i] = q[i] * p[i] - d[i];
  }
  if (!sorted) throw new Error('expects time-sorted rows (would counting-sort here)');
  const cu = denseCodes(c.customer_id),
    or = denseCodes(c.order_id);
  return {...c, day, amt, cust: cu.codes, nCust: cu.count, ord: or.codes, nOrd: or.count};
}
