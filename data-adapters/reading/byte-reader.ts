/** Reads a stream piece by piece, with an end to waiting. */

interface ByteReader {
  /** The next piece; undefined at the end. Rejects when nothing comes for too long, or at once when aborted. */
  read(): Promise<Uint8Array | undefined>;
  cancel(): void;
}

export function byteReader(
  reader: ReadableStreamDefaultReader<Uint8Array>, idle: number, onIdle: () => Error, signal?: AbortSignal,
): ByteReader {
  return {
    read: () =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(timeout);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = (): void => {
          stop();
          reject(new Error('aborted'));
        };
        if (signal?.aborted) {
          reject(new Error('aborted'));
          return;
        }
        const timeout = setTimeout(() => {
          stop();
          reject(onIdle());
        }, idle);
        signal?.addEventListener('abort', onAbort);
        reader.read().then(
          ({done, value}) => {
            stop();
            resolve(done ? undefined : value);
          },
          (cause: unknown) => {
            stop();
            reject(cause instanceof Error ? cause : new Error(String(cause)));
          },
        );
      }),
    cancel: () => {
      reader.cancel().catch(() => undefined);
    },
  };
}
