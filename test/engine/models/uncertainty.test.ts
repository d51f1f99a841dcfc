import {expect} from 'chai';

import {covarianceAt, varianceOf} from '../../../engine/models/uncertainty.ts';

describe('the uncertainty of a fit', () => {
  it('of a normal shape is its covariance', () => {
    // Precision [[4, 1], [1, 0.5]]; its inverse is [[0.5, −1], [−1, 4]].
    const log = ([x = 0, y = 0]: readonly number[]): number => -0.5 * (4 * (x - 1) ** 2 + 2 * (x - 1) * (y + 2) + 0.5 * (y + 2) ** 2);
    const covariance = covarianceAt(log, [1, -2]) ?? [];
    [[0.5, -1], [-1, 4]].forEach((row, i) => row.forEach((value, j) => expect(covariance[i]?.[j]).to.be.closeTo(value, 1e-6)));
    // 2x + y varies by 4 × 0.5 − 4 + 4.
    expect(varianceOf(([x = 0, y = 0]) => 2 * x + y, covariance)).to.be.closeTo(2, 1e-6);
  });

  it('of a count is the Poisson law’s', () => {
    // n counts with a mean of 7: the logarithm of the rate varies by 1 ÷ (7 n).
    const log = ([rate = 0]: readonly number[]): number => 50 * (7 * rate - Math.exp(rate));
    expect(covarianceAt(log, [Math.log(7)])?.[0]?.[0]).to.be.closeTo(1 / 350, 1e-6);
  });

  it('is unknown where the top is flat, or none', () => {
    expect(covarianceAt(([x = 0]) => -(x ** 2), [0, 5])).to.equal(null);
    expect(covarianceAt(([x = 0]) => x ** 2, [0])).to.equal(null);
    expect(covarianceAt(() => NaN, [0])).to.equal(null);
  });
});
