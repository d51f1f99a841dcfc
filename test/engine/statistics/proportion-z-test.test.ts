import {expect} from 'chai';
import fc from 'fast-check';

import {oneProportionZ, twoProportionZ} from '../../../engine/statistics/proportion-z-test.ts';
import {expectNear} from './near.ts';

const at = (successes: number, trials: number) => ({successes, trials});

describe('z tests of proportions', () => {
  it('agree with statsmodels’ proportions_ztest of two samples', () => {
    const two = twoProportionZ(at(5, 83), at(12, 99));
    expectNear(two.z, -1.4078304151258787);
    expectNear(two.p, 0.15918129181156992);
    expectNear(twoProportionZ(at(5, 83), at(12, 99), {alternative: 'larger'}).p, 0.9204093540942151);
    expectNear(twoProportionZ(at(5, 83), at(12, 99), {alternative: 'smaller'}).p, 0.07959064590578496);
    expectNear(twoProportionZ(at(5, 83), at(12, 99), {difference: -0.1}).z, 0.9011800681254876);
    expectNear(twoProportionZ(at(5, 83), at(12, 99), {varianceRate: 0.1}).p, 0.17206392884601096);
    expectNear(twoProportionZ(at(5, 83), at(12, 99), {variance: 'unpooled'}).z, -1.4541573427709915);
  });

  it('agree with statsmodels’ proportions_ztest of one sample', () => {
    expectNear(oneProportionZ(at(5, 83), 0.05).z, 0.3921260263140161);
    expectNear(oneProportionZ(at(5, 83), 0.05).p, 0.6949650981148476);
    expectNear(oneProportionZ(at(5, 83), 0.05, {varianceRate: 0.05}).z, 0.428088020390997);
    expectNear(oneProportionZ(at(5, 83), 0.05, {varianceRate: 0.05, alternative: 'smaller'}).p, 0.6657064808953912);
  });

  it('find what Cookie Cats found after seven days', () => {
    const {z, p} = twoProportionZ(at(8502, 44_700), at(8279, 45_489));
    expect(z?.toFixed(4)).to.equal('3.1644');
    expect(p?.toFixed(5)).to.equal('0.00155');
  });

  it('have no statistic without variance or trials', () => {
    const none = {z: null, p: null};
    expect(twoProportionZ(at(0, 100), at(0, 50))).to.deep.equal(none);
    expect(twoProportionZ(at(100, 100), at(50, 50))).to.deep.equal(none);
    expect(twoProportionZ(at(0, 0), at(5, 50))).to.deep.equal(none);
    expect(oneProportionZ(at(0, 20), 0.05)).to.deep.equal(none);
    expect(twoProportionZ(at(5, 100), at(5, 100))).to.deep.equal({z: 0, p: 1});
  });

  it('change sign, and nothing else, when samples swap', () => {
    const sample = fc.integer({min: 1, max: 500}).chain((trials) => fc.integer({min: 0, max: trials}).map((successes) => at(successes, trials)));
    fc.assert(fc.property(sample, sample, (a, b) => {
      const [one, other] = [twoProportionZ(a, b), twoProportionZ(b, a)];
      expect((one.z ?? 0) + (other.z ?? 0)).to.be.closeTo(0, 1e-12);
      expect((one.p ?? 0) - (other.p ?? 0)).to.be.closeTo(0, 1e-12);
      expect(one.z === null).to.equal(other.z === null);
    }));
  });

  it('refuse what is no proportion', () => {
    expect(() => twoProportionZ(at(5, 4), at(1, 2))).to.throw(RangeError, 'successes must be at most trials (4), got 5');
    expect(() => twoProportionZ(at(-1, 4), at(1, 2))).to.throw(RangeError, 'successes');
    expect(() => oneProportionZ(at(NaN, 4), 0.5)).to.throw(TypeError, 'successes');
    expect(() => oneProportionZ(at(1, 4), 1.5)).to.throw(RangeError, 'value must be at most 1');
    expect(() => twoProportionZ(at(1, 4), at(1, 2), {alternative: 'less' as 'larger'})).to.throw(RangeError, 'two-sided, larger, smaller');
  });
});
