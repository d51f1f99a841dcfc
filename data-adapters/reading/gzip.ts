/** Inflates gzip by the platform's own stream, never beyond a number of bytes. */

import {AdapterError} from '../adapter.ts';
import {checkSize, join, throwIfAborted} from '../read-source.ts';

/** The bytes, inflated where they begin like gzip. A name ending in `.gz` says nothing: a server may have inflated it already. */
export async function inflateIfGzip(bytes: Uint8Array, limit: number, name: string, signal?: AbortSignal): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      throwIfAborted(signal, name);
      length += next.value.length;
      checkSize(length, limit, name);
      pieces.push(next.value);
    }
  } catch (cause) {
    reader.cancel().catch(() => undefined);
    if (cause instanceof AdapterError) throw cause;
    throw new AdapterError(`${name} is a broken or incomplete gzip file. Download it again.`, {kind: 'parse', source: name, cause});
  }
  return join(pieces, length);
}
