import {expect} from 'chai';

import type {ForecastQuery} from '../../../../engine/analyses/forecast/forecast-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {SourceOptions} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {smooth} from '../../../../engine/index.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const WEEK = [10, 20, 30, 25, 40, 60, 55];
/** Sales of so many days from Monday 1 January 2024: a week's shape that grows by 7 a week. */
const sales = (days: number): number[] => Array.from({length: days}, (_, day) => (WEEK[day % 7] as number) + 7 * Math.floor(day / 7));
const dayText = (day: number): string => new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const ask = (values: readonly number[], query: Partial<ForecastQuery> = {}, options: SourceOptions = {}): Promise<QueryResult> =>
  createSource({order_lines: values.map((net, day) => line(String(day), `${dayText(day)} 10:00`, net))}, {...OPTIONS, now: 'data', ...options})
    .run({analysis: 'forecast', metric: 'net_sales', ...query});
const part = (result: QueryResult, kind: string, name: string): unknown[] =>
  rowsOf(result, ['kind', name]).filter(([each]) => each === kind).map(([, cell]) => cell);

describe('a forecast', () => {
  it('smooths two seasons and more, goes on for one, and tells its interval and its back-test', async () => {
    const values = sales(35);
    const result = await ask(values);
    expect([result.totals?.['method'], result.totals?.['season'], result.totals?.['holdout']]).to.deep.equal(['holt-winters', 7, 7]);
    expect(part(result, 'history', 'value')).to.deep.equal(values);
    const {forecast} = smooth(values, {period: 7, seasonal: 'multiplicative'});
    part(result, 'forecast', 'forecast').forEach((value, step) => expect(value).to.be.closeTo(forecast(7)[step] as number, 1e-9));
    expect(part(result, 'forecast', 'period')).to.deep.equal(Array.from({length: 7}, (_, step) => dayText(35 + step)));
    const ahead = rowsOf(result, ['low', 'forecast', 'high']).slice(35);
    expect(ahead.every(([low, value, high]) => Number(low) < Number(value) && Number(value) < Number(high))).to.equal(true);
    expect(result.totals?.['mase']).to.be.below(1);
  });

  it('by given weights is arithmetic', async () => {
    const params = {alpha: 0.3, beta: 0.1, gamma: 0.2};
    const result = await ask(sales(28), {method: 'holt-winters', seasonal: 'additive', params, horizon: 3});
    const {forecast} = smooth(sales(28), {period: 7, seasonal: 'additive', params});
    part(result, 'forecast', 'forecast').forEach((value, step) => expect(value).to.be.closeTo(forecast(3)[step] as number, 1e-9));
    expect([result.totals?.['alpha'], result.totals?.['beta'], result.totals?.['gamma']]).to.deep.equal([0.3, 0.1, 0.2]);
  });

  it('by given first states is arithmetic from the first value on', async () => {
    const states = {level: 30, trend: 1, season: [-20, -10, 0, -5, 8, 20, 7]};
    const query = {method: 'holt-winters', seasonal: 'additive', params: {alpha: 0.3, beta: 0.1, gamma: 0.2}, states, seasonFrom: 'forecast'} as const;
    const {fitted, forecast} = smooth(sales(9), {period: 7, trend: true, ...query});
    const result = await ask(sales(9), query);
    part(result, 'history', 'fitted').forEach((value, at) => expect(value).to.be.closeTo(fitted[at] as number, 1e-9));
    expect(fitted[0]).to.equal(11);
    part(result, 'forecast', 'forecast').forEach((value, step) => expect(value).to.be.closeTo(forecast(7)[step] as number, 1e-9));
  });

  it('of nothing but zeros, or of one value, again and again, is that value', async () => {
    const zeros = await ask(new Array<number>(21).fill(0));
    expect(part(zeros, 'forecast', 'forecast')).to.deep.equal(new Array<number>(7).fill(0));
    expect([zeros.totals?.['mape'], zeros.totals?.['mase']]).to.deep.equal([null, null]);
    part(await ask(new Array<number>(21).fill(5)), 'forecast', 'forecast').forEach((value) => expect(value).to.be.closeTo(5, 1e-6));
  });

  it('stays free to fall below 0 where the metric has been there', async () => {
    const result = await ask([50, 30, 10, -10, -30], {method: 'drift', horizon: 2, holdout: 0});
    expect(part(result, 'forecast', 'forecast')).to.deep.equal([-50, -70]);
    expect(codes(result)).not.to.include('forecast-floor');
  });

  it('falls back where seasons are missing, and says so; asked for by name it is refused', async () => {
    const short = await ask(sales(10));
    expect(short.totals?.['method']).to.equal('seasonal-naive');
    expect(codes(short)).to.include('forecast-short');
    expect(part(short, 'forecast', 'forecast')).to.deep.equal([...sales(10).slice(3)]);
    expect((await ask(sales(3))).totals?.['method']).to.equal('naive');
    const refused = await ask(sales(10), {method: 'holt-winters'}).catch((error: Error) => `${error.name}: ${error.message}`);
    expect(refused).to.match(/^QueryError: holt-winters cannot forecast this: The series needs two whole seasons of 7/);
  });

  it('is refused by a method that has too little to go by, never a column of nothing', async () => {
    const refused = (values: readonly number[], query: Partial<ForecastQuery>): Promise<string> =>
      ask(values, query).then(() => 'answered', (error: Error) => `${error.name}: ${error.message}`);
    expect(await refused(sales(6), {method: 'seasonal-naive'})).to.match(/^QueryError: seasonal-naive cannot forecast this: The series needs one whole season of 7/);
    expect(await refused([5], {method: 'drift'})).to.match(/^QueryError: drift cannot forecast this: The series needs two values/);
    const closed = sales(28).map((value, day) => (day === 20 ? 0 : value));
    expect(await refused(closed, {method: 'holt-winters', seasonal: 'multiplicative'})).to.match(/multiplicative.*above 0/);
    expect((await ask(closed)).totals?.['method']).to.equal('holt-winters');
    // Seven values are enough for the season, five of them not for its back-test.
    expect((await ask(sales(7), {method: 'seasonal-naive', holdout: 2})).totals?.['holdout']).to.equal(0);
  });

  it('leaves out what is running, and half a week at its beginning', async () => {
    const running = await ask(sales(15), {horizon: 1}, {now: '2024-01-15T12:00:00+08:00'});
    expect([part(running, 'history', 'value'), part(running, 'forecast', 'period')]).to.deep.equal([sales(14), [dayText(14)]]);
    const weeks = await ask(sales(24), {grain: 'week', season: 1, horizon: 1, period: {from: '2024-01-03', to: '2024-01-24'}});
    expect(part(weeks, 'history', 'period')).to.deep.equal(['2024-01-08', '2024-01-15']);
  });

  it('of a count ends at 0, with a note', async () => {
    const order = (day: number, n: number): Row => line(`${day}-${n}`, `${dayText(day)} 10:00`, 1);
    const falling = [0, 1, 2, 3, 4, 5].flatMap((day) => Array.from({length: 12 - 2 * day}, (_, n) => order(day, n)));
    const result = await createSource({order_lines: falling}, {...OPTIONS, now: 'data'})
      .run({analysis: 'forecast', metric: 'orders', method: 'drift', horizon: 4, holdout: 0});
    expect(part(result, 'forecast', 'forecast')).to.deep.equal([0, 0, 0, 0]);
    expect(codes(result)).to.include('forecast-floor');
  });

  it('is refused in words', async () => {
    const refused = (query: object): Promise<string> => ask(sales(14), query).then(() => 'answered', (error: Error) => error.message);
    expect(await refused({method: 'magic'})).to.match(/Unknown method "magic"/);
    expect(await refused({grain: 'hour'})).to.match(/Unknown grain "hour"/);
    expect(await refused({horizon: 0})).to.match(/horizon is 0/);
    expect(await refused({level: 95})).to.match(/level is 95/);
    expect(await refused({method: 'holt', params: {alpha: 0.2}})).to.match(/params.beta is undefined; write a weight from 0 to 1/);
    expect(await refused({params: {alpha: 2}})).to.match(/params.alpha is 2/);
    expect(await refused({states: {level: 1}})).to.match(/states are of a method that smooths/);
    expect(await refused({method: 'holt-winters', states: {level: 1, trend: 1, season: [1, 2]}})).to.match(/states.season needs 7 numbers/);
    expect(await refused({metric: 'net_sale'})).to.match(/net_sale/);
    expect(await refused({horizon: 1e9})).to.match(/horizon is 1000000000; write at most 10000/);
    expect(await refused({season: 1e9})).to.match(/season is 1000000000; write at most 10000/);
    expect(await refused({period: '2019'})).to.match(/no whole day with a value of net_sales/);
  });
});
