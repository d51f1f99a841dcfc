/** Four numbers on a page by hand: typed columns with room, sums a day, distinct orders and buyers counted over the days shown. */

import * as G from '../data/generate.js';

const DAY = 86_400;
const ROOM = 1 << 19;
const [REFUNDED, CANCELLED] = [1, 2];

/** Answers what takes rows in and paints; each time the four numbers of the last thirty days, money in cents. */
export function openHandTiles(table, painted) {
  const source = (key) => table.getChild(key).data[0].values;
  let length = table.numRows;
  const room = (values) => {
    const grown = new Int32Array(length + ROOM);
    grown.set(values);
    return grown;
  };
  const {values: statusCodes, dictionary} = table.getChild('status').data[0];
  const statuses = dictionary.toArray().map((text) => G.STATUSES.indexOf(text));
  const columns = {
    day: room(Int32Array.from(source('order_time'), (second) => Math.floor(second / DAY))), status: room(Int32Array.from(statusCodes, (code) => statuses[code])),
    net: room(Int32Array.from(source('unit_price'), (price) => price * 100)), order: new Int32Array(length + ROOM), customer: new Int32Array(length + ROOM),
  };
  const coder = (values, codes) => {
    const codeOf = new Map();
    const code = (id) => {
      let known = codeOf.get(id);
      if (known === undefined) codeOf.set(id, (known = codeOf.size));
      return known;
    };
    for (let row = 0; row < values.length; row++) codes[row] = code(String(values[row]));
    return {code, size: () => codeOf.size};
  };
  const orders = coder(source('order_id'), columns.order);
  const customers = coder(source('customer_id'), columns.customer);
  const first = columns.day[0];
  const sold = new Float64Array(2000);
  const back = new Float64Array(2000);
  const add = (row) => {
    const at = columns.day[row] - first;
    if (columns.status[row] !== CANCELLED) sold[at] += columns.net[row];
    if (columns.status[row] === REFUNDED) back[at] += columns.net[row];
  };
  for (let row = 0; row < length; row++) add(row);
  const tiles = Array.from({length: 4}, () => document.body.appendChild(document.createElement('p')));

  const firstOf = (day) => {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columns.day[middle] < day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const windowOf = (from, to) => {
    const [seenOrders, seenCustomers] = [new Uint8Array(orders.size()), new Uint8Array(customers.size())];
    let [orderCount, customerCount, soldSum, backSum] = [0, 0, 0, 0];
    for (let row = firstOf(from); row < length && columns.day[row] <= to; row++) {
      if (columns.status[row] === CANCELLED) continue;
      const [order, customer] = [columns.order[row], columns.customer[row]];
      if (!seenOrders[order]) orderCount += seenOrders[order] = 1;
      if (!seenCustomers[customer]) customerCount += seenCustomers[customer] = 1;
    }
    for (let day = Math.max(from, first); day <= to; day++) {
      soldSum += sold[day - first];
      backSum += back[day - first];
    }
    return [soldSum, orderCount, customerCount, backSum];
  };

  return async (rows) => {
    for (const line of rows) {
      columns.day[length] = Math.floor(line.ordered_at / 1000 / DAY);
      columns.status[length] = G.STATUSES.indexOf(line.status);
      columns.net[length] = Math.round(line.net * 100);
      columns.order[length] = orders.code(line.order_id);
      columns.customer[length] = customers.code(line.customer_id);
      add(length++);
    }
    const last = columns.day[length - 1];
    const numbers = windowOf(last - 29, last);
    const before = windowOf(last - 59, last - 30);
    const year = windowOf(last - 29 - 365, last - 365);
    tiles.forEach((tile, at) => (tile.textContent = `${numbers[at]} ${numbers[at] / before[at] - 1} ${numbers[at] / year[at] - 1}`));
    await painted();
    return numbers;
  };
}

