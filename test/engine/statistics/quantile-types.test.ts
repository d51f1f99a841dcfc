import {expect} from 'chai';
import fc from 'fast-check';

import {quantile, quantileCuts, quantileOf} from '../../../engine/index.ts';
import type {QuantileType} from '../../../engine/index.ts';

const PLACES = [0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1];

/** What R 4.2.2 prints for `quantile(x, p, type = t)`. */
const ELEVEN: Readonly<Record<number, readonly number[]>> = {
  1: [1, 1, 2, 3, 4, 5, 6, 9], 2: [1, 1, 2, 3, 4, 5, 6, 9], 3: [1, 1, 2, 2, 4, 5, 6, 9], 4: [1, 1, 1.75, 2.3, 3.5, 5, 5.9, 9],
  5: [1, 1, 2.25, 2.8, 4, 5, 7.2, 9], 6: [1, 1, 2, 2.6, 4, 5, 8.4, 9], 7: [1, 1, 2.5, 3, 4, 5, 6, 9], 8: [1, 1, 2.166667, 2.733333, 4, 5, 7.6, 9],
  9: [1, 1, 2.1875, 2.75, 4, 5, 7.5, 9],
};
const TEN: Readonly<Record<number, readonly number[]>> = {
  1: [1, 1, 2, 2, 3, 5, 6, 9], 2: [1, 1, 2, 2.5, 3.5, 5, 7.5, 9], 3: [1, 1, 1, 2, 3, 5, 6, 9], 4: [1, 1, 1.5, 2, 3, 5, 6, 9],
  5: [1, 1, 2, 2.5, 3.5, 5, 7.5, 9], 6: [1, 1, 1.75, 2.3, 3.5, 5.25, 8.7, 9], 7: [1, 1, 2.25, 2.7, 3.5, 5, 6.3, 9],
  8: [1, 1, 1.916667, 2.433333, 3.5, 5.083333, 7.9, 9], 9: [1, 1, 1.9375, 2.45, 3.5, 5.0625, 7.8, 9],
};

describe('quantiles', () => {
  it('are R’s in all nine types', () => {
    for (const [values, answers] of [[[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], ELEVEN], [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3], TEN]] as const) {
      for (const [type, expected] of Object.entries(answers)) {
        PLACES.forEach((p, index) => {
          expect(quantile(values, p, Number(type) as QuantileType), `type ${type} at ${p}`).to.be.closeTo(expected[index] as number, 5e-7);
        });
      }
    }
  });

  it('of type 7 are the cuts of a histogram of equal counts, and null of nothing', () => {
    fc.assert(fc.property(fc.array(fc.integer({min: -99, max: 99}), {minLength: 1, maxLength: 30}), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      quantileCuts(sorted, 4).forEach((cut, index) => expect(quantileOf(sorted, (index + 1) / 4)).to.be.closeTo(cut, 1e-9));
    }));
    expect(quantile([], 0.5)).to.equal(null);
  });

  it('never fall as p rises, and stay among the values', () => {
    const types = fc.constantFrom<QuantileType>(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const list = fc.array(fc.double({noNaN: true, min: -1e6, max: 1e6}), {minLength: 1, maxLength: 20});
    fc.assert(fc.property(list, types, fc.double({noNaN: true, min: 0, max: 1}), (values, type, p) => {
      const found = quantile(values, p, type) as number;
      expect(found).to.be.within(Math.min(...values), Math.max(...values));
      expect(quantile(values, Math.min(1, p + 0.1), type)).to.be.at.least(found - 1e-9 * Math.abs(found));
    }));
  });

  it('refuse another type, and a p that is no part', () => {
    expect(() => quantile([1, 2], 1.5)).to.throw(RangeError, /p must be at most 1/);
    expect(() => quantile([1, 2], 0.5, 10 as QuantileType)).to.throw(RangeError, /type must be/);
  });
});
