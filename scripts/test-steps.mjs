/** The steps of `npm test`. Steps of one `wave` run side by side; each answers `{passed, failed, skipped}`. */

import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';
import {listFiles} from './list-files.mjs';
import {runNodeTests} from './node-tests.mjs';
import {program, runNode} from './run-command.mjs';

/** A check that either holds or not. */
const check = (code) => ({passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1});

const NO_EVAL = ['--disallow-code-generation-from-strings'];

async function types() {
  const tsc = program('typescript/bin/tsc');
  const sources = await runNode([tsc, '-p', 'tsconfig.json'], {quiet: true});
  const tools = await runNode([tsc, '-p', 'tsconfig.node.json'], {quiet: true});
  return check(sources || tools);
}

async function browser() {
  const countsFile = join(root, '.cache', `browser-counts-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), {recursive: true});
  const code = await runNode([program('@web/test-runner/dist/bin.js')], {env: {TILLBOARD_COUNTS_FILE: countsFile}});
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : {passed: 0, failed: 0, skipped: 0};
  rmSync(countsFile, {force: true});
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const nodeTests = (folder, flags) => {
  const files = listFiles(folder, '.test.mjs');
  if (files.length === 0) throw new Error(`${folder} holds no test.`);
  return runNodeTests(files, flags);
};

/** Peers' cases whose rows are in the project; those over other data sets where they lie beside it. */
async function cases() {
  const file = join(root, '.cache', `cases-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), {recursive: true});
  const folder = existsSync(join(root, '../shared/cases')) && existsSync(join(root, '../shared/data')) ? '../shared/cases' : 'test/cases/data';
  const code = await runNode(['scripts/cases.mjs', '--cases', folder, '--json', file], {quiet: true});
  const outcomes = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).map(({outcome}) => outcome) : [];
  rmSync(file, {force: true});
  const count = (name) => outcomes.filter((outcome) => outcome === name).length;
  const failed = count('failed') + count('not-covered');
  return {passed: count('passed'), failed: code !== 0 && failed === 0 ? 1 : failed, skipped: count('skipped')};
}

/** Speed as ratios to a hand-written reference, and the same answers; alone, since whatever runs beside it would be timed too. */
async function speed() {
  const file = join(root, '.cache', `bench-${process.pid}.json`);
  mkdirSync(join(root, '.cache'), {recursive: true});
  const code = await runNode(['bench/gate.mjs', '--json', file], {quiet: true});
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {passed: 0, failed: 0};
  rmSync(file, {force: true});
  return code !== 0 && counts.failed === 0 ? {...counts, failed: 1} : counts;
}

const lint = () => runNode([program('eslint/bin/eslint.js'), '.', '--max-warnings=0'], {quiet: true});
const build = () => runNode(['scripts/build.mjs'], {quiet: true});
const size = () => runNode(['scripts/size.mjs'], {quiet: true});

export const STEPS = [
  {name: 'types', title: 'TypeScript, strict', wave: 1, run: types},
  {name: 'lint', title: 'ESLint', wave: 1, run: async () => check(await lint())},
  {name: 'build', title: 'the package, its types and the demo', wave: 2, run: async () => check(await build())},
  {name: 'browser', title: 'tests in a real browser', wave: 3, browser: true, run: browser},
  {name: 'package', title: 'the built package and the lint rules', wave: 4, browser: true, run: () => nodeTests('test/package')},
  {name: 'cases', title: 'peers\' cases, in Node', wave: 5, run: cases},
  {name: 'no-eval', title: 'Node that refuses to turn text into code', wave: 5, run: () => nodeTests('test/no-eval', NO_EVAL)},
  {name: 'size', title: 'downloads within their limits', wave: 4, run: async () => check(await size())},
  {name: 'csp', title: 'the built demo under strict policies', wave: 5, browser: true, run: () => nodeTests('test/csp')},
  {name: 'speed', title: 'ratios to the reference at 100,000 lines', wave: 6, browser: true, run: speed},
];
