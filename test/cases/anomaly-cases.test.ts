import {expect} from 'chai';

import type {PeerCase} from './case.ts';
import {runCase} from './run-case.ts';

type Parts = Pick<PeerCase, 'capability' | 'input' | 'expected'> & Partial<PeerCase>;

const outcome = async (parts: Parts): Promise<string> => {
  const {outcome: found, why, differences} = await runCase(
    {id: 'x', widget: 'anomaly', params: {}, tolerance: {rel: 1e-8}, agrees_with_recommended_default: true, ...parts},
    () => Promise.reject(new Error('no data')),
  );
  return found === 'passed' ? found : `${found}: ${why ?? JSON.stringify(differences)}`;
};
const TREND = [...Array.from({length: 20}, (_, index) => index + 1), 100, ...Array.from({length: 19}, (_, index) => index + 22)];
const VALUES = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 40];

describe('cases of what is out of the ordinary', () => {
  it('are answered for R’s tsoutliers, its places from 1', async () => {
    expect(await outcome({capability: 'tsoutliers', input: {values: TREND}, expected: {index: [21], replacements: [21]}})).to.equal('passed');
    expect(await outcome({capability: 'tsoutliers', input: {y: TREND}, expected: {index: [20]}})).to.contain('failed');
    expect(await outcome({capability: 'outliers', input: {values: TREND}, params: {frequency: 1}, expected: {index: 21, replacement: 21}})).to.contain('failed');
  });

  it('are answered for R’s mad and boxplot.stats, and fences of quartiles', async () => {
    expect(await outcome({capability: 'mad', input: {values: VALUES}, params: {k: 3}, expected: {median: 7, mad: 7.413, outliers: [40], indices: [11]}})).to.equal('passed');
    expect(await outcome({capability: 'mad', input: {values: VALUES}, params: {constant: 1}, expected: {mad: 5}})).to.equal('passed');
    expect(await outcome({capability: 'iqr', input: {values: VALUES}, params: {coef: 3}, expected: {outliers: [40], stats: [1, 2, 7, 8, 8]}})).to.equal('passed');
    const ten = {values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]};
    expect(await outcome({capability: 'iqr', input: ten, params: {method: 'quartiles'}, expected: {lower: -3.5, upper: 14.5, outliers: []}})).to.equal('passed');
    expect(await outcome({capability: 'quantile', input: ten, params: {p: [0.25], type: 6}, expected: {q: [2.75]}})).to.equal('passed');
  });

  it('are answered for charts of single values', async () => {
    const input = {values: [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]};
    expect(await outcome({capability: 'control-chart', input, tolerance: {abs: 5e-5}, expected: {ucl: 55.8041, lcl: 45.8159, outliers: []}})).to.equal('passed');
  });

  it('are not covered where something is not understood', async () => {
    expect(await outcome({capability: 'tsoutliers', input: {values: TREND}, params: {lambda: 0.5}, expected: {index: []}})).to.contain('not-covered');
    expect(await outcome({capability: 'iqr', input: {values: VALUES}, params: {method: 'medcouple'}, expected: {outliers: []}})).to.contain('not-covered');
    expect(await outcome({capability: 'mad', input: {values: VALUES, weights: [1]}, expected: {mad: 1}})).to.contain('not-covered');
    expect(await outcome({capability: 'forest', input: {values: VALUES}, expected: {outliers: []}})).to.contain('not-covered');
  });
});
