import {expect} from 'chai';

import {controlRules, individualsLimits} from '../../../engine/index.ts';
import type {ControlRule} from '../../../engine/index.ts';

const breaks = (scores: readonly (number | null)[], rule: ControlRule): number[] =>
  controlRules(scores, [rule]).flatMap((rules, index) => (rules.length > 0 ? [index] : []));

describe('control charts', () => {
  it('have the limits of NIST’s example of single values', () => {
    const limits = individualsLimits([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
    expect(limits?.centre).to.be.closeTo(50.81, 1e-9);
    expect(limits?.high).to.be.closeTo(55.8041, 5e-5);
    expect(limits?.low).to.be.closeTo(45.8159, 5e-5);
  });

  it('take no step over a gap, and need two values', () => {
    expect(individualsLimits([1, null, 100])).to.equal(null);
    expect(individualsLimits([1, 3, null, 100])?.sigma).to.be.closeTo(2 / 1.128, 1e-12);
    expect(individualsLimits([5])).to.equal(null);
  });

  it('break the rules of Western Electric at the value that completes the pattern', () => {
    expect(breaks([0, 3, 3.1, -3.1], 'beyond-3')).to.deep.equal([2, 3]);
    expect(breaks([2.1, 0, 2.1, 0, 0, 2.1, -2.1], 'two-of-three')).to.deep.equal([2]);
    expect(breaks([1.5, 1.5, -1.5, 1.5, 1.5, 0.5, 1.5], 'four-of-five')).to.deep.equal([4]);
    expect(breaks([...new Array<number>(9).fill(0.1), -0.1], 'run-of-8')).to.deep.equal([7, 8]);
  });

  it('break Nelson’s further rules', () => {
    expect(breaks([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.4], 'trend-of-6')).to.deep.equal([5]);
    expect(breaks([0, 0.1, 0.2, 0.2, 0.4, 0.5, 0.6], 'trend-of-6')).to.deep.equal([]);
    expect(breaks(Array.from({length: 14}, (_, index) => index % 2), 'alternating-14')).to.deep.equal([13]);
    expect(breaks(new Array<number>(15).fill(0.5), 'hugging-15')).to.deep.equal([14]);
    expect(breaks([1.2, -1.2, 1.2, -1.2, 1.2, -1.2, 1.2, -1.2, 0], 'avoiding-8')).to.deep.equal([7]);
  });

  it('begin anew after a gap, and are blind on the centre', () => {
    expect(breaks([0.1, 0.1, 0.1, 0.1, null, 0.1, 0.1, 0.1, 0.1], 'run-of-8')).to.deep.equal([]);
    expect(breaks(new Array<number>(9).fill(0), 'run-of-8')).to.deep.equal([]);
    expect(controlRules([null, 4])).to.deep.equal([[], ['beyond-3']]);
  });
});
