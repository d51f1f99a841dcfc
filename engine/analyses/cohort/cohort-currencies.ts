/** Money of more than one currency is not added up. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {RunContext} from '../../context.ts';
import {actorCodes} from '../../facts/actor-stream.ts';
import type {CohortStarts} from '../../kernels/cohort-starts.ts';
import {NEVER} from '../../kernels/cohort-starts.ts';
import {note} from '../../build-result.ts';
import type {Note} from '../../result.ts';
import type {CohortPlan} from './cohort-plan.ts';

export interface UndefinedMoney {
  /** A flag a group: its members paid in several currencies, or in one that is not the shop's while the query does not ask by currency. */
  readonly groups: Uint8Array;
  readonly any: boolean;
  readonly notes: readonly Note[];
}

const UNSEEN = -2;

export function undefinedMoney(
  paying: Uint8Array, periods: Int32Array, {table, actor, query, by}: CohortPlan, starts: CohortStarts, groups: number, context: RunContext,
): UndefinedMoney {
  const flags = new Uint8Array(groups);
  const column = table.columns.get('currency');
  const shop = context.dataset.currency;
  if (!(column instanceof TextColumn) || column.values.every((value) => value === shop)) return {groups: flags, any: false, notes: []};
  const {codes} = actorCodes(table, actor, query);
  const own = column.values.indexOf(shop);
  const first = new Int32Array(groups).fill(UNSEEN);
  const found = new Set<number>();
  for (let row = 0; row < codes.length; row++) {
    const who = codes[row] as number;
    if (!paying[row] || who < 0 || periods[row] === NEVER) continue;
    const currency = (column.codes[row] as number) < 0 ? own : (column.codes[row] as number);
    for (let start = starts.offsets[who] as number, to = starts.offsets[who + 1] as number; start < to; start++) {
      const group = starts.groups[start] as number;
      if (first[group] === UNSEEN) first[group] = currency;
      else if (first[group] !== currency) flags[group] = 1;
      found.add(currency);
    }
  }
  const names = [...found].map((code) => column.values[code] ?? shop).sort().join(', ');
  const named = by.includes('currency') || (query.filters ?? []).some(({dimension}) => dimension === 'currency');
  if (!named) first.forEach((currency, group) => currency !== UNSEEN && currency !== own && (flags[group] = 1));
  const mixed = flags.includes(1);
  const notes = mixed
    ? [note('mixed-currency', `Amounts in ${names} are not added up. Convert them to one currency, or filter by currency.`, {currencies: names})]
    : first.some((currency) => currency !== UNSEEN && currency !== own)
      ? [note('foreign-currency', `Amounts are in ${names}, not in the shop's ${shop}.`, {currencies: names, shop})]
      : [];
  return {groups: flags, any: mixed || found.size > 1, notes};
}
