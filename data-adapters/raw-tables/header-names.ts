/** Names for the columns of a file, whatever its header row holds. */

export interface HeaderName {
  /** Unique in the table. */
  readonly name: string;
  /** As the file has it. */
  readonly original: string;
}

/**
 * Unique column names: byte-order mark and outer blanks go, an empty header becomes `column 3`, a repeated one `x (2)`.
 * Case and inner punctuation stay.
 */
export function headerNames(headers: readonly unknown[]): HeaderName[] {
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const original = typeof header === 'string' ? header : String(header ?? '');
    const name = uniqueName(original.replace(/^\uFEFF/, '').trim() || `column ${index + 1}`, taken);
    taken.add(name);
    return {name, original};
  });
}

/** `name`, or the first of `name (2)`, `name (3)`… that is not taken. */
export function uniqueName(name: string, taken: {has(name: string): boolean}): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} (${count})`)) count++;
  return `${name} (${count})`;
}
