/** A row a path: how often it converted, for how much, and how often it led to nothing. */

import type {Cell} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {NO_TOUCH} from './attribute-paths.ts';
import {FIELDS} from './attribution-fields.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import type {Worth} from './channel-credit.ts';
import type {Paths} from './conversion-paths.ts';

interface PathRow {
  readonly touches: number;
  readonly text: string;
  conversions: number;
  amount: number;
  nulls: number;
}

export interface PathTable {
  readonly columns: ResultColumn[];
  readonly totals: Readonly<Record<string, Cell>>;
}

export function pathTable({value}: AttributionPlan, paths: Paths, nulls: Paths, worth: Worth, scale: number, names: readonly string[]): PathTable {
  const found = new Map<string, PathRow>();
  const amounts = value === 'count' ? undefined : worth[value];
  const rowOf = ({starts, channels}: Paths, path: number): PathRow => {
    const codes = channels.subarray(starts[path], starts[path + 1]);
    const key = codes.join();
    let row = found.get(key);
    if (!row) {
      const text = codes.length === 0 ? NO_TOUCH : Array.from(codes, (code) => names[code]).join(' > ');
      found.set(key, (row = {touches: codes.length, text, conversions: 0, amount: 0, nulls: 0}));
    }
    return row;
  };
  let total = 0;
  for (let path = 0; path + 1 < paths.starts.length; path++) {
    const row = rowOf(paths, path);
    row.conversions += 1;
    row.amount += amounts?.[path] ?? 0;
    total += amounts?.[path] ?? 0;
  }
  for (let path = 0; path + 1 < nulls.starts.length; path++) rowOf(nulls, path).nulls += 1;
  const rows = [...found.values()];
  rows.sort((a, b) => b.conversions - a.conversions || b.amount - a.amount || b.nulls - a.nulls || (a.text < b.text ? -1 : 1));
  const rate = (conversions: number, without: number): number | null => (conversions + without === 0 ? null : conversions / (conversions + without));
  const columns: ResultColumn[] = [
    {field: FIELDS.path, values: rows.map(({text}) => text)},
    {field: FIELDS.touches, values: rows.map(({touches}) => touches)},
    {field: FIELDS.conversions, values: rows.map(({conversions}) => conversions)},
    ...(value === 'count' ? [] : [{field: FIELDS[value], values: rows.map(({amount}): Cell => (amounts ? amount / scale : null))}]),
    {field: FIELDS.nulls, values: rows.map((row) => row.nulls)},
    {field: FIELDS.rate, values: rows.map((row) => rate(row.conversions, row.nulls))},
  ];
  const conversions = paths.starts.length - 1;
  const without = nulls.starts.length - 1;
  return {
    columns,
    totals: {
      conversions, ...(value === 'count' ? {} : {value: amounts ? total / scale : null}), nulls: without,
      conversion_rate: rate(conversions, without), paths: rows.length,
    },
  };
}
