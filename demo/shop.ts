/**
 * The demo shop: two years of a household-goods brand that sells tea, coffee, kitchenware, scents, textiles and stationery on three
 * marketplaces and in its own store. Made up, but the same on every machine and every day, so that tests and stories can rely on it.
 *
 * What is in it: growth, weekly and yearly seasons, 年货节, 618, 双11 and 双12, the slump of 春节; a best seller (`CO-01`) sold out from
 * 3 to 21 September 2024; a bad batch (`FR-01`) whose refunds rise in October; refunds days after their orders, some in part;
 * cancelled and unpaid orders; a pay page that failed on phones from 3 to 5 December; empty, oversold, slow, dead and overfull shelves.
 */

import {LAST_DAY, NOW, startOf, TIME_ZONE, dayText, eventsOf} from './shop/calendar.ts';
import {REGIONS, word} from './shop/catalogue.ts';
import type {Language} from './shop/catalogue.ts';
import type {Customer} from './shop/customers.ts';
import {createCustomers} from './shop/customers.ts';
import {createOrders} from './shop/orders.ts';
import type {OrderColumns} from './shop/orders.ts';
import {createRandom} from './shop/random.ts';
import {createSpend} from './shop/spend.ts';
import type {SpendColumns} from './shop/spend.ts';
import {createStock} from './shop/stock.ts';
import type {StockColumns} from './shop/stock.ts';
import {createEvents, createTraffic} from './shop/visits.ts';
import type {EventColumns, TrafficColumns} from './shop/visits.ts';

export interface ShopOptions {
  /** Language of product, category, channel, region, warehouse and campaign names. Default `zh`. */
  readonly language?: Language;
  /** Another seed is another shop with the same stories. Default 618. */
  readonly seed?: number;
  /** Size against the full shop of more than 200,000 order lines: 0.02 suits a test. Default 1. */
  readonly scale?: number;
}

export interface Shop {
  /** Canonical tables as columns: equal-length arrays by canonical name. Times are epoch milliseconds, NaN where unknown. */
  readonly tables: {
    readonly order_lines: OrderColumns;
    readonly events: EventColumns;
    readonly traffic: TrafficColumns;
    readonly stock: StockColumns;
    readonly spend: SpendColumns;
    readonly customers: Readonly<Record<'customer_id' | 'region', readonly string[]> & Record<'registered_at', readonly number[]>>;
    readonly targets: Readonly<Record<'metric' | 'from' | 'to', readonly string[]> & Record<'value', readonly number[]>>;
  };
  readonly options: {
    readonly timeZone: string; readonly currency: string; readonly now: number; readonly calendar: {readonly events: ReturnType<typeof eventsOf>};
  };
}

function customerColumns(customers: readonly Customer[], language: Language): Shop['tables']['customers'] {
  return {
    customer_id: customers.map(({id}) => id),
    region: customers.map(({region}) => word(REGIONS[region]?.name ?? ['', ''], language)),
    registered_at: customers.map(({registeredDay}, index) => Math.min(NOW, startOf(registeredDay) + (index % 1440) * 60_000)),
  };
}

/** This month's goals, which the month to date is measured against. */
function targetColumns(scale: number): Shop['tables']['targets'] {
  const from = `${dayText(LAST_DAY).slice(0, 7)}-01`;
  const goals: readonly (readonly [string, number])[] = [['net_sales', 3_000_000 * scale], ['orders', 8_000 * scale], ['gross_margin_rate', 0.42]];
  return {metric: goals.map(([metric]) => metric), from: goals.map(() => from), to: goals.map(() => '2024-12-31'), value: goals.map(([, value]) => value)};
}

/** Makes the shop, in about a second at full size. Equal options give equal tables; languages differ in names alone. */
export function createShop({language = 'zh', seed = 618, scale = 1}: ShopOptions = {}): Shop {
  const random = createRandom(seed);
  const {customers, visits} = createCustomers(random, scale);
  const {columns: orders, ownOrders} = createOrders(customers, visits, language, random);
  const buyers = customers.map(({id}) => id);
  return {
    tables: {
      order_lines: orders,
      events: createEvents(ownOrders, buyers, language, random),
      traffic: createTraffic(orders, language, random),
      stock: createStock(orders, language, random),
      spend: createSpend(orders, language, random),
      customers: customerColumns(customers, language),
      targets: targetColumns(scale),
    },
    options: {timeZone: TIME_ZONE, currency: 'CNY', now: NOW, calendar: {events: eventsOf(language)}},
  };
}
