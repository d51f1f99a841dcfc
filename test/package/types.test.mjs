/** A host's strict TypeScript finds the types of every entry point, under both ways of resolving modules. */

import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, sep} from 'node:path';
import {after, before, describe, it} from 'node:test';

import ts from 'typescript';

import {elementNames} from '../../scripts/entry-points.mjs';
import {root} from '../../scripts/ensure-install.mjs';

const className = (name) => `Till${name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}`;

const HOST = `
import 'tillboard';
import {createSource} from 'tillboard/engine';
import type {Query, QueryResult, Source} from 'tillboard/engine';
import type {Metric} from 'tillboard/metrics';
${elementNames().map((name) => `import {${className(name)}} from 'tillboard/components/${name}';`).join('\n')}

const source: Source = createSource({order_lines: [{order_id: '1', ordered_at: '2024-03-01', quantity: 1, net: '9.90'}]}, {timeZone: 'Asia/Shanghai', currency: 'CNY'});
const query: Query = {analysis: 'metrics', metrics: ['net_sales'], period: 'last-30-days'};
const answer: Promise<QueryResult> = source.run(query);
const metrics: readonly Metric[] = source.info.metrics;
${elementNames().map((name) => `const ${className(name)[0].toLowerCase()}${className(name).slice(1)}: ${className(name)} = document.createElement('till-${name}');`).join('\n')}
// @ts-expect-error An analysis that does not exist.
void source.run({analysis: 'magic'});
// @ts-expect-error A result has no such member, so its type is not \`any\`.
void answer.then((result) => result.nonsense);
// @ts-expect-error An element has no such property, so its type is not \`any\`.
tillKpi.nonsense = 1;
void [metrics, answer, ${elementNames().map((name) => `${className(name)[0].toLowerCase()}${className(name).slice(1)}`).join(', ')}];
`;

describe('a strict host', () => {
  let folder;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillboard-host-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules', 'tillboard'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(folder, 'host.ts'), HOST);
  });

  after(() => rmSync(folder, {recursive: true, force: true}));

  for (const [name, module, moduleResolution] of [
    ['Bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
    ['NodeNext', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
  ]) {
    it(`checks under ${name}, our own type files included`, () => {
      const options = {
        module, moduleResolution, target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [],
        strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: false, noEmit: true, skipLibCheck: false,
      };
      const program = ts.createProgram([join(folder, 'host.ts')], options);
      const ours = [join(folder, 'host.ts'), join(root, 'dist') + sep];
      const messages = ts.getPreEmitDiagnostics(program).flatMap(({file, start, messageText}) => {
        if (!file || !ours.some((path) => file.fileName.startsWith(path.split(sep).join('/')))) return [];
        const {line} = file.getLineAndCharacterOfPosition(start ?? 0);
        return [`${file.fileName}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`];
      });
      assert.deepEqual(messages, []);
    });
  }
});
