import {expect} from 'chai';

import {DataMissing} from './case.ts';
import type {PeerCase, ReadData} from './case.ts';
import {runCase} from './run-case.ts';

const noData: ReadData = (path) => Promise.reject(new DataMissing(path));
const COLUMNS = ['actor', 'event', 'time'];

const reportOf = (changes: Partial<PeerCase>) => runCase({
  id: 'by-hand', widget: 'retention', capability: 'cohort.month', agrees_with_recommended_default: true, tolerance: {abs: 0}, input: {}, params: {}, expected: {},
  ...changes,
}, noData);
const outcomeOf = async (changes: Partial<PeerCase>): Promise<string> => (await reportOf(changes)).outcome;

/** Two began in January, one of them came in March; one began in February. */
const ROWS = [['a', 'x', '2024-01-05'], ['a', 'x', '2024-03-31'], ['b', 'x', '2024-01-06'], ['c', 'x', '2024-02-01']];
const MONTHS = {input: {columns: COLUMNS, events: ROWS}, params: {period: 'month'}};

describe('a retention case', () => {
  it('may be told by age or by calendar, whole or as a triangle', async () => {
    expect(await outcomeOf({...MONTHS, expected: {counts: [[2, 0, 1], [1, 0]]}})).to.equal('passed');
    expect(await outcomeOf({...MONTHS, expected: {counts: [[2, 0, 1], [1, 0, null]]}})).to.equal('passed');
    expect(await outcomeOf({...MONTHS, expected: {columns: ['Jan 2024', 'Feb 2024', 'Mar 2024'], counts: [[2, 0, 1], [null, 1, 0]]}})).to.equal('passed');
    expect(await outcomeOf({...MONTHS, expected: {pct: [[100, 0, 50], [100, 0]], sizes: [2, 1], first_row_last: 1}})).to.equal('passed');
  });

  it('holds zeros for the future and gaps for idle periods against ours only where it says that it differs', async () => {
    const differs = {...MONTHS, agrees_with_recommended_default: false};
    expect(await outcomeOf({...MONTHS, expected: {counts: [[2, 0, 1], [1, 0, 0]]}})).to.equal('failed');
    expect((await reportOf({...differs, expected: {counts: [[2, 0, 1], [1, 0, 0]]}})).how).to.match(/not observed is null here, 0 there/);
    expect((await reportOf({...differs, expected: {counts: [[2, 0, 1], [0, 1, 0]]}})).how).to.match(/not observed is null here, 0 there/);
    expect((await reportOf({...differs, expected: {counts: [[2, null, 1], [1, null, null]]}})).how).to.match(/idle period is 0 here, missing there/);
    expect(await outcomeOf({...differs, expected: {counts: [[2, 0, 0], [1, 0, 0]]}})).to.equal('failed');
    expect(await outcomeOf({...differs, expected: {counts: [[2, 0, null], [1, 0, 0]]}})).to.equal('failed');
    expect(await outcomeOf({...differs, expected: {counts: [[2, 0, 1], [1, 0, 1]]}})).to.equal('failed');
  });

  it('may have a range of hours in the shop’s zone, people, and properties', async () => {
    const events = [
      ['a', 'x', '2024-01-01T16:10:00Z', {plan: 'pro'}], ['a', 'x', '2024-01-01T17:10:00Z', {plan: 'free'}], ['b', 'x', '2024-01-01T17:59:00Z', {plan: 'pro'}],
    ];
    const hours = {
      capability: 'recurring.hour', input: {columns: [...COLUMNS, 'properties'], events},
      params: {period: 'hour', type: 'recurring', date_to: '2024-01-01T18:30:00Z', intervals: 3, timezone: 'Asia/Shanghai'},
    };
    expect(await outcomeOf({...hours, expected: {counts: [[1, 1, 0], [2, 0], [0]], labels: ['Hour 0', 'Hour 1', 'Hour 2']}})).to.equal('passed');
    const pro = {...hours, params: {...hours.params, properties: {plan: 'pro'}}};
    expect(await outcomeOf({...pro, expected: {counts: [[1, 0, 0], [1, 0], [0]]}})).to.equal('passed');
    const second = {...hours, params: {...hours.params, selected_interval: 1}};
    expect(await outcomeOf({...second, expected: {people: ['a', 'b'], appearances: {a: [1, 0], b: [1, 0]}}})).to.equal('passed');
    expect(await outcomeOf({...second, expected: {people: ['a']}})).to.equal('failed');
  });

  it('is not covered where it asks for something unknown', async () => {
    expect(await outcomeOf({...MONTHS, params: {period: 'month', sampling: 0.1}, expected: {rows: 2}})).to.equal('not-covered');
    expect(await outcomeOf({...MONTHS, params: {period: 'fortnight'}, expected: {rows: 2}})).to.equal('not-covered');
    expect(await outcomeOf({...MONTHS, params: {period: 'month', type: 'stickiness'}, expected: {rows: 2}})).to.equal('not-covered');
    expect(await outcomeOf({...MONTHS, expected: {mood: 'good'}})).to.equal('not-covered');
    expect(await outcomeOf({...MONTHS, capability: 'lifecycle', expected: {rows: 2}})).to.equal('not-covered');
    expect(await outcomeOf({input: {dataset: 'cohorts-package/other.csv'}, expected: {rows: 2}})).to.equal('skipped');
  });
});
