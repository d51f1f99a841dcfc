/** Runs test files under Node's own runner and counts what happened. */

import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

import {root} from './ensure-install.mjs';

/**
 * Prints failing tests in full and passing ones not at all. Resolves to `{passed, failed, skipped}`; a file that ends without
 * running counts as one failed.
 */
export function runNodeTests(files, flags = []) {
  return new Promise((resolve) => {
    const reporter = `${root}/scripts/line-reporter.mjs`;
    const args = [...flags, '--test', '--test-concurrency=2', `--test-reporter=${reporter}`, ...files];
    const child = spawn(process.execPath, args, {cwd: root, stdio: ['ignore', 'pipe', 'inherit']});
    const counts = {passed: 0, failed: 0, skipped: 0};
    createInterface({input: child.stdout}).on('line', (line) => {
      const event = line.startsWith('{"test":') ? JSON.parse(line) : undefined;
      if (!event) return console.log(line);
      counts[event.test] += 1;
      if (event.test === 'failed') console.log(`  ✗ ${event.name}\n${event.error}\n`);
    });
    child.on('close', (code) => {
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      resolve(counts);
    });
  });
}
