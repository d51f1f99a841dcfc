import {expect} from 'chai';

import {createSource} from '../../../../engine/create-source.ts';
import {ask, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const HOSTILE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a\'b', 'a[0', 'a|b', ' a ', '<img onerror=alert(1)>', '=1+1', '自定义', '\u202e'];

/** Rows whose column is made by definition, since `{__proto__: …}` would not make one. */
const withColumn = (row: Row, name: string, value: string | number | null): Row =>
  Object.defineProperty({...row}, name, {value, enumerable: true, configurable: true, writable: true});

describe('names and values from strangers', () => {
  it('are dimensions like any other, whatever a column is called', async () => {
    for (const name of HOSTILE.filter((each) => each.trim() === each)) {
      const order_lines = [withColumn(line('1', '2024-03-01', 10), name, 'x'), withColumn(line('2', '2024-03-01', 5), name, 'y'), withColumn(line('3', '2024-03-01', 1), name, 'x')];
      const source = createSource({order_lines}, OPTIONS);
      const known = source.info.dimensions.map((dimension) => dimension.name);
      expect(known, name).to.include(name);
      const result = await source.run({analysis: 'metrics', metrics: ['gmv'], by: [name], filters: [{dimension: name, in: ['x', 'y']}]});
      expect(Object.getPrototypeOf(result.columns), name).to.equal(null);
      expect(rowsOf(result, [name, 'gmv']), name).to.deep.equal([['x', 11], ['y', 5]]);
      const rows = await source.run({analysis: 'rows', table: 'order_lines', columns: [name], limit: 1});
      expect(rows.columns[name], name).to.deep.equal(['x']);
      expect(Object.getPrototypeOf({}), name).to.equal(Object.prototype);
    }
  });

  it('keep their groups apart as values', async () => {
    const values = HOSTILE.map((value) => value.trim());
    const order_lines = values.map((shop, index) => line(String(index), '2024-03-01', index + 1, {shop}));
    const result = await ask({order_lines}, {metrics: ['gmv'], by: ['shop']});
    expect(new Map(rowsOf(result, ['shop', 'gmv']) as [string, number][])).to.deep.equal(new Map(values.map((shop, index) => [shop, index + 1])));
  });

  it('never merge two columns\' values, however they are put together', async () => {
    const pairs = [['a|b', 'c'], ['a', 'b|c'], ['a', null], [null, 'a'], ['null', 'a'], ['1', '23'], ['12', '3']] as const;
    const order_lines = pairs.map(([shop, region], index) => line(String(index), '2024-03-01', 1 + index, {shop, region}));
    const result = await ask({order_lines}, {metrics: ['gmv', 'orders'], by: ['shop', 'region'], sort: {column: 'gmv'}});
    // `null` as a text is read as a missing value where rows are conformed: it joins the group without a shop.
    const expected = [['a|b', 'c', 1], ['a', 'b|c', 2], ['a', null, 3], ['1', '23', 6], ['12', '3', 7]];
    expect(rowsOf(result, ['shop', 'region', 'gmv']).filter(([shop]) => shop !== null && shop !== 'null')).to.deep.equal(expected);
    expect((result.totals as Record<string, number>)['gmv']).to.equal(28);
  });

  it('are ids as they stand: leading zeros, 19 digits, exponents', async () => {
    const ids = ['007', '7', '1234567890123456789', '1234567890123456790', '12e3', '12000', '1.0', '1'];
    const order_lines = ids.map((id) => line(id, '2024-03-01', 1, {customer_id: id}));
    expect((await ask({order_lines}, {metrics: ['orders', 'buyers']})).totals).to.deep.equal({orders: 8, buyers: 8});
    const rows = await createSource({order_lines}, OPTIONS).run({analysis: 'rows', table: 'order_lines', columns: ['order_id']});
    expect(rows.columns['order_id']).to.deep.equal(ids);
  });

  it('are refused with their own name where there is no such thing', async () => {
    const tables = {order_lines: [line('1', '2024-03-01', 1)]};
    for (const name of ['__proto__', 'constructor']) {
      const message = (query: Parameters<typeof ask>[1]): Promise<string> => ask(tables, query).then(() => 'answered', (error: Error) => `${error.name} ${error.message}`);
      expect(await message({metrics: [name]})).to.match(new RegExp(`^QueryError There is no metric "${name}"`));
      expect(await message({by: [name]})).to.match(new RegExp(`^QueryError No table of the source has the dimension "${name}"`));
      expect(await message({filters: [{dimension: name, in: ['x']}]})).to.match(new RegExp(`^QueryError .*"${name}"`));
      expect(await message({sort: {column: name}, by: ['order_id']})).to.match(new RegExp(`^QueryError sort names "${name}"`));
      const unknown = createSource(tables, OPTIONS).run({analysis: name as 'rows', table: 'order_lines'});
      expect(await unknown.catch((error: Error) => error.message)).to.match(new RegExp(`^Unknown analysis "${name}"`));
    }
  });
});
