import {expect} from 'chai';

import {lastOf} from '../../engine/last-of.ts';

describe('lastOf', () => {
  it('gives the same answer for the same key, and makes the longest unused one anew', () => {
    const owner = {};
    let made = 0;
    const ask = (key: string): number => lastOf(owner, key, 2, () => ++made);
    expect([ask('a'), ask('b'), ask('a'), ask('c'), ask('a'), ask('b')]).to.deep.equal([1, 2, 1, 3, 1, 4]);
  });

  it('keeps what comes to undefined, tells owners apart, and keeps nothing of one that throws', () => {
    const owner = {};
    let made = 0;
    const none = (): undefined => void made++;
    expect([lastOf(owner, 'a', 2, none), lastOf(owner, 'a', 2, none), lastOf({}, 'a', 2, none)]).to.deep.equal([undefined, undefined, undefined]);
    expect(made).to.equal(2);
    expect(() => lastOf(owner, 'b', 2, () => {
      throw new Error('refused');
    })).to.throw('refused');
    expect(lastOf(owner, 'b', 2, () => 7)).to.equal(7);
  });
});
