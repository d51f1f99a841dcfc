/** `npm run dictionary`: writes the metric dictionary in both languages, from the definitions. Needs the built package. */

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {root} from './ensure-install.mjs';

const WORDS = {
  en: {
    title: 'Metric dictionary',
    intro: 'Every built-in metric, written by `npm run dictionary` from the definitions in `metrics/`. Undefined is null, shown as –; ratios are taken after totals. ' +
      '`<till-dictionary>` shows the same for a page’s own source, with the metrics of the shop’s own. [中文](dictionary.zh-CN.md)',
    head: ['Metric', 'Key', 'Definition', 'Formula', 'Unit', 'Better', 'Level', 'Reads', 'Source'],
    units: {money: 'money', count: 'count', ratio: 'ratio', days: 'days', hours: 'hours', x: 'multiple', score: 'score', class: 'class', probability: 'probability', own: 'the metric’s own'},
    better: {higher: '↑', lower: '↓', neither: '·'},
    layers: {strategic: 'strategic', management: 'management', execution: 'execution'},
    aliases: 'also',
    figures: 'Worked out by analyses',
    figuresIntro: 'Figures that are not metrics: scores, classes, stock rules, tests and forecasts. Each names the analysis of `source.run` and the columns of its ' +
      'result; `{metric}` stands for the metric asked for.',
    analysis: 'Analysis and columns',
    legend: '↑ higher is better · ↓ lower is better · “·” neither',
  },
  zh: {
    title: '指标字典',
    intro: '全部内置指标，由 `npm run dictionary` 根据 `metrics/` 中的定义生成。无定义为 null，显示为 –；比率先求总数再相除。' +
      '`<till-dictionary>` 按页面自己的数据展示同样的内容，并包含店铺自定义的指标。[English](dictionary.md)',
    head: ['指标', '标识', '定义', '公式', '单位', '方向', '层级', '字段', '出处'],
    units: {money: '金额', count: '计数', ratio: '比率', days: '天', hours: '小时', x: '倍数', score: '分数', class: '类别', probability: '概率', own: '同指标'},
    better: {higher: '↑', lower: '↓', neither: '·'},
    layers: {strategic: '战略', management: '管理', execution: '执行'},
    aliases: '又名',
    figures: '由分析得出',
    figuresIntro: '指标以外的数值：评分、分类、库存规则、检验与预测。各行注明 `source.run` 的分析及结果列；`{metric}` 代表所问的指标。',
    analysis: '分析与结果列',
    legend: '↑ 越高越好 · ↓ 越低越好 · “·” 无好坏之分',
  },
};

const cell = (text) => String(text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');

function row(metric, language, columns, more = []) {
  const words = WORDS[language];
  const {key, aliases = [], label, definition, formulaText, unit, better, layer, source} = metric;
  const names = aliases.length > 0 ? `\`${key}\` (${words.aliases} ${aliases.map((name) => `\`${name}\``).join(', ')})` : `\`${key}\``;
  const cells = [
    `**${label[language]}**`, names, definition[language], formulaText[language], words.units[unit], words.better[better], words.layers[layer],
    columns.map((name) => `\`${name}\``).join(' '), typeof source === 'object' ? source[language] : source, ...more,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function table(head, rows) {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows].join('\n');
}

function page({SUBJECTS, FIGURES, sourceColumns}, language) {
  const words = WORDS[language];
  const parts = SUBJECTS.map(({label, metrics}) =>
    `## ${label[language]}\n\n${table(words.head, metrics.map((metric) => row(metric, language, sourceColumns(metric))))}`,
  );
  const workedOut = ({analysis, columns}) => `\`${analysis}\`: ${columns.map((name) => `\`${name}\``).join(' ')}`;
  const figures = table([...words.head, words.analysis], FIGURES.map((figure) => row(figure, language, figure.reads, [workedOut(figure)])));
  return `# ${words.title}\n\n${words.intro}\n\n${words.legend}\n\n${parts.join('\n\n')}\n\n## ${words.figures}\n\n${words.figuresIntro}\n\n${figures}\n`;
}

/** The pages by file, from the built package's own definitions. */
export async function dictionaryPages() {
  const definitions = await import(pathToFileURL(join(root, 'dist', 'metrics', 'index.js')).href);
  return {
    'docs/dictionary.md': page(definitions, 'en'),
    'docs/dictionary.zh-CN.md': page(definitions, 'zh'),
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(await dictionaryPages())) {
    writeFileSync(join(root, file), text);
    console.log(`${file}: ${text.split('\n| **').length - 1} entries`);
  }
}
