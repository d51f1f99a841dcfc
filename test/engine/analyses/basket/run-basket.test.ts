import {expect} from 'chai';
import fc from 'fast-check';

import type {BasketQuery} from '../../../../engine/analyses/basket/basket-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const run = (order_lines: readonly Row[], query: Partial<BasketQuery> = {}): Promise<QueryResult> =>
  createSource({order_lines}, OPTIONS).run({analysis: 'basket', minCount: 1, ...query});
const basket = (id: string, items: readonly string[], more: Row = {}): Row[] => items.map((sku) => line(id, '2024-04-02', 5, {sku, ...more}));
const lines = (baskets: readonly (readonly string[])[]): Row[] => baskets.flatMap((items, at) => basket(`o${at}`, items));
const MEASURES = ['antecedent', 'consequent', 'count', 'support', 'confidence', 'lift', 'leverage', 'conviction', 'antecedent_count', 'consequent_count'];

/** The textbook's five baskets (Tan, Steinbach & Kumar, table 6.1). */
const MARKET = lines([
  ['bread', 'milk'], ['bread', 'diapers', 'beer', 'eggs'], ['milk', 'diapers', 'beer', 'cola'], ['bread', 'milk', 'diapers', 'beer'],
  ['bread', 'milk', 'diapers', 'cola'],
]);

describe('Market basket', () => {
  it('gives the textbook’s support and confidence of milk and diapers to beer: 2 of 5, 2 of 3', async () => {
    const result = await run(MARKET, {maxItems: 3, antecedent: 'milk', sort: [{column: 'antecedent'}, {column: 'antecedent_2'}, {column: 'consequent'}]});
    const rows = rowsOf(result, ['antecedent', 'antecedent_2', 'consequent', 'count', 'support', 'confidence', 'antecedent_count']);
    expect(rows).to.deep.include(['diapers', 'milk', 'beer', 2, 0.4, 2 / 3, 3]);
    expect(rows.every(([one, other]) => one === 'milk' || other === 'milk')).to.equal(true);
  });

  it('weighs a pair both ways, by hand', async () => {
    const result = await run(MARKET, {antecedent: ['beer', 'diapers']});
    const rows = rowsOf(result, MEASURES);
    const find = (from: string, to: string): unknown => rows.find(([one, other]) => one === from && other === to)?.slice(2);
    // P(beer) 3/5, P(diapers) 4/5, both 3/5.
    expect(find('beer', 'diapers')).to.deep.equal([3, 0.6, 1, 1.25, 0.12, null, 3, 4]);
    expect(find('diapers', 'beer')).to.deep.equal([3, 0.6, 0.75, 1.25, 0.12, 1.6, 4, 3]);
    expect(rows[0]?.slice(0, 2)).to.deep.equal(['beer', 'diapers']);
    expect(result.totals).to.include({orders: 5, items: 6, orders_of_several: 5, items_per_order: 3.6});
  });

  it('knows that nothing is learnt from what everybody buys: lift 1, leverage 0', async () => {
    const rows = rowsOf(await run(lines([['bag', 'a'], ['bag', 'b'], ['bag', 'a', 'b'], ['bag']]), {antecedent: 'bag'}), MEASURES);
    expect(rows.map((row) => row.slice(1, 8))).to.deep.equal([['a', 2, 0.5, 0.5, 1, 0, 1], ['b', 2, 0.5, 0.5, 1, 0, 1]]);
  });

  it('counts distinct items of valid orders: no return, no cancelled order, no item twice, ids of two shops apart', async () => {
    const order_lines = [
      ...basket('1', ['a', 'a', 'b']), ...basket('2', ['a', 'b'], {status: 'cancelled'}), ...basket('3', ['a', 'b'], {quantity: -1}),
      ...basket('4', ['a'], {shop: 'x'}), ...basket('4', ['b'], {shop: 'y'}), ...basket('5', ['c'], {shop: 'x'}),
    ];
    const result = await run(order_lines);
    expect(rowsOf(result, ['antecedent', 'consequent', 'count', 'antecedent_count'])).to.deep.equal([['a', 'b', 1, 2], ['b', 'a', 1, 2]]);
    expect(result.totals).to.include({orders: 4, items: 3, orders_of_several: 1});
  });

  it('cuts by count, support and confidence, and says so', async () => {
    const pairs = async (query: Partial<BasketQuery>): Promise<number> => (await run(MARKET, query)).length;
    const [all, byCount, bySupport] = [await pairs({}), await pairs({minCount: 3}), await pairs({minSupport: 0.6})];
    expect(byCount).to.equal(8);
    expect(bySupport).to.equal(byCount);
    expect(all).to.be.above(byCount);
    expect(await pairs({minCount: 3, minConfidence: 0.76})).to.equal(1);
    const result = await run(MARKET, {minCount: 3});
    expect(result.notes.find(({code}) => code === 'rare-items')?.params).to.deep.equal({least: 3, cut: 2, of: 6});
    expect(codes(await run(MARKET, {minCount: 3, limit: 2}))).to.include('limited');
  });

  it('takes products, categories and what SKUs are called, of the lines that are asked for', async () => {
    const named = [
      ...basket('1', ['a'], {product: 'Tea', category: 'food'}), ...basket('1', ['b'], {product: 'Cup', category: 'home'}),
      line('2', '2024-04-09', 5, {sku: 'a', product: 'Green tea', category: 'food'}),
    ];
    expect(rowsOf(await run(named), ['antecedent_product', 'consequent_product'])).to.deep.equal([['Green tea', 'Cup'], ['Cup', 'Green tea']]);
    expect(rowsOf(await run(named, {item: 'category'}), ['antecedent', 'consequent', 'support'])).to.deep.equal([['food', 'home', 0.5], ['home', 'food', 0.5]]);
    expect((await run(named, {period: '2024-04-09'})).totals).to.include({orders: 1, rules: 0});
    const food = await run(named, {filters: [{dimension: 'category', in: ['food']}]});
    expect([food.length, codes(food).includes('single-items')]).to.deep.equal([0, true]);
    expect(codes(await run(named, {antecedent: 'x'}))).to.include('unknown-item');
    expect(codes(await run([line('1', '2024-04-02', 5, {sku: 'a', status: 'cancelled'})]))).to.include('no-baskets');
  });

  it('finds the pairs and triples that brute force finds, whatever the order of the rows', async () => {
    const names: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f'];
    const item = fc.constantFrom(...names);
    const baskets = fc.array(fc.uniqueArray(item, {minLength: 1, maxLength: 6}), {minLength: 1, maxLength: 25});
    await fc.assert(fc.asyncProperty(baskets, fc.integer({min: 1, max: 3}), async (list, minCount) => {
      const has = (...items: string[]): number => list.filter((each) => items.every((one) => each.includes(one))).length;
      const antecedents = names.flatMap((one) => [[one], ...names.filter((name) => name > one).map((two) => [one, two])]);
      const expected = antecedents.flatMap((from) => names.filter((to) => !from.includes(to) && has(...from, to) >= minCount)
        .map((to) => [from[0], from[1] ?? null, to, has(...from, to), (has(...from, to) * list.length) / (has(...from) * has(to))]));
      const query = {maxItems: 3, minCount, limit: 9999, sort: [{column: 'antecedent'}, {column: 'antecedent_2'}, {column: 'consequent'}]} as const;
      const key = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      for (const rows of [lines(list), lines(list).reverse()]) {
        const got = rowsOf(await run(rows, query), ['antecedent', 'antecedent_2', 'consequent', 'count', 'lift']);
        expect(key(got)).to.deep.equal(key(expected));
      }
    }), {numRuns: 60});
  });

  it('refuses options that it does not know, naming them', async () => {
    const wrong: Record<string, unknown> = {item: 'skus', minCount: 0, minSupport: 2, minConfidence: -1, maxItems: 4, antecedent: 3, limit: 1.5, sort: {column: 'nope'}};
    for (const [name, value] of Object.entries(wrong)) {
      let message = 'answered';
      await run(MARKET, {[name]: value}).catch((error: Error) => (message = `${error.name}: ${error.message}`));
      expect(message, name).to.match(/^QueryError: /).and.include(name === 'item' ? 'skus' : name === 'sort' ? 'nope' : name);
    }
  });
});
