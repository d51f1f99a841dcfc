/**
 * Traffic and conversion. Events are named `view`, `cart`, `checkout` and `pay`, or as `event-names.ts` lists. Where there is no event log, the
 * day totals of `traffic` stand in for page views, sessions and bounces, never for visitors: those of days do not add up to those of a week.
 */

import {defineMetrics, firstOf, minus, ratio} from './define-metric.ts';
import {CART, CHECKOUT, INQUIRY, PAGE, PAY, VIEW} from './event-names.ts';
import type {InquiryMeasure} from './buyer-measures.ts';
import type {Measure, PathMeasure, RowMeasure, SessionMeasure} from './metric.ts';
import {NOT_RETURNED, VALID} from './order-status.ts';

const events = {table: 'events', at: ['at']} as const;
const days = {table: 'traffic', at: ['day'], aggregate: 'sum'} as const;
const orderLines = {table: 'order_lines', at: ['ordered_at']} as const;

export const VISITORS: RowMeasure = {...events, aggregate: 'distinct', of: 'user_id'};
const viewEvents: RowMeasure = {...events, aggregate: 'count', where: [{column: 'step', firstIn: PAGE}]};
const sessions: SessionMeasure = {table: 'events', aggregate: 'sessions', gapMinutes: 30};
const lonelySessions: SessionMeasure = {...sessions, events: 1};
const orderSessions: SessionMeasure = {...sessions, withStep: PAY};
const cartSessions: SessionMeasure = {...sessions, withStep: CART};
const abandonedSessions: SessionMeasure = {...cartSessions, withoutLater: PAY};
const inquirers: InquiryMeasure = {table: 'service', aggregate: 'inquirers', days: 3, kinds: INQUIRY};
const reached = (steps: PathMeasure['steps'], level: number, within = '7d'): PathMeasure => ({
  table: 'events', aggregate: 'reached', steps, level, within, actor: 'user_id',
});
const cartedThenPaid: PathMeasure = {...reached([CART, PAY], 2), decided: true};
const carted: PathMeasure = {...reached([CART, PAY], 1), decided: true};
const paidBuyers: RowMeasure = {...orderLines, aggregate: 'distinct', of: 'customer_id', where: [VALID, NOT_RETURNED], at: ['paid_at', 'ordered_at']};
const orderingBuyers: RowMeasure = {...orderLines, aggregate: 'distinct', of: 'customer_id'};
const placedOrders: RowMeasure = {...orderLines, aggregate: 'distinct', of: 'order_id'};
const paidOrders: RowMeasure = {...placedOrders, where: [VALID]};
const paid: RowMeasure = {...orderLines, aggregate: 'sum', of: 'net', where: [VALID], at: ['paid_at', 'ordered_at']};
const traffic = (of: string): Measure => ({...days, of});

export const TRAFFIC = defineMetrics([
  {
    key: 'page_views', unit: 'count', better: 'higher', layer: 'management', aliases: ['pv'],
    formula: firstOf('views', 'total'), measures: {views: viewEvents, total: traffic('page_views')},
    label: {en: 'Page views', zh: '浏览量'},
    definition: {en: 'View events of the log, or the page views of the daily totals.', zh: '事件日志中的浏览次数，或按日汇总表的浏览量。'},
    formulaText: {en: 'Count of view events', zh: '浏览事件计数'},
  },
  {
    key: 'visitors', unit: 'count', better: 'higher', layer: 'strategic', aliases: ['uv'], formula: 'visitors', measures: {visitors: VISITORS},
    label: {en: 'Visitors', zh: '访客数'},
    definition: {en: 'Distinct visitors in the period. Visitors of days do not add up to those of a week.', zh: '周期内去重访客；按日访客数相加不等于整周访客数。'},
    formulaText: {en: 'Distinct user ids', zh: '用户号去重计数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): visitors', zh: '生意参谋 访客数'},
  },
  {
    key: 'uv_days', unit: 'count', better: 'higher', layer: 'execution', aliases: ['uv_day_sum'],
    formula: firstOf('users', 'days'), measures: {users: {table: 'events', aggregate: 'user-days'}, days: traffic('visitors')},
    label: {en: 'Daily visitors, summed', zh: '日访客累计（UV·日）'},
    definition: {en: 'Daily visitors added up: who comes on two days counts twice. Not the visitors of the period.', zh: '逐日访客相加，来两天算两次，不等于周期访客数。'},
    formulaText: {en: 'Sum of daily visitors', zh: '每日访客数之和'},
  },
  {
    key: 'sessions', unit: 'count', better: 'higher', layer: 'management',
    formula: firstOf('sessions', 'total'), measures: {sessions, total: traffic('sessions')},
    label: {en: 'Sessions', zh: '会话数'},
    definition: {en: 'Distinct sessions; without session ids a pause of more than 30 minutes starts one.', zh: '去重会话；没有会话号时，间隔超过 30 分钟算新会话。'},
    formulaText: {en: 'Distinct sessions', zh: '会话去重计数'},
    source: {en: 'Universal Analytics: 30 minutes of inactivity', zh: 'Universal Analytics：30 分钟无活动'},
  },
  {
    key: 'bounce_rate', unit: 'ratio', better: 'lower', layer: 'execution',
    formula: firstOf(ratio('lonely', 'sessions'), ratio('bounces', 'total')),
    measures: {lonely: lonelySessions, sessions, bounces: traffic('bounces'), total: traffic('sessions')},
    label: {en: 'Bounce rate', zh: '跳失率'},
    definition: {en: 'Part of the sessions that hold a single event.', zh: '只有一个事件的会话占比。'},
    formulaText: {en: 'Sessions of one event ÷ sessions', zh: '单事件会话数 ÷ 会话数'},
    source: {en: 'Universal Analytics: sessions of one hit', zh: 'Universal Analytics：只有一次命中的会话'},
  },
  {
    key: 'pages_per_session', unit: 'x', better: 'higher', layer: 'execution',
    formula: firstOf(ratio('views', 'sessions'), ratio('pages', 'total')),
    measures: {views: viewEvents, sessions, pages: traffic('page_views'), total: traffic('sessions')},
    label: {en: 'Pages per session', zh: '访问深度'},
    definition: {en: 'Page views of a session, on average.', zh: '平均每次会话的浏览量。'},
    formulaText: {en: 'Page views ÷ sessions', zh: '浏览量 ÷ 会话数'},
  },
  {
    key: 'view_to_cart', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('carts', 'views'), measures: {carts: reached([VIEW, CART], 2), views: reached([VIEW, CART], 1)},
    label: {en: 'Add-to-cart rate', zh: '加购率'},
    definition: {en: 'Part of the visitors with a view who add to the cart within 7 days.', zh: '浏览后 7 天内加购的访客占比。'},
    formulaText: {en: 'Visitors with view then cart ÷ visitors with view', zh: '浏览后加购人数 ÷ 浏览人数'},
    source: {en: 'ClickHouse windowFunnel; PostHog funnels', zh: 'ClickHouse windowFunnel；PostHog 漏斗'},
  },
  {
    key: 'cart_to_order', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('orders', 'carts'), measures: {orders: reached([CART, CHECKOUT], 2), carts: reached([CART, CHECKOUT], 1)},
    label: {en: 'Cart-to-order rate', zh: '加购下单率'},
    definition: {en: 'Part of the visitors with a cart who go to checkout within 7 days.', zh: '加购后 7 天内下单的访客占比。'},
    formulaText: {en: 'Visitors with cart then checkout ÷ visitors with cart', zh: '加购后下单人数 ÷ 加购人数'},
    source: {en: 'ClickHouse windowFunnel; PostHog funnels', zh: 'ClickHouse windowFunnel；PostHog 漏斗'},
  },
  {
    key: 'order_to_pay', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('paid', 'placed'), measures: {paid: paidOrders, placed: placedOrders},
    label: {en: 'Pay rate', zh: '支付率'},
    definition: {en: 'Part of the placed orders that was paid.', zh: '下单订单中已支付的比例。'},
    formulaText: {en: 'Orders ÷ placed orders', zh: '有效订单数 ÷ 下单数'},
  },
  {
    key: 'conversion_rate', unit: 'ratio', better: 'higher', layer: 'strategic', aliases: ['conversion'],
    formula: ratio('buyers', 'visitors'), measures: {buyers: paidBuyers, visitors: VISITORS},
    label: {en: 'Pay conversion', zh: '支付转化率'},
    definition: {
      en: 'Paying buyers as a part of visitors. Above 100 % where orders and visits do not share their ids or not all visits are logged.',
      zh: '支付买家占访客的比例；订单与访客编号不一致或访问未全部记录时可能超过 100%。',
    },
    formulaText: {en: 'Paying buyers ÷ visitors', zh: '支付买家数 ÷ 访客数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): payment conversion rate', zh: '生意参谋 支付转化率'},
  },
  {
    key: 'order_conversion', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('buyers', 'visitors'), measures: {buyers: orderingBuyers, visitors: VISITORS},
    label: {en: 'Order conversion', zh: '下单转化率'},
    definition: {en: 'Customers who placed an order as a part of visitors.', zh: '下单客户占访客的比例。'},
    formulaText: {en: 'Ordering customers ÷ visitors', zh: '下单客户数 ÷ 访客数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): order conversion rate', zh: '生意参谋 下单转化率'},
  },
  {
    key: 'session_conversion', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('orders', 'sessions'), measures: {orders: orderSessions, sessions},
    label: {en: 'Session conversion', zh: '会话转化率'},
    definition: {en: 'Part of the sessions that hold a payment.', zh: '含支付事件的会话占比。'},
    formulaText: {en: 'Sessions with a payment ÷ sessions', zh: '有支付的会话数 ÷ 会话数'},
  },
  {
    key: 'cart_abandonment', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio(minus('carts', 'paid'), 'carts'), measures: {carts: carted, paid: cartedThenPaid},
    label: {en: 'Cart abandonment', zh: '购物车放弃率'},
    definition: {
      en: 'Part of the visitors with a cart who do not pay within 7 days. Carts whose 7 days are not over are left out.',
      zh: '加购后 7 天内未支付的访客占比；未满 7 天的加购不计。',
    },
    formulaText: {en: '1 − visitors with cart then pay ÷ visitors with cart', zh: '1 − 加购后支付人数 ÷ 加购人数'},
  },
  {
    key: 'session_cart_abandonment', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio('abandoned', 'carts'), measures: {abandoned: abandonedSessions, carts: cartSessions},
    label: {en: 'Cart abandonment, by session', zh: '购物车放弃率（按会话）'},
    definition: {
      en: 'Part of the sessions with a cart in which no payment follows. Who pays in a later session counts as abandoned here.',
      zh: '有加购的会话中，加购之后未在同一会话内支付的比例；在之后的会话才支付也算放弃。',
    },
    formulaText: {en: 'Sessions with a cart and no payment after it ÷ sessions with a cart', zh: '加购后未支付的会话数 ÷ 有加购的会话数'},
  },
  {
    key: 'visit_cart_abandonment', unit: 'ratio', better: 'lower', layer: 'management', aliases: ['abandoned_cart_rate'],
    formula: ratio('abandoned', 'sessions'), measures: {abandoned: abandonedSessions, sessions},
    label: {en: 'Abandoned carts, of all visits', zh: '弃购会话占比（全部会话）'},
    definition: {
      en: 'Sessions that left a cart without paying, as a part of all sessions, with or without a cart.',
      zh: '加购后未支付的会话占全部会话（含未加购会话）的比例。',
    },
    formulaText: {en: 'Sessions with a cart and no payment after it ÷ sessions', zh: '加购后未支付的会话数 ÷ 会话数'},
    source: {en: 'Matomo ecommerce reports', zh: 'Matomo 电商报表'},
  },
  {
    key: 'time_to_convert', unit: 'hours', better: 'lower', layer: 'management', formula: 'hours',
    measures: {hours: {table: 'events', aggregate: 'path-time', steps: [VIEW, PAY], within: '7d', actor: 'user_id', quantile: 0.5}},
    label: {en: 'Time to convert', zh: '转化时长'},
    definition: {
      en: 'Median hours from a view to the first payment after it, of visitors who pay within 7 days; the latest view that leads to that payment counts.',
      zh: '7 天内支付的访客从浏览到首次支付的小时数中位数，从促成该次支付的最近一次浏览算起。',
    },
    formulaText: {en: 'Median of (payment − view), first completion', zh: '首次完成的（支付时间 − 浏览时间）中位数'},
    source: {en: 'PostHog funnels, time to convert', zh: 'PostHog 漏斗（转化时长）'},
  },
  {
    key: 'inquiry_conversion', unit: 'ratio', better: 'higher', layer: 'execution',
    formula: ratio('ordered', 'asked'), measures: {ordered: {...inquirers, ordered: true}, asked: inquirers},
    label: {en: 'Inquiry conversion', zh: '询单转化率'},
    definition: {
      en: 'Part of the customers who asked before buying and placed an order within 3 days. Tickets whose 3 days are not over and tickets without a customer are left out.',
      zh: '售前咨询的客户中 3 天内下单的比例；未满 3 天的咨询与没有客户号的咨询不计。',
    },
    formulaText: {en: 'Inquirers who order within 3 days ÷ inquirers', zh: '3 天内下单的咨询人数 ÷ 咨询人数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor)', zh: '生意参谋'},
  },
  {
    key: 'cart_sessions', unit: 'count', better: 'higher', layer: 'execution', formula: 'carts', measures: {carts: cartSessions},
    label: {en: 'Sessions with a cart', zh: '加购会话数'},
    definition: {en: 'Sessions in which something was put into the cart.', zh: '有加购行为的会话数。'},
    formulaText: {en: 'Sessions with a cart event', zh: '含加购事件的会话数'},
  },
  {
    key: 'revenue_per_visitor', unit: 'money', better: 'higher', layer: 'strategic', aliases: ['uv_value'],
    formula: ratio('paid', 'visitors'), measures: {paid, visitors: VISITORS},
    label: {en: 'Revenue per visitor', zh: 'UV 价值'},
    definition: {en: 'Paid amount per visitor.', zh: '每位访客带来的支付金额。'},
    formulaText: {en: 'Paid amount ÷ visitors', zh: '支付金额 ÷ 访客数'},
    source: {en: 'Alibaba 生意参谋 (Business Advisor): value per visitor', zh: '生意参谋 UV 价值'},
  },
]);
