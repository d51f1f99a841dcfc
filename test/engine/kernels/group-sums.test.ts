import {expect} from 'chai';
import {op, table} from 'arquero';
import fc from 'fast-check';

import {addsExactly, countInto, extremeInto, medianInto, sumInto} from '../../../engine/kernels/group-sums.ts';

const rowsOf = (length: number): Int32Array => Int32Array.from({length}, (_, row) => row);

describe('group sums', () => {
  it('agree with Arquero on sum, least, largest and median', () => {
    const row = fc.record({group: fc.integer({min: 0, max: 3}), value: fc.integer({min: -1000, max: 1000})});
    fc.assert(fc.property(fc.array(row, {minLength: 1, maxLength: 60}), (list) => {
      const groups = Int32Array.from(list, ({group}) => group);
      const values = Float64Array.from(list, ({value}) => value);
      const rows = rowsOf(list.length);
      const sums = new Float64Array(4);
      const [least, largest, medians] = [sums, sums, sums].map(() => new Float64Array(4).fill(NaN)) as [Float64Array, Float64Array, Float64Array];
      sumInto(sums, {groups, rows}, values, true);
      extremeInto(least, {groups, rows}, values, false);
      extremeInto(largest, {groups, rows}, values, true);
      medianInto(medians, {groups, rows}, values);
      const oracle = table({group: [...groups], value: [...values]}).groupby('group')
        .rollup({sum: op.sum('value'), least: op.min('value'), largest: op.max('value'), median: op.median('value')}).objects() as Record<string, number>[];
      for (const each of oracle) {
        const group = each['group']!;
        expect([sums[group], least[group], largest[group], medians[group]]).to.deep.equal([each['sum'], each['least'], each['largest'], each['median']]);
      }
    }));
  });

  it('compensate what plain adding loses', () => {
    const values = Float64Array.of(1e100, 1, -1e100, NaN);
    const sum = new Float64Array(1);
    sumInto(sum, {groups: new Int32Array(4), rows: rowsOf(4)}, values, addsExactly(values));
    expect(sum[0]).to.equal(1);
  });

  it('know when plain adding is exact', () => {
    expect(addsExactly(Float64Array.of(1, -2, NaN))).to.equal(true);
    expect(addsExactly(Float64Array.of(0.5))).to.equal(false);
    expect(addsExactly(Float64Array.of(2 ** 53, 1))).to.equal(false);
  });

  it('leave rows out whose flag is not set', () => {
    const rows = {groups: Int32Array.of(0, 0, 1, 1), rows: Int32Array.of(3, 2, 1, 0), mask: Uint8Array.of(1, 0, 1, 1)};
    const values = Float64Array.of(1, 10, 100, 0.5);
    const fresh = (fill: number): Float64Array => new Float64Array(2).fill(fill);
    const [counts, exact, compensated, largest, medians] = [fresh(0), fresh(0), fresh(0), fresh(NaN), fresh(NaN)];
    countInto(counts, rows);
    sumInto(exact, rows, values, true);
    sumInto(compensated, rows, values, false);
    extremeInto(largest, rows, values, true);
    medianInto(medians, rows, values);
    const found = [counts, exact, compensated, largest, medians].map((each) => [...each]);
    expect(found).to.deep.equal([[2, 1], [100.5, 1], [100.5, 1], [100, 1], [50.25, 1]]);
  });

  it('leave groups without values undefined', () => {
    const medians = new Float64Array(2).fill(NaN);
    medianInto(medians, {groups: Int32Array.of(1, 1), rows: rowsOf(2)}, Float64Array.of(1, 4));
    expect([...medians]).to.deep.equal([NaN, 2.5]);
  });
});
