/**
 * Typed arrays that a pass needs for its own length only. The system maps and clears new memory page by page, which costs many times the pass that
 * fills it: what one pass gives back the next one gets.
 */

/** Less is not worth a look into the pool. */
const LEAST_BYTES = 1 << 16;
/** Bytes that stay at hand while a load or a question is worked on. */
const MOST_BYTES = 1 << 26;
/** Bytes that stay at hand when there is no work. */
const RESTING_BYTES = 1 << 21;
/** Milliseconds without a pass that are no work: a load and the questions that follow it share what is at hand. */
const QUIET = 1000;

/** Arrays of a length, filled with a value (0 where none is named). They are the pass's until it ends, and must not outlive it. */
export interface Scratch {
  int32(length: number, fill?: number): Int32Array;
  uint32(length: number): Uint32Array;
  uint8(length: number): Uint8Array;
  float64(length: number, fill?: number): Float64Array;
}

/** From the smallest to the largest. */
const idle: ArrayBuffer[] = [];
let idleBytes = 0;
let lastUsed = 0;
let isWatched = false;

/** Lends arrays to `pass`, and takes all of them back once it has returned or thrown. A pass may call others that do the same. */
export function withScratch<T>(pass: (scratch: Scratch) => T): T {
  const lent: ArrayBuffer[] = [];
  const lend = (bytes: number): ArrayBuffer => {
    const buffer = takeIdle(bytes) ?? new ArrayBuffer(bytes);
    if (bytes >= LEAST_BYTES) lent.push(buffer);
    return buffer;
  };
  try {
    return pass({
      int32: (length, fill = 0) => new Int32Array(lend(length * 4), 0, length).fill(fill),
      uint32: (length) => new Uint32Array(lend(length * 4), 0, length).fill(0),
      uint8: (length) => new Uint8Array(lend(length), 0, length).fill(0),
      float64: (length, fill = 0) => new Float64Array(lend(length * 8), 0, length).fill(fill),
    });
  } finally {
    for (const buffer of lent) keep(buffer);
    trim(MOST_BYTES);
    if (idleBytes > RESTING_BYTES) restLater();
  }
}

function restLater(): void {
  lastUsed = performance.now();
  if (!isWatched) watch(QUIET);
  isWatched = true;
}

function watch(milliseconds: number): void {
  const timer: unknown = setTimeout(() => {
    const left = lastUsed + QUIET - performance.now();
    if (left > 0) return watch(left);
    isWatched = false;
    trim(RESTING_BYTES);
  }, milliseconds);
  // Node would stay awake for it.
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as {unref(): void}).unref();
}

/** The smallest that is large enough, and not so large that a bigger wish would miss it. */
function takeIdle(bytes: number): ArrayBuffer | undefined {
  if (bytes < LEAST_BYTES) return undefined;
  const at = idle.findIndex(({byteLength}) => byteLength >= bytes);
  const found = idle[at];
  if (!found || found.byteLength > bytes * 4) return undefined;
  idle.splice(at, 1);
  idleBytes -= found.byteLength;
  return found;
}

function keep(buffer: ArrayBuffer): void {
  const at = idle.findIndex(({byteLength}) => byteLength >= buffer.byteLength);
  idle.splice(at < 0 ? idle.length : at, 0, buffer);
  idleBytes += buffer.byteLength;
}

function trim(most: number): void {
  while (idleBytes > most) idleBytes -= (idle.pop() as ArrayBuffer).byteLength;
}
