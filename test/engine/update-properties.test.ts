/** A source whose rows came in pieces answers as one that was made of what they are in the end. */

import {expect} from 'chai';
import fc from 'fast-check';

import type {Changes} from '../../data-adapters/changes/changes.ts';
import type {QualityReport} from '../../data-adapters/schema.ts';
import type {SourceOptions} from '../../engine/create-source.ts';
import {createSource} from '../../engine/create-source.ts';
import type {Query} from '../../engine/query.ts';
import type {QueryResult} from '../../engine/result.ts';
import type {Source} from '../../engine/source.ts';
import {METRICS} from '../../metrics/index.ts';
import {SHOP_OPTIONS} from './properties/random-shop.ts';
import type {ShopRow, ShopTables} from './properties/random-shop.ts';
import {cut, deal, follow, keyedShop, KEYS} from './update-shop.ts';
import {QUERIES} from './worker/every-analysis.ts';

const ASKED: readonly Query[] = [
  ...QUERIES,
  {analysis: 'metrics', metrics: ['net_sales', 'orders', 'buyers', 'units', 'refund_rate', 'new_buyers'], by: ['channel'], grain: 'week', period: 'all'},
  {analysis: 'metrics', metrics: ['visitors', 'ad_cost', 'roas', 'stock_value'], by: ['channel'], period: 'all'},
  {analysis: 'rows', table: 'stock', limit: 1000},
  {analysis: 'quality', view: 'score'},
];

type Outcome = {readonly result: QueryResult} | {readonly refused: string};

const ask = (source: Source, query: Query): Promise<Outcome> =>
  source.run(query, {table: false}).then((result) => ({result: withoutLostRows(result)}), (error: Error) => ({refused: error.message}));

/** Of a line that was there before its order's first one came, a report knows the order, no longer the row of the file. */
function withoutLostRows(result: QueryResult): QueryResult {
  const {reason, example_row: rows} = result.columns;
  if (!reason || !rows) return result;
  return {...result, columns: {...result.columns, example_row: rows.map((row, at) => (reason[at] === 'repeated-order' ? null : row))}};
}

/** Rows of an answer, whatever their order: rows of one instant may stand in another. */
function unordered({result}: {readonly result: QueryResult}): unknown {
  const {columns, ...rest} = result;
  const names = Object.keys(columns);
  return {...rest, names, rows: Array.from({length: result.length}, (_, row) => JSON.stringify(names.map((name) => columns[name]?.[row]))).sort()};
}

/** Without the moments of loading. What is wrong with the rows is listed as it was found: in another order where it was found piece by piece. */
const infoOf = ({info: {loadedAt: _at, log: _log, ...info}}: Source): unknown => ({...info, quality: issuesOf(info.quality)});

/** As {@link withoutLostRows}. */
const issuesOf = ({tables}: QualityReport): unknown =>
  tables.map(({issues, ...counts}) => ({...counts, issues: issues.map(({examples, ...issue}) => JSON.stringify({
    ...issue, examples: issue.reason === 'repeated-order' ? examples.map(({value}) => value) : examples,
  })).sort()}));

const appended = (tables: ShopTables): Changes => Object.fromEntries(Object.entries(tables).map(([name, append]) => [name, {append}]));

const together = (turns: readonly ShopTables[]): ShopTables =>
  Object.fromEntries(Object.keys(turns[0] ?? {}).map((name) => [name, turns.flatMap((turn) => turn[name] ?? [])]));

const dice = fc.infiniteStream(fc.nat()).map((stream) => () => stream.next().value as number);
const options = fc.constantFrom<SourceOptions>(
  SHOP_OPTIONS, {...SHOP_OPTIONS, now: 'data'}, {...SHOP_OPTIONS, duplicates: 'first', repeatedOrders: 'first'},
  {...SHOP_OPTIONS, overrides: [
    {table: 'order_lines', where: {sku: 'tea'}, set: {channel: 'shop', refund: 1.01}}, {table: 'spend', where: {channel: 'app'}, leaveOut: true},
  ]},
);

describe('rows that come in pieces', () => {
  it('any split of an append gives the same answers, the same info and the same quality report', async () => {
    let answered = 0;
    const splits = fc.constantFrom(deal, cut);
    await fc.assert(fc.asyncProperty(keyedShop, splits, fc.integer({min: 2, max: 5}), dice, options, async (shop, split, steps, next, given) => {
      const [load = {}, ...turns] = split(shop, steps, next);
      const pieces = createSource(load, given);
      for (const turn of turns) {
        // What is worked out here is gone on from with the rows that come.
        await Promise.all(ASKED.filter(() => next() % 2 === 0).map((query) => ask(pieces, query)));
        await pieces.update(appended(turn));
      }
      const whole = createSource(together([load, ...turns]), given);
      expect(infoOf(pieces)).to.deep.equal(infoOf(whole));
      for (const query of ASKED) {
        const [one, other] = await Promise.all([ask(pieces, query), ask(whole, query)]);
        expect(one, JSON.stringify(query)).to.deep.equal(other);
        if ('result' in one && one.result.length > 0) answered += 1;
      }
    }), {numRuns: 24});
    expect(answered).to.be.greaterThan(24 * ASKED.length * 0.5);
  }).timeout(120_000);

  it('every metric goes on from what it was to what it would have been', async () => {
    const asked = METRICS.flatMap(({key}): Query[] => [
      {analysis: 'metrics', metrics: [key], period: 'all', by: ['channel'], grain: 'week'}, {analysis: 'metrics', metrics: [key], period: 'last-30-days'},
    ]);
    await fc.assert(fc.asyncProperty(keyedShop, dice, async (shop, next) => {
      const [load = {}, ...turns] = cut(shop, 3, next);
      const pieces = createSource(load, SHOP_OPTIONS);
      for (const turn of turns) {
        for (const query of asked) await ask(pieces, query);
        await pieces.update(appended(turn));
      }
      const whole = createSource(together([load, ...turns]), SHOP_OPTIONS);
      for (const query of asked) expect(await ask(pieces, query), JSON.stringify(query)).to.deep.equal(await ask(whole, query));
    }), {numRuns: 6});
  }).timeout(120_000);

  it('rows sent twice are left out the second time, where they have a key', async () => {
    await fc.assert(fc.asyncProperty(keyedShop, async (shop) => {
      const lines = shop['order_lines'] ?? [];
      const source = createSource({order_lines: lines}, SHOP_OPTIONS);
      const summary = await source.update({order_lines: {append: lines}});
      expect(summary.tables[0]).to.include({added: 0, replaced: 0, removed: 0});
      const whole = createSource({order_lines: [...lines, ...lines]}, SHOP_OPTIONS);
      expect(issuesOf(source.info.quality)).to.deep.equal(issuesOf(whole.info.quality));
      expect(source.info.tables).to.deep.equal(whole.info.tables);
    }), {numRuns: 10});
  });

  it('corrections and removals in any order come to what the rows are in the end', async () => {
    let answered = 0;
    const clock = fc.constantFrom<SourceOptions>(SHOP_OPTIONS, {...SHOP_OPTIONS, now: 'data'});
    await fc.assert(fc.asyncProperty(keyedShop, keyedShop, dice, clock, async (shop, other, next, given) => {
      let rows = shop;
      const live = createSource(rows, given);
      for (let step = 0; step < 4; step++) {
        await Promise.all(ASKED.filter(() => next() % 4 === 0).map((query) => ask(live, query)));
        const changes = randomChanges(rows, other, next);
        await live.update(changes);
        rows = follow(rows, changes);
      }
      // A table that was emptied keeps its columns; one that never had rows has none to keep.
      fc.pre(Object.values(rows).every(({length}) => length > 0));
      const fresh = createSource(rows, given);
      const counts = ({info}: Source): unknown => info.tables.map(({name, rows: count}) => [name, count]);
      expect(counts(live)).to.deep.equal(counts(fresh));
      for (const query of ASKED) {
        if (query.analysis === 'quality') continue;
        const [one, two] = await Promise.all([ask(live, query), ask(fresh, query)]);
        const plain = (outcome: Outcome): unknown => ('result' in outcome ? unordered(outcome) : outcome);
        expect(plain(one), JSON.stringify(query)).to.deep.equal(plain(two));
        if ('result' in one && one.result.length > 0) answered += 1;
      }
    }), {numRuns: 20});
    expect(answered).to.be.greaterThan(20 * ASKED.length * 0.5);
  }).timeout(120_000);
});

/** Some of the rows removed by key or order, some corrected from another shop's, some new. */
function randomChanges(rows: ShopTables, other: ShopTables, next: () => number): Changes {
  const pick = (list: readonly ShopRow[]): ShopRow[] => list.filter(() => next() % 4 === 0);
  return Object.fromEntries(Object.entries(rows).map(([name, own]) => {
    const keys = KEYS[name as keyof typeof KEYS];
    const fresh = pick(other[name] ?? []);
    if (!keys) return [name, {append: fresh}];
    const removed = pick(own).map((row) => Object.fromEntries(
      (name === 'order_lines' && next() % 2 === 0 ? ['order_id'] : keys).filter((key) => row[key] !== undefined).map((key) => [key, row[key] ?? null]),
    ));
    const change = name === 'order_lines' ? {net: 12.34, channel: 'new'} : {};
    const corrected = pick(own).map((row, at) => ({...fresh[at % Math.max(1, fresh.length)], ...row, ...change}));
    return [name, {remove: removed, upsert: [...corrected, ...fresh]}];
  }));
}
