/** Growth cases: the arithmetic of change. */

import {elapsedShare, previousValue, relativeChange} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answerer} from './case.ts';

export const relativeChangeCase: Answerer = async ({input, params, expected, agrees_with_recommended_default: agrees}) => {
  knowOnly(params, [], 'params');
  const changes = (input['pairs'] as [number, number][]).map(([base, now]) => ({base, now, ...relativeChange(now, base)}));
  const got = await pick(expected, {
    // The peer shows an infinite change where ours is undefined and called new.
    change: () => changes.map(({change, status, now}) => (!agrees && status === 'new' ? (now > 0 ? Infinity : -Infinity) : change)),
  });
  return agrees ? {got} : {got, how: 'difference held: growth from zero is null with status new here, infinite there'};
};

export const partialPeriodCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, [], 'params');
  const [from, to] = input['period'] as [string, string];
  const ratio = elapsedShare({from, to}, Date.parse(String(input['as_of'])), 'UTC');
  return {got: await pick(expected, {ratio: () => ratio, ratio_complete_period: () => elapsedShare({from, to}, Infinity, 'UTC')})};
};

export const previousValueCase: Answerer = async ({input, params, expected}) => {
  knowOnly(params, ['comparison', 'unit'], 'params');
  if (params['comparison'] !== 'previous value') throw new NotCovered(`comparison ${String(params['comparison'])}`);
  const series = input['series'] as [string, number | null][];
  const {value, index, change} = previousValue(series.map(([, each]) => each));
  const base = index === null ? undefined : series[index];
  const dateLength = params['unit'] === 'year' ? 4 : params['unit'] === 'month' ? 7 : 10;
  const comparedWith = base ? [base[0].slice(0, dateLength), base[1]] : null;
  return {got: await pick(expected, {metric: () => value, change: () => change, compared_with: () => comparedWith})};
};
