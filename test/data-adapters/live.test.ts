import {expect} from 'chai';
import fc from 'fast-check';

import type {Changes} from '../../data-adapters/changes/changes.ts';
import {joinChanges} from '../../data-adapters/changes/join-changes.ts';
import {AdapterError, eventMessages, followChanges} from '../../data-adapters/live.ts';
import type {Connect, FollowOptions, LiveState, LiveTarget, Position} from '../../data-adapters/live.ts';

/** Rows by key, as a table would hold them. */
type Rows = Map<string, number>;

interface LogEntry {
  readonly offset: number;
  readonly kind: 'upsert' | 'remove';
  readonly key: string;
  readonly value: number;
}

const asMessage = ({offset, kind, key, value}: LogEntry, epoch = 'e'): unknown =>
  ({epoch, offset, table: 'order_lines', [kind]: [kind === 'remove' ? {key} : {key, value}]});

function fold(rows: Rows, {kind, key, value}: LogEntry): Rows {
  if (kind === 'remove') rows.delete(key);
  else rows.set(key, value);
  return rows;
}

/** A target that keeps rows by key, and what happened to it. */
class Shelf implements LiveTarget {
  rows: Rows = new Map();
  readonly updates: Changes[] = [];
  stale = 0;
  reloads = 0;
  reload?: () => Promise<Position | undefined>;

  async update(changes: Changes): Promise<void> {
    await Promise.resolve();
    this.updates.push(changes);
    const {remove = [], upsert = [], append = []} = (changes.order_lines ?? {}) as Readonly<Record<string, readonly {key: string; value: number}[]>>;
    for (const {key} of remove) this.rows.delete(key);
    for (const {key, value} of [...upsert, ...append]) this.rows.set(key, value);
  }

  markStale(): void {
    this.stale += 1;
  }
}

async function* streamOf(messages: readonly unknown[]): AsyncGenerator<unknown> {
  for (const message of messages) {
    await Promise.resolve();
    yield message;
  }
}

type Streams = readonly (readonly unknown[] | Error)[];

/** Streams one after another; closes the feed when they are used up. */
function inTurn(streams: Streams, asked: (Position | undefined)[]): {connect: Connect; whenOver: (close: () => void) => void} {
  let close = (): void => undefined;
  let next = 0;
  return {
    connect: ({after}) => {
      asked.push(after);
      const stream = streams[next++];
      if (stream === undefined) close();
      if (stream instanceof Error) throw stream;
      return streamOf(stream ?? []);
    },
    whenOver: (end) => (close = end),
  };
}

/** Follows streams to the end of the last, without pauses. */
async function follow(streams: Streams, target: LiveTarget, options: FollowOptions = {}): Promise<(Position | undefined)[]> {
  const asked: (Position | undefined)[] = [];
  const {connect, whenOver} = inTurn(streams, asked);
  const feed = followChanges(connect, target, {wait: () => Promise.resolve(), ...options});
  whenOver(() => feed.close());
  await feed.done;
  return asked;
}

describe('a stream of changes', () => {
  it('is taken in in order: texts of JSON or what they hold, heartbeats left away', async () => {
    const shelf = new Shelf();
    const states: LiveState[] = [];
    await follow([[
      '{"table": "order_lines", "upsert": [{"key": "a", "value": 1}]}', {}, '', {changes: {order_lines: {upsert: [{key: 'b', value: 2}]}}},
      {table: 'order_lines', remove: [{key: 'a'}]},
    ]], shelf, {onState: (state) => states.push(state)});
    expect([...shelf.rows]).to.deep.equal([['b', 2]]);
    expect(states.slice(0, 2)).to.deep.equal(['connecting', 'live']);
    expect(states.at(-1)).to.equal('closed');
  });

  it('goes on from where it stood when it broke off, and skips what was there', async () => {
    const log = [1, 2, 3, 4].map((offset): LogEntry => ({offset, kind: 'upsert', key: `k${offset}`, value: offset}));
    const [one, two, three, four] = log.map((entry) => asMessage(entry));
    const shelf = new Shelf();
    const asked = await follow([[one, two], new AdapterError('away', {kind: 'network', source: 'live'}), [two, three], [four, three, one]], shelf);
    expect(asked.slice(0, 4)).to.deep.equal([undefined, {epoch: 'e', offset: 2}, {epoch: 'e', offset: 2}, {epoch: 'e', offset: 3}]);
    expect([...shelf.rows.keys()]).to.deep.equal(['k1', 'k2', 'k3', 'k4']);
    expect(shelf.updates.flatMap(({order_lines: lines}) => lines?.upsert)).to.have.length(4);
  });

  it('any log, however it is cut, doubled, lost and mixed up, comes to what the log comes to', async () => {
    const entry = fc.record({kind: fc.constantFrom('upsert', 'upsert', 'remove'), key: fc.constantFrom('a', 'b', 'c'), value: fc.nat(9)});
    const epochs = fc.array(fc.array(entry, {minLength: 1, maxLength: 12}), {minLength: 1, maxLength: 2});
    await fc.assert(fc.asyncProperty(epochs, fc.infiniteStream(fc.nat()), async (logs, stream) => {
      const next = (): number => stream.next().value as number;
      const entries = logs.map((log, epoch) => log.map((each, at) => ({...each, offset: at + 1, epoch: `e${epoch}`})));
      // Each stream sends a part of the newest log, some of it twice, some not at all, some too late.
      let sent: readonly (LogEntry & {readonly epoch: string})[] = [];
      const streams = entries.flatMap((log) => Array.from({length: 3}, (_, part) => (): unknown[] => {
        sent = log.slice(0, Math.ceil((log.length * (part + 1)) / 3));
        return sent.flatMap((each) => Array.from({length: next() % 3}, () => each))
          .map((each, at) => ({each, at: at + (next() % 4) * 2})).sort((a, b) => a.at - b.at).map(({each}) => asMessage(each, each.epoch));
      }));
      const shelf = new Shelf();
      shelf.reload = async () => {
        shelf.reloads += 1;
        shelf.rows = sent.reduce(fold, new Map<string, number>());
        const last = sent.at(-1);
        return last && {epoch: last.epoch, offset: last.offset};
      };
      // A last stream without loss: the log to its end.
      const final = (): unknown[] => (sent = entries.at(-1) ?? []).map((each) => asMessage(each, each.epoch));
      let turn = 0;
      const feed = followChanges(() => {
        const make = [...streams, final][turn++];
        if (!make) feed.close();
        return streamOf(make?.() ?? []);
      }, shelf, {wait: () => Promise.resolve(), after: {epoch: 'e0', offset: 0}});
      await feed.done;
      const wanted = (entries.at(-1) ?? []).reduce(fold, new Map<string, number>());
      expect([...shelf.rows].sort()).to.deep.equal([...wanted].sort());
    }), {numRuns: 200});
  });

  it('is loaded again where a message is missing and at a new epoch; without a way to load, it ends stale', async () => {
    const missing = [asMessage({offset: 1, kind: 'upsert', key: 'a', value: 1}), asMessage({offset: 3, kind: 'upsert', key: 'c', value: 3})];
    const shelf = new Shelf();
    const states: string[] = [];
    const error: unknown = await follow([missing], shelf, {onState: (state) => states.push(state)}).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AdapterError);
    expect([(error as AdapterError).retryable, shelf.stale > 0, states.at(-1)]).to.deep.equal([false, true, 'closed']);
    for (const second of [missing[1], asMessage({offset: 1, kind: 'upsert', key: 'c', value: 3}, 'other')]) {
      const again = new Shelf();
      again.reload = async () => {
        again.rows = new Map([['all', 9]]);
        return undefined;
      };
      await follow([[missing[0], second]], again);
      expect([...again.rows]).to.deep.equal([['all', 9]]);
    }
  });

  it('without offsets is loaded again after every break', async () => {
    const shelf = new Shelf();
    shelf.reload = async () => void (shelf.reloads += 1);
    const message = {table: 'order_lines', upsert: [{key: 'a', value: 1}]};
    await follow([[message], [message], [message, message]], shelf);
    expect(shelf.reloads).to.equal(2);
  });

  it('is opened again after pauses that grow up to half a minute, with chance in them, and from the beginning once it speaks again', async () => {
    const away = new AdapterError('away', {kind: 'network', source: 'live'});
    const pauses: number[] = [];
    const speaks = [{epoch: 'e', offset: 1}];
    await follow([...Array.from({length: 7}, () => away), speaks, away], new Shelf(), {
      random: () => 0.5,
      wait: async (ms) => void pauses.push(ms),
    });
    expect(pauses.slice(0, 9)).to.deep.equal([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 500, 1000]);
  });

  it('ends for good at an error that another try cannot mend, and after as many tries as are allowed', async () => {
    const barred = new AdapterError('barred', {kind: 'auth', source: 'live'});
    expect(await follow([barred, []], new Shelf()).catch((error: unknown) => error)).to.equal(barred);
    expect(await follow([['no json']], new Shelf()).catch((error: AdapterError) => error.kind)).to.equal('parse');
    expect(await follow([[{table: 'order_lines', rows: [{phone: '139'}]}]], new Shelf()).catch((error: AdapterError) => error.message))
      .to.contain('table, rows').and.not.contain('139');
    const away = new AdapterError('away', {kind: 'network', source: 'live'});
    expect(await follow([away, away, away, away], new Shelf(), {retries: 2}).catch((error: unknown) => error)).to.equal(away);
  });

  it('tells a target that refuses the rows: stale, and the reason', async () => {
    const shelf = new Shelf();
    const refusal = new AdapterError('no column for net', {kind: 'schema', source: 'order_lines'});
    shelf.update = () => Promise.reject(refusal);
    const told: unknown[] = [];
    const done = follow([[{epoch: 'e', offset: 1, table: 'order_lines', append: [{}]}]], shelf, {onState: (state, error) => told.push([state, error?.message])});
    expect(await done.catch((error: unknown) => error)).to.equal(refusal);
    expect(told).to.deep.include(['stale', 'no column for net']);
  });

  it('counts as broken off when it is silent for too long', async () => {
    const told: (string | undefined)[] = [];
    const feed = followChanges(async function* ({signal}) {
      yield {};
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    }, new Shelf(), {silence: 20, retries: 0, onState: (_, error) => told.push(error?.kind)});
    expect(await feed.done.catch((error: AdapterError) => error.kind)).to.equal('timeout');
    expect(told).to.include('timeout');
  });

  it('is closed by its signal: the stream ends, nothing is taken in any more, no listener stays', async () => {
    const events = new EventTarget();
    let open = 0;
    const added: string[] = [];
    const socket = {
      addEventListener: (type: string, listener: (event: Event) => void) => (added.push(type), events.addEventListener(type, listener)),
      removeEventListener: (type: string, listener: (event: Event) => void) => {
        added.splice(added.indexOf(type), 1);
        events.removeEventListener(type, listener);
      },
      close: () => (open -= 1),
    };
    const stop = new AbortController();
    const shelf = new Shelf();
    const feed = followChanges(({signal}) => ((open += 1), eventMessages(socket, signal)), shelf, {signal: stop.signal});
    const say = (key: string): void => {
      events.dispatchEvent(new MessageEvent('message', {data: JSON.stringify({table: 'order_lines', upsert: [{key, value: 1}]})}));
    };
    await new Promise((resolve) => setTimeout(resolve));
    say('a');
    say('b');
    await new Promise((resolve) => setTimeout(resolve));
    expect([[...shelf.rows.keys()], open]).to.deep.equal([['a', 'b'], 1]);
    stop.abort();
    await feed.done;
    await new Promise((resolve) => setTimeout(resolve));
    say('c');
    expect([[...shelf.rows.keys()], open, added]).to.deep.equal([['a', 'b'], 0, []]);
  });
});

describe('changes joined', () => {
  it('come to the same as one after the other, in fewer updates', async () => {
    const row = fc.record({key: fc.constantFrom('a', 'b', 'c'), value: fc.nat(9)});
    const change = fc.record({kind: fc.constantFrom('remove', 'upsert', 'append'), rows: fc.array(row, {minLength: 1, maxLength: 3})});
    await fc.assert(fc.asyncProperty(fc.array(change, {maxLength: 12}), async (list) => {
      const changes = list.map(({kind, rows}): Changes => ({order_lines: {[kind]: rows}}));
      const [one, other] = [new Shelf(), new Shelf()];
      for (const each of changes) await one.update(each);
      for (const each of joinChanges(changes)) await other.update(each);
      expect([...other.rows].sort()).to.deep.equal([...one.rows].sort());
      expect(other.updates.length).to.be.at.most(one.updates.length);
    }));
    const appends = Array.from({length: 9}, (_, value): Changes => ({order_lines: {append: [{key: 'a', value}]}}));
    expect(joinChanges(appends)).to.have.length(1);
    expect(joinChanges([...appends, {order_lines: {append: {key: ['a'], value: [1]}}}, ...appends])).to.have.length(3);
  });
});
