import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {observePage} from '../state/page-observer.ts';
import {readChartTheme} from './chart-theme.ts';
import type {ChartTheme} from './chart-theme.ts';

/** Keeps a host's resolved theme; asks for an update when it has changed. */
export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #theme: ChartTheme | undefined;
  #stop: (() => void) | undefined;
  #frame = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The same object until a value in it changes. */
  get current(): ChartTheme {
    return (this.#theme ??= readChartTheme(this.#host));
  }

  /** Reads the tokens again; for a host page that sets them in a way no observer sees. */
  refresh(): void {
    // Nobody has asked yet, or nothing can be read here: the next reader or the next connection reads.
    if (!this.#theme || !this.#host.isConnected) return;
    const theme = readChartTheme(this.#host);
    if (JSON.stringify(theme) === JSON.stringify(this.#theme)) return;
    this.#theme = theme;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#stop = observePage(() => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.refresh());
    });
    // Moved under other tokens.
    this.refresh();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#stop?.();
    this.#stop = undefined;
  }
}
