import {expect} from 'chai';
import fc from 'fast-check';

import {logMeanProduct} from '../../../../engine/analyses/explain/log-mean.ts';
import {codes, line} from '../../shop-rows.ts';
import {explain, nodesOf} from './explain-shop.ts';

const factor = fc.double({min: 1e-3, max: 1e4, noNaN: true});
const factors = fc.integer({min: 1, max: 6}).chain((length) =>
  fc.tuple(fc.array(factor, {minLength: length, maxLength: length}), fc.array(factor, {minLength: length, maxLength: length})));
const product = (values: readonly number[]): number => values.reduce((all, value) => all * value, 1);

describe('log-mean effects of factors', () => {
  it('divide the change in proportion to the logarithms of growth', () => {
    // 2 × 5 → 4 × 20: 10 → 80, growth 2 and 4, so one third and two thirds of 70.
    const {effects} = logMeanProduct([2, 5], [4, 20]) ?? {effects: []};
    expect(effects[0]).to.be.closeTo(70 / 3, 1e-12);
    expect(effects[1]).to.be.closeTo(140 / 3, 1e-12);
    // Nothing in the whole, ± L × ln 2 with L = 100 in the parts.
    const still = logMeanProduct([10, 10], [20, 5])?.effects ?? [];
    expect(still[0]).to.be.closeTo(100 * Math.LN2, 1e-9);
    expect(still[1]).to.be.closeTo(-100 * Math.LN2, 1e-9);
  });

  it('add up to the change, turn round with the periods, and are slope × change', () => {
    fc.assert(fc.property(factors, ([base, now]) => {
      const {effects, slopes} = logMeanProduct(base, now) ?? {effects: [], slopes: []};
      const back = logMeanProduct(now, base)?.effects ?? [];
      const scale = 1e-9 * Math.max(product(base), product(now), ...effects.map(Math.abs));
      const sum = effects.reduce((all, effect) => all + effect, 0);
      return effects.length === base.length && Math.abs(sum - (product(now) - product(base))) <= scale && effects.every((effect, index) =>
        Math.abs(effect + (back[index] as number)) <= scale
        && Math.abs(effect - (slopes[index] as number) * ((now[index] as number) - (base[index] as number))) <= scale);
    }), {numRuns: 500});
  });

  it('do not lose what moved by a trifle, and give nothing to what did not', () => {
    const {effects, slopes} = logMeanProduct([1e6, 3], [1e6 * (1 + 1e-12), 3]) ?? {effects: [], slopes: []};
    expect(effects[0]).to.be.closeTo(3e-6, 1e-9);
    expect(effects[1]).to.equal(0);
    expect(slopes[1]).to.be.closeTo(1e6, 1e-3);
  });

  it('are undefined where a factor is not above 0', () => {
    const cases = [[[0, 2], [1, 2]], [[1, 2], [1, -2]], [[-1, -2], [-2, -3]]] as const;
    for (const [base, now] of cases) expect(logMeanProduct(base, now)).to.equal(undefined);
  });

  it('explain a metric when asked for, and give way to Shapley effects where they are undefined', async () => {
    // 2 orders of 50 → 4 of 40: ln 2 and ln 0.8 of 60 over ln 1.6.
    const grown = [['1', '02', 50], ['2', '02', 50], ['3', '03', 40], ['4', '03', 40], ['5', '03', 40], ['6', '03', 40]] as const;
    const lines = grown.map(([id, month, net]) => line(id, `2024-${month}-05`, net));
    const query = {metric: 'net_sales', drivers: ['orders', 'aov'], by: [], method: 'log-mean'} as const;
    const result = await explain({order_lines: lines}, query);
    expect(nodesOf(result).get('driver:orders')?.['contribution']).to.be.closeTo((60 * Math.LN2) / Math.log(1.6), 1e-9);
    expect(nodesOf(result).get('driver:aov')?.['contribution']).to.be.closeTo((60 * Math.log(0.8)) / Math.log(1.6), 1e-9);
    expect(codes(result)).not.to.include('log-mean-undefined');
    // A refund of all: 2 × 50 → 4 × 0. Orders 2 × (50 + 0) ÷ 2, value −50 × (2 + 4) ÷ 2.
    const refunded = await explain({order_lines: [...lines, line('0', '2024-01-05', 160, {refund: 160, refunded_at: '2024-03-20'})]}, query);
    expect(['orders', 'aov'].map((key) => nodesOf(refunded).get(`driver:${key}`)?.['contribution'])).to.deep.equal([50, -150]);
    expect(refunded.notes.find(({code}) => code === 'log-mean-undefined')?.params['driver']).to.equal('aov');
  });
});
