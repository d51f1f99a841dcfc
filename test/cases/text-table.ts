/** What a host does to a file before it hands it over: a column more, a column of another file, some rows only. */

import type {ReadData, TextTable} from './case.ts';
import {DataMissing, NotCovered} from './case.ts';
import {passes, readConditions} from './condition.ts';

type CellOf = (name: string) => string;

const indexOf = ({header}: TextTable, name: string): number => {
  const index = header.indexOf(name);
  if (index < 0) throw new Error(`there is no column ${name} among ${header.join(', ')}`);
  return index;
};

function cellsOf(table: TextTable): (record: readonly string[]) => CellOf {
  const at = new Map(table.header.map((name, index) => [name, index]));
  return (record) => (name) => record[at.get(name) ?? indexOf(table, name)] ?? '';
}

export function withColumn(table: TextTable, name: string, value: (cell: CellOf, row: number) => string): TextTable {
  const cells = cellsOf(table);
  return {header: [...table.header, name], records: table.records.map((record, row) => [...record, value(cells(record), row)])};
}

/** Columns of another file, found by a key that both have. A row without a partner gets blanks. */
export async function withColumnsOf(table: TextTable, key: string, read: ReadData, path: string, names: readonly string[]): Promise<TextTable> {
  const other = await read(path);
  const cells = cellsOf(other);
  const partners = new Map(other.records.map((record) => [cells(record)(key), names.map((name) => cells(record)(name))]));
  const blanks = names.map(() => '');
  const at = indexOf(table, key);
  return {header: [...table.header, ...names], records: table.records.map((record) => [...record, ...(partners.get(record[at] ?? '') ?? blanks)])};
}

/** For what a file can do without: one that is not there is as good as empty. */
export const ifThere = (read: ReadData): ReadData => async (path) => {
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof DataMissing) return {header: [], records: []};
    throw error;
  }
};

/** Only the rows that pass a case's own conditions over the file's columns: `CustomerID not null, Quantity>0`. What follows `;` explains. */
export function keepRows(table: TextTable, filter: string, explanation: RegExp | undefined): TextTable {
  const [first = '', ...rest] = filter.split(/\s*;\s*/);
  const conditions = readConditions(first);
  const known = conditions?.every(({column}) => column !== undefined && table.header.includes(column));
  if (!conditions || !known || !rest.every((words) => explanation?.test(words))) throw new NotCovered(`filter ${filter}`);
  const cells = cellsOf(table);
  return {header: table.header, records: table.records.filter((record) => conditions.every((test) => passes(test, cells(record)(test.column ?? ''))))};
}
