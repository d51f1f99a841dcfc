/** Which items stand together in baskets: frequent pairs and triples by Apriori (Agrawal & Srikant 1994), counted item by item. */

/** Distinct items of each basket; items are numbered `0 … items − 1`. */
export interface Baskets {
  readonly items: number;
  /** `baskets + 1` offsets into `members`. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** `first[i] < second[i]` stand together in `counts[i]` baskets, ordered by both; of triples `third` is the largest. */
export interface FrequentSets {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly third?: readonly number[];
  readonly counts: readonly number[];
}

/** Baskets from rows in any order: `baskets[row]` and `items[row]` are codes, negative for none; an item twice in a basket is one. O(rows). */
export function groupBaskets(baskets: Int32Array, basketCount: number, items: Int32Array, itemCount: number): Baskets {
  const starts = new Int32Array(basketCount + 1);
  const isMember = (row: number): boolean => (baskets[row] as number) >= 0 && (items[row] as number) >= 0;
  for (let row = 0; row < baskets.length; row++) {
    if (isMember(row)) starts[(baskets[row] as number) + 1] = (starts[(baskets[row] as number) + 1] as number) + 1;
  }
  for (let basket = 0; basket < basketCount; basket++) starts[basket + 1] = (starts[basket + 1] as number) + (starts[basket] as number);
  const all = new Int32Array(starts[basketCount] as number);
  const next = starts.slice(0, basketCount);
  for (let row = 0; row < baskets.length; row++) {
    if (!isMember(row)) continue;
    const basket = baskets[row] as number;
    all[next[basket] as number] = items[row] as number;
    next[basket] = (next[basket] as number) + 1;
  }
  return dropRepeats({items: itemCount, starts, members: all});
}

function dropRepeats({items, starts, members}: Baskets): Baskets {
  const lastBasket = new Int32Array(items).fill(-1);
  const kept = new Int32Array(starts.length);
  let length = 0;
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    for (let at = starts[basket] as number, to = starts[basket + 1] as number; at < to; at++) {
      const item = members[at] as number;
      if (lastBasket[item] === basket) continue;
      lastBasket[item] = basket;
      members[length++] = item;
    }
    kept[basket + 1] = length;
  }
  return {items, starts: kept, members: members.subarray(0, length)};
}

/** In how many baskets each item is. */
export function itemCounts({items, members}: Baskets): Int32Array {
  const counts = new Int32Array(items);
  for (const item of members) counts[item] = (counts[item] as number) + 1;
  return counts;
}

/** The other way round: the baskets of each item. */
function basketsOf({items, starts, members}: Baskets): {readonly starts: Int32Array; readonly baskets: Int32Array} {
  const offsets = new Int32Array(items + 1);
  for (const item of members) offsets[item + 1] = (offsets[item + 1] as number) + 1;
  for (let item = 0; item < items; item++) offsets[item + 1] = (offsets[item + 1] as number) + (offsets[item] as number);
  const baskets = new Int32Array(members.length);
  const next = offsets.slice(0, items);
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    for (let at = starts[basket] as number, to = starts[basket + 1] as number; at < to; at++) {
      const item = members[at] as number;
      baskets[next[item] as number] = basket;
      next[item] = (next[item] as number) + 1;
    }
  }
  return {starts: offsets, baskets};
}

/** The baskets with only the items that are in `least` of them; with the others no set can be frequent. Members stand in order. */
export function frequentOnly(baskets: Baskets, counts: Int32Array, least: number): Baskets {
  const starts = new Int32Array(baskets.starts.length);
  const members = new Int32Array(baskets.members.length);
  let length = 0;
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    const from = length;
    for (let at = baskets.starts[basket] as number, to = baskets.starts[basket + 1] as number; at < to; at++) {
      const item = baskets.members[at] as number;
      if ((counts[item] as number) >= least) members[length++] = item;
    }
    members.subarray(from, length).sort();
    starts[basket + 1] = length;
  }
  return {items: baskets.items, starts, members: members.subarray(0, length)};
}

/**
 * Pairs in at least `least` baskets (from 1). Members of each basket must stand in order, as {@link frequentOnly} leaves them. One row of counters
 * at a time: memory is that of the baskets, of one counter an item and of the pairs found. O(Σ basket size²).
 */
export function frequentPairs(baskets: Baskets, least: number): FrequentSets {
  const {items, starts, members} = baskets;
  const index = basketsOf(baskets);
  const counts = new Int32Array(items);
  const found = {first: [] as number[], second: [] as number[], counts: [] as number[]};
  // Where each basket's members above the present item begin: items come in order, so it only moves on.
  const next = starts.slice();
  for (let item = 0; item < items; item++) {
    const seen: number[] = [];
    for (let at = index.starts[item] as number, to = index.starts[item + 1] as number; at < to; at++) {
      const basket = index.baskets[at] as number;
      const from = (next[basket] as number) + 1;
      next[basket] = from;
      for (let place = from, end = starts[basket + 1] as number; place < end; place++) {
        const other = members[place] as number;
        const count = counts[other] as number;
        if (count === 0) seen.push(other);
        counts[other] = count + 1;
      }
    }
    collect(seen, counts, least, (other, count) => {
      found.first.push(item);
      found.second.push(other);
      found.counts.push(count);
    });
  }
  return found;
}

function collect(seen: number[], counts: Int32Array, least: number, take: (item: number, count: number) => void): void {
  seen.sort((a, b) => a - b);
  for (const item of seen) {
    const count = counts[item] as number;
    counts[item] = 0;
    if (count >= least) take(item, count);
  }
}

/** Triples in at least `least` baskets, grown from frequent pairs. O(Σ over pairs of the baskets of their second item, and of what follows it). */
export function frequentTriples(baskets: Baskets, pairs: FrequentSets, least: number): FrequentSets {
  const {items, starts, members} = baskets;
  const index = basketsOf(baskets);
  const counts = new Int32Array(items);
  const holder = new Int32Array(starts.length - 1).fill(-1);
  const found = {first: [] as number[], second: [] as number[], third: [] as number[], counts: [] as number[]};
  for (let pair = 0; pair < pairs.first.length; pair++) {
    const first = pairs.first[pair] as number;
    const second = pairs.second[pair] as number;
    if (pair === 0 || first !== pairs.first[pair - 1]) {
      for (let at = index.starts[first] as number, to = index.starts[first + 1] as number; at < to; at++) holder[index.baskets[at] as number] = first;
    }
    const seen: number[] = [];
    for (let at = index.starts[second] as number, to = index.starts[second + 1] as number; at < to; at++) {
      const basket = index.baskets[at] as number;
      if (holder[basket] !== first) continue;
      // The basket holds `second`, so the walk down from its end stops there.
      for (let place = (starts[basket + 1] as number) - 1; (members[place] as number) > second; place--) {
        const other = members[place] as number;
        const count = counts[other] as number;
        if (count === 0) seen.push(other);
        counts[other] = count + 1;
      }
    }
    collect(seen, counts, least, (third, count) => {
      found.first.push(first);
      found.second.push(second);
      found.third.push(third);
      found.counts.push(count);
    });
  }
  return found;
}
