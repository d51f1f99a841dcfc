/** Rows that come, are corrected and leave: in the page and in a worker alike. */

import {expect} from 'chai';
import {table} from 'arquero';

import {AdapterError} from '../../data-adapters/adapter.ts';
import type {Changes} from '../../data-adapters/changes/changes.ts';
import {conform} from '../../data-adapters/conform.ts';
import {createSource} from '../../engine/create-source.ts';
import type {SourceOptions} from '../../engine/create-source.ts';
import type {Query} from '../../engine/query.ts';
import type {LiveSource, SourceChange} from '../../engine/source.ts';
import {openSource} from '../../engine/worker/open-source.ts';
import type {OpenSource} from '../../engine/worker/open-source.ts';

const OPTIONS: SourceOptions = {timeZone: 'Asia/Shanghai', currency: 'CNY', now: 'data'};
const LINE = {order_id: 'A1', line_id: '1', ordered_at: '2024-03-10 09:00', sku: 'tea', quantity: 1, net: '30.50', status: 'paid', channel: 'app'};
/** 30.50 + 12.00 on 10 March, 7.50 on 12 March. */
const LINES = [LINE, {...LINE, line_id: '2', sku: 'cup', net: '12.00'}, {...LINE, order_id: 'A2', ordered_at: '2024-03-12 10:00', net: '7.50'}];

const SALES: Query = {analysis: 'metrics', metrics: ['net_sales'], period: 'all'};
const salesOf = async (source: LiveSource): Promise<unknown> => (await source.run(SALES, {table: false})).totals?.['net_sales'];
const ROWS: Query = {analysis: 'rows', table: 'order_lines', limit: 100};
const cells = async (source: LiveSource, column: string): Promise<unknown> => (await source.run(ROWS, {table: false})).columns[column];

const opened: OpenSource[] = [];
const KINDS: Readonly<Record<string, (tables: object, options?: SourceOptions) => Promise<LiveSource>>> = {
  'in the page': async (tables, options = OPTIONS) => createSource(tables, options),
  'in a worker': async (tables, options = OPTIONS) => {
    const source = await openSource(tables, options, {worker: true});
    expect(source.info.runsOn).to.equal('worker');
    opened.push(source);
    return source;
  },
};

async function refusal(source: LiveSource, changes: unknown): Promise<string> {
  const error: unknown = await source.update(changes as Changes).then(() => undefined, (reason: unknown) => reason);
  expect(error, JSON.stringify(changes)).to.be.instanceOf(AdapterError);
  return (error as AdapterError).message;
}

for (const [where, open] of Object.entries(KINDS)) {
  describe(`rows of a source ${where}`, () => {
    afterEach(() => opened.splice(0).forEach((source) => source.close()));

    it('come in addition: answers, info, log and quality tell of them, and who listens is told', async () => {
      const source = await open({order_lines: LINES});
      const {metrics, loadedAt} = source.info;
      const told: SourceChange[] = [];
      source.subscribe((change) => told.push(change));
      expect(await salesOf(source)).to.equal(50);
      const summary = await source.update({order_lines: {append: [{...LINE, order_id: 'A3', ordered_at: '2024-03-15 08:00', net: '¥1,000.25'}]}});
      expect(await salesOf(source)).to.equal(1050.25);
      expect(summary.tables.map(({quality, ...counts}) => [counts, quality.rowsRead, quality.rowsKept])).to.deep.equal([
        [{table: 'order_lines', added: 1, replaced: 0, removed: 0, notFound: 0}, 1, 1],
      ]);
      const {info} = source;
      const {rows, lastDay} = info.tables[0] ?? {};
      expect([rows, lastDay, info.lastDay, info.now]).to.deep.equal([4, '2024-03-15', '2024-03-15', '2024-03-15T15:59:59.999Z']);
      expect([info.quality.tables[0]?.rowsRead, info.metrics.length]).to.deep.equal([4, metrics.length]);
      expect(Date.parse(info.loadedAt)).to.be.at.least(Date.parse(loadedAt));
      const log = info.log.map(({tables: [entry], isUpdate = false}) => [entry?.rowsRead, entry?.rowsKept, isUpdate]);
      expect(log).to.deep.equal([[3, 3, false], [1, 4, true]]);
      expect(told).to.deep.equal([{kind: 'rows', tables: ['order_lines']}]);
    });

    it('are corrected by key: status, money and day follow, in their place in time', async () => {
      const source = await open({order_lines: LINES});
      const summary = await source.update({order_lines: {upsert: [
        {...LINE, status: 'cancelled'}, {...LINE, order_id: 'A2', ordered_at: '2024-03-09 10:00', net: 8}, {...LINE, order_id: 'A9', net: 100},
        {...LINE, order_id: 'A9', net: 1},
      ]}});
      expect(await salesOf(source)).to.equal(12 + 8 + 1);
      expect(summary.tables[0]).to.include({added: 3, replaced: 3, removed: 0});
      expect(await cells(source, 'order_id')).to.deep.equal(['A2', 'A1', 'A1', 'A9']);
      expect(await cells(source, 'line_id')).to.deep.equal(['1', '2', '1', '1']);
    });

    it('leave by line, by order, and not at all where no row has the key', async () => {
      const source = await open({order_lines: LINES});
      const summary = await source.update({order_lines: {remove: [{order_id: 'A1', line_id: '2'}, {order_id: 'A2'}, {order_id: 'A7'}]}});
      expect(summary.tables[0]).to.include({added: 0, removed: 2, notFound: 1});
      expect(await salesOf(source)).to.equal(30.5);
      expect(source.info.lastDay).to.equal('2024-03-10');
      await source.update({order_lines: {remove: [{order_id: 'A1'}]}});
      expect(source.info.tables[0]).to.include({rows: 0});
      await source.update({order_lines: {append: LINES}});
      expect(await salesOf(source)).to.equal(50);
    });

    it('of other tables have keys of their own; a blank part of a key is a value', async () => {
      const stock = [{sku: 'tea', warehouse: 'East', on_hand: 4}, {sku: 'tea', on_hand: 6}, {sku: 'cup', warehouse: 'East', on_hand: 1}];
      const source = await open({stock, customers: [{customer_id: 'c1', region: 'North'}], spend: [{day: '2024-03-01', channel: 'app', cost: 5}]});
      await source.update({
        stock: {upsert: [{sku: 'tea', on_hand: 60}], remove: [{sku: 'cup'}]},
        customers: {upsert: [{customer_id: 'c1', region: 'South'}, {customer_id: 'c2', region: 'West'}]},
        spend: {remove: [{day: '2024-03-01'}], append: [{day: '2024-03-02', channel: 'app', cost: 7}]},
      });
      const rows = async (name: 'stock' | 'customers' | 'spend', column: string): Promise<unknown> =>
        (await source.run({analysis: 'rows', table: name, limit: 100, period: 'all'}, {table: false})).columns[column];
      expect([await rows('stock', 'on_hand'), await rows('stock', 'warehouse')]).to.deep.equal([[4, 60], ['East', null]]);
      expect(await rows('customers', 'region')).to.deep.equal(['South', 'West']);
      expect(await rows('spend', 'cost')).to.deep.equal([7]);
    });

    it('of a table that was not there make it', async () => {
      const source = await open({order_lines: LINES});
      await source.update({service: {upsert: [{id: 't1', at: '2024-03-10 10:00', score: 5}]}});
      expect(source.info.tables.map(({name, rows}) => [name, rows])).to.deep.equal([['order_lines', 3], ['service', 1]]);
    });

    it('bring columns and texts that were not there: older rows are blank, dimensions grow', async () => {
      const source = await open({order_lines: LINES});
      await source.update({order_lines: {append: [{...LINE, order_id: 'A3', channel: 'mini program', region: '华东', gift: 'yes', currency: 'CNY'}]}});
      expect(source.info.dimensions.map(({name}) => name)).to.include.members(['region', 'gift']);
      expect(await cells(source, 'region')).to.deep.equal([null, null, '华东', null]);
      expect(await cells(source, 'channel')).to.deep.equal(['app', 'app', 'mini program', 'app']);
    });

    it('hold money of a finer scale, and numbers beside texts, exactly', async () => {
      const source = await open({order_lines: LINES.map((line) => ({...line, bin: 7}))});
      await source.update({order_lines: {append: [{...LINE, order_id: 'A3', net: '0.0015', bin: 'x'}]}});
      expect(await salesOf(source)).to.equal(50.0015);
      await source.update({order_lines: {append: [{...LINE, order_id: 'A4', net: '0.10', bin: 8}]}});
      expect(await salesOf(source)).to.equal(50.1015);
      expect(await cells(source, 'bin')).to.deep.equal(['7', '7', 'x', '8', '7']);
    });

    it('in another currency are counted as what they are', async () => {
      const source = await open({order_lines: LINES.map((line) => ({...line, currency: 'CNY'}))});
      const summary = await source.update({order_lines: {append: [{...LINE, order_id: 'A3', currency: 'USD'}, {...LINE, order_id: 'A4', net: '$5'}]}});
      expect(summary.tables[0]?.quality.issues.map(({reason, effect, rows}) => [reason, effect, rows])).to.deep.equal([
        ['mixed-currency', 'left-out', 1], ['mixed-currency', 'kept', 1],
      ]);
      expect(source.info.quality.tables[0]).to.include({rowsRead: 5, rowsKept: 4});
    });

    it('take any shape that a load takes', async () => {
      const source = await open({order_lines: LINES});
      const row = (id: string): typeof LINE => ({...LINE, order_id: id, net: '1'});
      const columns = Object.fromEntries(Object.entries(row('B1')).map(([name, value]) => [name, [value]]));
      for (const append of [
        columns, new Map(Object.entries(columns).map(([name, values]) => [name, name === 'order_id' ? ['B2'] : values])),
        {header: Object.keys(LINE), records: [Object.values(row('B3'))]}, table({...columns, order_id: ['B4']}),
        conform({order_lines: [row('B5')]}, OPTIONS).tables.order_lines as object,
      ]) {
        await source.update({order_lines: {append}});
      }
      expect(await salesOf(source)).to.equal(55);
      await source.update({order_lines: {remove: {order_id: ['B1', 'B2', 'B3', 'B4', 'B5']}}});
      expect(await salesOf(source)).to.equal(50);
    });

    it('that the host holds itself stay as they are, in whatever order they stand', async () => {
      const later = [{...LINE, order_id: 'A9', ordered_at: '2024-03-14 09:00'}, {...LINE, order_id: 'A8', ordered_at: '2024-03-13 09:00'}];
      const {order_lines: own} = conform({order_lines: later}, OPTIONS).tables;
      const source = await open({order_lines: LINES});
      await source.update({order_lines: {append: own as object}});
      expect([0, 1].map((row) => own?.columns.get('order_id')?.at(row))).to.deep.equal(['A9', 'A8']);
      expect((await cells(source, 'order_id') as string[]).slice(-2)).to.deep.equal(['A8', 'A9']);
    });

    it('are read with the headers, states and corrections of the load', async () => {
      const options: SourceOptions = {
        ...OPTIONS, preset: 'taobao', statusMap: {到付: 'paid'}, columns: {order_lines: {lager: 'warehouse', net: 'betrag'}},
        overrides: [{table: 'order_lines', where: {order_id: '2'}, set: {channel: 'shop'}}, {table: 'order_lines', where: {order_id: '3'}, leaveOut: true}],
      };
      const row = {订单编号: '1', 子订单编号: '1', 订单创建时间: '2024-03-10 09:00', 商家编码: 'tea', 购买数量: 1, betrag: 10, 订单状态: '到付', lager: 'Ost', channel: 'app'};
      const source = await open({order_lines: [row]}, options);
      const unused = (): unknown => source.info.quality.tables[0]?.issues.filter(({reason}) => reason === 'override-unused').map(({rows}) => rows);
      expect(unused()).to.deep.equal([2]);
      await source.update({order_lines: {append: [{...row, 订单编号: '2'}]}});
      await source.update({order_lines: {append: [{order_id: '4', line_id: '1', ordered_at: '2024-03-11', quantity: 2, net: 5}]}});
      expect([unused(), await salesOf(source)]).to.deep.equal([[1], 25]);
      expect(await cells(source, 'channel')).to.deep.equal(['app', 'shop', null]);
      await source.update({order_lines: {append: [{...row, 订单编号: '3'}]}});
      expect([unused(), await salesOf(source)]).to.deep.equal([[], 25]);
      await source.update({order_lines: {remove: [{订单编号: '4'}]}});
      expect(await salesOf(source)).to.equal(20);
    });

    it('all of a batch or none: a refused one leaves everything as it was', async () => {
      const source = await open({order_lines: LINES, events: [{user_id: 'u', at: '2024-03-10 09:00', step: 'view'}]});
      const before = structuredClone({...source.info, metrics: []});
      const told: SourceChange[] = [];
      source.subscribe((change) => told.push(change));
      const {line_id: _line, ...unnumbered} = LINE;
      for (const [changes, words] of [
        [{order_lines: {append: [{...LINE, order_id: 'A3'}]}, stock: {append: [{sku: 'tea'}]}}, 'Table stock has no column for on_hand'],
        [{orders: {append: []}}, 'Unknown table "orders"'],
        [{order_lines: [LINE]}, 'holds "0"'],
        [{order_lines: {insert: []}}, 'holds "insert"'],
        [null, 'Changes are null'],
        [{order_lines: null}, 'The change of table order_lines is null'],
        [{order_lines: {append: 'rows'}}, 'expected an array of objects'],
        [{order_lines: {append: null}}, 'expected an array of objects'],
        [{order_lines: {upsert: [unnumbered]}}, 'have no line_id'],
        [{order_lines: {upsert: [LINE, {...LINE, line_id: null}]}}, 'Row 2 to upsert has no line_id'],
        [{order_lines: {remove: [{sku: 'tea'}]}}, 'holds "sku", by which no row is told'],
        [{order_lines: {remove: [{}, {order_id: 'A1'}]}}, 'key 1 to remove names no row'],
        [{order_lines: {remove: [{order_id: 'A1', line_id: null}]}}, 'key 1 to remove has line_id null'],
        [{events: {upsert: [{user_id: 'u', at: '2024-03-10 09:00', step: 'cart'}]}}, 'Rows of events have no key of their own, so upsert cannot'],
        [{events: {remove: [{user_id: 'u'}]}}, 'keys: {events:'],
      ] as const) {
        expect(await refusal(source, changes), JSON.stringify(changes)).to.contain(words);
      }
      expect({...source.info, metrics: []}).to.deep.equal(before);
      expect(told).to.deep.equal([]);
      expect(await salesOf(source)).to.equal(50);
    });

    it('of a table without key columns are refused by name, and have the key that the option names', async () => {
      const {line_id: _line, ...first} = LINE;
      const unnumbered = await open({order_lines: [first]});
      expect(await refusal(unnumbered, {order_lines: {upsert: [LINE]}})).to.contain('Its rows have no line_id');
      await unnumbered.update({order_lines: {remove: [{order_id: 'A1'}], append: [{...first, net: 3}]}});
      expect(await salesOf(unnumbered)).to.equal(3);
      const event = {event_id: 'e1', user_id: 'u', at: '2024-03-10 09:00', step: 'view'};
      const keyed = await open({events: [event]}, {...OPTIONS, keys: {events: ['event_id']}});
      const summary = await keyed.update({events: {upsert: [{...event, step: 'cart'}], append: [event]}});
      expect(summary.tables[0]).to.include({added: 1, replaced: 1});
      await keyed.update({events: {remove: [{event_id: 'e1'}]}});
      expect(keyed.info.tables[0]?.rows).to.equal(0);
    });

    it('a query answers by the rows that were there when it was asked, and asked again by the newer ones', async () => {
      const source = await open({order_lines: LINES});
      const before = [salesOf(source), cells(source, 'net')];
      const update = source.update({order_lines: {append: [{...LINE, order_id: 'A3', net: 1}]}});
      expect(await Promise.all(before)).to.deep.equal([50, [30.5, 12, 7.5]]);
      await update;
      expect([await salesOf(source), await cells(source, 'net')]).to.deep.equal([51, [30.5, 12, 1, 7.5]]);
    });

    it('come in bursts: each update goes on from the one before, and a refused one between them does no harm', async () => {
      const source = await open({order_lines: LINES});
      const updates = Array.from({length: 8}, (_, at) => source.update({order_lines: {
        append: [at === 3 ? {nothing: 1} : {...LINE, order_id: `B${at}`, net: 2 ** at}],
      }}));
      const settled = await Promise.allSettled(updates);
      expect(settled.map(({status}) => status === 'fulfilled')).to.deep.equal([true, true, true, false, true, true, true, true]);
      expect(await salesOf(source)).to.equal(50 + 255 - 8);
      expect(source.info.log).to.have.length(2);
    });

    it('are not taken in once their signal is aborted', async () => {
      const source = await open({order_lines: LINES});
      const stop = new AbortController();
      const update = source.update({order_lines: {append: [{...LINE, order_id: 'A3'}]}}, {signal: stop.signal});
      stop.abort(new Error('never mind'));
      expect(await update.then(() => '', (error: Error) => error.message)).to.equal('never mind');
      expect(await salesOf(source)).to.equal(50);
      await source.update({order_lines: {append: [{...LINE, order_id: 'A3', net: 5}]}});
      expect(await salesOf(source)).to.equal(55);
    });

    it('that come late take their place in time', async () => {
      const source = await open({order_lines: LINES});
      await source.update({order_lines: {append: [
        {...LINE, order_id: 'L2', ordered_at: '2024-03-11 00:00', net: 2}, {...LINE, order_id: 'L1', ordered_at: '2024-02-01 00:00', net: 1},
        {...LINE, order_id: 'L3', ordered_at: '2024-03-12 10:00', net: 3},
      ]}});
      expect(await cells(source, 'order_id')).to.deep.equal(['L1', 'A1', 'A1', 'L2', 'A2', 'L3']);
      expect(source.info.firstDay).to.equal('2024-02-01');
    });
  });
}

describe('rows of a closed source', () => {
  it('are refused, in the page and in a worker', async () => {
    for (const worker of [false, true]) {
      const source = await openSource({order_lines: LINES}, OPTIONS, {worker});
      const message = (): Promise<string> => source.update({order_lines: {append: [LINE]}}).then(() => '', (error: Error) => error.message);
      const under = message();
      source.close();
      for (const each of [await under, await message()]) expect(each, String(worker)).to.contain('The source was closed');
    }
  });

  it('values that no worker takes are refused by name, and what was sent of them is let go', async () => {
    const source = await openSource({order_lines: LINES}, OPTIONS, {worker: true});
    expect(await refusal(source, {order_lines: {append: [LINE, {...LINE, when: (): number => 1}]}})).to.contain('cannot be handed to a worker');
    expect(await salesOf(source)).to.equal(50);
    source.close();
  });
});
