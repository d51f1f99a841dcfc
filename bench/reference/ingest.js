/**
 * Arrow and CSV to typed columns, the schema known before.
 * Frozen: goals are ratios to it.
 */

import {canonDict, denseCodes, finishOrders} from './codes.js';

export function ingestOrdersArrow(tab, G) {
  const g = (k) => {
    const col = tab.getChild(k);
    return col.data[0].values;
  };
  const dc = (k, order) => {
    const b = tab.getChild(k).data[0];
    return canonDict(b.values, b.dictionary.toArray(), order);
  };
  return finishOrders({
    n: tab.numRows,
    order_id: g('order_id'),
    customer_id: g('customer_id'),
    order_time: g('order_time'),
    qty: g('qty'),
    unit_price: g('unit_price'),
    discount: g('discount'),
    cost: g('cost'),
    channel: dc('channel', G.CHANNELS),
    province: dc('province', G.PROVINCES),
    category: dc('category', G.CATEGORIES),
    sku: dc('sku', G.SKUS),
    status: dc('status', G.STATUSES),
  });
}
export function ingestEventsArrow(tab, G) {
  const g = (k) => tab.getChild(k).data[0].values;
  const dc = (k, order) => {
    const b = tab.getChild(k).data[0];
    return canonDict(b.values, b.dictionary.toArray(), order);
  };
  const uid = g('user_id');
  const u = denseCodes(uid);
  return {n: tab.numRows, user: u.codes, nUser: u.count, event_time: g('event_time'), step: dc('step', G.STEPS), channel: dc('channel', G.CHANNELS)};
}
export function ingestStockArrow(tab, G) {
  const g = (k) => tab.getChild(k).data[0].values;
  const dc = (k, order) => {
    const b = tab.getChild(k).data[0];
    return canonDict(b.values, b.dictionary.toArray(), order);
  };
  return {n: tab.numRows, sku: dc('sku', G.SKUS), warehouse: dc('warehouse', G.WAREHOUSES), on_hand: g('on_hand'), unit_cost: g('unit_cost')};
}
/** One pass over the bytes; no strings but new dictionary entries. */
export function ingestOrdersCSV(u8, G) {
  let n = 0;
  for (let i = 0; i < u8.length; i++) if (u8[i] === 10) n++;
  n--; // header
  const c = {
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
  let p = 0;
  while (u8[p] !== 10) p++;
  p++;
  const td = new TextDecoder();
  const mk = (order) => {
    const ix = new Map(order.map((s, i) => [s, i]));
    const cap = order.length > 100 ? 16384 : 256;
    return {ix, mask: cap - 1, keys: new Array(cap).fill(null), codes: new Int32Array(cap)};
  };
  const D = {channel: mk(G.CHANNELS), province: mk(G.PROVINCES), category: mk(G.CATEGORIES), sku: mk(G.SKUS), status: mk(G.STATUSES)};
  const num = () => {
    let v = 0,
      ch = u8[p];
    while (ch >= 48 && ch <= 57) {
      v = v * 10 + ch - 48;
      ch = u8[++p];
    }
    p++;
    return v;
  };
  const str = (d) => {
    const s = p;
    let h = 17,
      ch = u8[p];
    while (ch !== 44 && ch !== 10) {
      h = (Math.imul(h, 31) + ch) | 0;
      ch = u8[++p];
    }
    const e = p++;
    let slot = (h ^ (h >>> 11)) & d.mask;
    for (;;) {
      const k = d.keys[slot];
      if (k === null) {
        const b = u8.slice(s, e);
        d.keys[slot] = b;
        d.codes[slot] = d.ix.get(td.decode(b));
        return d.codes[slot];
      }
      let j = k.length === e - s ? 0 : -1;
      if (j === 0) {
        while (j < k.length && k[j] === u8[s + j]) j++;
        if (j === k.length) return d.codes[slot];
      }
      slot = (slot + 1) & d.mask;
    }
  };
  const d2 = (i) => (u8[i] - 48) * 10 + u8[i + 1] - 48;
  let lastKey = -1,
    lastEpoch = 0;
  const iso = () => {
    const key = (d2(p) * 100 + d2(p + 2)) * 10000 + d2(p + 5) * 100 + d2(p + 8);
    if (key !== lastKey) {
      lastKey = key;
      lastEpoch = Date.UTC((key / 10000) | 0, (((key / 100) | 0) % 100) - 1, key % 100) / 1000;
    }
    const t = lastEpoch + d2(p + 11) * 3600 + d2(p + 14) * 60 + d2(p + 17);
    p += 20;
    return t;
  };
  for (let i = 0; i < n; i++) {
    c.order_id[i] = num();
    c.customer_id[i] = num();
    c.order_time[i] = iso();
    c.channel[i] = str(D.channel);
    c.province[i] = str(D.province);
    c.category[i] = str(D.category);
    c.sku[i] = str(D.sku);
    c.qty[i] = num();
    c.unit_price[i] = num();
    c.discount[i] = num();
    c.cost[i] = num();
    c.status[i] = str(D.status);
  }
  return finishOrders(c);
}
