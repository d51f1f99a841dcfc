import {expect} from 'chai';
import fc from 'fast-check';

import {accuracy, decompose, drift, meanForecast, seasonalNaive, smooth} from '../../../engine/index.ts';

/** Box & Jenkins' airline passengers, thousands a month, 1949 to 1960. */
const AIR = [
  112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
  145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
  196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
  242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
  315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
  360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
];

describe('exponential smoothing', () => {
  it('finds the weights that R finds for the airline passengers', () => {
    const {params: {alpha, beta, gamma}, sse} = smooth(AIR, {period: 12, seasonal: 'multiplicative'});
    // R 4: HoltWinters(AirPassengers, seasonal = "mult").
    expect(alpha).to.be.closeTo(0.2755925, 2e-4);
    expect(beta).to.be.closeTo(0.03269295, 2e-4);
    expect(gamma).to.be.closeTo(0.8707292, 2e-4);
    expect(sse).to.be.at.most(16570.78 * 1.001);
  });

  it('is by hand what it says', () => {
    const {fitted, forecast, sse} = smooth([10, 14, 12], {params: {alpha: 0.5}, states: {level: 10}});
    expect(fitted).to.deep.equal([10, 10, 12]);
    expect(sse).to.equal(16);
    expect(forecast(2)).to.deep.equal([12, 12]);
    const holt = smooth([3, 5, 9], {trend: true, params: {alpha: 0.5, beta: 0.5}, states: {level: 1, trend: 1}});
    // 2; level 2.5, trend 1.25 → 3.75; level 4.375, trend 1.5625 → 5.9375; level 7.46875, trend 2.328125.
    expect(holt.fitted).to.deep.equal([2, 3.75, 5.9375]);
    expect(holt.forecast(2)).to.deep.equal([9.796875, 12.125]);
  });

  it('goes on by what it expected over a gap', () => {
    const gap = smooth([10, null, 12], {params: {alpha: 0.5}, states: {level: 10}});
    expect([gap.fitted, gap.sse]).to.deep.equal([[10, 10, 10], 4]);
  });

  it('follows whatever is a line with a season exactly, once it has begun so', () => {
    fc.assert(fc.property(
      fc.integer({min: 50, max: 90}), fc.integer({min: -2, max: 3}), fc.array(fc.integer({min: -9, max: 9}), {minLength: 4, maxLength: 4}),
      fc.double({min: 0.05, max: 0.95, noNaN: true}), (level, trend, season, alpha) => {
        const middle = season.reduce((sum, each) => sum + each, 0) / 4;
        const swing = season.map((each) => each - middle);
        const values = Array.from({length: 16}, (_, at) => level + trend * at + (swing[at % 4] as number));
        const states = {level: level - trend, trend, season: swing};
        const {forecast, sse} = smooth(values, {period: 4, params: {alpha, beta: 0.3, gamma: 0.2}, states});
        expect(sse).to.be.closeTo(0, 1e-9);
        forecast(6).forEach((value, step) => expect(value).to.be.closeTo(level + trend * (16 + step) + (swing[step % 4] as number), 1e-6));
      },
    ));
  });

  it('says what it needs to begin', () => {
    expect(() => smooth([1, 2, 3], {period: 4})).to.throw(RangeError, /two whole seasons of 4/);
    expect(() => smooth([], {})).to.throw(RangeError, /no first values/);
  });
});

describe('decomposition', () => {
  it('is R’s: unknown at its ends, its figure of mean 0 or 1', () => {
    const {trend, figure, remainder} = decompose(AIR, 12);
    expect(trend.slice(0, 7)).to.deep.equal([null, null, null, null, null, null, trend[6]]);
    // R 4: decompose(AirPassengers)$trend[7] and $figure[1].
    expect(trend[6]).to.be.closeTo(126.7917, 5e-5);
    expect(figure[0]).to.be.closeTo(-24.748737, 5e-6);
    expect(figure.reduce((sum, each) => sum + each, 0)).to.be.closeTo(0, 1e-9);
    expect(remainder.at(-1)).to.equal(null);
    const parts = decompose(AIR, 12, 'multiplicative');
    expect(parts.figure.reduce((sum, each) => sum + each, 0) / 12).to.be.closeTo(1, 1e-12);
    AIR.forEach((value, at) => {
      const [course, rest] = [parts.trend[at] ?? null, parts.remainder[at] ?? null];
      if (course !== null && rest !== null) expect(course * (parts.seasonal[at] as number) * rest).to.be.closeTo(value, 1e-9);
    });
  });
});

describe('forecasts without a model', () => {
  it('repeat the season, the line and the mean', () => {
    expect(seasonalNaive([1, 2, 3, 4, 5, 6], 3, 5)).to.deep.equal([4, 5, 6, 4, 5]);
    // A gap is bridged from a season earlier; what no season knows stays unknown.
    expect(seasonalNaive([1, null], 1, 2)).to.deep.equal([1, 1]);
    expect(seasonalNaive([1, null, 3, 4, null, null], 3, 4)).to.deep.equal([4, null, 3, 4]);
    expect(drift([null, 1, null, 5, null], 2)).to.deep.equal([9, 11]);
    expect(drift([null, 1], 1)).to.deep.equal([null]);
    expect(drift([1, 9, 7], 2)).to.deep.equal([10, 13]);
    expect(meanForecast([1, null, 5], 2)).to.deep.equal([3, 3]);
    // fpp3: the last year of the airline passengers, again.
    expect(seasonalNaive(AIR, 12, 12)).to.deep.equal(AIR.slice(-12));
  });

  it('are judged by their misses', () => {
    const {rmse, mae, me, mape, mase} = accuracy([10, 20], [12, 16], [1, 2, 4, 8], 1);
    expect([me, mae, rmse]).to.deep.equal([1, 3, Math.sqrt(10)]);
    expect(mape).to.be.closeTo((0.2 + 0.2) / 2, 1e-12);
    // The naive forecast misses by 1, 2 and 4 in the history.
    expect(mase).to.be.closeTo(3 / (7 / 3), 1e-12);
    expect(accuracy([0, 5], [1, 5], [3, 3], 1)).to.include({mape: null, mase: null});
    expect(accuracy([], [], [], 1).rmse).to.equal(null);
  });
});
