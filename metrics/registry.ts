/** The metrics in force, by key and by alias. */

import type {Metric} from './metric.ts';

export interface Registry {
  readonly metrics: readonly Metric[];
  /** By key or alias; undefined where there is none. */
  find(name: string): Metric | undefined;
}

/**
 * A registry of `metrics`, then `extra`. An extra metric may replace one, with all its names, only when `override` is set; otherwise a taken
 * key or alias throws an `Error` that names it.
 */
export function createRegistry(metrics: readonly Metric[], extra: readonly Metric[] = [], {override = false} = {}): Registry {
  const replaced = new Set(override ? extra.map(({key}) => key) : []);
  const list = [...metrics.filter(({key}) => !replaced.has(key)), ...extra];
  const byName = new Map<string, Metric>();
  for (const metric of list) {
    for (const name of [metric.key, ...(metric.aliases ?? [])]) {
      const taken = byName.get(name);
      if (taken && taken !== metric && !override) {
        throw new Error(`The metric name "${name}" is taken by "${taken.key}". Choose another, or pass {override: true}.`);
      }
      byName.set(name, metric);
    }
  }
  return {metrics: list, find: (name) => byName.get(name)};
}
