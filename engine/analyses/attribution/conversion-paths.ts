/** The path before each conversion, and of those who did not convert. */

import {reshapePath, touchBuffer} from '../../kernels/touch-path.ts';
import type {TouchBuffer} from '../../kernels/touch-path.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import type {Conversions} from './conversions.ts';
import type {Touches} from './touches.ts';

/** All paths one after the other; ages in milliseconds before the conversion. */
export interface Paths {
  /** `conversions + 1` offsets. */
  readonly starts: Int32Array;
  readonly channels: Int32Array;
  readonly ages: Float64Array;
  readonly longest: number;
}

/** Grows as it is filled. */
class PathList {
  #channels = new Int32Array(1 << 10);
  #ages = new Float64Array(1 << 10);
  #length = 0;
  #longest = 0;
  readonly #starts: Int32Array;
  #count = 0;

  constructor(most: number) {
    this.#starts = new Int32Array(most + 1);
  }

  add({channels, ages, length}: TouchBuffer): void {
    while (this.#length + length > this.#channels.length) this.#grow();
    this.#channels.set(channels.subarray(0, length), this.#length);
    this.#ages.set(ages.subarray(0, length), this.#length);
    this.#length += length;
    this.#longest = Math.max(this.#longest, length);
    this.#starts[++this.#count] = this.#length;
  }

  #grow(): void {
    const channels = new Int32Array(this.#channels.length * 2);
    const ages = new Float64Array(this.#ages.length * 2);
    channels.set(this.#channels);
    ages.set(this.#ages);
    this.#channels = channels;
    this.#ages = ages;
  }

  done(): Paths {
    return {
      starts: this.#starts.subarray(0, this.#count + 1), longest: this.#longest,
      channels: this.#channels.subarray(0, this.#length), ages: this.#ages.subarray(0, this.#length),
    };
  }
}

/**
 * The path of each chosen conversion (indices into `conversions`): the touches of its person not after it and not older than the look-back,
 * the instant of the conversion and the end of the look-back included. With `reset` only those after the conversion before, of all the person has,
 * chosen or not; conversions at one instant share a path. O(log touches of the person + its path) each.
 */
export function conversionPaths(plan: AttributionPlan, conversions: Conversions, touches: Touches, chosen: Int32Array): Paths {
  const people = personCodes(conversions.names, touches);
  const list = new PathList(chosen.length);
  const cut = pathCutter(plan, touches);
  for (const index of chosen) {
    const person = conversions.people[index] as number;
    const time = conversions.times[index] as number;
    list.add(cut(person < 0 ? -1 : (people[person] as number), time, plan.reset ? timeBefore(conversions, index) : -Infinity));
  }
  return list.done();
}

/** For each person with touches between two instants but no conversion at all: the path up to the last of these touches. */
export function nullPaths(plan: AttributionPlan, conversions: Conversions, touches: Touches, [from, to]: readonly [number, number]): Paths {
  const persons = touches.starts.length - 1;
  const converted = new Uint8Array(persons);
  const people = personCodes(conversions.names, touches);
  for (const person of conversions.people) if (person >= 0 && (people[person] as number) >= 0) converted[people[person] as number] = 1;
  const list = new PathList(persons);
  const cut = pathCutter(plan, touches);
  for (let person = 0; person < persons; person++) {
    if (converted[person] === 1) continue;
    const last = firstAbove(touches.times, touches.starts[person] as number, touches.starts[person + 1] as number, (time) => time >= to) - 1;
    const time = touches.times[last];
    if (last < (touches.starts[person] as number) || time === undefined || time < from) continue;
    list.add(cut(person, time, -Infinity));
  }
  return list.done();
}

type Cut = (person: number, time: number, after: number) => TouchBuffer;

function pathCutter({lookback, paths}: AttributionPlan, {starts, times, channels, isDirect}: Touches): Cut {
  let buffer = touchBuffer(64);
  const rules = {...paths, isDirect};
  return (person, time, after) => {
    buffer.length = 0;
    if (person < 0) return buffer;
    const [first, end] = [starts[person] as number, starts[person + 1] as number];
    const to = firstAbove(times, first, end, (each) => each > time);
    const from = firstAbove(times, first, to, (each) => each >= time - lookback && each > after);
    if (to - from > buffer.channels.length) buffer = touchBuffer((to - from) * 2);
    for (let at = from; at < to; at++) {
      buffer.channels[at - from] = channels[at] as number;
      buffer.ages[at - from] = time - (times[at] as number);
    }
    buffer.length = to - from;
    reshapePath(buffer, rules);
    return buffer;
  };
}

/** The first place whose time passes; times do not fall, so all after it pass too. */
function firstAbove(times: Float64Array, from: number, to: number, passes: (time: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(times[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a converting person stands among those with touches; −1 for one who never was seen. */
function personCodes(names: readonly string[], {users}: Touches): Int32Array {
  if (names === users) return Int32Array.from(names.keys());
  const codes = new Map(users.map((name, code) => [name, code]));
  return Int32Array.from(names, (name) => codes.get(name) ?? -1);
}

function timeBefore({people, times}: Conversions, index: number): number {
  let at = index - 1;
  while (at >= 0 && people[at] === people[index] && times[at] === times[index]) at--;
  return at >= 0 && people[at] === people[index] ? (times[at] as number) : -Infinity;
}
