import {expect} from 'chai';
import fc from 'fast-check';

import {spansAfter, withoutSpans} from '../../../engine/kernels/day-spans.ts';
import type {DaySpans} from '../../../engine/kernels/day-spans.ts';

const daysIn = (spans: DaySpans): number[] =>
  spans.flatMap((from, at) => (at % 2 === 0 ? Array.from({length: (spans[at + 1] as number) - from + 1}, (_, day) => from + day) : []));
const days = fc.array(fc.integer({min: 0, max: 60}), {maxLength: 12}).map((list) => list.sort((a, b) => a - b));

describe('stretches of days', () => {
  it('join where they touch, and not where a day lies between', () => {
    expect(spansAfter([1, 4, 9], 0, 2)).to.deep.equal([1, 6, 9, 11]);
    expect(spansAfter([1, 5], 0, 2)).to.deep.equal([1, 3, 5, 7]);
    expect(spansAfter([], 0, 2)).to.deep.equal([]);
  });

  it('lose what others cover: a head, a tail, a middle, all', () => {
    expect(withoutSpans([10, 20], [5, 12, 15, 15, 19, 30])).to.deep.equal([13, 14, 16, 18]);
    expect(withoutSpans([10, 20, 30, 31], [0, 40])).to.deep.equal([]);
    expect(withoutSpans([10, 20], [])).to.deep.equal([10, 20]);
    expect(withoutSpans([1, 2, 5, 9], [2, 6])).to.deep.equal([1, 1, 7, 9]);
  });

  it('hold the days that sets of days hold', () => {
    fc.assert(fc.property(days, days, fc.nat(5), fc.nat(9), (some, others, from, length) => {
      const spans = spansAfter(some, from, from + length);
      const barred = spansAfter(others, 0, length);
      const wanted = new Set(some.flatMap((day) => Array.from({length: length + 1}, (_, more) => day + from + more)));
      expect(daysIn(spans)).to.deep.equal([...wanted].sort((a, b) => a - b));
      const not = new Set(daysIn(barred));
      expect(daysIn(withoutSpans(spans, barred))).to.deep.equal(daysIn(spans).filter((day) => !not.has(day)));
    }));
  });
});
