/** Cohort tables as peers print them: by age or by calendar, with zeros or nothing where we say null. */

import {listOf, NotCovered, rowsOf} from './case.ts';
import type {PeerCase} from './case.ts';
import type {RetentionCase} from './retention-query.ts';

export interface Cohort {
  readonly label: string;
  readonly size: number;
  /** By age; null where it is not observed. */
  readonly cells: readonly (number | null)[];
  /** The first day of each age's period. */
  readonly periods: readonly string[];
}

/** A range's cohorts, all of them, cut at its last period; without a range those with members. */
export async function readCohorts({source, query, range}: RetentionCase): Promise<Cohort[]> {
  const rows = rowsOf(await source.run(query));
  const starts = rows.flatMap((row, index) => (row['age'] === 0 ? [index] : []));
  const cohorts = starts.map((start, index) => rows.slice(start, starts[index + 1])).map((own): Cohort => ({
    label: String(own[0]?.['cohort']), size: Number(own[0]?.['size']),
    cells: own.map((row) => row['value'] as number | null), periods: own.map((row) => row['period']).filter((each) => each !== null).map(String),
  }));
  if (!range) return cohorts.filter(({size}) => size > 0);
  const last = cohorts.findLastIndex(({label}) => label === range.last);
  const first = last + 1 - range.intervals;
  if (last < 0 || first < 0) throw new Error(`the range up to ${range.last} is not in the answer`);
  return cohorts.slice(first, last + 1).map((cohort, index) => ({...cohort, cells: cohort.cells.slice(0, range.intervals - index)}));
}

/** Cells in the shape of the expected ones; column 0 is the size of the cohort. */
export function matrixOf(
  {expected, agrees_with_recommended_default: agrees}: PeerCase, key: string, cohorts: readonly Cohort[], kind: 'count' | 'rate' | 'pct', held: string[],
): unknown {
  const wanted = listOf(expected[key]);
  if (!wanted.every((row) => Array.isArray(row))) throw new NotCovered(`expected has ${key} that is no table`);
  const rows = wanted as unknown[][];
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isCalendar = rows.some((row, index) => index > 0 && row[0] === null) || isZeroBefore(rows, cohorts, agrees);
  const isFull = rows.every((row) => row.length === width);
  return cohorts.map(({size, cells, periods}, index) => {
    const observed = cells.slice(0, periods.length);
    const values = observed.map((cell, age) => valueOf(age === 0 ? size : cell, size, kind));
    const before = isCalendar ? (cohorts[0]?.periods.indexOf(periods[0] ?? '') ?? 0) : 0;
    const shaped = [...new Array<null>(before).fill(null), ...values];
    if (isFull) shaped.push(...new Array<null>(Math.max(0, width - shaped.length)).fill(null));
    return agrees ? shaped : shaped.map((cell, column) => heldCell(cell, rows[index]?.[column], column, [before, before + values.length], held));
  });
}

function valueOf(cell: number | null, size: number, kind: 'count' | 'rate' | 'pct'): number | null {
  if (cell === null || kind === 'count') return cell;
  if (size === 0) return null;
  return kind === 'rate' ? cell / size : (cell / size) * 100;
}

/** A peer that writes 0 for what is not observed does so before the start of a cohort too. */
function isZeroBefore(rows: readonly (readonly unknown[])[], cohorts: readonly Cohort[], agrees: boolean): boolean {
  return !agrees && rows.length > 1 && rows.slice(1).every((row, index) => row[0] === 0 && (cohorts[index + 1]?.size ?? 0) > 0);
}

/** The documented differences: 0 there and null here for what is not observed, nothing there and 0 here for a cohort that was idle. */
function heldCell(cell: number | null, wanted: unknown, column: number, [from, to]: readonly [number, number], held: string[]): unknown {
  const outside = column < from || column >= to;
  if (outside && cell === null && wanted === 0) {
    held.push('difference held: a period that is not observed is null here, 0 there');
    return 0;
  }
  if (!outside && cell === 0 && wanted === null) {
    held.push('difference held: an idle period is 0 here, missing there');
    return null;
  }
  return cell;
}
