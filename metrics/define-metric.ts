/** Checks a metric's definition and builds the formulas it is made of. */

import type {Formula, LocalText, Metric} from './metric.ts';

/**
 * Returns the metric as it was given. Throws an `Error` that names the metric and what is wrong: a key that is not lower-case words, a
 * text missing in one language, a formula that names no measure of the metric, a measure that the formula does not use.
 */
export function defineMetric(metric: Metric): Metric {
  const {key} = metric;
  const fail = (what: string): never => {
    throw new Error(`Metric "${key}": ${what}`);
  };
  if (!/^[a-z][a-z0-9_]*$/.test(key)) fail('the key must be lower-case letters, digits and underscores, and begin with a letter.');
  for (const field of ['label', 'definition', 'formulaText'] as const) {
    const text: Partial<LocalText> | undefined = metric[field];
    if (!text?.en?.trim() || !text.zh?.trim()) fail(`${field} needs a text in English (en) and in Chinese (zh).`);
  }
  const used = new Set(measureNames(metric.formula));
  const known = Object.keys(metric.measures);
  for (const name of used) {
    if (!known.includes(name)) fail(`the formula names "${name}", which is not among its measures (${known.join(', ')}).`);
  }
  const {validSince} = metric;
  if (validSince !== undefined && !/^\d{4}-\d\d-\d\d$/.test(validSince)) fail(`validSince is ${JSON.stringify(validSince)}; write a day such as 2024-07-01.`);
  for (const name of known) if (!used.has(name)) fail(`the formula does not use the measure "${name}".`);
  return metric;
}

/** The measures a formula names, each as often as it stands there. */
export function measureNames(formula: Formula): string[] {
  if (typeof formula === 'string') return [formula];
  if (typeof formula === 'number') return [];
  return formula.args.flatMap(measureNames);
}

/** `a ÷ b`: null when either is null or `b` is 0. */
export const ratio = (a: Formula, b: Formula): Formula => ({op: '/', args: [a, b]});
export const plus = (a: Formula, b: Formula): Formula => ({op: '+', args: [a, b]});
export const minus = (a: Formula, b: Formula): Formula => ({op: '-', args: [a, b]});
export const times = (a: Formula, b: Formula): Formula => ({op: '*', args: [a, b]});
export const firstOf = (...args: readonly Formula[]): Formula => ({op: 'firstOf', args});

/** A subject's metrics, each checked. */
export const defineMetrics = (metrics: readonly Metric[]): readonly Metric[] => metrics.map(defineMetric);
