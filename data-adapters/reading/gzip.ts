/** Inflates gzip by the platform's own stream, never beyond a number of bytes. */

import {AdapterError} from '../adapter.ts';
import {checkSize, throwIfAborted} from '../read-source.ts';
import {ArrivingBytes} from './arriving-bytes.ts';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes, inflated where they begin like gzip. A name ending in `.gz` says nothing: a server may have inflated it already. */
export async function inflateIfGzip(bytes: Uint8Array, limit: number, name: string, signal?: AbortSignal): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const inflated = new ArrivingBytes();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      throwIfAborted(signal, name);
      checkSize(inflated.length + next.value.length, limit, name);
      inflated.add(next.value);
    }
  } catch (cause) {
    reader.cancel().catch(() => undefined);
    if (cause instanceof AdapterError) throw cause;
    throw new AdapterError(`${name} is a broken or incomplete gzip file. Download it again.`, {kind: 'parse', source: name, cause});
  }
  inflated.end();
  return inflated.here;
}
