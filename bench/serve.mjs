/** A small server for the bench: pages of an origin, so that workers start, isolated, so that memory can be measured. */

import {createReadStream, existsSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';

const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.csv': 'text/csv'};

/** `folders`: files by the first part of an address. Answers `{origin, close}`. */
export function serve(folders) {
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url, 'http://bench');
    const [, name, ...rest] = decodeURIComponent(pathname).split('/');
    const file = folders[name] && join(folders[name], normalize(`/${rest.join('/')}`));
    if (!file || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': statSync(file).size, 'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'same-origin',
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close()}));
  });
}
