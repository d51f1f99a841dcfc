/** Puts the script-tag page into the built demo as it is: it needs no build, and that is what it shows. */

import {cpSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';

export function copyScriptTagPage() {
  const [from, to] = [join(root, 'demo'), join(root, 'demo', 'dist')];
  for (const name of ['script-tag.html', 'script-tag', 'page.css', 'icon.svg']) cpSync(join(from, name), join(to, name), {recursive: true});
  cpSync(join(root, 'dist', 'cdn'), join(to, 'cdn'), {recursive: true});
}
