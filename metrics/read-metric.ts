/** A metric as a user writes it, in JSON or code → the whole definition. */

import {localText} from './metric.ts';
import type {Better, Formula, Layer, LocalText, Measure, Metric, Unit} from './metric.ts';

const UNITS: readonly Unit[] = ['money', 'count', 'ratio', 'days', 'hours', 'x', 'score'];
const BETTER: readonly Better[] = ['higher', 'lower', 'neither'];
const LAYERS: readonly Layer[] = ['strategic', 'management', 'execution'];

/** At the least a key, a unit and a formula over metrics that exist: `{key: 'contribution', unit: 'money', formula: 'net_sales - ad_spend'}`. */
export interface MetricInput {
  readonly key: string;
  readonly unit: Unit;
  /** Text over own measures and other metrics, or a tree. */
  readonly formula: Formula;
  /** One text for all languages, or one for each. Default: the key. */
  readonly label?: string | LocalText;
  readonly definition?: string | LocalText;
  readonly formulaText?: string | LocalText;
  /** Default `neither`. */
  readonly better?: Better;
  /** Default `management`. */
  readonly layer?: Layer;
  readonly subject?: string;
  readonly measures?: Readonly<Record<string, Measure>>;
  readonly aliases?: readonly string[];
  readonly source?: string | LocalText;
  readonly version?: string;
  readonly validSince?: string;
}

const FIELDS: readonly string[] = [
  'key', 'unit', 'formula', 'label', 'definition', 'formulaText', 'better', 'layer', 'measures', 'aliases', 'source', 'version', 'validSince', 'expression', 'subject', 'noteFallback',
];

/**
 * Fills in what a user may leave out. Names in the formula are not looked up yet: a registry does that.
 *
 * Throws an `Error` that names the metric and the field: one that does not exist, is missing, or holds a value that is none of the known.
 */
export function readMetric(input: MetricInput): Metric {
  if (typeof input !== 'object' || input === null) throw new Error(`A metric is an object with key, unit and formula, not ${JSON.stringify(input)}.`);
  const {key, unit, formula, better = 'neither', layer = 'management', measures = {}} = input;
  const fail = (what: string): never => {
    throw new Error(`Metric ${JSON.stringify(key)}: ${what}`);
  };
  if (typeof key !== 'string' || key === '') fail('it needs a key.');
  const strange = Object.keys(input).filter((name) => !FIELDS.includes(name));
  if (strange.length > 0) fail(`it has no ${strange.join(', ')}. Known are ${FIELDS.join(', ')}.`);
  const oneOf = (field: string, value: unknown, known: readonly string[]): unknown =>
    known.includes(value as string) || fail(`${field} is ${JSON.stringify(value)}. Write ${known.join(', ')}.`);
  oneOf('unit', unit, UNITS);
  oneOf('better', better, BETTER);
  oneOf('layer', layer, LAYERS);
  if (formula === undefined || formula === '') fail('it needs a formula such as "net_sales / visitors".');
  if (input.version !== undefined && !(typeof input.version === 'string' && VERSION.test(input.version))) {
    fail(`version is ${JSON.stringify(input.version)}. Write a text of letters, digits, points and underscores, such as "2".`);
  }
  if (typeof measures !== 'object') fail('measures is a record of measures by name.');
  const label = localText(input.label ?? key);
  return {
    ...input, key, unit, formula, better, layer, measures, label,
    definition: localText(input.definition ?? label), formulaText: localText(input.formulaText ?? (typeof formula === 'string' ? formula : label)),
  };
}

/** As `key@version` is written in formulas. */
const VERSION = /^\w+(?:\.\w+)*$/;
