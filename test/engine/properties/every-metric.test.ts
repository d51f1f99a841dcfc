import {expect} from 'chai';
import fc from 'fast-check';

import {createSource, QueryError} from '../../../engine/index.ts';
import type {MetricsQuery, QueryResult, Source} from '../../../engine/index.ts';
import {isAdditive, METRICS} from '../../../metrics/index.ts';
import {randomShop, SHOP_OPTIONS} from './random-shop.ts';
import type {ShopTables} from './random-shop.ts';

const KEYS = METRICS.map(({key}) => key);
const GRAINS = ['day', 'week', 'month'] as const;
/** Time travels through the browser's own scheduler: few, but whole, shops. */
const RUNS = {numRuns: 12} as const;

type Ask = Omit<MetricsQuery, 'analysis' | 'metrics'>;

/** Metrics with the same question: each alone, since one that is refused would take the others with it. */
async function answers(source: Source, ask: Ask = {}, keys: readonly string[] = KEYS): Promise<Map<string, QueryResult | QueryError>> {
  const found = await Promise.all(keys.map(async (key) => {
    const result = await source.run({analysis: 'metrics', metrics: [key], ...ask}).catch((error: unknown) => {
      if (error instanceof QueryError) return error;
      throw error;
    });
    return [key, result] as const;
  }));
  return new Map(found);
}

const sourceOf = (tables: ShopTables): Source => createSource(tables, SHOP_OPTIONS);

/** Every number of an answer, by the values of its dimensions and buckets. */
function byGroup(result: QueryResult, key: string): Map<string, unknown> {
  const names = result.fields.map(({name}) => name).filter((name) => name !== key);
  const groups = Array.from({length: result.length}, (_, row) => JSON.stringify(names.map((name) => result.columns[name]?.[row])));
  return new Map(groups.map((group, row) => [group, result.columns[key]?.[row]] as const));
}

function expectNumbers(result: QueryResult, key: string, where: string): void {
  for (const value of [...(result.columns[key] ?? []), result.totals?.[key]]) {
    if (value !== null) expect(Number.isFinite(value), `${where}: ${String(value)}`).to.equal(true);
  }
}

describe('every metric, on any shop', () => {
  it('is answered by day, week, month and by every dimension of its tables, or refused by name with the reason', async () => {
    await fc.assert(fc.asyncProperty(randomShop, async (tables) => {
      const source = sourceOf(tables);
      const dimensions = source.info.dimensions.map(({name}) => name);
      const asks: Ask[] = [{}, ...GRAINS.map((grain) => ({grain})), ...dimensions.map((name) => ({by: [name]}))];
      for (const ask of asks) {
        for (const [key, result] of await answers(source, ask)) {
          const where = `${key} ${JSON.stringify(ask)}`;
          if (!(result instanceof QueryError)) {
            expectNumbers(result, key, where);
            continue;
          }
          expect(result.message, where).to.contain(`"${key}"`);
          expect([result.kind, result.names[0]], `${where}: ${result.message}`).to.deep.equal(['unknown-dimension', ask.by?.[0]]);
        }
      }
    }), {numRuns: 3});
  }).timeout(120_000);

  it('is the same whatever the order of the rows', async () => {
    await fc.assert(fc.asyncProperty(randomShop, fc.infiniteStream(fc.nat()), async (tables, dice) => {
      const shuffled = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [
        name, rows.map((row) => ({row, at: dice.next().value as number})).sort((a, b) => a.at - b.at).map(({row}) => row),
      ]));
      for (const ask of [{}, {grain: 'week'}, {by: ['channel']}] as const) {
        const [one, other] = await Promise.all([answers(sourceOf(tables), ask), answers(sourceOf(shuffled), ask)]);
        for (const [key, result] of one) {
          const same = other.get(key);
          if (result instanceof QueryError || same === undefined || same instanceof QueryError) continue;
          expect(byGroup(same, key), `${key} ${JSON.stringify(ask)}`).to.deep.equal(byGroup(result, key));
          expect(same.totals?.[key], key).to.equal(result.totals?.[key]);
        }
      }
    }), RUNS);
  }).timeout(120_000);

  it('that adds up, adds up over days, weeks, months, channels and SKUs, to the minor unit', async () => {
    const additive = METRICS.filter(isAdditive);
    await fc.assert(fc.asyncProperty(randomShop, async (tables) => {
      const source = sourceOf(tables);
      for (const ask of [...GRAINS.map((grain) => ({grain})), {by: ['channel']}, {by: ['sku']}, {by: ['channel'], grain: 'day' as const}]) {
        for (const [key, result] of await answers(source, ask, additive.map(({key: each}) => each))) {
          if (result instanceof QueryError) continue;
          const total = result.totals?.[key] ?? null;
          const parts = (result.columns[key] ?? []).filter((value) => typeof value === 'number');
          if (total === null) continue;
          const sum = parts.reduce((all, part) => all + Math.round(part * 1e6), 0) / 1e6;
          expect(sum, `${key} ${JSON.stringify(ask)}`).to.be.closeTo(Number(total), 1e-6);
        }
      }
    }), RUNS);
  }).timeout(120_000);

  it('scales with money if it is money, and does not otherwise', async () => {
    const money = ['net', 'cost', 'list_price', 'discount', 'refund', 'unit_cost', 'tax', 'shipping'];
    await fc.assert(fc.asyncProperty(randomShop, async (tables) => {
      const tenfold = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [
        name, rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, money.includes(column) && typeof value === 'number' ? Math.round(value * 1000) / 100 : value]))),
      ]));
      const [one, ten] = await Promise.all([answers(sourceOf(tables)), answers(sourceOf(tenfold))]);
      for (const {key, unit} of METRICS) {
        const [before, after] = [one.get(key), ten.get(key)];
        if (!before || !after || before instanceof QueryError || after instanceof QueryError) continue;
        const [a, b] = [before.totals?.[key] ?? null, after.totals?.[key] ?? null];
        const where = `${key}: ${String(a)} and ${String(b)}`;
        if (a === null) expect(b, where).to.equal(null);
        else expect(b, where).to.be.closeTo(Number(a) * (unit === 'money' ? 10 : 1), Math.max(1e-6, Math.abs(Number(a)) * 1e-9));
      }
    }), RUNS);
  }).timeout(120_000);

  it('does not care what ids are called', async () => {
    const renamed = (value: string): string => `${value}'|${value.length}`;
    await fc.assert(fc.asyncProperty(randomShop, async (tables) => {
      const ids = ['order_id', 'customer_id', 'user_id', 'session_id', 'id'];
      const other = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [
        name, rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, ids.includes(column) && typeof value === 'string' ? renamed(value) : value]))),
      ]));
      const [one, two] = await Promise.all([answers(sourceOf(tables)), answers(sourceOf(other))]);
      for (const key of KEYS) {
        const [a, b] = [one.get(key), two.get(key)];
        if (!a || !b || a instanceof QueryError || b instanceof QueryError) continue;
        expect(b.totals?.[key], key).to.equal(a.totals?.[key]);
      }
    }), RUNS);
  }).timeout(120_000);
});
