/** One hash for a text however it is held: FNV-1a over its UTF-8. */

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
/** Characters of printed numbers. */
export const ZERO = 48;
export const MINUS = 45;

const encoder = new TextEncoder();
const digits = new Uint8Array(17);

export function hashText(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) {
      const bytes = encoder.encode(text);
      return hashBytes(bytes, 0, bytes.length);
    }
    hash = Math.imul(hash ^ unit, PRIME);
  }
  return mixed(hash);
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  return mixed(hash);
}

/** Of a whole number as JavaScript prints it. */
export function hashNumber(number: number): number {
  let rest = Math.abs(number);
  let at = digits.length;
  do {
    const next = Math.floor(rest / 10);
    digits[--at] = ZERO + (rest - next * 10);
    rest = next;
  } while (rest > 0);
  if (number < 0) digits[--at] = MINUS;
  return hashBytes(digits, at, digits.length);
}

/** The low bits, which tables go by, take part of the high ones. */
const mixed = (hash: number): number => hash ^ (hash >>> 15);
