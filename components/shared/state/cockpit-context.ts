import {createContext} from '@lit/context';

import type {Compare, Filter, Period} from '../../../engine/query.ts';
import type {Source} from '../../../engine/source.ts';
import type {Layer} from '../../../metrics/metric.ts';

/** What a cockpit hands to the widgets in it. Replaced as a whole, never changed in place. */
export interface Cockpit {
  readonly source: Source | undefined;
  /** Set when the cockpit names an element that is not there (yet). */
  readonly missingId?: string | undefined;
  /** The cockpit was given something that is no source. */
  readonly invalid?: boolean;
  readonly period: Period | undefined;
  readonly compare: readonly Compare[] | undefined;
  readonly filters: readonly Filter[];
  readonly layer: Layer | undefined;
  readonly trendColors: TrendColors | undefined;
  /** Data quality, 0 to 100, below which widgets warn of their numbers. */
  readonly minQuality?: number | undefined;
}

/** Hue of a rise and a fall: `red-up` as in China, `green-up` as in the West, `good-bad` by what is good for the shop, `neutral` none. */
export type TrendColors = 'auto' | 'red-up' | 'green-up' | 'good-bad' | 'neutral';

export const cockpitContext = createContext<Cockpit>(Symbol.for('tillboard.cockpit'));
