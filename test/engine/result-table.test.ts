import {expect} from 'chai';

import {createSource} from '../../engine/create-source.ts';
import {loadTables} from '../../engine/result-table.ts';
import type {QueryResult} from '../../engine/result.ts';
import {line} from './shop-rows.ts';

interface Table {
  readonly numRows: () => number;
  readonly array: (name: string) => unknown[];
}

const tableOf = (result: QueryResult): Table => (result as QueryResult & {readonly table: Table}).table;
const isLoaded = (): boolean => performance.getEntriesByType('resource').some(({name}) => /\/engine\/arquero\.ts/.test(name));

describe('the table of a result', () => {
  const QUERY = {analysis: 'metrics', metrics: ['gmv'], by: ['shop'], period: '2024-03'} as const;
  const rows = [line('1', '2024-03-05', 10, {shop: 'a'}), line('2', '2024-03-06', 5, {shop: 'b'})];
  const source = createSource({order_lines: rows}, {timeZone: 'Asia/Shanghai', currency: 'CNY', now: Date.UTC(2024, 3, 1)});

  // The tests of a file share a page: this one comes first.
  it('is not waited for by who reads columns only, and says where to get it', async () => {
    const result = await source.run(QUERY, {table: false});
    expect(result.columns['gmv']).to.have.members([10, 5]);
    expect(isLoaded()).to.equal(false);
    expect(() => tableOf(result)).to.throw(/await source\.run\(query\).*toArquero/);
  });

  it('is there at once in what `run` gives, also for an answer that was there before', async () => {
    const result = await source.run(QUERY);
    expect(isLoaded()).to.equal(true);
    expect(tableOf(result).numRows()).to.equal(2);
    expect(tableOf(result).array('gmv')).to.deep.equal(result.columns['gmv']);
    expect(tableOf(result)).to.equal(tableOf(await source.run(QUERY, {table: false})));
  });

  it('is left out of enumeration and of clones', async () => {
    await loadTables();
    const result = await source.run(QUERY);
    expect(Object.keys(result)).not.to.include('table');
    expect('table' in structuredClone(result)).to.equal(false);
  });
});
