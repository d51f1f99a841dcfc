import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {onceNear} from '../state/near-view.ts';

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Watches one element's box, without padding, and whether it has been near the viewport. Reports a size only when it is not 0 × 0, differs
 * by a pixel or more and the element has come into view once; at most once a frame. Its callback may change layout: it runs in an
 * animation frame, not inside the observer.
 */
export class BoxObserver implements ReactiveController {
  readonly #target: () => Element | null;
  readonly #onSize: (size: BoxSize) => void;
  #watched: Element | null = null;
  #resize: ResizeObserver | null = null;
  #stopWaiting: (() => void) | undefined;
  #frame = 0;
  #seen = false;
  #latest: BoxSize | null = null;
  #reported: BoxSize | null = null;

  constructor(host: ReactiveControllerHost, target: () => Element | null, onSize: (size: BoxSize) => void) {
    this.#target = target;
    this.#onSize = onSize;
    host.addController(this);
  }

  /** Width in whole pixels as last heard of, without making the browser lay out; undefined before that, and while nothing is watched. */
  get width(): number | undefined {
    return this.#latest?.width;
  }

  hostUpdated(): void {
    const target = this.#target();
    if (target !== this.#watched) this.#watch(target);
  }

  hostDisconnected(): void {
    this.#watch(null);
  }

  hostConnected(): void {
    const target = this.#target();
    if (target) this.#watch(target);
  }

  #watch(target: Element | null): void {
    this.#resize?.disconnect();
    this.#stopWaiting?.();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#watched = target;
    this.#reported = null;
    this.#latest = null;
    if (!target) return;
    this.#resize = new ResizeObserver(() => {
      this.#latest = {width: target.clientWidth, height: target.clientHeight};
      this.#schedule();
    });
    this.#resize.observe(target);
    if (this.#seen) return;
    this.#stopWaiting = onceNear(target, '200px', () => {
      this.#seen = true;
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#frame !== 0 || !this.#seen) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const size = this.#latest;
      if (!size || size.width < 1 || !differs(size, this.#reported)) return;
      this.#reported = size;
      this.#onSize(size);
    });
  }
}

function differs(size: BoxSize, before: BoxSize | null): boolean {
  return !before || size.width !== before.width || size.height !== before.height;
}
