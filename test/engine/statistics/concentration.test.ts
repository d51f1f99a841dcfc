import {expect} from 'chai';
import fc from 'fast-check';

import {gini, topShare} from '../../../engine/index.ts';

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

describe('concentration', () => {
  it('is Gini’s coefficient: 0 of equals, (n − 1) ÷ n of one who has everything', () => {
    expect(gini([5, 5, 5, 5])).to.equal(0);
    expect(gini([0, 0, 0, 8])).to.equal(0.75);
    // 1 2 3 4: mean distance of all pairs 1.25, half of it by the mean 2.5.
    expect(gini([1, 2, 3, 4])).to.be.closeTo(0.25, 1e-12);
  });

  it('is the part of the sum at the top, a member’s fraction taken as such', () => {
    expect(topShare([1, 1, 1, 1, 6], 0.2)).to.equal(0.6);
    expect(topShare([1, 2, 3, 4, 10], 0.3)).to.equal(0.6);
    expect([topShare([1, 2], 0), topShare([1, 2], 1)]).to.deep.equal([0, 1]);
  });

  it('is undefined of nothing, of zeros and of debts', () => {
    for (const values of [[], [0, 0], [-1, 5]]) expect([gini(values), topShare(values, 0.2)]).to.deep.equal([null, null]);
    expect(() => topShare([1], 1.2)).to.throw(RangeError);
  });

  it('is half the mean distance of all pairs by the mean, and never falls as the top grows', () => {
    const list = fc.array(fc.integer({min: 0, max: 1000}), {minLength: 1, maxLength: 30});
    fc.assert(fc.property(list, fc.double({noNaN: true, min: 0, max: 0.9}), (values, part) => {
      const sum = values.reduce((all, value) => all + value, 0);
      if (sum === 0) return;
      let apart = 0;
      for (const a of values) for (const b of values) apart += Math.abs(a - b);
      expect(gini(sorted(values))).to.be.closeTo(apart / (2 * values.length * sum), 1e-9);
      const [some, more] = [topShare(sorted(values), part) as number, topShare(sorted(values), part + 0.1) as number];
      expect(some).to.be.within(part - 1e-9, 1);
      expect(more).to.be.at.least(some - 1e-12);
    }));
  });
});
