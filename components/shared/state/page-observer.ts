/** One observer a page for what hosts change on `<html>` and `<body>`: language, direction, theme classes. */

const WATCHED = /^(lang|dir|class|style|theme|data-.+)$/;

const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

function start(): () => void {
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const observer = new MutationObserver((records) => {
    if (records.some(({attributeName}) => WATCHED.test(attributeName ?? ''))) tell();
  });
  for (const element of [document.documentElement, document.body]) {
    if (element) observer.observe(element, {attributes: true});
  }
  const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    for (const query of media) query.removeEventListener('change', tell);
  };
}

/** Calls `listener` on every change. Returns the way out; the last one out stops the observer. */
export function observePage(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}
