import {expect} from 'chai';
import fc from 'fast-check';

import {boxplot, fiveNumbers, madOutliers, medianSpread, tukeyFences} from '../../../engine/index.ts';

describe('outliers by ranks', () => {
  it('have R’s five numbers: hinges are medians of the halves', () => {
    expect(fiveNumbers([4, 1, 3, 2])).to.deep.equal([1, 1.5, 2.5, 3.5, 4]);
    expect(fiveNumbers([2, 7, 1, 8, 2, 8])).to.deep.equal([1, 2, 4.5, 8, 8]);
    expect(fiveNumbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).to.deep.equal([1, 3, 5.5, 8, 10]);
    expect(fiveNumbers([7])).to.deep.equal([7, 7, 7, 7, 7]);
  });

  it('lie beyond 1.5 hinge spreads, and whiskers end at the last value inside', () => {
    expect(boxplot([1, 2, 3, 4, 100])).to.deep.equal({stats: [1, 2, 3, 4, 4], outliers: [100], indexes: [4]});
    // Exactly on the fence is inside: hinges 2 and 4, 4 + 1.5 × 2 = 7.
    expect(boxplot([1, 2, 3, 4, 7])?.outliers).to.deep.equal([]);
    expect(boxplot([1, 2, 3, 4, 100], 0)).to.deep.equal({stats: [1, 2, 3, 4, 100], outliers: [], indexes: []});
  });

  it('can be told by quartiles of any type', () => {
    // Type 7 of 1 … 10: 3.25 and 7.75; type 6: 2.75 and 8.25.
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(tukeyFences(ten)).to.deep.equal({low: -3.5, high: 14.5});
    expect(tukeyFences(ten, {k: 1, type: 6})).to.deep.equal({low: -2.75, high: 13.75});
  });

  it('lie beyond 3 median deviations, those of R’s mad', () => {
    const values = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 40];
    // Sorted 1 1 2 2 2 7 8 8 8 8 40: median 7; distances 0 1 1 1 1 5 5 5 6 6 33: their median 5.
    expect(medianSpread(values, 1)).to.deep.equal({median: 7, deviation: 5});
    expect(medianSpread(values)?.deviation).to.be.closeTo(7.413, 1e-12);
    const found = madOutliers(values);
    expect([found?.outliers, found?.indexes]).to.deep.equal([[40], [10]]);
    expect(found?.high).to.be.closeTo(29.239, 1e-12);
  });

  it('are none of nothing, and refuse what cannot be', () => {
    expect([fiveNumbers([]), boxplot([]), medianSpread([]), tukeyFences([]), madOutliers([])]).to.deep.equal([null, null, null, null, null]);
    expect(() => boxplot([1], -1)).to.throw(RangeError);
    expect(() => madOutliers([1], {k: 0})).to.throw(RangeError);
  });

  it('do not depend on the order of values, and move with their scale', () => {
    const list = fc.array(fc.integer({min: -999, max: 999}), {minLength: 1, maxLength: 40});
    fc.assert(fc.property(list, (values) => {
      expect(fiveNumbers([...values].reverse())).to.deep.equal(fiveNumbers(values));
      expect(medianSpread(values.map((value) => value * 4))?.deviation).to.be.closeTo(4 * (medianSpread(values)?.deviation ?? NaN), 1e-9);
      const box = boxplot(values);
      const inside = values.filter((value) => value >= (box?.stats[0] ?? NaN) && value <= (box?.stats[4] ?? NaN));
      expect((box?.outliers.length ?? 0) + inside.length).to.equal(values.length);
    }));
  });
});
