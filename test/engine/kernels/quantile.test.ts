import {expect} from 'chai';
import fc from 'fast-check';

import {binOf, quantileCuts} from '../../../engine/kernels/quantile.ts';

const MPG = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
  14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];

describe('quantileCuts', () => {
  it('gives R’s type-7 quantiles', () => {
    const cuts = quantileCuts([...MPG].sort((a, b) => a - b), 5);
    [15.2, 17.92, 21, 24.08].forEach((cut, index) => expect(cuts[index]).to.be.closeTo(cut, 1e-9));
    expect(quantileCuts([1, 2, 3, 4], 4)).to.deep.equal([1.75, 2.5, 3.25]);
  });

  it('gives nothing for nothing and the value itself for one value', () => {
    expect(quantileCuts([], 5)).to.deep.equal([]);
    expect(quantileCuts([7], 5)).to.deep.equal([7, 7, 7, 7]);
  });

  it('puts a value on a cut into the lower bin, or the upper where asked', () => {
    expect([1, 2, 3, 4].map((value) => binOf(value, [2, 3]))).to.deep.equal([1, 1, 2, 3]);
    expect([1, 2, 3, 4].map((value) => binOf(value, [2, 3], 'left'))).to.deep.equal([1, 2, 3, 3]);
  });

  it('gives equal values one bin and larger values no smaller one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 12}), {minLength: 1, maxLength: 40}), fc.integer({min: 2, max: 10}), (values, parts) => {
        const sorted = [...values].sort((a, b) => a - b);
        const cuts = quantileCuts(sorted, parts);
        expect(cuts).to.have.length(parts - 1);
        const bins = sorted.map((value) => binOf(value, cuts));
        for (let at = 1; at < bins.length; at++) {
          expect(bins[at]).to.be.at.least(bins[at - 1]!);
          if (sorted[at] === sorted[at - 1]) expect(bins[at]).to.equal(bins[at - 1]);
        }
      }),
    );
  });
});
