/** The door for rows that come to a table that is loaded already. */

import {asConformed, readOrEmpty, settle, tableOptions} from '../conform.ts';
import type {ColumnOption, ConformOptions, TableInput} from '../conform.ts';
import {conformTable, planTable} from '../conforming/conform-table.ts';
import type {ConformedTable, TableOptions} from '../conforming/conform-table.ts';
import {isCanonicalTable} from '../conforming/is-canonical.ts';
import {HeaderIndex, headersOf} from '../mapping/column-rules.ts';
import type {HeaderName} from '../raw-tables/header-names.ts';
import {SCHEMA} from '../schema.ts';
import type {TableName} from '../schema.ts';

/** How later rows of one table differ from a load. */
interface LaterOptions extends Pick<TableOptions, 'repeats' | 'furtherTypes'> {
  readonly timeZone: string;
  readonly currency: string;
  /** Read before the others, since they tell rows apart. */
  readonly keys?: readonly string[];
}

/**
 * Rows of one table, read as `conform` reads them but for overrides, in the zone and currency of the rows that are there. A table conformed before
 * stays as it is.
 */
export function conformLater(
  name: TableName, input: TableInput, options: ConformOptions, {timeZone, currency, ...later}: LaterOptions,
): ConformedTable {
  if (isCanonicalTable(input)) return asConformed(name, input);
  const settled = settle(options, timeZone, currency);
  const {preset} = settled;
  const raw = readOrEmpty(name, input);
  const columns = fittingOption(name, raw.headers, options.columns?.[name] ?? {}, true);
  const plan = planTable(name, raw, {columns, ...(preset ? {preset} : {})});
  return conformTable(name, raw, plan, {...tableOptions(name, options, settled), ...later});
}

/**
 * The entries of `columns` that the rows have headers for: later rows may lack some columns, or carry canonical names. `areWhole`: they hold every
 * needed column.
 */
export function fittingOption(table: TableName, headers: readonly HeaderName[], option: ColumnOption, areWhole: boolean): ColumnOption {
  const index = new HeaderIndex(headers);
  const isThere = (header: string): boolean => index.find(header) !== undefined;
  return Object.fromEntries(Object.entries(option).filter(([key, rule]) => {
    const spec = Object.hasOwn(SCHEMA[table], key) ? SCHEMA[table][key] : undefined;
    if (!spec || rule === null) return isThere(key);
    const named = headersOf(rule);
    const enough = typeof rule === 'object' && 'firstOf' in rule ? named.some(isThere) : named.every(isThere);
    // A needed column without its header is an error that names it.
    return enough || (areWhole && spec.required === true && !isThere(key));
  }));
}
