import {expect} from 'chai';

import {chiSquareTail, goodnessOfFit} from '../../../engine/statistics/chi-square.ts';
import {equalProportions} from '../../../engine/statistics/equal-proportions.ts';
import {sampleRatioTest} from '../../../engine/statistics/sample-ratio.ts';
import {expectNear} from './near.ts';

const at = (successes: number, trials: number) => ({successes, trials});

describe('the chi-square distribution', () => {
  it('keeps its digits far out', () => {
    expectNear(chiSquareTail(10.0136, 1), 0.0015538848863159895);
    expectNear(chiSquareTail(200, 1), 2.0884875837625688e-45);
    expectNear(chiSquareTail(3.3, 4), 0.5089322578449987);
    expectNear(chiSquareTail(7, 2), Math.exp(-3.5));
    expect(chiSquareTail(0, 3)).to.equal(1);
  });
});

describe('the test of counts against shares', () => {
  it('agrees with scipy’s chisquare', () => {
    const even = goodnessOfFit([44_700, 45_489]);
    expectNear(even.statistic, 6.9024049496058275);
    expectNear(even.p, 0.008607987810836262, 1e-9);
    const planned = goodnessOfFit([50, 30, 20], [0.5, 0.25, 0.25]);
    expectNear(planned.statistic, 2);
    expectNear(planned.p, Math.exp(-1));
    expect(planned.df).to.equal(2);
  });

  it('alarms at a split that chance does not bring about', () => {
    expect(sampleRatioTest([50_000, 50_000]).mismatch).to.equal(false);
    expect(sampleRatioTest([50_000, 51_000]).mismatch).to.equal(false);
    expect(sampleRatioTest([50_000, 51_100]).mismatch).to.equal(true);
    expect(sampleRatioTest([90_000, 10_000], [0.9, 0.1])).to.deep.equal({statistic: 0, df: 1, p: 1, mismatch: false});
    expect(sampleRatioTest([0, 0])).to.deep.equal({statistic: null, df: 1, p: null, mismatch: false});
    expect(() => sampleRatioTest([1, 2], [0.5, 0.4])).to.throw(RangeError, 'add up to 1');
    expect(() => sampleRatioTest([1, 2], [1])).to.throw(RangeError, 'as many shares');
  });
});

describe('the test of equal proportions', () => {
  it('agrees with R’s prop.test of four samples of smokers', () => {
    const {statistic, df, p, interval} = equalProportions([at(83, 86), at(90, 93), at(129, 136), at(70, 82)]);
    expectNear(statistic, 12.600411297127634);
    expectNear(p, 0.005585476661627036);
    expect([df, interval]).to.deep.equal([3, null]);
  });

  it('agrees with R’s prop.test of 350 of 400 against 25 of 25, correction and all', () => {
    const {statistic, p, interval, lowExpected} = equalProportions([at(350, 400), at(25, 25)]);
    expect(statistic).to.be.closeTo(2.4399, 5e-5);
    expect(p).to.be.closeTo(0.1183, 5e-5);
    expect(interval?.low).to.be.closeTo(-0.17865986, 5e-9);
    expect(interval?.high).to.be.closeTo(-0.07134014, 5e-9);
    expect(lowExpected).to.equal(true);
  });

  it('is the pooled z test squared without correction, and Yates’ test with it', () => {
    const samples = [at(5, 83), at(12, 99)];
    expectNear(equalProportions(samples, {correction: false}).statistic, 1.4078304151258787 ** 2);
    expectNear(equalProportions(samples, {correction: false}).p, 0.15918129181156992);
    expectNear(equalProportions(samples).statistic, 1.3273729065237354);
    expectNear(equalProportions(samples).p, 0.24927311867487145);
    expectNear(equalProportions(samples, {correction: false, alternative: 'smaller'}).p, 0.07959064590578496);
  });

  it('holds one sample against a rate, with Wilson’s interval', () => {
    const {statistic, p, df} = equalProportions([at(83, 100)], {rates: [0.75]});
    expectNear(statistic, 7.5 ** 2 / 75 + 7.5 ** 2 / 25);
    expectNear(p, 0.08326451666355042);
    expect(df).to.equal(1);
    const {interval} = equalProportions([at(5, 83)], {correction: false});
    expectNear(interval?.low, 0.026003401041882);
    expectNear(interval?.high, 0.13338428093238416);
  });

  it('never corrects by more than there is, and cuts a one-sided interval on one side', () => {
    expect(equalProportions([at(50, 100)]).statistic).to.equal(0);
    expect(equalProportions([at(10, 50), at(20, 100)]).p).to.equal(1);
    expect(equalProportions([at(15, 50), at(25, 50)], {alternative: 'smaller'}).interval?.low).to.equal(-1);
    expect(equalProportions([at(15, 50), at(25, 50)], {alternative: 'larger'}).interval?.high).to.equal(1);
    expect(equalProportions([at(15, 50)], {alternative: 'smaller'}).interval?.low).to.equal(0);
  });

  it('has no statistic where nothing differs from all or none', () => {
    expect(equalProportions([at(0, 10), at(0, 20), at(0, 30)])).to.include({statistic: null, p: null, df: 2});
    expect(equalProportions([at(0, 0), at(1, 20)]).p).to.equal(null);
    expect(equalProportions([at(0, 0), at(1, 20)]).estimates).to.deep.equal([null, 0.05]);
    expect(() => equalProportions([at(1, 2), at(1, 2), at(1, 2)], {alternative: 'larger'})).to.throw(RangeError, 'one-sided');
    expect(() => equalProportions([])).to.throw(RangeError, 'at least one sample');
  });
});
