import {expect} from 'chai';

import {createSource} from '../../engine/index.ts';
import type {SourceOptions} from '../../engine/index.ts';
import {createRegistry, isAdditive, METRICS} from '../../metrics/index.ts';
import type {MetricInput} from '../../metrics/index.ts';

const line = (order_id: string, ordered_at: string, net: number, more: object = {}): object => ({
  order_id, ordered_at, net, quantity: 1, customer_id: `c${order_id}`, channel: 'web', cost: 10, ...more,
});
const LINES = [line('1', '2024-06-03', 100), line('2', '2024-06-20', 60, {channel: 'app'}), line('3', '2024-07-02', 40), line('3', '2024-07-02', 20)];
const shop = (metrics: readonly MetricInput[], more: SourceOptions = {}): ReturnType<typeof createSource> =>
  createSource({order_lines: LINES}, {timeZone: 'UTC', currency: 'CNY', now: '2024-07-31T23:59:59Z', metrics, ...more});
const registry = (...extra: readonly MetricInput[]): ReturnType<typeof createRegistry> => createRegistry(METRICS, extra);

describe('metrics of the user\'s own', () => {
  it('are formulas over metrics, taken after totals', async () => {
    const source = shop([{key: 'profit_per_order', unit: 'money', formula: 'gross_margin / orders', better: 'higher'}]);
    const {columns, totals} = await source.run({analysis: 'metrics', metrics: ['profit_per_order'], by: ['channel']});
    // web: 160 − 30 of three lines, over two orders; app: 60 − 10. All: 220 − 40 over three orders.
    expect(columns['channel']).to.deep.equal(['web', 'app']);
    expect(columns['profit_per_order']).to.deep.equal([65, 50]);
    expect(totals?.['profit_per_order']).to.equal(60);
  });

  it('may stand on each other, in any order, and on measures of their own', async () => {
    const source = shop([
      {key: 'double_share', unit: 'ratio', formula: 'big_share * 2'},
      {key: 'big_share', unit: 'ratio', formula: 'big / gmv', measures: {
        big: {table: 'order_lines', aggregate: 'sum', of: 'net', where: [{column: 'net', gte: 60}], at: ['ordered_at']},
      }},
    ]);
    const {totals} = await source.run({analysis: 'metrics', metrics: ['big_share', 'double_share']});
    expect(totals?.['big_share']).to.equal(160 / 220);
    expect(totals?.['double_share']).to.equal((160 / 220) * 2);
  });

  it('may come with the query, as JSON', async () => {
    const query = JSON.parse('{"analysis":"metrics","metrics":[{"key":"per_buyer","unit":"money","label":"每客","formula":"gmv / buyers"}]}') as never;
    const {totals, fields} = await shop([]).run(query);
    expect(totals?.['per_buyer']).to.equal(220 / 3);
    expect(fields[0]?.label).to.deep.equal({en: '每客', zh: '每客'});
  });

  it('tell where they come from', () => {
    const found = registry({key: 'take', unit: 'money', formula: 'net_sales - discounts'}).find('take');
    expect(found?.expression).to.equal('net_sales - discounts');
    expect(Object.values(found?.measures ?? {}).map(({table}) => table)).to.deep.equal(['order_lines', 'order_lines', 'order_lines']);
    expect(found && isAdditive(found)).to.equal(true);
    const half = registry({key: 'half', unit: 'money', formula: 'gmv * 0.5'}, {key: 'more', unit: 'money', formula: 'gmv + 1'});
    expect(['half', 'more'].map((key) => isAdditive(half.find(key) as never))).to.deep.equal([true, false]);
  });

  it('are refused by name and place', () => {
    const bad = (...extra: readonly MetricInput[]) => () => registry(...extra);
    expect(bad({key: 'x', unit: 'money', formula: 'gmv - refundz'})).to.throw(/Metric "x".*"refundz" \(at 7\).*Did you mean refunds/);
    expect(bad({key: 'x', unit: 'money', formula: 'y + 1'}, {key: 'y', unit: 'money', formula: 'z'}, {key: 'z', unit: 'money', formula: 'x / 2'}))
      .to.throw(/needs itself \(x → y → z → x\)/);
    expect(bad({key: 'x', unit: 'money', formula: 'x + 1'})).to.throw(/needs itself \(x → x\)/);
    expect(bad({key: 'x', unit: 'euro' as never, formula: 'gmv'})).to.throw(/unit is "euro"\. Write money/);
    expect(bad({key: 'x', unit: 'money', formula: ''})).to.throw(/needs a formula/);
    expect(bad({key: 'x', unit: 'money', formula: 'gmv', colour: 'red'} as never)).to.throw(/has no colour/);
    expect(bad({key: 'x', unit: 'money', formula: 'gmv', validSince: 'July'})).to.throw(/validSince is "July"/);
  });

  it('make a query fail that names what is not there', async () => {
    const run = shop([]).run({analysis: 'metrics', metrics: [{key: 'x', unit: 'money', formula: 'gvm / 2'}]});
    const error = await run.catch((reason: unknown) => reason);
    expect(String(error)).to.match(/QueryError: Metric "x".*"gvm" \(at 1\).*Did you mean gmv/);
  });
});

describe('versions of a metric', () => {
  const later: MetricInput = {key: 'gmv', unit: 'money', formula: 'paid_amount * 2', version: '2', validSince: '2024-07-01'};
  const total = async (metric: string, period: string, compare?: 'previous-period'): Promise<readonly unknown[]> => {
    const {totals, notes} = await shop([later], {override: true}).run({analysis: 'metrics', metrics: [metric], period, ...(compare ? {compare} : {})});
    return [totals?.['gmv'], totals?.['gmv_previous_period'] ?? null, notes.map(({code}) => code).filter((code) => code === 'definition-changed')];
  };

  it('count by the one in force on the last day of the period', async () => {
    expect(await total('gmv', '2024-06')).to.deep.equal([160, null, []]);
    expect(await total('gmv', '2024-07')).to.deep.equal([120, null, []]);
  });

  it('compare by one definition, and say so', async () => {
    expect(await total('gmv', '2024-07', 'previous-period')).to.deep.equal([120, 320, ['definition-changed']]);
  });

  it('can be asked for by name', async () => {
    expect(await total('gmv@2', '2024-06')).to.deep.equal([320, null, ['definition-changed']]);
  });

  it('can be named in a formula, whatever else stands there', async () => {
    const source = shop([later], {override: true});
    const ask = async (formula: string): Promise<unknown> =>
      (await source.run({analysis: 'metrics', metrics: [{key: 'x', unit: 'money', formula}], period: '2024-06'})).totals?.['x'];
    // In June gmv is 160, by the definition of July 320.
    expect(await ask('gmv@2')).to.equal(320);
    expect(await ask('gmv@2 - gmv')).to.equal(160);
    expect(await ask('2*(gmv@2-1)')).to.equal(638);
    const error = await ask('gmv + gmv@3').catch((reason: unknown) => reason);
    expect(String(error)).to.match(/the formula names "gmv@3" \(at 7\)/);
  });

  it('are called by texts that a formula can name', () => {
    expect(() => createRegistry(METRICS, [{...later, key: 'own', version: 2} as never])).to.throw(/version is 2\. Write a text/);
    expect(() => createRegistry(METRICS, [{...later, key: 'own', version: 'of July'}])).to.throw(/version is "of July"/);
  });

  it('are told apart by their days and names', () => {
    expect(() => createRegistry(METRICS, [later])).to.throw(/"gmv" is taken/);
    const twice = [later, {...later, version: '3'}];
    expect(() => createRegistry(METRICS, twice, {override: true})).to.throw(/taken/);
    const own = [{...later, key: 'own'}, {...later, key: 'own', validSince: '2024-08-01'}];
    expect(() => createRegistry(METRICS, own)).to.throw(/two versions "2"/);
  });
});
