import {expect} from 'chai';
import fc from 'fast-check';

import {abcClasses, abcCodes, xyzClass} from '../../../engine/kernels/abc.ts';
import {coefficientOfVariation, mean, medianOfSorted, standardDeviation} from '../../../engine/kernels/moments.ts';

const ten = [500, 200, 100, 60, 50, 30, 25, 20, 10, 5];

describe('abcClasses', () => {
  it('classes by the share before the item: the top seller is always A', () => {
    expect(abcClasses(ten).classes.join('')).to.equal('AAABBBBCCC');
    expect(abcClasses([10]).classes).to.deep.equal(['A']);
    expect(abcClasses([90, 10]).classes).to.deep.equal(['A', 'B']);
  });

  it('classes by the share including the item on request, as inventorize does', () => {
    const {classes, cumulative} = abcClasses(ten, {rule: 'including'});
    expect(classes.join('')).to.equal('AABBBBCCCC');
    [0.5, 0.7, 0.8, 0.86, 0.91, 0.94, 0.965, 0.985, 0.995, 1].forEach((share, index) => expect(cumulative[index]).to.be.closeTo(share, 1e-12));
    expect(abcClasses([10], {rule: 'including'}).classes).to.deep.equal(['C']);
    expect(abcClasses(ten, {rule: 'including-border'}).classes.join('')).to.equal('AAABBBCCCC');
  });

  it('counts net returns, nothing and missing values as C, and all zeros as C without shares', () => {
    expect(abcClasses([5, -3, 0, null]).classes).to.deep.equal(['A', 'C', 'C', 'C']);
    expect(abcClasses([0, 0])).to.deep.equal({classes: ['C', 'C'], shares: [null, null], cumulative: [null, null]});
    expect(abcClasses([]).classes).to.deep.equal([]);
  });

  it('gives an item the same class in every order of rows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 9}), {maxLength: 20}), (values) => {
        const keys = values.map((_, index) => `k${index}`);
        const [forth, back] = [abcClasses(values, {keys}), abcClasses([...values].reverse(), {keys: [...keys].reverse()})];
        expect(back.classes.reverse()).to.deep.equal(forth.classes);
      }),
    );
  });

  it('refuses borders out of order', () => {
    expect(() => abcClasses([1], {a: 0.9, b: 0.8})).to.throw(RangeError, 'b must be at least 0.9');
  });
});

describe('xyzClass and moments', () => {
  it('classes demand by its coefficient of variation', () => {
    const demand = [75, 75, 75, 75, 75, 75, 25, 25, 25, 25, 25, 25];
    expect(mean(demand)).to.equal(50);
    expect(standardDeviation(demand, 'population')).to.equal(25);
    expect(standardDeviation(demand)).to.be.closeTo(Math.sqrt((12 * 625) / 11), 1e-12);
    expect(coefficientOfVariation(demand, 'population')).to.equal(0.5);
    expect(xyzClass(demand, {of: 'population'})).to.equal('X');
    expect(xyzClass(demand)).to.equal('Y');
    expect(xyzClass([0, 0, 0, 9])).to.equal('Z');
    expect(xyzClass([0, 0])).to.equal(null);
  });

  it('has null for what is undefined', () => {
    expect([mean([]), standardDeviation([4]), medianOfSorted([])]).to.deep.equal([null, null, null]);
    expect([medianOfSorted([1, 2, 9]), medianOfSorted([1, 2, 4, 9])]).to.deep.equal([2, 3]);
  });
});

describe('classes as codes', () => {
  it('are those of whole items, whatever the values, ties on a border by key', () => {
    const value = fc.oneof(fc.integer({min: -3, max: 5}), fc.constant(NaN), fc.double({min: 0, max: 9, noNaN: true}));
    const options = fc.record({
      a: fc.constantFrom(0.2, 0.5, 0.8), b: fc.constantFrom(0.8, 0.95, 1), rule: fc.constantFrom('before' as const, 'including' as const, 'including-border' as const),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.constantFrom('x', 'y', 'z'))), options, (items, chosen) => {
        const keys = items.map(([, key], at) => key + at);
        const found = abcCodes(Float64Array.from(items, ([each]) => each), (item) => keys[item]!, chosen);
        expect(Array.from(found, (code) => 'ABC'[code])).to.deep.equal(abcClasses(items.map(([each]) => each), {...chosen, keys}).classes);
      }),
    );
  });
});
