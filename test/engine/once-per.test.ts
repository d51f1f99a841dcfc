import {expect} from 'chai';

import {NumberColumn} from '../../data-adapters/column.ts';
import type {CanonicalTable} from '../../data-adapters/schema.ts';
import {namedFact, oncePer, oncePerArray, oncePerTable} from '../../engine/once-per.ts';

function tableOf(values: readonly number[], lineage?: object): CanonicalTable {
  const columns = new Map([['quantity', new NumberColumn(Float64Array.from(values))]]);
  return {name: 'order_lines', length: values.length, columns, ...(lineage ? {lineage} : {})};
}

const sumFrom = (table: CanonicalTable, from: number): number =>
  Array.from({length: table.length - from}, (_, at) => Number(table.columns.get('quantity')?.at(from + at))).reduce((sum, value) => sum + value, 0);

type Extend = (fact: number, table: CanonicalTable, from: number) => number | undefined;

/** A sum that tells from which row each reading began. */
function countedSum(extend: Extend = (sum, table, from) => sum + sumFrom(table, from)) {
  const readings: number[] = [];
  const sum = oncePerTable((table) => {
    readings.push(0);
    return sumFrom(table, 0);
  }, (fact, table, from) => {
    readings.push(from);
    return extend(fact, table, from);
  });
  return {sum, readings};
}

describe('What is worked out once', () => {
  it('asks once a thing, also where the answer is undefined', () => {
    let asked = 0;
    const once = oncePer(() => void asked++);
    const [a, b] = [{}, {}];
    [a, b, a, b, a].forEach(once);
    expect(asked).to.equal(2);
  });

  it('reads only the rows that a table grew by', () => {
    const {sum, readings} = countedSum();
    const lineage = {};
    const first = tableOf([1, 2], lineage);
    expect([sum(first), sum(tableOf([1, 2, 4], lineage)), sum(tableOf([1, 2, 4, 8, 16], lineage)), sum(first)]).to.deep.equal([3, 7, 31, 3]);
    expect(readings).to.deep.equal([0, 2, 3]);
  });

  it('jumps over lengths that nobody asked about', () => {
    const {sum, readings} = countedSum();
    const lineage = {};
    const [first, , third] = [tableOf([1], lineage), tableOf([1, 2], lineage), tableOf([1, 2, 4], lineage)];
    expect([sum(first), sum(third)]).to.deep.equal([1, 7]);
    expect(readings).to.deep.equal([0, 1]);
  });

  it('works out anew what cannot be extended, what has no lineage and what is of another', () => {
    const refusing = countedSum(() => undefined);
    const lineage = {};
    refusing.sum(tableOf([1], lineage));
    expect(refusing.sum(tableOf([1, 2], lineage))).to.equal(3);
    expect(refusing.readings).to.deep.equal([0, 1, 0]);
    const {sum, readings} = countedSum();
    expect([sum(tableOf([1])), sum(tableOf([1, 2])), sum(tableOf([5], {})), sum(tableOf([6, 1], {}))]).to.deep.equal([1, 3, 5, 7]);
    expect(readings).to.deep.equal([0, 0, 0, 0]);
  });

  it('answers a shorter table of the same lineage by its own rows, and goes on from the longest', () => {
    const {sum, readings} = countedSum();
    const lineage = {};
    const [short, long, longer] = [tableOf([1, 2], lineage), tableOf([1, 2, 4], lineage), tableOf([1, 2, 4, 8], lineage)];
    expect([sum(long), sum(short), sum(longer)]).to.deep.equal([7, 3, 15]);
    expect(readings).to.deep.equal([0, 0, 3]);
  });

  it('takes tables of one lineage and length for the same rows', () => {
    const {sum, readings} = countedSum();
    const lineage = {};
    expect([sum(tableOf([1, 2], lineage)), sum(tableOf([1, 2], lineage))]).to.deep.equal([3, 3]);
    expect(readings).to.deep.equal([0]);
  });

  it('goes on over a view that grew in the same buffer, and not over another stretch of it', () => {
    const readings: number[] = [];
    const sum = (before: number, values: Int32Array, from: number): number => {
      readings.push(from);
      return values.subarray(from).reduce((all, value) => all + value, before);
    };
    const total = oncePerArray((values: Int32Array) => sum(0, values, 0), sum);
    const {buffer} = Int32Array.of(1, 2, 4, 8);
    expect([2, 3, 4, 4].map((length) => total(new Int32Array(buffer, 0, length)))).to.deep.equal([3, 7, 15, 15]);
    expect(readings).to.deep.equal([0, 2, 3, 4]);
    expect([total(new Int32Array(buffer, 4, 2)), total(new Int32Array(buffer, 0, 1)), total(Int32Array.of(5))]).to.deep.equal([6, 1, 5]);
    expect(readings).to.deep.equal([0, 2, 3, 4, 0, 0, 0]);
  });

  it('keeps facts of one table apart by their names', () => {
    const lineage = {};
    const [short, long] = [tableOf([1, 2], lineage), tableOf([1, 2, 4], lineage)];
    const made: string[] = [];
    const fact = (table: CanonicalTable, name: string): number => namedFact(table, name, () => (made.push(`${name} anew`), sumFrom(table, 0)),
      (before, from) => (made.push(`${name} from ${from}`), before + sumFrom(table, from)));
    expect([fact(short, 'a'), fact(short, 'a'), fact(long, 'a'), fact(long, 'b'), fact(short, 'b')]).to.deep.equal([3, 3, 7, 7, 3]);
    expect(made).to.deep.equal(['a anew', 'a from 2', 'b anew', 'b anew']);
  });
});
