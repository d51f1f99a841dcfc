import {expect} from 'chai';

import {createShop} from '../../demo/shop.ts';

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

describe('the demo shop', () => {
  const {tables, options} = createShop();
  const orders = tables.order_lines;

  it('has more than 200,000 order lines over two years', () => {
    expect(orders.order_id.length).to.be.above(200_000);
    expect(dayOf(orders.ordered_at[0] ?? 0)).to.equal('2022-12-19');
    expect(dayOf(orders.ordered_at.at(-1) ?? 0)).to.equal('2024-12-18');
  });

  it('is the same every time', () => {
    expect(createShop({scale: 0.02})).to.deep.equal(createShop({scale: 0.02}));
  });

  it('differs between languages in names alone', () => {
    const [zh, en] = [createShop({scale: 0.02}).tables, createShop({scale: 0.02, language: 'en'}).tables];
    expect(en.order_lines.net).to.deep.equal(zh.order_lines.net);
    expect(en.events.at).to.deep.equal(zh.events.at);
    expect(en.stock.on_hand).to.deep.equal(zh.stock.on_hand);
    expect(en.order_lines.product.some((name) => /[\u4e00-\u9fff]/.test(name))).to.equal(false);
  });

  it('has columns of one length in every table', () => {
    for (const [name, columns] of Object.entries(tables)) {
      expect(new Set(Object.values(columns).map((column) => (column).length)).size, name).to.equal(1);
    }
  });

  it('is sorted by time, and nothing in it lies in the future', () => {
    const times = [...orders.ordered_at, ...orders.refunded_at, ...orders.paid_at, ...orders.shipped_at, ...orders.delivered_at, ...tables.events.at];
    expect(times.every((at) => !(at > options.now))).to.equal(true);
    expect(orders.ordered_at.every((at, row) => row === 0 || at >= (orders.ordered_at[row - 1] ?? 0))).to.equal(true);
  });

  it('refunds only what was delivered, days after the order and never more than was paid', () => {
    let refunds = 0;
    orders.refund.forEach((refund, row) => {
      if (refund === null) return;
      refunds += 1;
      expect(refund).to.be.within(0.01, orders.net[row] ?? 0);
      expect(orders.refunded_at[row]).to.be.above(orders.delivered_at[row] ?? Infinity);
    });
    expect(refunds / orders.net.length).to.be.within(0.015, 0.04);
  });

  it('sells none of the best seller while it is sold out, and plenty before', () => {
    const days = orders.sku.flatMap((sku, row) => (sku === 'CO-01' ? [dayOf(orders.ordered_at[row] ?? 0)] : []));
    expect(days.filter((day) => day >= '2024-09-03' && day <= '2024-09-21')).to.have.length(0);
    expect(days.filter((day) => day >= '2024-08-13' && day <= '2024-08-31').length).to.be.above(200);
  });

  it('peaks on 双11 above every day around it', () => {
    const counts = new Map<string, number>();
    for (const at of orders.ordered_at) counts.set(dayOf(at), (counts.get(dayOf(at)) ?? 0) + 1);
    expect((counts.get('2024-11-11') ?? 0) / (counts.get('2024-10-21') ?? 1)).to.be.above(4);
    expect((counts.get('2024-02-10') ?? 0) / (counts.get('2024-03-09') ?? 1)).to.be.below(0.7);
  });

  it('has many who buy once and a few who carry the shop', () => {
    const perCustomer = new Map<string, Set<string>>();
    orders.customer_id.forEach((id, row) => perCustomer.set(id, (perCustomer.get(id) ?? new Set()).add(orders.order_id[row] ?? '')));
    const counts = [...perCustomer.values()].map((ids) => ids.size).sort((a, b) => b - a);
    const top = counts.slice(0, Math.round(counts.length / 5)).reduce((sum, count) => sum + count, 0);
    expect(counts.filter((count) => count === 1).length / counts.length).to.be.within(0.3, 0.45);
    expect(top / counts.reduce((sum, count) => sum + count, 0)).to.be.within(0.45, 0.7);
  });

  it('ends exactly one session in every paid order of its own store', () => {
    const from = Date.parse('2024-10-18T00:00:00+08:00');
    const paid = new Map<string, number>();
    orders.order_id.forEach((id, row) => {
      if (orders.channel[row] === '自营商城' && (orders.ordered_at[row] ?? 0) >= from && orders.paid_at[row] === orders.paid_at[row]) {
        paid.set(id, orders.paid_at[row] ?? 0);
      }
    });
    const pays = tables.events.at.filter((_, row) => tables.events.step[row] === 'pay').sort((a, b) => a - b);
    expect(pays).to.deep.equal([...paid.values()].map(Math.round).sort((a, b) => a - b));
  });

  it('loses visitors at every step, and fewer on a desktop', () => {
    const sessions = (step: string, device: string): number =>
      new Set(tables.events.session_id.filter((_, row) => tables.events.step[row] === step && tables.events.device[row] === device)).size;
    for (const device of ['手机', '电脑']) {
      const counts = ['view', 'cart', 'checkout', 'pay'].map((step) => sessions(step, device));
      counts.forEach((count, level) => level > 0 && expect(count).to.be.below(counts[level - 1] ?? 0));
    }
    expect(sessions('pay', '电脑') / sessions('checkout', '电脑')).to.be.above(sessions('pay', '手机') / sessions('checkout', '手机'));
  });

  it('holds stock that is empty, oversold, dead, overfull and under way', () => {
    const {sku, on_hand: onHand, reserved, in_transit: inTransit} = tables.stock;
    expect(onHand.filter((units) => units === 0).length).to.be.above(3);
    expect(onHand.some((units, row) => units < (reserved[row] ?? 0))).to.equal(true);
    expect(inTransit.some((units) => units > 0)).to.equal(true);
    const lastSold = Math.max(...orders.sku.flatMap((name, row) => (name === 'KI-08' ? [orders.ordered_at[row] ?? 0] : [])));
    expect((options.now - lastSold) / DAY).to.be.above(180);
    expect(sku.some((name, row) => name === 'KI-08' && (onHand[row] ?? 0) > 0)).to.equal(true);
  });
});
