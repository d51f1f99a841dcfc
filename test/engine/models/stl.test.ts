import {expect} from 'chai';

import {stl} from '../../../engine/index.ts';
import {loess} from '../../../engine/kernels/loess.ts';

/** Carbon dioxide over Mauna Loa, parts per million a month, 1959 to 1987: the series of the paper. */
const CO2 = `
315.58 316.39 316.79 317.82 318.39 318.22 316.68 315.01 314.02 313.55 315.02 315.75 316.52 317.1 317.79 319.22 320.08 319.7 318.27 315.99
314.24 314.05 315.05 316.23 316.92 317.76 318.54 319.49 320.64 319.85 318.7 316.96 315.17 315.47 316.19 317.17 318.12 318.72 319.79 320.68
321.28 320.89 319.79 317.56 316.46 315.59 316.85 317.87 318.87 319.25 320.13 321.49 322.34 321.62 319.85 317.87 316.36 316.24 317.13 318.46
319.57 320.23 320.89 321.54 322.2 321.9 320.42 318.6 316.73 317.15 317.94 318.91 319.73 320.78 321.23 322.49 322.59 322.35 321.61 319.24
318.23 317.76 319.36 319.5 320.35 321.4 322.22 323.45 323.8 323.5 322.16 320.09 318.26 317.66 319.47 320.7 322.06 322.23 322.78 324.1 324.63
323.79 322.34 320.73 319 318.99 320.41 321.68 322.3 322.89 323.59 324.65 325.3 325.15 323.88 321.8 319.99 319.86 320.88 322.36 323.59 324.23
325.34 326.33 327.03 326.24 325.39 323.16 321.87 321.31 322.34 323.74 324.61 325.58 326.55 327.81 327.82 327.53 326.29 324.66 323.12 323.09
324.01 325.1 326.12 326.62 327.16 327.94 329.15 328.79 327.53 325.65 323.6 323.78 325.13 326.26 326.93 327.84 327.96 329.93 330.25 329.24
328.13 326.42 324.97 325.29 326.56 327.73 328.73 329.7 330.46 331.7 332.66 332.22 331.02 329.39 327.58 327.27 328.3 328.81 329.44 330.89
331.62 332.85 333.29 332.44 331.35 329.58 327.58 327.55 328.56 329.73 330.45 330.98 331.63 332.88 333.63 333.53 331.9 330.08 328.59 328.31
329.44 330.64 331.62 332.45 333.36 334.46 334.84 334.29 333.04 330.88 329.23 328.83 330.18 331.5 332.8 333.22 334.54 335.82 336.45 335.97
334.65 332.4 331.28 330.73 332.05 333.54 334.65 335.06 336.32 337.39 337.66 337.56 336.24 334.39 332.43 332.22 333.61 334.78 335.88 336.43
337.61 338.53 339.06 338.92 337.39 335.72 333.64 333.65 335.07 336.53 337.82 338.19 339.89 340.56 341.22 340.92 339.26 337.27 335.66 335.54
336.71 337.79 338.79 340.06 340.93 342.02 342.65 341.8 340.01 337.94 336.17 336.28 337.76 339.05 340.18 341.04 342.16 343.01 343.64 342.91
341.72 339.52 337.75 337.68 339.14 340.37 341.32 342.45 343.05 344.91 345.77 345.3 343.98 342.41 339.89 340.03 341.19 342.87 343.74 344.55
345.28 347 347.37 346.74 345.36 343.19 340.97 341.2 342.76 343.96 344.82 345.82 347.24 348.09 348.66 347.9 346.27 344.21 342.88 342.58
343.99 345.31 345.98 346.72 347.63 349.24 349.83 349.1 347.52 345.43 344.48 343.89 345.29 346.54 347.66 348.07 349.12 350.55 351.34 350.8
349.1 347.54 346.2 346.2 347.44 348.67`.trim().split(/\s+/).map(Number);

describe('seasonal and trend decomposition by loess', () => {
  it('is that of its authors’ program, outliers weighed down', () => {
    const {seasonal, trend, weights} = stl(CO2, 12, {
      seasonal: 35, trend: 19, lowPass: 13, inner: 1, outer: 2, seasonalDegree: 1, trendDegree: 1, lowPassDegree: 1,
      seasonalJump: 4, trendJump: 2, lowPassJump: 2,
    });
    // The netlib program's output, as statsmodels keeps it: season, trend, robustness weight.
    const published: readonly (readonly [number, number, number, number])[] = [
      [0, -0.13125464336066284, 315.55193972532356, 0.94748803176461716], [1, 0.51706942811097434, 315.6444815723392, 0.88239070760993688],
      [9, -2.8785633048873667, 316.39895719429785, 0.99007288070955068], [47, -0.96079226033064247, 318.89348422836048, 0.9921525735674509],
      [82, -1.9653380963052129, 320.69461437192018, 0.2651672528703003], [96, -0.10025114980937715, 321.53941170055418, 0.28248399546546282],
      [147, 2.3800185233733959, 326.32393967871712, 0.10460030870706755],
    ];
    for (const [at, season, course, weight] of published) {
      expect(seasonal[at], `season ${at}`).to.be.closeTo(season, 1e-9);
      expect(trend[at], `trend ${at}`).to.be.closeTo(course, 1e-9);
      expect(weights[at], `weight ${at}`).to.be.closeTo(weight, 1e-8);
    }
  });

  it('adds up, repeats a periodic season, and reaches both ends', () => {
    const {trend, seasonal, remainder} = stl(CO2, 12, {seasonal: 'periodic'});
    CO2.forEach((value, at) => {
      expect((trend[at] as number) + (seasonal[at] as number) + (remainder[at] as number)).to.be.closeTo(value, 1e-9);
      if (at >= 12) expect(seasonal[at]).to.equal(seasonal[at - 12]);
    });
  });

  it('finds a line and a season that it was made of', () => {
    const season = [3, -1, 0, -2];
    const made = Array.from({length: 40}, (_, at) => 5 + 0.5 * at + (season[at % 4] as number));
    const {trend, seasonal} = stl(made, 4, {seasonal: 'periodic', inner: 40});
    made.forEach((_, at) => {
      expect(trend[at]).to.be.closeTo(5 + 0.5 * at, 1e-3);
      expect(seasonal[at]).to.be.closeTo(season[at % 4] as number, 1e-3);
    });
  });

  it('keeps an outlier out of the trend, where asked to', () => {
    const made = Array.from({length: 60}, (_, at) => 100 + at + 10 * Math.sin((at * Math.PI) / 6) + ((at * 7) % 5) / 10);
    const spoilt = made.map((value, at) => (at === 30 ? value + 300 : value));
    const [plain, robust] = [false, true].map((each) => stl(spoilt, 12, {seasonal: 'periodic', robust: each}));
    const clean = stl(made, 12, {seasonal: 'periodic'});
    const off = (result: typeof plain): number => Math.abs((result?.trend[30] as number) - (clean.trend[30] as number));
    expect(off(robust)).to.be.below(1);
    expect(off(plain)).to.be.above(10);
    expect(robust?.weights[30]).to.equal(0);
  });

  it('says what it needs', () => {
    expect(() => stl([1, 2, 3, 4], 2, {seasonal: 7})).to.throw(RangeError, /more than two seasons of 2 values; there are 4/);
    expect(() => stl(CO2, 12, {seasonal: 8})).to.throw(RangeError, /seasonal is 8; write an odd/);
    expect(() => stl(CO2, 1, {seasonal: 7})).to.throw(RangeError, /period is 1/);
  });
});

describe('loess', () => {
  it('of lines follows a line exactly, at every place and with jumps', () => {
    const line = Array.from({length: 30}, (_, at) => 2 - 0.25 * at);
    for (const jump of [1, 4, 7]) {
      loess(line, {window: 9, degree: 1, jump}).forEach((value, at) => expect(value).to.be.closeTo(line[at] as number, 1e-9));
    }
    expect(Array.from(loess([4], {window: 3, degree: 1}))).to.deep.equal([4]);
  });

  it('of means is the tricube mean by hand', () => {
    // Window 3 around the second of 0, 9, 0: neighbours one step away lie beyond 0.999 of the reach and weigh nothing.
    expect(loess([0, 9, 0], {window: 3, degree: 0})[1]).to.equal(9);
    // Window 5 around the third: neighbours at half the reach weigh (1 − 1/8)³.
    const near = 0.875 ** 3;
    expect(loess([5, 1, 4, 1, 5], {window: 5, degree: 0})[2]).to.be.closeTo((4 + 2 * near) / (1 + 2 * near), 1e-12);
  });
});
