/** The metrics in force, by key, alias and version. */

import type {Metric} from './metric.ts';
import {readMetric} from './read-metric.ts';
import type {MetricInput} from './read-metric.ts';
import {resolveMetric} from './resolve-metric.ts';
import type {FindMetric} from './resolve-metric.ts';

export interface Registry {
  /** The newest version of each, its formula over measures alone. */
  readonly metrics: readonly Metric[];
  /** By key or alias: the version in force on `day` (`YYYY-MM-DD`; without one the newest), or by `key@version`. Undefined where there is none. */
  find(name: string, day?: string): Metric | undefined;
  /** A metric of a query's own, over the metrics in force on `day`. Throws an `Error` for one that does not hold. */
  read(input: MetricInput, day?: string): Metric;
}

/**
 * A registry of `metrics`, then `extra`, whose formulas may name each other. An extra metric takes a name that is taken only with `override`: it
 * replaces the metric, or, with `validSince`, takes over on that day. Several of one key are its versions; each but one needs `validSince`.
 *
 * Throws an `Error` that names the metric: a name taken, two versions of one day, a formula that does not hold.
 */
export function createRegistry(metrics: readonly Metric[], extra: readonly MetricInput[] = [], {override = false} = {}): Registry {
  const own = extra.map(readMetric);
  const replaced = new Set(override ? own.filter(({validSince}) => validSince === undefined).map(({key}) => key) : []);
  const byKey = groupByKey([...metrics.filter(({key}) => !replaced.has(key)), ...own], new Set(metrics.map(({key}) => key)), override);
  const byName = nameAll(byKey, override);
  const findGiven = (name: string, day?: string): Metric | undefined => {
    const [plain = name, version] = name.split('@');
    const versions = byKey.get(byName.get(plain) ?? '') ?? [];
    if (version !== undefined) return versions.find((metric) => metric.version === version);
    const inForce = day === undefined ? versions : versions.filter(({validSince}) => validSince === undefined || validSince <= day);
    return inForce.at(-1) ?? versions[0];
  };
  const resolved = new Map<Metric, Metric>();
  const resolve = (metric: Metric, find: FindMetric = findGiven): Metric => resolveMetric(metric, find, byName.keys());
  for (const metric of [...byKey.values()].flat()) resolved.set(metric, resolve(metric));
  return {
    metrics: [...byKey.values()].map((versions) => resolved.get(versions.at(-1) as Metric) as Metric),
    find: (name, day) => resolved.get(findGiven(name, day) as Metric),
    read: rememberLast((input, day) => resolve(readMetric(input), (name) => findGiven(name, day))),
  };
}

/** A page asks with the same definitions again and again: equal text, equal metric. */
function rememberLast(read: Registry['read']): Registry['read'] {
  const known = new Map<string, Metric>();
  return (input, day) => {
    const text = JSON.stringify([input, day]);
    let metric = known.get(text);
    if (!metric) {
      metric = read(input, day);
      if (known.size >= REMEMBERED) known.clear();
      known.set(text, metric);
    }
    return metric;
  };
}

const REMEMBERED = 256;

/** Versions of each key, the oldest first. */
function groupByKey(list: readonly Metric[], builtIn: ReadonlySet<string>, override: boolean): Map<string, Metric[]> {
  const byKey = new Map<string, Metric[]>();
  for (const metric of list) {
    const versions = byKey.get(metric.key) ?? [];
    const since = metric.validSince ?? '';
    if (versions.some(({validSince = ''}) => validSince === since) || (versions.length > 0 && builtIn.has(metric.key) && !override)) throw taken(metric.key, metric.key);
    if (metric.version !== undefined && versions.some(({version}) => version === metric.version)) {
      throw new Error(`Metric "${metric.key}": there are two versions "${metric.version}".`);
    }
    byKey.set(metric.key, [...versions, metric].sort((a, b) => ((a.validSince ?? '') < (b.validSince ?? '') ? -1 : 1)));
  }
  return byKey;
}

function nameAll(byKey: ReadonlyMap<string, readonly Metric[]>, override: boolean): Map<string, string> {
  const byName = new Map<string, string>();
  for (const [key, versions] of byKey) {
    for (const name of new Set([key, ...versions.flatMap(({aliases}) => aliases ?? [])])) {
      const other = byName.get(name);
      if (other !== undefined && other !== key && !override) throw taken(name, other);
      byName.set(name, key);
    }
  }
  return byName;
}

function taken(name: string, by: string): Error {
  return new Error(`The metric name "${name}" is taken by "${by}". Choose another, or pass {override: true}.`);
}
