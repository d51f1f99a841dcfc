import {expect} from 'chai';

import {
  addKnown, addParts, everyPart, firstCode, firstKnown, largestPart, leastPart, weightedMean, worthOf,
} from '../../../engine/kernels/merge-parts.ts';

/** Wholes of the parts 2 and 0; 1; 3 and 4. */
const OF = {starts: Int32Array.of(0, 2, 3, 5), parts: Int32Array.of(2, 0, 1, 3, 4)};
const values = Float64Array.of(4, 7, NaN, NaN, NaN);

describe('parts merged into wholes', () => {
  it('are added up, unknown as 0 or left out', () => {
    expect([...addParts(values, OF)]).to.deep.equal([4, 7, 0]);
    expect([...addKnown(values, OF)]).to.deep.equal([4, 7, NaN]);
    expect([...addKnown(Float64Array.of(1e16, 7, 1, 3, 4), OF)]).to.deep.equal([1e16, 7, 7]);
  });

  it('give their least, largest and first that is known', () => {
    const all = Float64Array.of(4, 7, 9, 3, NaN);
    expect([...leastPart(all, OF)]).to.deep.equal([4, 7, 3]);
    expect([...largestPart(all, OF)]).to.deep.equal([9, 7, 3]);
    expect([...firstKnown(all, OF)]).to.deep.equal([9, 7, 3]);
    expect([...firstKnown(values, OF)]).to.deep.equal([4, 7, NaN]);
    expect([...firstCode(Int32Array.of(5, -1, -1, 2, 3), OF)]).to.deep.equal([5, -1, 2]);
  });

  it('are weighted by units above 0, by nothing where there are none, and stay themselves where one is known', () => {
    const units = Float64Array.of(1, 5, 3, -4, 0);
    expect([...weightedMean(Float64Array.of(8, 7, 4, 2, 6), units, OF)]).to.deep.equal([5, 7, 4]);
    expect([...weightedMean(Float64Array.of(0.1, 7, NaN, NaN, NaN), units, OF)]).to.deep.equal([0.1, 7, NaN]);
  });

  it('are worth what each is, units below 0 nothing, and unknown where one is', () => {
    expect([...worthOf(Float64Array.of(2, 3, 4, 5, NaN), Float64Array.of(1, -5, 3, 1, 1), OF)]).to.deep.equal([14, 0, NaN]);
  });

  it('stay themselves where each whole has one, whatever their order', () => {
    const single = {starts: Int32Array.of(0, 1, 2, 3), parts: Int32Array.of(2, 0, 1)};
    const list = Float64Array.of(4, NaN, -7);
    for (const merge of [addKnown, largestPart, leastPart, firstKnown]) expect([...merge(list, single)]).to.deep.equal([-7, 4, NaN]);
    expect([...weightedMean(list, Float64Array.of(0, 1, -2), single)]).to.deep.equal([-7, 4, NaN]);
    // As many parts as wholes, and yet not one each.
    const uneven = {starts: Int32Array.of(0, 2, 2, 3), parts: Int32Array.of(2, 0, 1)};
    expect([...addKnown(list, uneven)]).to.deep.equal([-3, NaN, NaN]);
  });

  it('hold where every part does', () => {
    expect([...everyPart(Float64Array.of(1, 0, 1, 1, NaN), OF)]).to.deep.equal([1, 0, 0]);
  });
});
