/** How a number moved against its base. */

/** `ok`: there is a change. `new`: the base is zero and now is not. `no-base` / `no-value`: the base or the number is undefined. */
export type ChangeStatus = 'ok' | 'new' | 'no-base' | 'no-value';

export interface Change {
  readonly change: number | null;
  readonly status: ChangeStatus;
}

/**
 * (now − base) ÷ |base|, so that better is positive on a negative base too. Zero to zero is 0; from zero to anything else there is no
 * such ratio: null, `new`.
 */
export function relativeChange(now: number | null, base: number | null): Change {
  if (base === null) return {change: null, status: 'no-base'};
  if (now === null) return {change: null, status: 'no-value'};
  if (base === 0) return now === 0 ? {change: 0, status: 'ok'} : {change: null, status: 'new'};
  return {change: (now - base) / Math.abs(base), status: 'ok'};
}

/** now − base: percentage points for ratios. */
export function pointChange(now: number | null, base: number | null): Change {
  if (base === null) return {change: null, status: 'no-base'};
  if (now === null) return {change: null, status: 'no-value'};
  return {change: now - base, status: 'ok'};
}

/**
 * The last value of a series against the nearest earlier one that is not null, whatever lies between. `index` is where the base stands;
 * null where there is none.
 */
export function previousValue(series: readonly (number | null)[]): Change & {readonly value: number | null; readonly index: number | null} {
  const value = series[series.length - 1] ?? null;
  for (let index = series.length - 2; index >= 0; index--) {
    const base = series[index] ?? null;
    if (base !== null) return {...relativeChange(value, base), value, index};
  }
  return {...relativeChange(value, null), value, index: null};
}
