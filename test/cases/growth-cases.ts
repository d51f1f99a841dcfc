/** Growth cases: the arithmetic of change. */

import {elapsedShare, pointChange, previousValue, relativeChange} from 'tillboard/engine';
import type {Change} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer} from './case.ts';

/** Pairs of a base and what it became. */
export const relativeChangeCase: Answerer = async ({input, params, expected, agrees_with_recommended_default: agrees}) => {
  knowOnly(params, [], 'params');
  knowOnly(input, ['pairs'], 'input');
  const pairs = input['pairs'] as [number | null, number | null][];
  const changes = pairs.map(([base, now]) => relativeChange(now, base));
  const points = (): (number | null)[] => pairs.map(([base, now]) => pointChange(now, base).change);
  const held = !agrees && changes.some(({status}) => status === 'new');
  const got = await pick(expected, {
    change: () => changes.map((each, index) => (held ? infiniteFromZero(each, pairs[index]?.[1] ?? 0) : each.change)),
    points, pp_change: points, point_change: points, status: () => changes.map(({status}) => status),
  });
  if (!held) return {got};
  const ours = changes.map(({change, status}) => (status === 'ok' ? change : status)).join(', ');
  return {got, how: `difference held: growth from zero is null with status new here, infinite there; ours ${ours}`};
};

/** The peer shows an infinite change where ours is undefined and called new: null here, or the difference does not hold. */
function infiniteFromZero({change, status}: Change, now: number): number | null {
  if (status !== 'new') return change;
  if (change !== null) throw new Error(`from zero to ${now} ours is ${String(change)} with status new; it should be null`);
  return now > 0 ? Infinity : -Infinity;
}

/** How much of a period has passed; a peer scales the whole base by it. */
export const partialPeriodCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['timezone'], 'params');
  knowOnly(input, ['period', 'as_of'], 'input');
  const [from, to] = input['period'] as [string, string];
  const share = (asOf: number): number => elapsedShare({from, to}, asOf, String(params['timezone'] ?? 'UTC'));
  return {got: await pick(expected, {ratio: () => share(Date.parse(String(input['as_of']))), ratio_complete_period: () => share(Infinity)})};
};

type Series = readonly (readonly [date: string, value: number | null])[];

/**
 * The last of a series against an earlier one. `previous value` skips what is missing or null; `previous period` and the names of units take
 * the date one unit (or year) before, and are null where it is missing.
 */
export const previousValueCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['comparison', 'unit'], 'params');
  knowOnly(input, ['series'], 'input');
  const series = input['series'] as Series;
  const unit = String(params['unit'] ?? 'day');
  const length = unit === 'year' ? 4 : unit === 'month' || unit === 'quarter' ? 7 : 10;
  const comparison = String(params['comparison'] ?? 'previous value').replaceAll(/[_-]/g, ' ');
  const {value, base, change, status} = comparison === 'previous value' ? lastKnown(series) : oneUnitBefore(series, comparison, unit);
  return {
    got: await pick(expected, {
      metric: () => value, value: () => value, change: () => change, status: () => status,
      compared_with: () => (base ? [base[0].slice(0, length), base[1]] : null),
    }),
  };
};

type Compared = Change & {readonly value: number | null; readonly base: Series[number] | undefined};

function lastKnown(series: Series): Compared {
  const found = previousValue(series.map(([, value]) => value));
  return {...found, base: found.index === null ? undefined : series[found.index]};
}

const UNITS: Readonly<Record<string, (date: Date) => void>> = {
  day: (date) => date.setUTCDate(date.getUTCDate() - 1),
  week: (date) => date.setUTCDate(date.getUTCDate() - 7),
  month: (date) => date.setUTCMonth(date.getUTCMonth() - 1),
  quarter: (date) => date.setUTCMonth(date.getUTCMonth() - 3),
  year: (date) => date.setUTCFullYear(date.getUTCFullYear() - 1),
};
const COMPARISONS: Readonly<Record<string, string | undefined>> = {'previous year': 'year', yoy: 'year', wow: 'week', mom: 'month', qoq: 'quarter', dod: 'day'};

function oneUnitBefore(series: Series, comparison: string, unit: string): Compared {
  const back = UNITS[comparison === 'previous period' ? unit : (COMPARISONS[comparison] ?? '')];
  if (!back) throw new NotCovered(`comparison ${comparison} by ${unit}`);
  const [last = '', value = null] = series.at(-1) ?? [];
  const date = new Date(`${last.slice(0, 10)}T00:00:00Z`);
  back(date);
  const base = series.find(([day]) => day.slice(0, 10) === date.toISOString().slice(0, 10));
  return {...relativeChange(value, base?.[1] ?? null), value, base};
}
