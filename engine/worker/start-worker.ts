/** Starts the engine's worker, or says why there is none. */

import type {ToPage} from './protocol.ts';

/** Milliseconds in which its script must have come. */
const START_MS = 30_000;

export type Started = {readonly worker: Worker} | {readonly reason: string};

/** What makes workers: `Worker` itself, or a stand-in that hands its address through a policy for Trusted Types. */
type WorkerMaker = new (address: URL, options: WorkerOptions) => Worker;

interface TrustedTypes {
  createPolicy(name: string, rules: {createScriptURL: (address: string) => string}): {createScriptURL(address: string): string};
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** An address that a page under `require-trusted-types-for` takes. Throws where its policy does not name `tillboard`. */
function trusted(address: URL | string): string {
  const {trustedTypes} = globalThis as {trustedTypes?: TrustedTypes};
  if (!policy && trustedTypes) policy = trustedTypes.createPolicy('tillboard', {createScriptURL: (text) => text});
  return policy ? policy.createScriptURL(String(address)) : String(address);
}

/** `new` of a function that returns an object gives that object. */
const TrustedWorker = function (address: URL, options: WorkerOptions) {
  return new Worker(trusted(address), options);
} as unknown as WorkerMaker;

/**
 * The worker that lies beside this module. Bundlers know it by the words `new Worker(new URL(…, import.meta.url))`; webpack only where `Worker`
 * is the global one, and puts the policy in itself.
 */
function makeWorker(Worker: WorkerMaker): Worker {
  return new Worker(new URL('./engine-worker.ts', import.meta.url), {type: 'module'});
}

function makePlainWorker(): Worker {
  return new Worker(new URL('./engine-worker.ts', import.meta.url), {type: 'module'});
}

/** Resolves once the worker's script runs. Never rejects but with the signal's reason. `address`: another file than the one beside this module. */
export async function startWorker(address: string | URL | undefined, signal: AbortSignal | undefined): Promise<Started> {
  if (typeof Worker !== 'function') return {reason: 'there is no Worker here'};
  let worker: Worker;
  try {
    if (address !== undefined) worker = new Worker(trusted(new URL(address, location.href)), {type: 'module'});
    else if ((import.meta as {webpack?: number}).webpack) worker = makePlainWorker();
    else worker = makeWorker(TrustedWorker);
  } catch (error) {
    return {reason: error instanceof Error ? error.message : String(error)};
  }
  const failed = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(`its script did not come within ${START_MS / 1000} seconds`), START_MS);
    const end = (reason?: string): void => {
      clearTimeout(timer);
      resolve(reason);
    };
    worker.onmessage = ({data}: MessageEvent<ToPage>) => (data.type === 'ready' ? end() : undefined);
    worker.onerror = (event) => {
      event.preventDefault();
      end(event.message ? `its script failed: ${event.message}` : 'its script could not be loaded; the address, the server or a policy (worker-src) refuses it');
    };
    signal?.addEventListener('abort', () => end('stopped'), {once: true});
  });
  worker.onmessage = null;
  worker.onerror = null;
  if (failed === undefined && !signal?.aborted) return {worker};
  worker.terminate();
  signal?.throwIfAborted();
  return {reason: failed ?? ''};
}
