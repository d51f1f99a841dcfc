import {expect} from 'chai';
import fc from 'fast-check';

import {keepEvents, sortEvents} from '../../../engine/kernels/event-stream.ts';
import type {FunnelOptions} from '../../../engine/kernels/funnel.ts';
import {funnelLevels} from '../../../engine/kernels/funnel.ts';
import type {OracleEvent} from './funnel-oracle.ts';
import {anyOracle, orderedOracle, strictOracle} from './funnel-oracle.ts';

interface ActorEvent extends OracleEvent {
  readonly actor: number;
}

function run(events: readonly ActorEvent[], options: FunnelOptions, actors = 1) {
  const stream = sortEvents(Int32Array.from(events, ({actor}) => actor), actors, Float64Array.from(events, ({time}) => time));
  const masks = Int32Array.from(stream.rows, (row) => events[row]!.steps.reduce((mask, step) => mask | (1 << step), 0));
  return funnelLevels(stream, masks, {dated: true, ...options});
}

function answerOf(attempts: ReturnType<typeof run>, steps: number, actor = 0) {
  const level = attempts.levels[actor]!;
  return {level, times: [...attempts.times!.subarray(actor * steps, actor * steps + level)]};
}

/** `a b c`: one event a character, a second apart; a blank passes a second; letters in brackets share one. */
function events(text: string): ActorEvent[] {
  const result: ActorEvent[] = [];
  let time = 0;
  let tied = false;
  for (const letter of text) {
    if (letter === '(') tied = true;
    else if (letter === ')') [tied, time] = [false, time + 1];
    else {
      const step = 'abcdef'.indexOf(letter);
      if (letter !== ' ') result.push({actor: 0, time, steps: step < 0 ? [] : [step]});
      if (!tied) time++;
    }
  }
  return result;
}

const level = (text: string, options: Partial<FunnelOptions> = {}) => run(events(text), {steps: 3, window: 1000, ...options}).levels[0];

const oneStep = fc.record({time: fc.integer({min: 0, max: 6}), steps: fc.array(fc.integer({min: 0, max: 3}), {maxLength: 1})});
const manySteps = fc.record({time: fc.integer({min: 0, max: 6}), steps: fc.uniqueArray(fc.integer({min: 0, max: 3}), {maxLength: 3})});
const history = fc.oneof(fc.array(oneStep, {maxLength: 8}), fc.array(manySteps, {maxLength: 7}));
const limits = fc.record({
  window: fc.constantFrom(0, 1, 2, 4, Infinity),
  from: fc.constantFrom(-Infinity, 1, 3),
  to: fc.constantFrom(Infinity, 3, 5),
});
const withActor = (list: readonly OracleEvent[]): ActorEvent[] => list.map((event) => ({...event, actor: 0}));

describe('funnelLevels against trying everything', () => {
  it('finds the level and the dates of the ordered attempt that counts, with ties, overlapping steps, windows and periods', () => {
    fc.assert(
      fc.property(history, limits, fc.boolean(), (list, {window, from, to}, increase) => {
        const rules = increase ? (['strict-increase'] as const) : [];
        const attempts = run(withActor(list), {steps: 4, window, from, to, rules});
        expect(answerOf(attempts, 4)).to.deep.equal(orderedOracle(list, {steps: 4, window, from, to, increase}));
      }),
      {numRuns: 4000},
    );
  });

  it('finds the strict attempt that counts', () => {
    const short = fc.oneof(fc.array(oneStep, {maxLength: 7}), fc.array(manySteps, {maxLength: 6}));
    fc.assert(
      fc.property(short, limits, (list, {window, from, to}) => {
        const attempts = run(withActor(list), {steps: 4, window, from, to, order: 'strict'});
        expect(answerOf(attempts, 4)).to.deep.equal(strictOracle(list, {steps: 4, window, from, to}));
      }),
      {numRuns: 2000},
    );
  });

  it('finds the most different steps done in any order', () => {
    fc.assert(
      fc.property(history, limits, (list, {window, from, to}) => {
        const attempts = run(withActor(list), {steps: 4, window, from, to, order: 'any'});
        expect(answerOf(attempts, 4)).to.deep.equal(anyOracle(list, {steps: 4, window, from, to}));
      }),
      {numRuns: 3000},
    );
  });
});

describe('funnelLevels, whatever the rows', () => {
  const steps = fc.uniqueArray(fc.integer({min: 0, max: 2}), {maxLength: 2});
  const rows = fc.array(fc.record({actor: fc.integer({min: -1, max: 3}), time: fc.integer({min: 0, max: 9}), steps}), {maxLength: 30});
  const readings: Partial<FunnelOptions>[] = [
    {}, {order: 'strict'}, {order: 'any'}, {rules: ['strict-increase']}, {rules: ['strict-order']}, {rules: ['deduplication']},
    {rules: ['strict-order', 'allow-reentry']}, {rules: ['strict-deduplication']},
  ];

  it('gives the same answer for every order of rows', () => {
    fc.assert(
      fc.property(rows, fc.integer({min: 0, max: 5}), fc.nat(), (list, window, seed) => {
        const key = ({time, steps: matched, actor}: ActorEvent) => (time * 31 + matched.length * 7 + actor * 13 + seed) % 11;
        const shuffled = [...list].reverse().sort((a, b) => key(a) - key(b));
        for (const reading of readings) {
          const options = {steps: 3, window, ...reading};
          const [a, b] = [run(list, options, 4), run(shuffled, options, 4)];
          expect([...a.levels]).to.deep.equal([...b.levels]);
          expect([...a.times!]).to.deep.equal([...b.times!]);
        }
      }),
      {numRuns: 500},
    );
  });

  it('never lowers a level in the default reading when an event is added', () => {
    fc.assert(
      fc.property(rows, fc.integer({min: 0, max: 5}), (list, window) => {
        const before = run(list.slice(0, -1), {steps: 3, window}, 4).levels;
        run(list, {steps: 3, window}, 4).levels.forEach((after, actor) => expect(after).to.be.at.least(before[actor]!));
      }),
    );
  });

  it('reads the actors of a filtered stream as if the other rows were not there', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const kept = list.filter(({steps}) => steps.length !== 1);
        const stream = sortEvents(Int32Array.from(list, ({actor}) => actor), 4, Float64Array.from(list, ({time}) => time));
        const narrow = keepEvents(stream, list.map(({steps}) => Number(steps.length !== 1)));
        const masks = Int32Array.from(narrow.rows, (row) => list[row]!.steps.reduce((mask, step) => mask | (1 << step), 0));
        const options = {steps: 3, window: 4, order: 'strict'} as const;
        expect([...funnelLevels(narrow, masks, options).levels]).to.deep.equal([...run(kept, options, 4).levels]);
      }),
    );
  });

  it('sorts long unsorted stretches by time', () => {
    const list = Array.from({length: 500}, (_, index): ActorEvent => ({actor: index % 2, time: (index * 7919) % 500, steps: []}));
    const stream = sortEvents(Int32Array.from(list, ({actor}) => actor), 2, Float64Array.from(list, ({time}) => time));
    for (let at = 1; at < 500; at++) if (at !== stream.starts[1]) expect(stream.times[at]).to.be.at.least(stream.times[at - 1]!);
    expect(new Set(stream.rows).size).to.equal(500);
  });
});

describe('funnelLevels, worked by hand', () => {
  it('counts the window from step 1, its end included', () => {
    expect(level('a  b', {window: 3})).to.equal(2);
    expect(level('a  b', {window: 2})).to.equal(1);
  });

  it('lets a later attempt beat one that stalled, and starts the window at any step 1', () => {
    expect(level('ab      abc', {window: 3})).to.equal(3);
    expect(level('a     abc', {window: 3})).to.equal(3);
  });

  it('does not let a skipped step pass', () => {
    expect(level('a c')).to.equal(1);
    expect(level('cba')).to.equal(1);
  });

  it('takes events of one instant in whatever order helps, one step each', () => {
    expect(level('(cba)')).to.equal(3);
    expect(run([{actor: 0, time: 0, steps: [0, 1, 2]}], {steps: 3, window: 9}).levels[0]).to.equal(1);
    // X matches 1 and 2, Y only 1: Y must be step 1 for X to be step 2.
    const tied: ActorEvent[] = [{actor: 0, time: 0, steps: [0, 1]}, {actor: 0, time: 0, steps: [0]}];
    const attempts = run(tied, {steps: 2, window: 0, rank: (position) => position});
    expect([attempts.levels[0], attempts.firsts[0]]).to.deep.equal([2, 1]);
  });

  it('stops a strict chain at any other event', () => {
    expect(level('a b', {order: 'strict'})).to.equal(2);
    expect(level('axb', {order: 'strict'})).to.equal(1);
    expect(level('axbabc', {order: 'strict'})).to.equal(3);
    expect(level('abbc', {order: 'strict'})).to.equal(2);
  });

  it('marks an actor undecided whose window is still open at the end of the rows', () => {
    const options = {steps: 3, window: 5, observedUntil: 9};
    expect(run(events('a       a'), options).undecided[0]).to.equal(1);
    expect(run(events('a        '), options).undecided[0]).to.equal(0);
    expect(run(events('abc    a'), options).undecided[0]).to.equal(0);
  });
});
