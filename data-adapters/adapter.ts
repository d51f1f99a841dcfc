/** What every adapter is: something that loads rows and hands on canonical tables, or says why it cannot. */

import type {CanonicalTables} from './schema.ts';

export interface LoadProgress {
  /** Bytes read so far, over all files. */
  readonly loaded: number;
  /** Bytes there are, where every source says so. */
  readonly total?: number;
  readonly rows?: number;
}

export interface LoadRequest {
  /** Aborting rejects the load with an `AdapterError` of kind `aborted`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface Adapter {
  /** Resolves with all tables or none; rejects with an {@link AdapterError}. */
  load(request?: LoadRequest): Promise<CanonicalTables>;
}

export type AdapterErrorKind = 'network' | 'timeout' | 'http' | 'auth' | 'parse' | 'schema' | 'limit' | 'aborted';

export interface AdapterErrorDetails {
  readonly kind: AdapterErrorKind;
  /** Where the rows were to come from: a table, a file name, or an address without its query. */
  readonly source: string;
  readonly cause?: unknown;
  /** Whether the same request may work later. By kind where it is not given: `network` and `timeout` may. */
  readonly retryable?: boolean;
  /** HTTP status. */
  readonly status?: number;
}

/** A load that failed. `message` says what was found and what to do, and holds neither credentials nor query strings. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  readonly kind: AdapterErrorKind;
  readonly source: string;
  readonly retryable: boolean;
  readonly status?: number;
  constructor(message: string, details: AdapterErrorDetails) {
    super(message, details.cause === undefined ? undefined : {cause: details.cause});
    this.kind = details.kind;
    this.source = details.source;
    this.retryable = details.retryable ?? (details.kind === 'network' || details.kind === 'timeout');
    if (details.status !== undefined) this.status = details.status;
  }
}
