import {expect} from 'chai';
import fc from 'fast-check';

import {createPairSet} from '../../../engine/kernels/pair-set.ts';

describe('pair set', () => {
  it('remembers pairs as a set of texts does, in bits and sparse', () => {
    for (const [groups, ids] of [[7, 11], [1, 33], [40_000, 70_000]] as const) {
      const pair = fc.tuple(fc.nat({max: groups - 1}), fc.nat({max: Math.min(ids - 1, 40)}));
      fc.assert(fc.property(fc.array(pair, {maxLength: 500}), (list) => {
        const set = createPairSet(groups, ids);
        const oracle = new Set<string>();
        for (const [group, id] of [...list, ...list]) {
          const key = `${group},${id}`;
          expect(set.add(group, id)).to.equal(!oracle.has(key));
          oracle.add(key);
        }
      }), {numRuns: 20});
    }
  });

  it('grows beyond its first table', () => {
    const set = createPairSet(1_000_000, 30_000);
    for (let round = 0; round < 2; round++) {
      for (let id = 0; id < 20_000; id++) for (const group of [id, 999_999 - id]) expect(set.add(group, id)).to.equal(round === 0);
    }
  });
});
