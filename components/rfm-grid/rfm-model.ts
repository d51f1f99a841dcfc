/** Reads the RFM results into cells, segments and members. */

import {oncePer} from '../../engine/once-per.ts';
import type {QueryResult} from '../../engine/result.ts';

export type RfmColor = 'customers' | 'net' | 'net-mean';

export interface RfmCell {
  readonly r: number;
  readonly f: number;
  readonly customers: number;
  readonly orders: number | null;
  readonly net: number | null;
  readonly netMean: number | null;
}

export interface RfmGridModel {
  /** Both axes run from 1 to this. */
  readonly scores: number;
  /** Only cells with customers. */
  readonly cells: readonly RfmCell[];
  readonly customers: number;
}

export interface RfmSegment {
  /** As queries name it. */
  readonly key: string;
  readonly name: string;
  readonly customers: number;
  /** Of all customers, and of all money; 0..1. */
  readonly share: number | null;
  readonly net: number | null;
  readonly netShare: number | null;
}

export interface RfmMember {
  readonly id: string;
  readonly days: number | null;
  readonly orders: number | null;
  readonly net: number | null;
  readonly segment: string | null;
}

/** Whole numbers that a score stands for, both included; `to` null for an open end, null where no number gets the score. */
export interface ScoreRange {
  readonly from: number;
  readonly to: number | null;
}

export interface ScoreRanges {
  readonly recency: ReadonlyMap<number, ScoreRange | null>;
  readonly frequency: ReadonlyMap<number, ScoreRange | null>;
}

/** Which customers are opened: those of a cell or of a segment. */
export interface RfmCellChoice {
  readonly r?: number;
  readonly f?: number;
  readonly segment?: string;
}

/** Kept with the result. */
export const readGrid = oncePer((result: QueryResult): RfmGridModel => {
  const all = rowsOf(result, (row): RfmCell => ({
    r: numberAt(result, 'r', row) ?? 0,
    f: numberAt(result, 'f', row) ?? 0,
    customers: numberAt(result, 'customers', row) ?? 0,
    orders: numberAt(result, 'orders', row),
    net: numberAt(result, 'net', row),
    netMean: numberAt(result, 'net_mean', row),
  }));
  const cells = all.filter(({customers}) => customers > 0);
  return {scores: Math.max(0, ...all.map(({r, f}) => Math.max(r, f))), cells, customers: cells.reduce((sum, {customers}) => sum + customers, 0)};
});

/** Those with customers; most money first, of equal money the larger one. `language` picks the name. */
export function readSegments(result: QueryResult, language: string): readonly RfmSegment[] {
  return rowsOf(result, (row) => ({
    key: textAt(result, 'segment', row) ?? '',
    name: segmentName(result, row, language) ?? '',
    customers: numberAt(result, 'customers', row) ?? 0,
    share: numberAt(result, 'share', row),
    net: numberAt(result, 'net', row),
    netShare: numberAt(result, 'net_share', row),
  }))
    .filter(({customers}) => customers > 0)
    .sort((a, b) => (b.net ?? 0) - (a.net ?? 0) || b.customers - a.customers);
}

function segmentName(result: QueryResult, row: number, language: string): string | null {
  return textAt(result, language.startsWith('zh') ? 'segment_zh' : 'segment', row);
}

export function readMembers(result: QueryResult, language: string): readonly RfmMember[] {
  return rowsOf(result, (row) => ({
    id: textAt(result, 'customer_id', row) ?? '',
    days: numberAt(result, 'recency_days', row),
    orders: numberAt(result, 'orders', row),
    net: numberAt(result, 'net', row),
    segment: segmentName(result, row, language),
  }));
}

/** What each score stands for, from the view `cuts`, whose bins hold what is above their lower border up to their upper one. Kept with the result. */
export const readRanges = oncePer((result: QueryResult): ScoreRanges => {
  const ranges = (measure: string, score: string): ReadonlyMap<number, ScoreRange | null> =>
    new Map(
      rowsOf(result, (row) => {
        const lower = numberAt(result, `${measure}_lower`, row);
        const upper = numberAt(result, `${measure}_upper`, row);
        return [numberAt(result, score, row) ?? 0, rangeOf(lower, upper, row === 0, row === result.length - 1)] as const;
      }),
    );
  return {recency: ranges('recency', 'r_score'), frequency: ranges('frequency', 'f_score')};
});

function rangeOf(lower: number | null, upper: number | null, first: boolean, last: boolean): ScoreRange | null {
  if (lower === null || upper === null) return null;
  const from = first ? Math.ceil(lower) : Math.floor(lower) + 1;
  const to = Math.floor(upper);
  if (from > to) return null;
  return {from, to: last && from < to ? null : to};
}

/** The value a cell is coloured by. */
export function colorValue(cell: RfmCell, color: RfmColor): number | null {
  if (color === 'customers') return cell.customers;
  return color === 'net' ? cell.net : cell.netMean;
}

function rowsOf<Row>(result: QueryResult, read: (row: number) => Row): Row[] {
  return Array.from({length: result.length}, (_, row) => read(row));
}

function numberAt(result: QueryResult, name: string, row: number): number | null {
  const value = result.columns[name]?.[row];
  return typeof value === 'number' ? value : null;
}

function textAt(result: QueryResult, name: string, row: number): string | null {
  const value = result.columns[name]?.[row];
  return typeof value === 'string' ? value : null;
}
