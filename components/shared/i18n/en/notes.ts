/** Words for the notes of results, by code. A code without words is shown as the engine's own English sentence. */
export type NoteMessages = Readonly<Record<string, (params: Readonly<Record<string, string | number>>) => string>>;

export const notes: NoteMessages = {
  'partial-period': ({to}) => `Runs until ${to}; compared with the same elapsed part.`,
  'no-status': () => 'Orders carry no status; all count as valid.',
  'time-fallback': ({wanted, used}) => `Dated by ${used}: the rows have no ${wanted}.`,
  'undated': ({wanted}) => `Covers all rows: they have no ${wanted}.`,
  'data-ends': ({table, day}) => `The rows of ${table} end on ${day}.`,
  'mixed-currency': ({currencies}) => `Amounts in ${currencies} are not added up. Convert them, or split by currency.`,
  'filter-ignored': ({dimension, table}) => `The filter on ${dimension} does not touch ${table}.`,
  'filter-not-shared': ({dimension}) => `Undefined under the filter on ${dimension}: not all its tables have it.`,
  'leap-day': () => '29 February is compared with 28 February.',
  'limited': ({shown, of}) => `${shown} of ${of} are shown.`,
};
