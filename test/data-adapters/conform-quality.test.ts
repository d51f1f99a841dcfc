import {expect} from 'chai';
import fc from 'fast-check';

import {conform} from '../../data-adapters/conform.ts';
import type {CanonicalTables} from '../../data-adapters/schema.ts';
import {cells, conformLines, issues, issuesOf, line, tableOf} from './tables.ts';

describe('the quality report', () => {
  it('leaves a row out for one reason, and counts it once', () => {
    const tables = conformLines([
      line(),
      {},
      line({order_id: ' '}),
      line({ordered_at: '2026-02-30', net: 'free'}),
      line({quantity: '1,23'}),
      line({net: null}),
      line({ordered_at: '12/1/2010'}),
      line({ordered_at: '0001-01-01'}),
      line({net: Infinity}),
      line({status: 'paid', order_id: 'A9'}),
    ].map((row, i) => ({status: 'paid', ...row, n: i === 1 ? undefined : i, ...(i === 1 ? {status: ''} : {})})));
    expect(issues(tables)).to.deep.equal([
      'blank-row left-out 1',
      'missing-required order_id left-out 1',
      'unreadable-time ordered_at left-out 1',
      'ambiguous-date ordered_at left-out 1',
      'impossible-time ordered_at left-out 1',
      'unreadable-number quantity left-out 1',
      'missing-required net left-out 1',
      'infinite-number net left-out 1',
    ]);
    expect(cells(tables, 'n')).to.deep.equal([0, 9]);
    expect(tables.quality.tables[0]).to.include({rowsRead: 10, rowsKept: 2});
  });

  it('reads dates by the order that one of them settles, and says so', () => {
    const read = (...dates: unknown[]): CanonicalTables => conformLines(dates.map((ordered_at, index) => line({order_id: `A${index}`, ordered_at})));
    const american = read('12/1/2010 8:26', '1/2/2011', '12/13/2010', '2011-01-03', '12/1/2010 8:26');
    expect(cells(american, 'ordered_at')).to.deep.equal([
      '2010-12-01T08:26:00.000Z', '2011-01-02T00:00:00.000Z', '2010-12-13T00:00:00.000Z', '2011-01-03T00:00:00.000Z', '2010-12-01T08:26:00.000Z',
    ]);
    expect(issues(american)).to.deep.equal(['found-date-order ordered_at corrected 4']);
    expect(issuesOf(american)[0]?.examples).to.deep.equal([{row: 3, value: 'mdy: 12/13/2010'}]);
    expect(cells(read('1.2.2011', '13.1.2011'), 'ordered_at')).to.deep.equal(['2011-02-01T00:00:00.000Z', '2011-01-13T00:00:00.000Z']);
    // 99 is no day: the year stands last, and 31 no month.
    expect(cells(read('31-12-99', '10-11-12'), 'ordered_at')).to.deep.equal(['1999-12-31T00:00:00.000Z', '2012-11-10T00:00:00.000Z']);
    // A date in no order says nothing, and is not read.
    expect(issues(read('12/13/2010', '13/13/2010', '1/2/2010'))).to.deep.equal(['found-date-order ordered_at corrected 2', 'unreadable-time ordered_at left-out 1']);
  });

  it('refuses dates that nothing settles or that contradict each other', () => {
    const refused = (...dates: unknown[]): string[] => issues(conformLines(dates.map((ordered_at, index) => line({order_id: `A${index}`, ordered_at}))));
    expect(refused('12/1/2010', '1/12/2010')).to.deep.equal(['ambiguous-date ordered_at left-out 2']);
    expect(refused('12/13/2010', '1/2/2010', '13/12/2010')).to.deep.equal(['ambiguous-date ordered_at left-out 3']);
    // 13-12-10 is 13 December 2010 or 10 December 2013.
    expect(refused('13-12-10')).to.deep.equal(['ambiguous-date ordered_at left-out 1']);
    // By the stated order the other date is wrong, and nothing is found.
    const stated = conformLines([line({ordered_at: '12/13/2010'}), line({ordered_at: '13/12/2010'})], {dateOrder: 'mdy'});
    expect(issues(stated)).to.deep.equal(['unreadable-time ordered_at left-out 1']);
  });

  it('shows up to five examples with their row and at most 80 characters', () => {
    const rows = Array.from({length: 8}, (_, i) => line({order_id: `A${i}`, cost: i % 2 ? 'x'.repeat(200) : 5}));
    const [issue] = issuesOf(conformLines(rows));
    expect(issue).to.include({table: 'order_lines', column: 'cost', reason: 'unreadable-money', effect: 'value-missing', rows: 4});
    expect(issue?.examples.map(({row, value}) => [row, value.length])).to.deep.equal([[2, 80], [4, 80], [6, 80], [8, 80]]);
    expect(issuesOf(conformLines(rows.map((row) => ({...row, cost: '?'}))))[0]?.examples.length).to.equal(5);
  });

  it('accounts for every row, whatever the cells hold', () => {
    const cell = fc.oneof(
      fc.constantFrom(null, undefined, '', ' ', 'null', '2024-03-01', '1,5', '¥3', '1.2万', Infinity, NaN, -0, true, new Date(NaN), new Date(0), 10n, {}, []),
      fc.string(), fc.double(), fc.integer(),
    );
    const row = fc.record(
      {order_id: cell, line_id: cell, ordered_at: cell, quantity: cell, net: cell, cost: cell, status: cell, customer_id: cell, x: cell},
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(fc.array(row, {maxLength: 30}), (rows) => {
        const tables = conformLines([line({status: 'paid'}), ...rows]);
        const [quality] = tables.quality.tables;
        const left = (quality?.issues ?? []).filter(({effect}) => effect === 'left-out').reduce((sum, issue) => sum + issue.rows, 0);
        expect(quality?.rowsRead).to.equal(rows.length + 1);
        expect(quality?.rowsKept).to.equal(rows.length + 1 - left);
        for (const column of tableOf(tables).columns.values()) expect(column.length).to.equal(quality?.rowsKept);
        for (const name of ['order_id', 'ordered_at', 'quantity', 'net', 'status']) expect(cells(tables, name)).to.not.include(null);
      }),
      {numRuns: 400, seed: 11},
    );
  });

  it('counts lines without a customer, and null words as such, so that they are not one giant customer', () => {
    const ids = ['C1', '', null, 'null', 'NULL', '(not set)', 'N/A', 'undefined', 'NaN', 'C1'];
    const tables = conformLines(ids.map((customer_id, i) => line({order_id: `A${i}`, customer_id})));
    expect(cells(tables, 'customer_id')).to.deep.equal(['C1', null, null, null, null, null, null, null, null, 'C1']);
    expect(issues(tables)).to.deep.equal(['missing-customer customer_id kept 2', 'missing-customer customer_id corrected 6']);
    const events = conform({events: ids.map((user_id) => ({user_id, at: '2024-01-01', step: 'view'}))});
    expect(tableOf(events, 'events').length).to.equal(2);
    expect(issues(events, 'events')[0]).to.equal('missing-required user_id left-out 8');
  });

  it('keeps such words where they are a category', () => {
    const tables = conformLines([line({channel: '(not set)'}), line({order_id: 'A2', channel: 'N/A'}), line({order_id: 'A3', channel: ' '})]);
    expect(cells(tables, 'channel')).to.deep.equal(['(not set)', 'N/A', null]);
  });

  it('leaves out ids that a number could not hold, because two may have become one', () => {
    const tables = conformLines([line({order_id: 12_345_678_901_234_567_000}), line({order_id: 42}), line({order_id: 9_007_199_254_740_991})]);
    expect(cells(tables, 'order_id')).to.deep.equal(['42', '9007199254740991']);
    expect(issues(tables)).to.deep.equal(['unsafe-integer order_id left-out 1']);
  });

  it('cuts giant texts, refuses giant ids, and says so', () => {
    const giant = '字'.repeat(70_000);
    const tables = conformLines([line({channel: giant, customer_id: giant})]);
    expect((cells(tables, 'channel')[0] as string).length).to.equal(65_536);
    expect(cells(tables, 'customer_id')).to.deep.equal([null]);
    expect(issues(tables)).to.deep.equal(['cell-too-long customer_id value-missing 1', 'cell-too-long channel corrected 1']);
  });

  it('reports times that run backwards and keeps the rows', () => {
    const tables = conformLines([
      line({ordered_at: '2024-03-02 10:00', paid_at: '2024-03-01 09:00'}),
      line({order_id: 'A2', ordered_at: '2024-03-02 10:00', paid_at: '2024-03-02 10:00'}),
    ]);
    expect(issues(tables)).to.deep.equal(['negative-duration paid_at kept 1']);
    const bare = conformLines([line({ordered_at: '2024-03-02 10:00', shipped_at: '2024-03-02'})]);
    expect(issues(bare)).to.deep.equal([]);
  });

  it('reports a column of mixed epoch units instead of mixing them', () => {
    const at = [1_709_251_200_000, 1_709_251_201_000, 1_709_251_200];
    const tables = conform({events: at.map((time) => ({user_id: 'u', at: time, step: 'view'}))});
    expect(cells(tables, 'at', 'events')).to.deep.equal(['2024-03-01T00:00:00.000Z', '2024-03-01T00:00:01.000Z']);
    expect(issues(tables, 'events')).to.deep.equal(['unreadable-time at left-out 1']);
  });

  it('reads days as calendar days of the shop', () => {
    const tables = conform({traffic: [{day: '2024-03-01', visitors: '1,024'}, {day: '2024-03-10 12:00', visitors: 3}]}, {timeZone: 'America/New_York'});
    expect(cells(tables, 'day', 'traffic')).to.deep.equal(['2024-03-01T05:00:00.000Z', '2024-03-10T05:00:00.000Z']);
    expect(cells(tables, 'visitors', 'traffic')).to.deep.equal([1024, 3]);
  });

  it('reads yes and no in both languages', () => {
    const rows = [true, '是', 'No', 0, 'maybe', ''].map((discontinued, i) => ({sku: `S${i}`, on_hand: 1, discontinued}));
    const tables = conform({stock: rows});
    expect(cells(tables, 'discontinued', 'stock')).to.deep.equal([1, 1, 0, 0, null, null]);
    expect(issues(tables, 'stock')).to.deep.equal(['unreadable-boolean discontinued value-missing 1']);
  });
});
