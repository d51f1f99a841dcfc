/** Writes the tables of `docs/performance.md` and its Chinese twin from `bench/results.json`, between their marks: no figure is copied by hand. */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {root} from '../scripts/ensure-install.mjs';
import {readResults} from './results.mjs';

const SIZES = ['100k', '1m', '5m', '10m'];
const ENGINES = ['tillboard', 'tillboard-page', 'arquero', 'rows', 'duckdb', 'mosaic', 'crossfilter', 'perspective'];
const WORDS = {
  en: {
    names: {
      tillboard: 'Tillboard, worker', 'tillboard-page': 'Tillboard, page', arquero: 'Arquero', rows: 'row objects', duckdb: 'DuckDB-WASM', mosaic: 'Mosaic',
      crossfilter: 'crossfilter2', perspective: 'Perspective',
    },
    works: {W1: 'W1 KPIs', W2: 'W2 RFM', W3: 'W3 funnel', W4: 'W4 inventory', W5: 'W5 cohorts'},
    lines: 'order lines', work: 'work', hand: 'by hand, ms', wrong: 'differs', step: 'interaction', engine: 'engine', scan: 'scan by hand', cube: 'cube by hand',
    file: 'file', cost: 'one run, ms', alone: 'no scan between, p50 / p95', loading: ['bytes a line', 'after closing', 'by hand', 'longest task, ms', 'by hand, ms'],
    append: ['append of 10,000 lines', 'to new numbers painted, ms', 'least – most, ms', 'the first one, ms', 'by hand, ms'],
  },
  zh: {
    names: {
      tillboard: 'Tillboard（worker）', 'tillboard-page': 'Tillboard（页面）', arquero: 'Arquero', rows: '行对象', duckdb: 'DuckDB-WASM', mosaic: 'Mosaic',
      crossfilter: 'crossfilter2', perspective: 'Perspective',
    },
    works: {W1: 'W1 指标', W2: 'W2 RFM', W3: 'W3 漏斗', W4: 'W4 库存', W5: 'W5 同期群'},
    lines: '行订单', work: '任务', hand: '手写，毫秒', wrong: '不一致', step: '交互', engine: '引擎', scan: '手写全扫描', cube: '手写立方体',
    file: '文件', cost: '一次，毫秒', alone: '中间无扫描，p50 / p95', loading: ['每行字节', '关闭后', '手写', '最长任务，毫秒', '手写，毫秒'],
    append: ['追加 10,000 行', '到新数字绘出，毫秒', '最短 – 最长，毫秒', '第一次，毫秒', '手写，毫秒'],
  },
};

const number = (value) => (value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2));
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const presentIn = (found, test) =>
  ENGINES.filter((name) => Object.entries(found[name] ?? {}).some(([work, timings]) => test(work) && timings[name]));

/** A ratio with its runs where they are fewer than 7. */
function ratioCell(timing, words) {
  if (!timing || timing.skipped) return '–';
  if (timing.error) return words.wrong;
  return `${number(timing.ratio)} ×${timing.runs < 7 ? ` (n=${timing.runs})` : ''}`;
}

/** A work a row, an engine a column: its time by that of the reference on the same page. */
function ratios(found, works, words, first) {
  const engines = presentIn(found, (work) => works.includes(work));
  const hand = (work) => engines.map((name) => found[name][work]?.hand?.median).find((each) => each !== undefined);
  const rows = works.filter((work) => engines.some((name) => found[name][work]?.[name])).map((work) => [
    words.works[work] ?? work, number(hand(work)), ...engines.map((name) => ratioCell(found[name][work]?.[name], words)),
  ]);
  return rows.length === 0 ? undefined : table([first, words.hand, ...engines.map((name) => words.names[name])], rows);
}

const percentiles = (timing, words) => (!timing ? '–' : timing.error ? words.wrong : `${number(timing.p50)} / ${number(timing.p95)}`);

/** p50 / p95 of W6, the scan and the cube from the page of the first engine. */
function crossFilter(found, words) {
  const kinds = ['W6 jump', 'W6 jump additive', 'W6 drag', 'W6 drag additive'];
  const engines = presentIn(found, (work) => kinds.includes(work));
  if (engines.length === 0) return undefined;
  const row = (title, name, as) => [title, ...kinds.map((kind) => percentiles(found[name][kind]?.[as], words))];
  const rows = [row(words.scan, engines[0], 'hand'), row(words.cube, engines[0], 'cube'), ...engines.map((name) => row(words.names[name], name, name))];
  return table([words.engine, ...kinds.map((kind) => kind.slice(3))], rows);
}

function loading(found, words) {
  const rows = ['tillboard', 'tillboard-page'].filter((name) => found[name]?.memory?.[name]).map((name) => {
    const {[name]: own, hand} = found[name].memory;
    return [words.names[name], ...[own.bytesALine, own.bytesALineAfterClosing, hand.bytesALine, own.longest, hand.longest].map(number)];
  });
  return rows.length === 0 ? undefined : table([words.engine, ...words.loading], rows);
}

/** Times and not ratios: both wait for the frame, which is most of what a page by hand takes. */
function appends(found, words) {
  const rows = ['tillboard', 'tillboard-page'].filter((name) => found[name]?.append?.[name]).map((name) => {
    const {[name]: own, hand} = found[name].append;
    if (own.error) return [words.names[name], words.wrong, '–', '–', '–'];
    const first = found[name]['append first']?.[name]?.milliseconds;
    return [words.names[name], number(own.median), `${number(own.least)} – ${number(own.most)}`, number(first), number(hand.median)];
  });
  return rows.length === 0 ? undefined : table(words.append, rows);
}

function growth(results, words) {
  const sizes = SIZES.filter((size) => results[size]?.['tillboard-page']);
  const cell = (size, work) => {
    const timings = results[size]['tillboard-page'][work];
    return timings ? `${number(timings['tillboard-page']?.median ?? timings['tillboard-page']?.p50)} (${number(timings.hand?.median ?? timings.hand?.p50)})` : '–';
  };
  const works = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6 jump'];
  const alone = (size, work) => percentiles(results[size]['tillboard-page'][`${work}, no scan between`]?.['tillboard-page'], words);
  return table([words.cost, ...sizes], [
    ...works.map((work) => [words.works[work] ?? work, ...sizes.map((size) => cell(size, work))]),
    ...['W6 jump additive', 'W6 drag additive'].map((work) => [`${work}, ${words.alone}`, ...sizes.map((size) => alone(size, work))]),
  ]);
}

function writeAll(results, words) {
  const sections = SIZES.filter((size) => results[size]).flatMap((size) => {
    const found = results[size];
    const files = ['W7 arrow', 'W7 arrow to first answer', 'W7 csv', 'W7 csv to first answer', 'W8 arrow', 'W8 csv', 'chart update'];
    return [
      `### ${size} ${words.lines}`, ratios(found, ['W1', 'W2', 'W3', 'W4', 'W5'], words, words.work), crossFilter(found, words),
      ratios(found, files, words, words.file), appends(found, words), loading(found, words),
    ].filter(Boolean);
  });
  return [...sections, growth(results, words)].join('\n\n');
}

/** Puts the tables of the last runs into the pages. */
export function writeTables() {
  const results = readResults();
  for (const [file, language] of [['performance.md', 'en'], ['performance.zh-CN.md', 'zh']]) {
    const path = join(root, 'docs', file);
    const text = readFileSync(path, 'utf8');
    const [before, rest] = text.split('<!-- results -->\n');
    const after = rest?.split('<!-- /results -->')[1];
    if (after === undefined) throw new Error(`docs/${file} lacks the marks <!-- results --> and <!-- /results -->.`);
    writeFileSync(path, `${before}<!-- results -->\n${machineLine(results.machine)}\n\n${writeAll(results, WORDS[language])}\n<!-- /results -->${after}`);
  }
}

const machineLine = ({browser, cpus, memory}) => `${cpus}, ${memory} GiB, ${browser}.`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeTables();
