/** `npm start`: installs what is missing, serves the demo cockpit on this machine only, and prints its address. */

import {ensureInstall, root} from './ensure-install.mjs';

ensureInstall();
const {createServer} = await import('vite');

const port = Number(process.env.PORT ?? 5173);
const server = await createServer({configFile: `${root}/vite.config.ts`, server: {port}, logLevel: 'warn', clearScreen: false});
await server.listen();

const address = server.resolvedUrls.local[0];
console.log(`
  Tillboard demo cockpit   ${address}
  The same on real data    ${address}real.html
  One-file script tag      ${address}script-tag.html

  Ctrl+C ends it.
`);
