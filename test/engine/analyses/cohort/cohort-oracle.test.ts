import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {CohortQuery} from '../../../../engine/analyses/cohort/cohort-query.ts';
import {cohortsByHand, dateOf} from './cohort-oracle.ts';
import type {Act, Asked} from './cohort-oracle.ts';

const ACT = fc.record({
  user: fc.constantFrom('u1', 'u2', 'u3', 'u4'),
  day: fc.integer({min: 0, max: 45}),
  hour: fc.integer({min: 8, max: 11}),
  step: fc.constantFrom('visit' as const, 'pay' as const),
  channel: fc.constantFrom('web' as const, 'app' as const, null),
});
const ASKED = fc.record({
  grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
  mode: fc.constantFrom('first-time' as const, 'recurring' as const),
  retention: fc.constantFrom('on' as const, 'within' as const, 'from' as const),
  start: fc.constantFrom(undefined, 'visit' as const, 'pay' as const),
  back: fc.constantFrom(undefined, 'visit' as const, 'pay' as const),
  channel: fc.constantFrom(undefined, 'web' as const),
  by: fc.boolean(),
  from: fc.integer({min: 0, max: 20}),
  length: fc.integer({min: 0, max: 30}),
});
const open = (acts: readonly Act[], shift = 0) => createSource({
  events: acts.map(({user, day, hour, step, channel}) => ({user_id: user, at: `${dateOf(day)}T${String(hour + shift).padStart(2, '0')}:30:00`, step, channel})),
}, {timeZone: 'America/New_York', now: 'data', preset: 'none'});

function queryOf({grain, mode, retention, start, back, channel, by, from, to}: Asked): CohortQuery {
  return {
    analysis: 'cohort', table: 'events', grain, mode, retention, period: {from: dateOf(from), to: dateOf(to)},
    ...(start ? {start} : {}), ...(back ? {return: back} : {}), ...(channel ? {filters: [{dimension: 'channel', in: [channel]}]} : {}),
    ...(by ? {by: ['channel']} : {}),
  };
}

async function linesOf(acts: readonly Act[], query: CohortQuery): Promise<string[]> {
  const {columns, length} = await open(acts).run(query);
  const cell = (name: string, row: number): unknown => columns[name]?.[row];
  return Array.from({length}, (_, row) => [
    query.by ? (cell('channel', row) ?? '~') : '', cell('cohort', row), cell('age', row), cell('size', row), cell('value', row) ?? '-',
  ].join('|')).sort();
}

/** A period of ours that is not over when rows end is a whole one to the oracle: it is only marked. */
describe('cohorts against a count by hand', () => {
  it('agree on random logs under every option', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, {minLength: 1, maxLength: 40}), ASKED, async (acts, {length, ...asked}) => {
        const whole: Asked = {...asked, to: asked.from + length};
        expect(await linesOf(acts, queryOf(whole))).to.deep.equal(cohortsByHand(acts, whole));
      }),
      {numRuns: 300},
    );
  });

  it('do not depend on the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, {minLength: 2, maxLength: 30}), ASKED, fc.infiniteStream(fc.nat()), async (acts, {length, ...asked}, keys) => {
        const query = queryOf({...asked, to: asked.from + length});
        const shuffled = acts.map((act) => ({act, key: keys.next().value as number})).sort((a, b) => a.key - b.key).map(({act}) => act);
        expect(await linesOf(shuffled, query)).to.deep.equal(await linesOf(acts, query));
      }),
      {numRuns: 80},
    );
  });

  it('average over eligible cohorts: the sum of their cells by the sum of their sizes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, {minLength: 1, maxLength: 40}), fc.constantFrom('day' as const, 'week' as const, 'month' as const), async (acts, grain) => {
        const source = open(acts);
        const query: CohortQuery = {analysis: 'cohort', table: 'events', grain};
        const {columns: cells, length} = await source.run(query);
        const curve = await source.run({...query, view: 'curve'});
        curve.columns['age']?.forEach((age, row) => {
          let [value, size] = [0, 0];
          for (let cell = 0; cell < length; cell++) {
            if (cells['age']?.[cell] !== age || cells['value']?.[cell] === null || cells['partial']?.[cell] === true) continue;
            value += cells['value']?.[cell] as number;
            size += cells['size']?.[cell] as number;
          }
          expect(curve.columns['eligible']?.[row]).to.equal(size);
          expect(curve.columns['rate']?.[row]).to.equal(size === 0 ? null : value / size);
        });
      }),
      {numRuns: 80},
    );
  });

  it('have day-N rates of the days that are over, and members as a plain count has them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, {minLength: 1, maxLength: 40}), fc.integer({min: 0, max: 40}), async (acts, n) => {
        const source = open(acts);
        const {columns, totals} = await source.run({analysis: 'cohort', table: 'events', view: 'days', days: [n]});
        const users = [...new Set(acts.map(({user}) => user))];
        const last = Math.max(...acts.map(({day}) => day));
        const firstOf = (user: string): number => Math.min(...acts.filter((act) => act.user === user).map(({day}) => day));
        const eligible = users.filter((user) => firstOf(user) + n <= last);
        const retained = eligible.filter((user) => acts.some((act) => act.user === user && act.day === firstOf(user) + n));
        expect(totals?.['actors']).to.equal(users.length);
        expect(columns['members']).to.deep.equal([users.length]);
        expect(columns['eligible']).to.deep.equal([eligible.length]);
        expect(columns['rate']).to.deep.equal([eligible.length === 0 ? null : retained.length / eligible.length]);
        expect(columns['share_of_all']).to.deep.equal([eligible.length === 0 ? null : retained.length / users.length]);
      }),
      {numRuns: 120},
    );
  });
});
