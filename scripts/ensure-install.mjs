/** Installs the packages of the lock file when they are not there or older than it. */

import {spawnSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm writes this file at the end of an install, so a broken install counts as none. */
const installed = join(root, 'node_modules', '.package-lock.json');

function isCurrent() {
  if (!existsSync(installed)) return false;
  const time = statSync(installed).mtimeMs;
  return ['package.json', 'package-lock.json'].every((file) => statSync(join(root, file)).mtimeMs <= time);
}

/** Returns when `node_modules` holds what the lock file names; ends the process with a sentence when it cannot. */
export function ensureInstall() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(`Tillboard needs Node 20 or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (isCurrent()) return;
  console.log('Installing packages…');
  const {status} = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {...process.env, PUPPETEER_SKIP_DOWNLOAD: '1', STORYBOOK_DISABLE_TELEMETRY: '1'},
  });
  if (status !== 0) {
    console.error('The packages could not be installed: see the lines of npm above, then run the command again.');
    process.exit(status ?? 1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) ensureInstall();
