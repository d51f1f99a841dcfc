import {expect} from 'chai';
import fc from 'fast-check';

import {NO_DAY} from '../../../data-adapters/column.ts';
import {listDayIds} from '../../../engine/cube/day-ids.ts';
import {extendDays, sumDays} from '../../../engine/cube/day-sums.ts';
import {addSums, countDistinctDays} from '../../../engine/cube/window-counts.ts';
import type {ChosenCells, DayStretches} from '../../../engine/cube/window-counts.ts';

const CELLS = 3;
const LAST = 6;

interface Row {
  readonly day: number;
  readonly cell: number;
  readonly id: number;
  readonly value: number;
  readonly kept: boolean;
}

const rowOf: fc.Arbitrary<Row> = fc.record({
  day: fc.oneof({weight: 9, arbitrary: fc.integer({min: 0, max: LAST})}, {weight: 1, arbitrary: fc.constant(NO_DAY)}),
  cell: fc.integer({min: 0, max: CELLS - 1}), id: fc.integer({min: -1, max: 4}),
  value: fc.oneof({weight: 9, arbitrary: fc.integer({min: -50, max: 50})}, {weight: 1, arbitrary: fc.constant(NaN)}), kept: fc.boolean(),
});
const anyRows = fc.array(rowOf, {maxLength: 40});
const inOrder = anyRows.map((list) => list.filter(({day}) => day !== NO_DAY).sort((a, b) => a.day - b.day));

const range = (last: number): {first: number; last: number} => ({first: 0, last});
const request = (rows: readonly Row[]) => ({
  days: Int32Array.from(rows, ({day}) => day),
  cells: {names: ['a'], count: CELLS, codes: Int32Array.from(rows, ({cell}) => cell), offset: 0, codesOf: []},
  mask: Uint8Array.from(rows, ({kept}) => Number(kept)),
  values: Float64Array.from(rows, ({value}) => value),
  ids: {codes: Int32Array.from(rows, ({id}) => id), count: 5},
});

/** Two stretches of days, one behind the other, and which of the cells count as which combination. */
const window = fc.record({
  cut: fc.integer({min: -1, max: LAST + 1}), from: fc.integer({min: -2, max: LAST}), to: fc.integer({min: -1, max: LAST + 2}),
  combinationOf: fc.array(fc.integer({min: -1, max: 1}), {minLength: CELLS, maxLength: CELLS}),
}).map(({from, to, cut, combinationOf}) => {
  const cells = Int32Array.from([0, 1, 2].filter((cell) => combinationOf[cell]! >= 0));
  const chosen: ChosenCells = {cells, combinations: cells.map((cell) => combinationOf[cell]!), combinationOf: Int32Array.from(combinationOf)};
  return {stretches: {from: Int32Array.of(from, Math.max(from, cut + 1)), to: Int32Array.of(Math.min(to, cut), to)}, chosen};
});
const NONE = {ids: new Int32Array(0), combinations: new Int32Array(0), stretch: 0};

interface Asked {
  readonly stretches: DayStretches;
  readonly chosen: ChosenCells;
}

const groupsOf = (rows: readonly Row[], {stretches: {from, to}, chosen}: Asked): Row[][] =>
  [0, 1].flatMap((combination) => [0, 1].map((stretch) => rows.filter(({kept, day, cell}) =>
    kept && day !== NO_DAY && chosen.combinationOf![cell] === combination && day >= from[stretch]! && day <= to[stretch]!)));
const sum = (rows: readonly Row[]): number => rows.reduce((total, {value}) => total + (Number.isNaN(value) ? 0 : value), 0);
const distinct = (rows: readonly Row[]): number => new Set(rows.filter(({id}) => id >= 0).map(({id}) => id)).size;

describe('sums by day and cell', () => {
  it('give what adding up the rows of the days and cells gives', () => {
    fc.assert(fc.property(anyRows, window, (rows, asked) => {
      const totals = new Float64Array(4);
      const all = addSums(totals, sumDays(range(LAST), request(rows)), asked.stretches, asked.chosen);
      const groups = groupsOf(rows, asked);
      expect([...totals]).to.deep.equal(groups.map(sum));
      expect(all).to.equal(sum(groups.flat()));
    }));
  });

  it('grow by further rows to what they would have been', () => {
    fc.assert(fc.property(anyRows, anyRows, (before, added) => {
      const rows = [...before, ...added];
      const grown = extendDays(sumDays(range(LAST), request(before)), range(LAST + 3), request(added));
      expect([...grown.before]).to.deep.equal([...sumDays(range(LAST + 3), request(rows)).before]);
    }));
  });
});

describe('ids by day and cell', () => {
  it('count what sets count, by combination and over all, with those of a day that has begun', () => {
    fc.assert(fc.property(anyRows, window, fc.integer({min: 0, max: 1}), (rows, asked, stretch) => {
      const {stretches, chosen} = asked;
      const begun = {from: stretches.to.map((to) => to + 1), to: stretches.to.map((to) => to + 1)};
      const isBegun = stretches.to[stretch]! >= stretches.from[stretch]! - 1 && stretch === 1;
      const further = isBegun ? groupsOf(rows, {stretches: begun, chosen}).map((group) => group.filter(({id}) => id >= 0)) : [[], [], [], []];
      const list = listDayIds(range(LAST), request(rows));
      const totals = new Float64Array(4);
      const late = [...further[1]!, ...further[3]!];
      const all = countDistinctDays(totals, list, stretches, chosen, {
        ids: Int32Array.from(late, ({id}) => id), combinations: Int32Array.from(late, ({cell}) => chosen.combinationOf![cell]!), stretch: 1,
      });
      const groups = groupsOf(rows, asked).map((group, at) => (at % 2 === 1 ? [...group, ...further[at]!] : group));
      expect([...totals]).to.deep.equal(groups.map(distinct));
      expect(all).to.equal(distinct(groups.slice(0, 2).flat()) + distinct(groups.slice(2).flat()));
    }), {numRuns: 500});
  });

  it('add up where no id comes twice, and know when one does', () => {
    const row = {day: 0, cell: 0, value: 1, kept: true};
    const ids = (list: readonly Row[]) => listDayIds(range(LAST), request(list));
    expect(ids([{...row, id: 1}, {...row, id: 1}, {...row, id: 2, day: 3}]).additive).to.not.equal(undefined);
    expect(ids([{...row, id: 1}, {...row, id: 1, cell: 1}]).additive, 'in two cells').to.equal(undefined);
    expect(ids([{...row, id: 1}, {...row, id: 1, day: 2}]).additive, 'on two days').to.equal(undefined);
  });

  it('grow by rows of later days to what they would have been, and refuse rows of earlier ones', () => {
    fc.assert(fc.property(inOrder, fc.nat(40), window, (rows, at, {stretches, chosen}) => {
      const before = rows.slice(0, at);
      const last = Math.max(0, ...before.map(({day}) => day));
      const grown = listDayIds(range(last), request(before)).with(range(LAST), request(rows), before.length)!;
      const made = listDayIds(range(LAST), request(rows));
      expect(grown.additive === undefined).to.equal(made.additive === undefined);
      expect([...(grown.additive?.before ?? [])]).to.deep.equal([...(made.additive?.before ?? [])]);
      const [one, other] = [new Float64Array(4), new Float64Array(4)];
      countDistinctDays(one, grown, stretches, chosen, NONE);
      countDistinctDays(other, made, stretches, chosen, NONE);
      expect([...one]).to.deep.equal([...other]);
    }));
    const late = [{day: 3, cell: 0, id: 1, value: 1, kept: true}, {day: 2, cell: 0, id: 2, value: 1, kept: true}];
    expect(listDayIds(range(3), request(late.slice(0, 1))).with(range(3), request(late), 1)).to.equal(undefined);
  });
});
