/** Tables as CSV that Excel opens: BOM, CRLF, ids as text, and no cell that a spreadsheet would run as a formula. */

export type CsvCell = string | number | null;

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * Texts that begin like a formula get a leading apostrophe; numbers stay numbers, a text that is a number in full stays as it is. Null is
 * an empty cell. Control characters that no text needs are left out.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  const text = [...safe].filter((character) => !isControl(character)).join('');
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 && code !== 9 && code !== 10 && code !== 13;
}

/** A name that every file system takes: letters, digits, `-`, `_`, `.`; at most 100 characters. */
export function fileName(name: string, extension: string): string {
  const safe = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${[...(safe || 'table')].slice(0, 90).join('')}.${extension}`;
}

/** Offers a text as a file. Nothing leaves the page. */
export function saveText(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
