import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import {ask, codes, OPTIONS, order, paramsOf, triangle} from './cohort-rows.ts';
import type {Row} from './cohort-rows.ts';

describe('money of cohorts', () => {
  it('adds net by age, refunds by their own day, and tells the historic lifetime value', async () => {
    const rows = [
      order('ann', '2024-01-05', 100.1, {refund: 0.2, refunded_at: '2024-02-20'}), order('ann', '2024-02-05', 50), order('bob', '2024-01-06', 30),
      order('cat', '2024-02-10', 7), order('ann', '2024-02-29', -10, {quantity: -1}),
    ];
    const result = await ask({order_lines: rows}, {measure: 'net'});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [130.1, 39.8], '2024-02-01': [7, null]});
    expect(triangle(result, 'rate')).to.deep.equal({'2024-01-01': [65.05, 19.9], '2024-02-01': [7, null]});
    expect(triangle(result, 'cumulative')).to.deep.equal({'2024-01-01': [130.1, 169.9], '2024-02-01': [7, null]});
    expect(triangle(result, 'cumulative_per_member')).to.deep.equal({'2024-01-01': [65.05, 84.95], '2024-02-01': [7, null]});
    expect(result.totals).to.deep.include({actors: 3, value: 176.9});
  });

  it('averages over the cohorts that are old enough', async () => {
    const rows = [order('ann', '2024-01-05', 100), order('bob', '2024-02-05', 50), order('ann', '2024-02-06', 20), order('bob', '2024-03-31', 10)];
    const {columns} = await ask({order_lines: rows}, {measure: 'net', view: 'curve'});
    expect(columns['eligible']).to.deep.equal([2, 2, 1]);
    expect(columns['cohorts']).to.deep.equal([2, 2, 1]);
    expect(columns['cumulative_per_member']).to.deep.equal([(100 + 50) / 2, (100 + 20 + 50 + 10) / 2, 100 + 20]);
  });

  it('counts an order once, however many lines it has', async () => {
    const line = (id: string, day: string): Row => ({...order('ann', day), order_id: id});
    const rows = [line('1', '2024-01-05'), line('1', '2024-01-05'), line('2', '2024-01-09'), line('3', '2024-02-29')];
    const lines = rows.map((row, index) => ({...row, line_id: `l${index}`}));
    const result = await ask({order_lines: lines}, {measure: 'orders'});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [2, 1], '2024-02-01': [0, null]});
    expect(triangle(result, 'cumulative')).to.deep.equal({'2024-01-01': [2, 3], '2024-02-01': [0, null]});
    expect(result.totals?.['value']).to.equal(3);
  });

  it('gives a membership what was ordered from its start on, and no refund of an earlier order', async () => {
    const rows = [
      order('ann', '2024-01-02', -40, {quantity: -1}), order('ann', '2024-01-05', 100, {refund: 30, refunded_at: '2024-02-20'}),
      order('ann', '2024-02-05', 50), order('bob', '2024-02-29', 1),
    ];
    expect(triangle(await ask({order_lines: rows}, {measure: 'net'}))).to.deep.equal({'2024-01-01': [100, 20], '2024-02-01': [1, null]});
    const recurring = await ask({order_lines: rows}, {measure: 'net', mode: 'recurring'});
    expect(triangle(recurring)).to.deep.equal({'2024-01-01': [100, 20], '2024-02-01': [51, null]});
    expect(recurring.totals?.['value']).to.equal(null);
  });

  it('is null in one currency that is not the shop’s, which nobody asked for', async () => {
    const result = await ask({order_lines: [order('ann', '2024-01-05', 100, {currency: 'USD'})]}, {measure: 'net'});
    expect(triangle(result)).to.deep.equal({'2024-01-01': [null]});
    expect(codes(result)).to.include('mixed-currency');
  });

  it('is null with a note in several currencies, and told by currency', async () => {
    const rows = [
      order('ann', '2024-01-05', 100, {currency: 'CNY'}), order('bob', '2024-01-06', 100, {currency: 'USD'}), order('cat', '2024-01-31', 3, {currency: 'USD'}),
    ];
    const mixed = await ask({order_lines: rows}, {measure: 'net'});
    expect(triangle(mixed)).to.deep.equal({'2024-01-01': [null]});
    expect(triangle(mixed, 'cumulative_per_member')).to.deep.equal({'2024-01-01': [null]});
    expect(mixed.totals?.['value']).to.equal(null);
    expect(paramsOf(mixed, 'mixed-currency')).to.deep.equal({currencies: 'CNY, USD'});
    expect(triangle(await ask({order_lines: rows}))).to.deep.equal({'2024-01-01': [3]});
    const split = await ask({order_lines: rows}, {measure: 'net', by: ['currency']});
    expect(split.columns['currency']).to.deep.equal(['USD', 'CNY']);
    expect(split.columns['value']).to.deep.equal([103, 100]);
    const dollars = await ask({order_lines: rows}, {measure: 'net', filters: [{dimension: 'currency', in: ['USD']}]});
    expect(dollars.columns['value']).to.deep.equal([103]);
    expect(codes(dollars)).to.include('foreign-currency');
  });

  it('agrees with the metric of the lifetime value, and day N with the metric of day-N retention', async () => {
    const purchase = fc.record({
      customer: fc.constantFrom('a', 'b', 'c', 'd'), day: fc.integer({min: 1, max: 28}), cents: fc.integer({min: 1, max: 99_999}), back: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, {minLength: 1, maxLength: 25}), async (list) => {
        const rows = list.map(({customer, day, cents, back}) =>
          order(customer, `2024-02-${String(day).padStart(2, '0')}`, cents / 100, back ? {refund: Math.floor(cents / 3) / 100} : {}));
        const source = createSource({order_lines: rows}, OPTIONS);
        const {totals} = await source.run({analysis: 'metrics', metrics: ['ltv_historic', 'retention_d7', 'new_buyers']});
        const money = await source.run({analysis: 'cohort', measure: 'net'});
        expect(money.totals?.['actors']).to.equal(totals?.['new_buyers']);
        expect((money.totals?.['value'] as number) / (money.totals?.['actors'] as number)).to.be.closeTo(totals?.['ltv_historic'] as number, 1e-9);
        const days = await source.run({analysis: 'cohort', view: 'days', days: [7]});
        expect(days.columns['rate']?.[0]).to.equal(totals?.['retention_d7']);
      }),
      {numRuns: 60},
    );
  });

  it('adds up exactly what it splits, whatever the cohorts', async () => {
    const purchase = fc.record({customer: fc.constantFrom('a', 'b', 'c'), day: fc.integer({min: 1, max: 28}), cents: fc.integer({min: 1, max: 9_999_999})});
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, {minLength: 1, maxLength: 30}), fc.constantFrom('day' as const, 'week' as const), async (list, grain) => {
        const rows = list.map(({customer, day, cents}) => order(customer, `2024-02-${String(day).padStart(2, '0')}`, cents / 100));
        const {columns, totals} = await ask({order_lines: rows}, {measure: 'net', grain});
        const cents = (columns['value'] ?? []).reduce((sum: number, cell) => sum + Math.round(Number(cell ?? 0) * 100), 0);
        expect(cents).to.equal(list.reduce((sum, each) => sum + each.cents, 0));
        expect(totals?.['value']).to.equal(cents / 100);
      }),
      {numRuns: 60},
    );
  });
});
