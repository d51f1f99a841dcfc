/**
 * The smaller bench of `npm test`: 100,000 lines, the kit beside the reference in turns. Every work's answer must be the reference's; the works in
 * `gated` of `targets.json` must also hold their target × `slack`, as ratios of medians, never as seconds. A ratio that does not hold is measured
 * once more in a new page, since another program's burst may fall on it; an answer that differs is not. The last line is `N passed, N failed`;
 * `--json FILE` writes the counts there.
 */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {root} from '../scripts/ensure-install.mjs';
import {openBench, dataFolder} from './browser.mjs';
import {writeData} from './data/write.mjs';

const {values: options} = parseArgs({options: {json: {type: 'string'}}});
const size = '100k';
const {slack, targets, engines, gated} = JSON.parse(readFileSync(join(root, 'bench', 'targets.json'), 'utf8'));
const unknown = gated.filter((work) => !targets[work]);
if (unknown.length > 0) throw new Error(`bench/targets.json gates ${unknown.join(', ')}, for which it has no target.`);

writeData(dataFolder, size);
const bench = await openBench(['main']);
const failures = [];
let passed = 0;

/** Measures W1 to W6 and files of `names` in a page of its own. */
async function measure(engine, names) {
  const page = await bench.page('main');
  try {
    const works = [...new Set(names.filter((name) => !name.startsWith('W7')).map((name) => name.slice(0, 2)))];
    const formats = names.flatMap((name) => /^W7 (\w+)$/.exec(name)?.[1] ?? []);
    const compared = works.length > 0 && (await page.evaluate((given) => globalThis.bench(given), {name: engine, size, works, runs: 11}));
    const read = formats.length > 0 && (await page.evaluate((given) => globalThis.ingest(given), {name: engine, size, formats, runs: 5}));
    return {...(compared || {}).results, ...(read || {})};
  } finally {
    await page.close();
  }
}

/** Of W6 the slowest twentieth is judged, by the scan: at this size the cube takes less than a message to a worker. */
const ratioOf = (timing) => timing.ratio95 ?? timing.ratio;
const mostOf = (work) => targets[work].ratio * slack;
/** Undefined where it holds. */
const fault = (work, timing) =>
  ratioOf(timing) <= mostOf(work) ? undefined : `${ratioOf(timing).toFixed(2)} × the reference; at most ${mostOf(work).toFixed(2)}`;

try {
  for (const engine of engines) {
    const found = await measure(engine, Object.keys(targets));
    const slow = gated.filter((work) => found[work]?.[engine]?.error === undefined && found[work]?.[engine] && fault(work, found[work][engine]));
    // All of them once more: alone in its page, a work would meet code that is less warm.
    const again = slow.length > 0 ? await measure(engine, Object.keys(targets)) : {};
    for (const work of Object.keys(targets)) {
      const timing = (slow.includes(work) ? again : found)[work]?.[engine];
      const isGated = gated.includes(work);
      if (!timing || timing.skipped) {
        if (isGated) failures.push(`${work} ${engine}: ${timing?.skipped ?? 'was not measured'}`);
        continue;
      }
      const judged = isGated ? `at most ${mostOf(work).toFixed(2)}` : 'not gated';
      if (timing.error === undefined) console.log(`  ${work} ${engine}: ${ratioOf(timing).toFixed(2)} × the reference, ${judged}`);
      const wrong = timing.error ?? (isGated ? fault(work, timing) : undefined);
      if (wrong === undefined) passed++;
      else failures.push(`${work} ${engine}: ${wrong}`);
    }
  }
} finally {
  await bench.close();
}
for (const failure of failures) console.log(`✗ ${failure}`);
if (options.json) writeFileSync(options.json, JSON.stringify({passed, failed: failures.length}));
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
