import {expect} from 'chai';
import fc from 'fast-check';

import {attributePaths} from '../../../../engine/analyses/attribution/attribute-paths.ts';
import type {AttributePathsOptions, AttributionPath} from '../../../../engine/analyses/attribution/attribute-paths.ts';
import type {AttributionModel} from '../../../../engine/analyses/attribution/attribution-query.ts';

type Credit = Record<string, [number, number]>;

function credit(rows: readonly AttributionPath[], model: AttributionModel, options: AttributePathsOptions = {}): Credit {
  const list = attributePaths(rows, {...options, models: [model]}).models[model] ?? [];
  return Object.fromEntries(list.map(({channel, conversions, value}) => [channel, [conversions, value]]));
}

function expectClose(got: Credit, expected: Credit, tolerance = 1e-9): void {
  expect(Object.keys(got)).to.have.members(Object.keys(expected));
  for (const [channel, pair] of Object.entries(expected)) {
    pair.forEach((each, at) => expect(got[channel]?.[at], channel).to.be.closeTo(each, tolerance));
  }
}

/** Conversions of Snowplow's integration tests: revenue and channel path, and those of them from July 2023 on. */
const SNOWPLOW: readonly AttributionPath[] = [
  {path: ['Direct', 'Direct'], value: 50}, {path: ['Direct'], value: 20.42}, {path: ['Video'], value: 200},
  {path: ['Organic_Search', 'Display_Other', 'Organic_Search'], value: 66.5},
  {path: ['Direct', 'Organic_Search', 'Organic_Search', 'Direct'], value: 140}, {path: ['Direct', 'Direct'], value: 24},
];
const JULY = SNOWPLOW.slice(2);

describe('Attribution of paths', () => {
  it('gives Snowplow’s revenue by channel, repeats collapsed', () => {
    const value = (model: AttributionModel): Record<string, number> => {
      const credited = Object.entries(credit(JULY, model, {collapse: true}));
      return Object.fromEntries(credited.map(([channel, [, amount]]) => [channel, Math.round(amount * 1e6) / 1e6]));
    };
    expect(value('first')).to.deep.equal({Direct: 164, Display_Other: 0, Organic_Search: 66.5, Video: 200});
    expect(value('last')).to.deep.equal({Direct: 164, Display_Other: 0, Organic_Search: 66.5, Video: 200});
    expect(value('linear')).to.deep.equal({Direct: 117.333333, Display_Other: 22.166667, Organic_Search: 91, Video: 200});
    expect(value('position')).to.deep.equal({Direct: 136, Display_Other: 13.3, Organic_Search: 81.2, Video: 200});
  });

  it('reshapes paths as Snowplow does', () => {
    const left = (path: readonly string[], options: AttributePathsOptions): string[] => Object.entries(credit([{path}], 'linear', options))
      .filter(([, [conversions]]) => conversions > 0).map(([channel, [conversions]]) => `${channel} ${conversions.toFixed(3)}`);
    const long = ['a', 'a', 'a', 'Direct', 'a', 'Direct', 'Direct'];
    expect(left(long, {collapse: true})).to.deep.equal(['Direct 0.500', 'a 0.500']);
    expect(left(long, {collapse: 'all'})).to.deep.equal(['Direct 0.500', 'a 0.500']);
    expect(left(long, {dropDirect: 'any'})).to.deep.equal(['a 1.000']);
    expect(left(long, {dropDirect: 'last'})).to.deep.equal(['Direct 0.200', 'a 0.800']);
    expect(left(['Direct', 'Direct'], {dropDirect: 'any'})).to.deep.equal(['Direct 1.000']);
    expect(left(['Direct', 'Direct'], {dropDirect: 'last'})).to.deep.equal(['Direct 1.000']);
    expect(left(['Example', 'Video', 'Direct'], {maxTouches: 2})).to.deep.equal(['Direct 0.500', 'Video 0.500']);
    expect(left(['Example', 'Video', 'Direct'], {exclude: ['Video']})).to.deep.equal(['Direct 0.500', 'Example 0.500']);
  });

  it('counts every occurrence in the linear model, as ChannelAttribution does', () => {
    expectClose(credit([{path: ['a', 'a', 'b'], conversions: 2, value: 40}], 'linear'), {a: [4 / 3, 80 / 3], b: [2 / 3, 40 / 3]});
  });

  it('gives the last touch that is not direct, and direct where there is no other', () => {
    const rows = [{path: ['ad', 'mail', '(direct)', 'Direct']}, {path: ['direct']}];
    expectClose(credit(rows, 'last-non-direct'), {'ad': [0, 0], 'mail': [1, 0], '(direct)': [0, 0], 'Direct': [0, 0], 'direct': [1, 0]});
    const others = {'ad': [0, 0], 'mail': [0, 0], '(direct)': [0, 0], 'Direct': [1, 0], 'direct': [1, 0]} satisfies Credit;
    expectClose(credit(rows, 'last-non-direct', {direct: ['mail']}), others);
  });

  it('gives the ends their parts by position: two touches half each, one all', () => {
    expectClose(credit([{path: ['a', 'b', 'c', 'd']}], 'position'), {a: [0.4, 0], b: [0.1, 0], c: [0.1, 0], d: [0.4, 0]});
    expectClose(credit([{path: ['a', 'b']}], 'position'), {a: [0.5, 0], b: [0.5, 0]});
    expectClose(credit([{path: ['a', 'b']}], 'position', {position: [0.6, 0.2, 0.2]}), {a: [0.75, 0], b: [0.25, 0]});
    expectClose(credit([{path: ['a', 'b']}], 'position', {position: [0, 1, 0]}), {a: [0.5, 0], b: [0.5, 0]});
    expectClose(credit([{path: ['a']}], 'position'), {a: [1, 0]});
  });

  it('halves the weight with each half-life of age', () => {
    expectClose(credit([{path: ['a', 'b', 'c'], ages: [14, 7, 0], value: 70}], 'decay'), {a: [1 / 7, 10], b: [2 / 7, 20], c: [4 / 7, 40]});
    // Google's example: a touch a week before gets half of one on the day, one two weeks before a quarter.
    expectClose(credit([{path: ['a', 'b'], ages: [20_007, 20_000]}], 'decay'), {a: [1 / 3, 0], b: [2 / 3, 0]});
    expectClose(credit([{path: ['a', 'b'], ages: [2, 1]}], 'decay', {halfLife: 1}), {a: [1 / 3, 0], b: [2 / 3, 0]});
  });

  it('solves the Markov chain of the textbook: removal effects ½, 1, 1', () => {
    const rows = [{path: ['c1', 'c2', 'c3'], value: 50}, {path: ['c1'], conversions: 0, nulls: 1}, {path: ['c2', 'c3'], conversions: 0, nulls: 1}];
    expectClose(credit(rows, 'markov'), {c1: [0.2, 10], c2: [0.4, 20], c3: [0.4, 20]});
  });

  it('agrees with random walks over the same chain', () => {
    const rows = [
      {path: ['a', 'b', 'a', 'b', 'b', 'a'], conversions: 3, nulls: 2, value: 30}, {path: ['a', 'b', 'c', 'a'], conversions: 1, nulls: 4, value: 7},
      {path: ['c', 'c'], conversions: 2, nulls: 9, value: 11}, {path: ['b'], conversions: 1, nulls: 3, value: 2},
    ];
    expectClose(credit(rows, 'markov'), walkedCredit(rows, 200_000), 0.08);
  });

  it('keeps conversions without a touch under (none), in every model', () => {
    for (const model of ['first', 'last', 'last-non-direct', 'linear', 'position', 'decay', 'markov'] as const) {
      expectClose(credit([{path: [], conversions: 2, value: 9, ages: []}, {path: ['a'], value: 5, ages: [1]}], model), {'a': [1, 5], '(none)': [2, 9]});
    }
  });

  it('gives away all conversions and all value, in every model, whatever the order of the rows', () => {
    const channel = fc.constantFrom('a', 'b', 'c', 'direct', 'e');
    const touch = fc.tuple(channel, fc.integer({min: 0, max: 100}));
    const row = fc.record({
      touches: fc.array(touch, {maxLength: 8}), conversions: fc.integer({min: 0, max: 9}), cents: fc.integer({min: 0, max: 99_999}), nulls: fc.nat(5),
    }).map(({touches, conversions, cents, nulls}): AttributionPath => ({
      path: touches.map(([name]) => name), ages: touches.map(([, age]) => age).sort((x, y) => y - x),
      conversions, value: conversions === 0 ? 0 : cents / 100, nulls,
    }));
    const models = ['first', 'last', 'last-non-direct', 'linear', 'position', 'decay', 'markov'] as const;
    fc.assert(fc.property(fc.array(row, {minLength: 1, maxLength: 12}), (rows) => {
      const forth = attributePaths(rows, {models});
      const back = attributePaths([...rows].reverse(), {models});
      for (const model of models) {
        const list = forth.models[model] ?? [];
        const sum = (name: 'conversions' | 'value'): number => list.reduce((all, each) => all + each[name], 0);
        expect(sum('conversions')).to.be.closeTo(forth.conversions, 1e-9);
        expect(sum('value')).to.be.closeTo(forth.value, 1e-7);
        list.forEach((each, at) => {
          expect(each.channel).to.equal(back.models[model]?.[at]?.channel);
          expect(each.conversions).to.be.closeTo(back.models[model]?.[at]?.conversions ?? NaN, 1e-9);
          expect(each.conversions).to.be.at.least(-1e-12);
        });
      }
    }), {numRuns: 200});
  });

  it('refuses what it cannot weigh, naming it', () => {
    expect(() => attributePaths([{path: ['a']}], {models: ['decay']})).to.throw(TypeError, 'Path 1 needs an age');
    expect(() => attributePaths([{path: ['a'], conversions: -1}])).to.throw(RangeError, 'conversions');
    expect(() => attributePaths([{path: 'a > b' as unknown as string[]}])).to.throw(TypeError, 'Path 1');
    expect(() => attributePaths([{path: ['a']}], {position: [0.5, 0.5, 0.5]})).to.throw('position');
    expect(() => attributePaths([{path: ['a']}], {models: ['shapley' as 'first']})).to.throw(RangeError, 'shapley');
  });
});

/** Walks the paths' chain with and without each channel: ChannelAttribution's way. */
function walkedCredit(rows: readonly Required<Omit<AttributionPath, 'ages'>>[], walks: number): Credit {
  const steps = new Map<string, string[]>();
  const add = (from: string, to: string, times: number): void =>
    void steps.set(from, [...(steps.get(from) ?? []), ...Array.from({length: times}, () => to)]);
  for (const {path, conversions, nulls} of rows) {
    const nodes = ['start', ...path];
    nodes.slice(1).forEach((node, at) => add(nodes[at] ?? '', node, conversions + nulls));
    add(nodes.at(-1) ?? '', 'yes', conversions);
    add(nodes.at(-1) ?? '', 'no', nulls);
  }
  let seed = 12_345;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 4_294_967_296) * below);
  };
  const channels = [...new Set(rows.flatMap(({path}) => path))];
  const met = new Map(channels.map((channel) => [channel, 0]));
  const metValue = new Map(channels.map((channel) => [channel, 0]));
  const worth = (channel: string): number => {
    const ends = rows.filter(({path}) => path.at(-1) === channel);
    const count = ends.reduce((sum, {conversions}) => sum + conversions, 0);
    return count === 0 ? 0 : ends.reduce((sum, {value}) => sum + value, 0) / count;
  };
  for (let walk = 0; walk < walks; walk++) {
    let at = 'start';
    let before = at;
    const seen = new Set<string>();
    while (at !== 'yes' && at !== 'no') {
      seen.add(at);
      before = at;
      const next = steps.get(at) ?? [];
      at = next[random(next.length)] ?? 'no';
    }
    if (at === 'no') continue;
    for (const channel of channels) {
      if (!seen.has(channel)) continue;
      met.set(channel, (met.get(channel) ?? 0) + 1);
      metValue.set(channel, (metValue.get(channel) ?? 0) + worth(before));
    }
  }
  const share = (from: Map<string, number>, channel: string): number =>
    (from.get(channel) ?? 0) / [...from.values()].reduce((sum, each) => sum + each, 0);
  const total = (name: 'conversions' | 'value'): number => rows.reduce((sum, row) => sum + row[name], 0);
  const [conversions, value] = [total('conversions'), total('value')];
  return Object.fromEntries(channels.map((channel) => [channel, [share(met, channel) * conversions, share(metValue, channel) * value]]));
}
