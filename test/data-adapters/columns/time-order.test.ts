import {expect} from 'chai';
import fc from 'fast-check';

import {timeOrder} from '../../../data-adapters/columns/time-order.ts';

/** By comparing, as `Array.prototype.sort` does it. */
function byComparing(values: readonly number[]): number[] {
  const rank = (row: number): number => (Number.isNaN(values[row]) ? Infinity : (values[row] as number));
  return [...values.keys()].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) < rank(b) ? -1 : 1));
}

describe('timeOrder', () => {
  it('orders by instant, keeps rows of one instant as they came, and puts those without one last', () => {
    expect([...timeOrder(Float64Array.of(5, NaN, 3, 5, NaN, 1))]).to.deep.equal([5, 2, 0, 3, 1, 4]);
    expect([...timeOrder(new Float64Array(0))]).to.deep.equal([]);
    expect([...timeOrder(Float64Array.of(NaN, NaN))]).to.deep.equal([0, 1]);
  });

  it('is the order of a sort by comparing, for whole numbers near and far and for fractions', () => {
    const instant = fc.oneof(fc.integer({min: -3, max: 3}), fc.integer({min: -4e12, max: 8e12}), fc.constant(NaN), fc.constant(1.7e12));
    const instants = fc.array(instant, {maxLength: 60});
    const fractions = fc.array(fc.oneof(fc.constantFrom(0.5, 0.25, NaN, -1.5), fc.double({noDefaultInfinity: true})), {maxLength: 30});
    fc.assert(fc.property(fc.oneof(instants, fractions), (values) => {
      expect([...timeOrder(Float64Array.from(values))]).to.deep.equal(byComparing(values));
    }), {numRuns: 500});
  });
});
