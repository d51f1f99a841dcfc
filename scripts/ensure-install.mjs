/** Installs the packages of the lock file when they are not there or not those it names. */

import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Holds a hash of what was installed. Inside `node_modules`, so that deleting that folder is enough to start afresh. */
const stamp = join(root, 'node_modules', '.tillboard-install');

function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

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
  writeFileSync(stamp, wanted());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) ensureInstall();
