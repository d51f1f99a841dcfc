/** The shop's files, and the reference's columns of them. */

import {tableFromIPC} from '@uwdata/flechette';

import * as G from '../data/generate.js';
import {ingestEventsArrow, ingestOrdersArrow, ingestStockArrow} from '../reference/ingest.js';

export async function bytesOf(file) {
  const response = await fetch(`/data/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export const arrow = async (file) => tableFromIPC(await bytesOf(file));

/** `{orders, events, stock}` as the reference has them. */
export async function loadShop(size) {
  return {
    orders: ingestOrdersArrow(await arrow(`orders-${size}.arrow`), G),
    events: ingestEventsArrow(await arrow(`events-${size}.arrow`), G),
    stock: ingestStockArrow(await arrow('stock.arrow'), G),
  };
}
