/** crossfilter2: dimensions on day and channel, additive groups, and a reduction of our own for what is distinct. It has W6 only. */

import crossfilter from 'crossfilter2';

import {DAYS} from '../data/generate.js';

function build(o, distinct = true) {
  const recs = [];
  for (let i = 0; i < o.n; i++)
    if (o.status[i] !== 2)
      recs.push({
        day: o.day[i],
        channel: o.channel[i],
        category: o.category[i],
        amt: o.amt[i],
        refund: o.status[i] === 1 ? o.amt[i] : 0,
        margin: o.status[i] === 0 ? o.amt[i] - o.qty[i] * o.cost[i] : 0,
        order: o.ord[i],
        cust: o.cust[i],
      });
  const cf = crossfilter(recs),
    day = cf.dimension((r) => r.day),
    ch = cf.dimension((r) => r.channel),
    cat = cf.dimension((r) => r.category),
    day2 = cf.dimension((r) => r.day);
  const gcat = cat.group().reduceSum((r) => r.amt),
    gday = day2.group().reduceSum((r) => r.amt),
    all = cf.groupAll();
  if (distinct) {
    const oc = new Int32Array(o.nOrd),
      bc = new Int32Array(o.nCust);
    all.reduce(
      (p, r) => {
        p.gmv += r.amt;
        p.refund += r.refund;
        p.margin += r.margin;
        if (oc[r.order]++ === 0) p.orders++;
        if (bc[r.cust]++ === 0) p.buyers++;
        return p;
      },
      (p, r) => {
        p.gmv -= r.amt;
        p.refund -= r.refund;
        p.margin -= r.margin;
        if (--oc[r.order] === 0) p.orders--;
        if (--bc[r.cust] === 0) p.buyers--;
        return p;
      },
      () => {
        oc.fill(0);
        bc.fill(0);
        return {gmv: 0, refund: 0, margin: 0, orders: 0, buyers: 0};
      },
    );
  } else
    all.reduce(
      (p, r) => {
        p.gmv += r.amt;
        p.refund += r.refund;
        p.margin += r.margin;
        return p;
      },
      (p, r) => {
        p.gmv -= r.amt;
        p.refund -= r.refund;
        p.margin -= r.margin;
        return p;
      },
      () => ({gmv: 0, refund: 0, margin: 0, orders: 0, buyers: 0}),
    );
  return {day, ch, gcat, gday, all};
}
function w6(x, {d0, d1, mask}) {
  x.day.filterRange([d0, d1]);
  x.ch.filterFunction((c) => ((mask >> c) & 1) === 1);
  const v = x.all.value();
  const cat = new Array(20).fill(0),
    trend = new Array(DAYS).fill(0);
  for (const g of x.gcat.all()) cat[g.key] = g.value;
  for (const g of x.gday.all()) trend[g.key] = g.value;
  return {kpi: [v.gmv, v.refund, v.margin, v.orders, v.buyers], cat, trend};
}

export function open({shop: {orders}}) {
  let index;
  return {
    beforeFilter(distinct) {
      index = build(orders, distinct);
    },
    filter: (brush) => w6(index, brush),
    filterAdditive: (brush) => w6(index, brush),
  };
}
