/** Gives results their Arquero table, without Arquero being in the way of the first number: it is nearly half of what the engine would load. */

import type {toArquero} from './arquero.ts';
import type {QueryResult} from './result.ts';
import type {Source} from './source.ts';

type Table = ReturnType<typeof toArquero>;

let convert: typeof toArquero | undefined;
let failure: unknown;
let loading: Promise<void> | undefined;

/** Loads Arquero. Does not reject: where it cannot be loaded, reading a `table` says so; the next call tries again. */
export function loadTables(): Promise<void> {
  loading ??= import('./arquero.ts').then(
    (arquero) => {
      convert = arquero.toArquero;
    },
    (error: unknown) => {
      failure = error;
      loading = undefined;
    },
  );
  return loading;
}

/**
 * Gives a result its `table`: made when first read, left out of enumeration and of structured clones. Reading it throws an `Error` until
 * `loadTables` has resolved.
 */
export function withTable<Result extends QueryResult>(result: Result): Result & {readonly table: Table} {
  let table: Table | undefined;
  return Object.defineProperty(result, 'table', {get: () => (table ??= toTable(result)), enumerable: false}) as Result & {readonly table: Table};
}

/** A source's `run` that waits for Arquero too, unless it is asked not to. */
export function givingTables(run: Source['run']): Source['run'] {
  return async (query, options = {}) => {
    const tables = options.table === false ? undefined : loadTables();
    const [result] = await Promise.all([run(query, options), tables]);
    options.signal?.throwIfAborted();
    return result;
  };
}

function toTable(result: QueryResult): Table {
  if (convert) return convert(result);
  throw new Error(
    failure instanceof Error
      ? `\`table\` cannot be made: Arquero could not be loaded (${failure.message}). \`columns\` are there; ask again for the table.`
      : '`table` of a widget\'s result is not there yet: take it from `await source.run(query)`, or from `toArquero(result)` of tillboard/engine.',
    {cause: failure},
  );
}
