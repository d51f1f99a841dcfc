import {expect} from 'chai';
import fc from 'fast-check';

import {differenceInterval} from '../../../engine/statistics/difference-interval.ts';
import type {DifferenceIntervalMethod} from '../../../engine/statistics/difference-interval.ts';
import {proportionInterval} from '../../../engine/statistics/proportion-interval.ts';
import type {Interval, ProportionIntervalMethod} from '../../../engine/statistics/proportion-interval.ts';

const at = (successes: number, trials: number) => ({successes, trials});

function expectInterval(got: Interval | null, [low, high]: readonly [number, number], about: string): void {
  expect(got?.low, `${about} low`).to.be.closeTo(low, 1e-11);
  expect(got?.high, `${about} high`).to.be.closeTo(high, 1e-11);
}

/** Successes, trials, confidence, and what statsmodels 0.15 gives. */
type Known = readonly [successes: number, trials: number, confidence: number, low: number, high: number];

const ONE: Readonly<Record<ProportionIntervalMethod, readonly Known[]>> = {
  'normal': [
    [0, 20, 0.95, 0, 0], [1, 20, 0.95, 0, 0.14551682940272123], [5, 83, 0.95, 0.009053542014849217, 0.11142838569599416], [20, 20, 0.95, 1, 1],
    [999, 1000, 0.99, 0.9964254589332426, 1], [8502, 44_700, 0.95, 0.18656311652199903, 0.19383956804175934],
  ],
  'wilson': [
    [0, 20, 0.95, 0, 0.1611251580528194], [1, 20, 0.95, 0.008881448800795402, 0.2361311934467421],
    [5, 83, 0.95, 0.026003401041882, 0.13338428093238416],
    [20, 20, 0.95, 0.8388748419471804, 1], [999, 1000, 0.99, 0.9915394337800183, 0.9998825836463816],
    [8502, 44_700, 0.95, 0.18658979684366292, 0.19386613051747012],
  ],
  'agresti-coull': [
    [0, 20, 0.95, 0, 0.18980956054248888], [5, 83, 0.95, 0.022734746096242542, 0.13665293587802363], [20, 20, 0.95, 0.810190439457511, 1],
    [999, 1000, 0.99, 0.9904055208543113, 1], [8502, 44_700, 0.95, 0.18658969945553916, 0.19386622790559388],
  ],
  'beta': [
    [0, 20, 0.95, 0, 0.16843347098308534], [1, 20, 0.95, 0.0012650894979498038, 0.24873276277202783], [20, 20, 0.95, 0.8315665290169146, 1],
    [5, 83, 0.95, 0.01984732124174054, 0.1350082396842335], [999, 1000, 0.99, 0.992593713061647, 0.9999949874707392],
    [8502, 44_700, 0.95, 0.18657213756233304, 0.19387082780467332],
  ],
  'jeffreys': [
    [0, 20, 0.95, 2.4246478459242733e-5, 0.11663898290487543], [1, 20, 0.95, 0.005449032581426599, 0.21081863624926514],
    [5, 83, 0.95, 0.023355575223820247, 0.12697933761784017], [20, 20, 0.95, 0.8833610170951246, 0.9999757535215408],
    [999, 1000, 0.99, 0.9935998839526161, 0.9999641307866627], [8502, 44_700, 0.95, 0.18658324066915025, 0.19385956100010174],
  ],
};

const TWO: Readonly<Record<DifferenceIntervalMethod, readonly (readonly [number, number, number, number, low: number, high: number])[]>> = {
  'newcombe': [
    [5, 83, 12, 99, -0.14688264097875414, 0.027909954665286396], [0, 10, 0, 20, -0.1611251580528194, 0.27753279986288926],
    [10, 10, 0, 20, 0.6790860371419145, 1], [56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614],
  ],
  'wald': [[5, 83, 12, 99, -0.14315020978794332, 0.021207895074544264], [0, 10, 0, 20, 0, 0], [56, 70, 48, 80, 0.057504899149037114, 0.342495100850963]],
  // statsmodels leaves the last one at 1.05; a difference ends at 1.
  'agresti-caffo': [[5, 83, 12, 99, -0.14315601872408557, 0.02690674673806344], [10, 10, 0, 20, 0.6922432378831911, 1]],
};

describe('intervals of proportions', () => {
  for (const [method, known] of Object.entries(ONE)) {
    it(`agree with statsmodels’ proportion_confint by ${method}`, () => {
      for (const [successes, trials, confidence, low, high] of known) {
        const got = proportionInterval(at(successes, trials), {confidence, method: method as ProportionIntervalMethod});
        expectInterval(got, [low, high], `${successes} of ${trials}`);
      }
    });
  }

  for (const [method, known] of Object.entries(TWO)) {
    it(`of a difference agree with statsmodels by ${method}`, () => {
      for (const [a, n, b, m, low, high] of known) {
        expectInterval(differenceInterval(at(a, n), at(b, m), {method: method as DifferenceIntervalMethod}), [low, high], `${a}/${n} − ${b}/${m}`);
      }
    });
  }

  it('by Wilson and Newcombe begin at 0 and end at 1 without rounding, and hold the rate', () => {
    expect(proportionInterval(at(0, 7))?.low).to.equal(0);
    expect(proportionInterval(at(7, 7))?.high).to.equal(1);
    const counts = fc.integer({min: 1, max: 1_000_000});
    const sample = counts.chain((trials) => fc.integer({min: 0, max: trials}).map((successes) => at(successes, trials)));
    fc.assert(fc.property(sample, sample, (a, b) => {
      const {low, high} = proportionInterval(a) as Interval;
      const rate = a.successes / a.trials;
      expect(low >= 0 && low <= rate && rate <= high && high <= 1).to.equal(true);
      const both = differenceInterval(a, b) as Interval;
      const difference = rate - b.successes / b.trials;
      expect(both.low >= -1 && both.low <= difference && difference <= both.high && both.high <= 1).to.equal(true);
    }));
  });

  it('hold the exact coverage: Clopper and Pearson’s bounds are where a tail of the binomial is 2.5 %', () => {
    const {low, high} = proportionInterval(at(3, 12), {method: 'beta'}) as Interval;
    const choose = (n: number, k: number): number =>
      Array.from({length: k}, (_, i) => (n - i) / (i + 1)).reduce((product, each) => product * each, 1);
    const atMost = (k: number, p: number): number =>
      Array.from({length: k + 1}, (_, x) => choose(12, x) * p ** x * (1 - p) ** (12 - x)).reduce((sum, each) => sum + each, 0);
    expect(1 - atMost(2, low)).to.be.closeTo(0.025, 1e-12);
    expect(atMost(3, high)).to.be.closeTo(0.025, 1e-12);
  });

  it('are null without trials and refuse what they cannot use', () => {
    expect(proportionInterval(at(0, 0))).to.equal(null);
    expect(differenceInterval(at(0, 0), at(1, 2))).to.equal(null);
    expect(() => proportionInterval(at(1, 2), {confidence: 95})).to.throw(RangeError, 'confidence');
    expect(() => proportionInterval(at(1, 2), {method: 'wald' as 'normal'})).to.throw(RangeError, 'wilson, normal, agresti-coull');
    expect(() => differenceInterval(at(1, 2), at(1, 2), {method: 'wilson' as 'wald'})).to.throw(RangeError, 'newcombe, wald');
  });
});
