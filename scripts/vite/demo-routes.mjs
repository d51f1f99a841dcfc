/** Vite plugin: what the demo pages ask for beside the sources. `build` is asked to make what is not there yet. */

import {createReadStream, existsSync, statSync} from 'node:fs';
import {extname, join, normalize, sep} from 'node:path';

import {root} from '../ensure-install.mjs';

const TYPES = {'.csv': 'text/csv', '.gz': 'application/gzip', '.md': 'text/markdown', '.txt': 'text/plain', '.js': 'text/javascript', '.map': 'application/json'};

/** Real data sets lie beside the checkout, not in it: they are not ours to publish. */
const SHARED_DATA = join(root, '..', 'shared', 'data');

function send(response, status, type, text) {
  response.writeHead(status, {'content-type': `${type}; charset=utf-8`});
  response.end(text);
}

/** Serves `path` below `folder`, and nothing outside it. */
function sendFile(response, folder, path) {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) return send(response, 404, 'text/plain', 'Not found');
  response.writeHead(200, {'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': statSync(file).size});
  return createReadStream(file).pipe(response);
}

export function demoRoutes({buildBundle}) {
  const bundleFolder = join(root, 'dist', 'cdn');
  let building;
  return {
    name: 'tillboard:demo-routes',
    configureServer(server) {
      server.middlewares.use('/shared-data', (request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
        if (!existsSync(SHARED_DATA)) return send(response, 404, 'text/plain', 'There is no folder ../shared/data beside this checkout.');
        return sendFile(response, SHARED_DATA, path);
      });
      server.middlewares.use('/cdn', (request, response, next) => {
        const path = new URL(request.url, 'http://localhost').pathname;
        building ??= buildBundle();
        building.then(() => sendFile(response, bundleFolder, path)).catch(next);
      });
    },
  };
}
