/** Hands rows of the page to a worker without holding the page up: in slices, with everything else between them. */

import type {TableInput, TablesInput} from '../../data-adapters/conform.ts';
import {isCanonicalTable, isCanonicalTables} from '../../data-adapters/conforming/is-canonical.ts';
import {rowsIn} from '../../data-adapters/raw-tables/raw-table.ts';
import {nextTask} from '../../data-adapters/reading/next-task.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {SentList} from './pack-cells.ts';
import {isTyped, packTable} from './pack-table.ts';
import type {OpenedTable} from './pack-table.ts';
import type {TablesHead, ToWorker} from './protocol.ts';

/** Milliseconds of work after which the page has its turn: half a frame. */
const TURN = 8;
/** Values of a list, or of a typed array, sent at once. */
const VALUES = 5000;
const TYPED_VALUES = 1 << 18;

interface TablesToSend {
  readonly head: TablesHead;
  /** By slot. */
  readonly tables: ReadonlyMap<string, OpenedTable>;
}

/** What is to be sent, under the tables' own names. Throws an `AdapterError` for what are no rows, and the signal's reason. */
export async function openTables(input: TablesInput, signal?: AbortSignal): Promise<TablesToSend> {
  const head = isCanonicalTables(input) ? {conformed: {timeZone: input.timeZone, currency: input.currency, quality: input.quality}} : {};
  const opened = new Map<string, OpenedTable>();
  for (const [name, table] of tablesOf(input)) {
    if (table !== undefined) opened.set(name, await inTurns(packTable(name, table), signal));
  }
  return {head, tables: opened};
}

function tablesOf(input: TablesInput): [TableName, TableInput | undefined][] {
  return Object.entries(isCanonicalTables(input) ? input.tables : input) as [TableName, TableInput | undefined][];
}

/** Rows over all tables, as far as they say so themselves. */
export function rowCount(input: TablesInput): number {
  return tablesOf(input).reduce((sum, [, table]) => sum + (isCanonicalTable(table) ? table.length : rowsIn(table)), 0);
}

/** What a work with pauses comes to; the page has its turn at every pause that is due. */
export async function inTurns<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  let start = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    signal?.throwIfAborted();
    if (step.done) return step.value;
    if (performance.now() - start < TURN) continue;
    await nextTask();
    start = performance.now();
  }
}

type Post = (message: ToWorker, transfer?: Transferable[]) => void;

/** Sends tables under their slots. Rejects where a value cannot cross as it is, and with the signal's reason. */
export function sendTables(post: Post, tables: ReadonlyMap<string, OpenedTable>, signal?: AbortSignal): Promise<void> {
  return inTurns(sending(post, tables), signal);
}

function* sending(post: Post, tables: ReadonlyMap<string, OpenedTable>): Generator<void, void> {
  for (const [slot, {packed, lists}] of tables) {
    post({type: 'table', slot, table: packed});
    for (const [list, sent] of lists.entries()) {
      for (const values of slices(sent)) {
        checkPlain(values, slot);
        post({type: 'cells', slot, list, values}, isTyped(values) ? [values.buffer as ArrayBuffer] : []);
        yield;
      }
    }
  }
}

/** A list's parts: copies of what is the host's own. */
function* slices({values, isOwn}: SentList): Generator<ArrayLike<unknown>> {
  if (isTyped(values)) {
    if (isOwn) yield values;
    else for (let from = 0; from === 0 || from < values.length; from += TYPED_VALUES) yield values.slice(from, from + TYPED_VALUES);
    return;
  }
  for (let from = 0; from < values.length; from += VALUES) yield Array.prototype.slice.call(values, from, from + VALUES);
}

function checkPlain(values: ArrayLike<unknown>, slot: string): void {
  if (isTyped(values)) return;
  for (let at = 0; at < values.length; at++) {
    if (!isPlain(values[at])) throw new DOMException(`${slot} holds values that cannot be handed to a worker as they are.`, 'DataCloneError');
  }
}

/** Whether a value is the same after it has crossed: an object with a class of its own is not. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
