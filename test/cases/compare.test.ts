import {expect} from 'chai';

import {compare} from './compare.ts';

describe('comparing an answer with the expected one', () => {
  it('finds every leaf that differs by more than the tolerance, by its path', () => {
    expect(compare({a: [1, 2], b: {c: 3}}, {a: [1, 2], b: {c: 3}}, {abs: 0})).to.deep.equal([]);
    expect(compare({a: [1, 2], b: {c: 3}}, {a: [1, 9], b: {}}, {abs: 0})).to.deep.equal([
      {path: 'a[1]', expected: 2, got: 9}, {path: 'b.c', expected: 3, got: undefined},
    ]);
    expect(compare(100, 100.4, {abs: 0.5})).to.have.length(0);
    expect(compare(100, 100.6, {abs: 0.5})).to.have.length(1);
    expect(compare(200, 201, {rel: 0.004})).to.have.length(1);
  });

  it('takes null as no value: neither 0 nor NaN nor nothing at all passes for it', () => {
    expect(compare(null, null, {abs: 1})).to.have.length(0);
    for (const wrong of [0, NaN, undefined, '']) expect(compare(null, wrong, {abs: 1}), String(wrong)).to.have.length(1);
    expect(compare(0, null, {abs: 1})).to.have.length(1);
    expect(compare(0, NaN, {abs: 1})).to.have.length(1);
  });

  it('wants lists of one length, and texts to the letter', () => {
    expect(compare([1, 2], [1, 2, 3], {abs: 0})).to.have.length(1);
    expect(compare('A', 'a', {abs: 5})).to.have.length(1);
    expect(compare('Infinity', Infinity, {abs: 0})).to.have.length(0);
    expect(compare('Infinity', 1e308, {rel: 1})).to.have.length(1);
  });
});
