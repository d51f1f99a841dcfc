import {expect} from 'chai';

import type {ExperimentQuery} from '../../../../engine/analyses/experiment/experiment-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {expectNear} from '../../statistics/near.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const see = (user_id: string, variant: string, at = '2024-03-05 10:00'): Row => ({user_id, step: 'see', variant, at});
const run = (events: readonly Row[], order_lines: readonly Row[] | undefined, query: Partial<ExperimentQuery> = {}): Promise<QueryResult> =>
  createSource({events, ...(order_lines ? {order_lines} : {})}, OPTIONS).run({analysis: 'experiment', success: 'pay', value: 'net', ...query});
const buy = (user: string, net: number, at = '2024-03-06 10:00', more: Row = {}): Row => line(`o-${user}-${net}-${at}`, at, net, {customer_id: user, ...more});

const EVENTS = [...['a1', 'a2', 'a3', 'a4'].map((user) => see(user, 'control')), ...['b1', 'b2', 'b3'].map((user) => see(user, 'test'))];
/** Control 10, 20, 0, 30; test 40, 60, 0. */
const LINES = [
  buy('a1', 10), buy('a2', 25, '2024-03-07 10:00', {refund: 5, refunded_at: '2024-03-20 10:00'}), buy('a4', 30), buy('b1', 15), buy('b1', 25, '2024-03-08 10:00'),
  buy('b2', 60), buy('b2', 99, '2024-03-04 10:00'), buy('a3', 500, '2024-03-06 10:00', {status: 'cancelled'}), buy('stranger', 7),
];

describe('what users of a test bought', () => {
  it('is compared by Welch’s test, users who bought nothing with 0', async () => {
    const result = await run(EVENTS, LINES);
    const [control, test] = rowsOf(result, ['value_mean', 'value_sd', 'value_difference', 'value_t', 'value_df', 'value_p']) as [number[], number[]];
    expect(control[0]).to.equal(15);
    expectNear(control[1], Math.sqrt(500 / 3));
    expect(control.slice(2)).to.deep.equal([null, null, null, null]);
    expectNear(test[0], 100 / 3);
    // 40 60 0: squares 20²/9 + 80²/9 + 100²/9 = 16800 ÷ 9, by 2.
    expectNear(test[1], Math.sqrt(16_800 / 18));
    const [a, b] = [16_800 / 54, 500 / 12];
    expectNear(test[2], 100 / 3 - 15);
    expectNear(test[3], (100 / 3 - 15) / Math.sqrt(a + b));
    expectNear(test[4], (a + b) ** 2 / (a ** 2 / 2 + b ** 2 / 3));
    expect(test[5]).to.be.within(0.3, 0.5);
    expect((await run(EVENTS, [...LINES].reverse())).columns).to.deep.equal(result.columns);
  });

  it('counts from entering, up to the time that users are given', async () => {
    const late = {user_id: 'a1', step: 'other', variant: 'control', at: '2024-03-20 10:00'};
    const early = await run([...EVENTS, late], LINES, {within: '2d'});
    expect(early.columns['value_mean']).to.deep.equal([15, (15 + 60) / 3]);
    expect((await run(EVENTS, LINES, {value: 'orders'})).columns['value_mean']).to.deep.equal([0.75, 1]);
  });

  it('is not asked for by default, needs orders with customers, and one currency', async () => {
    expect((await run(EVENTS, LINES, {value: undefined as never})).columns).to.not.have.property('value_mean');
    const refused = (lines: readonly Row[] | undefined, query: object = {}): Promise<string> =>
      run(EVENTS, lines, query).then(() => 'answered', (error: Error) => error.message);
    expect(await refused(undefined)).to.match(/needs the table "order_lines"/);
    expect(await refused(LINES, {value: 'profit'})).to.match(/value is "profit"\. Write "net", "orders"/);
    const mixed = await run(EVENTS, LINES.map((row, index) => ({...row, currency: index === 0 ? 'USD' : 'CNY'})));
    expect([mixed.columns['value_mean'], codes(mixed).includes('mixed-currency')]).to.deep.equal([[null, null], true]);
  });
});

describe('a test to come', () => {
  it('takes the users that the textbook says', async () => {
    const needed = async (plan: NonNullable<ExperimentQuery['plan']>): Promise<unknown> =>
      (await run(EVENTS, LINES, {plan})).totals?.['needed_users_per_arm'];
    // h = 2 asin √0.12 − 2 asin √0.10 = 0.06395; 2 (2.8016 ÷ h)² = 3838.2.
    const h = 2 * Math.asin(Math.sqrt(0.12)) - 2 * Math.asin(Math.sqrt(0.1));
    expect(await needed({baseline: 0.1, lift: 0.2})).to.equal(Math.ceil(2 * ((1.959963984540054 + 0.8416212335729143) / h) ** 2));
    expect(await needed({baseline: 0.1, lift: 0.2, power: 0.9})).to.equal(Math.ceil(2 * ((1.959963984540054 + 1.2815515655446004) / h) ** 2));
    expect((await run(EVENTS, LINES)).totals).to.not.have.property('needed_users_per_arm');
  });

  it('is refused where it is none', async () => {
    const refused = (plan: unknown): Promise<string> => run(EVENTS, LINES, {plan} as object).then(() => 'answered', (error: Error) => error.message);
    const power = {baseline: 0.1, lift: 0.2, power: 2};
    for (const plan of [{baseline: 0, lift: 1}, {baseline: 0.5, lift: 0}, {baseline: 0.6, lift: 1}, {baseline: 0.1}, null, power]) {
      expect(await refused(plan), JSON.stringify(plan)).to.match(/^plan is .*Write a rate/);
    }
  });

  it('has an interval by Agresti and Caffo where asked', async () => {
    const wide = await run(EVENTS, LINES, {interval: 'agresti-caffo'});
    expect(wide.columns['difference_low']?.[1]).to.be.below(0);
  });
});
