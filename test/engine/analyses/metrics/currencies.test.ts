import {expect} from 'chai';

import {ask, line, rowsOf} from '../../shop-rows.ts';

const USD = {currency: 'USD'};
const EUR = {currency: 'EUR'};
const CNY = {currency: 'CNY'};

describe('money in several currencies', () => {
  it('is undefined for the groups that mix them, and for no others', async () => {
    const order_lines = [line('1', '2024-03-01', 10, {...CNY, shop: 'a'}), line('2', '2024-03-01', 7, {...USD, shop: 'a'}), line('3', '2024-03-01', 5, {...CNY, shop: 'b'})];
    const result = await ask({order_lines}, {metrics: ['gmv', 'aov', 'orders'], by: ['shop'], sort: {column: 'shop'}});
    expect(rowsOf(result, ['shop', 'gmv', 'aov', 'orders'])).to.deep.equal([['a', null, null, 2], ['b', 5, 5, 1]]);
    expect(result.totals).to.deep.include({gmv: null, orders: 3});
  });

  it('reads rows that name none as the shop\'s', async () => {
    const own = await ask({order_lines: [line('1', '2024-03-01', 10, CNY), line('2', '2024-03-01', 7, {currency: null})]}, {metrics: ['gmv']});
    expect(own.totals).to.deep.equal({gmv: 17});
    const mixed = await ask({order_lines: [line('1', '2024-03-01', 10, USD), line('2', '2024-03-01', 7, {currency: null})]}, {metrics: ['gmv']});
    expect(mixed.totals).to.deep.equal({gmv: null});
    expect(mixed.notes.find(({code}) => code === 'mixed-currency')?.params).to.deep.equal({currencies: 'CNY, USD'});
  });

  it('is not shown as the shop\'s where all of it is another', async () => {
    const order_lines = [line('1', '2024-03-01', 10, USD), line('2', '2024-03-02', 20, EUR)];
    const day = await ask({order_lines}, {metrics: ['gmv'], period: '2024-03-01'});
    expect(day.totals).to.deep.equal({gmv: null});
    const asked = await ask({order_lines}, {metrics: ['gmv'], filters: [{dimension: 'currency', in: ['USD']}]});
    expect(asked.totals).to.deep.equal({gmv: 10});
    expect(asked.notes.find(({code}) => code === 'foreign-currency')?.params).to.deep.equal({currencies: 'USD', shop: 'CNY'});
    const split = await ask({order_lines}, {metrics: ['gmv'], by: ['currency']});
    expect(rowsOf(split, ['currency', 'gmv'])).to.deep.equal([['EUR', 20], ['USD', 10]]);
    expect(split.totals).to.deep.equal({gmv: null});
  });

  it('is added where the other currency is on orders that do not count', async () => {
    const order_lines = [line('1', '2024-03-01', 10, CNY), line('2', '2024-03-01', 7, {...USD, status: 'cancelled'})];
    expect((await ask({order_lines}, {metrics: ['net_sales', 'gmv']})).totals).to.deep.equal({net_sales: 10, gmv: null});
  });
});
