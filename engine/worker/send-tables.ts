/** Hands rows of the page to a worker without holding the page up: in slices, with everything else between them. */

import type {TableInput, TablesInput} from '../../data-adapters/conform.ts';
import {isCanonicalTables} from '../../data-adapters/conforming/is-canonical.ts';
import {nextTask} from '../../data-adapters/reading/next-task.ts';
import type {TableName} from '../../data-adapters/schema.ts';
import type {SourceOptions} from '../source-context.ts';
import {isPlain, isTyped, packTable} from './pack-table.ts';
import type {List, OpenedTable} from './pack-table.ts';
import type {TablesHead, ToWorker} from './protocol.ts';

/** Milliseconds of sending after which the page has its turn: half a frame. */
const TURN = 8;
/** Values, rows, or values of a typed array, sent at once. */
const VALUES = 5000;
const TYPED_VALUES = 1 << 18;
const ROWS = 250;

export interface TablesToSend {
  /** What was given, or what was conformed of it. */
  readonly input: TablesInput;
  readonly head: TablesHead;
  readonly tables: readonly OpenedTable[];
}

/**
 * What is to be sent. Tables that only their own methods can read (Arquero, Arrow), and names that are no table's, are conformed here: at once,
 * with the errors that `conform` has.
 */
export async function openTables(input: TablesInput, options: SourceOptions): Promise<TablesToSend> {
  if (isCanonicalTables(input)) {
    const {timeZone, currency, quality} = input;
    return {input, head: {conformed: {timeZone, currency, quality}}, tables: openAll(input.tables) ?? []};
  }
  const tables = openAll(input);
  if (tables) return {input, head: {}, tables};
  const {conform} = await import('../../data-adapters/conform.ts');
  return openTables(conform(input, options), options);
}

function openAll(input: Partial<Readonly<Record<string, TableInput>>>): OpenedTable[] | undefined {
  const opened = Object.entries(input).flatMap(([name, table]) => (table === undefined ? [] : [packTable(name as TableName, table)]));
  return opened.every((table) => table !== undefined) ? opened : undefined;
}

/** Rows over all tables. */
export function rowCount({tables}: TablesToSend): number {
  return tables.reduce((sum, {packed}) => sum + packed.length, 0);
}

export type Post = (message: ToWorker, transfer?: Transferable[]) => void;

/** Sends them all. Rejects where a value cannot cross as it is, and with the signal's reason. */
export async function sendTables(post: Post, {tables}: TablesToSend, signal?: AbortSignal): Promise<void> {
  await sendSlots(post, new Map(tables.map((table) => [table.packed.name, table])), signal);
}

/** Sends tables under names of the caller's own. Rejects as {@link sendTables} does. */
export async function sendSlots(post: Post, tables: ReadonlyMap<string, OpenedTable>, signal?: AbortSignal): Promise<void> {
  let start = performance.now();
  for (const [slot, {packed, lists}] of tables) {
    post({type: 'table', slot, table: packed});
    for (const [list, values] of lists.entries()) {
      for (const slice of slices(values, packed.shape === 'rows' || packed.shape === 'records' ? ROWS : VALUES)) {
        signal?.throwIfAborted();
        checkPlain(slice, packed);
        post({type: 'cells', slot, list, values: slice}, isTyped(slice) ? [slice.buffer as ArrayBuffer] : []);
        if (performance.now() - start < TURN) continue;
        await nextTask();
        start = performance.now();
      }
    }
  }
}

/** Copies of a list's parts; the host's own arrays stay with the host. */
function* slices(values: List, size: number): Generator<List> {
  if (isTyped(values)) {
    for (let from = 0; from === 0 || from < values.length; from += TYPED_VALUES) yield values.slice(from, from + TYPED_VALUES);
    return;
  }
  for (let from = 0; from < values.length; from += size) yield Array.prototype.slice.call(values, from, from + size);
}

function checkPlain(values: List, {name, shape}: OpenedTable['packed']): void {
  if (isTyped(values)) return;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const inside = shape === 'rows' && typeof value === 'object' && value !== null ? Object.values(value) : [];
    if (isPlain(value) && inside.every(isPlain)) continue;
    throw new DOMException(`Table ${name} holds values that cannot be handed to a worker as they are.`, 'DataCloneError');
  }
}
