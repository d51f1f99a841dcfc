/** The rows of a running view, brought to newer ones by what differs between them. */

import type {Changeset, View} from 'vega';

import type {ChartRow, ChartValue} from './chart-description.ts';

type Tuple = Record<string, ChartValue>;

/**
 * Holds the rows that a view was given, a data set a name. Row `i` of a newer picture takes the place of row `i` of the older one: Vega then
 * draws again only the items of rows that differ, and keeps their nodes. Rows of a data set have the same fields, in every picture of a view.
 */
export class RunningData {
  readonly #view: View;
  readonly #tuples = new Map<string, Tuple[]>();

  constructor(view: View) {
    this.#view = view;
  }

  /** Marks what is to be drawn by the view's next run. Cost: one look at every value; nothing for rows that are the same object. */
  set(data: Readonly<Record<string, readonly ChartRow[]>>): void {
    for (const [name, rows] of Object.entries(data)) {
      const changes = this.#changesTo(name, rows);
      if (changes) this.#view.change(name, changes);
    }
  }

  #changesTo(name: string, rows: readonly ChartRow[]): Changeset | null {
    const tuples = this.#tuples.get(name) ?? [];
    this.#tuples.set(name, tuples);
    let changes: Changeset | null = null;
    const change = (): Changeset => (changes ??= this.#view.changeset());
    rows.slice(0, tuples.length).forEach((row, index) => {
      const tuple = tuples[index] as Tuple;
      for (const field in row) {
        if (row[field] !== tuple[field]) change().modify(tuple, field, row[field]);
      }
    });
    if (rows.length < tuples.length) change().remove(tuples.splice(rows.length));
    // Copies: Vega tags each row with a symbol of its own.
    const added = rows.slice(tuples.length).map((row) => ({...row}));
    if (added.length > 0) change().insert(added);
    tuples.push(...added);
    return changes;
  }
}
