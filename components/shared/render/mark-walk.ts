/** Where a key leads among marks that lie on a grid of rows and columns. */

interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1], ['ArrowUp', -1], ['ArrowRight', 1], ['ArrowDown', 1], ['PageUp', -PAGE], ['PageDown', PAGE],
]);

/**
 * The mark a key leads to from mark `at`, or null when the key is not one that moves. Left and right stay in the row, up and down in
 * the column; in a single row or column all four arrows walk it. At an edge the mark stays. Home and End lead to the first and last
 * mark, PageUp and PageDown ten rows on (ten marks in a single row).
 */
export function walkMarks(marks: readonly GridPlace[], at: number, key: string): number | null {
  if (marks.length === 0) return null;
  const last = marks.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const here = marks[at] ?? marks[0];
  if (!here) return null;
  const oneLine = marks.every(({row}) => row === here.row) || marks.every(({column}) => column === here.column);
  if (oneLine) {
    const step = STEPS.get(key);
    return step === undefined ? null : Math.max(0, Math.min(last, at + step));
  }
  switch (key) {
    case 'ArrowLeft': return nearest(marks, at, here, (mark) => mark.row === here.row && mark.column < here.column);
    case 'ArrowRight': return nearest(marks, at, here, (mark) => mark.row === here.row && mark.column > here.column);
    case 'ArrowUp': return nearestRow(marks, at, here, -1);
    case 'ArrowDown': return nearestRow(marks, at, here, 1);
    case 'PageUp': return nearestRow(marks, at, here, -PAGE);
    case 'PageDown': return nearestRow(marks, at, here, PAGE);
    default: return null;
  }
}

function nearest(marks: readonly GridPlace[], at: number, here: GridPlace, fits: (mark: GridPlace) => boolean): number {
  let best = at;
  let distance = Infinity;
  marks.forEach((mark, index) => {
    const away = Math.abs(mark.row - here.row) * 1000 + Math.abs(mark.column - here.column);
    if (fits(mark) && away < distance) {
      best = index;
      distance = away;
    }
  });
  return best;
}

/** The row `step` away (or the outermost one in that direction), then the mark of it nearest in column. */
function nearestRow(marks: readonly GridPlace[], at: number, here: GridPlace, step: number): number {
  const rows = [...new Set(marks.map(({row}) => row))].sort((a, b) => a - b);
  const index = rows.indexOf(here.row) + step;
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  return row === here.row ? at : nearest(marks, at, here, (mark) => mark.row === row);
}
