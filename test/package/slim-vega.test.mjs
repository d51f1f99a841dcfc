/** The built package's own choice of Vega's parts, as a host's bundler takes it: what it draws, and how it refuses the rest. */

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

/** Specs over Vega's own data transforms: those stay. */
const COMPUTED = {
  aggregate: [{...size, mark: 'bar', encoding: {x, y: {aggregate: 'sum', field: 'c', type: 'quantitative'}}}, /mark-rect[\s\S]*<path/],
  stack: [{...size, mark: 'area', encoding: {x, y: {field: 'c', type: 'quantitative', stack: 'zero'}, color: y}}, /mark-area[\s\S]*<path/],
  arc: [{...size, mark: 'arc', encoding: {theta: {field: 'c', type: 'quantitative'}, color: y}}, /mark-arc[\s\S]*<path/],
};

describe('the slim Vega', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillboard-vega-'));
  const {first: [entry]} = await bundleEntry("export * from './dist/components/shared/render/vega-parts.js';");
  writeFileSync(join(folder, 'charts.mjs'), entry.code);
  const {compile, expressionInterpreter, parse, View} = await import(pathToFileURL(join(folder, 'charts.mjs')).href);
  rmSync(folder, {recursive: true});

  it('holds neither the whole of Vega nor its maps, forces and trees', () => {
    const stray = /[\\/]node_modules[\\/]vega(?:-(?:geo|force|hierarchy|label|regression|voronoi|wordcloud|crossfilter|projection))?[\\/]/;
    assert.ok(entry.moduleIds.length > 50);
    assert.deepEqual(entry.moduleIds.filter((id) => stray.test(id)), []);
  });

  it('refuses a transform that it does not hold, by name', () => {
    const forces = {data: [{name: 'rows', values: [{}], transform: [{type: 'force', forces: []}]}]};
    assert.throws(() => parse(forces, {}, {ast: true}), /Unrecognized transform type: "force"/);
  });

  for (const [mark, [spec, drawn]] of Object.entries({...SPECS, ...COMPUTED})) {
    it(`draws ${mark}`, async () => {
      const {spec: compiled} = compile(spec);
      assert.match(await new View(parse(compiled, {}, {ast: true}), {renderer: 'none', expr: expressionInterpreter}).toSVG(), drawn);
    });
  }
});
