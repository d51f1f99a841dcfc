/** One peer's scenario with its answer, as the case files hold it, and what an answerer says to it. */

export interface PeerCase {
  readonly id: string;
  readonly widget: string;
  readonly capability: string;
  readonly description?: string;
  readonly peer_quirk?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: {readonly abs?: number; readonly rel?: number};
  readonly agrees_with_recommended_default: boolean;
}

/** What the kit says to a case: the same keys as `expected`, and by which option, or which difference was held. */
export interface Answer {
  readonly got: Readonly<Record<string, unknown>>;
  readonly how?: string;
}

/** The case asks for something that nothing here answers. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered';
}

/** The case's data set is not on this machine. */
export class DataMissing extends Error {
  override readonly name = 'DataMissing';
}

/** A data file as it stands: its header and its records of text. */
export interface TextTable {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** Reads a data set by its path under the data folder; throws `DataMissing` where it is not. */
export type ReadData = (path: string) => Promise<TextTable>;

export type Answerer = (peerCase: PeerCase, read: ReadData) => Promise<Answer>;

/** Throws where something of the case is not known to its answerer: it might change the answer. */
export function knowOnly(what: Readonly<Record<string, unknown>>, known: readonly string[], where: string): void {
  const strange = Object.keys(what).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new NotCovered(`${where} has ${strange.join(', ')}`);
}

/** Answers to the keys that are expected; a key without an answer is not covered. */
export async function pick(
  expected: object, answers: Readonly<Record<string, () => unknown>>, where = 'expected',
): Promise<Record<string, unknown>> {
  const got: Record<string, unknown> = {};
  for (const key of Object.keys(expected)) {
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (!answer) throw new NotCovered(`${where} has ${key}`);
    got[key] = await answer();
  }
  return got;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a list: nothing is none, one is a list of one. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The columns of a result that are rows, one object a row. */
export function rowsOf(
  {columns, length}: {readonly columns: Readonly<Record<string, readonly unknown[]>>; readonly length: number},
): Record<string, unknown>[] {
  const names = Object.keys(columns);
  return Array.from({length}, (_, row) => Object.fromEntries(names.map((name) => [name, columns[name]?.[row]])));
}
