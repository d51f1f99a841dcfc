/** What the demo shop pays for advertising, and the goals it set itself. */

import {DAYS, dayText, FIRST_DAY, promotionOn} from './calendar.ts';
import {CHANNELS, word} from './catalogue.ts';
import type {Language, Words} from './catalogue.ts';
import type {OrderColumns} from './orders.ts';
import type {Random} from './random.ts';

export interface SpendColumns extends Record<string, readonly unknown[]> {
  day: string[];
  channel: string[];
  campaign: string[];
  cost: number[];
  impressions: number[];
  clicks: number[];
}

/** Share of a channel's sales that goes back into advertising on it, what a click costs in yuan, and clicks per impression. */
const RATES = [
  {share: 0.11, click: 1.4, rate: 0.031},
  {share: 0.09, click: 1.7, rate: 0.026},
  {share: 0.19, click: 0.6, rate: 0.018},
  {share: 0.07, click: 1.1, rate: 0.022},
];

const ALWAYS_ON: Words = ['日常投放', 'Always on'];

export function createSpend(orders: OrderColumns, language: Language, random: Random): SpendColumns {
  const names = CHANNELS.map(({name}) => word(name, language));
  const sales = names.map(() => new Float64Array(DAYS));
  orders.net.forEach((net, row) => {
    const day = Math.floor(((orders.ordered_at[row] ?? 0) + 8 * 3_600_000) / 86_400_000) - FIRST_DAY;
    const series = sales[names.indexOf(orders.channel[row] ?? '')];
    if (series) series[day] = (series[day] ?? 0) + net;
  });
  const columns: SpendColumns = {day: [], channel: [], campaign: [], cost: [], impressions: [], clicks: []};
  for (let day = 0; day < DAYS; day++) {
    const campaign = promotionOn(FIRST_DAY + day)?.name ?? ALWAYS_ON;
    names.forEach((name, channel) => {
      const {share = 0.1, click = 1, rate = 0.02} = RATES[channel] ?? {};
      // Budgets are set from the last week's sales, not from the day's own.
      const window = sales[channel]?.slice(Math.max(0, day - 6), day + 1) ?? new Float64Array(1);
      const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
      const cost = Math.round(mean * share * random.logNormal(1, 0.12) * 100) / 100;
      const clicks = Math.round(cost / (click * random.logNormal(1, 0.1)));
      columns.day.push(dayText(FIRST_DAY + day));
      columns.channel.push(name);
      columns.campaign.push(word(campaign, language));
      columns.cost.push(cost);
      columns.clicks.push(clicks);
      columns.impressions.push(Math.round(clicks / (rate * random.logNormal(1, 0.15))));
    });
  }
  return columns;
}
