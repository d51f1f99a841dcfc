/** The four views of RFM as columns. */

import {NO_DAY} from '../../../data-adapters/column.ts';
import {dayText} from '../../../data-adapters/cells/time-zone.ts';
import type {LocalText, Unit} from '../../../metrics/metric.ts';
import type {Cell, Field} from '../../result.ts';
import type {RfmMembers} from './rfm-members.ts';
import type {RfmScores} from './rfm-scores.ts';
import type {SegmentScheme} from './rfm-segments.ts';
import type {ResultColumn} from '../../sort-columns.ts';

export interface Rfm {
  readonly members: RfmMembers;
  readonly scores: RfmScores;
  readonly scheme: SegmentScheme;
  /** The index of each member's segment; worked out when first asked for. */
  readonly segments: () => Uint8Array;
  /** Over all members. */
  readonly all: Sums;
}

const number = (name: string, unit: Unit, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});
const text = (name: string, en: string, zh: string): Field => ({name, type: 'text', label: {en, zh}});

const R = number('r', 'score', 'R score', 'R 分');
const F = number('f', 'score', 'F score', 'F 分');
const M = number('m', 'score', 'M score', 'M 分');
const CUSTOMERS = number('customers', 'count', 'Customers', '客户数');
const SHARE = number('share', 'ratio', 'Share of customers', '客户占比');
const ORDERS = number('orders', 'count', 'Orders', '订单数');
const NET = number('net', 'money', 'Net sales', '净销售额');
const NET_SHARE = number('net_share', 'ratio', 'Share of net sales', '净销售额占比');
const NET_MEAN = number('net_mean', 'money', 'Net sales per customer', '客均净销售额');
const ORDERS_MEAN = number('orders_mean', 'x', 'Orders per customer', '客均订单数');
const RECENCY = number('recency_days', 'days', 'Days since last order', '距上次下单天数');
const RECENCY_MEAN = number('recency_mean', 'days', 'Mean days since last order', '平均距上次下单天数');
const SEGMENT = text('segment', 'Segment', '客户分层');
const SEGMENT_ZH = text('segment_zh', 'Segment (Chinese)', '客户分层(中文)');
const CUSTOMER = text('customer_id', 'Customer', '客户');
const LAST_DAY: Field = {name: 'last_ordered_on', type: 'day', label: {en: 'Last order', zh: '最近下单日'}};

/** Totals over some members: the same for a cell, a segment and all. */
export interface Sums {
  readonly customers: number;
  readonly orders: number;
  readonly net: number | null;
  readonly recency: number;
}

/** Totals of each of `size` groups; `groupOf` has the group of a member. */
export function sumGroups({count, net, orders, recency, scale}: RfmMembers, groupOf: ArrayLike<number>, size: number): Sums[] {
  const customers = new Int32Array(size);
  const [orderSums, money, days] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let member = 0; member < count; member++) {
    const group = groupOf[member] as number;
    customers[group] = (customers[group] as number) + 1;
    orderSums[group] = (orderSums[group] as number) + (orders[member] as number);
    money[group] = (money[group] as number) + (net[member] as number);
    days[group] = (days[group] as number) + (recency[member] as number);
  }
  return Array.from(customers, (each, group) => {
    const sum = money[group] as number;
    return {customers: each, orders: orderSums[group] as number, net: Number.isNaN(sum) ? null : sum / scale, recency: days[group] as number};
  });
}

/** Totals of the members with a 1. */
export function sumChosen(members: RfmMembers, chosen: Uint8Array): Sums {
  return sumGroups(members, chosen, 2)[1] as Sums;
}

const divide = (part: number | null, whole: number | null): number | null => (part === null || whole === null || whole === 0 ? null : part / whole);

/** Every cell of R × F, empty ones too; R and F upwards. */
export function gridColumns({members, scores}: Rfm): ResultColumn[] {
  const {scores: k, r, f} = scores;
  const cellOf = new Uint8Array(members.count);
  for (let member = 0; member < cellOf.length; member++) cellOf[member] = ((r[member] as number) - 1) * k + (f[member] as number) - 1;
  const sums = sumGroups(members, cellOf, k * k);
  return [
    {field: R, values: sums.map((_, cell) => Math.floor(cell / k) + 1)},
    {field: F, values: sums.map((_, cell) => (cell % k) + 1)},
    {field: CUSTOMERS, values: sums.map(({customers}) => customers)},
    {field: SHARE, values: sums.map(({customers}) => divide(customers, members.count))},
    {field: ORDERS, values: sums.map(({orders}) => orders)},
    {field: NET, values: sums.map(({net}) => net)},
    {field: NET_MEAN, values: sums.map(({net, customers}) => divide(net, customers))},
  ];
}

/** Every segment of the scheme, empty ones too, in its order; Others only where somebody is in it. */
export function segmentColumns({members, scheme, segments, all}: Rfm): ResultColumn[] {
  const groups = sumGroups(members, segments(), scheme.segments.length);
  const rows = scheme.segments
    .map(({name}, index) => ({name, sums: groups[index] as Sums}))
    .filter(({sums}, index) => sums.customers > 0 || index < scheme.segments.length - 1);
  const column = (field: Field, value: (sums: Sums, name: LocalText) => Cell): ResultColumn => ({
    field,
    values: rows.map(({sums, name}) => value(sums, name)),
  });
  return [
    column(SEGMENT, (_, name) => name.en),
    column(SEGMENT_ZH, (_, name) => name.zh),
    column(CUSTOMERS, ({customers}) => customers),
    column(SHARE, ({customers}) => divide(customers, all.customers)),
    column(ORDERS, ({orders}) => orders),
    column(NET, ({net}) => net),
    column(NET_SHARE, ({net}) => divide(net, all.net)),
    column(NET_MEAN, ({net, customers}) => divide(net, customers)),
    column(ORDERS_MEAN, ({orders, customers}) => divide(orders, customers)),
    column(RECENCY_MEAN, ({recency, customers}) => divide(recency, customers)),
  ];
}

/** A row for each of `chosen`. */
export function customerColumns({members, scores, scheme, segments}: Rfm, chosen: readonly number[]): ResultColumn[] {
  const segmentOf = segments();
  const column = (field: Field, value: (member: number) => Cell): ResultColumn => ({field, values: chosen.map(value)});
  const nameOf = (member: number): LocalText => scheme.segments[segmentOf[member] as number]?.name ?? {en: '', zh: ''};
  const score = (of: Uint8Array) => (member: number): Cell => of[member] || null;
  return [
    column(CUSTOMER, (member) => members.nameOf(member)),
    column(RECENCY, (member) => members.recency[member] as number),
    column(ORDERS, (member) => members.orders[member] as number),
    column(NET, (member) => (Number.isNaN(members.net[member]) ? null : (members.net[member] as number) / members.scale)),
    column(R, score(scores.r)),
    column(F, score(scores.f)),
    column(M, score(scores.m)),
    column(SEGMENT, (member) => nameOf(member).en),
    column(SEGMENT_ZH, (member) => nameOf(member).zh),
    column(LAST_DAY, (member) => ((members.lastDay[member] as number) === NO_DAY ? null : dayText(members.lastDay[member] as number))),
  ];
}

/** A row a bin, from the lowest values: the score it gives, its borders, and the customers in it, for each measure. */
export function cutColumns({scores: {scores, recency, frequency, monetary}}: Rfm): ResultColumn[] {
  const bins = Array.from({length: scores}, (_, bin) => bin);
  const column = (field: Field, value: (bin: number) => Cell | undefined): ResultColumn => ({field, values: bins.map((bin) => value(bin) ?? null)});
  const measures = [
    {key: 'recency', en: 'Recency', zh: '最近消费', unit: 'days', cuts: recency},
    {key: 'frequency', en: 'Frequency', zh: '消费频次', unit: 'count', cuts: frequency},
    {key: 'monetary', en: 'Money', zh: '消费金额', unit: 'money', cuts: monetary},
  ] as const;
  return [
    column(number('bin', 'count', 'Bin', '区间'), (bin) => bin + 1),
    column({...R, name: 'r_score'}, (bin) => scores - bin),
    column({...F, name: 'f_score'}, (bin) => bin + 1),
    column({...M, name: 'm_score'}, (bin) => bin + 1),
    ...measures.flatMap(({key, en, zh, unit, cuts}) => [
      column(number(`${key}_lower`, unit, `${en}, from`, `${zh}下限`), (bin) => cuts.lower[bin]),
      column(number(`${key}_upper`, unit, `${en}, to`, `${zh}上限`), (bin) => cuts.upper[bin]),
      column(number(`${key}_customers`, 'count', `${en}, customers`, `${zh}客户数`), (bin) => cuts.customers[bin]),
    ]),
  ];
}
