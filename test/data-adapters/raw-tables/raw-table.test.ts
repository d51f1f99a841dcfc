import {expect} from 'chai';
import {table} from 'arquero';

import {rowsIn} from '../../../data-adapters/raw-tables/raw-table.ts';

describe('rowsIn', () => {
  it('counts rows of every shape without reading them', () => {
    const columns = {a: [1, 2, 3], b: Float64Array.of(1, 2, 3)};
    const vectors = {numRows: 3, getChild: () => null, schema: {fields: [{name: 'a'}]}};
    for (const rows of [[{}, {}, {}], columns, new Map(Object.entries(columns)), {header: ['a'], records: [[1], [2], [3]]}, table(columns), vectors]) {
      expect(rowsIn(rows)).to.equal(3);
    }
    for (const none of [[], {}, new Map(), null, undefined, 'rows', 7, {a: 7}]) expect(rowsIn(none)).to.equal(0);
  });
});
