/**
 * The one door to Vega. Loaded by a dynamic import when the first chart comes into view, so an element without a chart loads none of it.
 *
 * Runs under `script-src 'self'; style-src 'self'` and Trusted Types: expressions are interpreted, nothing is fetched, nothing is
 * written outside the container.
 */

import type {Loader, LoggerInterface} from 'vega';
import type {Config, TopLevelSpec} from 'vega-lite';

import {nextTask} from '../../../data-adapters/reading/next-task.ts';
import {paddingOf} from './chart-description.ts';
import type {ChartRow} from './chart-description.ts';
import {RunningData} from './running-data.ts';
import {sameValue} from './same-value.ts';
import {findMarkBox, markOf} from './scene-marks.ts';
import type {Box, SceneMark} from './scene-marks.ts';
import {compile, expressionInterpreter, parse, View} from './vega-parts.ts';

export type Renderer = 'svg' | 'canvas';

export interface Picture {
  readonly spec: TopLevelSpec;
  readonly data: Readonly<Record<string, readonly ChartRow[]>>;
  /** Whether the first drawing may be made in several steps. */
  readonly inSteps?: boolean;
  readonly config: Config;
  readonly renderer: Renderer;
  /** Of the plot, without the spec's padding. */
  readonly plotWidth: number;
  readonly plotHeight: number;
}

export interface ViewListener {
  /** The pointer came onto a mark, or left the marks (null). */
  readonly onPoint: (mark: number | null, event: PointerEvent) => void;
  readonly onClick: (mark: number, event: MouseEvent) => void;
  /** What Vega would have written to the console. */
  readonly onMessage: (level: 'warn' | 'error', message: string) => void;
}

/** Rows that are drawn at once where a drawing is made in steps. */
const STEP = 160;

interface Running {
  readonly view: View;
  readonly data: RunningData;
  picture: Picture;
}

/** A chart in a container. Paints are taken one after another; of several waiting only the last is done. */
export class VegaView {
  readonly #container: HTMLElement;
  readonly #listener: ViewListener;
  #running: Running | null = null;
  /** Not yet on the screen. */
  #next: View | null = null;
  #waiting: Picture | null = null;
  #work: Promise<void> | null = null;
  #finalized = false;
  /** How often a view was built anew, and how often new rows or sizes went through a running one. */
  readonly counts = {built: 0, updated: 0};

  constructor(container: HTMLElement, listener: ViewListener) {
    this.#container = container;
    this.#listener = listener;
  }

  /** Draws; resolves when this picture, or a newer one, is on the screen. Rejects with what Vega threw. */
  paint(picture: Picture): Promise<void> {
    this.#waiting = picture;
    this.#work ??= this.#paintWaiting().finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  /** Where a mark is drawn, in CSS pixels from the container's corner; null when it is not. */
  boundsOf(mark: number): Box | null {
    const {view} = this.#running ?? {};
    if (!view) return null;
    const [x, y] = view.origin();
    const padding = view.padding();
    const {left = 0, top = 0} = typeof padding === 'object' && 'left' in padding ? padding : {};
    const scene = view.scenegraph() as unknown as {readonly root: SceneMark};
    return findMarkBox(scene.root, mark, x + left, y + top);
  }

  /** Frees the view, its listeners and its nodes. The object is not to be used again. */
  finalize(): void {
    this.#finalized = true;
    this.#waiting = null;
    this.#dropView();
  }

  async #paintWaiting(): Promise<void> {
    while (this.#waiting && !this.#finalized) {
      const picture = this.#waiting;
      this.#waiting = null;
      try {
        if (this.#running && sameDrawing(picture, this.#running.picture)) await this.#update(this.#running, picture);
        else await this.#build(picture);
      } catch (error) {
        // What cannot be drawn leaves no older picture that would pass for it.
        this.#dropView();
        throw error;
      }
    }
  }

  async #update(running: Running, picture: Picture): Promise<void> {
    const {view, data, picture: before} = running;
    this.counts.updated += 1;
    running.picture = picture;
    data.set(picture.data);
    view.width(picture.plotWidth).height(picture.plotHeight);
    // Vega takes any padding for a new one, and lays everything out again.
    if (!sameValue(paddingOf(picture.spec), paddingOf(before.spec))) view.padding(paddingOf(picture.spec));
    await view.runAsync();
  }

  /** What is on the screen stays there until its successor is drawn: a reader who changes the theme sees no gap. */
  async #build(picture: Picture): Promise<void> {
    // The first view runs code that never ran before: the page answers a reader between its steps.
    await nextTask();
    if (this.#finalized) return;
    const spec = {...picture.spec, padding: paddingOf(picture.spec), width: picture.plotWidth, height: picture.plotHeight} as TopLevelSpec;
    const logger = createLogger(this.#listener.onMessage);
    const compiled = compile(spec, {config: picture.config, logger});
    await nextTask();
    if (this.#finalized) return;
    const runtime = parse(compiled.spec, NO_INPUTS, {ast: true});
    await nextTask();
    if (this.#finalized) return;
    const place = document.createElement('div');
    const view = new View(runtime, {
      container: place,
      expr: expressionInterpreter,
      loader: REFUSE,
      logger,
      renderer: picture.renderer,
      tooltip: () => undefined,
    });
    this.#next = view;
    const data = new RunningData(view);
    // English words for screen readers, which have the marks as a list beside the picture.
    for (const name of ['role', 'aria-roledescription', 'aria-label']) place.removeAttribute(name);
    const length = Math.max(0, ...Object.values(picture.data).map((rows) => rows.length));
    for (let shown = picture.inSteps ? STEP : length; shown < length; shown += STEP) {
      data.set(Object.fromEntries(Object.entries(picture.data).map(([name, rows]) => [name, rows.slice(0, shown)])));
      await view.runAsync();
      if (this.#finalized) return;
      this.#show(place, {view, data, picture});
      await nextTask();
      if (this.#finalized) return;
    }
    data.set(picture.data);
    await view.runAsync();
    if (!this.#finalized) this.#show(place, {view, data, picture});
  }

  #show(place: HTMLElement, running: Running): void {
    if (this.#running?.view === running.view) return;
    this.#next = null;
    this.#dropView();
    this.#container.append(place);
    this.#running = running;
    this.counts.built += 1;
    this.#listen(running.view);
  }

  #listen(view: View): void {
    // The marks of a picture that is about to be replaced are no longer those of the host.
    const isCurrent = (): boolean => this.#next === null;
    view.addEventListener('pointermove', (event, item) => (isCurrent() ? this.#listener.onPoint(markOf(item), event as PointerEvent) : undefined));
    view.addEventListener('click', (event, item) => {
      const mark = isCurrent() ? markOf(item) : null;
      if (mark !== null) this.#listener.onClick(mark, event as MouseEvent);
    });
  }

  #dropView(): void {
    for (const view of [this.#running?.view, this.#next]) view?.finalize();
    this.#running = this.#next = null;
    this.#container.replaceChildren();
  }
}

/** Whether a picture differs from another in rows, size and padding at most: what a running view takes. */
function sameDrawing(one: Picture, other: Picture): boolean {
  const {padding: _one, ...spec} = one.spec;
  const {padding: _other, ...otherSpec} = other.spec;
  return one.renderer === other.renderer && sameValue(one.config, other.config) && sameValue(spec, otherSpec);
}

/** No form for input bindings beside the picture. */
const NO_INPUTS = {events: {bind: 'none'}} as const;

const refuse = (): Promise<never> => Promise.reject(new Error('Charts load nothing from the network.'));
const REFUSE: Loader = {load: refuse, sanitize: refuse, http: refuse, file: refuse};

/** Hands warnings and errors of Vega and Vega-Lite on; keeps them off the host's console. Vega calls its methods on another `this`. */
function createLogger(onMessage: ViewListener['onMessage']): LoggerInterface {
  const tell = (level: 'warn' | 'error') => (...parts: readonly unknown[]): LoggerInterface => {
    onMessage(level, parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
    return logger;
  };
  const ignore = (): LoggerInterface => logger;
  const logger = {level: () => 2, error: tell('error'), warn: tell('warn'), info: ignore, debug: ignore} as LoggerInterface;
  return logger;
}
