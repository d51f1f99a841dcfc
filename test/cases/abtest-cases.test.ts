import {expect} from 'chai';

import type {PeerCase} from './case.ts';
import {runCase} from './run-case.ts';

type Parts = Pick<PeerCase, 'capability' | 'input' | 'expected'> & Partial<PeerCase>;

const outcome = async (parts: Parts): Promise<string> => {
  const {outcome: found, why, differences} = await runCase(
    {id: 'x', widget: 'abtest', params: {}, tolerance: {rel: 1e-8}, agrees_with_recommended_default: true, ...parts},
    () => Promise.reject(new Error('no data')),
  );
  return found === 'passed' ? found : `${found}: ${why ?? JSON.stringify(differences)}`;
};
const SMOKERS = {count: [83, 90, 129, 70], nobs: [86, 93, 136, 82]};
const TWO = {count: [5, 12], nobs: [83, 99]};

describe('cases of tests of proportions', () => {
  it('are answered for statsmodels’ z tests', async () => {
    const one = {capability: 'one-proportion-z', input: {count: 5, nobs: 83}};
    expect(await outcome({...one, params: {value: 0.05, prop_var: 0.05}, expected: {z: 0.428088020390997, p: 0.6685870382092176}})).to.equal('passed');
    expect(await outcome({...one, params: {value: 0.05, prop_var: 0.05, alternative: 'smaller'}, expected: {p: 0.6657064808953912}})).to.equal('passed');
    const two = {capability: 'two-proportion-z', input: TWO};
    expect(await outcome({...two, params: {alternative: 'larger'}, expected: {z: -1.4078304151258787, p: 0.9204093540942151}})).to.equal('passed');
    expect(await outcome({...two, params: {value: -0.1}, expected: {z: 0.9011800681254876, p: 0.36749258676288676}})).to.equal('passed');
    expect(await outcome({
      capability: 'two-proportion-z', input: {count: [8502, 8279], nobs: [44_700, 45_489]}, tolerance: {abs: 5e-5}, expected: {z: 3.1644, p: 0.00155},
    })).to.equal('passed');
  });

  it('are answered for intervals by name or by method', async () => {
    const input = {count: [5, 20], nobs: [83, 20]};
    const ci = [[0.01984732124174054, 0.1350082396842335], [0.8315665290169146, 1]];
    expect(await outcome({capability: 'ci.beta', input, expected: {ci}})).to.equal('passed');
    expect(await outcome({capability: 'ci', input, params: {method: 'beta', alpha: 0.05}, expected: {ci}})).to.equal('passed');
    expect(await outcome({capability: 'ci.agresti_coull', input: {count: 0, nobs: 20}, expected: {ci: [0, 0.18980956054248888]}})).to.equal('passed');
    expect(await outcome({capability: 'ci.diff', input: TWO, params: {method: 'newcomb'}, expected: {ci: [-0.14688264097875414, 0.027909954665286396]}}))
      .to.equal('passed');
  });

  it('are answered for R’s prop.test, corrected unless told otherwise, and statsmodels’ chi-square', async () => {
    const expected = {statistic: 12.600411297127634, df: 3, p: 0.005585476661627036};
    expect(await outcome({capability: 'prop.test', input: SMOKERS, expected})).to.equal('passed');
    expect(await outcome({capability: 'k-sample', input: SMOKERS, expected})).to.equal('passed');
    const corrected = {chi2: 1.3273729065237354, p: 0.24927311867487145};
    expect(await outcome({capability: 'prop-test', input: TWO, expected: corrected})).to.equal('passed');
    expect(await outcome({capability: 'two-proportion-z', input: TWO, params: {correct: true}, expected: corrected})).to.equal('passed');
    expect(await outcome({capability: 'prop-test', input: TWO, params: {correct: false}, expected: corrected})).to.contain('failed');
    expect(await outcome({capability: 'chi-square', input: TWO, expected: {p: 0.15918129181156992}})).to.equal('passed');
    expect(await outcome({
      capability: 'prop.test', input: {x: [350, 25], n: [400, 25]}, params: {'conf.level': 0.95}, tolerance: {abs: 5e-5},
      expected: {'X-squared': 2.4399, 'p.value': 0.1183, 'conf.int': [-0.17865986, -0.07134014], 'estimate': [0.875, 1]},
    })).to.equal('passed');
  });

  it('are answered for power and sample size', async () => {
    expect(await outcome({capability: 'power', input: {effect_size: 0.2, nobs1: 100}, params: {alpha: 0.05, ratio: 1}, expected: {power: 0.2929889364479872}}))
      .to.equal('passed');
    expect(await outcome({capability: 'power', input: {effect_size: 0.2}, params: {power: 0.8, alpha: 0.05}, expected: {nobs1: 392.4430232577885}}))
      .to.equal('passed');
    expect(await outcome({capability: 'power', input: {diff: 0.05, prop2: 0.1, nobs1: 500}, expected: {power: 0.6670370459550606}})).to.equal('passed');
    expect(await outcome({capability: 'effect-size', input: {p: [0.5, 0.4]}, expected: {effect_size: 0.2013579207903309}})).to.equal('passed');
  });

  it('are not covered where something is not understood', async () => {
    expect(await outcome({capability: 'two-proportion-z', input: TWO, params: {dof: 3}, expected: {z: 1}})).to.contain('not-covered');
    expect(await outcome({capability: 'two-proportion-z', input: {...TWO, weights: [1, 2]}, expected: {z: 1}})).to.contain('not-covered');
    expect(await outcome({capability: 'ci.bayes', input: TWO, expected: {ci: []}})).to.contain('not-covered');
    expect(await outcome({capability: 'power', input: {nobs1: 100}, expected: {power: 1}})).to.contain('not-covered');
    expect(await outcome({capability: 'bandit', input: TWO, expected: {p: 1}})).to.contain('not-covered');
  });
});
