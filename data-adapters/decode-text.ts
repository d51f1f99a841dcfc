/** Bytes of a text file as text, whatever encoding a shop's export uses. */

import {AdapterError} from './adapter.ts';

const MAGIC: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook (xlsx) or zip archive; save it as CSV'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty zip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (xls); save it as CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'an Arrow file; hand its table to the memory adapter'],
  [[0xff, 0xff, 0xff, 0xff], 'an Arrow stream; hand its table to the memory adapter'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database'],
];

/** Where a byte of 0 cannot be in a text other than UTF-16. */
const PROBE_BYTES = 65_536;

/**
 * Text by its byte-order mark (UTF-8, UTF-16), else as strict UTF-8, else as GB18030 (which holds GBK and GB2312). `encoding` forces one.
 * Throws an `AdapterError` of kind `parse` for what is no text, and where no encoding fits.
 */
export function decodeText(bytes: Uint8Array, name: string, encoding?: string): string {
  const magic = MAGIC.find(([start]) => start.every((byte, i) => bytes[i] === byte));
  if (magic) throw notText(name, `It looks like ${magic[1]}.`);
  if (encoding !== undefined) return decodeAs(bytes, encoding, name);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le', name);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be', name);
  if (bytes.subarray(0, PROBE_BYTES).includes(0)) {
    throw notText(name, `It holds bytes of zero. If it is UTF-16 without a byte-order mark, set encoding to 'utf-16le'.`);
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return decodeAs(bytes, 'gb18030', name);
  }
}

/** Whether bytes may be UTF-8 text as far as their beginning tells. */
export function mayBeUtf8(bytes: Uint8Array): boolean {
  if (MAGIC.some(([start]) => start.every((byte, i) => bytes[i] === byte))) return false;
  return !(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff) && !bytes.subarray(0, PROBE_BYTES).includes(0);
}

function decodeAs(bytes: Uint8Array, encoding: string, name: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, {fatal: true});
  } catch (cause) {
    throw new AdapterError(`Unknown encoding ${JSON.stringify(encoding)}. Write for example 'utf-8', 'gb18030' or 'windows-1252'.`, {
      kind: 'parse', source: name, cause,
    });
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new AdapterError(`${name} is not valid ${encoding}. Save it as UTF-8, or set encoding to the one that it is in.`, {
      kind: 'parse', source: name, cause,
    });
  }
}

function notText(name: string, why: string): AdapterError {
  return new AdapterError(`${name} is not a text file. ${why}`, {kind: 'parse', source: name});
}

/** Throws where a web page came instead of data, as sign-in pages do. */
export function refuseWebPage(text: string, name: string): void {
  if (!isWebPage(text)) return;
  throw new AdapterError(`${name} is a web page, not data: probably a sign-in page. Sign in, or check the address.`, {kind: 'auth', source: name});
}

export function isWebPage(text: string): boolean {
  return /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 1000));
}
