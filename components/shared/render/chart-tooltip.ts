import {html, nothing} from 'lit';
import type {ReactiveController, ReactiveControllerHost, TemplateResult} from 'lit';

import type {ChartMark} from './chart-description.ts';
import {placeBeside} from './place-beside.ts';
import type {Box} from './scene-marks.ts';

/** Long enough to move the pointer from a mark onto its tooltip. */
const GRACE = 160;

type Host = ReactiveControllerHost & HTMLElement;

/**
 * The one tooltip of a chart: a popover in the element's own shadow root. Shown for pointer and focus alike, stays while the pointer
 * is on it, goes by Escape wherever the focus is.
 */
export class ChartTooltip implements ReactiveController {
  readonly #host: Host;
  #mark: ChartMark | null = null;
  #anchor: () => Box | null = () => null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get mark(): ChartMark | null {
    return this.#mark;
  }

  /** `anchor` tells where the mark is, in viewport coordinates; it is asked again when something scrolls. */
  show(mark: ChartMark, anchor: () => Box | null): void {
    clearTimeout(this.#timer);
    if (!this.#mark) {
      document.addEventListener('keydown', this.#onKey, true);
      document.addEventListener('scroll', this.#onScroll, {capture: true, passive: true});
    }
    this.#mark = mark;
    this.#anchor = anchor;
    this.#host.requestUpdate();
  }

  /** Hides after a moment, unless the pointer reaches the tooltip or another mark. */
  leave(): void {
    clearTimeout(this.#timer);
    if (this.#mark) this.#timer = setTimeout(() => this.hide(), GRACE);
  }

  hide(): void {
    clearTimeout(this.#timer);
    if (!this.#mark) return;
    document.removeEventListener('keydown', this.#onKey, true);
    document.removeEventListener('scroll', this.#onScroll, true);
    this.#mark = null;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.hide();
  }

  /** The popover opens after its words are in it, so that its size is known. */
  hostUpdated(): void {
    const popover = this.#host.shadowRoot?.querySelector<HTMLElement>('.tooltip');
    if (!popover?.isConnected) return;
    const open = popover.matches(':popover-open');
    const anchor = this.#mark ? this.#anchor() : null;
    if (!anchor) {
      if (open) popover.hidePopover();
      return;
    }
    if (!open) popover.showPopover();
    const viewport = {width: document.documentElement.clientWidth, height: document.documentElement.clientHeight};
    const place = placeBeside(anchor, {width: popover.offsetWidth, height: popover.offsetHeight}, viewport);
    popover.style.setProperty('left', `${place.x}px`);
    popover.style.setProperty('top', `${place.y}px`);
  }

  /** Hidden from assistive technology: the focused mark's own sentence says the same. */
  render(): TemplateResult {
    const mark = this.#mark;
    return html`<div
      class="tooltip"
      part="tooltip"
      popover="manual"
      aria-hidden="true"
      @pointerenter=${this.#stay}
      @pointerleave=${this.#go}
    >
      ${mark
        ? html`<p class="tooltip-title">${mark.title}</p>
            <dl>
              ${mark.details.map(([name, value]) => html`<dt>${name}</dt>
                  <dd>${value}</dd>`)}
            </dl>`
        : nothing}
    </div>`;
  }

  readonly #stay = (): void => clearTimeout(this.#timer);
  readonly #go = (): void => this.leave();
  readonly #onScroll = (): void => this.#host.requestUpdate();
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#mark) return;
    event.stopPropagation();
    event.preventDefault();
    this.hide();
  };
}
