import {expect} from 'chai';

import {DataMissing} from './case.ts';
import type {PeerCase} from './case.ts';
import {runCase} from './run-case.ts';

const read = async (path: string): Promise<unknown> => (await fetch(new URL(`./data/${path}`, import.meta.url))).json();
const files = (await read('index.json')) as string[];
const cases = await Promise.all(files.map(async (file) => ({params: {}, input: {}, ...((await read(file)) as object)}) as PeerCase));

/** Another value of the same kind, far outside any tolerance; the first leaf of an answer that has one. */
function spoilt(value: unknown): unknown {
  if (typeof value === 'number') return value * 3 + 7;
  if (typeof value === 'string') return `${value}?`;
  if (Array.isArray(value)) return value.length > 0 ? [...(value as unknown[]).slice(0, -1), spoilt((value as unknown[]).at(-1))] : ['?'];
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each], index) => [key, index === 0 ? spoilt(each) : each]));
  return 7;
}

describe('peers’ cases', () => {
  it('are there', () => {
    expect([...new Set(cases.map(({widget}) => widget))].sort()).to.deep.equal([
      'abtest', 'anomaly', 'channel', 'clv', 'forecast', 'funnel', 'growth', 'inventory', 'kpi', 'retention', 'rfm',
    ]);
    expect(cases.length).to.be.above(60);
  });

  for (const peerCase of cases) {
    it(`${peerCase.widget} ${peerCase.id} has the peer’s answer, and no other`, async () => {
      const noData = (path: string): Promise<never> => Promise.reject(new DataMissing(path));
      const report = await runCase(peerCase, noData);
      expect(report.outcome, JSON.stringify(report)).to.equal('passed');
      for (const [key, value] of Object.entries(peerCase.expected)) {
        const wrong = {...peerCase, expected: {...peerCase.expected, [key]: spoilt(value)}};
        expect((await runCase(wrong, noData)).outcome, `another ${key}`).to.not.equal('passed');
      }
    });
  }
});
