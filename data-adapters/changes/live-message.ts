/** What a stream of changes says, message by message. */

import {AdapterError} from '../adapter.ts';
import type {Changes} from './changes.ts';
import {CHANGE_KINDS} from './check-changes.ts';

/** A message's number in a log; another epoch is another log. */
export interface Position {
  readonly epoch: string;
  readonly offset: number;
}

export interface LiveMessage {
  readonly position?: Position;
  /** None in a heartbeat. */
  readonly changes?: Changes;
}

/**
 * `{table, append | upsert | remove}` or `{changes: {table: {…}}}`, with `epoch` and `offset` where the stream numbers its messages; a text of JSON
 * or what it holds. Throws an `AdapterError` for what is no such message.
 */
export function readMessage(message: unknown): LiveMessage {
  const parsed = typeof message === 'string' ? parse(message) : message;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refuse(parsed);
  const {table, changes, epoch, offset, ...others} = parsed as Readonly<Record<string, unknown>>;
  const kinds = CHANGE_KINDS.filter((kind) => others[kind] !== undefined);
  const position = positionOf(epoch, offset);
  if (typeof table === 'string' && kinds.length > 0) {
    return {...position, changes: {[table]: Object.fromEntries(kinds.map((kind) => [kind, others[kind]]))}};
  }
  if (typeof changes === 'object' && changes !== null) return {...position, changes};
  if (table === undefined && changes === undefined && kinds.length === 0) return position;
  throw refuse(parsed);
}

function positionOf(epoch: unknown, offset: unknown): Pick<LiveMessage, 'position'> {
  if (offset === undefined) return {};
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset)) throw refuse({offset});
  return {position: {epoch: typeof epoch === 'string' || typeof epoch === 'number' ? String(epoch) : '', offset}};
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('A message of the stream is no JSON.', {kind: 'parse', source: 'live', cause});
  }
}

/** Keys alone: rows hold what nobody should find in a log. */
function refuse(message: unknown): AdapterError {
  const found = typeof message === 'object' && message !== null ? `holds ${Object.keys(message).slice(0, 8).join(', ') || 'nothing'}` : `is ${typeof message}`;
  return new AdapterError(
    `A message of the stream ${found}. Send {"table": "order_lines", "append": [rows]}, with append, upsert or remove, and epoch and offset beside it.`,
    {kind: 'parse', source: 'live'},
  );
}
