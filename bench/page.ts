/** Runs in the browser: engines side by side over one shop, each answer held against the reference's. */

import {WORKS} from './data/answers.ts';
import type {Engine, Work} from './data/answers.ts';
import {createShop} from './data/shop.ts';
import {createKit, createKitSource} from './engines/kit.ts';
import {createHand} from './reference/hand.ts';

export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
  /** Times the reference, by medians of the same interleaved runs. */
  readonly ratio: number;
}

export interface BenchOptions {
  readonly lines: number;
  readonly works: readonly Work[];
  readonly runs: number;
}

export type BenchResults = Record<string, Record<string, Timing | {readonly error: string}>>;

const WARM_UP = 2;

async function bench({lines, works, runs}: BenchOptions): Promise<BenchResults> {
  const shop = createShop(lines);
  const began = performance.now();
  const source = createKitSource(shop);
  const loaded = performance.now() - began;
  const engines: Readonly<Record<string, Engine>> = {hand: createHand(shop), tillboard: createKit(source)};
  const results: BenchResults = {};
  for (const work of WORKS.filter((each) => works.includes(each))) results[work] = await compare(work, engines, runs);
  results['load'] = {tillboard: {median: loaded, least: loaded, most: loaded, runs: 1, ratio: NaN}};
  return results;
}

/** Engines take turns, so that whatever else the machine does falls on all of them. An answer that differs is an error, not a time. */
async function compare(work: Work, engines: Readonly<Record<string, Engine>>, runs: number): Promise<BenchResults[string]> {
  const times = new Map<string, number[]>();
  const errors = new Map<string, string>();
  let expected = '';
  for (let turn = 0; turn < WARM_UP + runs; turn++) {
    for (const [name, engine] of Object.entries(engines)) {
      const run = engine[work];
      if (!run || errors.has(name)) continue;
      try {
        const begun = performance.now();
        const answer = await run();
        const time = performance.now() - begun;
        const text = JSON.stringify(answer);
        if (name === 'hand') expected = text;
        else if (text !== expected) errors.set(name, `differs: ${firstDifference(expected, text)}`);
        if (turn >= WARM_UP) times.set(name, [...(times.get(name) ?? []), time]);
      } catch (error) {
        errors.set(name, error instanceof Error ? error.message : String(error));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const reference = median(times.get('hand') ?? []);
  return Object.fromEntries(Object.keys(engines).map((name) => {
    const error = errors.get(name);
    const own = times.get(name) ?? [];
    const timing = {median: median(own), least: Math.min(...own), most: Math.max(...own), runs: own.length, ratio: median(own) / reference};
    return [name, error === undefined ? timing : {error}] as const;
  }));
}

function firstDifference(expected: string, got: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === got[at]) at++;
  return `…${expected.slice(Math.max(0, at - 60), at + 40)}… is …${got.slice(Math.max(0, at - 60), at + 40)}…`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

Object.assign(globalThis, {bench});
