/** What the package says about itself, held against what is built. */

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';

import {ENTRY_POINTS, elementNames, packageSources, sourceOf, toBuilt} from '../../scripts/entry-points.mjs';
import {root} from '../../scripts/ensure-install.mjs';
import {listFiles} from '../../scripts/list-files.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

/** Every specifier a host may import, patterns filled in. */
const specifiers = [
  ...Object.keys(ENTRY_POINTS).filter((name) => !name.includes('*')),
  ...elementNames().map((name) => `tillboard/components/${name}`),
];

describe('package.json', () => {
  it('names the same entry points as the list that the tools read', () => {
    const exported = Object.keys(manifest.exports).filter((key) => typeof manifest.exports[key] === 'object');
    assert.deepEqual(exported.map((key) => key.replace(/^\./, 'tillboard')).sort(), Object.keys(ENTRY_POINTS).sort());
    for (const [key, target] of Object.entries(ENTRY_POINTS)) {
      const {types, default: file} = manifest.exports[key.replace('tillboard', '.')];
      assert.equal(file, `./${toBuilt(target)}`);
      assert.equal(types, `./${toBuilt(target).replace(/\.js$/, '.d.ts')}`);
    }
  });

  it('puts types first, so that every resolver finds them', () => {
    for (const target of Object.values(manifest.exports)) {
      if (typeof target === 'object') assert.equal(Object.keys(target)[0], 'types');
    }
  });

  for (const specifier of specifiers) {
    it(`${specifier} has a module and types`, () => {
      const file = toBuilt(sourceOf(specifier));
      assert.ok(existsSync(join(root, file)), `${file} is missing`);
      assert.ok(existsSync(join(root, file.replace(/\.js$/, '.d.ts'))), `types of ${file} are missing`);
    });
  }

  it('has one module for every source file', () => {
    const missing = packageSources().map(toBuilt).filter((file) => !existsSync(join(root, file)));
    assert.deepEqual(missing, []);
  });

  it('keeps whole folders from being shaken away', () => {
    assert.ok(manifest.sideEffects.includes('./dist/components/**') && manifest.sideEffects.includes('./dist/cdn/**'));
  });

  it('gives the type checker the same addresses as the entry points', () => {
    const {paths} = JSON.parse(read('tsconfig.json')).compilerOptions;
    const elements = Object.keys(paths).filter((key) => key.startsWith('tillboard/components/')).map((key) => key.split('/')[2]);
    assert.deepEqual(elements.sort(), elementNames().sort());
  });

  it('packs the build, its papers, and nothing else', () => {
    const [{files}] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: root, encoding: 'utf8', shell: process.platform === 'win32'}));
    const stray = files.map(({path}) => path).filter((path) => !/^(?:dist\/|package\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(path));
    assert.deepEqual(stray, []);
    assert.ok(files.some(({path}) => path === 'dist/custom-elements.json'));
  });

  it('has a lock file without addresses of a registry', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved":\s*"https?:/);
  });
});

describe('the version', () => {
  it('is the same in package.json and on the elements', () => {
    const [, version] = /VERSION = '([^']+)'/.exec(read('components/shared/base/element.ts')) ?? [];
    assert.equal(version, manifest.version);
  });
});

describe('the built modules', () => {
  const built = listFiles('dist', '.js').filter((file) => !file.startsWith('dist/cdn/'));

  it('import built files and declared packages only', () => {
    const declared = [...Object.keys(manifest.dependencies), 'lit', '@lit'];
    const wrong = [];
    for (const file of built) {
      for (const [, specifier] of read(file).matchAll(/^\s*(?:import|export)\b[^;'"]*?(?:from\s*)?"([^"]+)"/gm)) {
        const isFile = specifier.startsWith('.') && specifier.endsWith('.js') && existsSync(join(root, file, '..', specifier));
        const isPackage = declared.some((name) => specifier === name || specifier.startsWith(`${name}/`));
        if (!isFile && !isPackage) wrong.push(`${file}: ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('hold no path of the machine that built them', () => {
    const files = [...built, ...listFiles('dist', '.d.ts'), 'dist/custom-elements.json', 'dist/cdn/tillboard.js'];
    assert.deepEqual(files.filter((file) => existsSync(join(root, file)) && read(file).includes(root)), []);
  });

  it('turn no text into code', () => {
    const ours = built.filter((file) => /\beval\s*\(|new Function\b|setTimeout\s*\(\s*["'`]/.test(read(file)));
    assert.deepEqual(ours, []);
  });
});

describe('custom-elements.json', () => {
  it('describes every element with its tag, attributes and events', () => {
    const {modules} = JSON.parse(read('dist/custom-elements.json'));
    const tags = modules.flatMap(({declarations = []}) => declarations.flatMap(({tagName}) => tagName ?? []));
    assert.deepEqual(elementNames().map((name) => `till-${name}`).filter((tag) => !tags.includes(tag)), []);
    assert.ok(modules.every(({path}) => existsSync(join(root, 'dist', path))), 'a path names no built file');
  });
});
