import {expect} from 'chai';
import fc from 'fast-check';

import {fillGaps, timeSeriesOutliers} from '../../../engine/index.ts';
import {superSmooth} from '../../../engine/models/super-smoother.ts';
import {leastSquares} from '../../../engine/statistics/least-squares.ts';

const near = (found: ArrayLike<number>, expected: readonly number[], within = 1e-9): void => {
  expect(found.length).to.equal(expected.length);
  expected.forEach((value, index) => expect(found[index], `place ${index}`).to.be.closeTo(value, within));
};

/** Weeks of a shape with a little to and fro, one value far above and one far below. */
const weekly = Array.from({length: 69}, (_, day) => 100 + ([0, 10, 30, -20, 5, 60, 80][day % 7] as number) + ((day * 37) % 11));
weekly[30] = 400;
weekly[49] = 10;

describe('Friedman’s smoother', () => {
  it('has the values of R’s supsmu', () => {
    near(superSmooth([1, 5, 2, 6, 3, 9, 4, 8, 2, 7]), [
      2.321143, 3.014214, 3.707286, 4.435857, 4.892286, 5.373143, 5.482286, 5.636571, 5.581714, 5.526857,
    ], 5e-7);
    const wave = superSmooth(Array.from({length: 60}, (_, index) => Math.sin((index + 1) / 5) * 10 + (((index + 1) * 17) % 7)));
    near([0, 1, 14, 29, 44, 58, 59].map((index) => wave[index] as number), [
      7.312949648710218, 8.169837352671554, 4.301784345594401, 0.622486531339245, 6.921653642127066, -2.603434793326277, -1.104913430485654,
    ]);
  });

  it('leaves lines as they are, whatever their height', () => {
    const [counts, slopes, starts] = [fc.integer({min: 3, max: 80}), fc.integer({min: -50, max: 50}), fc.integer({min: -1e6, max: 1e6})];
    fc.assert(fc.property(counts, slopes, starts, (count, slope, start) => {
      const line = Array.from({length: count}, (_, index) => start + slope * index);
      near(superSmooth(line), line, 1e-6);
    }));
  });
});

describe('outliers of a series', () => {
  it('are those of R’s tsoutliers, on a trend and with gaps', () => {
    const trend = [...Array.from({length: 20}, (_, index) => index + 1), 100, ...Array.from({length: 19}, (_, index) => index + 22)];
    expect(timeSeriesOutliers(trend)).to.deep.equal({indices: [20], replacements: [21]});
    const gaps = [10, 12, 11, null, 13, 12, 11, 50, 12, 13, null, 11, 12, 12, 13, 11];
    expect(timeSeriesOutliers(gaps)).to.deep.equal({indices: [7], replacements: [11.5]});
  });

  it('are those of R’s tsoutliers with a season', () => {
    const {indices, replacements} = timeSeriesOutliers(weekly, {period: 7});
    expect(indices).to.deep.equal([30, 49]);
    near(replacements, [134.0752, 103.8002], 5e-5);
  });

  it('are none in constants, in nothing, and in gaps only', () => {
    expect(timeSeriesOutliers([5, 5, 5, 5, 5])).to.deep.equal({indices: [], replacements: []});
    expect(timeSeriesOutliers([])).to.deep.equal({indices: [], replacements: []});
    expect(timeSeriesOutliers([null, null])).to.deep.equal({indices: [], replacements: []});
  });
});

describe('gaps', () => {
  it('are filled along lines, flat at the ends', () => {
    expect(fillGaps([null, 2, null, null, 8, null])).to.deep.equal([2, 2, 4, 6, 8, 8]);
    expect(fillGaps([null, null])).to.equal(null);
  });

  it('of a season keep its shape', () => {
    const whole = Array.from({length: 42}, (_, day) => 100 + day + 30 * Number(day % 7 === 5));
    const filled = fillGaps(whole.map((value, day) => (day === 19 || day === 22 ? null : value)), 7) as number[];
    expect(filled[19]).to.be.closeTo(149, 1);
    expect(filled[22]).to.be.closeTo(122, 1);
  });
});

describe('least squares', () => {
  it('fit what the columns explain, also in rows without a value', () => {
    const [ones, time, square] = [[1, 1, 1, 1, 1], [0, 1, 2, 3, 4], [0, 1, 4, 9, 16]] as const;
    near(leastSquares([ones, time, square], [3, 6, null, 18, 27]), [3, 6, 11, 18, 27]);
    // The mean, and a column said twice.
    near(leastSquares([ones, ones], [1, 2, 3, 4, 5]), [3, 3, 3, 3, 3]);
    // y = 0.9 + 0.8 x by hand for (0, 1), (1, 2), (2, 2), (3, 3), (4, 4.5): Sxy = 8, Sxx = 10, mean 2.5.
    near(leastSquares([ones, time], [1, 2, 2, 3, 4.5]), [0.9, 1.7, 2.5, 3.3, 4.1]);
  });
});
