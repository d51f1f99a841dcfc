/** Reads the RFM results into cells, segments and members. */

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

/** Which customers are opened: those of a cell or of a segment. */
export interface RfmCellChoice {
  readonly r?: number;
  readonly f?: number;
  readonly segment?: string;
}

export function readGrid(result: QueryResult, scores: number): RfmGridModel {
  const cells = Array.from({length: result.length}, (_, row): RfmCell => ({
    r: numberAt(result, 'r', row) ?? 0,
    f: numberAt(result, 'f', row) ?? 0,
    customers: numberAt(result, 'customers', row) ?? 0,
    orders: numberAt(result, 'orders', row),
    net: numberAt(result, 'net', row),
    netMean: numberAt(result, 'net_mean', row),
  })).filter(({customers}) => customers > 0);
  return {scores, cells, customers: cells.reduce((sum, {customers}) => sum + customers, 0)};
}

/** Most money first; of equal money the larger segment. */
export function readSegments(result: QueryResult): readonly RfmSegment[] {
  const rows = Array.from({length: result.length}, (_, row) => ({
    name: textAt(result, 'segment', row) ?? '',
    customers: numberAt(result, 'customers', row) ?? 0,
    net: numberAt(result, 'net', row),
  }));
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  const net = rows.reduce((sum, row) => sum + (row.net ?? 0), 0);
  return rows
    .filter((row) => row.customers > 0)
    .map((row) => ({
      ...row,
      share: customers > 0 ? row.customers / customers : null,
      netShare: net > 0 && row.net !== null ? row.net / net : null,
    }))
    .sort((a, b) => (b.net ?? 0) - (a.net ?? 0) || b.customers - a.customers);
}

export function readMembers(result: QueryResult): readonly RfmMember[] {
  return Array.from({length: result.length}, (_, row) => ({
    id: textAt(result, 'customer_id', row) ?? '',
    days: numberAt(result, 'recency_days', row),
    orders: numberAt(result, 'orders', row),
    net: numberAt(result, 'net', row),
    segment: textAt(result, 'segment', row),
  }));
}

/** The value a cell is coloured by. */
export function colorValue(cell: RfmCell, color: RfmColor): number | null {
  if (color === 'customers') return cell.customers;
  return color === 'net' ? cell.net : cell.netMean;
}

function numberAt(result: QueryResult, name: string, row: number): number | null {
  const value = result.columns[name]?.[row];
  return typeof value === 'number' ? value : null;
}

function textAt(result: QueryResult, name: string, row: number): string | null {
  const value = result.columns[name]?.[row];
  return typeof value === 'string' ? value : null;
}
