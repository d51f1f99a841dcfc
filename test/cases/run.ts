/**
 * Runs peers' cases through the kit's public entry points and prints what came of each widget's.
 *
 * `--cases DIR` and `--data DIR` name other folders of the same shape, `--only WIDGET` one widget, `--json FILE` writes every outcome.
 */

import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {gunzipSync} from 'node:zlib';
import {parseCsv} from 'tillboard/data-adapters/parse-csv';

import {answererOf} from './answerers.ts';
import type {DataRow, PeerCase, ReadData} from './case.ts';
import {compare} from './compare.ts';
import type {Difference} from './compare.ts';

type Outcome = 'passed' | 'failed' | 'not-covered' | 'skipped';

interface Report {
  readonly id: string;
  readonly widget: string;
  readonly capability: string;
  readonly outcome: Outcome;
  readonly how?: string;
  readonly why?: string;
  readonly differences?: readonly Difference[];
}

const {values: options} = parseArgs({
  options: {
    cases: {type: 'string', default: '../shared/cases'},
    data: {type: 'string', default: '../shared/data'},
    json: {type: 'string'},
    only: {type: 'string'},
  },
});

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}

function loadCases(folder: string): PeerCase[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.json') && !name.endsWith('index.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as PeerCase);
}

class DataMissing extends Error {}

function dataReader(folder: string): ReadData {
  const kept = new Map<string, Promise<DataRow[]>>();
  const load = async (path: string): Promise<DataRow[]> => {
    const file = join(folder, path);
    if (!statSync(file, {throwIfNoEntry: false})) throw new DataMissing(path);
    const bytes = readFileSync(file);
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const {header, records} = await parseCsv(text, {}, {name: path, check: () => undefined});
    return records.map((cells) => Object.fromEntries(header.map((name, index) => [String(name), String(cells[index] ?? '')])));
  };
  return (path) => {
    const rows = kept.get(path) ?? load(path);
    kept.set(path, rows);
    return rows;
  };
}

async function runCase(peerCase: PeerCase, read: ReadData): Promise<Report> {
  const {id, widget, capability, expected, tolerance} = peerCase;
  const report = {id, widget, capability};
  const answerer = answererOf(widget, capability);
  if (!answerer) return {...report, outcome: 'not-covered', why: 'no such ability'};
  try {
    const {got, how} = await answerer(peerCase, read);
    const differences = compare(expected, got, tolerance);
    return {...report, outcome: differences.length > 0 ? 'failed' : 'passed', ...(how ? {how} : {}), ...(differences.length > 0 ? {differences} : {})};
  } catch (error) {
    const {name, message} = error as Error;
    if (error instanceof DataMissing) return {...report, outcome: 'skipped', why: `data missing: ${message}`};
    return name === 'NotCovered' ? {...report, outcome: 'not-covered', why: message} : {...report, outcome: 'failed', why: `${name}: ${message}`};
  }
}

function print(reports: readonly Report[]): void {
  const count = (list: readonly Report[], outcome: Outcome): number => list.filter((report) => report.outcome === outcome).length;
  const line = (name: string, list: readonly Report[]): string =>
    `${name.padEnd(12)}${(['passed', 'failed', 'not-covered', 'skipped'] as const).map((outcome) => String(count(list, outcome)).padStart(12)).join('')}`;
  for (const {id, widget, outcome, how, why, differences = []} of reports) {
    if (outcome === 'passed' && how) console.log(`  ${widget}/${id}: ${how}`);
    if (outcome === 'skipped' || (outcome === 'not-covered' && why !== 'no such ability')) console.log(`  ${widget}/${id}: ${outcome}, ${why ?? ''}`);
    if (outcome !== 'failed') continue;
    console.log(`✗ ${widget}/${id}${why ? `: ${why}` : ''}`);
    for (const {path, expected, got} of differences.slice(0, 5)) console.log(`    ${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }
  console.log(`\n${'widget'.padEnd(12)}${['passed', 'failed', 'not covered', 'skipped'].map((name) => name.padStart(12)).join('')}`);
  const widgets = new Set(reports.map((report) => report.widget));
  for (const widget of widgets) console.log(line(widget, reports.filter((report) => report.widget === widget)));
  console.log(line('all', reports));
}

if (!isFolder(options.cases)) {
  console.error(`There is no folder ${options.cases}. Name one that holds cases with --cases DIR.`);
  process.exit(2);
}
const read = dataReader(options.data);
const reports: Report[] = [];
for (const peerCase of loadCases(options.cases)) {
  if (!options.only || peerCase.widget === options.only) reports.push(await runCase(peerCase, read));
}
print(reports);
if (options.json) writeFileSync(options.json, `${JSON.stringify(reports, null, 2)}\n`);
process.exitCode = reports.some(({outcome}) => outcome === 'failed') ? 1 : 0;
