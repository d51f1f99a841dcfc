/** How a canonical column comes from the headers of a table: plain data that a preset or a host writes. */

import {AdapterError} from '../adapter.ts';
import type {HeaderName} from '../raw-tables/header-names.ts';
import type {CellReader, RawColumn} from '../raw-tables/raw-column.ts';
import type {RawTable} from '../raw-tables/raw-table.ts';
import {calculatedColumn} from './calculated-column.ts';
import type {CalculatedFactor} from './calculated-column.ts';

/** A header, a number, or one minus the share that a header holds (`{oneMinus: 'discount'}` with 0.2 or 20 % gives 0.8). */
export type Factor = string | number | {readonly oneMinus: string};

/**
 * - a header's name;
 * - `{constant}`: the same value in every row;
 * - `{multiply, minus}`: the product of the factors less the named amounts (a blank amount is 0, a blank factor makes the value blank);
 *   in a preset, `unless` names headers beside which the rule would be wrong;
 * - `{firstOf}`: the first of the headers that is not blank in the row.
 */
export type ColumnRule =
  | string
  | {readonly constant: string | number}
  | {readonly multiply: readonly Factor[]; readonly minus?: readonly string[]; readonly unless?: readonly string[]}
  | {readonly firstOf: readonly string[]};

/** For each canonical column the rules to try, the best first. */
export type ColumnCandidates = Readonly<Record<string, readonly ColumnRule[]>>;

/** A header as it is compared: without case, blanks, punctuation, width and a unit in brackets. */
export function normalHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:元|人民币|cny|rmb|usd|件|个|¥|\$)\)\s*$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Finds headers by name, first as written, then as compared. */
export class HeaderIndex {
  readonly #exact = new Map<string, number>();
  readonly #normal = new Map<string, number>();
  constructor(readonly headers: readonly HeaderName[]) {
    headers.forEach(({name, original}, index) => {
      this.#exact.set(name, index);
      if (!this.#exact.has(original)) this.#exact.set(original, index);
      const normal = normalHeader(name);
      if (normal !== '' && !this.#normal.has(normal)) this.#normal.set(normal, index);
    });
  }
  exact(name: string): number | undefined {
    return this.#exact.get(name);
  }
  find(name: string): number | undefined {
    return this.#exact.get(name) ?? this.#normal.get(normalHeader(name));
  }
}

/** The headers that a rule reads. */
export function headersOf(rule: ColumnRule): string[] {
  if (typeof rule === 'string') return [rule];
  if ('constant' in rule) return [];
  if ('firstOf' in rule) return [...rule.firstOf];
  const factors = rule.multiply.flatMap((factor) => (typeof factor === 'object' ? factor.oneMinus : typeof factor === 'string' ? factor : []));
  return [...factors, ...(rule.minus ?? [])];
}

/** The rule with each header replaced. */
export function renameHeaders(rule: ColumnRule, rename: (header: string) => string): ColumnRule {
  if (typeof rule === 'string') return rename(rule);
  if ('constant' in rule) return rule;
  if ('firstOf' in rule) return {firstOf: rule.firstOf.map(rename)};
  const multiply = rule.multiply.map((factor): Factor => {
    if (typeof factor === 'object') return {oneMinus: rename(factor.oneMinus)};
    return typeof factor === 'string' ? rename(factor) : factor;
  });
  return rule.minus ? {multiply, minus: rule.minus.map(rename)} : {multiply};
}

/** A rule in words, for a report. */
export function ruleText(rule: ColumnRule): string {
  if (typeof rule === 'string') return rule;
  if ('constant' in rule) return String(rule.constant);
  if ('firstOf' in rule) return rule.firstOf.join(' | ');
  const factors = rule.multiply.map((factor) => (typeof factor === 'object' ? `(1 − ${factor.oneMinus})` : String(factor)));
  return [factors.join(' × '), ...(rule.minus ?? [])].join(' − ');
}

/** A rule's value in each row. All its headers must exist, but for `firstOf`, which needs one. */
export function ruleColumn(rule: ColumnRule, index: HeaderIndex, raw: RawTable, decimal?: '.' | ','): RawColumn {
  const column = (header: string): RawColumn => {
    const found = raw.columns[index.find(header) ?? -1];
    if (!found) throw new AdapterError(`There is no column ${JSON.stringify(header)}.`, {kind: 'schema', source: header});
    return found;
  };
  if (typeof rule === 'string') return column(rule);
  if ('constant' in rule) return {cell: () => rule.constant};
  if ('firstOf' in rule) return {cell: firstOf(rule.firstOf.filter((header) => index.find(header) !== undefined).map((header) => column(header).cell))};
  return calculatedColumn(rule.multiply.map((factor) => factorColumn(factor, column)), (rule.minus ?? []).map(column), raw.length, decimal);
}

function factorColumn(factor: Factor, column: (header: string) => RawColumn): CalculatedFactor {
  if (typeof factor === 'number') return {constant: factor};
  if (typeof factor === 'string') return {column: column(factor), isRest: false};
  return {column: column(factor.oneMinus), isRest: true};
}

function firstOf(readers: readonly CellReader[]): CellReader {
  return (row) => {
    for (const cell of readers) {
      const value = cell(row);
      if (value !== null && value !== undefined && value !== '') return value;
    }
    return undefined;
  };
}
