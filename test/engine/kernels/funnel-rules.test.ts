import {expect} from 'chai';

import {sortEvents} from '../../../engine/kernels/event-stream.ts';
import type {FunnelOptions} from '../../../engine/kernels/funnel.ts';
import {funnelLevels} from '../../../engine/kernels/funnel.ts';

interface Reading extends Partial<FunnelOptions> {
  readonly exclude?: readonly [event: string, from: number, to: number][];
}

/** One history a text: a letter a second, letters in brackets in the same second. Steps and exclusions are letters too. */
function levels(histories: readonly string[], steps: string, options: Reading = {}) {
  const rows: {actor: number; time: number; letter: string}[] = [];
  histories.forEach((history, actor) => {
    let time = 0;
    let tied = false;
    for (const letter of history) {
      if (letter === '(') tied = true;
      else if (letter === ')') [tied, time] = [false, time + 1];
      else {
        if (letter !== ' ') rows.push({actor, time, letter});
        if (!tied) time++;
      }
    }
  });
  const stream = sortEvents(Int32Array.from(rows, ({actor}) => actor), histories.length, Float64Array.from(rows, ({time}) => time));
  const letters = [...stream.rows].map((row) => rows[row]!.letter);
  const maskOf = (letter: string) => [...steps].reduce((mask, step, index) => (step === letter ? mask | (1 << index) : mask), 0);
  const masks = Int32Array.from(letters, maskOf);
  const flags = (event: string) => Uint8Array.from(letters, (letter) => Number(letter === event));
  const exclusions = options.exclude?.map(([event, from, to]) => ({events: flags(event), from, to}));
  const result = funnelLevels(stream, masks, {steps: steps.length, window: 86_400, ...options, ...(exclusions ? {exclusions} : {})});
  return {levels: [...result.levels], excluded: [...result.excluded]};
}

describe('ClickHouse’s strict modes, with the answers of its own tests', () => {
  const six = ['abc', 'adbc', 'aabbcc', 'aaaabbcc', 'aabbdcc', 'ccbbaa'];
  const reentry = ['abac', 'ababc', 'abcbd', 'acb', 'abcabcd'];
  const checkout = ['bvbp', 'bvvbp', 'bvp'];

  it('reads the default, strict_order, and strict_order with strict_deduplication', () => {
    expect(levels(six, 'abc').levels).to.deep.equal([3, 3, 3, 3, 3, 1]);
    expect(levels(six, 'abc', {rules: ['strict-order']}).levels).to.deep.equal([3, 1, 3, 3, 2, 1]);
    expect(levels(six, 'abc', {rules: ['strict-order', 'strict-deduplication']}).levels).to.deep.equal([3, 1, 2, 2, 2, 1]);
    expect(levels(['acb'], 'abc', {rules: ['strict-order']}).levels).to.deep.equal([1]);
  });

  it('lets step 1 come again with allow_reentry, and nothing else', () => {
    expect(levels(reentry, 'abc', {rules: ['strict-order']}).levels).to.deep.equal([2, 2, 3, 1, 3]);
    expect(levels(reentry, 'abc', {rules: ['strict-order', 'allow-reentry']}).levels).to.deep.equal([3, 3, 3, 1, 3]);
    expect(levels(reentry, 'abcd', {rules: ['strict-order']}).levels).to.deep.equal([2, 2, 4, 1, 3]);
    expect(levels(reentry, 'abcd', {rules: ['strict-order', 'allow-reentry']}).levels).to.deep.equal([3, 3, 4, 1, 4]);
    expect(levels(checkout, 'bvp', {rules: ['strict-order'], window: 600}).levels).to.deep.equal([2, 2, 3]);
    expect(levels(checkout, 'bvp', {rules: ['strict-order', 'allow-reentry'], window: 600}).levels).to.deep.equal([3, 3, 3]);
  });

  it('stops at an event that is also a step not yet due, and falls back to the step before a repeated one', () => {
    expect(levels(checkout, 'bvbp', {rules: ['strict-order'], window: 600}).levels).to.deep.equal([1, 1, 1]);
    expect(levels(checkout, 'bvbp', {rules: ['strict-order', 'allow-reentry'], window: 600}).levels).to.deep.equal([1, 1, 1]);
    expect(levels(reentry, 'abc', {rules: ['strict-order', 'allow-reentry', 'strict-deduplication']}).levels).to.deep.equal([3, 1, 3, 1, 3]);
  });

  it('stops at a repeated step with strict_deduplication', () => {
    expect(levels(['abcbd'], 'abcd', {rules: ['strict-deduplication']}).levels).to.deep.equal([3]);
    expect(levels(['012345566'], '0123456', {rules: ['strict-deduplication']}).levels).to.deep.equal([6]);
    expect(levels(['012345566'], '0123456').levels).to.deep.equal([7]);
  });

  it('refuses ties with strict_increase, and lets one event take one step', () => {
    expect(levels(['0(123)4'], '01234').levels).to.deep.equal([5]);
    expect(levels(['0(123)4'], '01234', {rules: ['strict-increase']}).levels).to.deep.equal([2]);
    expect(levels(['0(123)4'], '444').levels).to.deep.equal([1]);
  });
});

describe('Doris’ modes, with the answers of its own tests', () => {
  it('ends an attempt at any repeated step, step 1 too, in deduplication', () => {
    expect(levels(['1223 4'], '1234', {rules: ['deduplication']}).levels).to.deep.equal([2]);
    const others = ['lvo', 'lv', 'lv'];
    expect(levels(['lv(olwxyzu)p', ...others], 'lvop', {rules: ['deduplication']}).levels).to.deep.equal([3, 3, 2, 2]);
    expect(levels(['lv(owxyzuv)p', ...others], 'lvop', {rules: ['deduplication']}).levels).to.deep.equal([3, 3, 2, 2]);
    expect(levels(['lv(owxyzuo)p', ...others], 'lvop', {rules: ['deduplication']}).levels).to.deep.equal([3, 3, 2, 2]);
  });

  it('needs neighbours in fixed', () => {
    expect(levels(['1234'], '1243', {rules: ['fixed']}).levels).to.deep.equal([2]);
    expect(levels(['1234'], '4321', {rules: ['fixed']}).levels).to.deep.equal([1]);
    expect(levels(['lvlop', 'lv2op', 'lvo', 'lv'], 'lvop', {rules: ['fixed']}).levels).to.deep.equal([2, 2, 3, 2]);
  });

  it('refuses ties in increase', () => {
    expect(levels(['lv(op)', 'lvo', 'lv'], 'lvop', {rules: ['strict-increase']}).levels).to.deep.equal([3, 3, 2]);
  });
});

describe('exclusions, with the answers of PostHog’s own tests', () => {
  const people = ['sx$iymz', 'sy$ iymxz', 'sx$ imxz', 's$ imz'];

  it('drops the whole actor between two steps, and what happens elsewhere does not matter', () => {
    const one = levels(['sp', 'sxp', 'sx', 's                         x'], 'sp', {exclude: [['x', 1, 2]], window: 24});
    expect(one.levels).to.deep.equal([2, 0, 0, 1]);
    expect(one.excluded).to.deep.equal([0, 1, 1, 0]);
    expect(levels(people, 's$imz', {exclude: [['x', 1, 2], ['y', 3, 4]]}).levels).to.deep.equal([0, 0, 0, 5]);
    expect(levels(people, 's$imz', {exclude: [['x', 1, 5], ['y', 1, 5]]}).levels).to.deep.equal([0, 0, 0, 5]);
  });

  it('drops an actor only if every possible start is spoiled', () => {
    expect(levels(['aax'], 'ab', {exclude: [['x', 1, 2]], window: 10}).levels).to.deep.equal([0]);
    expect(levels(['axab'], 'ab', {exclude: [['x', 1, 2]], window: 10}).levels).to.deep.equal([2]);
    expect(levels(['axa'], 'ab', {exclude: [['x', 1, 2]], window: 10}).levels).to.deep.equal([1]);
  });

  it('keeps the first step in any order, and a completed funnel whatever follows', () => {
    expect(levels(['sp', 'sxp', 'sp'], 'sp', {order: 'any', exclude: [['x', 1, 2]]}).levels).to.deep.equal([2, 1, 2]);
    expect(levels(['splxl'], 'spl', {order: 'any', exclude: [['x', 1, 3]]}).levels).to.deep.equal([3]);
    expect(levels(['12x3', '123'], '123', {order: 'any', exclude: [['x', 1, 3]], window: 6}).levels).to.deep.equal([1, 3]);
    const five = [...people, 'sx$x iymxz'];
    expect(levels(five, 's$imz', {order: 'any', exclude: [['x', 1, 5], ['y', 1, 5]]}).levels).to.deep.equal([2, 1, 1, 5, 1]);
  });
});
