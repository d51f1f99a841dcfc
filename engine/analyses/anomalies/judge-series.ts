/** Judges each value of a series by what was usual before it. Nothing that came later plays a part: a judgement once made stays. */

import {SortedWindow} from '../../kernels/sorted-window.ts';
import {MEAN_RANGE_OF_TWO, controlRules} from '../../statistics/control-rules.ts';
import type {ControlRule} from '../../statistics/control-rules.ts';
import {medianSpread} from '../../statistics/outliers.ts';
import type {AnomalyMethod} from './anomalies-query.ts';

/** A deviation of 0 (all earlier values alike) is taken for this part of the value. */
const LEAST_PART = 0.1;
/** Interquartile range of normal values in standard deviations. */
const IQR_OF_NORMAL = 1.349;
/** Fewer residuals have no quartiles worth the name. */
const LEAST_RESIDUALS = 8;

export interface Judgement {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Distance from what was expected in standard deviations (from ranks), with its sign; null where there is no deviation to measure by. */
  readonly score: number | null;
  /** For run rules: those broken; for the others `above` or `below` where the value is outside. */
  readonly rules: readonly (ControlRule | 'above' | 'below')[];
}

export interface Usual {
  readonly method: AnomalyMethod;
  readonly threshold: number;
  readonly rules: readonly ControlRule[];
  readonly leastChange: number;
  /** Values of a season; 1 for none. */
  readonly season: number;
  readonly seasons: number;
  readonly minHistory: number;
}

export interface Series {
  /** Number of each bucket on the calendar, upwards; a season later is `season` more. */
  readonly places: readonly number[];
  /** Null for a gap, and for what is neither judged nor learnt from. */
  readonly values: readonly (number | null)[];
}

type Judgements = readonly (Judgement | null)[];

/** Null where a value is null or too little is known before it. Cost: a look at some earlier values for each. */
export function judgeSeries(series: Series, usual: Usual): Judgements {
  if (usual.method === 'residual') return judgeResiduals(series, usual);
  if (usual.method === 'control') return judgeRuns(series, usual);
  if (usual.method === 'tukey') return judgeFences(series, usual);
  return judgeMedians(series, usual);
}

/** Values at the same place of the seasons before; of `mad` all values of those seasons. */
function historyOf({places, values}: Series, {method, season, seasons}: Usual): (row: number) => number[] {
  const rowOf = new Map(places.map((place, row) => [place, row]));
  const step = method === 'mad' ? 1 : season;
  const steps = method === 'mad' ? season * seasons : seasons;
  return (row) => {
    const found: number[] = [];
    for (let back = 1; back <= steps; back++) {
      const earlier = values[rowOf.get((places[row] as number) - back * step) ?? -1] ?? null;
      if (earlier !== null) found.push(earlier);
    }
    return found;
  };
}

/** Median ± threshold × 1.4826 × MAD. */
function judgeMedians(series: Series, usual: Usual): Judgements {
  const history = historyOf(series, usual);
  const least = usual.method === 'mad' ? Math.max(usual.minHistory, LEAST_RESIDUALS) : usual.minHistory;
  return series.values.map((value, row) => {
    if (value === null) return null;
    const before = history(row);
    const spread = before.length < least ? null : medianSpread(before);
    if (!spread) return null;
    const {median} = spread;
    const deviation = spread.deviation || plainDeviation(before, median, usual.threshold);
    const reach = usual.threshold * deviation;
    return judge(value, {expected: median, low: median - reach, high: median + reach, deviation}, usual);
  });
}

/** Where more than half are alike: as far as any of them was, or a tenth of what they are. */
function plainDeviation(before: readonly number[], median: number, threshold: number): number {
  const furthest = before.reduce((most, value) => Math.max(most, Math.abs(value - median)), 0);
  return Math.max(furthest / threshold, LEAST_PART * Math.abs(median));
}

/** Each value less the median of its place before it; null where that is not known. */
function residualsOf(series: Series, usual: Usual): {readonly usualAt: (number | null)[]; readonly residuals: (number | null)[]} {
  const history = historyOf(series, {...usual, method: 'seasonal'});
  const usualAt = series.values.map((value, row) => {
    const before = value === null ? [] : history(row);
    return before.length < usual.minHistory ? null : (medianSpread(before)?.median ?? null);
  });
  return {usualAt, residuals: series.values.map((value, row) => (value === null || usualAt[row] === null ? null : value - (usualAt[row] as number)))};
}

/** Tukey's fences of the residuals before, around the median of the place. */
function judgeResiduals(series: Series, usual: Usual): Judgements {
  const {usualAt, residuals} = residualsOf(series, usual);
  return fencesBefore({places: series.places, values: residuals}, usual, (row, [lower, median, upper]) => {
    const centre = usualAt[row] as number;
    return judge(series.values[row] as number, bandOf([lower + centre, median + centre, upper + centre], usual), usual);
  });
}

function judgeFences(series: Series, usual: Usual): Judgements {
  return fencesBefore(series, usual, (row, quartiles) => judge(series.values[row] as number, bandOf(quartiles, usual), usual));
}

type Quartiles = readonly [lower: number, median: number, upper: number];

/** Quartiles of the values of the last seasons before each value, from {@link LEAST_RESIDUALS} on. */
function fencesBefore(
  {places, values}: Series, {season, seasons, minHistory}: Usual, judged: (row: number, quartiles: Quartiles) => Judgement,
): Judgements {
  const window = new SortedWindow();
  let begin = 0;
  return values.map((value, row) => {
    for (; (places[begin] as number) < (places[row] as number) - season * seasons; begin++) {
      const gone = values[begin] ?? null;
      if (gone !== null) window.remove(gone);
    }
    const known = value !== null && window.size >= Math.max(minHistory, LEAST_RESIDUALS);
    const found = known ? judged(row, [window.quantile(25), window.quantile(50), window.quantile(75)] as unknown as Quartiles) : null;
    if (value !== null) window.add(value);
    return found;
  });
}

function bandOf([lower, median, upper]: Quartiles, {threshold}: Usual): Band {
  const range = upper - lower || LEAST_PART * IQR_OF_NORMAL * Math.abs(median);
  return {expected: median, low: lower - threshold * range, high: upper + threshold * range, deviation: range / IQR_OF_NORMAL};
}

/** Shewhart's chart of single residuals: centre and 3 σ by those of the last seasons before, and rules over the run of them. */
function judgeRuns(series: Series, usual: Usual): Judgements {
  const {usualAt, residuals} = residualsOf(series, usual);
  const moves = residuals.map((residual, row) => {
    const before = residuals[row - 1] ?? null;
    return residual === null || before === null ? null : Math.abs(residual - before);
  });
  const [meanResidual, meanMove] = [meansBetween(residuals), meansBetween(moves)];
  let begin = 0;
  const bands = residuals.map((residual, row): Band | null => {
    while ((series.places[begin] as number) < (series.places[row] as number) - usual.season * usual.seasons) begin++;
    if (residual === null) return null;
    const [centre, move] = [meanResidual(begin, row), meanMove(begin + 1, row)];
    if (centre.count < Math.max(usual.minHistory, LEAST_RESIDUALS) || move.count === 0) return null;
    const expected = (usualAt[row] as number) + centre.mean;
    const deviation = move.mean / MEAN_RANGE_OF_TWO || LEAST_PART * Math.abs(expected);
    return {expected, deviation, low: expected - 3 * deviation, high: expected + 3 * deviation};
  });
  const scores = bands.map((band, row) => (band && band.deviation > 0 ? ((series.values[row] as number) - band.expected) / band.deviation : null));
  const broken = controlRules(scores, usual.rules);
  return bands.map((band, row) => {
    if (!band) return null;
    const {expected, low, high} = band;
    const near = Math.abs((series.values[row] as number) - expected) <= usual.leastChange * Math.abs(expected);
    return {expected, low, high, score: scores[row] ?? null, rules: near ? [] : (broken[row] ?? [])};
  });
}

/** Means of the known values from one row up to before another, by sums from the start. */
function meansBetween(values: readonly (number | null)[]): (from: number, to: number) => {readonly count: number; readonly mean: number} {
  const counts = new Int32Array(values.length + 1);
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, row) => {
    counts[row + 1] = (counts[row] as number) + (value === null ? 0 : 1);
    sums[row + 1] = (sums[row] as number) + (value ?? 0);
  });
  return (from, to) => {
    if (to <= from) return {count: 0, mean: 0};
    const count = (counts[to] as number) - (counts[from] as number);
    return {count, mean: count === 0 ? 0 : ((sums[to] as number) - (sums[from] as number)) / count};
  };
}

interface Band {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly deviation: number;
}

function judge(value: number, {expected, low, high, deviation}: Band, {leastChange}: Usual): Judgement {
  const reach = leastChange * Math.abs(expected);
  const [least, most] = [Math.min(low, expected - reach), Math.max(high, expected + reach)];
  return {
    expected, low: least, high: most, score: deviation > 0 ? (value - expected) / deviation : value === expected ? 0 : null,
    rules: value > most ? ['above'] : value < least ? ['below'] : [],
  };
}
