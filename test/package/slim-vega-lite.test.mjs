/** Vega-Lite bundled with `vega-util` in place of `vega` still compiles and draws the kinds of charts that the kit makes. */

import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';

import {bundleEntry} from '../../scripts/bundle-entry.mjs';

const ROWS = {values: [{a: 'one', b: 'k', c: 3}, {a: 'two', b: 'l', c: 5}]};
const x = {field: 'a', type: 'ordinal'};
const y = {field: 'b', type: 'ordinal'};
const size = {width: 200, height: 100, data: ROWS};

/** Spec, and what its drawing must hold. */
const SPECS = {
  bar: [{...size, mark: 'bar', encoding: {x, y: {field: 'c', type: 'quantitative'}}}, /mark-rect[\s\S]*<path/],
  rect: [{...size, mark: 'rect', encoding: {x, y, color: {field: 'c', type: 'quantitative'}}}, /mark-rect[\s\S]*fill="rgb/],
  text: [{...size, encoding: {x, y}, layer: [{mark: 'rect'}, {mark: 'text', encoding: {text: {field: 'c'}}}]}, />5<\/text>/],
  line: [{...size, mark: {type: 'line', point: true}, encoding: {x, y: {field: 'c', type: 'quantitative'}}}, /mark-line[\s\S]*mark-symbol/],
};

describe('the slim Vega-Lite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillboard-vega-'));
  const {first: [entry]} = await bundleEntry(`
    export {parse, transforms, View} from 'vega';
    export {expressionInterpreter} from 'vega-interpreter';
    export {compile} from 'vega-lite';
  `);
  writeFileSync(join(folder, 'charts.mjs'), entry.code);
  const {compile, expressionInterpreter, parse, transforms, View} = await import(pathToFileURL(join(folder, 'charts.mjs')).href);
  rmSync(folder, {recursive: true});

  it('keeps every transform of Vega', async () => {
    const whole = await import('vega');
    assert.deepEqual(Object.keys(transforms).sort(), Object.keys(whole.transforms).sort());
  });

  for (const [mark, [spec, drawn]] of Object.entries(SPECS)) {
    it(`draws ${mark}`, async () => {
      const {spec: compiled} = compile(spec);
      assert.match(await new View(parse(compiled, {}, {ast: true}), {renderer: 'none', expr: expressionInterpreter}).toSVG(), drawn);
    });
  }
});
