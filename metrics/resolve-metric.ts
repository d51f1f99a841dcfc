/** Metrics over metrics: names in a formula are replaced by what they stand for, down to measures. */

import {defineMetric} from './define-metric.ts';
import type {Formula, Measure, Metric} from './metric.ts';
import {nearNames} from './near-names.ts';
import {parseFormula, placeOf} from './parse-formula.ts';

/** Finds a metric, as it was given, by key, alias or `key@version`. */
export type FindMetric = (name: string) => Metric | undefined;

/**
 * The metric with a formula over measures alone. A name is one of its own measures, else another metric, whose formula takes its place in
 * brackets; so a ratio of ratios is still taken after totals.
 *
 * Throws an `Error` that names the metric, its formula and the name at fault with its place: one that does not exist, or a circle of metrics
 * (`a → b → a`).
 */
export function resolveMetric(metric: Metric, find: FindMetric, known: Iterable<string>): Metric {
  const measures = new Map<string, Measure>();
  const {formula, expression} = expand(metric, {find, known: [...known], measures, path: []});
  return defineMetric({...metric, formula, measures: Object.fromEntries(measures), ...(expression === undefined ? {} : {expression})});
}

interface Expansion {
  readonly find: FindMetric;
  readonly known: readonly string[];
  /** Collects the measures of all that is expanded, each once. */
  readonly measures: Map<string, Measure>;
  /** The metrics that are being expanded, outermost first. */
  readonly path: readonly Metric[];
}

function expand(metric: Metric, outer: Expansion): {readonly formula: Formula; readonly expression?: string} {
  const at = outer.path.indexOf(metric);
  if (at >= 0) {
    const circle = [...outer.path.slice(at), metric].map(({key}) => key).join(' → ');
    throw new Error(`Metric "${metric.key}": its formula needs itself (${circle}).`);
  }
  const inner = {...outer, path: [...outer.path, metric]};
  const tree = readFormula(metric);
  const isText = typeof metric.formula === 'string' && tree !== metric.formula;
  return {formula: replace(tree, metric, inner), ...(isText ? {expression: String(metric.formula)} : {})};
}

function readFormula({key, formula}: Metric): Formula {
  if (typeof formula !== 'string') return formula;
  try {
    return parseFormula(formula);
  } catch (error) {
    throw new Error(`Metric "${key}": ${error instanceof Error ? error.message : String(error)}`, {cause: error});
  }
}

function replace(formula: Formula, metric: Metric, inner: Expansion): Formula {
  if (typeof formula === 'number') return formula;
  if (typeof formula === 'object') return {...formula, args: formula.args.map((part) => replace(part, metric, inner))} as Formula;
  const measure = Object.hasOwn(metric.measures, formula) ? metric.measures[formula] : undefined;
  if (measure) return addMeasure(formula, measure, metric, inner);
  const other = inner.find(formula);
  if (other) return expand(other, inner).formula;
  const names = Object.keys(metric.measures);
  const near = nearNames(formula, [...names, ...inner.known]);
  const place = typeof metric.formula === 'string' ? placeOf(formula, metric.formula) : '';
  throw new Error(
    `Metric "${metric.key}": the formula names "${formula}"${place}, which is neither among its measures (${names.join(', ') || 'none'}) nor a metric.` +
      (near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''),
  );
}

/** The metric's own measures keep their names; those of others go under `metric.measure`, unless the same measure is there already. */
function addMeasure(name: string, measure: Measure, metric: Metric, {measures, path}: Expansion): string {
  const text = JSON.stringify(measure);
  for (const [taken, other] of measures) if (JSON.stringify(other) === text) return taken;
  const own = path.length === 1 && !measures.has(name) ? name : `${metric.key}.${name}`;
  measures.set(own, measure);
  return own;
}
