import {expect} from 'chai';

import {adjustPValues} from '../../../engine/statistics/multiple-comparison.ts';

const rounded = (values: readonly (number | null)[]): (number | null)[] => values.map((value) => value && Number(value.toFixed(12)));
const VALUES = [0.01, 0.04, 0.03, 0.005, 0.04];

describe('p-values of several tests', () => {
  it('are adjusted as statsmodels’ multipletests does', () => {
    expect(rounded(adjustPValues(VALUES))).to.deep.equal([0.04, 0.09, 0.09, 0.025, 0.09]);
    expect(rounded(adjustPValues(VALUES, 'bonferroni'))).to.deep.equal([0.05, 0.2, 0.15, 0.025, 0.2]);
    expect(rounded(adjustPValues(VALUES, 'benjamini-hochberg'))).to.deep.equal([0.025, 0.04, 0.04, 0.025, 0.04]);
    expect(adjustPValues(VALUES, 'none')).to.deep.equal(VALUES);
  });

  it('leave out tests without a value, stay below 1, and are alone what they were', () => {
    expect(rounded(adjustPValues([null, 0.02, 0.03]))).to.deep.equal([null, 0.04, 0.04]);
    expect(adjustPValues([0.7, 0.9])).to.deep.equal([1, 1]);
    expect(adjustPValues([0.03])).to.deep.equal([0.03]);
    expect(adjustPValues([])).to.deep.equal([]);
  });

  it('are refused outside 0 to 1', () => {
    expect(() => adjustPValues([1.1])).to.throw(RangeError, 'at most 1');
    expect(() => adjustPValues([0.1], 'sidak' as 'holm')).to.throw(RangeError, 'holm, bonferroni');
  });
});
