import {expect} from 'chai';
import fc from 'fast-check';

import {GoneRows} from '../../../data-adapters/changes/gone-rows.ts';
import {mergeRows} from '../../../data-adapters/changes/merge-rows.ts';
import {MoneyColumn, NO_DAY, TextColumn, TimeColumn} from '../../../data-adapters/column.ts';
import type {Column} from '../../../data-adapters/column.ts';
import {NumberDictionary, StringDictionary} from '../../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../../data-adapters/columns/dictionary.ts';
import {growArray} from '../../../data-adapters/columns/grow-array.ts';
import {growDictionary} from '../../../data-adapters/columns/grow-dictionary.ts';
import {hashText} from '../../../data-adapters/columns/hash-text.ts';
import {sortByTime} from '../../../data-adapters/columns/sort-rows.ts';
import {textIndex, TextIndex} from '../../../data-adapters/columns/text-index.ts';
import {conform} from '../../../data-adapters/conform.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {bytesOf} from '../columns/byte-dictionary.ts';

interface Line {
  readonly id: string;
  readonly minute: number | null;
  readonly cents: number;
}

function tableOf(lines: readonly Line[]): CanonicalTable {
  const values = [...new Set(lines.map(({id}) => id))];
  const minutes = lines.map(({minute}) => minute ?? NaN);
  const columns = new Map<string, Column>([
    ['order_id', new TextColumn(Int32Array.from(lines, ({id}) => values.indexOf(id)), values)],
    ['ordered_at', new TimeColumn(Float64Array.from(minutes), Int32Array.from(minutes, (minute) => (minute === minute ? Math.floor(minute / 3) : NO_DAY)))],
    ['net', new MoneyColumn(Float64Array.from(lines, ({cents}) => cents), 100)],
  ]);
  return sortByTime({name: 'order_lines', length: lines.length, columns, lineage: {}});
}

const readLines = ({columns, length}: CanonicalTable): unknown[] => Array.from({length}, (_, row) =>
  ['order_id', 'ordered_at', 'net'].map((name) => (name === 'ordered_at' ? (columns.get(name) as TimeColumn).values[row] : columns.get(name)?.at(row))));

const line = fc.record({id: fc.constantFrom('a', 'b', 'c', '华东'), minute: fc.option(fc.nat(9), {freq: 6, nil: null}), cents: fc.nat(999)});
const none = new GoneRows(0);

function goneOf(flags: readonly number[]): GoneRows {
  const gone = new GoneRows(flags.length);
  flags.forEach((flag, row) => (flag ? gone.add(row) : undefined));
  return gone;
}

describe('rows merged into a table', () => {
  it('stand where sorting all of them would have put them, without those that are gone', () => {
    fc.assert(fc.property(fc.array(line), fc.array(line), fc.infiniteStream(fc.boolean()), (before, after, flags) => {
      const table = tableOf(before);
      const gone = Array.from({length: table.length}, () => Number(flags.next().value));
      const kept = readLines(table).filter((_, row) => gone[row] === 0) as [string, number, number][];
      const wanted = [...kept, ...after.map(({id, minute, cents}) => [id, minute ?? NaN, cents / 100])]
        .map((row, at) => ({row, at, rank: Number.isNaN(row[1]) ? Infinity : Number(row[1])})).sort((a, b) => a.rank - b.rank || a.at - b.at);
      const merged = mergeRows(table, goneOf(gone), tableOf(after));
      expect(readLines(merged)).to.deep.equal(wanted.map(({row}) => row));
      const used = new Set(wanted.map(({row}) => row[0]));
      if (gone.includes(1)) expect((merged.columns.get('order_id') as TextColumn).size).to.equal(used.size);
    }));
  });

  it('that only come at the end leave its lineage and the older table as they were; all others begin another', () => {
    const at = (minute: number, id = 'a'): Line => ({id, minute, cents: 1});
    const table = tableOf([at(1), at(2)]);
    const grown = mergeRows(table, none, tableOf([at(2, 'b'), at(3, 'c')]));
    expect(grown.lineage).to.equal(table.lineage);
    expect(readLines(grown)).to.deep.equal([['a', 1, 0.01], ['a', 2, 0.01], ['b', 2, 0.01], ['c', 3, 0.01]]);
    const again = mergeRows(grown, none, tableOf([at(9, '华东')]));
    expect((again.columns.get('net') as MoneyColumn).values.buffer).to.equal((grown.columns.get('net') as MoneyColumn).values.buffer);
    expect([readLines(table).length, readLines(grown).length, (table.columns.get('order_id') as TextColumn).values]).to.deep.equal([2, 4, ['a']]);
    const late = mergeRows(again, none, tableOf([at(0)]));
    const fewer = mergeRows(again, goneOf([0, 1, 0, 0, 0]), tableOf([]));
    const {order_lines: cheap} = conform({order_lines: [{order_id: 'f', ordered_at: '2024-03-01', quantity: 1, net: 0.001}]}).tables;
    const finer = mergeRows(again, none, cheap as CanonicalTable);
    for (const other of [late, fewer, finer]) expect(other.lineage).to.be.an('object').and.not.equal(again.lineage);
    expect(mergeRows(again, none, tableOf([]))).to.equal(again);
  });
});

describe('arrays that grow', () => {
  it('never change what an older view shows, also where two go on from the same one', () => {
    const steps = fc.array(fc.record({from: fc.nat(30), rows: fc.array(fc.integer(), {maxLength: 700})}), {maxLength: 30});
    fc.assert(fc.property(steps, (list) => {
      const views = [{view: new Int32Array(0), rows: [] as number[]}];
      for (const {from, rows} of list) {
        const before = views[from % views.length] as (typeof views)[number];
        views.push({view: growArray(before.view, Int32Array.from(rows)), rows: [...before.rows, ...rows]});
      }
      for (const {view, rows} of views) expect(Array.from(view)).to.deep.equal(rows);
    }), {numRuns: 50});
  });
});

describe('dictionaries that grow', () => {
  const kinds: Readonly<Record<string, (texts: readonly string[]) => Dictionary>> = {
    strings: (texts) => new StringDictionary(texts),
    numbers: (texts) => new NumberDictionary(Float64Array.from(texts, Number)),
    bytes: bytesOf,
  };
  const numbers = ['1', '42', '-7', '9007199254740991', '0', '100000', '13', '5'];
  const texts = ['a', '', '华东', '007', 'x'.repeat(90), '\ud83d\ude00', '1.0', 'A'];

  for (const [kind, make] of Object.entries(kinds)) {
    it(`of ${kind} hold the older texts and then the newer, find each, and hash all alike`, () => {
      for (const added of [numbers.slice(4), texts]) {
        const before = make(numbers.slice(0, 4));
        const from = new StringDictionary(added);
        const all = Int32Array.from(added.keys());
        const once = growDictionary(before, from, all.subarray(0, 2));
        const twice = growDictionary(once, from, all.subarray(2));
        // Another that goes on from the same one does not meddle with it.
        const other = growDictionary(once, new StringDictionary(['other']), Int32Array.of(0));
        const wanted = [...numbers.slice(0, 4), ...added];
        expect([...twice.texts]).to.deep.equal(wanted);
        expect(Array.from(wanted, (_, code) => twice.text(code))).to.deep.equal(wanted);
        expect([once.size, [...once.texts], once.text(6)]).to.deep.equal([6, wanted.slice(0, 6), undefined]);
        expect([...other.texts]).to.deep.equal([...wanted.slice(0, 6), 'other']);
        expect([...twice.take(Int32Array.of(wanted.length - 1, 0)).texts]).to.deep.equal([wanted.at(-1), '1']);
        expect(wanted.map((_, code) => twice.hash(code))).to.deep.equal(wanted.map(hashText));
        const index = new TextIndex();
        index.cover(before, 0);
        index.cover(twice, before.size);
        expect(wanted.map((text) => index.codeOf(text, twice))).to.deep.equal(wanted.map((_, code) => code));
        expect(['none', '01', '1 '].map((text) => index.codeOf(text, twice))).to.deep.equal([-2, -2, -2]);
        expect(index.codeOf(wanted.at(-1) as string, before)).to.equal(-2);
      }
    });
  }

  it('are found in the index of their column among thousands', () => {
    const many = Array.from({length: 5000}, (_, at) => `order ${at * 7}`);
    const column = new TextColumn(Int32Array.from(many.keys()), many);
    expect(many.every((text, code) => textIndex(column).codeOf(text, column.dictionary) === code)).to.equal(true);
    expect(textIndex(column).codeOf('order 1', column.dictionary)).to.equal(-2);
  });
});
