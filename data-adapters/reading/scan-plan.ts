/** How each header's cells are scanned, by what is made of them. */

import type {ConformOptions} from '../conform.ts';
import {planTable} from '../conforming/conform-table.ts';
import {isIdentifier} from '../conforming/further-column.ts';
import {headersOf} from '../mapping/column-rules.ts';
import {PRESETS} from '../presets.ts';
import type {Preset} from '../presets.ts';
import {headerNames} from '../raw-tables/header-names.ts';
import {SCHEMA} from '../schema.ts';
import type {TableName} from '../schema.ts';
import type {CellKind} from './scan-column.ts';

/** A kind a header. Throws an `AdapterError` where `conform` would. */
export function scanKinds(table: TableName, headers: readonly string[], options: ConformOptions): CellKind[] {
  const names = headerNames(headers);
  const preset = presetOf(options.preset);
  const columns = options.columns?.[table];
  const plan = planTable(table, {length: 0, headers: names, columns: []}, {...(columns ? {columns} : {}), ...(preset ? {preset} : {})});
  const filled = preset?.tables?.[table]?.fillFromOrder ?? [];
  const uses = names.map(() => new Set<CellKind>());
  for (const [column, rule] of plan.canonical) {
    const kind = typeof rule === 'object' && 'multiply' in rule ? 'number' : typeof rule === 'string' && !filled.includes(column) ? kindOf(table, column) : 'text';
    for (const header of headersOf(rule)) uses[plan.index.find(header) ?? -1]?.add(kind);
  }
  for (const {name, header} of plan.further) uses[header]?.add(isIdentifier(name) ? 'text' : 'strict');
  return uses.map((kinds) => {
    const [only = 'text', ...others] = kinds;
    if (others.length === 0) return only;
    return [...kinds].every((kind) => kind === 'number' || kind === 'strict') ? 'strict' : 'text';
  });
}

function kindOf(table: TableName, column: string): CellKind {
  switch (SCHEMA[table][column]?.type) {
    case 'number':
    case 'money': return 'number';
    case 'time':
    case 'day': return 'time';
    default: return 'text';
  }
}

function presetOf(preset: ConformOptions['preset']): Preset | undefined {
  if (preset === 'none') return undefined;
  return typeof preset === 'object' ? preset : PRESETS[preset ?? 'generic'];
}
