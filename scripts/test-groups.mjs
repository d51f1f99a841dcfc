/**
 * Which test files share a page of the browser. A page costs a file two seconds, so those about rows and numbers, which leave nothing in the
 * document, run together; those about elements, workers and what is loaded when have a page of their own.
 */

import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from './ensure-install.mjs';
import {listFiles} from './list-files.mjs';

const SHARING = ['cases/', 'data-adapters/', 'engine/', 'metrics/', 'support/'];
const ALONE = ['engine/worker/', 'engine/result-table.test.ts'];
/** What takes longest begins first: with two pages at a time none waits for it at the end. */
const LONGEST = ['stories/', 'engine/worker/', 'components/data/'];
const MOST_FILES = 10;

const isIn = (places) => (file) => places.some((place) => file.startsWith(`test/${place}`));
const areaOf = (file) => file.split('/').slice(1, -1).slice(0, 2).join('-');

/** Addresses for the test runner, those of groups first written to `.cache/`. */
export function testPages() {
  const files = listFiles('test', '.test.ts');
  const sharing = files.filter((file) => isIn(SHARING)(file) && !isIn(ALONE)(file));
  const alone = files.filter((file) => !sharing.includes(file));
  const first = alone.filter(isIn(LONGEST));
  return [...first, ...writeGroups(sharing), ...alone.filter((file) => !first.includes(file))];
}

/** Files of one area, a few at a time. */
function writeGroups(files) {
  const folder = join('.cache', 'test-groups');
  rmSync(join(root, folder), {recursive: true, force: true});
  mkdirSync(join(root, folder), {recursive: true});
  return [...new Set(files.map(areaOf))].flatMap((area) => {
    const own = files.filter((file) => areaOf(file) === area);
    return Array.from({length: Math.ceil(own.length / MOST_FILES)}, (_, at) => {
      const page = join(folder, `${area}-${at + 1}.test.js`);
      const imports = own.slice(at * MOST_FILES, (at + 1) * MOST_FILES).map((file) => `import '/${file}';\n`);
      writeFileSync(join(root, page), imports.join(''));
      return page;
    });
  });
}
