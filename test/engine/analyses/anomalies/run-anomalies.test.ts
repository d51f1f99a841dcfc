import {expect} from 'chai';
import fc from 'fast-check';

import type {AnomaliesQuery} from '../../../../engine/analyses/anomalies/anomalies-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import {boxplot, fiveNumbers, medianSpread, quantileOf} from '../../../../engine/index.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {line, OPTIONS, rowsOf} from '../../shop-rows.ts';

const dayText = (day: number): string => new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const ask = (values: readonly (number | null)[], query: Partial<AnomaliesQuery> = {}, now = 'data'): Promise<QueryResult> => {
  const rows = values.flatMap((net, day) => (net === null ? [] : [line(String(day), `${dayText(day)} 10:00`, net)]));
  return createSource({order_lines: rows}, {...OPTIONS, now}).run({analysis: 'anomalies', metric: 'gmv', ...query});
};
const found = (result: QueryResult): unknown[] => rowsOf(result, ['period', 'anomaly', 'severity']).filter(([, odd]) => odd === true).map(([day, , severity]) => [day, severity]);

/** Six weeks of a weekly shape with a little to and fro. */
const weeks = Array.from({length: 42}, (_, day) => 100 + 40 * (day % 7) + ((day * 5) % 11) - 5);

describe('anomalies', () => {
  it('are values far from those of the same weekday, not busy weekdays', async () => {
    const values = [...weeks];
    values[36] = 400;
    const result = await ask(values);
    expect(found(result)).to.deep.equal([[dayText(36), 'alert']]);
    const [expected, low, high, score] = rowsOf(result, ['expected', 'low', 'high', 'score'])[36] as number[];
    // The five earlier Tuesdays: the median, and 3 × 1.4826 × the median distance from it.
    const earlier = [1, 8, 15, 22, 29].map((day) => weeks[day] as number).sort((a, b) => a - b);
    const middle = earlier[2] as number;
    const deviation = 1.4826 * (earlier.map((value) => Math.abs(value - middle)).sort((a, b) => a - b)[2] as number);
    expect([expected, low, high, score]).to.deep.equal([middle, middle - 3 * deviation, middle + 3 * deviation, (400 - middle) / deviation]);
  });

  it('are not looked for before there is anything to go by, on masked days, in gaps or on the running day', async () => {
    const result = await ask(weeks);
    expect(result.columns['anomaly']?.slice(0, 28).every((cell) => cell === null)).to.equal(true);
    expect(result.notes.map(({code}) => code)).to.include('anomalies-silent');
    const promo = [...weeks];
    promo[36] = 900;
    expect(found(await ask(promo, {mask: [{from: dayText(36), to: dayText(36)}]}))).to.deep.equal([]);
    const running = await ask([...weeks, 1], {}, '2024-02-12T11:00:00+08:00');
    expect([running.columns['anomaly']?.at(-1), found(running)]).to.deep.equal([null, []]);
  });

  it('can be of one direction, and of all values at once', async () => {
    const values = [...weeks];
    values[36] = 400;
    values[38] = 5;
    expect(found(await ask(values, {direction: 'down'}))).to.deep.equal([[dayText(38), 'alert']]);
    const flat = [...Array.from({length: 30}, (_, day) => 50 + (day % 3)), 90];
    for (const method of ['mad', 'tukey'] as const) expect(found(await ask(flat, {method})), method).to.deep.equal([[dayText(30), 'alert']]);
  });

  it('of a series that never moves are measured by a tenth of it', async () => {
    expect(found(await ask([...new Array<number>(35).fill(100), 125, 131]))).to.deep.equal([[dayText(36), 'watch']]);
  });

  it('are refused in words where the question is none', async () => {
    const refused = (query: object): Promise<string> => ask(weeks, query).then(() => 'answered', (error: Error) => error.message);
    expect(await refused({method: 'magic'})).to.match(/Unknown method "magic"/);
    expect(await refused({threshold: 0})).to.match(/threshold is 0/);
    expect(await refused({mask: [{from: '2024-02-02', to: '2024-02-01'}]})).to.match(/mask holds/);
    expect(await refused({grain: 'year'})).to.match(/Unknown grain "year"/);
    expect(await refused({seasons: 1.5})).to.match(/seasons is 1.5/);
  });
});

describe('ranks', () => {
  it('are those of R', () => {
    // R: fivenum(c(rnorm …)) by hand: quantiles of 1:10 and 1:4.
    expect(fiveNumbers([4, 1, 3, 2])).to.deep.equal([1, 1.5, 2.5, 3.5, 4]);
    expect(fiveNumbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).to.deep.equal([1, 3, 5.5, 8, 10]);
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantileOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], p))).to.deep.equal([1, 3.25, 5.5, 9.1, 10]);
    expect(boxplot([1, 2, 3, 4, 100])).to.deep.equal({stats: [1, 2, 3, 4, 4], outliers: [100], indexes: [4]});
    expect(medianSpread([1, 2, 3, 4, 100])).to.deep.equal({median: 3, deviation: 1.4826});
    expect([fiveNumbers([]), boxplot([]), medianSpread([]), quantileOf([], 0.5)]).to.deep.equal([null, null, null, null]);
  });

  it('do not depend on the order of values, and move with their scale', () => {
    fc.assert(fc.property(fc.array(fc.integer({min: -999, max: 999}), {minLength: 1, maxLength: 40}), (values) => {
      expect(fiveNumbers([...values].reverse())).to.deep.equal(fiveNumbers(values));
      expect(medianSpread(values.map((value) => value * 4))?.deviation).to.be.closeTo(4 * (medianSpread(values)?.deviation ?? NaN), 1e-9);
    }));
  });
});
