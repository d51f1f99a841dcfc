import {expect} from 'chai';

import {ask, codes, rowsOf, totalsOf} from '../engine/shop-rows.ts';
import type {Row} from '../engine/shop-rows.ts';

const ticket = (id: string, at: string, more: Row = {}): Row => ({id, at, responded_at: null, resolved_at: null, score: null, kind: 'question', ...more});

/** Answered after 1, 24 and 30 hours, never, before it was asked, and one opened on the last evening. Ticket 2 was exported twice. */
const TICKETS: readonly Row[] = [
  ticket('1', '2024-03-01T08:00:00', {responded_at: '2024-03-01T09:00:00', resolved_at: '2024-03-02T08:00:00', score: 10}),
  ticket('2', '2024-03-01T08:00:00', {responded_at: '2024-03-02T08:00:00', score: 9}),
  ticket('2', '2024-03-01T08:00:00', {responded_at: '2024-03-02T08:00:00', kind: 'copy'}),
  ticket('3', '2024-03-02T08:00:00', {responded_at: '2024-03-03T14:00:00', resolved_at: '2024-03-03T20:00:00', score: 6}),
  ticket('4', '2024-03-02T09:00:00', {score: 8, kind: 'complaint'}),
  ticket('5', '2024-03-03T09:00:00', {responded_at: '2024-03-03T08:00:00', score: 11}),
  ticket('6', '2024-04-30T20:00:00', {score: 0}),
];

describe('service metrics, worked out by hand', () => {
  it('take medians over the tickets that have an answer', async () => {
    const result = await ask({service: TICKETS}, {metrics: ['tickets', 'response_time', 'response_time_p90', 'resolution_time']});
    expect(result.totals).to.deep.include({tickets: 6, response_time: 24, resolution_time: 30});
    expect(result.totals?.['response_time_p90']).to.be.closeTo(24 + 0.8 * 6, 1e-12);
    expect(result.notes.filter(({code}) => code === 'negative-duration')).to.have.length(2);
  });

  it('ask for an answer only of tickets that had a day for it', async () => {
    // 1 and 2 (24 hours sharp) were answered in time; 3 too late, 4 never, 5 before it was asked; 6 is four hours old.
    expect(await totalsOf({service: TICKETS}, ['answer_rate'])).to.deep.equal([2 / 5]);
    expect(await totalsOf({service: TICKETS}, ['answer_rate'], {period: '2024-04-30'})).to.deep.equal([null]);
    const kinds = await ask({service: TICKETS}, {metrics: ['answer_rate'], by: ['kind'], sort: {column: 'kind'}});
    expect(rowsOf(kinds, ['kind', 'answer_rate'])).to.have.deep.members([['complaint', 0], ['copy', 1], ['question', 0.5]]);
  });

  it('promote with 9 and 10, detract with 0 to 6, and leave other scores out', async () => {
    expect(await totalsOf({service: TICKETS}, ['nps'], {period: '2024-03'})).to.deep.equal([100 * ((2 - 1) / 4)]);
    expect(await totalsOf({service: TICKETS}, ['nps'], {period: '2024-04'})).to.deep.equal([-100]);
    expect(await totalsOf({service: TICKETS}, ['nps'], {period: '2024-03-03'})).to.deep.equal([null]);
  });

  it('ask about the scale where scores are of stars', async () => {
    const stars = await ask({service: [ticket('1', '2024-03-01', {score: 5}), ticket('2', '2024-03-01', {score: 4})]}, {metrics: ['nps']});
    expect(stars.notes.find(({code}) => code === 'never-reached')?.params).to.include({column: 'score', gte: 9, most: 5});
    expect(codes(await ask({service: TICKETS}, {metrics: ['nps']}))).not.to.include('never-reached');
  });

  it('cover by "all" the days on which tickets were opened, and are refused without their columns', async () => {
    const {period} = await ask({service: TICKETS}, {metrics: ['tickets']});
    expect([period?.from, period?.to]).to.deep.equal(['2024-03-01', '2024-04-30']);
    const service = TICKETS.map(({responded_at: _, ...row}) => row);
    const refusal = await ask({service}, {metrics: ['answer_rate']}).catch((error: Error) => error.message);
    expect(refusal).to.match(/"answer_rate" needs "responded_at" in the table "service"/);
  });
});
