/** A source whose answers a test gives, one by one. */

import type {Query} from '../../engine/query.ts';
import type {Cell, Note, QueryResult} from '../../engine/result.ts';
import type {Source, SourceChange, SourceInfo} from '../../engine/source.ts';

/** A question that waits for its answer. */
export interface Asked {
  readonly query: Query;
  readonly signal: AbortSignal | undefined;
  readonly answer: (result: QueryResult) => void;
  readonly refuse: (error: Error) => void;
}

export const INFO: SourceInfo = {
  tables: [], dimensions: [], metrics: [], firstDay: '2024-01-01', lastDay: '2024-03-31', now: '2024-04-01T02:00:00Z',
  timeZone: 'Asia/Shanghai', currency: 'CNY', weekStart: 1, quality: {tables: []}, log: [], loadedAt: '2024-04-01T01:30:00Z',
};

export interface ResultParts {
  readonly notes?: readonly Note[];
  readonly partial?: boolean;
}

/** A result with one column a key; all columns are as long as the first. */
export function resultOf(columns: Readonly<Record<string, readonly Cell[]>>, parts: ResultParts = {}): QueryResult {
  const length = Object.values(columns)[0]?.length ?? 0;
  const fields = Object.keys(columns).map((name) => ({name, type: 'number' as const, label: {en: name, zh: name}}));
  return {columns, length, fields, asOf: INFO.now, notes: [], ...parts};
}

export class FakeSource implements Source {
  readonly asked: Asked[] = [];
  readonly #listeners = new Set<(change: SourceChange) => void>();
  info: SourceInfo;
  /** Set it to have every question answered at once. */
  reply: ((query: Query) => QueryResult) | undefined;

  constructor(info: Partial<SourceInfo> = {}) {
    this.info = {...INFO, ...info};
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The question asked last. */
  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error('Nothing was asked.');
    return last;
  }

  run(query: Query, {signal}: {readonly signal?: AbortSignal} = {}): Promise<QueryResult> {
    return new Promise((answer, refuse) => {
      this.asked.push({query, signal, answer, refuse});
      if (this.reply) answer(this.reply(query));
    });
  }

  subscribe(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: SourceChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
