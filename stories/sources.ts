/** The rows that stories are told with: the seeded demo shop, whole, cut down, and in every state a source can be in. */

import {AdapterError} from 'tillboard/data-adapters/adapter';
import type {TablesInput} from 'tillboard/data-adapters/conform';
import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {createShop} from '../demo/shop.ts';
import type {Shop} from '../demo/shop.ts';
import {failingSource, refreshingSource, silentSource, staleSource} from './source-states.ts';
import {createDirtySource, createHostileSource, createOneCustomerSource} from './strange-shops.ts';

type Language = 'en' | 'zh';
type TableName = keyof Shop['tables'];

/** A twentieth of the shop answers fast and still has every story of it. */
const SCALE = 0.05;

const shops = new Map<Language, Shop>();

/** The page's language, as the toolbar of Storybook sets it. */
const pageLanguage = (): Language => (document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');

export function shopOf(language: Language = pageLanguage()): Shop {
  const kept = shops.get(language);
  if (kept) return kept;
  const shop = createShop({language, scale: SCALE});
  shops.set(language, shop);
  return shop;
}

/** Some tables of the shop, perhaps without some of their columns. */
function sourceWith(language: Language, tables: readonly TableName[], without: readonly string[] = []): Source {
  const shop = shopOf(language);
  const kept = tables.map((name) => [name, Object.fromEntries(Object.entries(shop.tables[name]).filter(([column]) => !without.includes(column)))]);
  return createSource(Object.fromEntries(kept) as TablesInput, shop.options);
}

/** Every table with its header and no row. */
function sourceWithoutRows(language: Language): Source {
  const shop = shopOf(language);
  const bare = Object.entries(shop.tables).map(([name, table]) => [name, Object.fromEntries(Object.keys(table).map((column) => [column, []]))]);
  return createSource(Object.fromEntries(bare) as TablesInput, shop.options);
}

const networkError = (): AdapterError =>
  new AdapterError('The shop’s server did not answer within 30 seconds. Check the connection and try again.', {
    kind: 'timeout',
    source: 'order_lines',
    retryable: true,
  });

export const SOURCE_NAMES = [
  'shop', 'no rows', 'never answers', 'fails', 'stale', 'refreshing', 'orders only', 'stock only', 'few columns', 'one customer', 'hostile names', 'dirty rows',
] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];

const MAKERS: Readonly<Record<SourceName, (language: Language) => Source>> = {
  shop: (language) => createSource(shopOf(language).tables, shopOf(language).options),
  'no rows': sourceWithoutRows,
  'never answers': (language) => silentSource(sourceNamed('shop', language)),
  fails: (language) => failingSource(sourceNamed('shop', language), networkError),
  stale: (language) => staleSource(sourceNamed('shop', language)),
  refreshing: (language) => refreshingSource(sourceNamed('shop', language)),
  'orders only': (language) => sourceWith(language, ['order_lines']),
  'stock only': (language) => sourceWith(language, ['stock']),
  'few columns': (language) => sourceWith(language, ['order_lines', 'events', 'stock'], ['customer_id', 'cost', 'session_id', 'category']),
  'one customer': () => createOneCustomerSource(),
  'hostile names': () => createHostileSource(),
  'dirty rows': () => createDirtySource(),
};

const sources = new Map<string, Source>();

/** The same source for the same name and language, made when it is first asked for. */
export function sourceNamed(name: SourceName, language: Language = pageLanguage()): Source {
  const key = `${name} ${language}`;
  const kept = sources.get(key);
  if (kept) return kept;
  const source = MAKERS[name](language);
  sources.set(key, source);
  return source;
}
