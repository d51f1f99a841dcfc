/** Rows of a retention case as events: written out, made by a rule, or a data set's. */

import {isRecord, knowOnly, listOf, NotCovered} from './case.ts';
import type {PeerCase, ReadData, TextTable} from './case.ts';
import {asText} from './condition.ts';
import {dataSetOf} from './datasets.ts';
import {keepRows} from './text-table.ts';

export type EventRow = Readonly<Record<string, unknown>>;

/** What peers call who did something, when, and what. */
const ACTORS = ['actor', 'user', 'user_id', 'userid', 'uid', 'person', 'distinct_id', 'customer_id', 'customerid', 'customer', 'household_id', 'id'];
const TIMES = ['time', 'timestamp', 'at', 't', 'ts', 'date', 'event_date', 'eventdate', 'invoicedate', 'invoice_date', 'order_date', 'orderdate', 'day'];
const EVENTS = ['event', 'step', 'action', 'event_type'];

export async function readEvents({input, params}: PeerCase, read: ReadData): Promise<EventRow[]> {
  knowOnly(input, ['events', 'rows', 'columns', 'dataset', 'generator', 'dates', 'extra_rows', 'filter'], 'input');
  if (input['generator'] !== undefined) return generated(input);
  if (typeof input['dataset'] === 'string') {
    const table = await openTable(input['dataset'], params, read);
    const kept = input['filter'] === undefined ? table : keepRows(table, String(input['filter']), undefined);
    return toEvents(kept.header, kept.records, params);
  }
  const records = listOf(input['events'] ?? input['rows']);
  const columns = isRecord(records[0]) ? Object.keys(records[0]) : listOf(input['columns']).map(String);
  return toEvents(columns, records.map((record) => (isRecord(record) ? columns.map((name) => record[name]) : (record as unknown[]))), params);
}

/** The file as it stands; where its header does not tell who and when, what is known of the data set does. */
async function openTable(path: string, params: PeerCase['params'], read: ReadData): Promise<TextTable> {
  const plain = await read(path);
  const has = (named: unknown, known: readonly string[]): boolean =>
    named !== undefined || plain.header.some((name) => known.includes(name.toLowerCase()));
  if (has(params['actor'], ACTORS) && has(params['time'], TIMES)) return plain;
  const {open, columns} = dataSetOf([path]);
  const opened = await open(read, path);
  const [actor, time] = [columns['customer_id'] ?? columns['user_id'], columns['ordered_at'] ?? columns['at']];
  const names = new Map([[actor, 'actor'], [time, 'time']]);
  return {header: opened.header.map((name) => names.get(name) ?? name), records: opened.records};
}

/** So many users a day, from user 0 on, and rows beside them. */
function generated({generator, dates, extra_rows: extra}: PeerCase['input']): EventRow[] {
  if (!/^users 0\.\.n-1 active on each date$/.test(String(generator)) || !isRecord(dates)) throw new NotCovered(`generator ${String(generator)}`);
  const rows = Object.entries(dates).flatMap(([date, users]) => Array.from({length: Number(users)}, (_, user) => event(String(user), date, {})));
  return [...rows, ...(listOf(extra) as [unknown, string][]).map(([user, date]) => event(String(user), date, {}))];
}

function toEvents(columns: readonly string[], records: readonly (readonly unknown[])[], params: PeerCase['params']): EventRow[] {
  const actorAt = columnAt(columns, params['actor'], ACTORS, 'actor');
  const timeAt = columnAt(columns, params['time'], TIMES, 'time');
  const eventAt = columns.findIndex((name) => EVENTS.includes(name.toLowerCase()));
  return records.map((record) => {
    const more: Record<string, unknown> = {};
    columns.forEach((name, index) => {
      if (index !== actorAt && index !== timeAt && index !== eventAt) Object.assign(more, properties(name, record[index]));
    });
    return event(record[actorAt], dateText(record[timeAt]), more, eventAt < 0 ? 'event' : record[eventAt]);
  });
}

/** A property as a column of text; an object of properties as one a property. */
function properties(name: string, value: unknown): Record<string, unknown> {
  if (isRecord(value)) return Object.assign({}, ...Object.entries(value).map(([key, each]) => properties(key, each))) as Record<string, unknown>;
  return {[asText(name)]: value === null || value === undefined || value === '' ? null : String(value)};
}

const event = (actor: unknown, at: unknown, more: EventRow, step: unknown = 'event'): EventRow => ({...more, user_id: actor, at, step, event_key: step});

const dateText = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') : value);

function columnAt(columns: readonly string[], named: unknown, known: readonly string[], what: string): number {
  const wanted = typeof named === 'string' ? [named.toLowerCase()] : known;
  const at = columns.findIndex((name) => wanted.includes(name.toLowerCase()));
  if (at < 0) throw new NotCovered(`rows without ${what} among ${columns.join(', ')}`);
  return at;
}

