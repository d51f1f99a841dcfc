import {expect} from 'chai';
import fc from 'fast-check';

import {shapleyProduct} from '../../../../engine/analyses/explain/shapley.ts';

function* ordersOf(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const item of items) for (const rest of ordersOf(items.filter((each) => each !== item))) yield [item, ...rest];
}

/** Moves the factors one by one in every order, and takes the mean of what each move does. */
function byOrders(base: readonly number[], now: readonly number[]): number[] {
  const effects = base.map(() => 0);
  let orders = 0;
  for (const order of ordersOf(base.map((_, index) => index))) {
    const factors = [...base];
    orders++;
    for (const index of order) {
      const before = factors.reduce((all, value) => all * value, 1);
      factors[index] = now[index] as number;
      effects[index] = (effects[index] as number) + factors.reduce((all, value) => all * value, 1) - before;
    }
  }
  return effects.map((effect) => effect / orders);
}

const number = fc.oneof(fc.constant(0), fc.double({min: -1000, max: 1000, noNaN: true}));
const factors = fc.integer({min: 1, max: 5}).chain((length) =>
  fc.tuple(fc.array(number, {minLength: length, maxLength: length}), fc.array(number, {minLength: length, maxLength: length})));
const close = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1e-300, scale);
const scaleOf = (base: readonly number[], now: readonly number[]): number =>
  base.reduce((all, value, index) => all * Math.max(Math.abs(value), Math.abs(now[index] as number)), 1);

describe('Shapley effects of factors', () => {
  it('of two factors are the mean of both ways round', () => {
    // 2 × 10 → 3 × 20: moving the first at 10 or 20 gives 10 or 20, the second at 2 or 3 gives 20 or 30.
    expect(shapleyProduct([2, 10], [3, 20]).effects).to.deep.equal([15, 25]);
  });

  it('of three factors weigh the orders 2 : 1 : 1 : 2', () => {
    // 100 × 0.1 × 50 → 200 × 0.05 × 80. First: 100 × (2×0.1×50 + 0.05×50 + 0.1×80 + 2×0.05×80) ÷ 6 = 100 × 28.5 ÷ 6.
    const {effects} = shapleyProduct([100, 0.1, 50], [200, 0.05, 80]);
    // Second: −0.05 × (2×100×50 + 200×50 + 100×80 + 2×200×80) ÷ 6. Third: 30 × (2×100×0.1 + 200×0.1 + 100×0.05 + 2×200×0.05) ÷ 6.
    [475, -500, 325].forEach((expected, index) => expect(effects[index]).to.be.closeTo(expected, 1e-9));
  });

  it('are the mean over all orders of moving them, zero and negative factors too', () => {
    fc.assert(fc.property(factors, ([base, now]) => {
      const {effects} = shapleyProduct(base, now);
      const scale = scaleOf(base, now);
      return byOrders(base, now).every((effect, index) => close(effect, effects[index] as number, scale));
    }), {numRuns: 300});
  });

  it('add up to the change, turn round with the periods, and go along with the order of factors', () => {
    fc.assert(fc.property(factors, ([base, now]) => {
      const {effects} = shapleyProduct(base, now);
      const scale = scaleOf(base, now);
      const product = (values: readonly number[]): number => values.reduce((all, value) => all * value, 1);
      const sum = effects.reduce((all, effect) => all + effect, 0);
      const back = shapleyProduct(now, base).effects;
      const mirrored = [...shapleyProduct([...base].reverse(), [...now].reverse()).effects].reverse();
      return close(sum, product(now) - product(base), scale) && effects.every((effect, index) =>
        close(effect, -(back[index] as number), scale) && close(effect, mirrored[index] as number, scale));
    }), {numRuns: 300});
  });

  it('of a factor that did not move are nothing, and are slope × change', () => {
    const {effects, slopes} = shapleyProduct([5, 0, 7], [5, 3, 7]);
    expect(effects).to.deep.equal([0, 105, 0]);
    expect(slopes[1]).to.be.closeTo(35, 1e-12);
  });
});
