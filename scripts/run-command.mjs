/** Runs a program of `node_modules` or Node itself with the output going to the terminal. */

import {spawn} from 'node:child_process';

import {root} from './ensure-install.mjs';

/** Resolves to the exit code. `quiet` keeps the output and prints it only when the program fails. */
export function runNode(args, {env = {}, quiet = false} = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: {...process.env, ...env},
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const kept = [];
    child.stdout?.on('data', (text) => kept.push(text));
    child.stderr?.on('data', (text) => kept.push(text));
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      if (quiet && code !== 0) process.stdout.write(Buffer.concat(kept));
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Script file of a program that a package installs, run by Node so that it works the same on Windows. */
export const program = (path) => `${root}/node_modules/${path}`;
