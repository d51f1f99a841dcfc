/** Small shops that are hard to show: one customer, names that try to be code, and an export that went wrong. */

import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

const OPTIONS = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-12-18T14:30:00+08:00'} as const;

/** A shop that opened last week and has sold to one person, twice. */
export function createOneCustomerSource(): Source {
  return createSource(
    {
      order_lines: [
        {order_id: 'A-0001', customer_id: 'C-0001', ordered_at: '2024-12-11T10:04:00+08:00', sku: 'TE-01', quantity: 1, net: '168.00', cost: '71.00', status: 'completed'},
        {order_id: 'A-0002', customer_id: 'C-0001', ordered_at: '2024-12-16T21:30:00+08:00', sku: 'CO-01', quantity: 2, net: '98.00', cost: '52.00', status: 'paid'},
      ],
      events: [
        {user_id: 'C-0001', at: '2024-12-16T21:20:00+08:00', step: 'view'},
        {user_id: 'C-0001', at: '2024-12-16T21:24:00+08:00', step: 'cart'},
        {user_id: 'C-0001', at: '2024-12-16T21:28:00+08:00', step: 'checkout'},
        {user_id: 'C-0001', at: '2024-12-16T21:30:00+08:00', step: 'pay'},
      ],
      stock: [{sku: 'TE-01', product: 'Longjing green tea 50 g', warehouse: 'Hangzhou', on_hand: 11, snapshot_at: '2024-12-18', unit_cost: '71.00'}],
    },
    OPTIONS,
  );
}

const NAMES = [
  'a\'b', '__proto__', 'constructor', '<img src=x onerror=alert(1)>', 'a|b', 'a[0]', 'datum.x', '{{x}}', '   ', '007', '1234567890123456789',
  'A very long name of a product that nobody would read to its end, with ÄÖÜ, 全角ＡＢＣ and 🫖', 'مرحبا', 'x\ny', '=HYPERLINK("x")',
] as const;
const WAREHOUSES = ['__proto__', 'a\'b', '<b>Hangzhou</b>', 'a|b'] as const;
const DAY_MS = 86_400_000;
const END = Date.parse('2024-12-18T12:00:00+08:00');

/** Products, customers, steps and warehouses with such names. */
export function createHostileSource(): Source {
  const orders = Array.from({length: 240}, (_, row) => ({
    order_id: `O'${row}|<i>`,
    customer_id: `${NAMES[row % NAMES.length] ?? ''}${row % 4}`,
    ordered_at: new Date(END - ((row * 7) % 90) * DAY_MS).toISOString(),
    sku: NAMES[row % NAMES.length], product: NAMES[row % NAMES.length], category: NAMES[(row * 3) % 5], channel: NAMES[row % 3],
    quantity: 1 + (row % 3), net: (20 + (row % 17) * 3.5).toFixed(2), cost: '9.90', status: 'completed',
  }));
  const events = Array.from({length: 90}, (_, user) =>
    ['a\'b', '__proto__', '<img src=x onerror=alert(1)>', 'a|b'].slice(0, 1 + (user % 4)).map((step, index) => ({
      user_id: `${NAMES[user % NAMES.length] ?? ''}${user}`, at: new Date(END - (user % 20) * DAY_MS + index * 240_000).toISOString(), step,
      device: NAMES[user % 3], session_id: `s${user}`,
    })),
  ).flat();
  const stock = NAMES.flatMap((sku, row) =>
    WAREHOUSES.map((warehouse, column) => ({
      sku, product: sku, category: NAMES[(row * 3) % 5], warehouse, on_hand: (row * 5 + column * 3) % 12, snapshot_at: '2024-12-18', unit_cost: '9.90',
      received_at: '2024-11-20',
    })),
  );
  return createSource({order_lines: orders, events, stock}, OPTIONS);
}

/** A week whose export went wrong in most ways that exports do. */
export function createDirtySource(): Source {
  const days = ['2024-12-09', '2024-12-10', '2024-12-11', '2024-12-12', '2024-12-15', '2024-12-16'];
  const orders: Record<string, unknown>[] = days.flatMap((day, at) =>
    Array.from({length: 8}, (_, row) => ({
      order_id: `D-${at}${row}`, customer_id: row % 4 === 0 ? '' : `C-${row}`, ordered_at: `${day} 1${row}:00`, sku: row % 5 === 0 ? 'GONE-9' : 'TE-01',
      quantity: 1, net: (20 + row * 3.5).toFixed(2), cost: row % 3 === 0 ? '' : '9.90', status: row === 7 ? 'on its way' : 'completed', channel: 'app',
      refund: row === 6 ? '99.00' : '', refunded_at: row === 6 ? `${day} 20:00` : '',
    })),
  );
  const odd = [
    {...orders[1], net: '88,888.00'}, {...orders[2], order_id: 'D-X', ordered_at: 'yesterday'}, {...orders[3], order_id: 'D-Y', net: 'free'}, {...orders[4]},
  ];
  const pays = days.flatMap((day) => Array.from({length: 5}, (_, row) => ({user_id: `C-${row}`, at: `${day} 1${row}:05`, step: 'pay'})));
  const stock = [
    {sku: 'TE-01', warehouse: 'Hangzhou', on_hand: -4, snapshot_at: '2024-12-16', unit_cost: '9.90'},
    {sku: 'TE-01', warehouse: 'Hangzhou', on_hand: 12, snapshot_at: '2024-12-16', unit_cost: ''},
  ];
  return createSource({order_lines: [...orders, ...odd], events: pays, stock}, OPTIONS);
}
