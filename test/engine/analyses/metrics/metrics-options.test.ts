import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import type {MetricsQuery} from '../../../../engine/analyses/metrics/metrics-query.ts';
import type {Metric} from '../../../../metrics/index.ts';
import {ask, codes, line, OPTIONS, rowsOf, totalsOf} from '../../shop-rows.ts';

const LINES = [
  line('1', '2024-02-10', 50, {shop: 'a'}), line('2', '2024-03-10', 100, {shop: 'a'}), line('3', '2024-04-10', 100, {shop: 'a'}),
  line('4', '2024-03-12', 10, {shop: 'b'}), line('5', '2024-04-12', 150, {shop: 'b'}), line('6', '2024-04-13', 5, {shop: null}),
];
const TABLES = {order_lines: LINES};
const refusal = (query: object): Promise<string> => ask(TABLES, query as Partial<MetricsQuery>).then(() => 'answered', (error: Error) => `${error.name}: ${error.message}`);

describe('what a metrics query shows first', () => {
  it('ranks groups by the whole period, not by what their months add up to', async () => {
    // Month by month a takes 100 + 100 and b 10 + 150 an order; over both months a order brings 100 at a and 80 at b.
    const query = {metrics: ['aov'], by: ['shop'], grain: 'month', period: '2024-03/2024-04', limit: 1} as const;
    expect(rowsOf(await ask(TABLES, query), ['shop', 'period', 'aov'])).to.deep.equal([['a', '2024-03-01', 100], ['a', '2024-04-01', 100]]);
    const single = [line('1', '2024-03-01', 60, {shop: 'a'}), line('2', '2024-04-01', 60, {shop: 'a'}), line('3', '2024-04-01', 100, {shop: 'b'})];
    // No order in March: no value of an order either.
    expect(rowsOf(await ask({order_lines: single}, query), ['shop', 'aov'])).to.deep.equal([['b', null], ['b', 100]]);
  });

  it('sorts by a change, a base or a share, nulls last either way', async () => {
    const query = {metrics: ['gmv'], by: ['shop'], period: '2024-04', compare: 'previous-period', share: true} as const;
    const order = async (column: string, descending: boolean) => (await ask(TABLES, {...query, sort: {column, descending}})).columns['shop'];
    expect(await order('gmv_previous_period_change', true)).to.deep.equal(['b', 'a', null]);
    expect(await order('gmv_previous_period_change', false)).to.deep.equal(['a', 'b', null]);
    expect(await order('gmv_previous_period', true)).to.deep.equal(['a', 'b', null]);
    expect(await order('gmv_share', false)).to.deep.equal([null, 'a', 'b']);
    expect(await order('shop', true)).to.deep.equal(['b', 'a', null]);
  });

  it('turns time round where asked to', async () => {
    const result = await ask(TABLES, {metrics: ['gmv'], grain: 'month', period: '2024-02/2024-04', sort: {column: 'period', descending: true}});
    expect(rowsOf(result, ['period', 'gmv'])).to.deep.equal([['2024-04-01', 255], ['2024-03-01', 110], ['2024-02-01', 50]]);
  });
});

describe('what a metrics query may say', () => {
  it('keeps two ranges apart and says each comparison once', async () => {
    const march = {from: '2024-03', to: '2024-03'};
    const result = await ask(TABLES, {metrics: ['gmv'], period: '2024-04', compare: [march, {from: '2024-02', to: '2024-02'}, march]});
    expect(Object.keys(result.baselines ?? {})).to.deep.equal(['custom', 'custom_2']);
    expect(result.totals).to.deep.include({gmv: 255, gmv_custom: 110, gmv_custom_2: 50, gmv_custom_2_change: 4.1});
  });

  it('shows a metric once, by its key, however often and under which name it is asked for', async () => {
    const result = await ask(TABLES, {metrics: ['net_revenue', 'net_sales']});
    expect(result.fields.map(({name}) => name)).to.deep.equal(['net_sales']);
  });

  it('computes a metric of the query\'s own, and refuses one that does not hold together', async () => {
    const text = {en: 'Big lines', zh: '大额行'};
    const own: Metric = {
      key: 'big_lines', unit: 'count', better: 'higher', layer: 'execution', label: text, definition: text, formulaText: text, formula: 'lines',
      measures: {lines: {table: 'order_lines', aggregate: 'count', at: ['ordered_at'], where: [{column: 'net', gte: 100}]}},
    };
    expect((await ask(TABLES, {metrics: [own]})).totals).to.deep.equal({big_lines: 3});
    expect(await refusal({metrics: [{...own, formula: 'ordres'}]})).to.match(/^QueryError: Metric "big_lines": the formula names "ordres" .*Did you mean orders/);
    expect(await refusal({metrics: [{key: 'x', formula: 'y', measures: {}}]})).to.match(/^QueryError: Metric "x": unit is undefined/);
    expect(await refusal({metrics: [own, {...own}]})).to.match(/defines the metric "big_lines" twice/);
  });

  it('is refused in words, never by a crash', async () => {
    for (const period of [5, {}, [], {from: 1, to: 2}]) expect(await refusal({period})).to.match(/^QueryError: The period .* cannot be read/);
    for (const filters of [{}, 'web', [null], [{dimension: 'shop', in: 'a'}], [{in: ['a']}], [{dimension: 'net', gte: '5'}]]) {
      expect(await refusal({filters})).to.match(/^QueryError: filters is /);
    }
    expect(await refusal({by: 'shop'})).to.match(/^QueryError: by is "shop"/);
    expect(await refusal({compare: null})).to.match(/^QueryError: Unknown comparison null/);
    expect(await refusal({grain: 'minute'})).to.match(/^QueryError: Unknown grain "minute"/);
    expect(await refusal({metrics: 'gmv'})).to.match(/^QueryError: The query names no metric/);
  });

  it('is refused when its dimension is called like another column', async () => {
    const tables = {order_lines: [line('1', '2024-03-01', 5, {gmv: 'x', period: 'y'})]};
    const message = (query: Partial<MetricsQuery>): Promise<string> => ask(tables, query).then(() => 'answered', (error: Error) => error.message);
    expect(await message({metrics: ['gmv'], by: ['gmv']})).to.match(/Two columns of the result would be called "gmv"/);
    expect(await message({metrics: ['gmv'], by: ['period'], grain: 'day'})).to.match(/"period"/);
    expect(await message({metrics: ['gmv'], by: ['period']})).to.equal('answered');
  });

  it('is refused when its groups are too many to hold', async () => {
    expect(await refusal({metrics: ['gmv'], period: {from: '0001-01-01', to: '9999-12-31'}, grain: 'hour'})).to.match(/groups.*coarser grain/);
    const buyers = Array.from({length: 6000}, (_, id) => line(String(id), id === 0 ? '2022-01-01' : '2024-04-01', 1));
    const message = await ask({order_lines: buyers}, {metrics: ['gmv'], by: ['customer_id'], grain: 'day', period: '2022-01-01/2024-04-30'}).catch((error: Error) => error.message);
    expect(message).to.match(/asks for 5106000 groups/);
  });
});

describe('a source', () => {
  it('computes equal queries once, in whatever order their keys are written', async () => {
    const source = createSource(TABLES, OPTIONS);
    const [one, two] = await Promise.all([
      source.run({analysis: 'metrics', metrics: ['gmv'], period: '2024-04', by: ['shop']}), source.run({by: ['shop'], period: '2024-04', metrics: ['gmv'], analysis: 'metrics'}),
    ]);
    expect(one).to.equal(two);
    expect(await source.run({analysis: 'metrics', metrics: ['gmv'], period: '2024-03', by: ['shop']})).to.not.equal(one);
  });

  it('rejects with the reason of an aborted signal, before or while it waits', async () => {
    const source = createSource(TABLES, OPTIONS);
    const reason = new Error('out of date');
    const query = {analysis: 'metrics', metrics: ['gmv']} as const;
    expect(await source.run(query, {signal: AbortSignal.abort(reason)}).catch((error: unknown) => error)).to.equal(reason);
    const later = new AbortController();
    const answer = source.run(query, {signal: later.signal}).catch((error: unknown) => error);
    later.abort(reason);
    expect(await answer).to.equal(reason);
    expect((await source.run(query)).totals).to.deep.equal({gmv: 415});
  });

  it('replaces a built-in metric with all its names, and lists it once', async () => {
    const text = {en: 'Net', zh: '净额'};
    const own: Metric = {
      key: 'net_sales', unit: 'money', better: 'higher', layer: 'strategic', label: text, definition: text, formulaText: text, formula: 'net',
      measures: {net: {table: 'order_lines', aggregate: 'sum', of: 'net', at: ['ordered_at'], where: [{column: 'net', gt: 20}]}},
    };
    const source = createSource(TABLES, {...OPTIONS, metrics: [own], override: true});
    expect((await source.run({analysis: 'metrics', metrics: ['net_sales']})).totals).to.deep.equal({net_sales: 400});
    expect(source.info.metrics.filter(({key}) => key === 'net_sales')).to.deep.equal([own]);
    expect(() => createSource(TABLES, {...OPTIONS, metrics: [own]})).to.throw(/"net_sales" is taken/);
  });

  it('answers whether status is given or not, and says when it is not', async () => {
    expect(codes(await ask(TABLES, {metrics: ['orders']}))).to.deep.equal([]);
    expect(await totalsOf(TABLES, ['orders'])).to.deep.equal([6]);
  });
});
