import {expect} from 'chai';
import {op, table} from 'arquero';
import fc from 'fast-check';

import {countDistinctInto} from '../../../engine/kernels/count-distinct.ts';
import {countDistinctSpans, countSpans, sumSpans} from '../../../engine/kernels/span-sums.ts';

const rowOf = fc.record({
  group: fc.integer({min: 0, max: 3}), value: fc.integer({min: -1000, max: 1000}), id: fc.integer({min: -1, max: 5}), kept: fc.boolean(),
});

interface Row {
  readonly group: number;
  readonly value: number;
  readonly id: number;
  readonly kept: boolean;
}

/** Where each of four groups begins in rows that stand in their order. */
const spansOf = (list: readonly Row[]): Int32Array => Int32Array.from([0, 1, 2, 3, 4], (group) => list.filter((row) => row.group < group).length);

describe('sums over spans', () => {
  it('agree with Arquero on count, sum and distinct, and on each over all groups', () => {
    fc.assert(fc.property(fc.array(rowOf, {maxLength: 60}), (unsorted) => {
      const list = [...unsorted].sort((a, b) => a.group - b.group);
      const spanned = {spans: spansOf(list), mask: Uint8Array.from(list, ({kept}) => Number(kept))};
      const values = Float64Array.from(list, ({value}) => value);
      const ids = {codes: Int32Array.from(list, ({id}) => id), count: 6};
      const [counts, sums, distinct] = [new Float64Array(4), new Float64Array(4), new Float64Array(4)];
      const all = [countSpans(counts, spanned), sumSpans(sums, spanned, values), countDistinctSpans(distinct, spanned, ids)];
      const oracle = (rows: readonly Row[]): number[] => {
        const [found] = table({value: rows.map(({value}) => value), id: rows.map(({id}) => (id < 0 ? null : id))})
          .rollup({count: op.count(), sum: op.sum('value'), distinct: op.distinct('id')}).objects() as {count: number; sum?: number; distinct: number}[];
        // Arquero counts null as one more distinct value.
        const nobody = Number(rows.some(({id}) => id < 0));
        return [found!.count, found!.sum ?? 0, found!.distinct - nobody];
      };
      const kept = list.filter((row) => row.kept);
      for (let group = 0; group < 4; group++) {
        expect([counts[group], sums[group], distinct[group]]).to.deep.equal(oracle(kept.filter((row) => row.group === group)));
      }
      expect(all).to.deep.equal(oracle(kept));
    }));
  });

  it('count all rows of a span where nothing is left out', () => {
    const counts = new Float64Array(3);
    expect(countSpans(counts, {spans: Int32Array.of(0, 2, 2, 5)})).to.equal(5);
    expect([...counts]).to.deep.equal([2, 0, 3]);
  });
});

describe('distinct counts', () => {
  it('agree with sets, whether groups stand in order or not', () => {
    const any = fc.array(rowOf, {maxLength: 60});
    const lists = fc.oneof(any, any.map((list) => [...list].sort((a, b) => a.group - b.group)));
    fc.assert(fc.property(lists, (list) => {
      const totals = new Float64Array(4);
      const grouped = {
        groups: Int32Array.from(list, ({group}) => group), rows: Int32Array.from(list.keys()), mask: Uint8Array.from(list, ({kept}) => Number(kept)),
      };
      countDistinctInto(totals, grouped, {codes: Int32Array.from(list, ({id}) => id), count: 6});
      const sets = [0, 1, 2, 3].map((group) => new Set(list.filter((row) => row.kept && row.group === group && row.id >= 0).map(({id}) => id)).size);
      expect([...totals]).to.deep.equal(sets);
    }));
  });
});
