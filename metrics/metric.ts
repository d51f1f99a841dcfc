/**
 * What a metric is: plain data. It names measures over canonical tables and one formula over their totals; it holds no
 * closure, so it crosses a worker, becomes SQL, and prints itself in the dictionary.
 */

import type {TableName} from '../data-adapters/schema.ts';
import {BUYER_AGGREGATES} from './buyer-measures.ts';
import type {BuyerMeasure} from './buyer-measures.ts';
import {ORDER_AGGREGATES} from './order-measures.ts';
import type {OrderMeasure} from './order-measures.ts';
import {STOCK_AGGREGATES} from './stock-measures.ts';
import type {StockMeasure} from './stock-measures.ts';

/** A text in both languages of the kit. */
export interface LocalText {
  readonly en: string;
  readonly zh: string;
}

/** One text for both languages, or one for each → one for each. */
export function localText(text: string | LocalText): LocalText {
  return typeof text === 'string' ? {en: text, zh: text} : text;
}

/** `ratio` is stored 0..1. `money` is in major units of the shop's currency. */
export type Unit = 'money' | 'count' | 'ratio' | 'days' | 'hours' | 'x' | 'score';

/** Whether more is good. */
export type Better = 'higher' | 'lower' | 'neither';

/** The reader a metric is for: strategic 战略, management 管理, execution 执行. */
export type Layer = 'strategic' | 'management' | 'execution';

/** One test of a row. All that are given must hold; null passes only `isNull: true`, `notIn` and `not`. */
export interface Condition {
  readonly column: string;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  /** The first of these that the column holds anywhere: one event under the names that logs give it. */
  readonly firstIn?: readonly string[];
  /** Only values that a column of another table holds, in its rows that pass `where`. */
  readonly inTable?: {readonly table: TableName; readonly column: string; readonly where?: readonly Condition[]};
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
  readonly isNull?: boolean;
}

/**
 * A value taken from one row: a column, a number, or a small calculation over them. Null in, null out, but for `firstOf`, which
 * takes the first part whose columns the table has and whose value is not null.
 */
export type RowValue =
  | string
  | number
  | {readonly multiply: readonly [RowValue, RowValue]}
  | {readonly add: readonly [RowValue, RowValue]}
  | {readonly firstOf: readonly RowValue[]}
  | {readonly hoursBetween: readonly [from: string, to: string]};

/**
 * A total over rows. `sum` and `count` are additive; `distinct`, `min`, `max` and `median` are computed afresh for every group
 * and period and never added.
 */
export interface RowMeasure {
  readonly table: TableName;
  readonly aggregate: 'sum' | 'count' | 'distinct' | 'min' | 'max' | 'median';
  /** What is aggregated; not needed for `count`. */
  readonly of?: RowValue;
  readonly where?: readonly Condition[];
  /** The time columns that date a row, the first that the row has. Without one the measure has no period. */
  readonly at: readonly string[];
  /** A table without the column holds none of it: the measure is 0 there, and the result says so in a note. */
  readonly optional?: true;
  /** Only ids that occur with at least this many distinct values of `column` in the group. */
  readonly having?: {readonly column: string; readonly atLeast: number};
  /**
   * Only lines of orders that make a customer: paid, neither cancelled nor wholly given back (by status, or by refunds that reach the order's
   * amount), and not a return, whose quantities are all negative.
   */
  readonly keptOrders?: true;
  /** Only rows whose customer's first such order ever falls (`true`) or does not fall (`false`) in the group's own period. */
  readonly firstOrderInPeriod?: boolean;
  /** With `firstOrderInPeriod`: first is an order with none in so many days before it. A query's `newLookback` sets it. */
  readonly lookback?: number;
  /** A stock level: of each key's rows only the latest at the period's end counts, and days are never added. */
  readonly latestPer?: readonly string[];
  /** With `latestPer`: the level when the period begins. Undefined where no row is as old. */
  readonly opening?: true;
}

/** Actors that reached step `level` (from 1) of an ordered path inside `within`. */
export interface PathMeasure {
  readonly table: 'events';
  readonly aggregate: 'reached';
  /** Names of events; of a list the first that the log knows. */
  readonly steps: readonly (string | readonly string[])[];
  readonly level: number;
  readonly within: string;
  readonly actor: 'user_id' | 'session_id';
  /** Only attempts whose window is over when the rows end: before that nobody knows whether they go on. */
  readonly decided?: true;
}

/** Sessions of the event log: a `session_id`, or without one the events of a user no more than `gapMinutes` apart. */
export interface SessionMeasure {
  readonly table: 'events';
  readonly aggregate: 'sessions';
  readonly gapMinutes: number;
  /** Only sessions with exactly this many events. */
  readonly events?: number;
  /** Only sessions that hold the first of these steps that the log knows. */
  readonly withStep?: readonly string[];
  /** With `withStep`: only sessions without the first known of these at or after their first `withStep`. */
  readonly withoutLater?: readonly string[];
}

/** Measures with an arithmetic of their own: what rows of one day say is not enough for them. */
export type SpecialMeasure = PathMeasure | SessionMeasure | OrderMeasure | StockMeasure | BuyerMeasure;

export type Measure = RowMeasure | SpecialMeasure;

export function isRowMeasure(measure: Measure): measure is RowMeasure {
  return !Object.hasOwn(SPECIAL_AGGREGATES, measure.aggregate);
}

const SPECIAL_AGGREGATES: Readonly<Record<SpecialMeasure['aggregate'], true>> = {
  reached: true, sessions: true, ...ORDER_AGGREGATES, ...STOCK_AGGREGATES, ...BUYER_AGGREGATES,
};

/** Functions that a formula may use beside `+ - * /`. Comparisons and logic give 1 and 0. */
export const FORMULA_FUNCTIONS = [
  'abs', 'min', 'max', 'sqrt', 'pow', 'exp', 'log', 'round', 'floor', 'ceil', '<', '<=', '>', '>=', '==', '!=', 'and', 'or', 'not', 'if', 'firstOf',
] as const;

/**
 * Arithmetic over measures, by name. Null in, null out, but for `firstOf`, the first part that is not null, and `if`, which looks at the part
 * it chooses. A quotient with a zero denominator, and whatever is no finite number, is null.
 *
 * A definition may write it as text, `(net_sales - ad_spend) / orders`, over its own measures and the keys of other metrics; a registry turns
 * the text into this tree.
 */
export type Formula =
  | string
  | number
  | {readonly op: '+' | '-' | '*' | '/'; readonly args: readonly [Formula, Formula]}
  | {readonly op: (typeof FORMULA_FUNCTIONS)[number]; readonly args: readonly Formula[]};

export interface Metric {
  readonly key: string;
  /** What it belongs to: a key of `SUBJECTS`, or the host's own. */
  readonly subject?: string;
  readonly label: LocalText;
  /** One or two sentences: what is counted, by which date, and what is left out. */
  readonly definition: LocalText;
  /** The formula in words, as 口径 shows it. */
  readonly formulaText: LocalText;
  readonly unit: Unit;
  readonly better: Better;
  readonly layer: Layer;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly formula: Formula;
  /** Other names by which the metric is asked for. */
  readonly aliases?: readonly string[];
  /** Where the definition comes from; one text where both languages cite it alike, as they do names and titles. */
  readonly source?: string | LocalText;
  /** Say so where a later part of `firstOf` stands in, because its value means something a little different. */
  readonly noteFallback?: true;
  /** The formula as its author wrote it, where that was text. */
  readonly expression?: string;
  /** Which wording of the definition this is, asked for as `key@version`. */
  readonly version?: string;
  /** First day, `YYYY-MM-DD`, from which this version is in force. Before it the version before counts, if there is one. */
  readonly validSince?: string;
}

/** Whether totals over dimensions and days add up: every measure is a plain sum or count, and the formula only adds and scales them. */
export function isAdditive(metric: Metric): boolean {
  return (
    isLinear(metric.formula) &&
    Object.values(metric.measures).every(
      (measure) =>
        (measure.aggregate === 'sum' || measure.aggregate === 'count') && !measure.latestPer && measure.firstOrderInPeriod === undefined,
    )
  );
}

function isLinear(formula: Formula): boolean {
  if (typeof formula !== 'object') return typeof formula === 'string';
  const {op, args} = formula;
  if (op === '*') return args.some((part) => typeof part === 'number') && args.some(isLinear);
  if (op === '/') return typeof args[1] === 'number' && isLinear(args[0]);
  return (op === '+' || op === '-') && args.every((part, index) => isLinear(part) || (op === '-' && index === 0 && part === 0));
}
