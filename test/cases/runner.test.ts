import {expect} from 'chai';

import {answererOf} from './answerers.ts';
import {DataMissing} from './case.ts';
import type {PeerCase, ReadData} from './case.ts';
import {compare} from './compare.ts';
import {passes, readConditions} from './condition.ts';
import {levelsByHand} from './funnel-oracle.ts';
import {readOptions} from './options.ts';
import {reportLines} from './report-lines.ts';
import {runCase} from './run-case.ts';
import {keepRows} from './text-table.ts';

const noData: ReadData = (path) => Promise.reject(new DataMissing(path));

/** Two of three visitors go on to pay, one of them at once. */
const FUNNEL: PeerCase = {
  id: 'by-hand', widget: 'funnel', capability: 'ordered', agrees_with_recommended_default: true, tolerance: {abs: 0},
  input: {columns: ['actor', 'event', 't_seconds'], events: [['a', 'view', 0], ['a', 'pay', 60], ['b', 'view', 5], ['b', 'pay', 5], ['c', 'pay', 1], ['c', 'view', 2]]},
  params: {steps: ['view', 'pay'], window_seconds: 60},
  expected: {reached: [3, 2], actors_step2: ['a', 'b'], dropped_at_2: ['c'], levels: {a: 2, b: 2, c: 1}, avg_seconds_from_previous: [null, 30]},
};

const outcomeOf = async (changes: Partial<PeerCase>, read = noData): Promise<string> => (await runCase({...FUNNEL, ...changes}, read)).outcome;

describe('a case by hand', () => {
  it('passes, and fails as soon as any expected value is another', async () => {
    expect((await runCase(FUNNEL, noData)).differences).to.equal(undefined);
    expect(await outcomeOf({})).to.equal('passed');
    const wrong: PeerCase['expected'][] = [
      {reached: [3, 1]}, {reached: [3, 2, 0]}, {actors_step2: ['a']}, {actors_step2: ['a', 'c']}, {dropped_at_2: []}, {levels: {a: 2, b: 2, c: 2}},
      {levels: {a: 2, b: 2}}, {levels: {a: 2, b: 2, c: 1, d: 1}}, {avg_seconds_from_previous: [0, 30]}, {avg_seconds_from_previous: [null, null]},
    ];
    for (const expected of wrong) expect(await outcomeOf({expected}), JSON.stringify(expected)).to.equal('failed');
  });

  it('fails when a parameter gives another answer than the expected one', async () => {
    expect(await outcomeOf({params: {...FUNNEL.params, window_seconds: 59}})).to.equal('failed');
    expect(await outcomeOf({params: {...FUNNEL.params, mode: ['strict_increase']}})).to.equal('failed');
  });

  it('is not covered where a capability, parameter, input or expected key is not understood', async () => {
    expect(await outcomeOf({capability: 'ordered.telepathy'})).to.equal('not-covered');
    expect(await outcomeOf({widget: 'horoscope'})).to.equal('not-covered');
    expect(await outcomeOf({params: {...FUNNEL.params, holdout: 1}})).to.equal('not-covered');
    expect(await outcomeOf({params: {...FUNNEL.params, mode: 'lenient'}})).to.equal('not-covered');
    expect(await outcomeOf({input: {...FUNNEL.input, weights: []}})).to.equal('not-covered');
    expect(await outcomeOf({expected: {...FUNNEL.expected, mood: 1}})).to.equal('not-covered');
    expect(await outcomeOf({expected: {}})).to.equal('not-covered');
    expect(answererOf('kpi', 'constructor')).to.equal(undefined);
  });

  it('is skipped by name where its data set is not there', async () => {
    const report = await runCase({...FUNNEL, input: {dataset: 'shop/log.csv'}}, noData);
    expect(report.outcome).to.equal('skipped');
    expect(reportLines([report])[0]).to.equal('○ funnel/by-hand: skipped: data missing: shop/log.csv');
  });

  it('holds a documented difference only where both rules give what they are said to give', async () => {
    const quirk: Partial<PeerCase> = {
      agrees_with_recommended_default: false, peer_quirk: 'ONE event may satisfy several steps', params: {steps: ['view', 'view'], window_seconds: 60},
    };
    const held = await runCase({...FUNNEL, ...quirk, expected: {levels: {a: 2, b: 2, c: 2}}}, noData);
    expect(held.outcome).to.equal('passed');
    expect(held.how).to.contain('ours {"a":1,"b":1,"c":1}, peer {"a":2,"b":2,"c":2}');
    expect(await outcomeOf({...quirk, expected: {levels: {a: 2, b: 2, c: 1}}})).to.equal('failed');
    expect(await outcomeOf({...quirk, peer_quirk: 'counts on Sundays', expected: {levels: {a: 2, b: 2, c: 2}}})).to.equal('not-covered');
  });
});

describe('comparing an answer with the expected one', () => {
  it('finds every leaf that differs by more than the tolerance, missing and surplus ones too, by its path', () => {
    expect(compare({a: [1, 2], b: {c: 3}}, {a: [1, 2], b: {c: 3}}, {abs: 0})).to.deep.equal([]);
    expect(compare({a: [1, 2], b: {c: 3}}, {a: [1, 9], b: {d: 4}}, {abs: 0})).to.deep.equal([
      {path: 'a[1]', expected: 2, got: 9}, {path: 'b.c', expected: 3, got: undefined}, {path: 'b.d', expected: undefined, got: 4},
    ]);
    expect(compare([1, 2], [1, 2, 3], {abs: 0})).to.deep.equal([{path: '[2]', expected: undefined, got: 3}]);
    expect(compare(100, 100.4, {abs: 0.5})).to.have.length(0);
    expect(compare(100, 100.6, {abs: 0.5})).to.have.length(1);
    expect(compare(200, 201, {rel: 0.004})).to.have.length(1);
    expect(compare(1, 1 + 1e-12, {abs: 0})).to.have.length(1);
    expect(compare({a: 1}, [1], {abs: 0})).to.have.length(1);
  });

  it('takes null as no value: neither 0 nor NaN nor nothing at all passes for it', () => {
    expect(compare(null, null, {abs: 1})).to.have.length(0);
    for (const wrong of [0, NaN, undefined, '']) expect(compare(null, wrong, {abs: 1}), String(wrong)).to.have.length(1);
    expect(compare(0, null, {abs: 1})).to.have.length(1);
    expect(compare(0, NaN, {abs: 1})).to.have.length(1);
  });

  it('wants texts to the letter, and reads infinite numbers', () => {
    expect(compare('A', 'a', {abs: 5})).to.have.length(1);
    expect(compare('Infinity', Infinity, {abs: 0})).to.have.length(0);
    expect(compare('-Infinity', Infinity, {abs: 0})).to.have.length(1);
    expect(compare('Infinity', 1e308, {rel: 1})).to.have.length(1);
  });
});

describe('the command line', () => {
  const folders = (...known: string[]) => (path: string) => known.includes(path);

  it('takes the shared cases where they are, else the copies, else the folder that is named', () => {
    expect(readOptions([], folders('../shared/cases', 'test/cases/data'))).to.deep.equal({cases: '../shared/cases', data: '../shared/data'});
    expect(readOptions([], folders('test/cases/data')).cases).to.equal('test/cases/data');
    expect(readOptions(['--cases', 'x', '--data=y', '--json', 'o.json', '--only', 'kpi'], folders('x'))).to.deep.equal({
      cases: 'x', data: 'y', json: 'o.json', only: 'kpi',
    });
  });

  it('refuses what it does not understand', () => {
    expect(() => readOptions(['--fast'], folders('x'))).to.throw('--fast');
    expect(() => readOptions(['--cases', '--data'], folders('x'))).to.throw('--cases needs a value');
    expect(() => readOptions(['--cases', 'nowhere'], folders('x'))).to.throw('nowhere');
    expect(() => readOptions([], folders())).to.throw('--cases DIR');
  });
});

describe('conditions of cases', () => {
  const holds = (text: string, row: Record<string, unknown>): boolean | undefined => readConditions(text)?.every((test) => passes(test, row[test.column ?? 'event']));

  it('are read as SQL means them: nothing equals null', () => {
    expect(holds("a = 'x' and b != 2", {a: 'x', b: 3})).to.equal(true);
    expect(holds("a = 'x' and b != 2", {a: 'x', b: null})).to.equal(false);
    expect(holds('a is null', {a: null})).to.equal(true);
    expect(holds('n >= 10', {n: '9'})).to.equal(false);
    expect(holds("brand in ('A', 'B C')", {brand: 'B C'})).to.equal(true);
    expect(holds('!= 2', {event: '3'})).to.equal(true);
    expect(holds("id like 'C%'", {id: 'C17'})).to.equal(true);
  });

  it('are left alone where they say more than that', () => {
    for (const text of ["a = 'x' or b = 'y'", 'length(a) = 3', "a = b || 'x'", "a like '%x'"]) expect(readConditions(text), text).to.equal(undefined);
  });

  it('keep the rows that pass, and refuse a column that the file does not have', () => {
    const table = {header: ['id', 'n'], records: [['', '1'], ['a', '0'], ['b', '2']]};
    expect(keepRows(table, 'id not null, n>0', undefined).records).to.deep.equal([['b', '2']]);
    expect(() => keepRows(table, 'm > 0', undefined)).to.throw('filter');
    expect(() => keepRows(table, 'n > 0; only on Sundays', undefined)).to.throw('filter');
  });
});

describe('a funnel by hand', () => {
  const rows = [['x', 0], ['x', 5], ['y', 5], ['z', 14]].map(([event, second]) => ({user_id: 'u', event, at: new Date(Number(second) * 1000).toISOString()}));
  const level = (steps: string, seconds: number, reading: Parameters<typeof levelsByHand>[4] = 'ours') =>
    levelsByHand(rows, [...steps].map((event) => [{column: 'event', test: '=', values: [event]}]), seconds * 1000, 'user_id', reading).get('u');

  it('finds the best attempt inside the window, with ties either way', () => {
    expect([level('xyz', 9), level('xyz', 8), level('yx', 9), level('xx', 9), level('zz', 9), level('zx', 9)]).to.deep.equal([3, 2, 2, 2, 1, 1]);
    expect([level('zz', 9, 'one-event-several-steps'), level('yx', 9, 'row-order')]).to.deep.equal([2, 1]);
  });
});
