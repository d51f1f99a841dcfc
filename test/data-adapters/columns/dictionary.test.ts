import {expect} from 'chai';

import {TextColumn} from '../../../data-adapters/column.ts';
import {NumberDictionary, StringDictionary} from '../../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../../data-adapters/columns/dictionary.ts';
import {keepRows} from '../../../data-adapters/columns/keep-rows.ts';
import {atOnce} from '../../../data-adapters/raw-tables/at-once.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import {packTable, unpackTable} from '../../../engine/worker/pack-table.ts';
import {bytesOf} from './byte-dictionary.ts';

const NUMBERS = ['1042', '0', '-7', '9007199254740991', '20'];
const WORDS = ['华东', '', 'a"b', '\uFEFFmark', '🙂'];
const HELD: readonly (readonly [name: string, texts: readonly string[], dictionary: Dictionary])[] = [
  ['strings', WORDS, new StringDictionary(WORDS)],
  ['whole numbers', NUMBERS, new NumberDictionary(Float64Array.from(NUMBERS, Number))],
  ['small whole numbers', ['3', '1', '2'], new NumberDictionary(Int32Array.of(3, 1, 2))],
  ['bytes', WORDS, bytesOf(WORDS)],
];

describe('Dictionaries', () => {
  for (const [name, texts, dictionary] of HELD) {
    it(`held as ${name} give each text, all texts and none`, () => {
      expect(dictionary.size).to.equal(texts.length);
      expect(texts.map((_, code) => dictionary.text(code))).to.deep.equal(texts);
      expect([dictionary.text(-1), dictionary.text(texts.length)]).to.deep.equal([undefined, undefined]);
      expect(dictionary.texts).to.deep.equal(texts);
      expect(dictionary.texts, 'made once').to.equal(dictionary.texts);
    });

    it(`held as ${name} keep what kept rows use, in the order of its appearance`, () => {
      const column = new TextColumn(Int32Array.of(2, -1, 0, 2, 1), dictionary);
      const kept = keepRows(column, Uint32Array.of(1, 2, 3)) as TextColumn;
      expect([0, 1, 2].map((row) => kept.at(row))).to.deep.equal([null, texts[0], texts[2]]);
      expect(kept.values).to.deep.equal([texts[0], texts[2]]);
      expect(kept.dictionary.constructor).to.equal(dictionary.constructor);
    });

    it(`held as ${name} cross the border of a worker as they are held`, () => {
      const table: CanonicalTable = {name: 'order_lines', length: 3, columns: new Map([['order_id', new TextColumn(Int32Array.of(2, -1, 0), dictionary)]])};
      const {packed, lists} = atOnce(packTable('order_lines', table));
      const {columns} = unpackTable(structuredClone(packed), structuredClone(lists.map(({values}) => values))) as CanonicalTable;
      const column = columns.get('order_id') as TextColumn;
      expect([0, 1, 2].map((row) => column.at(row))).to.deep.equal([texts[2], null, texts[0]]);
      expect(column.dictionary.constructor).to.equal(dictionary.constructor);
      expect(column.values).to.deep.equal(texts);
    });
  }
});
