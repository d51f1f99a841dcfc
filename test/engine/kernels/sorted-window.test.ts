import {expect} from 'chai';
import fc from 'fast-check';

import {quantileOfSorted} from '../../../engine/kernels/distribution-summary.ts';
import {SortedWindow} from '../../../engine/kernels/sorted-window.ts';

describe('a sorted window', () => {
  it('has the quantiles of what is in it, whatever came and went', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({min: -20, max: 20})), {maxLength: 300});
    fc.assert(fc.property(steps, (changes) => {
      const window = new SortedWindow();
      const list: number[] = [];
      for (const [comes, value] of changes) {
        if (comes) {
          window.add(value);
          list.push(value);
        } else {
          window.remove(value);
          if (list.includes(value)) list.splice(list.indexOf(value), 1);
        }
      }
      const sorted = [...list].sort((a, b) => a - b);
      expect(window.size).to.equal(list.length);
      for (const place of [0, 25, 50, 90, 100]) expect(window.quantile(place)).to.equal(quantileOfSorted(sorted, place));
    }));
  });
});
