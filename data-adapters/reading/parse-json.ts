/** JSON text as values, with integers beyond 2^53 − 1 kept as their text. */

import {AdapterError} from '../adapter.ts';

/** The value of a JSON text. Throws an `AdapterError` with the position where the text stops being JSON. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(quoteLongIntegers(text));
  } catch (cause) {
    // The platform's own message quotes the text, which may hold anything; only the place is told.
    const place = LONG_INTEGER.test(text) ? null : /position \d+/.exec(cause instanceof Error ? cause.message : '');
    throw new AdapterError(`${name} is not complete, valid JSON${place ? ` (at ${place[0]})` : ''}. Load it again, or check what writes it.`, {
      kind: 'parse', source: name,
    });
  }
}

/** One value a line. Throws an `AdapterError` that names the line that is no JSON. */
export function parseLines(text: string, name: string, check: () => void): unknown[] {
  const rows: unknown[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (index % 65_536 === 0) check();
    if (line.trim() === '') continue;
    try {
      rows.push(JSON.parse(quoteLongIntegers(line)));
    } catch {
      throw new AdapterError(`${name}: line ${index + 1} is not complete, valid JSON.`, {kind: 'parse', source: name});
    }
  }
  return rows;
}

const LONG_INTEGER = /\d{16,}/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Puts quotes around integers that a number cannot hold, so that two 19-digit ids stay two. One pass; texts without any are not touched. */
export function quoteLongIntegers(text: string): string {
  if (!LONG_INTEGER.test(text)) return text;
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfString(text, at);
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(text)?.[0] ?? text.charAt(at);
      if (/^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))) {
        parts.push(text.slice(copied, at), '"', number, '"');
        copied = at + number.length;
      }
      at += number.length;
    } else {
      at++;
    }
  }
  return parts.join('') + text.slice(copied);
}

/** The index after the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
