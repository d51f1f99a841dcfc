import {expect} from 'chai';

import {orderStatus} from '../../data-adapters/conforming/order-status.ts';
import {ORDER_STATUSES} from '../../data-adapters/schema.ts';
import {cells, conformLines, errorOf, issues, issuesOf, line, tableOf} from './tables.ts';

describe('order statuses', () => {
  it('are known by the names of shop systems in both languages', () => {
    const expected: Record<string, readonly string[]> = {
      pending: ['pending', '待付款', '等待买家付款', 'unpaid', 'On-Hold', 'wc-pending'],
      paid: ['paid', '已付款', '待发货', '买家已付款,等待卖家发货', 'Processing'],
      shipped: ['SHIPPED', '已发货', '卖家已发货，等待买家确认', 'fulfilled'],
      completed: ['交易成功', '已完成', 'Completed', 'partially_refunded', 'delivered'],
      refunded: ['已退款', 'Refunded', '退款成功'],
      cancelled: ['已取消', '交易关闭', 'canceled', 'Cancelled', 'failed', 'voided'],
    };
    expect(Object.keys(expected)).to.deep.equal([...ORDER_STATUSES]);
    for (const [status, texts] of Object.entries(expected)) for (const text of texts) expect(orderStatus(text), text).to.equal(status);
    expect(orderStatus('haunted')).to.equal(undefined);
  });

  it('leave a row out where they are unknown or blank, and count it', () => {
    const rows = ['交易成功', 'haunted', '', 'failed', '到付'].map((status, i) => line({order_id: `A${i}`, status}));
    const tables = conformLines(rows);
    expect(cells(tables, 'status')).to.deep.equal(['completed', 'cancelled']);
    expect(issuesOf(tables)[0]).to.deep.include({
      reason: 'unknown-status', effect: 'left-out', rows: 3, examples: [{row: 2, value: 'haunted'}, {row: 3, value: ''}, {row: 5, value: '到付'}],
    });
    expect(cells(conformLines(rows, {statusMap: {到付: 'paid'}}), 'status')).to.deep.equal(['completed', 'cancelled', 'paid']);
  });

  it('are no column where every cell is blank', () => {
    const tables = conformLines([line({status: ''}), line({status: null, order_id: 'A2'})]);
    expect(tableOf(tables).columns.has('status')).to.equal(false);
    expect(tableOf(tables).length).to.equal(2);
  });

  it('may only be mapped to the six', async () => {
    const error = await errorOf(() => conformLines([line()], {statusMap: {x: 'done'} as never}), 'schema');
    expect(error.message).to.match(/"x" is mapped to "done".*cancelled/);
  });
});

describe('rows that come twice', () => {
  const lines = [line({line_id: '1'}), line({line_id: '2'}), line({line_id: '1', net: 99}), line({order_id: 'A2', line_id: '1'})];

  it('are left out by order and line id', () => {
    const tables = conformLines(lines);
    expect(cells(tables, 'line_id')).to.deep.equal(['1', '2', '1']);
    expect(issues(tables)).to.deep.equal(['duplicate-row order_id + line_id left-out 1']);
    expect(issuesOf(tables)[0]?.examples).to.deep.equal([{row: 3, value: 'A1 + 1'}]);
  });

  it('are left out by declared keys, and kept where no key is whole', () => {
    const rows = [line({batch: 'x'}), line({batch: 'x'}), line({batch: ''}), line({batch: ''})];
    expect(tableOf(conformLines(rows, {keys: {order_lines: ['order_id', 'sku']}})).length).to.equal(1);
    expect(tableOf(conformLines([line({line_id: ''}), line({line_id: ''})])).length).to.equal(2);
  });

  it('are counted and kept where nothing says that they are the same, unless that is asked for', () => {
    const rows = [line(), line(), line({net: 11}), line()];
    expect(tableOf(conformLines(rows)).length).to.equal(4);
    expect(issues(conformLines(rows))).to.deep.equal(['duplicate-row kept 2']);
    expect(cells(conformLines(rows, {duplicates: 'first'}), 'net')).to.deep.equal([10, 11]);
  });

  it('are one order sent again where its id comes back at a later time', () => {
    const rows = [
      line({ordered_at: '2024-03-01 10:00', sku: 'a'}), line({ordered_at: '2024-03-01 10:00', sku: 'b'}),
      line({ordered_at: '2024-03-01 10:05', sku: 'a'}), line({order_id: 'A2', ordered_at: '2024-03-01 10:05'}),
    ];
    expect(issues(conformLines(rows))).to.deep.equal(['repeated-order order_id kept 1']);
    const first = conformLines(rows, {repeatedOrders: 'first'});
    expect(cells(first, 'sku')).to.deep.equal(['a', 'b', 'S1']);
    expect(issues(first)).to.deep.equal(['repeated-order order_id left-out 1']);
  });

  it('are found among a hundred thousand before the test runner gives up, as comparing all pairs would not be', () => {
    const length = 100_000;
    const columns = {
      order_id: Array.from({length}, (_, i) => `A${i % 70_000}`), line_id: Array.from({length}, () => '1'), ordered_at: Array.from({length}, () => '2024-03-01'),
      quantity: new Float64Array(length).fill(1), net: new Float64Array(length).fill(9.5),
    };
    const tables = conformLines(columns);
    expect(tableOf(tables).length).to.equal(70_000);
  });
});

describe('amounts of the lines', () => {
  it('add up to the cent where they were computed in binary', () => {
    const tables = conformLines([line({net: 14 * 12}), line({order_id: 'A2', net: 9.80000019 * 10}), line({order_id: 'A3', net: 34.8 * 5 * (1 - 0.15)}), line({order_id: 'A4', net: 1.1 * 1.1})]);
    const net = tableOf(tables).columns.get('net');
    const total = net?.type === 'money' ? net.values.reduce((sum, value) => sum + value, 0) / net.scale : NaN;
    // 168 + 98.000002 (what 32 bits made of 98) + 147.9 + 1.21
    expect(total).to.equal(415.110002);
  });

  it('are read as 分 where that is said', () => {
    expect(cells(conformLines([line({net: '1999'}), line({net: 5, order_id: 'A2'})], {units: 'minor'}), 'net')).to.deep.equal([19.99, 0.05]);
  });
});
