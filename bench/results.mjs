/** `bench/results.json`: what was measured last, by size, engine and work. */

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../scripts/ensure-install.mjs';

const file = join(root, 'bench', 'results.json');

export const readResults = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/** Works that were not run keep their figures. */
export function keepResults(size, name, found, machine) {
  const kept = readResults();
  const ofSize = kept[size] ?? {};
  const all = {...kept, machine, [size]: {...ofSize, [name]: {...ofSize[name], ...found}}};
  writeFileSync(file, `${JSON.stringify(all, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 1)}\n`);
}
