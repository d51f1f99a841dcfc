/** Sees to it that a browser is there: finds one, installs Debian's as root, or says in one sentence what to do. */

import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';

import {findBrowser} from './find-browser.mjs';

const WHAT_TO_DO = 'No Chromium, Chrome or Edge was found: install one of them, or set CHROME_PATH to its program file, then run the command again.';

function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync(file, 'utf8'));
}

function aptGet(...options) {
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  return spawnSync('apt-get', ['-qq', '-y', ...options], {stdio: ['ignore', 'ignore', 'inherit'], env}).status === 0;
}

/** Chinese pages need Chinese glyphs, so their fonts come along. */
function installOnDebian() {
  console.log('Installing chromium and fonts-noto-cjk with apt-get…');
  const packages = ['install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  return aptGet('update') && aptGet(...packages);
}

/** Path of the browser; throws an error that says what to do. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && isDebian() && installOnDebian()) {
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(WHAT_TO_DO);
}
