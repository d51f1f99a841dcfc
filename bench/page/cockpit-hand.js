/** W8, the page that a good developer writes for this shop alone: the reference's passes, three tiles in HTML, four charts by Vega-Lite. */

import {tableFromIPC} from '@uwdata/flechette';
import embed from 'vega-embed';

import * as G from '../data/generate.js';
import {ingestEventsArrow, ingestOrdersArrow, ingestOrdersCSV, ingestStockArrow} from '../reference/ingest.js';
import {w1, w2, w3} from '../reference/works.js';
import {bytesOf} from './load-shop.js';

const SIZE = {width: 320, height: 160};

function compute(orders, events, stock) {
  const kpi = w1(orders);
  const rfm = w2(orders);
  // One who acts is a user, whatever the channel.
  const {funnel} = w3({...events, channel: new Uint8Array(events.n)});
  const onHand = new Float64Array(240);
  for (let row = 0; row < stock.n; row++) onHand[stock.warehouse[row] * 20 + (stock.sku[row] % 20)] += stock.on_hand[row];
  return {kpi, rfm, funnel: [...funnel.slice(0, 4)], onHand};
}

async function draw({kpi, rfm, funnel, onHand}) {
  const [now, before, year] = kpi.periods;
  for (const at of [0, 1, 2]) {
    const tile = document.createElement('div');
    tile.textContent = `${now[at]} (${before[at]}, ${year[at]})`;
    document.body.append(tile);
  }
  const fields = (x, y, color, type) => ({x: {field: x, type}, y: {field: y, type}, color: {field: color, type: 'quantitative'}});
  const specs = [
    {data: Array.from(kpi.gmv, (v, d) => ({d, v})), mark: 'line', encoding: {x: {field: 'd', type: 'quantitative'}, y: {field: 'v', type: 'quantitative'}}},
    {
      data: funnel.map((n, at) => ({step: G.STEPS[at], n})), mark: 'bar',
      encoding: {y: {field: 'step', type: 'nominal', sort: null}, x: {field: 'n', type: 'quantitative'}},
    },
    {data: Array.from(rfm.counts, (n, at) => ({r: Math.floor(at / 5) + 1, f: (at % 5) + 1, n})), mark: 'rect', encoding: fields('f', 'r', 'n', 'ordinal')},
    {
      data: Array.from(onHand, (v, at) => ({w: G.WAREHOUSES[Math.floor(at / 20)], c: G.CATEGORIES[at % 20], v})), mark: 'rect',
      encoding: fields('w', 'c', 'v', 'nominal'),
    },
  ];
  await Promise.all(specs.map(({data, ...spec}) => {
    const place = document.body.appendChild(document.createElement('div'));
    return embed(place, {...SIZE, data: {values: data}, ...spec}, {actions: false, renderer: 'canvas'});
  }));
}

/** Orders in the format that the kit is given; events and stock always as Arrow. */
globalThis.paint = async ({size, format}) => {
  const [orders, events, stock] = await Promise.all([bytesOf(`orders-${size}.${format}`), bytesOf(`events-${size}.arrow`), bytesOf('stock.arrow')]);
  const begun = performance.now();
  const read = format === 'csv' ? ingestOrdersCSV(orders, G) : ingestOrdersArrow(tableFromIPC(orders), G);
  const found = compute(read, ingestEventsArrow(tableFromIPC(events), G), ingestStockArrow(tableFromIPC(stock), G));
  await draw(found);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return {
    milliseconds: performance.now() - begun,
    numbers: {
      tiles: found.kpi.periods[0].slice(0, 3), funnel: found.funnel, rfm: [...found.rfm.counts],
      onHand: found.onHand.reduce((sum, each) => sum + each, 0),
    },
  };
};
