import {expect} from 'chai';
import fc from 'fast-check';

import {orderStatistics} from '../../../engine/kernels/order-statistics.ts';
import {binOf, binsOf, quantileCuts, quantileCutsOf} from '../../../engine/kernels/quantile.ts';
import {rangeOf} from '../../../engine/kernels/value-range.ts';

/** Long enough for buckets, and crowded in places: money of few large and many small buyers. */
const SKEWED = fc.array(fc.tuple(fc.integer({min: 1, max: 1000}), fc.integer({min: 0, max: 5})), {minLength: 300, maxLength: 600})
  .map((pairs) => pairs.map(([value, power]) => value * 10 ** power));
const ANY_NUMBER = fc.oneof(fc.integer({min: -3, max: 9}), fc.double({noNaN: true, noDefaultInfinity: true}), fc.constant(NaN));
const SHORT = fc.array(ANY_NUMBER, {minLength: 1, maxLength: 40});
const VALUES = fc.oneof(SKEWED, SHORT).filter((values) => values.some((value) => !Number.isNaN(value)));
const sortedOf = (values: readonly number[]): number[] =>
  values.filter((value) => !Number.isNaN(value)).map((value) => value + 0).sort((a, b) => a - b);

describe('order statistics', () => {
  it('are what a sort leaves at the ranks', () => {
    fc.assert(fc.property(VALUES, fc.array(fc.double({min: 0, max: 0.999, noNaN: true}), {maxLength: 6}), (values, shares) => {
      const sorted = sortedOf(values);
      const ranks = shares.map((share) => Math.floor(share * sorted.length)).sort((a, b) => a - b);
      const found = [...orderStatistics(Float64Array.from(values), ranks)].map((value) => value + 0);
      expect(found).to.deep.equal(ranks.map((rank) => sorted[rank]));
    }));
  });

  it('give the cuts and bins of values in any order that sorted ones have', () => {
    fc.assert(fc.property(VALUES, fc.integer({min: 2, max: 10}), fc.constantFrom('left' as const, 'right' as const), (values, parts, closed) => {
      const numbers = Float64Array.from(values);
      const sorted = sortedOf(values);
      const {cuts, range} = quantileCutsOf(numbers, parts);
      expect(cuts.map((cut) => cut + 0)).to.deep.equal(quantileCuts(sorted, parts).map((cut) => cut + 0));
      expect([range.count, range.least + 0, range.most + 0]).to.deep.equal([sorted.length, sorted[0], sorted.at(-1)]);
      const expected = values.map((value) => (Number.isNaN(value) ? 0 : binOf(value, cuts, closed)));
      expect([...binsOf(numbers, cuts, rangeOf(numbers), closed)]).to.deep.equal(expected);
    }));
  });
});
