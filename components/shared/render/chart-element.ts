import type {CSSResultGroup, PropertyValues, TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {Config} from 'vega-lite';

import type {QueryResult} from '../../../engine/result.ts';
import {WidgetElement} from '../base/widget-element.ts';
import {emit} from '../events.ts';
import type {TillEventDetails} from '../events.ts';
import type {ChartTheme} from '../theme/chart-theme.ts';
import {warnChart} from '../warnings.ts';
import {ChartController} from './chart-controller.ts';
import {paddingOf} from './chart-description.ts';
import type {ChartDescription, ChartMark, Room} from './chart-description.ts';
import {chartStyles} from './chart.styles.ts';
import {expectVega} from './load-vega.ts';
import {vegaConfig} from './vega-config.ts';
import type {Renderer} from './vega-view.ts';

export type Selection = TillEventDetails['till-select'];

/**
 * A widget with a chart. A subclass gives the picture (`chart`): a spec, its rows and its marks; places it with `renderChart()`; and
 * says what choosing a mark means (`choose`, by default `till-select` with the mark's selection).
 */
export abstract class ChartElement extends WidgetElement {
  static override readonly styles: CSSResultGroup = [WidgetElement.styles, chartStyles];

  /** `svg` (default), or `canvas` for drawings of thousands of marks. */
  @property() renderer: Renderer = 'svg';

  readonly #charts = new ChartController(this, {
    describe: (width) => this.#describe(width),
    look: () => ({config: this.#config, renderer: this.renderer === 'canvas' ? 'canvas' : 'svg'}),
    onSelect: (mark) => this.choose(mark as ChartMark<Selection>),
    onError: (error) => this.failed(error),
    onWarning: (message) => warnChart(this.localName, message),
  });
  #description: ChartDescription | null = null;
  #inputs: readonly unknown[] = [];
  #look: {readonly theme: ChartTheme; readonly config: Config} | undefined;

  /**
   * The picture of an answer, for a width in CSS pixels. Called when answer, width, theme, language or a property has changed. `room` is what
   * the picture before kept around its plot.
   */
  protected abstract chart(result: QueryResult, width: number, theme: ChartTheme, room: Room | undefined): ChartDescription<Selection>;

  protected choose(mark: ChartMark<Selection>): void {
    emit(this, 'till-select', mark.selection);
  }

  protected renderChart(): TemplateResult {
    return this.#charts.render(this.messages.chart.explore(this.heading || this.defaultHeading()));
  }

  protected override renderResult(_result: QueryResult): unknown {
    return this.renderChart();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Updates without a changed property come from the pointer and from answers; those are told apart by their inputs.
    if (changed.size > 0) this.#inputs = [];
    if (this.queries.isWaiting) expectVega();
  }

  /** Also waits until what is asked for is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#charts.painted;
    return complete;
  }

  /** How often a view was built and updated; null while nothing is drawn. */
  get paintCounts(): {readonly built: number; readonly updated: number} | null {
    return this.#charts.paintCounts;
  }

  get #config(): Config {
    const theme = this.theme.current;
    if (this.#look?.theme !== theme) this.#look = {theme, config: vegaConfig(theme)};
    return this.#look.config;
  }

  #describe(width: number): ChartDescription | null {
    const {result} = this;
    if (!result) return null;
    const inputs = [this.queries.results, width, this.theme.current, this.locale.language, this.sources.current];
    if (this.#description && this.#inputs.length > 0 && inputs.every((input, index) => input === this.#inputs[index])) return this.#description;
    this.#inputs = inputs;
    try {
      this.#description = this.chart(result, width, this.theme.current, this.#description ? paddingOf(this.#description.spec) : undefined);
    } catch (error) {
      this.#description = null;
      this.failed(error instanceof Error ? error : new Error(String(error)));
    }
    return this.#description;
  }
}
