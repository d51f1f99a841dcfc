import {expect} from 'chai';
import fc from 'fast-check';

import {sortedNumbers} from '../../../engine/kernels/sort-numbers.ts';

describe('sorted numbers', () => {
  it('are those of a sort by comparison, without NaN, whole or not, narrow or wide', () => {
    const number = fc.oneof(fc.integer({min: -3, max: 9}), fc.double({noDefaultInfinity: true}), fc.integer(), fc.constant(NaN));
    const narrow = fc.array(fc.oneof(fc.integer({min: -3, max: 9}), fc.constant(NaN)), {maxLength: 40});
    fc.assert(fc.property(fc.oneof(narrow, fc.array(number, {maxLength: 40})), (values) => {
      const expected = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b).map((value) => value + 0);
      expect([...sortedNumbers(Float64Array.from(values))].map((value) => value + 0)).to.deep.equal(expected);
    }));
  });

  it('of nothing are none', () => {
    expect([...sortedNumbers([])]).to.deep.equal([]);
    expect([...sortedNumbers([NaN])]).to.deep.equal([]);
  });

  it('may be infinite', () => {
    expect([...sortedNumbers([1, Infinity, -Infinity])]).to.deep.equal([-Infinity, 1, Infinity]);
  });
});
