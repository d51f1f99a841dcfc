import {expect} from 'chai';

import {actorTimes, firstFromDay, hasDayIn} from '../../../engine/kernels/actor-times.ts';

/** Rows of actors 0 and 1; the third has none, the fourth no time, the last two share a thing. */
const ROWS = {
  actors: [0, 1, -1, 0, 0, 0], count: 3, instants: [50, 10, 5, NaN, 20, 30], days: [5, 1, 0, 0, 2, 3],
};

describe('times by actor', () => {
  it('stand in time whatever the order of the rows, without rows of nobody or of no time', () => {
    const {starts, days, instants} = actorTimes(ROWS);
    expect([...starts]).to.deep.equal([0, 3, 4, 4]);
    expect([...days]).to.deep.equal([2, 3, 5, 1]);
    expect([...instants]).to.deep.equal([20, 30, 50, 10]);
  });

  it('count of rows that share a thing the earliest, and none that is masked', () => {
    const once = {codes: [0, 1, 2, 0, 3, 3], count: 4};
    expect([...actorTimes({...ROWS, once}).days]).to.deep.equal([2, 5, 1]);
    expect([...actorTimes({...ROWS, once, mask: [1, 1, 1, 1, 0, 1]}).days]).to.deep.equal([3, 5, 1]);
  });

  it('are found by day, in the actor\'s own stretch alone', () => {
    const times = actorTimes(ROWS);
    expect([0, 2, 3, 4, 6].map((day) => firstFromDay(times, 0, day))).to.deep.equal([0, 0, 1, 2, 3]);
    expect(firstFromDay(times, 1, 2)).to.equal(4);
    const asked = [[0, 4, 5], [0, 4, 4], [1, 2, 9], [2, 0, 9]] as const;
    expect(asked.map(([actor, from, to]) => hasDayIn(times, actor, from, to))).to.deep.equal([true, false, false, false]);
  });
});
