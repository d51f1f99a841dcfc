/** Finds an installed Chromium, Chrome or Edge, and knows the flags it needs on this machine. */

import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

const COMMANDS = [
  'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'google-chrome-beta', 'microsoft-edge', 'microsoft-edge-stable',
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Google Chrome Canary'];

const WINDOWS_FILES = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function usualPaths() {
  const {env, platform} = process;
  if (platform === 'darwin') {
    const roots = ['/Applications', join(env.HOME ?? '/', 'Applications')];
    return roots.flatMap((root) => MAC_APPS.map((app) => join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return roots.flatMap((root) => WINDOWS_FILES.map((file) => join(root, file)));
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].filter(Boolean);
  return folders.flatMap((folder) => [...COMMANDS, 'chrome'].map((command) => join(folder, command)));
}

/** Path of a browser, or null. `CHROME_PATH` wins; a `CHROME_PATH` that is not there is an error, not a hint. */
export function findBrowser() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH is "${asked}", but there is no such file. Correct it or unset it.`);
    return asked;
  }
  return usualPaths().find((path) => existsSync(path)) ?? null;
}

/** Chromium refuses its sandbox to root; everyone else keeps it. */
export function browserFlags() {
  const flags = ['--disable-dev-shm-usage', '--font-render-hinting=none'];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags;
}
