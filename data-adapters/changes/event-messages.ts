/** The messages of an `EventSource`, a `WebSocket` or whatever else speaks by events. */

import {AdapterError} from '../adapter.ts';

export interface EventStream {
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  close(): void;
}

/**
 * The `data` of its `message` events. Ends with the signal, and closes the stream then; breaks off with an `AdapterError` at its `error` and `close`:
 * `followChanges` opens another, with pauses between them and from where it stands, which an `EventSource` by itself does not.
 */
export async function* eventMessages(stream: EventStream, signal: AbortSignal): AsyncGenerator<unknown, void> {
  const waiting: unknown[] = [];
  let isOver = signal.aborted;
  let error: AdapterError | undefined;
  let wake: (() => void) | undefined;
  const onMessage = (event: Event): void => {
    waiting.push((event as MessageEvent).data);
    wake?.();
  };
  const onError = (): void => {
    error = new AdapterError('The stream of changes broke off.', {kind: 'network', source: 'live'});
    wake?.();
  };
  const onAbort = (): void => {
    isOver = true;
    wake?.();
  };
  const listeners = [['message', onMessage], ['error', onError], ['close', onError]] as const;
  for (const [type, listener] of listeners) stream.addEventListener(type, listener);
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      while (waiting.length > 0 && !isOver) yield waiting.shift();
      if (isOver) return;
      if (error) throw error;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    for (const [type, listener] of listeners) stream.removeEventListener(type, listener);
    signal.removeEventListener('abort', onAbort);
    stream.close();
  }
}
