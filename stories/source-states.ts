/** Sources that wrap another one and are in a state: silent, failing, stale, refreshing. */

import type {Source, SourceChange} from 'tillboard/engine';

type Run = Source['run'];

/** How long a refreshing source shows its first answers before it reads its rows again. */
const PAUSE_MS = 60;

/** Waits for ever; an abort ends it as it ends any query. */
const wait: Run = (_query, {signal} = {}) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('The query was aborted.')), {once: true});
  });

const derive = (source: Source, parts: Partial<Pick<Source, 'run' | 'subscribe'>>): Source => ({
  run: (query, options) => source.run(query, options),
  subscribe: (listener) => source.subscribe(listener),
  info: source.info,
  ...parts,
});

/** Never answers. */
export const silentSource = (source: Source): Source => derive(source, {run: wait});

/** Fails every time it is asked. */
export const failingSource = (source: Source, error: () => Error): Source => derive(source, {run: () => Promise.reject(error())});

/** Answers, and tells each listener that its rows are not fresh. */
export function staleSource(source: Source): Source {
  return derive(source, {
    subscribe(listener) {
      let listening = true;
      queueMicrotask(() => listening && listener({kind: 'stale'}));
      return () => (listening = false);
    },
  });
}

/** Answers once to each listener, then has newer rows whose answer does not come. */
export function refreshingSource(source: Source): Source {
  const listeners = new Set<(change: SourceChange) => void>();
  let fresh = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grow = (): void => {
    fresh = false;
    for (const listener of [...listeners]) listener({kind: 'rows'});
  };
  return derive(source, {
    subscribe(listener) {
      listeners.add(listener);
      fresh = true;
      return () => listeners.delete(listener);
    },
    async run(query, options) {
      if (!fresh) return wait(query, options);
      const result = await source.run(query, options);
      clearTimeout(timer);
      timer = setTimeout(grow, PAUSE_MS);
      return result;
    },
  });
}
