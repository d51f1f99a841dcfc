/** Funnel cases: any peer's events, steps and modes as one query of ours. */

import {createSource} from 'tillboard/engine';
import type {FunnelQuery, QueryResult, Source} from 'tillboard/engine';

import {isRecord, NotCovered, pick, rowsOf} from './case.ts';
import type {Answer, Answerer, PeerCase} from './case.ts';
import {levelsByHand} from './funnel-oracle.ts';
import type {Reading} from './funnel-oracle.ts';
import type {FunnelCase} from './funnel-query.ts';
import {readFunnelCase} from './funnel-query.ts';

/** What a capability may say beside its head; what it means stands in the case's params. */
const WORDS = [
  'actor', 'actors', 'allow_reentry', 'attempts', 'bins', 'breakdown', 'combined', 'conditions', 'deduplication', 'default', 'dropoff', 'dst', 'exclusion',
  'fixed', 'histogram', 'increase', 'median', 'multi', 'no-window', 'null', 'order', 'ordered', 'period', 'real-size', 'repeated', 'segments', 'session',
  'strict', 'strict_deduplication', 'strict_increase', 'strict_once', 'strict_order', 'ties', 'time', 'timezone', 'unordered', 'window',
];
const HEADS = ['ordered', 'strict', 'unordered', 'open', 'windowFunnel', 'window_funnel', 'time-to-convert'];

export function isFunnelCapability(capability: string): boolean {
  const [head = '', ...words] = capability.split(/[.+]/);
  return HEADS.includes(head) && words.every((word) => WORDS.includes(word));
}

/** The answer must be the same in each time zone that the case names. */
export const funnelCase: Answerer = async (peerCase, read) => {
  const asked = await readFunnelCase(peerCase, read);
  let answer: Answer | undefined;
  for (const timeZone of asked.zones) {
    const source = createSource({events: asked.rows}, {timeZone, now: 'data', preset: 'none'});
    const next = await answerFunnel(peerCase, asked, source);
    if (answer && JSON.stringify(answer) !== JSON.stringify(next)) throw new Error(`the answer differs between ${asked.zones.join(' and ')}`);
    answer = next;
  }
  return answer as Answer;
};

async function answerFunnel(peerCase: PeerCase, asked: FunnelCase, source: Source): Promise<Answer> {
  const {expected} = peerCase;
  if (!peerCase.agrees_with_recommended_default) return heldDifference(peerCase, asked, source);
  const zeros: string[] = [];
  const answers = await readAnswers(peerCase, asked, source, zeros);
  const got = await pick(expected, answers);
  return zeros.length === 0 ? {got} : {got, how: 'difference held: a rate after a step that nobody reached is null here, 0 there'};
}

type Answers = Record<string, () => unknown>;
type Row = Readonly<Record<string, unknown>>;

async function readAnswers({expected, params}: PeerCase, {query}: FunnelCase, source: Source, zeros: string[]): Promise<Answers> {
  const steps = await source.run(query);
  const all = rowsOf(steps);
  const levels = async (): Promise<[string, number][]> => levelsOf(await source.run({...query, view: 'actors'}), query);
  const times = (): Promise<QueryResult> => source.run({...query, view: 'times', ...timesOptions(params, query)});
  const answers: Answers = {
    ...stepAnswers(all, expected, zeros),
    levels: async () => ({...zerosFor(expected['levels']), ...Object.fromEntries(await levels())}),
    sessions: async () => [...((await source.run({...query, actor: 'session_id'})).columns['reached'] ?? [])],
    bins: async () => rowsOf(await times()).map((row) => [row['bin_start'], row['count']]),
    average_seconds: async () => (await times()).totals?.['average_seconds'],
    median_seconds: async () => (await times()).totals?.['median_seconds'],
  };
  for (const key of Object.keys(expected)) {
    const [, kind, step] = /^(actors_step|dropped_at_)(\d+)$/.exec(key) ?? [];
    if (kind) answers[key] = async () => sortLike(expected[key], namesAt(await levels(), kind === 'actors_step', Number(step)));
  }
  return query.by ? {...answers, ...groupAnswers(all, query.by, expected, answers, zeros)} : answers;
}

/** What stands in the rows of one funnel. */
function stepAnswers(rows: readonly Row[], expected: Row, zeros: string[]): Answers {
  const column = (name: string) => (): unknown[] => rows.map((row) => row[name]);
  const rates = (): unknown[] => rows.map((row, index) => (index === 0 ? row['share_of_all'] : row['step_rate']));
  const named = Object.keys(expected).filter((key) => /^step_conversion_\d+(_\d+)*$/.test(key));
  const indices = (key: string): number[] => key.split('_').slice(2).map((step) => Number(step) - 1);
  const withZeros = (key: string, values: unknown[], at: readonly number[]): unknown[] =>
    values.map((value, index) => {
      const before = rows[(at[index] ?? 0) - 1]?.['reached'];
      const wanted = (expected[key] as unknown[])[index];
      if (value !== null || wanted !== 0 || before !== 0) return value;
      zeros.push(key);
      return 0;
    });
  return {
    reached: column('reached'), unique_paths: column('reached'), users: column('reached'), counts: column('reached'),
    overall_conversion: column('overall_rate'), share_of_all_paths: column('share_of_all'), undecided: column('undecided'),
    avg_seconds_from_previous: column('average_seconds_from_previous'), median_seconds_from_previous: column('median_seconds_from_previous'),
    step_conversion: () => withZeros('step_conversion', rates(), rows.map((_, index) => index)),
    ...Object.fromEntries(named.map((key) => [key, () => withZeros(key, indices(key).map((index) => rates()[index]), indices(key))])),
  };
}

const GROUP_KEYS = /\s*(?:::|\||\/|;|,)\s*/;

/** Either each group holds its answers, or each answer holds its groups. Groups of ours that are not expected are told too. */
function groupAnswers(all: readonly Row[], by: readonly string[], expected: Row, known: Readonly<Answers>, zeros: string[]): Answers {
  const nameOf = (row: Row): string => JSON.stringify(by.map((name) => row[name] ?? ''));
  const keyOf = (group: string): string => JSON.stringify(by.length === 1 ? [group === 'null' ? '' : group] : group.split(GROUP_KEYS));
  const groups = [...new Set(all.map(nameOf))];
  const rowsIn = (group: string): Row[] => all.filter((row) => nameOf(row) === keyOf(group));
  const surplus = (names: readonly string[]): string[] => groups.filter((group) => !names.map(keyOf).includes(group));
  const answers: Answers = {};
  const own = Object.keys(expected).filter((key) => !Object.hasOwn(known, key));
  for (const group of own) {
    const wanted = expected[group];
    if (!isRecord(wanted)) throw new NotCovered(`expected has ${group}`);
    answers[group] = () => pick(wanted, stepAnswers(rowsIn(group), wanted, zeros), `expected.${group}`);
  }
  const missing = own.length > 0 ? surplus(own) : [];
  if (missing.length > 0) throw new Error(`there are groups that the case does not expect: ${missing.join(', ')}`);
  for (const [key, wanted] of Object.entries(expected)) {
    if (own.includes(key) || !isRecord(wanted) || key === 'levels') continue;
    const names = [...Object.keys(wanted), ...surplus(Object.keys(wanted))];
    answers[key] = () => Object.fromEntries(names.map((name) => [name, stepAnswers(rowsIn(name), expected, zeros)[key]?.()]));
  }
  return answers;
}

function timesOptions(params: PeerCase['params'], query: FunnelQuery): Partial<FunnelQuery> {
  const bins = params['bins'];
  return {
    fromStep: Number(params['from_step'] ?? 0) + 1, toStep: Number(params['to_step'] ?? query.steps.length - 1) + 1,
    ...(typeof bins === 'number' ? {bins} : {}),
  };
}

const levelsOf = (result: QueryResult, {actor = 'user_id'}: FunnelQuery): [string, number][] =>
  rowsOf(result).map((row) => [String(row[actor]), Number(row['level'])]);

/** Who does not do the first step has no row. */
const zerosFor = (levels: unknown): Record<string, number> =>
  isRecord(levels) ? Object.fromEntries(Object.keys(levels).map((actor) => [actor, 0])) : {};

const namesAt = (levels: readonly [string, number][], reached: boolean, step: number): string[] =>
  levels.filter(([, level]) => (reached ? level >= step : level === step - 1)).map(([actor]) => actor);

/** Lists of actors have no order of their own. */
function sortLike(expected: unknown, got: string[]): string[] {
  const order = new Map((expected as string[]).map((name, index) => [name, index]));
  return got.sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity));
}

const READINGS: readonly {readonly reading: Reading; readonly quirk: RegExp; readonly words: string}[] = [
  {reading: 'one-event-several-steps', quirk: /one event|same event/i, words: 'one event takes one step here, several there'},
  {reading: 'row-order', quirk: /row order|order of (the )?rows/i, words: 'equal times may stand either way here, rows in their order there'},
];

const UNITS: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

const milliseconds = (window: string): number => (window === 'none' ? Infinity : Number.parseFloat(window) * (UNITS[window.slice(-1)] ?? NaN));

/** Ours must be what the documented rule gives by hand, and the peer's what its other reading gives by hand. */
async function heldDifference({expected, peer_quirk: quirk = ''}: PeerCase, {rows, query, tests, zones}: FunnelCase, source: Source): Promise<Answer> {
  const other = READINGS.find((each) => each.quirk.test(quirk));
  const plain = query.order === 'ordered' && !query.rules?.length && !query.exclude?.length && !query.by && !query.period && zones.length === 1;
  if (!other || !plain) throw new NotCovered(`a difference that cannot be worked out by hand: ${quirk || 'its reason is not told'}`);
  const actor = query.actor ?? 'user_id';
  const window = milliseconds(query.within ?? 'none');
  const byHand = (reading: Reading): Map<string, number> => levelsByHand(rows, tests, window, actor, reading);
  const [ruled, theirs] = [byHand('ours'), byHand(other.reading)];
  const ours = new Map(levelsOf(await source.run({...query, view: 'actors'}), query));
  for (const [name, level] of ruled) {
    if ((ours.get(name) ?? 0) !== level) throw new Error(`${name} has level ${ours.get(name) ?? 0}, by hand the documented rule gives ${level}`);
  }
  const reached = (levels: ReadonlyMap<string, number>): number[] =>
    query.steps.map((_, step) => [...levels.values()].filter((level) => level > step).length);
  const got = await pick(expected, {levels: () => Object.fromEntries(theirs), reached: () => reached(theirs), unique_paths: () => reached(theirs)});
  const said = 'levels' in expected ? Object.fromEntries(ruled) : reached(ruled);
  return {got, how: `difference held: ${other.words}; ours ${JSON.stringify(said)}, peer ${JSON.stringify(Object.values(expected)[0])}`};
}
