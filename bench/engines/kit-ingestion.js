/** This kit reads files: by `openFiles` in its worker, by an adapter and `createSource` on the page. */

import {createSource, openFiles} from 'tillboard/engine';
import * as arrow from 'tillboard/data-adapters/arrow';
import * as csv from 'tillboard/data-adapters/csv';

import * as G from '../data/generate.js';
import {createKit, KIT_OPTIONS} from './kit.ts';

/** What the files leave to be said: the amount of a line. */
const OPTIONS = {...KIT_OPTIONS, columns: {order_lines: {net: {multiply: ['unit_price', 'qty'], minus: ['discount']}}}};
const ADAPTERS = {arrow: [arrow, 'createArrowAdapter'], csv: [csv, 'createCsvAdapter']};

/** The files hold cents where the kit reads whole units: its answers in cents are a hundred times the reference's. */
const inCents = (periods) => periods.map(([gmv, orders, buyers, refund, margin]) => [gmv / 100, orders, buyers, refund / 100, margin / 100]);

/** `worker`: the address of the worker's file, or false for the page. */
export function readers(worker) {
  const reader = (format) => {
    const [adapter, create] = ADAPTERS[format];
    if (adapter.absent || !adapter[create]) return {absent: adapter.absent ?? `${create} is not in the kit`};
    const onPage = async (bytes) => createSource(await adapter[create]({order_lines: bytes}, OPTIONS).load(), OPTIONS);
    const inWorker = async (bytes) => (await openFiles({order_lines: bytes}, OPTIONS, {worker})).source;
    return {
      read: worker ? inWorker : onPage,
      periods: async (source) => inCents(await createKit(source, G).periods()),
      close: (source) => source.close?.(),
    };
  };
  return {arrow: reader('arrow'), csv: reader('csv')};
}
