/** Rows that come to a page of tiles: from the host's hands to the new numbers painted, the kit beside a page written by hand. */

import 'tillboard/components/data';
import 'tillboard/components/kpi';
import {tableFromIPC} from '@uwdata/flechette';

import * as G from '../data/generate.js';
import {METRICS} from '../engines/kit.ts';
import {openHandTiles} from './append-hand.js';
import {bytesOf} from './load-shop.js';
import {compare} from './timing.js';

const LINES = 10_000;
/** Seconds between two lines that come: ten thousand of them are a week. */
const STEP = 60;
const TILES = ['sold', 'sold_orders', 'sold_to', 'given_back'];

/** Batches of lines as a server would push them, behind all that are there; orders of one to three lines, mostly of customers that are known. */
function batches(orders, count) {
  const random = G.rng(7);
  const end = orders.order_time[orders.order_time.length - 1];
  let order = 0;
  let left = 0;
  let head;
  return Array.from({length: count}, (_, batch) => Array.from({length: LINES}, (__, at) => {
    if (left-- === 0) {
      const known = orders.customer_id[Math.floor(random() * orders.customer_id.length)];
      head = {
        order_id: String(90_000_000 + order++), customer_id: String(random() < 0.9 ? known : 80_000_000 + order),
        ordered_at: (end + (batch * LINES + at + 1) * STEP) * 1000, channel: G.CHANNELS[Math.floor(random() * 8)],
        status: G.STATUSES[random() < 0.9 ? 0 : random() < 0.6 ? 1 : 2],
      };
      left = Math.floor(random() * 3);
    }
    const sku = Math.floor(random() * 5000);
    return {
      ...head, ordered_at: (end + (batch * LINES + at + 1) * STEP) * 1000, sku: G.SKUS[sku], category: G.CATEGORIES[sku % 20],
      province: G.PROVINCES[sku % 31], qty: 1 + Math.floor(random() * 3), unit_price: 500 + Math.floor(random() * 90_000), discount: 0, cost: 300,
      net: 5 + Math.floor(random() * 90_000) / 100,
    };
  }));
}

/** Once the browser has put the next frame on the screen. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => resolve();
  port2.postMessage(0);
}));

async function openTiles(size, worker) {
  const data = Object.assign(document.createElement('till-data'), {
    id: 'shop', timeZone: 'UTC', currency: 'CNY', now: 'data', worker,
    options: {metrics: METRICS, columns: {order_lines: {net: {firstOf: ['net', 'unit_price']}}}},
  });
  const tiles = TILES.map((metric) => Object.assign(document.createElement('till-kpi'), {source: 'shop', metric, period: 'last-30-days', lang: 'en'}));
  const loaded = tiles.map((tile) => new Promise((resolve) => tile.addEventListener('till-load', resolve, {once: true})));
  document.body.append(data, ...tiles);
  await data.load({order_lines: new File([await bytesOf(`orders-${size}.arrow`)], 'orders.arrow')});
  await Promise.all(loaded);
  return {data, tiles};
}

const cents = (value) => Math.round(Number(value ?? 0) * 100);

/** What the tiles show once all of them tell of the rows that have just come: each batch ends on a later day, which is the clock. */
async function append({data, tiles}, rows) {
  await data.updateRows({order_lines: {append: rows}});
  const {now} = data.source.info;
  await Promise.all(tiles.map((tile) => shows(tile, now)));
  await painted();
  const [sold, orders, buyers, back] = tiles.map(({result}, at) => result.totals[TILES[at]]);
  return [cents(sold), orders, buyers, cents(back)];
}

function shows(tile, now) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (Date.parse(tile.result?.asOf) !== Date.parse(now)) return;
      tile.removeEventListener('till-load', look);
      tile.updateComplete.then(resolve);
    };
    tile.addEventListener('till-load', look);
    tile.addEventListener('till-error', ({detail}) => reject(detail.error), {once: true});
    look();
  });
}

globalThis.timeAppends = async ({name, size, runs}) => {
  const table = tableFromIPC(await bytesOf(`orders-${size}.arrow`));
  const column = (key) => table.getChild(key).data[0].values;
  const orders = {order_time: column('order_time'), customer_id: column('customer_id')};
  const warmUp = 5;
  const given = batches(orders, warmUp + runs + 1);
  const kit = await openTiles(size, name === 'tillboard' ? '/dist/engine-worker.js' : 'off');
  const hand = openHandTiles(table, painted);
  const from = performance.now();
  const firstAnswer = await append(kit, given[0]);
  const first = performance.now() - from;
  const expected = await hand(given[0]);
  if (String(firstAnswer) !== String(expected)) return {append: {[name]: {error: `differs: by hand ${expected}, on the tiles ${firstAnswer}`}}};
  let [own, others] = [1, 1];
  const results = await compare({hand: () => hand(given[others++]), [name]: () => append(kit, given[own++])}, {runs, warmUp});
  return {append: results, 'append first': {[name]: {milliseconds: first}}};
};
