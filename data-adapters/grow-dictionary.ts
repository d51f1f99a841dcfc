/** Dictionaries that grow at their end. */

import {NumberDictionary, StringDictionary} from './dictionary.ts';
import type {Dictionary} from './dictionary.ts';
import {growArray} from './grow-array.ts';

/** The texts of `before`, then those of `codes` of `from`, none of which it holds. What is held stays as it is held. */
export function growDictionary(before: Dictionary, from: Dictionary, codes: Int32Array): Dictionary {
  if (codes.length === 0) return before;
  const added = from.take(codes);
  if (before.size === 0) return added;
  if (before instanceof StringDictionary) return new StringDictionary(before.texts.concat(added.texts));
  if (before instanceof NumberDictionary && added instanceof NumberDictionary) return joinNumbers(before, added);
  if (before instanceof JoinedDictionary) return new JoinedDictionary(before.first, new StringDictionary(before.rest.texts.concat(added.texts)));
  return new JoinedDictionary(before, new StringDictionary(added.texts));
}

function joinNumbers({numbers}: NumberDictionary, {numbers: added}: NumberDictionary): NumberDictionary {
  if (numbers instanceof Int32Array && added instanceof Int32Array) return new NumberDictionary(growArray(numbers, added));
  const floats = (values: Int32Array | Float64Array): Float64Array => (values instanceof Float64Array ? values : Float64Array.from(values));
  return new NumberDictionary(growArray(floats(numbers), floats(added)));
}

/** A dictionary of one kind and texts that came to it. */
class JoinedDictionary implements Dictionary {
  readonly size: number;
  #texts: readonly string[] | undefined;
  constructor(readonly first: Dictionary, readonly rest: StringDictionary) {
    this.size = first.size + rest.size;
  }
  get texts(): readonly string[] {
    return (this.#texts ??= this.first.texts.concat(this.rest.texts));
  }
  text(code: number): string | undefined {
    return code < this.first.size ? this.first.text(code) : this.rest.text(code - this.first.size);
  }
  hash(code: number): number {
    return code < this.first.size ? this.first.hash(code) : this.rest.hash(code - this.first.size);
  }
  take(codes: Int32Array): StringDictionary {
    return new StringDictionary(Array.from(codes, (code) => this.text(code) as string));
  }
}
