import {expect} from 'chai';
import fc from 'fast-check';

import {NumberDictionary, StringDictionary, wholeNumber} from '../../../data-adapters/columns/dictionary.ts';
import type {Dictionary} from '../../../data-adapters/columns/dictionary.ts';
import {growDictionary} from '../../../data-adapters/columns/grow-dictionary.ts';
import {TextIndex} from '../../../data-adapters/columns/text-index.ts';
import {bytesOf} from './byte-dictionary.ts';

/** `é` is two bytes whose values are the characters of `Ã©`. */
const ODD = ['', '0', '-0', '007', '+7', '7', '-7', '1e3', '1000', ' 7', '7.0', 'Infinity', 'NaN', '9007199254740991', '9007199254740993', 'é', 'Ã©', '华', '🙂', 'a', 'ab'];
const oddText = fc.oneof(fc.constantFrom(...ODD), fc.string({unit: 'grapheme', maxLength: 4}));
const texts = fc.uniqueArray(oddText, {maxLength: 30});

function expectFound(held: readonly string[], dictionary: Dictionary, sought: readonly string[]): void {
  const index = new TextIndex();
  index.cover(dictionary, 0);
  for (const text of [...held, ...sought]) {
    expect(index.codeOf(text, dictionary), JSON.stringify(text)).to.equal(held.includes(text) ? held.indexOf(text) : -2);
  }
}

describe('The index of a dictionary', () => {
  it('finds each text, and no other, however texts are held', () => {
    fc.assert(fc.property(texts, texts, (held, sought) => {
      expectFound(held, new StringDictionary(held), sought);
      expectFound(held, bytesOf(held), sought);
    }), {numRuns: 300});
    fc.assert(fc.property(fc.uniqueArray(fc.maxSafeInteger(), {maxLength: 30}), texts, (numbers, sought) => {
      expectFound(numbers.map(String), new NumberDictionary(Float64Array.from(numbers)), [...sought, ...numbers.map((number) => `0${number}`)]);
    }), {numRuns: 300});
  });

  it('finds texts that came later, in the dictionary that has them alone', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(1e6), {minLength: 1, maxLength: 20}), texts, (numbers, others) => {
      const first = new NumberDictionary(Int32Array.from(numbers));
      const later = others.filter((text) => !numbers.map(String).includes(text));
      const grown = growDictionary(first, new StringDictionary(later), Int32Array.from(later.keys()));
      const index = new TextIndex();
      index.cover(first, 0);
      index.cover(grown, first.size);
      const all = [...numbers.map(String), ...later];
      expect(all.map((text) => index.codeOf(text, grown))).to.deep.equal([...all.keys()]);
      expect(all.map((text) => index.codeOf(text, first))).to.deep.equal(all.map((_, at) => (at < first.size ? at : -2)));
    }), {numRuns: 200});
  });

  it('knows a whole number by how JavaScript prints it', () => {
    fc.assert(fc.property(oddText, (text) => {
      const number = Number(text);
      expect(wholeNumber(text)).to.deep.equal(Number.isSafeInteger(number) && String(number) === text ? number : NaN);
    }), {numRuns: 1000});
    fc.assert(fc.property(fc.maxSafeInteger(), (number) => {
      expect(wholeNumber(String(number))).to.equal(number);
    }));
  });
});
