/** `npm run storybook` and `npm run build-storybook`: writes the elements' manifest for the documentation pages, then runs Storybook. */

import {ensureInstall} from './ensure-install.mjs';
import {program, runNode} from './run-command.mjs';

ensureInstall();

const [mode = 'dev', ...options] = process.argv.slice(2);
const env = {STORYBOOK_DISABLE_TELEMETRY: '1'};
const manifest = await runNode(['scripts/build.mjs', 'manifest'], {quiet: true});
const usual = mode === 'dev' ? ['--port', '6006', '--host', '127.0.0.1', '--no-open', '--no-version-updates'] : ['--output-dir', 'storybook-static'];
process.exitCode = manifest || (await runNode([program('storybook/dist/bin/dispatcher.js'), mode, ...usual, ...options], {env}));
