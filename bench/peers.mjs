/** The peers: what each can do, and their packages, installed by the bench alone into `bench/node_modules`. */

import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../scripts/ensure-install.mjs';

/** `packages`: what must lie in `bench/node_modules`. `most`: the largest size that it is asked for; beyond, memory or patience ends. */
export const PEERS = {
  arquero: {title: 'Arquero, its own verbs', packages: [], most: '1m'},
  rows: {title: 'row objects', packages: [], most: '1m'},
  duckdb: {title: 'DuckDB-WASM', packages: ['@duckdb/duckdb-wasm'], most: '5m'},
  mosaic: {title: 'Mosaic over DuckDB-WASM', packages: ['@uwdata/mosaic-core', '@uwdata/mosaic-sql', '@duckdb/duckdb-wasm'], most: '5m'},
  crossfilter: {title: 'crossfilter2', packages: ['crossfilter2'], most: '5m'},
  perspective: {title: 'Perspective', packages: ['@perspective-dev/client', '@perspective-dev/server'], most: '1m'},
};

const folder = join(root, 'bench', 'node_modules');
/** Every package of a peer. */
export const PEER_PACKAGES = [...new Set(Object.values(PEERS).flatMap(({packages}) => packages))];

export const isInstalled = (name) => existsSync(join(folder, name));
const missing = (name) => PEERS[name].packages.filter((each) => !isInstalled(each));

/** `--peers`: `all`, `none` or names. */
export function readPeers(text) {
  const names = text === 'all' ? Object.keys(PEERS) : text === 'none' ? [] : text.split(',');
  const unknown = names.filter((name) => !PEERS[name]);
  if (unknown.length > 0) throw new Error(`Unknown peer ${unknown.join(', ')}. Peers: ${Object.keys(PEERS).join(', ')}, or all, or none.`);
  return names;
}

/** Installs what is missing. Answers the peers that are there; prints why one is not. */
export function ensurePeers(names) {
  if (names.some((name) => missing(name).length > 0)) {
    console.log('Installing the peers…');
    // Without a lock file: peers are no part of the kit, and the versions are whole ones.
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], {
      cwd: join(root, 'bench'), stdio: 'inherit', shell: process.platform === 'win32',
    });
  }
  return names.filter((name) => {
    const lacking = missing(name);
    if (lacking.length > 0) console.log(`${name}: left out, ${lacking.join(', ')} could not be installed`);
    return lacking.length === 0;
  });
}

export function versionOf(packageName) {
  const file = [folder, join(root, 'node_modules')].map((each) => join(each, packageName, 'package.json')).find((each) => existsSync(each));
  return file && JSON.parse(readFileSync(file, 'utf8')).version;
}
