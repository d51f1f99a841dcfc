import {expect} from 'chai';
import fc from 'fast-check';

import {binOfValue, binsBetween, equalBins, roundBins} from '../../../engine/kernels/histogram.ts';

describe('bins', () => {
  it('are equal, given, or of round widths', () => {
    expect(equalBins([0, 3, 10], 4)).to.deep.equal({from: [0, 2.5, 5, 7.5], to: [2.5, 5, 7.5, 10]});
    expect(binsBetween([0, 5, 10], [-1, 12])).to.deep.equal({from: [-Infinity, 0, 5, 10], to: [0, 5, 10, Infinity]});
    expect(binsBetween([0, 5, 10], [0, 10])).to.deep.equal({from: [0, 5], to: [5, 10]});
    // Quartiles of 1 … 64 lie 31.5 apart: 2 × 31.5 ÷ 4 = 15.75, rounded up to 20.
    const even = Array.from({length: 64}, (_, index) => index + 1);
    expect(roundBins(even)).to.deep.equal({from: [0, 20, 40, 60], to: [20, 40, 60, 80]});
    expect(roundBins([0.1, 0.2, 0.3, 0.4]).from).to.deep.equal([0, 0.2, 0.4]);
  });

  it('of whole numbers are no narrower than 1, and of a constant are one', () => {
    expect(roundBins([1, 1, 1, 1, 2, 3])).to.deep.equal({from: [1, 2, 3], to: [2, 3, 4]});
    expect(roundBins([7, 7])).to.deep.equal({from: [7], to: [8]});
    expect(roundBins([0.5, 0.5])).to.deep.equal({from: [0.5], to: [0.5]});
    expect(roundBins([])).to.deep.equal({from: [], to: []});
  });

  it('put a long tail into one open bin', () => {
    const tail = [...Array.from({length: 999}, (_, index) => index % 100), 1e7];
    const {from, to} = roundBins(tail);
    expect([from.length < 62, to.at(-1)]).to.deep.equal([true, Infinity]);
  });

  it('of values closer together than a round width can tell are one', () => {
    expect(roundBins([6e-323, 7.4e-323])).to.deep.equal({from: [6e-323], to: [7.4e-323]});
    expect(roundBins([1e7 + 1e-8, 1e7 + 2e-8])).to.deep.equal({from: [1e7 + 1e-8], to: [1e7 + 2e-8]});
  });

  const near = fc.tuple(fc.double({noNaN: true, min: -1e5, max: 1e7}), fc.double({noNaN: true, min: 0, max: 1e-6}), fc.nat(9))
    .map(([from, step, times]) => from + step * times);

  it('hold every value, each in one, and are not many', () => {
    fc.assert(fc.property(fc.array(fc.oneof(near, fc.double({noNaN: true, min: -1e5, max: 1e7})), {minLength: 1, maxLength: 200}), (values) => {
      const bins = roundBins(Float64Array.from(values).sort());
      expect(bins.from.length).to.be.within(1, 62);
      bins.from.slice(1).forEach((edge, index) => expect(edge).to.equal(bins.to[index]));
      for (const value of values) {
        const bin = binOfValue(value, bins);
        expect(value >= (bins.from[bin] as number) && value <= (bins.to[bin] as number), `${value} in ${bin}`).to.equal(true);
      }
    }));
  });
});
