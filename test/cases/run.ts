/**
 * Runs peers' cases through the kit's public entry points and prints what came of each widget's.
 *
 * `--cases DIR` and `--data DIR` name other folders of the same shape, `--only WIDGET` one widget, `--json FILE` writes every outcome.
 * Ends with 0, with 1 where a case failed, with 2 for a command line that is not understood.
 */

import {writeFileSync} from 'node:fs';

import {dataReader, isFolder, loadCases} from './load-cases.ts';
import type {RunOptions} from './options.ts';
import {readOptions} from './options.ts';
import {reportLines} from './report-lines.ts';
import {runCase} from './run-case.ts';
import type {CaseReport} from './run-case.ts';

async function run(options: RunOptions): Promise<number> {
  const read = dataReader(options.data);
  const reports: CaseReport[] = [];
  const cases = loadCases(options.cases).filter(({widget}) => !options.only || widget === options.only);
  if (cases.length === 0) throw new Error(`There are no cases${options.only ? ` of ${options.only}` : ''} in ${options.cases}.`);
  for (const peerCase of cases) reports.push(await runCase(peerCase, read));
  console.log(reportLines(reports).join('\n'));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(reports, replaceNumbers, 2)}\n`);
  return reports.some(({outcome}) => outcome === 'failed') ? 1 : 0;
}

/** JSON would write null for NaN and an infinite number, which is another answer. */
function replaceNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

try {
  process.exitCode = await run(readOptions(process.argv.slice(2), isFolder));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
