/**
 * Writes `demo/script-tag/*.csv`: a small shop as a back office would export it, Chinese headers and all. Run it after the demo shop
 * changed: `node scripts/write-sample-files.mjs`.
 */

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';
import {loadShop} from './load-shop.mjs';

/** Header of the file, by canonical column. */
const FILES = {
  orders: ['order_lines', {
    order_id: '订单编号', customer_id: '买家ID', ordered_at: '下单时间', paid_at: '付款时间', sku: '商家编码', product: '商品名称', category: '类目',
    quantity: '数量', net: '实付金额', cost: '成本', status: '订单状态', refund: '退款金额', refunded_at: '退款时间', channel: '渠道', region: '地区',
  }],
  events: ['events', {user_id: '用户ID', at: '时间', step: '事件', session_id: '会话ID', channel: '渠道', device: '设备'}],
  stock: ['stock', {
    sku: 'SKU', product: '商品名称', category: '类目', warehouse: '仓库', on_hand: '库存数量', in_transit: '在途库存', reserved: '占用库存', unit_cost: '成本价',
    price: '售价', lead_time_days: '采购周期',
  }],
};

const STATUS = {pending: '待付款', paid: '待发货', shipped: '已发货', completed: '交易成功', refunded: '已退款', cancelled: '交易关闭'};
const MONEY = new Set(['net', 'cost', 'refund', 'unit_cost', 'price']);

/** Local time of the shop, as its back office writes it. */
const timeText = (at) => (Number.isNaN(at) ? '' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '));

function cellText(column, value) {
  if (value === null || value === undefined) return '';
  if (column.endsWith('_at') || column === 'at') return timeText(value);
  if (column === 'status') return STATUS[value];
  if (MONEY.has(column)) return `¥${value.toFixed(2)}`;
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const {tables, options} = (await loadShop())({scale: 0.02});
const since = options.now - 120 * 86_400_000;

for (const [file, [table, headers]] of Object.entries(FILES)) {
  const columns = tables[table];
  const times = columns.ordered_at ?? columns.at;
  const lines = [Object.values(headers).join(',')];
  for (let row = 0; row < Object.values(columns)[0].length; row++) {
    if (times && times[row] < since) continue;
    lines.push(Object.keys(headers).map((column) => cellText(column, columns[column][row])).join(','));
  }
  writeFileSync(join(root, 'demo', 'script-tag', `${file}.csv`), `\uFEFF${lines.join('\r\n')}\r\n`);
  console.log(`${file}.csv: ${lines.length - 1} rows`);
}
