import {LitElement} from 'lit';
import {property} from 'lit/decorators.js';

import type {Compare, Filter, Period} from '../../../engine/query.ts';
import type {Source} from '../../../engine/source.ts';
import type {FormatOptions} from '../i18n/format.ts';
import type {Messages} from '../i18n/messages.ts';
import type {TrendColors} from '../state/cockpit-context.ts';
import {LocaleController} from '../state/locale-controller.ts';
import {SourceController} from '../state/source-controller.ts';
import {ThemeController} from '../theme/theme-controller.ts';
import {compareConverter, periodConverter} from './converters.ts';
import {OptionError} from './problem.ts';

/** What an element knows of its surroundings: source, period, comparison and filters, its own or the cockpit's; language; theme. */
export abstract class ScopedElement extends LitElement {
  /** A source, or the id of an element that has one (`<till-data>`). Without it the source of the cockpit around. */
  @property() source: Source | string | undefined;
  /** Overrides the widget's own heading. */
  @property() heading = '';
  /** A period as queries write it: `last-30-days`, `2024-03`, `2024-03-01/2024-03-31`. Without it the cockpit's. */
  @property({converter: periodConverter}) period: Period | undefined;
  /** Periods to compare with, separated by blanks: `previous-period previous-year`; `none` for none. Without it the cockpit's. */
  @property({converter: compareConverter}) compare: readonly Compare[] | undefined;
  /** Filters beside those of the cockpit. */
  @property({attribute: false}) filters: readonly Filter[] = [];
  /** Hue of rises and falls. Default `auto`: red rises in Chinese, Japanese and Korean, green elsewhere. */
  @property({attribute: 'trend-colors'}) trendColors: TrendColors | undefined;
  /** Level of the heading, 1 to 6. Default 3. */
  @property({type: Number, attribute: 'heading-level'}) headingLevel = 3;

  /** Data quality, 0 to 100, below which the widget warns of its own numbers. Without it the cockpit's; without that it does not look. */
  @property({type: Number, attribute: 'min-quality'}) minQuality: number | undefined;

  protected readonly locale = new LocaleController(this);
  protected readonly theme = new ThemeController(this);
  protected readonly sources = new SourceController(this);

  protected get messages(): Messages {
    return this.locale.messages;
  }

  protected get format(): FormatOptions {
    return {language: this.locale.language, currency: this.sources.current?.info.currency ?? 'CNY'};
  }

  protected get effectivePeriod(): Period | undefined {
    return this.period ?? this.sources.cockpit?.period;
  }

  protected get effectiveCompare(): readonly Compare[] | undefined {
    const compare: unknown = this.compare ?? this.sources.cockpit?.compare ?? undefined;
    return compare === undefined || Array.isArray(compare) ? (compare as readonly Compare[] | undefined) : [compare as Compare];
  }

  protected get effectiveFilters(): readonly Filter[] {
    const parts: unknown[] = [this.sources.cockpit?.filters ?? [], this.filters ?? []];
    if (!parts.every((part) => Array.isArray(part))) throw new OptionError(this.messages.frame.badFilters);
    return (parts as (readonly Filter[])[]).flat();
  }

  protected get effectiveMinQuality(): number | undefined {
    return this.minQuality ?? this.sources.cockpit?.minQuality ?? undefined;
  }

  /** `period` and `filters` as a query takes them. */
  protected get scope(): {readonly period?: Period; readonly filters?: readonly Filter[]} {
    const period = this.effectivePeriod;
    const filters = this.effectiveFilters;
    return {...(period === undefined ? {} : {period}), ...(filters.length > 0 ? {filters} : {})};
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.locale.refresh();
    if (name === 'theme') this.theme.refresh();
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'theme'];
  }

  /** Reads the page's tokens again; for a host that changes them where no observer sees it, as in a style sheet. */
  refreshTheme(): void {
    this.theme.refresh();
  }
}
