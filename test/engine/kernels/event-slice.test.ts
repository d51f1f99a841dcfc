import {expect} from 'chai';
import fc from 'fast-check';

import {sliceEvents} from '../../../engine/kernels/event-slice.ts';
import {sortEvents} from '../../../engine/kernels/event-stream.ts';

describe('event slice', () => {
  it('holds the events of the actors asked for, and of the time asked for, in their order', () => {
    const event = fc.record({actor: fc.nat({max: 4}), time: fc.nat({max: 20})});
    const range = fc.tuple(fc.nat({max: 20}), fc.nat({max: 20}));
    fc.assert(fc.property(fc.array(event, {maxLength: 60}), fc.subarray([0, 1, 2, 3, 4]), range, (events, actors, [from, length]) => {
      const stream = sortEvents(Int32Array.from(events, ({actor}) => actor), 5, Float64Array.from(events, ({time}) => time));
      const {stream: slice, masks} = sliceEvents(stream, stream.rows.map((row) => row * 2), actors, from, from + length);
      actors.forEach((actor, index) => {
        const [lo, hi] = [slice.starts[index]!, slice.starts[index + 1]!];
        const wanted = events.map((each, row) => ({...each, row}))
          .filter((each) => each.actor === actor && each.time >= from && each.time <= from + length)
          .sort((a, b) => a.time - b.time || a.row - b.row);
        expect([...slice.rows.subarray(lo, hi)]).to.deep.equal(wanted.map(({row}) => row));
        expect([...slice.times.subarray(lo, hi)]).to.deep.equal(wanted.map(({time}) => time));
        expect([...masks.subarray(lo, hi)]).to.deep.equal(wanted.map(({row}) => row * 2));
      });
      expect(slice.actors).to.equal(actors.length);
    }));
  });
});
