/** What the kit says on the console: each message once a page, with a code and what to do. */

const said = new Set<string>();

function warnOnce(code: string, message: string): void {
  const key = `${code} ${message}`;
  if (said.has(key)) return;
  said.add(key);
  console.warn(`Tillboard ${code}: ${message}`);
}

export function warnOtherVersion(tag: string, here: string, there: string): void {
  warnOnce('T1', `<${tag}> ${there} is already on the page; this copy (${here}) leaves it in place. Load one version of the kit.`);
}

/** A failure that the element shows, for the page's developer. */
export function warnFailure(tag: string, error: Error): void {
  warnOnce('T2', `<${tag}> shows an error: ${error.message}`);
}

export function warnChart(tag: string, message: string): void {
  warnOnce('T3', `<${tag}> draws with a warning: ${message}`);
}

/** A load that goes on without a worker: right, but the page may stutter while large files are read. */
export function warnNoWorker(tag: string, reason: string): void {
  warnOnce('T4', `<${tag}> works on the page, because no worker could start: ${reason}. See docs/worker.md.`);
}
