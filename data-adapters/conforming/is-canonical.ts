/** Tells canonical tables from raw rows. */

import {TABLE_NAMES} from '../schema.ts';
import type {CanonicalTable, CanonicalTables} from '../schema.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const COLUMN_TYPES = new Set<unknown>(['text', 'number', 'money', 'time']);

/** Whether a value is one conformed table. */
export function isCanonicalTable(value: unknown): value is CanonicalTable {
  return (
    isRecord(value) &&
    typeof value.length === 'number' &&
    TABLE_NAMES.some((name) => name === value.name) &&
    value.columns instanceof Map &&
    [...value.columns.values()].every((column) => isRecord(column) && COLUMN_TYPES.has(column.type) && column.length === value.length)
  );
}

/** Whether a value is what {@link conform} or an adapter returns. */
export function isCanonicalTables(value: unknown): value is CanonicalTables {
  return (
    isRecord(value) &&
    typeof value.timeZone === 'string' &&
    typeof value.currency === 'string' &&
    isRecord(value.quality) &&
    isRecord(value.tables) &&
    Object.values(value.tables).every((table) => table === undefined || isCanonicalTable(table))
  );
}
