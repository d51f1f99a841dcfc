/** Rows that lack a value. */

import {oncePer} from '../once-per.ts';

/** Rows with a negative code, in order. Once an array of codes. */
export const rowsWithout = oncePer((codes: Int32Array): Int32Array => {
  let count = 0;
  for (let row = 0; row < codes.length; row++) if ((codes[row] as number) < 0) count++;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; at < count; row++) if ((codes[row] as number) < 0) rows[at++] = row;
  return rows;
});
