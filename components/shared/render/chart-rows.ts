import type {ChartRow, ChartValue} from './chart-description.ts';

export interface ChartRows<Name extends string> {
  /** Field under which a column went in: `c0`, `c1`, … in the order given. */
  readonly fields: Readonly<Record<Name, string>>;
  readonly rows: readonly ChartRow[];
}

/**
 * Turns named columns of equal length into rows under generated field names: Vega trips over names such as `a'b`, `a[0` or
 * `__proto__`. It trips over the value `__proto__` too where it keys marks by it (the labels of a band axis, when rows change), so
 * band scales take generated keys and texts from the data go into text marks. Numbers that are not finite become null.
 */
export function chartRows<Name extends string>(columns: Readonly<Record<Name, readonly ChartValue[]>>): ChartRows<Name> {
  const names = Object.keys(columns) as Name[];
  const fields = Object.fromEntries(names.map((name, index) => [name, `c${index}`])) as Record<Name, string>;
  const length = names.length > 0 ? columns[names[0] as Name].length : 0;
  const rows = Array.from({length}, (_, row) =>
    Object.fromEntries(names.map((name, index) => [`c${index}`, plain(columns[name][row])])),
  );
  return {fields, rows};
}

function plain(value: ChartValue | undefined): ChartValue {
  if (value === undefined) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
