/** What loading costs beside time: bytes kept, and how long the page is held up. Orders come as CSV, so that the page holds no rows of its own. */

import * as G from '../data/generate.js';
import {readers} from '../engines/kit-ingestion.js';
import {ingestOrdersCSV} from '../reference/ingest.js';
import {bytesOf} from './load-shop.js';

/** Bytes of the page and its workers after a collection. */
const memory = async () => {
  globalThis.gc?.();
  return (await performance.measureUserAgentSpecificMemory()).bytes;
};

/** Tasks of more than 50 ms while `work` runs. */
async function longTasks(work) {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({duration}) => duration)));
  observer.observe({entryTypes: ['longtask']});
  const kept = await work();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return {kept, longTasks: tasks.length, longest: Math.max(0, ...tasks), heldUp: tasks.reduce((sum, each) => sum + Math.max(0, each - 50), 0)};
}

async function weigh(lines, open, close) {
  const before = await memory();
  const {kept, ...tasks} = await longTasks(open);
  const held = await memory();
  await close(kept);
  return {bytesALine: (held - before) / lines, held, before, ...tasks};
}

globalThis.measureLoad = async ({name, size}) => {
  const lines = (await bytesOf(`orders-${size}.csv`)).reduce((count, byte) => count + (byte === 10 ? 1 : 0), -1);
  const file = () => bytesOf(`orders-${size}.csv`);
  const {csv} = readers(name === 'tillboard' ? '/dist/engine-worker.js' : false);
  // Once before, so that code that stays is no row's.
  await csv.close(await csv.read(new TextEncoder().encode(`${HEADER}\n1,1,2023-01-01T00:00:00,app,province-01,phones,SKU00001,1,100,0,50,paid\n`)));
  // A worker fetches by itself, as it does for `<till-data order-lines="orders.csv">`; the page's adapter is given what the page fetched.
  const address = new URL(`/data/orders-${size}.csv`, location.href).href;
  const own = await weigh(lines, async () => csv.read(name === 'tillboard' ? address : await file()), (source) => csv.close(source));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const closed = await memory();
  const hand = await weigh(lines, async () => ingestOrdersCSV(await file(), G), () => undefined);
  const figures = ({bytesALine, longTasks, longest, heldUp}) => ({bytesALine, longTasks, longest, heldUp});
  return {memory: {
    [name]: {...figures(own), bytesALineAfterClosing: (closed - own.before) / lines},
    hand: figures(hand),
  }};
};

const HEADER = 'order_id,customer_id,order_time,channel,province,category,sku,qty,unit_price,discount,cost,status';
