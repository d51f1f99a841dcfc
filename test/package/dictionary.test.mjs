/** The dictionary pages, held against the definitions they are written from. */

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';

import {dictionaryPages} from '../../scripts/dictionary.mjs';
import {root} from '../../scripts/ensure-install.mjs';

const {METRICS} = await import(pathToFileURL(join(root, 'dist', 'metrics', 'index.js')).href);
const read = (file) => readFileSync(join(root, file), 'utf8');

describe('the dictionary pages', () => {
  it('are as the definitions are: `npm run dictionary` writes them anew', async () => {
    for (const [file, text] of Object.entries(await dictionaryPages())) assert.equal(read(file), text, `${file} is out of date`);
  });

  it('name every metric once, in both languages, with unit and level', () => {
    for (const [file, language] of [['docs/dictionary.md', 'en'], ['docs/dictionary.zh-CN.md', 'zh']]) {
      const rows = read(file).split('\n').filter((line) => line.startsWith('| **'));
      assert.equal(rows.length, METRICS.length);
      for (const {key, label, definition, formulaText} of METRICS) {
        const own = rows.filter((line) => line.split(' | ')[1].startsWith(`\`${key}\``));
        assert.equal(own.length, 1, `${key} in ${file}`);
        for (const text of [label, definition, formulaText]) assert.ok(own[0].includes(text[language].replaceAll('|', '\\|')), `${key}: ${text[language]}`);
        assert.ok(own[0].split(' | ').every((cell, index) => index === 8 || cell.trim() !== ''), `${key} has an empty cell in ${file}`);
      }
    }
  });
});
