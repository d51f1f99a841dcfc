/** Public data sets of marketing as canonical tables: which header is which column. Nothing about any case stands here. */

import type {SourceOptions} from 'tillboard/engine';
import type {TableName} from 'tillboard/data-adapters/schema';
import type {RowMeasure} from 'tillboard/metrics';

import {NotCovered} from './case.ts';
import type {TextTable} from './case.ts';
import {withColumn} from './text-table.ts';

export interface MarketingData {
  readonly table: TableName;
  /** What its rows say only between the lines. */
  readonly prepare: (table: TextTable) => TextTable;
  readonly columns: Readonly<Record<string, string>>;
  readonly measure: Pick<RowMeasure, 'table' | 'at'>;
  /** What a case may call its rows. */
  readonly rows: readonly string[];
  /** Usual names of totals: a built-in metric, or the header whose sum it is. */
  readonly totals: Readonly<Record<string, string>>;
}

/** One of these in a name that a case gives, and the built-in metric it must be. */
const AD_TOTALS = {
  spend: 'ad_spend', spent: 'ad_spend', cost: 'ad_spend', total_spend: 'ad_spend', total_spent: 'ad_spend', ad_spend: 'ad_spend',
  impressions: 'impressions', clicks: 'clicks', ctr: 'ctr', cpc: 'cpc', cpm: 'cpm',
};

/** By folder; files without a day of their own are of one day. */
const MARKETING: readonly (readonly [RegExp, MarketingData])[] = [
  [/^kag-facebook-ads\//, {
    table: 'spend',
    prepare: (table) => withColumn(withColumn(table, 'day', () => '2017-08-17'), 'channel', () => 'facebook'),
    columns: {day: 'day', channel: 'channel', campaign: 'xyz_campaign_id', cost: 'Spent', impressions: 'Impressions', clicks: 'Clicks'},
    measure: {table: 'spend', at: ['day']},
    rows: ['ads', 'rows'],
    totals: {...AD_TOTALS, conversions: 'Total_Conversion', total_conversions: 'Total_Conversion', approved: 'Approved_Conversion', approved_conversions: 'Approved_Conversion'},
  }],
  [/^uci-online-shoppers\//, {
    table: 'events',
    prepare: (table) => withColumn(withColumn(withColumn(table, 'session', (_, row) => String(row + 1)), 'at', () => '2017-01-01'), 'step', () => 'visit'),
    columns: {user_id: 'session', session_id: 'session', at: 'at', step: 'step', channel: 'TrafficType', region: 'Region'},
    measure: {table: 'events', at: ['at']},
    rows: ['rows'],
    totals: {sessions: 'sessions', visits: 'sessions'},
  }],
  [/^robyn-weekly\//, {
    table: 'order_lines',
    prepare: (table) => withColumn(withColumn(table, 'week', (_, row) => String(row + 1)), 'one', () => '1'),
    columns: {order_id: 'week', ordered_at: 'DATE', quantity: 'one', net: 'revenue'},
    measure: {table: 'order_lines', at: ['ordered_at']},
    rows: ['weeks', 'rows'],
    totals: {
      revenue: 'gmv', sales: 'gmv', tv: 'tv_S', ooh: 'ooh_S', print: 'print_S', facebook: 'facebook_S', search: 'search_S',
      tv_spend: 'tv_S', ooh_spend: 'ooh_S', print_spend: 'print_S', facebook_spend: 'facebook_S', search_spend: 'search_S',
    },
  }],
];

export function marketingData(path: string): MarketingData {
  const found = MARKETING.find(([pattern]) => pattern.test(path));
  if (!found) throw new NotCovered(`data set ${path}`);
  return found[1];
}

export const columnsOf = ({columns, table}: MarketingData): NonNullable<SourceOptions['columns']> => ({[table]: columns});
