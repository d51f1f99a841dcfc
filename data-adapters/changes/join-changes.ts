/** Makes one update of several where that comes to the same. */

import type {Changes} from './changes.ts';
import {CHANGE_KINDS} from './check-changes.ts';

type Kind = (typeof CHANGE_KINDS)[number];
type Lists = Partial<Record<Kind, unknown[]>>;

/**
 * As few updates as do the same as all of them in their order. A table's changes are made as `remove`, `upsert`, `append`: one that has to come after
 * a later kind begins another update, as does one whose rows are no list.
 */
export function joinChanges(changes: readonly Changes[]): Changes[] {
  const joined: Changes[] = [];
  let open = new Map<string, Lists>();
  const close = (): void => {
    if (open.size > 0) joined.push(Object.fromEntries<Lists>(open));
    open = new Map();
  };
  for (const each of changes) {
    const tables = listsOf(each);
    if (!tables) {
      close();
      joined.push(each);
      continue;
    }
    if (tables.some(([name, change]) => goesBack(open.get(name) ?? {}, change))) close();
    for (const [name, change] of tables) {
      const lists: Lists = {...open.get(name)};
      for (const kind of CHANGE_KINDS) {
        const rows = change[kind];
        if (rows) lists[kind] = [...(lists[kind] ?? []), ...rows];
      }
      open.set(name, lists);
    }
  }
  close();
  return joined;
}

/** The changes by table; undefined where their rows are not lists alone. */
function listsOf(changes: Changes): [string, Lists][] | undefined {
  const tables = Object.entries<unknown>(changes).map(([name, change]) => [name, isLists(change) ? change : undefined] as const);
  return tables.every((each): each is [string, Lists] => each[1] !== undefined) ? [...tables] : undefined;
}

function isLists(change: unknown): change is Lists {
  if (typeof change !== 'object' || change === null) return false;
  return Object.entries(change).every(([kind, rows]) => CHANGE_KINDS.some((known) => known === kind) && Array.isArray(rows));
}

/** Whether something of `next` would be made before something of `open` that comes before it. */
function goesBack(open: Lists, next: Lists): boolean {
  const latest = CHANGE_KINDS.findLastIndex((kind) => open[kind] !== undefined);
  const first = CHANGE_KINDS.findIndex((kind) => next[kind] !== undefined);
  return first >= 0 && first < latest;
}
