import {expect} from 'chai';

import {withScratch} from '../../../data-adapters/columns/scratch.ts';

/** Large enough for the pool. */
const LENGTH = 100_000;

describe('withScratch', () => {
  it('lends arrays of the length and value asked for, whatever was left in them', () => {
    withScratch((scratch) => {
      scratch.int32(LENGTH).fill(7);
      scratch.float64(LENGTH).fill(NaN);
    });
    withScratch((scratch) => {
      expect([...new Set(scratch.int32(LENGTH))]).to.deep.equal([0]);
      expect([...new Set(scratch.float64(LENGTH - 1, -1))]).to.deep.equal([-1]);
      expect([...new Set(scratch.uint8(LENGTH))]).to.deep.equal([0]);
      expect(scratch.uint32(3)).to.deep.equal(new Uint32Array(3));
    });
  });

  it('gives the memory of one pass to the next', () => {
    const first = withScratch((scratch) => scratch.int32(LENGTH).buffer);
    expect(withScratch((scratch) => scratch.uint32(LENGTH).buffer)).to.equal(first);
  });

  it('keeps it at hand from one piece of work to the next, and lets it go when there is none', async () => {
    const large = (): WeakRef<ArrayBufferLike> => new WeakRef(withScratch((scratch) => scratch.int32(1 << 22).buffer));
    const first = large();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(large().deref() === first.deref(), 'after a short pause').to.equal(true);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(large().deref() === first.deref(), 'after a long one').to.equal(false);
  });

  it('never lends an array twice at a time, to the pass or to one within it', () => {
    withScratch((scratch) => scratch.int32(LENGTH));
    withScratch((outer) => {
      const held = outer.int32(LENGTH, 1);
      expect(outer.int32(LENGTH).buffer).not.to.equal(held.buffer);
      withScratch((inner) => inner.int32(LENGTH, 2));
      expect([...new Set(held)]).to.deep.equal([1]);
    });
  });

  it('takes back what a pass that throws was lent', () => {
    let lent: ArrayBufferLike | undefined;
    const pass = (): void => withScratch((scratch) => {
      lent = scratch.int32(LENGTH).buffer;
      throw new Error('stopped');
    });
    expect(pass).to.throw('stopped');
    expect(withScratch((scratch) => scratch.int32(LENGTH).buffer)).to.equal(lent);
  });
});
