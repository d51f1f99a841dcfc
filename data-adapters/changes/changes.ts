/** Rows that come to tables that are loaded already: more of them, corrections, removals. */

import type {TableInput} from '../conform.ts';
import type {TableName, TableQuality} from '../schema.ts';

/**
 * What happens to one table, in this order: `remove`, `upsert`, `append`. Rows have any shape that `conform` takes and are read with the options of
 * the load; they hold every required column.
 */
export interface TableChanges {
  /**
   * Rows to leave out, named by values of key columns (`order_id` and `line_id` of order lines; the option `keys` names others): `{order_id: 'A1'}`
   * takes the whole order, `{order_id: 'A1', line_id: '2'}` one line of it. Keys that fit no row do nothing.
   */
  readonly remove?: TableInput;
  /** Rows that take the place of those with the same key, or come in addition. Of several with one key the last counts. */
  readonly upsert?: TableInput;
  /** Rows in addition, as if they had been at the end of the load: one whose key is there already is left out and counted. */
  readonly append?: TableInput;
}

export type Changes = Partial<Readonly<Record<TableName, TableChanges>>>;

/** What became of one table. */
export interface ChangedTable {
  readonly table: TableName;
  /** Rows that came and stay, those that took another's place among them. */
  readonly added: number;
  /** Rows that gave way to one of the same key. */
  readonly replaced: number;
  readonly removed: number;
  /** Keys of `remove` that fitted no row. */
  readonly notFound: number;
  /** Of the rows that came. */
  readonly quality: TableQuality;
}
