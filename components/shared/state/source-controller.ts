import {ContextConsumer} from '@lit/context';
import type {LitElement} from 'lit';
import type {ReactiveController} from 'lit';

import type {Source, SourceChange} from '../../../engine/source.ts';
import {awaitElement, findElement} from './await-element.ts';
import {cockpitContext} from './cockpit-context.ts';
import type {Cockpit} from './cockpit-context.ts';
import {onSourceElement} from './source-registry.ts';

type Host = LitElement & {source: Source | string | null | undefined};
type SourceElement = Element & {readonly source?: unknown; readonly reload?: unknown};

/**
 * The source a host talks to: its own `source` (an object, or the id of an element that has one, in the same root or the document), else
 * that of the nearest cockpit. Listens to it while the host is in the document.
 */
export class SourceController implements ReactiveController {
  readonly #host: Host;
  readonly #context: ContextConsumer<typeof cockpitContext, Host>;
  #current: Source | undefined;
  #unsubscribe: (() => void) | undefined;
  #stopWaiting: (() => void) | undefined;
  #wanted: {readonly id: string; readonly stop: () => void} | undefined;
  /** Newer rows that no update of the host has seen yet. */
  #unseen = false;
  /** Newer rows that came after this frame's update of the host. */
  #later = false;
  #frame = 0;
  /** Grows with changes of the rows behind the source: at once with the first of a frame, with all others of it in the next. */
  revision = 0;
  /** The last thing the source told. */
  change: SourceChange | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
    this.#context = new ContextConsumer(host, {context: cockpitContext, subscribe: true, callback: () => host.requestUpdate()});
  }

  get cockpit(): Cockpit | undefined {
    return this.#context.value;
  }

  get current(): Source | undefined {
    return this.#current;
  }

  /** Set when the host, or the cockpit that gives it its source, names an element that is not there (yet). */
  get missingId(): string | undefined {
    if (this.#current) return undefined;
    const {source} = this.#host;
    return isUnset(source) ? this.cockpit?.missingId : typeof source === 'string' ? source : undefined;
  }

  /** The host, or the cockpit that gives it its source, was given something that is no source. */
  get invalid(): boolean {
    const {source} = this.#host;
    return isUnset(source) ? this.cockpit?.invalid === true : typeof source !== 'string' && !isSource(source);
  }

  hostConnected(): void {
    this.#stopWaiting = onSourceElement(() => this.#host.requestUpdate());
    document.documentElement.addEventListener('context-provider', this.#onProvider);
    // Runs before the context is asked for: a host that was moved out of a cockpit forgets it.
    this.#context.value = undefined;
    this.#host.requestUpdate();
  }

  /** Call first in every `willUpdate`: controllers are told of an update only after it. */
  resolve(): void {
    if (!this.#host.isConnected) return;
    if (this.#unseen) this.#frame = requestAnimationFrame(this.#nextFrame);
    this.#unseen = false;
    const source = this.#find();
    if (source === this.#current) return;
    this.#unsubscribe?.();
    this.#current = source;
    this.change = undefined;
    this.revision += 1;
    this.#unsubscribe = source?.subscribe((change) => {
      this.change = change;
      if (change.kind === 'rows' || change.kind === 'error') this.#countNews();
      else this.#host.requestUpdate();
    });
  }

  /** A stream of updates has the host ask once a frame. */
  #countNews(): void {
    if (this.#unseen) return;
    if (this.#frame > 0) {
      this.#later = true;
      return;
    }
    this.#unseen = true;
    this.revision += 1;
    this.#host.requestUpdate();
  }

  readonly #nextFrame = (): void => {
    this.#frame = 0;
    if (!this.#later) return;
    this.#later = false;
    this.#countNews();
  };

  hostDisconnected(): void {
    this.#stopWaiting?.();
    document.documentElement.removeEventListener('context-provider', this.#onProvider);
    this.#stopWanting();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    // A move within the document connects again in the same task and keeps its subscription.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
      this.#current = undefined;
    });
  }

  /** Has the rows read again by the element they came from, where it can. */
  reload(): void {
    const root = this.#host.getRootNode();
    for (const scope of [root, document]) {
      if (!(scope instanceof ShadowRoot || scope instanceof Document)) continue;
      const element = [...scope.querySelectorAll<SourceElement>('till-data')].find(({source}) => source === this.#current);
      if (typeof element?.reload === 'function') return void element.reload();
    }
  }

  /** A cockpit that is defined after its widgets heard nothing of their first request. */
  readonly #onProvider = ({context}: HTMLElementEventMap['context-provider']): void => {
    if (context === cockpitContext && !this.cockpit) this.#context.hostConnected();
  };

  #find(): Source | undefined {
    const {source} = this.#host;
    if (typeof source === 'string' && source !== '') return this.#byId(source);
    this.#stopWanting();
    if (isUnset(source)) return this.cockpit?.source;
    return isSource(source) ? source : undefined;
  }

  #byId(id: string): Source | undefined {
    const element: SourceElement | null = findElement(this.#host.getRootNode(), id);
    const source = element?.source;
    if (isSource(source)) {
      this.#stopWanting();
      return source;
    }
    if (this.#wanted?.id !== id) {
      this.#stopWanting();
      this.#wanted = {id, stop: awaitElement(this.#host, id, () => this.#host.requestUpdate())};
    }
    return undefined;
  }

  #stopWanting(): void {
    this.#wanted?.stop();
    this.#wanted = undefined;
  }
}

const isUnset = (source: unknown): source is undefined | null | '' => source === undefined || source === null || source === '';

function isSource(value: unknown): value is Source {
  const {run, subscribe} = (typeof value === 'object' && value !== null ? value : {}) as Partial<Source>;
  return typeof run === 'function' && typeof subscribe === 'function';
}
