import {expect} from 'chai';
import fc from 'fast-check';

import type {ExperimentQuery} from '../../../../engine/analyses/experiment/experiment-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import {rowsOf} from '../../shop-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 2, 1);
const LAST_DAY = 20;
/** 3 to 15 March. */
const [FROM, TO] = [START + 2 * DAY, START + 15 * DAY - 1];

interface Event {
  readonly user: number;
  readonly hour: number;
  readonly step: 'view' | 'see' | 'pay';
  readonly variant: string | null;
}

interface Arm {
  users: number;
  successes: number;
  undecided: number;
}

/** User by user, as the question is put in words. */
function countByHand(events: readonly Event[], exposure: boolean, within: number | undefined): {arms: Map<string, Arm>; mixed: number} {
  const arms = new Map<string, Arm>();
  let mixed = 0;
  const at = ({hour}: Event): number => START + hour * HOUR;
  for (const user of new Set(events.map((event) => event.user))) {
    const own = events.filter((event) => event.user === user);
    const scope = own.filter((event) => at(event) >= FROM && at(event) <= TO);
    const entries = scope.filter(({step, variant}) => (exposure ? step === 'see' : variant !== null)).map(at);
    const names = [...new Set(scope.flatMap(({variant}) => variant ?? []))];
    if (entries.length === 0 || names.length === 0) continue;
    if (names.length > 1) {
      mixed++;
      continue;
    }
    const begin = Math.min(...entries);
    const end = within === undefined ? TO : begin + within * DAY;
    const name = names[0] as string;
    const arm = arms.get(name) ?? {users: 0, successes: 0, undecided: 0};
    arms.set(name, arm);
    if (within !== undefined && end >= START + LAST_DAY * DAY) arm.undecided++;
    else {
      arm.users++;
      if (own.some((event) => event.step === 'pay' && at(event) >= begin && at(event) <= end)) arm.successes++;
    }
  }
  return {arms, mixed};
}

const event = fc.record({
  user: fc.nat(25), hour: fc.nat(LAST_DAY * 24 - 1), step: fc.constantFrom('view', 'view', 'see', 'pay'),
  variant: fc.option(fc.constantFrom('A', 'A', 'A', 'B'), {freq: 3}),
}) as fc.Arbitrary<Event>;

describe('an experiment against brute force', () => {
  it('counts users, successes, undecided and mixed ones as going through them one by one does', async () => {
    const days = fc.option(fc.integer({min: 1, max: 6}), {nil: undefined});
    await fc.assert(fc.asyncProperty(fc.array(event, {minLength: 20, maxLength: 120}), fc.boolean(), days,
      async (found, exposure, within) => {
        // The log speaks of all its days.
        const events: Event[] = [...found, {user: 99, hour: LAST_DAY * 24 - 1, step: 'view', variant: null}];
        const source = createSource({
          events: events.map(({user, hour, step, variant}) => ({user_id: `u${user}`, at: new Date(START + hour * HOUR).toISOString(), step, variant})),
        }, {timeZone: 'UTC', now: 'data', preset: 'none'});
        const query: ExperimentQuery = {
          analysis: 'experiment', success: 'pay', period: '2024-03-03/2024-03-15', control: 'A',
          ...(exposure ? {exposure: 'see'} : {}), ...(within === undefined ? {} : {within: `${within}d`}),
        };
        const {arms, mixed} = countByHand(events, exposure, within);
        fc.pre(arms.has('A') && found.some(({step}) => step === 'pay') && found.some(({step}) => step === 'see'));
        const result = await source.run(query, {table: false});
        const expected = [...arms].sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, {users, successes, undecided}]) => [name, users, successes, undecided]);
        expect(rowsOf(result, ['arm', 'users', 'successes', 'undecided'])).to.deep.equal(expected);
        expect(result.totals?.['mixed_users']).to.equal(mixed);
      }), {numRuns: 60});
  });
});
