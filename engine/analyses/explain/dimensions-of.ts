/** Which dimensions an explanation looks into, and what they say. */

import {TextColumn} from '../../../data-adapters/column.ts';
import type {Metric} from '../../../metrics/metric.ts';
import {note} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {QueryError} from '../../query.ts';
import type {Note} from '../../result.ts';
import {readPairs} from './read-pairs.ts';
import type {Reading} from './read-pairs.ts';
import {dimensionParts, TOLERANCE} from './dimension-parts.ts';
import type {DimensionParts} from './dimension-parts.ts';
import type {ExplainQuery} from './explain-query.ts';
import {NUMERATOR, DENOMINATOR, partKindOf} from './part-kind.ts';
import type {PartKind} from './part-kind.ts';

const MOST_VALUES = 50;

export interface MetricParts {
  readonly kind: PartKind;
  /** Those that explain most first. */
  readonly dimensions: readonly DimensionParts[];
}

/** A metric, as it was asked for and as it is, of which the values of dimensions are to be told. */
interface Subject {
  readonly asked: ExplainQuery['metric'];
  readonly metric: Metric;
  /** The metric over all rows: both sides defined. */
  readonly whole: Reading;
  /** A driver: what cannot be told of it is noted, not refused. */
  readonly isDriver: boolean;
}

/**
 * The parts of the metric by each dimension of the query, or by those it can be cut by. Throws a `QueryError` for a dimension that the query names
 * and the metric cannot be cut by, and for a metric that has no parts.
 */
export function metricParts(subject: Subject, query: ExplainQuery, context: RunContext, notes: Note[]): MetricParts {
  const {metric, whole, isDriver} = subject;
  const {by} = query;
  const names = by ?? likelyDimensions(metric, whole, context);
  const kind = partKindOf(metric);
  if (names.length === 0) return {kind, dimensions: []};
  if (kind.kind === 'whole' || !isQuotient(subject, kind, query, context)) {
    const text = `${metric.key} is neither a sum, a count nor a ratio of such: it is not the sum of what dimensions cut it into.`;
    if (by && !isDriver) throw new QueryError(`${text} Leave by out, or explain another metric.`, query, 'bad-option', [metric.key]);
    notes.push(note('explain-whole', text, {metric: metric.key}));
    return {kind, dimensions: []};
  }
  const found = names.flatMap((name) => {
    const reading = cut(subject, kind, name, query, context, notes);
    if (!reading || (!by && reading.parts.length < 2)) return [];
    notes.push(...reading.result.notes);
    return [dimensionParts(name, metric.key, kind, reading.parts, reading.whole)];
  });
  for (const {dimension, overlap} of found) {
    if (overlap === 0) continue;
    const text = `${metric.key} by ${dimension} does not add up: who or what is in several values counts in each. The row (overlap) holds the difference.`;
    notes.push(note('explain-overlap', text, {metric: metric.key, dimension}));
  }
  const rank = ({concentration}: DimensionParts): number => concentration ?? -1;
  return {kind, dimensions: found.sort((a, b) => rank(b) - rank(a) || (a.dimension < b.dimension ? -1 : 1))};
}

/** Undefined where the metric cannot be cut by the dimension, which is no fault unless the query names both. */
function cut(
  {asked, metric, isDriver}: Subject, kind: PartKind, dimension: string, query: ExplainQuery, context: RunContext, notes: Note[],
): Reading | undefined {
  const sides = kind.kind === 'ratio' ? [kind.sides.numerator, kind.sides.denominator] : [];
  try {
    return readPairs(query, context, [asked, ...sides], dimension);
  } catch (error) {
    if (!(error instanceof QueryError) || error.kind !== 'unknown-dimension' || (query.by && !isDriver)) throw error;
    if (query.by) notes.push(note('driver-not-cut', error.message, {driver: metric.key, dimension}));
    return undefined;
  }
}

/** Whether numerator ÷ denominator is the metric: where a table of a choice of formulas is missing, both sides must choose alike. */
function isQuotient({asked, metric}: Subject, kind: PartKind, query: ExplainQuery, context: RunContext): boolean {
  if (kind.kind !== 'ratio') return true;
  const {whole} = readPairs(query, context, [asked, kind.sides.numerator, kind.sides.denominator]);
  const [value, numerator, denominator] = [whole(metric.key), whole(NUMERATOR), whole(DENOMINATOR)];
  return (['base', 'now'] as const).every((side) => {
    const [is, above, below] = [value[side], numerator[side], denominator[side]];
    return is !== null && above !== null && below !== null && Math.abs(above / below - is) <= TOLERANCE * Math.abs(is);
  });
}

/** Text columns of 2 to 50 values; ids are no dimensions that explain. A name that the result has for a metric could not be told from it. */
function likelyDimensions({measures}: Metric, {result}: Reading, {dataset}: RunContext): string[] {
  const tables = new Set(Object.values(measures).flatMap(({table}) => dataset.tables[table] ?? []));
  const columns = [...tables].flatMap((table) => [...table.columns]);
  const names = new Set(columns.filter(([, column]) => column instanceof TextColumn).map(([name]) => name));
  return [...names].filter((name) => {
    if (/(^|_)id$/i.test(name) || result.columns[name]) return false;
    const counts = columns.filter(([each]) => each === name).map(([, column]) => (column instanceof TextColumn ? valuesOf(column) : Infinity));
    return Math.max(...counts) >= 2 && Math.max(...counts) <= MOST_VALUES;
  }).sort();
}

/** No value is one, too. */
function valuesOf({size, codes}: TextColumn): number {
  return size + Number(codes.includes(-1));
}
