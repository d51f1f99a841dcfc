/** One peer's scenario with its answer, as the case files hold it. */

export interface PeerCase {
  readonly id: string;
  readonly widget: string;
  readonly capability: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: {readonly abs?: number; readonly rel?: number};
  readonly agrees_with_recommended_default: boolean;
}

/** What the kit says to a case: the same keys as `expected`, and by which option or rule it was got. */
export interface Answer {
  readonly got: Readonly<Record<string, unknown>>;
  readonly how?: string;
}

/** The case asks for something that nothing here answers. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered';
}

/** The case's data set is not on this machine. */
export class MissingData extends Error {
  override readonly name = 'MissingData';
}

/** Reads a data set by its path: header and records of text. */
export type ReadData = (path: string) => Promise<DataRow[]>;
export type DataRow = Readonly<Record<string, string>>;

export type Answerer = (peerCase: PeerCase, read: ReadData) => Promise<Answer>;

/** Throws where the case has a parameter that its answerer does not know: it might change the answer. */
export function knowOnly(what: Readonly<Record<string, unknown>>, known: readonly string[], where: string): void {
  const strange = Object.keys(what).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new NotCovered(`${where} has ${strange.join(', ')}`);
}

/** Picks the answers to the keys that the case expects; a key without one is not covered. */
export async function pick(expected: PeerCase['expected'], answers: Readonly<Record<string, () => unknown>>): Promise<Record<string, unknown>> {
  const got: Record<string, unknown> = {};
  for (const key of Object.keys(expected)) {
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (!answer) throw new NotCovered(`expected has ${key}`);
    got[key] = await answer();
  }
  return got;
}
