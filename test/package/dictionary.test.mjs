/** The dictionary pages, held against the definitions they are written from. */

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';

import {createSource} from 'tillboard/engine';

import {dictionaryPages} from '../../scripts/dictionary.mjs';
import {root} from '../../scripts/ensure-install.mjs';
import {loadShop} from '../../scripts/load-shop.mjs';

const {FIGURES, METRICS} = await import(pathToFileURL(join(root, 'dist', 'metrics', 'index.js')).href);
const read = (file) => readFileSync(join(root, file), 'utf8');

const PERIOD = 'last-30-days';

/** Two small words of English beside each other, or one that no name is: what a title in 《》, a key in backticks and a link's address never show. */
const ENGLISH_PROSE = /\b[a-z]{2,} [a-z]{2,}\b|\b(?:the|of|and|by|with|is|are|for|from|over|its|as|in|not|to|per|on|or)\b/;

/** A line of Chinese text without what stays as it is in every language. */
const bare = (line) => line.replace(/`[^`]*`|《[^》]*》|\]\([^)]*\)|<[^>]*>/g, ' | ');

/** One query an analysis that works out a figure, with all that the figures name. */
const QUERIES = [
  {analysis: 'metrics', metrics: ['gmv'], by: ['channel'], share: true, targets: true, compare: ['previous-period', 'previous-year'], period: PERIOD},
  {analysis: 'explain', metric: 'paid_amount', compare: 'previous-period', period: PERIOD},
  {analysis: 'rfm', view: 'customers', limit: 1}, {analysis: 'cohort', grain: 'month'}, {analysis: 'clv', limit: 1},
  {analysis: 'tgi', target: [{dimension: 'channel', in: ['none']}], by: 'category'}, {analysis: 'inventory'},
  {analysis: 'experiment', success: 'pay', variant: 'device', plan: {baseline: 0.04, lift: 0.1}}, {analysis: 'anomalies', metric: 'gmv', period: PERIOD},
  {analysis: 'forecast', metric: 'gmv'}, {analysis: 'attribution'}, {analysis: 'basket'}, {analysis: 'distribution', view: 'summary'},
];

describe('the dictionary pages', () => {
  it('are as the definitions are: `npm run dictionary` writes them anew', async () => {
    for (const [file, text] of Object.entries(await dictionaryPages())) assert.equal(read(file), text, `${file} is out of date`);
  });

  it('name every metric once, in both languages, with unit and level', () => {
    for (const [file, language] of [['docs/dictionary.md', 'en'], ['docs/dictionary.zh-CN.md', 'zh']]) {
      const rows = read(file).split('\n').filter((line) => line.startsWith('| **'));
      assert.equal(rows.length, METRICS.length + FIGURES.length);
      for (const {key, label, definition, formulaText} of [...METRICS, ...FIGURES]) {
        const own = rows.filter((line) => line.split(' | ')[1].startsWith(`\`${key}\``));
        assert.equal(own.length, 1, `${key} in ${file}`);
        for (const text of [label, definition, formulaText]) assert.ok(own[0].includes(text[language].replaceAll('|', '\\|')), `${key}: ${text[language]}`);
        const isFigure = FIGURES.some((figure) => figure.key === key);
        const mayBeEmpty = isFigure ? [7, 8] : [8];
        assert.ok(own[0].split(' | ').every((cell, index) => mayBeEmpty.includes(index) || cell.trim() !== ''), `${key} has an empty cell in ${file}`);
      }
    }
  });

  it('hold no line of English prose in Chinese, as no Chinese page does', () => {
    assert.match(bare('| `gmv` | China practice: all placed orders, unpaid and returned included |'), ENGLISH_PROSE);
    for (const file of readdirSync(join(root, 'docs')).filter((name) => name.endsWith('zh-CN.md'))) {
      const text = read(`docs/${file}`).replace(/```[^]*?```/g, '');
      // What the bench calls its tasks is a key, in a table of figures.
      const lines = text.split('\n').filter((line) => !file.startsWith('performance') || !line.startsWith('|'));
      for (const line of lines) assert.doesNotMatch(bare(line), ENGLISH_PROSE, `docs/${file}`);
    }
  });

  it('name for every figure an analysis and columns that its result has', async () => {
    const {tables, options} = (await loadShop())();
    const source = createSource(tables, options);
    const names = new Map();
    for (const query of QUERIES) {
      const {fields, totals = {}} = await source.run(query);
      names.set(query.analysis, [...(names.get(query.analysis) ?? []), ...fields.map(({name}) => name), ...Object.keys(totals)]);
    }
    for (const {key, analysis, columns} of FIGURES) {
      for (const column of columns) assert.ok(names.get(analysis)?.includes(column.replace('{metric}', 'gmv')), `${key}: ${analysis} has no ${column}`);
    }
  });
});
