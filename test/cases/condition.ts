/** Conditions as cases write them: `event = 'pay'`, `!= 2`, `tab_num >= 3 and brand is not null`. Read, never evaluated as code. */

import type {FunnelStep} from 'tillboard/engine';

export interface Condition {
  /** Undefined where only an operator and a value stand: `!= 2` is about the event. */
  readonly column?: string;
  readonly test: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'null' | 'not null' | 'starts with';
  readonly values: readonly string[];
}

const VALUE = String.raw`'[^']*'|"[^"]*"|[^\s'"=<>!(),]+(?: [^\s'"=<>!(),]+)*`;
const NULL_TEST = /^([\p{L}\w$]+)\s+(?:is\s+)?(not\s+)?null$/iu;
const LIST_TEST = new RegExp(String.raw`^([\p{L}\w$]+)\s+(not\s+)?in\s*\(\s*((?:${VALUE})(?:\s*,\s*(?:${VALUE}))*)\s*\)$`, 'iu');
const PREFIX_TEST = /^([\p{L}\w$]+)\s+like\s+'([^%_']+)%'$/iu;
const PLAIN_TEST = new RegExp(String.raw`^([\p{L}\w$]+)?\s*(!=|<>|<=|>=|=|<|>)\s*(${VALUE})$`, 'u');

const unquote = (text: string): string => text.trim().replace(/^(['"])(.*)\1$/, '$2');

/** All parts must hold. Undefined where any part is none of the known forms (`or`, functions, arithmetic). */
export function readConditions(text: string): Condition[] | undefined {
  const parts = text.split(/\s+and\s+|\s*&&\s*|\s*,\s+(?=[\p{L}\w$]+\s*(?:[=<>!]|(?:is\s+)?(?:not\s+)?null))/iu).map(readOne);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readOne(part: string): Condition | undefined {
  const text = part.trim();
  if (/\sor\s/i.test(text)) return undefined;
  const [, nullable, notNull] = NULL_TEST.exec(text) ?? [];
  if (nullable) return {column: nullable, test: notNull ? 'not null' : 'null', values: []};
  const [, listed, notIn, values] = LIST_TEST.exec(text) ?? [];
  if (listed && values) return {column: listed, test: notIn ? '!=' : '=', values: (values.match(new RegExp(VALUE, 'gu')) ?? []).map(unquote)};
  const [, prefixed, prefix] = PREFIX_TEST.exec(text) ?? [];
  if (prefixed && prefix) return {column: prefixed, test: 'starts with', values: [prefix]};
  const [, column, operator, value] = PLAIN_TEST.exec(text) ?? [];
  if (!operator || value === undefined) return undefined;
  return {...(column ? {column} : {}), test: (operator === '<>' ? '!=' : operator) as Condition['test'], values: [unquote(value)]};
}

/** Whether a value passes: a missing one passes `null` alone, as in SQL. Texts and numbers are compared as numbers where both are. */
export function passes({test, values}: Condition, value: unknown): boolean {
  const missing = value === null || value === undefined || value === '';
  if (test === 'null' || test === 'not null') return missing === (test === 'null');
  if (missing) return false;
  const equal = (wanted: string): boolean => String(value) === wanted || (wanted.trim() !== '' && Number(value) === Number(wanted));
  if (test === '=') return values.some(equal);
  if (test === '!=') return !values.some(equal);
  if (test === 'starts with') return String(value).startsWith(values[0] ?? '');
  const [given, limit] = [Number(value), Number(values[0])];
  if (test === '<') return given < limit;
  if (test === '<=') return given <= limit;
  return test === '>' ? given > limit : given >= limit;
}

type Filter = Exclude<FunnelStep, string>['where'][number];

/** The column that holds a column's values as text, whatever they look like. */
export const asText = (column: string): string => `${column}_key`;

/** A condition as filters of a query, over the columns that {@link asText} names and those with numbers. */
export function toFilters({test, values}: Condition, column: string): Filter[] | undefined {
  const limit = Number(values[0]);
  const dimension = asText(column);
  switch (test) {
    case 'null': return [{dimension, in: [null]}];
    case 'not null': return [{dimension, notIn: [null]}];
    case '=': return [{dimension, in: values}];
    case '!=': return [{dimension, notIn: [...values, null]}];
    case '<=': return [{dimension: column, lte: limit}];
    case '>=': return [{dimension: column, gte: limit}];
    case '<': return [{dimension: column, lte: limit}, {dimension, notIn: values}];
    case '>': return [{dimension: column, gte: limit}, {dimension, notIn: values}];
    case 'starts with': return undefined;
  }
}
