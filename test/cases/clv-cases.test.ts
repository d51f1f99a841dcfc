import {expect} from 'chai';

import {runCase} from './run-case.ts';

const ask = async (params: Readonly<Record<string, number>>, expected: number): Promise<string> => {
  const {outcome} = await runCase(
    {
      id: 'made-up', widget: 'clv', capability: 'bg/nbd.expect', input: {params}, params: {t: [78]}, expected: {expected: [expected]}, tolerance: {abs: 0.001},
      agrees_with_recommended_default: true,
    },
    () => Promise.reject(new Error('no data')),
  );
  return outcome;
};

describe('expectations of a purchase model whose parameters are printed rounded', () => {
  // BG/NBD on CDNOW: Fader, Hardie & Lee (2005) print 1.8576 for 78 weeks, of parameters in full.
  const THREE_DIGITS = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};

  it('hold where some parameters that round to them give the answer', async () => {
    expect(await ask(THREE_DIGITS, 1.8576)).to.equal('passed');
  });

  it('fail where none do', async () => {
    expect(await ask(THREE_DIGITS, 1.87)).to.equal('failed');
    expect(await ask(THREE_DIGITS, 1.853)).to.equal('failed');
    expect(await ask({r: 0.24259, alpha: 4.41359, a: 0.79293, b: 2.42593}, 1.8605)).to.equal('failed');
  });

  it('of parameters in full are ours', async () => {
    expect(await ask({r: 0.24259, alpha: 4.41359, a: 0.79293, b: 2.42593}, 1.8576)).to.equal('passed');
  });
});
