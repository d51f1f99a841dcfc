import {expect} from 'chai';

import type {ClvQuery} from '../../../../engine/analyses/clv/clv-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import {bgNbdAlive, bgNbdExpected, fitBgNbd} from '../../../../engine/index.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const buy = (customer_id: string, day: string, net: number, more: Row = {}): Row => line(`${customer_id} ${day} ${net}`, day, net, {customer_id, ...more});

const ROWS: readonly Row[] = [
  buy('a', '2024-03-01', 10), buy('a', '2024-03-01', 5), buy('a', '2024-03-06', 30), buy('a', '2024-03-06 20:00', 10), buy('a', '2024-03-11', 20, {refund: 6, refunded_at: '2024-03-12'}),
  buy('b', '2024-03-02', 99), buy('c', '2024-03-03', 50), buy('c', '2024-03-04', 50, {status: 'cancelled'}), buy('c', '2024-03-09', 12),
  buy('d', '2024-03-31', 7), buy('e', '2024-03-05', 10, {customer_id: null}),
];
const SUMMARY = ['customer_id', 'frequency', 'recency', 'age', 'monetary'];
const ask = (query: Partial<ClvQuery>, rows: readonly Row[] = ROWS): Promise<QueryResult> =>
  createSource({order_lines: rows}, OPTIONS).run({analysis: 'clv', asOf: '2024-03-31', ...query});

/** Forty customers with a rhythm each, some of whom stay away. */
const SHOP = Array.from({length: 40}, (_, index) =>
  Array.from({length: 1 + (index % 5)}, (_unused, visit) => {
    const day = 1 + index % 10 + visit * (2 + (index % 4));
    return buy(`c${index}`, `2024-03-${String(Math.min(31, day)).padStart(2, '0')}`, 10 + (index % 7) * 3 + visit);
  }),
).flat();

describe('predicted customer value', () => {
  it('reads purchases as the models do: days, without the first, of orders that were kept, less what was given back', async () => {
    const result = await ask({view: 'summary'});
    // a: 40 on the 6th, 14 on the 11th. c: 12 on the 9th; the cancelled order is none.
    expect(rowsOf(result, SUMMARY)).to.have.deep.members([['a', 2, 10, 30, 27], ['b', 0, 0, 29, 0], ['c', 1, 6, 28, 12], ['d', 0, 0, 0, 0]]);
    expect([result.totals?.['customers'], result.totals?.['repeat_customers']]).to.deep.equal([4, 2]);
  });

  it('sees weeks or months where asked to', async () => {
    // Weeks from Monday: 26 February, 4 March (a again, c's first is the 3rd, a Sunday), 11 March, 25 March.
    expect(rowsOf(await ask({view: 'summary', grain: 'week'}), SUMMARY).slice(0, 3)).to.deep.equal([['a', 2, 2, 4, 27], ['b', 0, 0, 4, 0], ['c', 1, 1, 4, 12]]);
    expect(rowsOf(await ask({view: 'summary', grain: 'month'}), SUMMARY)[0]).to.deep.equal(['a', 0, 0, 0, 0]);
  });

  it('holds what came later against what was expected', async () => {
    const result = await ask({view: 'summary', calibrationEnd: '2024-03-06'});
    expect(rowsOf(result, [...SUMMARY, 'later_purchases', 'later_monetary'])).to.deep.equal([
      ['a', 1, 5, 5, 40, 1, 14], ['b', 0, 0, 4, 0, 0, 0], ['c', 0, 0, 3, 0, 1, 12],
    ]);
  });

  it('fits all of many customers where few of them differ', async () => {
    const many = Array.from({length: 300}, (_, copy) => SHOP.map((row) => ({
      ...row, order_id: `${String(row['order_id'])} ${copy}`, customer_id: `${String(row['customer_id'])} ${copy}`,
    }))).flat();
    const result = await ask({view: 'parameters'}, many);
    const one = await ask({view: 'parameters'}, SHOP);
    expect(result.totals?.['customers']).to.equal(12_000);
    expect(result.notes.map(({code}) => code)).to.not.include('clv-sample');
    // Every customer three hundred times: the same parameters, and three hundred times the logarithm of the likelihood.
    expect(Number(result.totals?.['log_likelihood']) / 300).to.be.closeTo(Number(one.totals?.['log_likelihood']), 1e-6);
  });

  it('fits the model to its customers, and tells what it expects of each', async () => {
    const result = await ask({horizonDays: 60}, SHOP);
    const customers = rowsOf(result, ['frequency', 'recency', 'age']).map(([frequency, recency, age]) => ({
      frequency: Number(frequency), recency: Number(recency), age: Number(age),
    }));
    const fit = fitBgNbd(customers);
    if (!fit) throw new Error('no fit');
    expect(result.totals?.['log_likelihood']).to.equal(fit.logLikelihood);
    customers.forEach((customer, row) => expect(result.columns['expected_purchases']?.[row]).to.be.closeTo(bgNbdExpected(fit.params, customer, 60), 1e-9));
    const clv = rowsOf(result, ['expected_purchases', 'expected_value', 'clv']);
    clv.forEach(([purchases, value, worth]) => expect(worth).to.be.closeTo(Number(purchases) * Number(value), 1e-6));
    expect(codes(result)).to.include('clv-model');
  });

  it('takes parameters instead of a fit, the other model, and no value', async () => {
    const params = {r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669};
    const result = await ask({model: 'pareto-nbd', params, spend: 'none'});
    expect([result.totals?.['r'], result.totals?.['beta'], result.totals?.['log_likelihood']]).to.deep.equal([0.553, 11.669, null]);
    expect(result.columns['clv']).to.equal(undefined);
    expect(result.columns['p_alive']?.every((cell) => Number(cell) > 0 && Number(cell) <= 1)).to.equal(true);
    const table = await ask({params, model: 'pareto-nbd', spend: 'none', view: 'parameters'});
    expect(rowsOf(table, ['parameter', 'value']).slice(0, 2)).to.deep.equal([['r', 0.553], ['alpha', 10.578]]);
  });

  it('says how far its sums may be off, and what the parameters are off by', async () => {
    const result = await ask({horizonDays: 60}, SHOP);
    const total = (name: string): number => Number(result.totals?.[name]);
    for (const name of ['expected_purchases', 'clv']) {
      expect(total(`${name}_low`), name).to.be.within(1e-9, total(name) * 0.999);
      expect(total(`${name}_high`), name).to.be.above(total(name) * 1.001);
    }
    // Twice the same customers: √2 nearer on the scale of logarithms.
    const twice = await ask({horizonDays: 60}, [...SHOP, ...SHOP.map((row) => ({...row, order_id: `${String(row['order_id'])} again`, customer_id: `${String(row['customer_id'])} again`}))]);
    const width = (each: QueryResult): number => Math.log(Number(each.totals?.['expected_purchases_high']) / Number(each.totals?.['expected_purchases_low']));
    expect(width(result) / width(twice)).to.be.closeTo(Math.SQRT2, 0.02);
    const given = await ask({params: {r: 0.5, alpha: 20, a: 0.8, b: 2.4}, spendParams: {p: 6, q: 4, v: 15}}, SHOP);
    expect([given.totals?.['expected_purchases_low'], given.totals?.['clv_high']]).to.deep.equal([null, null]);
    const table = rowsOf(await ask({view: 'parameters'}, SHOP), ['parameter', 'low', 'value', 'high']);
    expect(table.map(([name]) => name)).to.include.members(['r', 'alpha', 'a', 'b', 'p', 'q', 'v', 'log_likelihood', 'correlation']);
  });

  it('lays P(alive) out by how often and when last, null where nobody can be', async () => {
    const params = {r: 0.243, alpha: 31, a: 0.793, b: 2.426};
    const result = await ask({view: 'cells', params, spend: 'none', horizonDays: 30}, SHOP);
    const rows = rowsOf(result, ['frequency', 'recency', 'age', 'p_alive', 'expected_purchases']);
    for (const [frequency, recency, age, alive, expected] of rows.map((row) => row as [number, number, number, number | null, number | null])) {
      const possible = frequency === 0 ? recency === 0 : recency >= frequency;
      const customer = {frequency, recency, age};
      expect([alive, expected]).to.deep.equal(possible ? [bgNbdAlive(params, customer), bgNbdExpected(params, customer, 30)] : [null, null]);
    }
    expect(new Set(rows.map(([frequency]) => frequency)).size).to.equal(5);
  });

  it('is refused in words where it cannot be known', async () => {
    const refused = (query: object, rows?: readonly Row[]): Promise<string> => ask(query, rows).then(() => 'answered', (error: Error) => `${error.name}: ${error.message}`);
    expect(await refused({})).to.match(/^QueryError: .*needs 10 customers who came back; there are 2/);
    expect(await refused({model: 'poisson'})).to.match(/Unknown model "poisson"/);
    expect(await refused({params: {r: 1, alpha: 0}})).to.match(/params needs r, alpha, a, b.*look at alpha, a, b/);
    expect(await refused({horizonDays: 0})).to.match(/horizonDays is 0/);
    expect(await refused({discountRate: -1})).to.match(/discountRate is -1/);
    expect(await refused({calibrationEnd: '2024-05-01'})).to.match(/calibrationEnd \(2024-05-01\) lies after/);
    expect(await refused({view: 'summary'}, [{order_id: '1', ordered_at: '2024-03-01', net: 5, quantity: 1}])).to.match(/customer_id/);
  });
});
