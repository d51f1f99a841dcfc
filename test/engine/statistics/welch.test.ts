import {expect} from 'chai';
import fc from 'fast-check';

import {mean, standardDeviation, studentBound, studentTail, welchTest} from '../../../engine/index.ts';
import type {MeanSample} from '../../../engine/index.ts';
import {expectNear} from './near.ts';

const sample = (values: readonly number[]): MeanSample => ({count: values.length, mean: mean(values) ?? NaN, sd: standardDeviation(values) ?? NaN});
const ONE = sample([12, 15, 11, 18, 9, 14, 13]);
const TWO = sample([10, 8, 11, 7, 9, 12]);

describe('Welch’s test of means', () => {
  it('has the numbers of R’s t.test', () => {
    const test = welchTest(ONE, TWO);
    expectNear(test?.t, 2.71959712656, 1e-11);
    expectNear(test?.df, 10.3038343968, 1e-11);
    expectNear(test?.p, 0.021042012836, 1e-10);
    expectNear(test?.interval.low, 0.670186885997, 1e-10);
    expectNear(test?.interval.high, 6.615527399717, 1e-10);
    expectNear(welchTest(ONE, TWO, {alternative: 'larger'})?.p, 0.010521006418, 1e-10);
    expectNear(welchTest(ONE, TWO, {alternative: 'smaller'})?.p, 1 - 0.010521006418, 1e-10);
  });

  it('has the numbers of Student’s sleep data, as R prints them', () => {
    const longer = sample([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const test = welchTest(sample([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]), longer);
    expectNear(test?.t, -1.8608134675, 1e-9);
    expectNear(test?.df, 17.7764735162, 1e-9);
    expectNear(test?.p, 0.0793941401874, 1e-9);
    expectNear(test?.interval.low, -3.3654832307, 1e-9);
    expectNear(test?.interval.high, 0.2054832307, 1e-9);
  });

  it('has Student’s bounds and tails', () => {
    expectNear(studentBound(0.05, 3), 3.18244630528371, 1e-12);
    expectNear(studentBound(0.01, 10.5), 3.13575947631272, 1e-12);
    // One degree of freedom is Cauchy’s distribution: half lies beyond 1.
    expectNear(studentTail(1, 1), 0.5, 1e-14);
    expect(studentTail(0, 7)).to.equal(1);
  });

  it('is none of samples of one, and where nothing spreads', () => {
    expect(welchTest({count: 1, mean: 5, sd: NaN}, TWO)).to.equal(null);
    expect(welchTest(sample([5, 5]), sample([7, 7]))).to.equal(null);
    expect(welchTest(sample([5, 5]), sample([7, 8]))?.df).to.equal(1);
  });

  it('turns round with its samples, and its interval holds the difference', () => {
    const list = fc.array(fc.integer({min: -1000, max: 1000}), {minLength: 2, maxLength: 20});
    fc.assert(fc.property(list, list, (first, second) => {
      const [there, back] = [welchTest(sample(first), sample(second)), welchTest(sample(second), sample(first))];
      if (!there || !back) return;
      expect(back.p).to.be.closeTo(there.p, 1e-12);
      expect(there.interval.low <= there.difference && there.difference <= there.interval.high).to.equal(true);
      // Significant at 5 % exactly where the interval leaves 0 out.
      if (Math.abs(there.p - 0.05) > 1e-9) expect(there.p < 0.05).to.equal(there.interval.low > 0 || there.interval.high < 0);
    }));
  });
});
