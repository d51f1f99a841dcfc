/** Every house rule that the linter keeps, shown to fire: a piece of text that breaks it, at a path where it holds. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {ESLint} from 'eslint';

import {root} from '../../scripts/ensure-install.mjs';

const TYPE_AWARE = [
  'await-thenable', 'no-floating-promises', 'no-misused-promises', 'no-unnecessary-type-assertion', 'only-throw-error',
  'prefer-promise-reject-errors', 'switch-exhaustiveness-check',
];

const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: {parserOptions: {projectService: false}},
    rules: Object.fromEntries(TYPE_AWARE.map((name) => [`@typescript-eslint/${name}`, 'off'])),
  },
});

async function rulesBroken(filePath, text) {
  const [result] = await eslint.lintText(`${text}\n`, {filePath});
  const fatal = result.messages.find((message) => message.fatal);
  assert.equal(fatal, undefined, fatal?.message);
  return result.messages.filter(({severity}) => severity === 2).map(({ruleId}) => ruleId);
}

/** `[path, text, rule]` */
const FORBIDDEN = [
  ['data-adapters/csv.ts', "import {runQuery} from '../engine/run-query.ts';\nrunQuery();", 'tillboard/imports'],
  ['data-adapters/csv.ts', "import type {Metric} from '../metrics/metric.ts';\nexport type A = Metric;", 'tillboard/imports'],
  ['data-adapters/columns/dictionary.ts', "import {isBlank} from '../cells/cell-text.ts';\nisBlank(1);", 'tillboard/imports'],
  ['data-adapters/cells/parse-id.ts', "import type {RawColumn} from '../raw-tables/raw-column.ts';\nexport type A = RawColumn;", 'tillboard/imports'],
  ['data-adapters/cells/parse-id.ts', "import {conform} from '../conform.ts';\nconform({});", 'tillboard/imports'],
  ['data-adapters/raw-tables/raw-table.ts', "import {headersOf} from '../mapping/column-rules.ts';\nheadersOf('a');", 'tillboard/imports'],
  ['data-adapters/conforming/conform-table.ts', "import {conform} from '../conform.ts';\nconform({});", 'tillboard/imports'],
  ['data-adapters/changes/merge-rows.ts', "import {loadFiles} from '../reading/load-files.ts';\nloadFiles({});", 'tillboard/imports'],
  ['data-adapters/reading/load-files.ts', "import {createCsvAdapter} from '../csv.ts';\ncreateCsvAdapter({});", 'tillboard/imports'],
  ['data-adapters/reading/parse-json.ts', "import {LINES} from '../shops/shop-orders.ts';\nexport const a = LINES;", 'tillboard/imports'],
  ['data-adapters/column.ts', "import {isBlank} from './cells/cell-text.ts';\nisBlank(1);", 'tillboard/imports'],
  ['metrics/sales.ts', "import {SCHEMA} from '../data-adapters/schema.ts';\nexport const a = SCHEMA;", 'tillboard/imports'],
  ['metrics/sales.ts', "import type {Query} from '../engine/query.ts';\nexport type A = Query;", 'tillboard/imports'],
  ['engine/run-query.ts', "import {readCsv} from '../data-adapters/csv.ts';\nreadCsv();", 'tillboard/imports'],
  ['engine/run-query.ts', "import {IssueLog} from '../data-adapters/conforming/issue-log.ts';\nexport const a = IssueLog;", 'tillboard/imports'],
  ['engine/run-query.ts', "import {loadFiles} from '../data-adapters/reading/load-files.ts';\nloadFiles({});", 'tillboard/imports'],
  ['engine/run-query.ts', "import {table} from 'arquero';\ntable({});", 'tillboard/imports'],
  ['engine/run-query.ts', "export * from 'arquero';", 'tillboard/imports'],
  ['engine/run-query.ts', "import type {Messages} from '../components/shared/i18n/messages.ts';\nexport type A = Messages;", 'tillboard/imports'],
  ['engine/run-query.ts', "import {LitElement} from 'lit';\nexport const a = LitElement;", 'tillboard/imports'],
  ['engine/run-query.ts', "import Papa from 'papaparse';\nPapa.parse('');", 'tillboard/imports'],
  ['engine/run-query.ts', "import x from 'left-pad';\nx();", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "import {TillFunnel} from '../funnel/funnel.ts';\nexport const a = TillFunnel;", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "const load = () => import('../funnel/funnel.ts');\nload();", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "import {table} from 'arquero';\ntable({});", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "import {View} from 'vega';\nexport const a = View;", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "export const load = () => import('vega-lite');", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "import {loadCsv} from '../../data-adapters/csv.ts';\nloadCsv();", 'tillboard/imports'],
  ['components/kpi/kpi.ts', "import 'tillboard/engine';", 'tillboard/imports'],
  ['components/data/data.ts', "import {createSource} from '../../engine/create-source.ts';\ncreateSource();", 'tillboard/imports'],
  ['components/funnel/funnel.vega.ts', "import {compile} from 'vega-lite';\nexport const a = compile;", 'tillboard/imports'],
  ['components/funnel/funnel.vega.ts', "import {html} from 'lit';\nexport const a = html;", 'tillboard/imports'],
  ['components/funnel/funnel.vega.ts', "import {runQuery} from '../../engine/run-query.ts';\nrunQuery();", 'tillboard/imports'],
  ['components/shared/render/frame.ts', "import {TillKpi} from '../../kpi/kpi.ts';\nexport const a = TillKpi;", 'tillboard/imports'],
  ['components/shared/render/frame.ts', "import {parseJson} from '../../../data-adapters/reading/parse-json.ts';\nparseJson('');", 'tillboard/imports'],
  ['components/shared/render/frame.ts', "import {View} from 'vega';\nexport const a = View;", 'tillboard/imports'],
  ['demo/index.ts', "import {createSource} from '../engine/create-source.ts';\ncreateSource();", 'tillboard/imports'],
  ['stories/kpi.stories.ts', "import '../components/kpi/kpi.ts';", 'tillboard/imports'],
  ['engine/utils.ts', 'export const a = 1;', 'tillboard/imports'],
  ['engine/run-query.ts', "void fetch('/x');", 'no-restricted-globals'],
  ['components/kpi/kpi.ts', "void globalThis.fetch('/x');", 'no-restricted-properties'],
  ['components/kpi/kpi.ts', "console.log('x');", 'no-console'],
  ['engine/run-query.ts', "export const f = new Function('return 1');", 'no-new-func'],
  ['engine/run-query.ts', "export const f = eval('1');", 'no-eval'],
  ['engine/run-query.ts', 'export const f: any = 1;', '@typescript-eslint/no-explicit-any'],
  ['engine/run-query.ts', "// @ts-ignore\nexport const f: string = 'a';", '@typescript-eslint/ban-ts-comment'],
  ['engine/run-query.ts', 'export enum A {b}', 'no-restricted-syntax'],
  ['engine/run-query.ts', 'export class A {\n  constructor(public a: number) {}\n}', 'no-restricted-syntax'],
  ['engine/run-query.ts', 'export default 1;', 'no-restricted-syntax'],
  ['engine/run-query.ts', 'export const f = (a?: {b: number}) => a!.b;', '@typescript-eslint/no-non-null-assertion'],
  ['engine/run-query.ts', 'export const a = 1;\n'.repeat(0) + 'export const f = () => {\n' + '  f();\n'.repeat(61) + '};', 'max-lines-per-function'],
  ['engine/run-query.ts', '// a line\n'.repeat(301), 'max-lines'],
  ['test/engine/run-query.test.ts', '// a line\n'.repeat(401), 'max-lines'],
  ['components/kpi/kpi.ts', "document.body.innerHTML = 'x';", 'no-restricted-syntax'],
  ['components/kpi/kpi.ts', "document.body.setAttribute('style', 'x');", 'no-restricted-syntax'],
  ['components/kpi/kpi.ts', "import {styleMap} from 'lit/directives/style-map.js';\nexport const a = styleMap;", 'no-restricted-syntax'],
  ['components/kpi/kpi.ts', "import {html} from 'lit';\nexport const a = html`<p style=\"color: red\"></p>`;", 'lit/ban-attributes'],
  ['engine/run-query.ts', "export const a = { b: 'c' };", '@stylistic/object-curly-spacing'],
];

/** What the rules must leave alone. */
const ALLOWED = [
  ['data-adapters/csv.ts', "import Papa from 'papaparse';\nimport {SCHEMA} from './schema.ts';\nPapa.parse(SCHEMA);\nvoid fetch('/x');"],
  ['data-adapters/cells/parse-money.ts', "import {MoneyColumn} from '../column.ts';\nexport const a = MoneyColumn;"],
  ['data-adapters/changes/remove-rows.ts', "import {conform} from '../conform.ts';\nimport {isBlank} from '../cells/cell-text.ts';\nconform(isBlank);"],
  ['data-adapters/reading/load-files.ts', "export const load = () => import('../csv.ts');"],
  ['metrics/sales.ts', "import type {TableName} from '../data-adapters/schema.ts';\nexport type A = TableName;"],
  ['engine/arquero.ts', "import {table} from 'arquero';\nexport const a = table({});"],
  ['engine/dataset.ts', "import {conform} from '../data-adapters/conform.ts';\nexport const a = conform;"],
  ['engine/worker/serve.ts', "import {loadFiles} from '../../data-adapters/reading/load-files.ts';\nimport {nextTask} from '../../data-adapters/reading/next-task.ts';\nloadFiles(nextTask);"],
  ['components/funnel/funnel.vega.ts', "import type {TopLevelSpec} from 'vega-lite';\nexport type A = TopLevelSpec;"],
  ['components/shared/render/vega-view.ts', "export const load = () => import('vega');"],
  ['components/kpi/kpi.ts', "import {html} from 'lit';\nimport {emit} from '../shared/events.ts';\nemit();\nexport const a = html`<p .style=${'color: red'}></p>`;"],
  ['components/kpi/kpi.ts', "import {sparkline} from './sparkline.ts';\nsparkline();"],
  ['components/data/data.ts', "export const load = () => import('../../data-adapters/csv.ts');"],
  ['components/index.ts', "export * from './kpi/kpi.ts';\nexport * from './funnel/funnel.ts';"],
  ['components/shared/warnings.ts', "export const warn = () => console.warn('x');"],
  ['demo/index.ts', "import 'tillboard';\nimport {createSource} from 'tillboard/engine';\ncreateSource();"],
  ['stories/kpi.stories.ts', "import 'tillboard/components/kpi';\nexport default {title: 'KPI'};"],
  ['engine/run-query.ts', 'export class A {\n  constructor(readonly a: number) {}\n}'],
];

describe('the linter', () => {
  for (const [path, text, rule] of FORBIDDEN) {
    it(`${rule} fires in ${path} on: ${text.split('\n')[0].slice(0, 90)}`, async () => {
      assert.ok((await rulesBroken(path, text)).includes(rule), `${rule} did not fire`);
    });
  }
  for (const [path, text] of ALLOWED) {
    it(`lets ${path} pass with: ${text.split('\n')[0].slice(0, 90)}`, async () => {
      assert.deepEqual(await rulesBroken(path, text), []);
    });
  }

  it('takes no suppressing comments', async () => {
    const text = "// eslint-disable-next-line no-console\nconsole.log('x');";
    assert.ok((await rulesBroken('engine/run-query.ts', text)).includes('no-console'));
  });
});
