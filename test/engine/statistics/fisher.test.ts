import {expect} from 'chai';
import fc from 'fast-check';

import {fisherExact} from '../../../engine/statistics/fisher.ts';
import {expectNear} from './near.ts';

const at = (successes: number, failures: number) => ({successes, trials: successes + failures});
const choose = (n: number, k: number): number =>
  (k < 0 || k > n ? 0 : Array.from({length: k}, (_, i) => (n - i) / (i + 1)).reduce((product, each) => product * each, 1));

describe('Fisher’s exact test', () => {
  it('agrees with scipy’s fisher_exact on each side', () => {
    const known: readonly (readonly [number, number, number, number, both: number, larger: number, smaller: number])[] = [
      [3, 1, 1, 3, 0.48571428571428565, 0.24285714285714283, 0.9857142857142858],
      [1, 9, 11, 3, 0.0027594561852200836, 0.9999663480953022, 0.0013797280926100418],
      [10, 0, 0, 20, 3.328339160423118e-8, 3.328339160423118e-8, 1],
      [0, 5, 3, 4, 0.20454545454545459, 1, 0.15909090909090912],
      [120, 9880, 160, 9840, 0.01875999775431589, 0.9932672031246712, 0.009379998877157946],
      [8502, 36_198, 8279, 37_210, 0.001590961583984235, 0.0008004139864398675, 0.9992452981425111],
    ];
    for (const [a, b, c, d, both, larger, smaller] of known) {
      expectNear(fisherExact(at(a, b), at(c, d)), both, 1e-9);
      expectNear(fisherExact(at(a, b), at(c, d), 'larger'), larger, 1e-9);
      expectNear(fisherExact(at(a, b), at(c, d), 'smaller'), smaller, 1e-9);
    }
  });

  it('is the share of tables counted one by one', () => {
    const cell = fc.integer({min: 0, max: 12});
    fc.assert(fc.property(cell, cell, cell, cell, (a, b, c, d) => {
      const ways = (x: number): number => choose(a + b, x) * choose(c + d, a + c - x);
      const tables = Array.from({length: a + c + 1}, (_, x) => x).filter((x) => ways(x) > 0);
      const all = tables.reduce((sum, x) => sum + ways(x), 0);
      const extreme = tables.filter((x) => ways(x) <= ways(a) * (1 + 1e-7)).reduce((sum, x) => sum + ways(x), 0);
      expect(fisherExact(at(a, b), at(c, d))).to.be.closeTo(extreme / all, 1e-12);
    }));
  });

  it('is 1 where only one table is possible, and wants whole counts', () => {
    expect(fisherExact(at(0, 10), at(0, 20))).to.equal(1);
    expect(fisherExact(at(0, 0), at(3, 20))).to.equal(1);
    expect(() => fisherExact(at(1.5, 2), at(1, 2))).to.throw(RangeError, 'whole number');
  });
});
