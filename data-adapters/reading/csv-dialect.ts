/** What a delimited text is written in: its delimiter, and what exports do to its cells. */

export interface CsvParseOptions {
  /** Found among comma, semicolon, tab and bar where it is not given. */
  readonly delimiter?: string;
  /** Lines before the header that are not part of the table. */
  readonly skipLines?: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** Characters by which the delimiter is found. */
export const SAMPLE = 1 << 16;
/** Rows of a sample that are looked at. */
export const SAMPLE_ROWS = 20;

interface SplitSample {
  readonly rows: readonly (readonly string[])[];
  /** Whether its quotes hold. */
  readonly holds: boolean;
}

/** The delimiter whose quotes hold and that cuts most of the first rows into as many cells as the header; a comma where none does. */
export function findDelimiter(split: (delimiter: string) => SplitSample): string {
  let best = {delimiter: ',', score: 0};
  for (const delimiter of DELIMITERS) {
    const {rows, holds} = split(delimiter);
    const filled = rows.filter((row) => !isEmptyRow(row));
    const width = filled[0]?.length ?? 0;
    const even = filled.filter((row) => row.length === width).length / filled.length;
    const score = width < 2 ? 0 : (holds ? 2 : 0) + even + width / 1e6;
    if (score > best.score) best = {delimiter, score};
  }
  return best.delimiter;
}

/** Rows of a sample without quotes; the last line is one only where the sample `isWhole`. */
export function splitPlain(sample: string, delimiter: string, isWhole: boolean): SplitSample {
  const lines = sample.split('\n');
  if (!isWhole) lines.pop();
  return {rows: lines.slice(0, SAMPLE_ROWS).map((line) => line.split(delimiter)), holds: true};
}

/** Exports write `="0012"` to keep Excel from making a number of an id. */
export function plainCell(cell: string): string {
  return cell.startsWith('="') && cell.endsWith('"') && cell.length > 2 ? cell.slice(2, -1) : cell;
}

export function isEmptyRow(row: readonly string[] | undefined): boolean {
  return row !== undefined && row.length === 1 && row[0]?.trim() === '';
}
