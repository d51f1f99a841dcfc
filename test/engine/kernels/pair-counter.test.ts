import {expect} from 'chai';
import fc from 'fast-check';

import {createPairCounter} from '../../../engine/kernels/pair-counter.ts';

describe('pair counter', () => {
  it('counts as a map of texts does, flat and hashed', () => {
    for (const [groups, ids] of [[7, 11], [100_000, 40_000_000]] as const) {
      const pair = fc.tuple(fc.integer({min: 0, max: groups - 1}), fc.integer({min: 0, max: ids - 1}));
      fc.assert(fc.property(fc.array(pair, {maxLength: 500}), (pairs) => {
        const counter = createPairCounter(groups, ids);
        const oracle = new Map<string, number>();
        for (const [group, id] of [...pairs, ...pairs]) {
          const key = `${group},${id}`;
          oracle.set(key, (oracle.get(key) ?? 0) + 1);
          expect(counter.add(group, id)).to.equal(oracle.get(key));
        }
      }), {numRuns: 30});
    }
  });

  it('grows beyond its first table', () => {
    const counter = createPairCounter(1_000_000, 1_000_000);
    for (let id = 0; id < 20_000; id++) expect(counter.add(id, 999_999 - id)).to.equal(1);
    for (let id = 0; id < 20_000; id++) expect(counter.add(id, 999_999 - id)).to.equal(2);
  });
});
