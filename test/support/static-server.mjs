/** A file server on the loopback address, for tests that need real response headers. */

import {createReadStream, existsSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize, sep} from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.csv': 'text/csv', '.map': 'application/json', '.arrow': 'application/octet-stream',
};

/**
 * Serves `folder`. `headersOf(path)` may add headers to a response. Resolves to `{address, close}`, the address ending in `/`.
 */
export async function serveFolder(folder, headersOf = () => ({})) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = normalize(join(folder, path));
    const known = file.startsWith(normalize(folder) + sep) && existsSync(file) && statSync(file).isFile();
    const length = known ? {'content-length': statSync(file).size} : {};
    response.writeHead(known ? 200 : 404, {...length, 'content-type': TYPES[extname(file)] ?? 'text/plain', 'cache-control': 'no-store', ...headersOf(path)});
    if (known) createReadStream(file).pipe(response);
    else response.end('Not found');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
