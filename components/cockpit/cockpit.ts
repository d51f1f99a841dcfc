import {ContextProvider} from '@lit/context';
import {css, html, LitElement} from 'lit';
import type {PropertyValues, TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';

import type {Compare, Filter, Period} from '../../engine/query.ts';
import type {Source} from '../../engine/source.ts';
import type {Layer} from '../../metrics/metric.ts';
import {compareConverter, periodConverter, readTextProperties} from '../shared/base/converters.ts';
import {element} from '../shared/base/element.ts';
import type {TillEventDetails} from '../shared/events.ts';
import {cockpitContext} from '../shared/state/cockpit-context.ts';
import type {TrendColors} from '../shared/state/cockpit-context.ts';
import {SourceController} from '../shared/state/source-controller.ts';

const NO_FILTERS: readonly Filter[] = [];

/**
 * @summary Gives the widgets in it one source, one period, one comparison and one set of filters.
 *
 * A widget's own attributes win. `till-period-change` and `till-filter-change` from anything inside change the nearest cockpit, unless a
 * listener on the way cancels them. Lays its children out in up to four columns; a child with the attribute `wide` takes a whole row, one
 * with `half` two columns. A cockpit without a source takes that of the cockpit around it.
 *
 * @customElement till-cockpit
 * @slot - The widgets. @slot toolbar - Above them, over the whole width.
 * @csspart grid
 * @cssproperty [--till-cockpit-gap=16px] - Space between widgets.
 * @status experimental
 */
@element('till-cockpit')
export class TillCockpit extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
      container-type: inline-size;
    }

    :host([hidden]) {
      display: none;
    }

    .grid {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: var(--till-cockpit-gap, 16px);
      align-items: stretch;
    }

    slot[name='toolbar'] {
      display: block;
    }

    ::slotted([wide]) {
      grid-column: 1 / -1;
    }

    ::slotted([half]) {
      grid-column: span 2;
    }

    @container (max-width: 960px) {
      .grid {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }

    @container (max-width: 480px) {
      .grid {
        grid-template-columns: minmax(0, 1fr);
      }

      ::slotted([half]) {
        grid-column: auto;
      }
    }
  `;

  /** A source, or the id of an element that has one. */
  @property() source: Source | string | undefined;
  @property({converter: periodConverter}) period: Period | undefined;
  @property({converter: compareConverter}) compare: readonly Compare[] | undefined;
  @property({attribute: false}) filters: readonly Filter[] = [];
  @property() layer: Layer | undefined;
  @property({attribute: 'trend-colors'}) trendColors: TrendColors | undefined;
  /** Data quality, 0 to 100, below which the widgets inside warn of their numbers. */
  @property({type: Number, attribute: 'min-quality'}) minQuality: number | undefined;

  readonly #provider = new ContextProvider(this, {
    context: cockpitContext,
    initialValue: {
      source: undefined, period: undefined, compare: undefined, filters: NO_FILTERS, layer: undefined, trendColors: undefined, minQuality: undefined,
    },
  });
  readonly #sources = new SourceController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('till-period-change', this.#onPeriod);
    this.addEventListener('till-filter-change', this.#onFilters);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('till-period-change', this.#onPeriod);
    this.removeEventListener('till-filter-change', this.#onFilters);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    readTextProperties(this);
    this.#sources.resolve();
    const {period, compare, filters, layer, trendColors, minQuality} = this;
    const {current: source, missingId, invalid} = this.#sources;
    const next = {source, missingId, invalid, period, compare, filters: filters ?? NO_FILTERS, layer, trendColors, minQuality};
    const now = this.#provider.value;
    if (Object.entries(next).some(([name, value]) => now[name as keyof typeof next] !== value)) this.#provider.setValue(next);
  }

  protected override render(): TemplateResult {
    return html`<slot name="toolbar"></slot><div class="grid" part="grid"><slot></slot></div>`;
  }

  /** A cockpit inside this one takes what comes from its own widgets. */
  #concerns(event: Event): boolean {
    return !event.defaultPrevented && event.composedPath().find((target) => target instanceof TillCockpit) === this;
  }

  readonly #onPeriod = (event: CustomEvent<TillEventDetails['till-period-change']>): void => {
    if (this.#concerns(event)) this.period = event.detail.period;
  };

  readonly #onFilters = (event: CustomEvent<TillEventDetails['till-filter-change']>): void => {
    if (this.#concerns(event)) this.filters = event.detail.filters;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'till-cockpit': TillCockpit;
  }
}
