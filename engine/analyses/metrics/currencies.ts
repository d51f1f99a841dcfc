/** Money of more than one currency is not added up. */

import {MoneyColumn, TextColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {RowValue} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import type {Frame, Frames} from './measure-frame.ts';

/** Whether a value is an amount of money, or made of one. */
export function isMoney(value: RowValue | undefined, table: CanonicalTable): boolean {
  if (value === undefined || typeof value === 'number') return false;
  if (typeof value === 'string') return table.columns.get(value) instanceof MoneyColumn;
  const parts: readonly RowValue[] = 'multiply' in value ? value.multiply : 'add' in value ? value.add : 'firstOf' in value ? value.firstOf : [];
  return parts.some((part) => isMoney(part, table));
}

/** Whether some row's money is in another currency than the shop's: whatever adds it up must look at each. */
export function hasForeignMoney({columns}: CanonicalTable, shop: string): boolean {
  const column = columns.get('currency');
  return column instanceof TextColumn && column.values.some((value) => value !== shop);
}

/**
 * A flag a group whose money is undefined: its rows carry several currencies, or one that is not the shop's while the query neither splits nor
 * filters by currency, so that nobody would see it. Rows that name no currency are in the shop's. Each case is said in a note. Undefined where
 * all money can be added.
 */
export function undefinedMoney(frames: Frames, frame: Frame, mask: Uint8Array | undefined): Uint8Array | undefined {
  const column = frame.table.columns.get('currency');
  if (!(column instanceof TextColumn)) return undefined;
  const shop = frames.context.dataset.currency;
  const own = column.values.indexOf(shop);
  if (column.values.every((value) => value === shop)) return undefined;
  const first = new Int32Array(frame.size).fill(UNSEEN);
  const flags = new Uint8Array(frame.size);
  const found = new Set<number>();
  for (let i = 0; i < frame.rows.length; i++) {
    const row = frame.rows[i] as number;
    if (mask && !mask[row]) continue;
    const given = column.codes[row] as number;
    const code = given < 0 ? own : given;
    const group = frame.groups[i] as number;
    const held = first[group] as number;
    if (held === UNSEEN) first[group] = code;
    else if (held !== code) {
      flags[group] = 1;
      found.add(code).add(held);
    }
  }
  const nameOf = (code: number): string => column.values[code] ?? shop;
  const foreign = new Set([...first].filter((code, group) => code !== UNSEEN && code !== own && !flags[group]));
  if (foreign.size > 0 && asksByCurrency(frames)) {
    const names = [...foreign].map(nameOf).sort().join(', ');
    frames.notes.push(note('foreign-currency', `Amounts are in ${names}, not in the shop's ${shop}.`, {currencies: names, shop}));
  } else if (foreign.size > 0) {
    first.forEach((code, group) => {
      if (foreign.has(code)) flags[group] = 1;
    });
    for (const code of [...foreign, own]) found.add(code);
  }
  if (found.size === 0) return undefined;
  const names = [...found].map(nameOf).sort().join(', ');
  frames.notes.push(note('mixed-currency', `Amounts in ${names} are not added up. Convert them to one currency, or split by currency.`, {currencies: names}));
  return flags;
}

const UNSEEN = -2;

function asksByCurrency({combinations, filters}: Frames): boolean {
  return combinations.names.includes('currency') || filters.some(({dimension}) => dimension === 'currency');
}
