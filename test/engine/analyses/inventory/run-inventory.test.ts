import {expect} from 'chai';
import fc from 'fast-check';

import {createSource} from '../../../../engine/create-source.ts';
import type {InventoryQuery} from '../../../../engine/analyses/inventory/inventory-query.ts';
import type {QueryResult} from '../../../../engine/result.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

const sourceOf = (stock: readonly Row[], lines: readonly Row[] | undefined) =>
  createSource({stock, ...(lines ? {order_lines: lines} : {})}, {timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-12-31T00:00:00Z'});
const run = (stock: readonly Row[], lines: readonly Row[] | undefined, query: Partial<InventoryQuery> = {}) =>
  sourceOf(stock, lines).run({analysis: 'inventory', ...query});
let ids = 0;
const sale = (sku: string, ordered_at: string, quantity: number, more: Row = {}): Row => ({
  order_id: `o${ids++}`, customer_id: 'c', ordered_at, sku, quantity, net: quantity * 10, status: 'completed', ...more,
});
const rowOf = (result: QueryResult, sku: string) => {
  const row = result.columns['sku']!.indexOf(sku);
  return Object.fromEntries(Object.keys(result.columns).map((name) => [name, result.columns[name]![row]]));
};
const codes = (result: QueryResult) => result.notes.map(({code}) => code);

/** Units 2, 0, 4, 2 over the four days to 28 March, and one sale before: mean 2, sample variance 8 ÷ 3. */
const SALES = [sale('a', '2024-03-01', 1), sale('a', '2024-03-25', 2), sale('a', '2024-03-27', 3), sale('a', '2024-03-27', 1), sale('a', '2024-03-28', 2)];
const BY_HAND = {asOf: '2024-03-28', trailingDays: 4, reviewDays: 3} as const;
const SAFETY = 1.6448536269514722 * Math.sqrt(4 * (8 / 3));

describe('what demand says about a SKU', () => {
  it('gives mean, spread with days without a sale, cover, safety stock, reorder point and quantity', async () => {
    const stock = [{sku: 'a', on_hand: 12, reserved: 2, in_transit: 0, lead_time_days: 4, unit_cost: 1.5, price: 3, pack_size: 6}];
    const found = rowOf(await run(stock, SALES, BY_HAND), 'a');
    expect(found).to.include({daily_demand: 2, units_sold: 8, available: 10, position: 10, days_of_cover: 5, reorder_qty: 12, reorder_cost: 18});
    expect(found).to.include({value: 18, retail_value: 36, last_sold_on: '2024-03-28', abc: 'A', sell_through: 8 / 20, state: 'reorder'});
    expect(found['demand_sd']).to.be.closeTo(Math.sqrt(8 / 3), 1e-12);
    expect(found['safety_stock']).to.be.closeTo(SAFETY, 1e-9);
    expect(found['reorder_point']).to.be.closeTo(8 + SAFETY, 1e-9);
  });

  it('counts only days of the SKU’s life, and no day on which snapshots say it was out', async () => {
    const young = [sale('old', '2024-03-01', 1), sale('new', '2024-03-27', 6)];
    const stock = [{sku: 'new', on_hand: 9}, {sku: 'old', on_hand: 9}];
    expect(rowOf(await run(stock, young, BY_HAND), 'new')).to.include({daily_demand: 3});
    expect(rowOf(await run([{sku: 'new', on_hand: 9, received_at: '2024-01-01'}], young, BY_HAND), 'new')).to.include({daily_demand: 1.5});
    const snapshots = [25, 26, 27, 28].map((day) => ({sku: 'a', on_hand: day === 26 ? 0 : 5, snapshot_at: `2024-03-${day}T20:00:00`}));
    expect(rowOf(await run(snapshots, SALES, BY_HAND), 'a')['daily_demand']).to.be.closeTo(8 / 3, 1e-12);
  });

  it('leaves out cancelled orders, returns, and what came after the as-of day', async () => {
    const more = [...SALES, sale('a', '2024-03-26', 99, {status: 'cancelled'}), sale('a', '2024-03-26', -9), sale('a', '2024-03-29', 99)];
    expect(rowOf(await run([{sku: 'a', on_hand: 10}], more, BY_HAND), 'a')).to.include({units_sold: 8});
  });

  it('has no cover without sales, 0 for an empty shelf with sales, and null for an empty one without', async () => {
    const stock = [{sku: 'a', on_hand: 0}, {sku: 'b', on_hand: 5}, {sku: 'c', on_hand: 0}, {sku: 'd', on_hand: -3}];
    const result = await run(stock, [...SALES, sale('d', '2024-03-28', 1)], BY_HAND);
    expect(['a', 'b', 'c', 'd'].map((sku) => rowOf(result, sku)['days_of_cover'])).to.deep.equal([0, null, null, 0]);
    expect(rowOf(result, 'd')).to.include({on_hand: -3, state: 'oversold'});
  });

  it('knows no demand without order lines, and says so', async () => {
    const result = await run([{sku: 'a', on_hand: 3, reorder_point: 5}, {sku: 'b', on_hand: 0}], undefined);
    expect(rowOf(result, 'a')).to.include({state: 'reorder', days_of_cover: null, reorder_qty: null, abc: null});
    expect(rowOf(result, 'b')).to.include({state: 'out'});
    expect([result.totals!['slow_share'], result.totals!['active_sku_rate']]).to.deep.equal([null, null]);
    expect(codes(result)).to.include('no-sales-data');
  });

  it('lets the shop’s own reorder point and safety stock win', async () => {
    const stock = [{sku: 'a', on_hand: 20, reorder_point: 25, lead_time_days: 4}];
    const own = rowOf(await run(stock, SALES, BY_HAND), 'a');
    expect(own).to.include({reorder_point: 25, state: 'reorder', reorder_qty: 0});
    expect(rowOf(await run([{sku: 'a', on_hand: 4, reorder_point: 1, lead_time_days: 4}], SALES, BY_HAND), 'a')).to.include({state: 'ok'});
    expect(rowOf(await run([{sku: 'a', on_hand: 4, safety_stock: 5}], SALES, BY_HAND), 'a')).to.include({safety_stock: 5, state: 'below-safety'});
  });
});

describe('states, the first that holds', () => {
  const quiet = [sale('x', '2023-01-01', 1), sale('slow', '2024-01-20', 1), sale('dead', '2023-08-01', 1), sale('fast', '2024-03-28', 1)];
  const shelf = (sku: string, on_hand: number, more: Row = {}): Row => ({sku, on_hand, received_at: '2023-01-01', warehouse: 'w', unit_cost: 1, ...more});
  const query = {asOf: '2024-03-28'} as const;

  it('tells them apart', async () => {
    const stock = [
      shelf('neg', -1), shelf('held', 2, {reserved: 3}), shelf('out', 0, {in_transit: 50}), shelf('gone', 0, {discontinued: true}), shelf('slow', 5),
      shelf('dead', 5), shelf('never', 5), shelf('fresh', 5, {received_at: '2024-03-20'}), shelf('fast', 500), shelf('ended', 1, {discontinued: true, reorder_point: 9}),
    ];
    const result = await run(stock, [...quiet, sale('sold', '2024-03-01', 3)], query);
    const state = (sku: string) => rowOf(result, sku)['state'];
    expect(['neg', 'held', 'out', 'gone', 'slow', 'dead', 'never', 'fresh', 'fast', 'sold'].map(state)).to.deep.equal([
      'oversold', 'oversold', 'out', 'ok', 'slow', 'dead', 'dead', 'ok', 'overstock', 'no-data',
    ]);
    expect(state('ended')).to.equal('dead');
    expect(rowOf(result, 'sold')).to.include({on_hand: null, available: null, warehouse: null, reorder_qty: null, value: null});
    expect(result.totals).to.include({
      skus: 10, active_skus: 8, out_of_stock: 4, out_of_stock_active: 3, stockout_rate: 3 / 8, units: 522, value: 523,
      count_dead: 3, count_slow: 1, count_no_data: 1, count_out: 1, count_oversold: 2,
    });
    expect(result.totals!['slow_share']).to.be.closeTo(16 / 523, 1e-12);
    expect(result.totals!['dead_share']).to.be.closeTo(11 / 523, 1e-12);
  });

  it('does not call a never-sold SKU slow when its age is not known, and says so', async () => {
    const result = await run([{sku: 'n', on_hand: 5}], quiet, query);
    expect(rowOf(result, 'n')['state']).to.equal('ok');
    expect(codes(result)).to.include('unknown-age');
  });
});

describe('SKUs in several warehouses', () => {
  const two = [
    {sku: 'a', warehouse: 'east', on_hand: 0, lead_time_days: 4, unit_cost: 2}, {sku: 'a', warehouse: 'west', on_hand: 30, lead_time_days: 4, unit_cost: 2},
  ];

  it('adds them up before the SKU is judged, and gives cells the SKU’s cover with a note', async () => {
    const skus = await run(two, SALES, {...BY_HAND, view: 'skus'});
    expect(rowOf(skus, 'a')).to.include({warehouses: 2, on_hand: 30, days_of_cover: 15, state: 'ok', value: 60});
    const cells = await run(two, SALES, BY_HAND);
    expect(cells.columns['state']).to.deep.equal(['out', 'ok']);
    expect([cells.columns['warehouse'], cells.columns['on_hand'], cells.columns['value']]).to.deep.equal([['east', 'west'], [0, 30], [0, 60]]);
    expect(cells.columns['days_of_cover']).to.deep.equal([15, 15]);
    expect(cells.columns['reorder_qty']).to.deep.equal([null, null]);
    expect(codes(cells)).to.include('demand-not-split');
  });

  it('splits demand where order lines name the warehouse', async () => {
    const lines = SALES.map((each, index) => ({...each, warehouse: index === 1 ? 'east' : 'west'}));
    const cells = await run(two, lines, BY_HAND);
    expect(cells.columns['daily_demand']).to.deep.equal([2 / 4, 6 / 4]);
    expect(cells.columns['days_of_cover']).to.deep.equal([0, 20]);
    expect(codes(cells)).not.to.include('demand-not-split');
  });

  it('lists a SKU to reorder once, without a warehouse, unless demand is split', async () => {
    const low = two.map((row) => ({...row, on_hand: 3}));
    const result = await run(low, SALES, {...BY_HAND, view: 'reorder'});
    expect([result.columns['sku'], result.columns['warehouse'], result.columns['reorder_qty']]).to.deep.equal([['a'], [null], [14]]);
    expect(result.totals).to.include({reorder_lines: 1, reorder_units: 14, reorder_cost: 28});
  });

  it('takes the latest snapshot up to the as-of day, adds lots of one instant, and tells its age', async () => {
    const stock = [
      {sku: 'a', warehouse: 'w', on_hand: 9, snapshot_at: '2024-03-20T08:00:00'}, {sku: 'a', warehouse: 'w', on_hand: 4, snapshot_at: '2024-03-26T08:00:00'},
      {sku: 'a', warehouse: 'w', on_hand: 3, snapshot_at: '2024-03-26T08:00:00'}, {sku: 'a', warehouse: 'w', on_hand: 99, snapshot_at: '2024-03-29T08:00:00'},
    ];
    const result = await run(stock, SALES, {...BY_HAND, view: 'skus'});
    expect(rowOf(result, 'a')).to.include({on_hand: 7, snapshot_on: '2024-03-26'});
    expect(result.notes.find(({code}) => code === 'old-snapshot')?.params).to.deep.equal({day: '2024-03-26', days: 2});
  });

  it('sums up categories by their most urgent state, cover as a ratio of sums', async () => {
    const stock = [
      {sku: 'a', category: 'tea', warehouse: 'w', on_hand: 10}, {sku: 'b', category: 'tea', warehouse: 'w', on_hand: 0}, {sku: 'c', category: 'cup', warehouse: 'w', on_hand: 4},
    ];
    const lines = [sale('b', '2024-03-01', 1), ...SALES, sale('b', '2024-03-28', 12)];
    const result = await run(stock, lines, {...BY_HAND, by: 'category', leadTimeDays: 0});
    expect(result.columns['category']).to.deep.equal(['cup', 'tea']);
    expect(result.columns['state']).to.deep.equal(['ok', 'out']);
    expect(result.columns['days_of_cover']).to.deep.equal([null, 10 / (2 + 3)]);
    expect(result.columns['skus']).to.deep.equal([1, 2]);
  });
});

describe('filters, order and refusals', () => {
  it('never holds all of the stock against a part of its demand: a filter that stock lacks is left out, with a note', async () => {
    const stock = [{sku: 'a', on_hand: 12, lead_time_days: 4}];
    const lines = SALES.map((row, index) => ({...row, device: index % 2 === 0 ? 'phone' : 'desktop'}));
    const [all, phones, none] = [
      await run(stock, lines, BY_HAND),
      await run(stock, lines, {...BY_HAND, filters: [{dimension: 'device', in: ['phone']}]}),
      await run(stock, lines, {...BY_HAND, filters: [{dimension: 'device', in: []}]}),
    ];
    expect(phones.columns).to.deep.equal(all.columns);
    expect(none.columns).to.deep.equal(all.columns);
    expect(rowOf(phones, 'a')).to.include({units_sold: 8, daily_demand: 2});
    expect(phones.notes.find(({code}) => code === 'filter-ignored')?.params).to.deep.equal({dimension: 'device', table: 'stock'});
  });

  it('keeps SKUs of a filter and does not invent unknown stock for the others', async () => {
    const stock = [{sku: 'a', category: 'tea', on_hand: 5}, {sku: 'b', category: 'cup', on_hand: 5}];
    const result = await run(stock, [...SALES, sale('b', '2024-03-28', 1)], {...BY_HAND, filters: [{dimension: 'category', in: ['tea']}]});
    expect(result.columns['sku']).to.deep.equal(['a']);
  });

  it('sorts and limits, and counts states before the limit', async () => {
    const stock = ['a', 'b', 'c'].map((sku, index) => ({sku, on_hand: index}));
    const result = await run(stock, SALES, {...BY_HAND, sort: {column: 'on_hand', descending: true}, limit: 1});
    expect(result.columns['sku']).to.deep.equal(['c']);
    expect(result.totals!['count_out']).to.equal(1);
  });

  it('gives the columns that are asked for, in that order, with the same totals; sorts by others', async () => {
    const stock = ['a', 'b', 'c'].map((sku, index) => ({sku, on_hand: index + 4, warehouse: 'w', unit_cost: 2}));
    const lines = SALES.map((row) => ({...row, warehouse: 'w'}));
    for (const view of ['cells', 'skus', 'reorder'] as const) {
      const all = await run(stock, lines, {...BY_HAND, view});
      const some = await run(stock, lines, {...BY_HAND, view, columns: ['reorder_qty', 'sku', 'sku', 'abc']});
      expect(Object.keys(some.columns)).to.deep.equal(['reorder_qty', 'sku', 'abc']);
      expect(some.fields.map(({name}) => name)).to.deep.equal(['reorder_qty', 'sku', 'abc']);
      for (const name of ['reorder_qty', 'sku', 'abc']) expect(some.columns[name]).to.deep.equal(all.columns[name]);
      expect([some.totals, some.length]).to.deep.equal([all.totals, all.length]);
      const none = await run(stock, lines, {...BY_HAND, view, columns: []});
      expect([Object.keys(none.columns), none.length, none.totals]).to.deep.equal([[], all.length, all.totals]);
      const bare = await run(stock, lines, {...BY_HAND, view, totals: false});
      expect(bare).to.not.have.property('totals');
      expect([bare.columns, bare.length, bare.notes]).to.deep.equal([all.columns, all.length, all.notes]);
    }
    const dearest = await run(stock, lines, {...BY_HAND, columns: ['sku'], sort: {column: 'value', descending: true}, limit: 2});
    expect(dearest.columns).to.deep.equal(Object.assign(Object.create(null), {sku: ['c', 'b']}));
  });

  it('tells of states only where they are asked for', async () => {
    const stock: Row[] = [{sku: 'a', on_hand: 1, in_transit: 90}, {sku: 'z', on_hand: 1}];
    const noted = async (query: Partial<InventoryQuery>) => codes(await run(stock, SALES, {...BY_HAND, slowDays: 20, ...query}));
    expect(await noted({})).to.include.members(['unknown-age', 'no-need']);
    expect(await noted({columns: ['sku', 'state'], totals: false})).to.include.members(['unknown-age', 'no-need']);
    const bare = await noted({columns: ['sku', 'on_hand'], totals: false});
    expect(bare).to.not.include.members(['unknown-age']).and.not.include.members(['no-need']);
    expect(bare).to.include('missing-cost');
  });

  it('answers views of one question alike, whichever is asked first', async () => {
    const stock = ['a', 'b', 'c'].flatMap((sku, at) => ['v', 'w'].map((warehouse, of) => ({sku, warehouse, on_hand: at + of, unit_cost: 2})));
    const views = ['cells', 'skus', 'reorder'] as const;
    const source = sourceOf(stock, SALES);
    for (const view of [...views, ...[...views].reverse()]) {
      const shared = await source.run({analysis: 'inventory', ...BY_HAND, view});
      const alone = await run(stock, SALES, {...BY_HAND, view});
      expect([shared.columns, shared.totals, shared.notes]).to.deep.equal([alone.columns, alone.totals, alone.notes]);
    }
  });

  it('refuses what makes no sense', async () => {
    const message = (query: Partial<InventoryQuery>) => run([{sku: 'a', on_hand: 1}], SALES, query).then(() => '', (error: Error) => `${error.name}: ${error.message}`);
    expect(await message({serviceLevel: 1})).to.equal('QueryError: serviceLevel must be below 1, got 1.');
    expect(await message({abc: {a: 0.9, b: 0.8}})).to.contain('QueryError: abc: b must be at least 0.9');
    expect(await message({columns: ['on_hnd']})).to.equal('QueryError: This view of the stock has no column "on_hnd". Did you mean "on_hand"?');
    expect(await message({columns: ['skus']})).to.contain('has no column "skus"');
    expect(await message({columns: 'sku' as unknown as string[]})).to.contain('QueryError: columns is "sku". Write a list of names');
    expect(await message({totals: 'no' as unknown as boolean})).to.equal('QueryError: totals is "no". Write true or false.');
    expect(await message({asOf: 'yesterday'})).to.contain('QueryError: The as-of day "yesterday"');
  });

  it('gives the same answer for every order of rows, and states that add up to the rows', async () => {
    const stockRow = fc.record({sku: fc.constantFrom('a', 'b', 'c'), warehouse: fc.constantFrom('x', 'y'), on_hand: fc.integer({min: -2, max: 20})});
    const lineRow = fc.record({sku: fc.constantFrom('a', 'b', 'd'), day: fc.integer({min: 10, max: 28}), quantity: fc.integer({min: 1, max: 5})});
    const shelves = fc.uniqueArray(stockRow, {minLength: 1, selector: ({sku, warehouse}) => sku + warehouse});
    await fc.assert(
      fc.asyncProperty(shelves, fc.array(lineRow, {minLength: 1, maxLength: 12}), async (stock, list) => {
        const lines = list.map(({day, quantity, sku}) => sale(sku, `2024-03-${day}`, quantity));
        const [forth, back] = [await run(stock, lines, BY_HAND), await run([...stock].reverse(), [...lines].reverse(), BY_HAND)];
        expect(back.columns).to.deep.equal(forth.columns);
        const counted = Object.entries(forth.totals!).filter(([name]) => name.startsWith('count_')).reduce((sum, [, count]) => sum + Number(count), 0);
        expect(counted).to.equal(forth.length);
      }),
      {numRuns: 60},
    );
  });
});
