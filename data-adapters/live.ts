/** Follows rows that a server pushes: one message after another, in their order, none twice and none left out. */

import {AdapterError} from './adapter.ts';
import type {Changes} from './changes/changes.ts';
import {joinChanges} from './changes/join-changes.ts';
import {Inbox} from './changes/live-inbox.ts';
import type {LiveMessage, Position} from './changes/live-message.ts';

export {AdapterError} from './adapter.ts';
export {eventMessages} from './changes/event-messages.ts';
export type {EventStream} from './changes/event-messages.ts';
export type {LiveMessage, Position} from './changes/live-message.ts';

/**
 * Opens a stream of messages: texts of JSON, or what they hold. `after` is the last that was taken in, for a server that can go on from there. The
 * stream ends with `signal`.
 */
export type Connect = (request: {readonly after: Position | undefined; readonly signal: AbortSignal}) =>
  AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;

/**
 * Where the rows go: a source, or a `<till-data>` as `{update: (changes) => data.updateRows(changes), reload: () => data.reload(), markStale: () =>
 * data.markStale()}`.
 */
export interface LiveTarget {
  update(changes: Changes): Promise<unknown>;
  /** Loads everything again, and may answer up to which message that is. */
  reload?(): Promise<Position | undefined | void>;
  markStale?(): void;
}

export type LiveState = 'connecting' | 'live' | 'stale' | 'closed';

export interface FollowOptions {
  readonly signal?: AbortSignal;
  /** Up to which message the rows are that were loaded before. Default: up to the first that comes. */
  readonly after?: Position;
  /** Told of every change, with why it became `stale` or `closed`. */
  readonly onState?: (state: LiveState, error?: AdapterError) => void;
  /** Milliseconds of silence after which the stream counts as broken off; two and a half times what lies between heartbeats. Default: none. */
  readonly silence?: number;
  /** How often it is tried again in a row. Default: without end. */
  readonly retries?: number;
  /** Stand-ins for the clock and for chance. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

export interface LiveFeed {
  /** Up to where the rows are. */
  readonly position: Position | undefined;
  close(): void;
  /** Resolves when it was closed; rejects with the `AdapterError` that ended it: one that may not be tried again, or one too many. */
  readonly done: Promise<void>;
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * Takes messages `{table, append | upsert | remove, epoch?, offset?}` (or `{changes, …}`) into `target`. Those that wait together are one update.
 * `offset` counts the messages of an `epoch`: one that was there is skipped; where one is missing, and at a new epoch, everything is loaded again.
 * Where messages have no offsets every break of the stream is such a gap. A broken stream is opened again after pauses of up to 1, 2, 4 … 30 seconds.
 */
export function followChanges(connect: Connect, target: LiveTarget, options: FollowOptions = {}): LiveFeed {
  const feed = new Feed(connect, target, options);
  return {
    get position() {
      return feed.position;
    },
    close: () => feed.close(),
    done: feed.run(),
  };
}

class Feed {
  readonly #connect: Connect;
  readonly #target: LiveTarget;
  readonly #options: FollowOptions;
  readonly #stop = new AbortController();
  /** Streams that broke off in a row. */
  #failed = 0;
  #state: LiveState | undefined;
  position: Position | undefined;

  constructor(connect: Connect, target: LiveTarget, options: FollowOptions) {
    this.#connect = connect;
    this.#target = target;
    this.#options = options;
    this.position = options.after;
    options.signal?.addEventListener('abort', () => this.close(), {once: true});
    if (options.signal?.aborted) this.close();
  }

  close(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const {signal} = this.#stop;
    const {wait = pause, random = Math.random, retries = Infinity} = this.#options;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      this.#tell('connecting');
      const error = asAdapterError(await this.#follow(isFirst).catch((cause: unknown) => cause));
      if (signal.aborted) break;
      this.#becomeStale(error);
      if (!error.retryable || this.#failed >= retries) {
        this.#tell('closed', error);
        this.close();
        throw error;
      }
      await wait(random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failed), signal);
      this.#failed += 1;
    }
    this.#tell('closed');
  }

  /** One stream to its end. What has come when it breaks off is still taken in. */
  async #follow(isFirst: boolean): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, ended.signal]);
    try {
      const inbox = new Inbox(await this.#connect({after: this.position, signal}), {signal, silence: this.#options.silence});
      let isNew = true;
      for (let messages = await inbox.take(); messages.length > 0; messages = await inbox.take()) {
        // Of a stream without offsets nobody knows what was said while it was broken off.
        if ((isNew && !isFirst && !messages.some(({position}) => position)) || inbox.forget()) await this.#reload();
        isNew = false;
        this.#failed = 0;
        await this.#takeIn(messages);
        this.#tell('live');
      }
    } finally {
      ended.abort();
    }
  }

  async #takeIn(messages: readonly LiveMessage[]): Promise<void> {
    let news: Changes[] = [];
    let reached = this.position;
    for (const {position, changes} of messages) {
      if (position && isKnown(position, reached)) continue;
      if (position && isBeyond(position, reached)) {
        await this.#apply(news, reached);
        news = [];
        // What is loaded now holds all that was said before, this message too.
        reached = this.position = (await this.#reload()) ?? position;
        if (isKnown(position, reached)) continue;
        if (isBeyond(position, reached)) throw new AdapterError('What was loaded again ends before the message that came.', {kind: 'network', source: 'live'});
      }
      if (position) reached = position;
      if (changes) news.push(changes);
    }
    await this.#apply(news, reached);
  }

  async #apply(news: readonly Changes[], reached: Position | undefined): Promise<void> {
    for (const changes of joinChanges(news)) await this.#target.update(changes);
    this.position = reached;
  }

  async #reload(): Promise<Position | undefined> {
    const lost = new AdapterError('Messages of the stream were lost; everything is to be loaded again.', {kind: 'network', source: 'live', retryable: false});
    this.#becomeStale(lost);
    if (!this.#target.reload) throw lost;
    return (await this.#target.reload()) ?? undefined;
  }

  #becomeStale(error: AdapterError): void {
    this.#tell('stale', error);
    this.#target.markStale?.();
  }

  #tell(state: LiveState, error?: AdapterError): void {
    if (state === this.#state && state === 'live') return;
    this.#state = state;
    this.#options.onState?.(state, error);
  }
}

const isKnown = (position: Position, reached: Position | undefined): boolean =>
  reached?.epoch === position.epoch && position.offset <= reached.offset;

const isBeyond = (position: Position, reached: Position | undefined): boolean =>
  reached !== undefined && (reached.epoch !== position.epoch || position.offset > reached.offset + 1);

/** Undefined is a stream that simply ended. */
function asAdapterError(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  return new AdapterError('The stream of changes broke off.', {kind: 'network', source: 'live', ...(cause === undefined ? {} : {cause})});
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
