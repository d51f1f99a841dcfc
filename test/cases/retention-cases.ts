/** Retention cases: any peer's events and cohorts as one query of ours. */

import {createSource} from 'tillboard/engine';
import type {CohortCondition, CohortQuery} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered, pick, rowsOf} from './case.ts';
import type {Answer, Answerer, PeerCase} from './case.ts';
import {asText, readConditions, toFilters} from './condition.ts';
import {matrixOf, readCohorts} from './retention-matrix.ts';
import {readRetention} from './retention-query.ts';
import type {RetentionCase} from './retention-query.ts';
import {readEvents} from './retention-rows.ts';
import type {EventRow} from './retention-rows.ts';

const HEADS = ['n-day', 'day-n', 'conditions', 'cohort', 'recurring', 'first-time', 'retention', 'unbounded', 'rolling', 'curve', 'people'];
const WORDS = [
  'hour', 'day', 'week', 'month', 'quarter', 'year', 'summary', 'first', 'pct', 'left', 'shift-left', 'matrix', 'sizes', 'average', 'curve', 'people', 'actors',
  'properties', 'events', 'actions', 'start-return', 'timezone', 'rounding', 'classic', 'bounded', 'unbounded', 'conditions', 'table', 'empty', 'default',
];

export function isRetentionCapability(capability: string): boolean {
  const [head = '', ...words] = capability.split(/[.+]/);
  return HEADS.includes(head) && words.every((word) => WORDS.includes(word));
}

export const retentionCase: Answerer = async (peerCase, read) => {
  const rows = await readEvents(peerCase, read);
  if (peerCase.params['conditions'] !== undefined) return conditionsCase(peerCase, rows);
  const asked = readRetention(peerCase, rows);
  const held: string[] = [];
  const got = await pick(peerCase.expected, await answersTo(peerCase, asked, held));
  const how = [asked.how, ...new Set(held)].filter((each) => each !== undefined);
  return how.length === 0 ? {got} : {got, how: how.join('; ')};
};

type Answers = Record<string, () => unknown>;

async function answersTo(peerCase: PeerCase, asked: RetentionCase, held: string[]): Promise<Answers> {
  const {expected} = peerCase;
  const cohorts = await readCohorts(asked);
  const {source, query} = asked;
  const percent = (rate: unknown): unknown => (typeof rate === 'number' ? rate * 100 : rate);
  const labels = (): string[] => cohorts.map((_, index) => `${capital(query.grain ?? 'day')} ${index}`);
  const matrix = (key: string, kind: 'count' | 'rate' | 'pct') => (): unknown => matrixOf(peerCase, key, cohorts, kind, held);
  const curve = async (name: string): Promise<unknown[]> =>
    cut([...((await source.run({...query, view: 'curve'})).columns[name] ?? [])], listOf(expected['average'] ?? expected['curve']).length);
  const answers: Answers = {
    counts: matrix('counts', 'count'), matrix: matrix('matrix', 'count'), rates: matrix('rates', 'rate'), pct: matrix('pct', 'pct'),
    percentages: matrix('percentages', 'pct'), values: matrix('values', isRates(expected['values']) ? 'rate' : 'count'),
    labels, columns: () => calendarNames(listOf(expected['columns']), cohorts, query),
    dates: () => datesLike(peerCase, cohorts.map(({label}) => label), held),
    first_date: () => cohorts[0]?.label.slice(0, String(expected['first_date']).length),
    rows: () => cohorts.length, cohorts: () => cohorts.length,
    sizes: () => cohorts.map(({size}) => size), cohort_sizes: () => cohorts.map(({size}) => size),
    first_cohort_size: () => cohorts[0]?.size, users: () => cohorts.reduce((sum, {size}) => sum + size, 0),
    average: () => curve('rate'), curve: () => curve('rate'),
    ...(await dayAnswers(peerCase, asked)), ...peopleAnswers(peerCase, asked, cohorts.map(({label}) => label)),
  };
  for (const key of Object.keys(expected)) {
    const [, pct, rowName, columnName = 'first'] = /^(pct_)?(first|second|third|last)_row(?:_(first|second|third|last)(?:_\w+)?)?$/.exec(key) ?? [];
    if (!rowName) continue;
    answers[key] = () => {
      const row = cohorts.at(ordinal(rowName));
      const cells = (row?.cells.slice(0, row.periods.length) ?? []).map((cell, age) => {
        const count = age === 0 && row ? row.size : cell;
        return pct ? percent(count === null ? null : count / (row?.size || NaN)) : count;
      });
      return Array.isArray(expected[key]) ? cells.slice(0, expected[key].length) : cells.at(ordinal(columnName));
    };
  }
  return answers;
}

/** Parts of 1, not numbers of people. */
const isRates = (table: unknown): boolean => listOf(table).flat().some((cell) => typeof cell === 'number' && !Number.isInteger(cell));
const ordinal = (name: string): number => ['first', 'second', 'third'].indexOf(name);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const cut = (values: readonly unknown[], length: number): unknown[] => (length === 0 ? [...values] : values.slice(0, length));

/** Columns that are named after calendar periods, in the peer's words for them. */
function calendarNames(expected: readonly unknown[], cohorts: Awaited<ReturnType<typeof readCohorts>>, query: CohortQuery): unknown[] {
  const periods = cohorts[0]?.periods ?? [];
  return periods.map((label, index) => {
    const like = String(expected[index] ?? '');
    const date = new Date(label.length === 10 ? `${label}T00:00:00Z` : label);
    if (/^[A-Z][a-z]{2} \d{4}$/.test(like)) return date.toLocaleDateString('en-US', {month: 'short', year: 'numeric', timeZone: 'UTC'});
    if (/^\d{1,2}$/.test(like) && query.grain === 'week') {
      return String(Math.max(1, Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 604_800_000) + 1));
    }
    return label.slice(0, like.length || label.length);
  });
}

/** A peer may write a month by the day of its range's end. */
function datesLike({expected, params}: PeerCase, ours: readonly string[], held: string[]): unknown[] {
  const wanted = listOf(expected['dates']).map(String);
  const day = String(params['date_to']).slice(8, 10);
  return ours.map((label, index) => {
    const like = wanted[index] ?? '';
    const instant = label.length > 10 ? label.slice(0, 19) : `${label}T00:00:00`;
    const text = like.includes('T') ? `${instant.slice(0, Math.min(19, like.length))}${like.slice(19)}` : label.slice(0, like.length);
    if (text !== like && text.slice(0, 7) === like.slice(0, 7) && like.slice(8, 10) === day && label.endsWith('-01')) {
      held.push('difference held: a month is named by its first day here, by the day of the range’s end there');
      return like;
    }
    return text;
  });
}

/** `D7` and the like, by the name of what is asked of them. */
async function dayAnswers({expected, params}: PeerCase, {source, query}: RetentionCase): Promise<Answers> {
  const columns: Readonly<Record<string, string>> = {
    retained: 'value', rate_all_users: 'share_of_all', share_of_all: 'share_of_all', rate: 'rate', rates: 'rate', rate_eligible: 'rate', eligible: 'eligible',
  };
  const asked = Object.keys(expected).filter((key) => columns[key] && isRecord(expected[key]));
  if (asked.length === 0) return {};
  const days = [...new Set([
    ...listOf(params['n']).map(Number), ...asked.flatMap((key) => Object.keys(expected[key] as object).map((name) => Number(name.replace(/^\D+/, '')))),
  ])];
  const {denominator} = params;
  const all = denominator === 'all users';
  if (!all && denominator !== undefined && denominator !== 'eligible') throw new NotCovered(`denominator ${JSON.stringify(denominator)}`);
  const rows = rowsOf(await source.run({...query, view: 'days', days}));
  return Object.fromEntries(asked.map((key) => [key, () => Object.fromEntries(Object.keys(expected[key] as object).map((name) => {
    const row = rows.find(({day}) => day === Number(name.replace(/^\D+/, '')));
    return [name, row?.[columns[key] === 'rate' && all ? 'share_of_all' : (columns[key] as string)]];
  }))]));
}

/** Who is in the cohort of an interval, and in which periods after it each was active. */
function peopleAnswers({expected, params}: PeerCase, {source, query, range}: RetentionCase, labels: readonly string[]): Answers {
  const cohort = labels[Number(params['selected_interval'] ?? 0)] ?? '';
  const {period, ...others} = query;
  const members = async (): Promise<string[]> =>
    [...((await source.run({...others, ...(period ? {period} : {}), view: 'actors', cell: {cohort}})).columns['user_id'] ?? [])].map(String);
  const appearances = async (): Promise<Record<string, unknown>> => {
    const rows = rowsOf(await source.run({...query, by: ['user_id']})).filter((row) => row['cohort'] === cohort && Number(row['size']) > 0);
    const names = [...new Set(rows.map((row) => String(row['user_id'])))];
    const ages = (range?.intervals ?? Infinity) - Number(params['selected_interval'] ?? 0);
    const own = (name: string): typeof rows => rows.filter((row) => row['user_id'] === name).slice(0, ages);
    const of = (name: string): unknown[] => own(name).map((row) => (row['age'] === 0 ? row['size'] : row['value']));
    return Object.fromEntries(names.map((name) => [name, of(name)]));
  };
  const count = async (): Promise<unknown> => (Array.isArray(expected['people']) ? sorted(expected['people'], await members()) : (await members()).length);
  return {people: count, actors: count, people_count: async () => (await members()).length, appearances};
}

/** Lists of people have no order of their own. */
function sorted(expected: readonly unknown[], got: string[]): string[] {
  const order = new Map(expected.map((name, index) => [name, index]));
  return got.sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity));
}

/** ClickHouse's `retention`: the first condition must hold, the others each for itself. */
async function conditionsCase({params, expected}: PeerCase, rows: readonly EventRow[]): Promise<Answer> {
  knowOnly(params, ['conditions', 'timezone', 'actor', 'time'], 'params');
  const source = createSource({events: rows}, {timeZone: String(params['timezone'] ?? 'UTC'), now: 'data', preset: 'none'});
  const query: CohortQuery = {analysis: 'cohort', conditions: listOf(params['conditions']).map(toCondition)};
  const result = await source.run(query);
  const actors = rowsOf(await source.run({...query, view: 'actors'}));
  const answers: Answers = {
    counts: () => [...(result.columns['actors'] ?? [])], retained: () => [...(result.columns['actors'] ?? [])],
    rates: () => [...(result.columns['rate'] ?? [])], users: () => result.totals?.['actors'],
  };
  const flagsOf = (name: string): number[] => {
    const row = actors.find((each) => each['user_id'] === name);
    return listOf(params['conditions']).map((_, index) => Number(row?.[`met_${index + 1}`] ?? 0));
  };
  for (const key of Object.keys(expected)) {
    const [, user] = /^user_(.+)$/.exec(key) ?? [];
    if (user !== undefined) answers[key] = () => flagsOf(user);
    const listed = expected[key];
    if (isRecord(listed)) answers[key] = () => Object.fromEntries(Object.keys(listed).map((name) => [name, flagsOf(name)]));
  }
  return {got: await pick(expected, answers)};
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day, an event's name, or tests over the row: `date = '2018-08-06'` is a day too. */
function toCondition(condition: unknown): CohortCondition {
  if (isRecord(condition)) {
    const where = Object.entries(condition).map(([name, value]) => ({dimension: asText(name), in: listOf(value).map(String)}));
    return {label: JSON.stringify(condition), where};
  }
  const text = String(condition);
  if (DAY.test(text)) return {period: text};
  if (!/[=<>]|\bnull\b|\sin\s*\(/i.test(text)) return text;
  const tests = readConditions(text);
  if (!tests) throw new NotCovered(`condition ${text}`);
  const dated = tests.filter(({column, values}) => /^(date|day|time)$/i.test(column ?? '') && values.every((value) => DAY.test(value)));
  const [first, ...more] = dated;
  if (more.length > 0 || (first && (first.test !== '=' || first.values.length !== 1))) throw new NotCovered(`condition ${text}`);
  const where = tests.filter((test) => test !== first).map((test) => toFilters(test, test.column ?? 'event'));
  if (where.some((filters) => filters === undefined)) throw new NotCovered(`condition ${text}`);
  return {label: text, where: where.flatMap((filters) => filters ?? []), ...(first ? {period: first.values[0] ?? ''} : {})};
}
