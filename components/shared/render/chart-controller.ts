import {html} from 'lit';
import type {ReactiveController, ReactiveControllerHost, TemplateResult} from 'lit';
import type {Config} from 'vega-lite';

import {BoxObserver} from './box-observer.ts';
import {paddingOf} from './chart-description.ts';
import type {ChartDescription, ChartMark} from './chart-description.ts';
import {ChartTooltip} from './chart-tooltip.ts';
import {KeyboardExplorer} from './keyboard-explorer.ts';
import {loadVega} from './load-vega.ts';
import type {Box} from './scene-marks.ts';
import type {Renderer, VegaView} from './vega-view.ts';

type Host = ReactiveControllerHost & HTMLElement;

export interface ChartHooks {
  /**
   * The picture for a width in CSS pixels, or null when there is nothing to draw. Called before the host renders (the first time after it, when
   * the width is known) in every update; should be cheap when nothing changed.
   */
  readonly describe: (width: number) => ChartDescription | null;
  readonly look: () => {readonly config: Config; readonly renderer: Renderer};
  readonly onSelect: (mark: ChartMark) => void;
  /** Vega could not be loaded or could not draw. */
  readonly onError: (error: Error) => void;
  readonly onWarning: (message: string) => void;
}

/** Wider marks have their tooltip at the pointer, not at their middle. */
const WIDE_MARK = 160;

/**
 * Paints a host's chart and listens to it: loads Vega when the chart first comes into view, sends new rows and sizes through the running
 * view, frees it when the host leaves the document (not when it moves within), shows the tooltip and walks the marks by keyboard.
 */
export class ChartController implements ReactiveController {
  readonly #host: Host;
  readonly #hooks: ChartHooks;
  readonly #tooltip: ChartTooltip;
  readonly #explorer: KeyboardExplorer;
  #view: VegaView | null = null;
  #picture: HTMLElement | null = null;
  #description: ChartDescription | null = null;
  readonly #box: BoxObserver;
  #painted: readonly unknown[] = [];
  #visible = false;
  #painting: Promise<void> = Promise.resolve();

  constructor(host: Host, hooks: ChartHooks) {
    this.#host = host;
    this.#hooks = hooks;
    host.addController(this);
    this.#box = new BoxObserver(host, () => this.#element('.chart'), () => {
      this.#visible = true;
      host.requestUpdate();
    });
    this.#tooltip = new ChartTooltip(host);
    this.#explorer = new KeyboardExplorer(host, {
      boxOf: (mark) => this.#view?.boundsOf(mark) ?? null,
      onFocus: (mark) => this.#onFocus(mark),
      onChoose: (mark) => this.#select(mark),
    });
  }

  /** Resolves when what was asked to be drawn so far is drawn. */
  get painted(): Promise<void> {
    return this.#painting;
  }

  /** How often a view was built and how often it was updated; null before the first drawing. */
  get paintCounts(): VegaView['counts'] | null {
    return this.#view?.counts ?? null;
  }

  render(label: string): TemplateResult {
    return html`<div class="chart" part="chart">
        <div class="picture" aria-hidden="true" @pointerleave=${this.#onLeave}></div>
        ${this.#explorer.render(label)}
      </div>
      ${this.#tooltip.render()}`;
  }

  /** Before the host renders, so that the marks in its list are those of the picture. */
  hostUpdate(): void {
    const {width} = this.#box;
    if (width) this.#describe(width);
  }

  hostUpdated(): void {
    const chart = this.#element('.chart');
    const picture = this.#element('.picture');
    if (picture !== this.#picture) this.#drop(picture);
    if (!chart || !picture) return;
    const width = this.#box.width ?? this.#describeLate(chart);
    if (width === 0) return;
    const description = this.#description;
    const height = `${description?.height ?? 0}px`;
    if (chart.style.height !== height) chart.style.setProperty('height', height);
    if (description && this.#visible) this.#paint(description, width);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#drop(null);
    });
  }

  #element(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  /** Answers whether there is another picture. */
  #describe(width: number): boolean {
    const description = this.#hooks.describe(width);
    if (description === this.#description) return false;
    this.#description = description;
    this.#explorer.setMarks(description?.marks ?? []);
    if (!description) this.#tooltip.hide();
    return true;
  }

  /** A chart that has only now come has a width only now; the list of its marks follows in another update. */
  #describeLate(chart: HTMLElement): number {
    const width = chart.clientWidth;
    if (width > 0 && this.#describe(width)) this.#host.requestUpdate();
    this.#visible ||= width > 0 && isInView(chart);
    return width;
  }

  #drop(picture: HTMLElement | null): void {
    this.#view?.finalize();
    this.#view = null;
    this.#picture = picture;
    this.#painted = [];
  }

  #paint(description: ChartDescription, width: number): void {
    const {config, renderer} = this.#hooks.look();
    const wanted = [description, width, config, renderer];
    if (wanted.every((part, index) => part === this.#painted[index])) return;
    this.#painted = wanted;
    this.#painting = this.#draw(description, width, config, renderer).catch((error: unknown) => {
      this.#hooks.onError(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async #draw(description: ChartDescription, width: number, config: Config, renderer: Renderer): Promise<void> {
    const picture = this.#picture;
    const {VegaView} = await loadVega();
    if (!picture || picture !== this.#picture || !this.#host.isConnected) return;
    this.#view ??= new VegaView(picture, {
      onPoint: (mark, event) => this.#onPoint(mark, event),
      onClick: (mark, event) => this.#onClick(mark, event),
      onMessage: (level, message) => (level === 'error' ? this.#hooks.onError(new Error(message)) : this.#hooks.onWarning(message)),
    });
    const {left, right, top, bottom} = paddingOf(description.spec);
    const plotWidth = Math.max(1, width - left - right);
    const plotHeight = Math.max(1, description.height - top - bottom);
    const {spec, data, inSteps = false} = description;
    await this.#view.paint({spec, data, inSteps, config, renderer, plotWidth, plotHeight});
    // Ring and tooltip go where their mark has gone.
    if (this.#explorer.focused || this.#tooltip.mark) this.#host.requestUpdate();
  }

  #onPoint(mark: number | null, event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    if (mark === null) this.#tooltip.leave();
    else this.#showTooltip(mark, event);
  }

  /** A tap shows the tooltip, a second tap chooses. */
  #onClick(mark: number, event: MouseEvent): void {
    this.#explorer.visit(mark);
    const byTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (byTouch && this.#tooltip.mark?.key !== this.#description?.marks[mark]?.key) this.#showTooltip(mark, event);
    else this.#select(mark);
  }

  readonly #onLeave = (): void => this.#tooltip.leave();

  #onFocus(mark: number | null): void {
    if (mark === null) this.#tooltip.hide();
    else this.#showTooltip(mark, null);
  }

  #select(mark: number): void {
    const chosen = this.#description?.marks[mark];
    if (chosen) this.#hooks.onSelect(chosen);
  }

  #showTooltip(index: number, pointer: MouseEvent | null): void {
    const mark = this.#description?.marks[index];
    if (!mark || !this.#view?.boundsOf(index)) return;
    this.#tooltip.show(mark, () => {
      const box = this.#view?.boundsOf(index);
      if (!box || !this.#picture) return null;
      const anchor = toViewport(box, this.#picture);
      return pointer && anchor.width > WIDE_MARK ? {...anchor, x: pointer.clientX, width: 0} : anchor;
    });
  }
}

/** Spares a chart that is in sight the two frames that observers need to say so. */
function isInView(element: HTMLElement): boolean {
  const {top, bottom} = element.getBoundingClientRect();
  return bottom >= 0 && top <= innerHeight;
}

/** Also right under `transform: scale()`, as wall screens use it. */
function toViewport(box: Box, element: HTMLElement): Box {
  const rect = element.getBoundingClientRect();
  const scale = element.offsetWidth > 0 ? rect.width / element.offsetWidth : 1;
  return {x: rect.left + box.x * scale, y: rect.top + box.y * scale, width: box.width * scale, height: box.height * scale};
}
