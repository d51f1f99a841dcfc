import {expect} from 'chai';

import {GoneRows} from '../../../data-adapters/changes/gone-rows.ts';

describe('rows that are gone', () => {
  it('are counted once each, and none are there before the first', () => {
    const gone = new GoneRows(5);
    expect([gone.size, gone.has(0), gone.has(4)]).to.deep.equal([0, false, false]);
    for (const row of [4, 1, 4]) gone.add(row);
    expect(gone.size).to.equal(2);
    expect([0, 1, 2, 3, 4].filter((row) => gone.has(row))).to.deep.equal([1, 4]);
  });
});
