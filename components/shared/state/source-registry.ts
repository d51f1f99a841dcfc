/** Lets a widget wait for the source it names by id: `<till-data>` says here that it has come. */

const waiting = new Set<() => void>();

/** Calls `listener` whenever a source element has come. Returns the way out. */
export function onSourceElement(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

export function announceSourceElement(): void {
  for (const listener of [...waiting]) listener();
}
