import {ContextConsumer} from '@lit/context';
import type {LitElement} from 'lit';
import type {ReactiveController} from 'lit';

import type {Source, SourceChange} from '../../../engine/source.ts';
import {cockpitContext} from './cockpit-context.ts';
import type {Cockpit} from './cockpit-context.ts';
import {onSourceElement} from './source-registry.ts';

type Host = LitElement & {source: Source | string | undefined};

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
  /** Grows with every change of the rows behind the source. */
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

  /** Set when the host names an element that is not there (yet). */
  get missingId(): string | undefined {
    return typeof this.#host.source === 'string' && !this.#current ? this.#host.source : undefined;
  }

  hostConnected(): void {
    this.#stopWaiting = onSourceElement(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const source = this.#resolve();
    if (source === this.#current) return;
    this.#unsubscribe?.();
    this.#current = source;
    this.change = undefined;
    this.revision += 1;
    this.#unsubscribe = source?.subscribe((change) => {
      this.change = change;
      if (change.kind === 'rows' || change.kind === 'error') this.revision += 1;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stopWaiting?.();
    // A move within the document connects again in the same task and keeps its subscription.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
      this.#current = undefined;
    });
  }

  #resolve(): Source | undefined {
    const {source} = this.#host;
    if (typeof source === 'object') return source ?? undefined;
    if (typeof source === 'string' && source !== '') return this.#byId(source);
    return this.cockpit?.source;
  }

  #byId(id: string): Source | undefined {
    const root = this.#host.getRootNode();
    const scope = root instanceof ShadowRoot || root instanceof Document ? root.getElementById(id) : null;
    const element = (scope ?? document.getElementById(id)) as (Element & {readonly source?: unknown}) | null;
    return isSource(element?.source) ? element.source : undefined;
  }
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Source>).run === 'function';
}
