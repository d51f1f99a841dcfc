/**
 * `npm test`: installs what is missing, checks types, lints, builds and runs every test. The last line is `N passed, N failed`;
 * types, lint and build count as one each. Names of steps as arguments run only those: `npm test -- types browser`.
 */

import {ensureInstall} from './ensure-install.mjs';

ensureInstall();
// Only now, since these files import packages.
const {STEPS} = await import('./test-steps.mjs');
const {ensureBrowser} = await import('./ensure-browser.mjs');

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. Steps: ${STEPS.map(({name}) => name).join(', ')}.`);
  process.exit(1);
}
const steps = STEPS.filter(({name}) => asked.length === 0 || asked.includes(name));

if (steps.some(({browser}) => browser)) {
  try {
    process.env.CHROME_PATH = ensureBrowser();
  } catch (error) {
    console.error(error.message);
    console.log('\n0 passed, 1 failed');
    process.exit(1);
  }
}

const total = {passed: 0, failed: 0, skipped: 0};
const lines = [];

async function runStep({name, title, run}) {
  const start = performance.now();
  const counts = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
  lines.push(`${counts.failed > 0 ? '✗' : '✓'} ${name} (${title}): ${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds} s`);
}

for (const wave of [...new Set(steps.map((step) => step.wave))]) {
  const group = steps.filter((step) => step.wave === wave);
  console.log(`\n— ${group.map(({name, title}) => `${name}: ${title}`).join('; ')}`);
  await Promise.all(group.map(runStep));
}

console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
