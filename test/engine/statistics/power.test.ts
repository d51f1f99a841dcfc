import {expect} from 'chai';

import {cohenH, detectableEffect, effectPower, rateAtEffect, ratesPower, trialsForPower, trialsForRates} from '../../../engine/statistics/power.ts';
import {expectNear} from './near.ts';

describe('power of tests of proportions', () => {
  it('measures effects as Cohen does, and finds the way back', () => {
    expectNear(cohenH(0.5, 0.4), 0.2013579207903309);
    expectNear(cohenH(0.4, 0.5), -0.2013579207903309);
    expectNear(cohenH(1, 0), Math.PI);
    expectNear(rateAtEffect(0.4, cohenH(0.5, 0.4)), 0.5);
    expect(rateAtEffect(0.99, 1)).to.equal(null);
  });

  it('agrees with statsmodels’ NormalIndPower', () => {
    expectNear(effectPower(0.2, 100), 0.2929889364479872);
    expectNear(effectPower(0.2, 100, {alpha: 0.01, ratio: 2, alternative: 'larger'}), 0.24404348782862934);
    expectNear(effectPower(0.2, 100, {ratio: 0.5, alternative: 'smaller'}), 0.002558661516646419);
    expectNear(effectPower(0.3, 80, {ratio: 0}), 0.7652593202022938);
  });

  it('finds sample sizes that scipy’s brentq finds of the same power', () => {
    expectNear(trialsForPower(0.2, {exact: true}), 392.4430254663101);
    expectNear(trialsForPower(0.05, {power: 0.9, alpha: 0.01, ratio: 2, exact: true}), 8927.632299901488);
    expectNear(trialsForPower(0.2, {power: 0.2, exact: true}), 62.1134722051392);
    expectNear(trialsForPower(0.2, {alternative: 'larger', exact: true}), 309.1278616012884);
    expectNear(trialsForPower(0.2, {ratio: 0, exact: true}), 392.4430254663101 / 2);
    // statsmodels’ solve_power, which stops some digits earlier.
    expectNear(trialsForPower(0.2, {exact: true}), 392.4430232577885, 1e-8);
  });

  it('takes the textbook’s formula without the far tail', () => {
    expectNear(trialsForPower(0.2), 2 * ((1.959963984540054 + 0.8416212335729143) / 0.2) ** 2);
    expect(trialsForPower(0)).to.equal(null);
    expect(trialsForPower(-0.2, {alternative: 'larger'})).to.equal(null);
    expectNear(trialsForPower(-0.2, {alternative: 'smaller', exact: true}), 309.1278616012884);
  });

  it('finds the smallest effect that is seen', () => {
    expectNear(detectableEffect(500), 0.177187589964153);
    expectNear(detectableEffect(500, {power: 0.1}), 0.04125875526591052);
    expectNear(effectPower(detectableEffect(321, {alternative: 'smaller'}), 321, {alternative: 'smaller'}), 0.8);
  });

  it('agrees with statsmodels’ power_proportions_2indep', () => {
    expectNear(ratesPower(0.15, 0.1, 500), 0.6670370459550606);
    expectNear(ratesPower(0.25, 0.3, 300, {ratio: 2, alternative: 'smaller'}), 0.4692309595181086);
    expectNear(ratesPower(0.15, 0.1, 500, {alternative: 'larger', alpha: 0.01}), 0.5256316570535123);
    expectNear(trialsForRates(0.15, 0.1), 685.596858325361);
    expectNear(trialsForRates(0.15, 0.1, {power: 0.9, ratio: 2, alternative: 'larger'}), 555.994586817576);
    expect([ratesPower(0, 0, 10), ratesPower(1, 0, 10), trialsForRates(0.1, 0.1)]).to.deep.equal([null, 1, null]);
  });

  it('refuses what has no answer', () => {
    expect(() => trialsForPower(0.2, {power: 0.04})).to.throw(RangeError, 'power must be above 0.05');
    expect(() => trialsForPower(0.2, {power: 1})).to.throw(RangeError, 'power');
    expect(() => effectPower(0.2, 0)).to.throw(RangeError, 'trials');
    expect(() => cohenH(1.2, 0.5)).to.throw(RangeError, 'first must be at most 1');
    expect(() => ratesPower(0.1, 0.2, 10, {ratio: 0})).to.throw(RangeError, 'ratio');
  });
});
