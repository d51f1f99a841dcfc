import {expect} from 'chai';
import fc from 'fast-check';

import {chartRows} from '../../../../components/shared/render/chart-rows.ts';

describe('chartRows', () => {
  it('puts columns under generated names, whatever theirs are', () => {
    const {fields, rows} = chartRows({"a'b": [1, 2], 'a[0': ['x', null], constructor: [true, false]});
    expect(fields).to.deep.equal({"a'b": 'c0', 'a[0': 'c1', constructor: 'c2'});
    expect(rows).to.deep.equal([{c0: 1, c1: 'x', c2: true}, {c0: 2, c1: null, c2: false}]);
  });

  it('turns numbers that are not finite into null', () => {
    expect(chartRows({value: [NaN, Infinity, 0]}).rows).to.deep.equal([{c0: null}, {c0: null}, {c0: 0}]);
  });

  it('gives no rows for no columns', () => {
    expect(chartRows({}).rows).to.deep.equal([]);
  });

  it('keeps every value in its row and column', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.integer())), (pairs) => {
        const {rows} = chartRows({text: pairs.map(([text]) => text), number: pairs.map(([, number]) => number)});
        expect(rows.map((row) => [row['c0'], row['c1']])).to.deep.equal(pairs);
      }),
    );
  });
});
