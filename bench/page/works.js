/** Runs in the browser: one engine beside the reference over one shop. */

import * as G from '../data/generate.js';
import {openHand} from '../engines/hand.js';
import {compare, interact} from './timing.js';

const INTERACTIONS = {'100k': 100, '1m': 100, '5m': 100, '10m': 20};

/** W1 to W5. `without` names parts of an answer that an engine does not give. */
export async function runWorks(name, engine, shop, {works, runs}) {
  const hand = openHand(shop).works;
  const results = {};
  for (const work of works.filter((each) => each in hand)) {
    if (!engine.works?.[work]) continue;
    results[work] = await compare({hand: hand[work], [name]: engine.works[work]}, {runs, without: {[name]: engine.without?.[work] ?? []}});
  }
  return results;
}

/** W6: jumps and drags, with distinct orders and buyers and without. The reference is the scan; the cube stands beside it. */
export async function runCrossFilter(name, engine, shop, {size}) {
  const hand = openHand(shop);
  const results = {};
  const count = engine.interactions?.(size) ?? INTERACTIONS[size];
  for (const [kind, list] of [['jump', G.genInteractions(100)], ['drag', G.genDrag(100)]]) {
    const brushes = list.slice(0, count);
    const run = async (distinct, engines) => {
      await engine.beforeFilter?.(distinct);
      // Other brushes than those that are timed, and anew after them: an engine that keeps views must not find them made.
      await interact(G.genInteractions(3, 99), engines);
      await engine.beforeFilter?.(distinct);
      return interact(brushes, engines);
    };
    if (engine.filter) results[`W6 ${kind}`] = await run(true, {hand: hand.filter, cube: hand.cube, [name]: engine.filter});
    if (!engine.filterAdditive) continue;
    results[`W6 ${kind} additive`] = await run(false, {hand: hand.filterAdditive, cube: hand.cubeAdditive, [name]: engine.filterAdditive});
    // How cost grows: a scan of millions of rows between two brushes leaves nothing of an engine in the caches of the machine.
    if (engine.growth) results[`W6 ${kind} additive, no scan between`] = await run(false, {cube: hand.cubeAdditive, [name]: engine.filterAdditive});
  }
  return results;
}
