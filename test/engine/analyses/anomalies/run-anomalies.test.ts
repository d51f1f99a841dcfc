import {expect} from 'chai';
import fc from 'fast-check';

import type {AnomaliesQuery} from '../../../../engine/analyses/anomalies/anomalies-query.ts';
import {createSource} from '../../../../engine/create-source.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {codes, line, OPTIONS, rowsOf} from '../../shop-rows.ts';
import type {Row} from '../../shop-rows.ts';

const dayText = (day: number): string => new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const linesOf = (values: readonly (number | null)[], more: Row = {}, name = ''): Row[] =>
  values.flatMap((net, day) => (net === null ? [] : [line(`${name}${day}`, `${dayText(day)} 10:00`, net, more)]));
const askRows = (rows: readonly Row[], query: Partial<AnomaliesQuery> = {}, now = 'data'): Promise<QueryResult> =>
  createSource({order_lines: rows}, {...OPTIONS, now}).run({analysis: 'anomalies', metric: 'gmv', ...query});
const ask = (values: readonly (number | null)[], query: Partial<AnomaliesQuery> = {}, now = 'data'): Promise<QueryResult> => askRows(linesOf(values), query, now);
const found = (result: QueryResult, what: readonly string[] = ['period', 'rule', 'severity']): unknown[] =>
  rowsOf(result, ['anomaly', ...what]).filter(([odd]) => odd === true).map(([, ...rest]) => rest);

/** A weekly shape with a little to and fro. */
const weeks = Array.from({length: 70}, (_, day) => 100 + 40 * (day % 7) + ((day * 5) % 11) - 5);
const spoilt = (changes: Readonly<Record<number, number>>): number[] => weeks.map((value, day) => changes[day] ?? value);

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] as number) + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2;
};
const quartile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] as number;
  return low + (place % 1) * ((sorted[Math.ceil(place)] as number) - low);
};

describe('anomalies', () => {
  it('are values far from what the same weekday left over before, not busy weekdays', async () => {
    const values = spoilt({64: 420, 66: 40});
    const result = await ask(values);
    expect(found(result)).to.deep.equal([[dayText(64), 'above', 'alert'], [dayText(66), 'below', 'alert']]);
    expect(result.totals).to.include({anomalies: 2, above: 1, below: 1});
    // By brute force: medians of up to 8 earlier weeks, at least 4; quartiles of the residuals of the 56 days before.
    const before = (day: number): number[] => [1, 2, 3, 4, 5, 6, 7, 8].map((back) => day - 7 * back).filter((each) => each >= 0);
    const usual = (day: number): number => median(before(day).map((each) => values[each] as number));
    const residuals = Array.from({length: 64}, (_, day) => day).filter((day) => day >= 28).map((day) => (values[day] as number) - usual(day));
    const [first, second, third] = [0.25, 0.5, 0.75].map((part) => quartile(residuals, part)) as [number, number, number];
    const [expected, low, high, difference, score] = rowsOf(result, ['expected', 'low', 'high', 'difference', 'score'])[64] as [number, number, number, number, number];
    expect(expected).to.be.closeTo(usual(64) + second, 1e-9);
    expect(low).to.be.closeTo(usual(64) + first - 3 * (third - first), 1e-9);
    expect(high).to.be.closeTo(usual(64) + third + 3 * (third - first), 1e-9);
    expect(difference).to.be.closeTo(420 - expected, 1e-9);
    expect(score).to.be.closeTo((1.349 * (420 - expected)) / (third - first), 1e-9);
  });

  it('are not found in steady growth', async () => {
    const growing = weeks.map((value, day) => value * 1.01 ** day);
    expect(found(await ask(growing))).to.deep.equal([]);
  });

  it('by the medians of the weekday are further than three deviations', async () => {
    const values = spoilt({36: 400});
    const result = await ask(values.slice(0, 42), {method: 'seasonal'});
    expect(found(result)).to.deep.equal([[dayText(36), 'above', 'alert']]);
    const earlier = [1, 8, 15, 22, 29].map((day) => weeks[day] as number);
    const middle = median(earlier);
    const deviation = 1.4826 * median(earlier.map((value) => Math.abs(value - middle)));
    const row = rowsOf(result, ['expected', 'low', 'high', 'score'])[36] as number[];
    const wanted = [middle, middle - 3 * deviation, middle + 3 * deviation, (400 - middle) / deviation];
    wanted.forEach((value, index) => expect(row[index]).to.be.closeTo(value, 1e-9));
  });

  it('can be told by all values at once, or by the runs of a control chart', async () => {
    const flat = [...Array.from({length: 40}, (_, day) => 50 + ((day * 7) % 5)), 90, 52];
    for (const method of ['mad', 'tukey'] as const) expect(found(await ask(flat, {method})), method).to.deep.equal([[dayText(40), 'above', 'alert']]);
    const shifted = weeks.map((value, day) => (day >= 60 ? value + 8 : value));
    const runs = await ask(shifted, {method: 'control', rules: ['run-of-8']});
    expect(found(runs).map((each) => (each as string[])[1])).to.include('run-of-8');
    expect(found(await ask(shifted))).to.deep.equal([]);
    expect(found(await ask(spoilt({64: 420}), {method: 'control', rules: ['beyond-3']}))).to.deep.equal([[dayText(64), 'beyond-3', 'alert']]);
  });

  it('are judged by what came before, also before the period, and never by what comes later', async () => {
    const whole = await ask(spoilt({60: 420}));
    const part = await ask(spoilt({60: 420}), {period: `${dayText(56)}/${dayText(62)}`});
    const names = ['period', 'value', 'expected', 'low', 'high', 'score', 'anomaly'];
    expect(rowsOf(part, names)).to.deep.equal(rowsOf(whole, names).slice(56, 63));
    const earlier = await ask(spoilt({60: 420}).slice(0, 62));
    expect(rowsOf(earlier, names)).to.deep.equal(rowsOf(whole, names).slice(0, 62));
    expect(part.period).to.include({from: dayText(56), to: dayText(62)});
  });

  it('leave out the days of the shop\'s calendar: all its events, every year of one, or one year of it', async () => {
    const rows = linesOf(spoilt({50: 900, 64: 900, 66: 900}));
    const calendar = {events: [
      {name: 'Sale', from: dayText(50), to: dayText(50), year: 2023}, {name: 'Sale', from: dayText(64), to: dayText(64), year: 2024}, {name: 'Fair', from: dayText(66), to: dayText(66)},
    ]};
    const odd = async (mask?: AnomaliesQuery['mask']): Promise<unknown[]> => {
      const source = createSource({order_lines: rows}, {...OPTIONS, now: 'data', calendar});
      return found(await source.run({analysis: 'anomalies', metric: 'gmv', ...(mask ? {mask} : {})}), ['period']).flat();
    };
    expect(await odd()).to.deep.equal([dayText(50), dayText(64), dayText(66)]);
    expect(await odd('calendar')).to.deep.equal([]);
    expect(await odd(['event:Sale'])).to.deep.equal([dayText(66)]);
    expect(await odd([{event: 'Sale'}, dayText(66)])).to.deep.equal([]);
    expect(await odd(['event:Sale/2024'])).to.deep.equal([dayText(50), dayText(66)]);
  });

  it('are not looked for before there is anything to go by, on masked days, in gaps or on the running day', async () => {
    const result = await ask(weeks);
    expect(result.columns['anomaly']?.findIndex((cell) => cell !== null)).to.equal(36);
    expect(codes(result)).to.include('anomalies-silent');
    expect(found(await ask(spoilt({64: 900}), {mask: [dayText(64)]}))).to.deep.equal([]);
    expect(found(await ask(spoilt({64: 900}), {mask: [{from: dayText(60), to: dayText(65)}]}))).to.deep.equal([]);
    const running = await ask([...weeks, 1], {}, `${dayText(70)}T11:00:00+08:00`);
    expect([running.columns['value']?.at(-1), running.columns['anomaly']?.at(-1), found(running)]).to.deep.equal([1, null, []]);
    // Masked days do not teach either: the same band with and without them being wild.
    const [wild, tame] = [await ask(spoilt({57: 9000}), {mask: [dayText(57)]}), await ask(spoilt({57: 0}), {mask: [dayText(57)]})];
    expect(rowsOf(wild, ['expected', 'low', 'high'])[64]).to.deep.equal(rowsOf(tame, ['expected', 'low', 'high'])[64]);
  });

  it('can be of one direction, of a least size, and listed alone', async () => {
    const values = spoilt({64: 420, 66: 40});
    expect(found(await ask(values, {direction: 'down'}), ['period'])).to.deep.equal([[dayText(66)]]);
    expect(found(await ask(values, {leastChange: 2}))).to.deep.equal([]);
    const listed = await ask(values, {view: 'anomalies'});
    expect([listed.length, listed.totals?.['anomalies'], listed.columns['period']]).to.deep.equal([2, 2, [dayText(64), dayText(66)]]);
  });

  it('of several series are judged by the history of each', async () => {
    const rows = [...linesOf(spoilt({64: 420}), {channel: 'web'}, 'w'), ...linesOf(weeks.map((value) => value * 10), {channel: 'app'}, 'a')];
    const result = await askRows(rows, {by: ['channel']});
    expect(found(result, ['channel', 'period'])).to.deep.equal([['web', dayText(64)]]);
    expect(result.length).to.equal(140);
    expect(rowsOf(result, ['channel', 'period', 'value'])[0]).to.deep.equal(['app', dayText(0), 950]);
  });

  it('of a series that never moves are measured by a tenth of it', async () => {
    expect(found(await ask([...new Array<number>(40).fill(100), 125, 131], {method: 'seasonal'}), ['period'])).to.deep.equal([[dayText(41)]]);
    const still = await ask([...new Array<number>(40).fill(100), 125, 200]);
    expect(found(still, ['period'])).to.deep.equal([[dayText(41)]]);
    expect(still.columns['score']?.every((score) => score === null || Number.isFinite(score))).to.equal(true);
  });

  it('of weeks leave out those that are cut', async () => {
    const level = Array.from({length: 150}, (_, day) => 100 + ((day * 5) % 11));
    const result = await ask(level, {grain: 'week', period: `${dayText(100)}/${dayText(143)}`});
    expect([result.columns['anomaly']?.at(-1), result.columns['anomaly']?.at(-2)]).to.deep.equal([null, false]);
  });

  it('are refused in words where the question is none', async () => {
    const refused = (query: object): Promise<string> => ask(weeks, query).then(() => 'answered', (error: Error) => error.message);
    expect(await refused({method: 'magic'})).to.match(/method is "magic"/);
    expect(await refused({threshold: 0})).to.match(/threshold is 0/);
    expect(await refused({mask: [{from: '2024-02-02', to: '2024-02-01'}]})).to.match(/mask is/);
    expect(await refused({mask: 'promo' as 'calendar'})).to.match(/mask is "promo"/);
    expect(await refused({mask: 'calendar'})).to.match(/mask is "calendar"\. The shop's calendar has no events: give/);
    expect(await refused({mask: ['event:618']})).to.match(/mask is .*no event "618"/);
    expect(await refused({grain: 'year'})).to.match(/grain is "year"/);
    expect(await refused({seasons: 1.5})).to.match(/seasons is 1.5/);
    expect(await refused({seasons: 3})).to.match(/minHistory is 4/);
    expect(await refused({rules: ['magic']})).to.match(/rules is \["magic"\]/);
    expect(await refused({leastChange: -1})).to.match(/leastChange is -1/);
  });

  it('move with the scale of the money, and not with the order of rows', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({min: 1, max: 400}), {minLength: 40, maxLength: 75}), async (values) => {
      const names = ['period', 'anomaly', 'rule', 'severity'];
      const one = rowsOf(await ask(values), names);
      expect(rowsOf(await ask(values.map((value) => value * 8)), names)).to.deep.equal(one);
      expect(rowsOf(await askRows(linesOf(values).reverse()), names)).to.deep.equal(one);
    }), {numRuns: 15});
  });
});
