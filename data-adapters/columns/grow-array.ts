/** Typed arrays that grow at their end: views over buffers with room behind them. */

type Cells = Uint8Array | Int32Array | Float64Array;

/** How far each buffer is in use, in bytes. A view that ends before that has been gone on from already. */
const used = new WeakMap<ArrayBufferLike, number>();

/**
 * `before` with `after` behind it. The older view stays as it is: nothing that it shows is written to. Where the buffer has no room, or somebody went
 * on from the same view, one with a quarter to spare is made: n rows, a few at a time, are copied O(log n) times.
 */
export function growArray<T extends Cells>(before: T, after: T): T {
  const length = before.length + after.length;
  const end = before.byteOffset + before.byteLength;
  const fits = used.get(before.buffer) === end && before.buffer.byteLength >= end + after.byteLength;
  const buffer = fits ? before.buffer : new ArrayBuffer(roomFor(length) * before.BYTES_PER_ELEMENT);
  const grown = viewOf(before, buffer, fits ? before.byteOffset : 0, length);
  if (!fits) grown.set(before);
  grown.set(after, before.length);
  used.set(grown.buffer, grown.byteOffset + grown.byteLength);
  return grown;
}

/**
 * Zeros with a sixteenth to spare behind them, for rows that may come: the first of them are then written, and nothing is copied. Memory that nobody
 * touches is none.
 */
export function roomyInt32(length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(roomyBuffer(length, Int32Array.BYTES_PER_ELEMENT), 0, length);
}

export function roomyFloat64(length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(roomyBuffer(length, Float64Array.BYTES_PER_ELEMENT), 0, length);
}

/** The first of an array's values, which rows that come may be written behind. */
export function firstOf<T extends Int32Array | Float64Array>(values: T, length: number): T {
  used.set(values.buffer, values.byteOffset + length * values.BYTES_PER_ELEMENT);
  return values.subarray(0, length) as T;
}

function roomyBuffer(length: number, bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer((length + (length >> 4)) * bytes);
  used.set(buffer, length * bytes);
  return buffer;
}

const roomFor = (length: number): number => length + Math.max(1024, length >> 2);

function viewOf<T extends Cells>(like: T, buffer: ArrayBufferLike, offset: number, length: number): T {
  if (like instanceof Uint8Array) return new Uint8Array(buffer, offset, length) as T;
  return (like instanceof Int32Array ? new Int32Array(buffer, offset, length) : new Float64Array(buffer, offset, length)) as T;
}
