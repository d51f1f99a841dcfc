/** Writes the shop's files once a size, Arrow and CSV, into `.cache/bench/`: every engine reads the same bytes. */

import {closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';

import {dictionary, int32, tableFromArrays, tableToIPC, utf8} from '@uwdata/flechette';

import * as G from './generate.js';

export const SIZES = {'100k': 1e5, '1m': 1e6, '5m': 5e6, '10m': 1e7};

const NAMES = {
  channel: G.CHANNELS, province: G.PROVINCES, category: G.CATEGORIES, sku: G.SKUS, status: G.STATUSES, step: G.STEPS, warehouse: G.WAREHOUSES,
};
const ORDERS = ['order_id', 'customer_id', 'order_time', 'channel', 'province', 'category', 'sku', 'qty', 'unit_price', 'discount', 'cost', 'status'];
const EVENTS = ['session_id', 'user_id', 'event_time', 'step', 'channel'];
const STOCK = ['sku', 'warehouse', 'on_hand', 'in_transit', 'unit_cost', 'last_sold'];
/** Text of more lines than these does not fit a string, and no page would read it. */
const CSV_LINES = 1e6;

export function writeData(folder, size) {
  const lines = SIZES[size];
  mkdirSync(folder, {recursive: true});
  const missing = (file) => !existsSync(join(folder, file));
  if (missing(`orders-${size}.arrow`) || (lines <= CSV_LINES && missing(`orders-${size}.csv`))) {
    const orders = G.genOrders(lines);
    writeArrow(join(folder, `orders-${size}.arrow`), orders, ORDERS);
    if (lines <= CSV_LINES) writeCsv(join(folder, `orders-${size}.csv`), orders, ORDERS, 'order_time');
  }
  if (missing(`events-${size}.arrow`) || (lines <= CSV_LINES && missing(`events-${size}.csv`))) {
    const events = G.genEvents(2 * lines, lines);
    writeArrow(join(folder, `events-${size}.arrow`), events, EVENTS);
    if (lines <= CSV_LINES) writeCsv(join(folder, `events-${size}.csv`), events, EVENTS, 'event_time');
  }
  if (missing('stock.arrow') || missing('stock.csv')) {
    const stock = G.genStock();
    writeArrow(join(folder, 'stock.arrow'), stock, STOCK);
    writeCsv(join(folder, 'stock.csv'), stock, STOCK, 'last_sold');
  }
}

function writeArrow(file, table, columns) {
  const arrays = {};
  const types = {};
  for (const name of columns) {
    const names = NAMES[name];
    arrays[name] = names ? Array.from(table[name], (code) => names[code]) : table[name];
    // A type of its own for each column: one that is shared writes a file that nobody can read.
    types[name] = names ? dictionary(utf8(), int32()) : int32();
  }
  finish(file, (part) => writeFileSync(part, tableToIPC(tableFromArrays(arrays, {types}), {format: 'stream'})));
}

function writeCsv(file, table, columns, time) {
  const texts = columns.map((name) => {
    if (name === time) return (row) => new Date(table[name][row] * 1000).toISOString().slice(0, 19);
    return NAMES[name] ? (row) => NAMES[name][table[name][row]] : (row) => table[name][row];
  });
  finish(file, (part) => {
    const out = openSync(part, 'w');
    let text = `${columns.join(',')}\n`;
    for (let row = 0; row < table.n; row++) {
      text += `${texts.map((cell) => cell(row)).join(',')}\n`;
      if (text.length < 4_000_000) continue;
      writeSync(out, text);
      text = '';
    }
    writeSync(out, text);
    closeSync(out);
  });
}

/** A file that is there is whole. */
function finish(file, write) {
  write(`${file}.part`);
  renameSync(`${file}.part`, file);
}
