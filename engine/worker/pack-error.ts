/** Errors over the border of a worker: structured cloning would leave their class and their fields behind. */

import {AdapterError} from '../../data-adapters/adapter.ts';
import type {AdapterErrorKind} from '../../data-adapters/adapter.ts';
import {QueryError} from '../query.ts';

export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly cause?: PackedError;
  /** Of a `QueryError`; its query stays with the asker. */
  readonly query?: {readonly kind: QueryError['kind']; readonly names: readonly string[]};
  /** Of an `AdapterError`. */
  readonly adapter?: {readonly kind: AdapterErrorKind; readonly source: string; readonly retryable: boolean; readonly status?: number};
}

export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return {name: 'Error', message: String(error)};
  const {name, message, cause} = error;
  return {
    name,
    message,
    ...(cause === undefined ? {} : {cause: packError(cause)}),
    ...(error instanceof QueryError ? {query: {kind: error.kind, names: error.names}} : {}),
    ...(error instanceof AdapterError ? {adapter: adapterFields(error)} : {}),
  };
}

function adapterFields({kind, source, retryable, status}: AdapterError): PackedError['adapter'] {
  return {kind, source, retryable, ...(status === undefined ? {} : {status})};
}

/** The error with its class and fields. `asked` is the query of a `QueryError`. */
export function unpackError({name, message, cause: packed, query, adapter}: PackedError, asked?: unknown): Error {
  const cause = packed && unpackError(packed);
  if (query) return new QueryError(message, asked, query.kind, query.names);
  if (adapter) return new AdapterError(message, {...adapter, ...(cause ? {cause} : {})});
  const options = cause ? {cause} : undefined;
  if (name === 'RangeError') return new RangeError(message, options);
  if (name === 'TypeError') return new TypeError(message, options);
  const error = new Error(message, options);
  if (name !== error.name) error.name = name;
  return error;
}
