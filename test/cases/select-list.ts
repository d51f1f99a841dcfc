/** What a case's plain SQL asks of one table: columns to group by, and totals as metrics. Read into definitions, never run. */

import type {RowMeasure} from 'tillboard/metrics';

import {NotCovered} from './case.ts';
import {readConditions} from './condition.ts';
import type {Condition} from './condition.ts';

/** The columns of the file as the canonical table has them. */
export interface SqlTable {
  readonly measure: Pick<RowMeasure, 'table' | 'at'>;
  /** By header, whatever its case; undefined for none. */
  readonly columnOf: (header: string) => {readonly name: string; readonly isNumber: boolean} | undefined;
}

export type SelectItem =
  | {readonly kind: 'group'; readonly column: string}
  | {readonly kind: 'grain'; readonly grain: 'month' | 'year'}
  | {readonly kind: 'total'; readonly formula: string; readonly measures: Readonly<Record<string, RowMeasure>>};

export interface Select {
  readonly items: readonly SelectItem[];
  readonly where: string | undefined;
}

const SELECT = /^select\s+(.+?)\s+from\s+\w+(?:\s+where\s+(.+?))?(?:\s+group\s+by\s+([\w\s,.]+?))?(?:\s+order\s+by\s+[\w\s,.]+?)?\s*;?$/is;
const CASE = /^case\s+when\s+(.+?)\s+then\s+(1|\w+)\s+(?:else\s+0\s+)?end$/is;
const DATE_PART = /^substr\(\s*(\w+)\s*,\s*1\s*,\s*(4|7)\s*\)$/i;

/** Throws `NotCovered` for anything but sums and counts of one table and arithmetic over them. */
export function readSelect(sql: string, table: SqlTable): Select {
  const [, list, where] = SELECT.exec(sql.trim()) ?? [];
  if (list === undefined || /\bselect\b/i.test(list)) throw new NotCovered(`SQL ${sql}`);
  return {items: splitList(list).map((item) => readItem(item, table)), where};
}

function splitList(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] = (parts.at(-1) ?? '') + letter;
    depth += Number(letter === '(') - Number(letter === ')');
  }
  return parts.map((part) => part.trim());
}

function readItem(item: string, table: SqlTable): SelectItem {
  const text = item.replace(/\s+as\s+["\w]+$/i, '').replace(/\)\s+\w+$/, ')');
  const [, date, length] = DATE_PART.exec(text) ?? [];
  if (date !== undefined) return {kind: 'grain', grain: length === '4' ? 'year' : 'month'};
  if (/^\w+$/.test(text) && !/^\d+$/.test(text)) return {kind: 'group', column: columnOf(text, table)};
  const measures: Record<string, RowMeasure> = {};
  const formula = readFormula(text, (measure) => {
    const name = `m${Object.keys(measures).length}`;
    measures[name] = measure;
    return name;
  }, table);
  return {kind: 'total', formula, measures};
}

function columnOf(header: string, table: SqlTable): string {
  const found = table.columnOf(header.trim());
  if (!found) throw new NotCovered(`SQL column ${header}`);
  return found.name;
}

/** The arithmetic as it stands, with a name for each total. Rounding is left to the case's tolerance. */
function readFormula(text: string, nameOf: (measure: RowMeasure) => string, table: SqlTable): string {
  let formula = '';
  for (let at = 0; at < text.length;) {
    const [word] = /^[a-z_]\w*/i.exec(text.slice(at)) ?? [];
    if (word === undefined) {
      const letter = text[at] as string;
      if (!/[\d.+\-*/()\s]/.test(letter)) throw new NotCovered(`SQL ${text}`);
      formula += letter;
      at += 1;
      continue;
    }
    const end = closing(text, at + word.length);
    const inside = text.slice(at + word.length + 1, end);
    const [first = ''] = splitList(inside);
    const call = word.toLowerCase();
    if (call === 'round' || call === 'nullif') formula += `(${readFormula(first, nameOf, table)})`;
    else if (call === 'cast') formula += `(${readFormula(inside.replace(/\s+as\s+\w+\s*$/i, ''), nameOf, table)})`;
    else if (call === 'avg') formula += `(${nameOf(readSum(inside, table))}/${nameOf({...table.measure, aggregate: 'count', where: [{column: columnOf(inside, table), isNull: false}]})})`;
    else formula += nameOf(readMeasure(call, inside.trim(), table));
    at = end + 1;
  }
  return formula;
}

/** Where the bracket that opens at `from` closes. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    depth += Number(text[at] === '(') - Number(text[at] === ')');
    if (depth === 0) {
      if (text[from] !== '(') break;
      return at;
    }
  }
  throw new NotCovered(`SQL ${text}`);
}

function readMeasure(call: string, inside: string, table: SqlTable): RowMeasure {
  const [, distinct] = /^distinct\s+(\w+)$/i.exec(inside) ?? [];
  if (call === 'count' && inside === '*') return {...table.measure, aggregate: 'count'};
  if (call === 'count' && distinct !== undefined) return {...table.measure, aggregate: 'distinct', of: columnOf(distinct, table)};
  if (call === 'sum') return readSum(inside, table);
  throw new NotCovered(`SQL ${call}(${inside})`);
}

function readSum(inside: string, table: SqlTable): RowMeasure {
  const [, when, then] = CASE.exec(inside) ?? [];
  if (when !== undefined) {
    const where = conditionsOf(when, table);
    return then === '1' ? {...table.measure, aggregate: 'count', where} : {...table.measure, aggregate: 'sum', of: columnOf(then ?? '', table), where};
  }
  if (/^\w+$/.test(inside.trim())) return {...table.measure, aggregate: 'sum', of: columnOf(inside, table)};
  const [, one, other] = /^(\w+)\s*\*\s*(\w+)$/.exec(inside.trim()) ?? [];
  if (one !== undefined && other !== undefined) return {...table.measure, aggregate: 'sum', of: {multiply: [columnOf(one, table), columnOf(other, table)]}};
  return {...table.measure, aggregate: 'count', where: conditionsOf(inside, table)};
}

type MeasureCondition = NonNullable<RowMeasure['where']>[number];

function conditionsOf(text: string, table: SqlTable): MeasureCondition[] {
  const conditions = readConditions(text);
  if (!conditions) throw new NotCovered(`SQL ${text}`);
  return conditions.map((condition) => measureCondition(condition, table));
}

function measureCondition({column = '', test, values}: Condition, table: SqlTable): MeasureCondition {
  const found = table.columnOf(column);
  if (!found) throw new NotCovered(`SQL column ${column}`);
  const {name, isNumber} = found;
  if (test === 'null' || test === 'not null') return {column: name, isNull: test === 'null'};
  if (!isNumber && test === '=') return {column: name, in: values};
  if (!isNumber && test === '!=') return {column: name, notIn: values, isNull: false};
  const limit = Number(values[0]);
  const bounds = {'=': {gte: limit, lte: limit}, '>': {gt: limit}, '>=': {gte: limit}, '<': {lt: limit}, '<=': {lte: limit}} as const;
  if (!isNumber || values.length !== 1 || !Object.hasOwn(bounds, test)) throw new NotCovered(`SQL ${column} ${test} ${values.join()}`);
  return {column: name, ...bounds[test as keyof typeof bounds]};
}
