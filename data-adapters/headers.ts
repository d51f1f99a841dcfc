/** Recognises what table a header row is, so that a visitor's own file works without a word of set-up. */

import type {ColumnRule} from './mapping/column-rules.ts';
import {headersOf} from './mapping/column-rules.ts';
import {SYNONYMS} from './mapping/header-synonyms.ts';
import {matchColumns} from './mapping/map-columns.ts';
import {PRESETS} from './presets.ts';
import type {PresetName} from './presets.ts';
import {headerNames} from './raw-tables/header-names.ts';
import {SCHEMA, TABLE_NAMES} from './schema.ts';
import type {TableName} from './schema.ts';

export interface TableGuess {
  readonly table: TableName;
  /** Canonical column → the header or rule that it would be read from. */
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** Required columns for which no header was found. */
  readonly missing: readonly string[];
  /** Headers that would be kept as further columns. */
  readonly unused: readonly string[];
}

/** The table that a header row fits best: fewest required columns missing, then most columns found. A preset's headers go first. */
export function guessTable(headers: readonly string[], preset: PresetName = 'generic'): TableGuess {
  const guesses = TABLE_NAMES.map((table) => guessAs(table, headers, preset));
  const first = guesses.reduce((best, guess) => (score(guess) > score(best) ? guess : best));
  return first;
}

/** The same for one table that is already known. */
export function guessAs(table: TableName, headers: readonly string[], preset: PresetName = 'generic'): TableGuess {
  const names = headerNames(headers);
  const {rules} = matchColumns(table, names, undefined, [PRESETS[preset].tables?.[table]?.columns ?? {}, SYNONYMS[table]]);
  const used = new Set([...rules.values()].flatMap(headersOf));
  return {
    table,
    columns: Object.fromEntries(rules),
    missing: Object.entries(SCHEMA[table]).flatMap(([name, spec]) => (spec.required && !rules.has(name) ? [name] : [])),
    unused: names.map(({name}) => name).filter((name) => !used.has(name)),
  };
}

/** A share of the required columns counts more than any number of optional ones. */
function score({table, columns, missing}: TableGuess): number {
  const required = Object.values(SCHEMA[table]).filter((spec) => spec.required).length;
  return ((required - missing.length) / required) * 1000 + (missing.length === 0 ? 1000 : 0) + Object.keys(columns).length;
}
