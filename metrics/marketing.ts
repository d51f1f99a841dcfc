/**
 * Marketing: what was spent on advertisements, what they showed and brought. Cost is dated by the day the platform booked it, orders by their
 * own. An order is credited to the channel that it names (the last touch, as the shop recorded it); credit by other models is the `attribution`
 * analysis. What advertisements brought is what came by the channels that the source has any cost of, so totals are those of these channels.
 */

import type {BuyerValueMeasure, NewBuyersMeasure} from './buyer-measures.ts';
import {defineMetrics, minus, ratio, times} from './define-metric.ts';
import type {Condition, RowMeasure} from './metric.ts';
import {NOT_RETURNED, VALID} from './order-status.ts';
import {MARGIN, MARGIN_MEASURES, VALID_NET} from './sales.ts';

const spend = {table: 'spend', aggregate: 'sum', at: ['day']} as const;
export const COST: RowMeasure = {...spend, of: 'cost'};
const impressions: RowMeasure = {...spend, of: 'impressions'};
const clicks: RowMeasure = {...spend, of: 'clicks'};

const ADVERTISED: Condition = {column: 'channel', inTable: {table: 'spend', column: 'channel', where: [{column: 'cost', gt: 0}]}};
const byAdvertising = (measure: RowMeasure): RowMeasure => ({...measure, where: [...(measure.where ?? []), ADVERTISED]});
const revenue = byAdvertising(VALID_NET);
const orders: RowMeasure = byAdvertising({table: 'order_lines', aggregate: 'distinct', of: 'order_id', where: [VALID, NOT_RETURNED], at: ['ordered_at']});
const margin = {
  sales: byAdvertising(MARGIN_MEASURES.sales), refunds: byAdvertising(MARGIN_MEASURES.refunds), cost: byAdvertising(MARGIN_MEASURES.cost),
};
const wonBuyers: NewBuyersMeasure = {table: 'order_lines', aggregate: 'new-buyers'};
const lifeValue: BuyerValueMeasure = {table: 'order_lines', aggregate: 'buyer-value'};

export const MARKETING = defineMetrics([
  {
    key: 'ad_spend', unit: 'money', better: 'neither', layer: 'management', formula: 'cost', measures: {cost: COST}, aliases: ['ad_cost'],
    label: {en: 'Ad spend', zh: '广告花费'},
    definition: {en: 'What advertisements cost in the period.', zh: '周期内的广告花费。'},
    formulaText: {en: 'Sum of cost', zh: '花费之和'},
  },
  {
    key: 'impressions', unit: 'count', better: 'higher', layer: 'execution', formula: 'impressions', measures: {impressions},
    label: {en: 'Impressions', zh: '展现量'},
    definition: {en: 'How often advertisements were shown, as the platforms count it.', zh: '广告被展示的次数，以投放平台统计为准。'},
    formulaText: {en: 'Sum of impressions', zh: '展现次数之和'},
  },
  {
    key: 'clicks', unit: 'count', better: 'higher', layer: 'execution', formula: 'clicks', measures: {clicks},
    label: {en: 'Clicks', zh: '点击量'},
    definition: {en: 'Clicks on advertisements, as the platforms count them.', zh: '广告被点击的次数，以投放平台统计为准。'},
    formulaText: {en: 'Sum of clicks', zh: '点击次数之和'},
  },
  {
    key: 'ctr', unit: 'ratio', better: 'higher', layer: 'execution', formula: ratio('clicks', 'impressions'), measures: {clicks, impressions},
    label: {en: 'Click-through rate', zh: '点击率'}, aliases: ['click_through_rate'],
    definition: {en: 'Part of the impressions that was clicked. Undefined without impressions.', zh: '展现中被点击的比例；没有展现时无定义。'},
    formulaText: {en: 'Clicks ÷ impressions', zh: '点击量 ÷ 展现量'},
    source: {en: 'Definition of the advertising platforms; totals divided once', zh: '广告平台的通用定义；先求总数再相除'},
  },
  {
    key: 'cpc', unit: 'money', better: 'lower', layer: 'execution', formula: ratio('cost', 'clicks'), measures: {cost: COST, clicks},
    label: {en: 'Cost per click', zh: '点击单价'}, aliases: ['cost_per_click'],
    definition: {en: 'What a click cost, on average. Undefined without clicks.', zh: '平均每次点击的花费；没有点击时无定义。'},
    formulaText: {en: 'Ad spend ÷ clicks', zh: '广告花费 ÷ 点击量'},
    source: {en: 'Definition of the advertising platforms; totals divided once', zh: '广告平台的通用定义；先求总数再相除'},
  },
  {
    key: 'cpm', unit: 'money', better: 'lower', layer: 'execution', formula: times(1000, ratio('cost', 'impressions')), measures: {cost: COST, impressions},
    label: {en: 'Cost per thousand impressions', zh: '千次展现成本'}, aliases: ['cost_per_mille'],
    definition: {en: 'What a thousand impressions cost, on average. Undefined without impressions.', zh: '平均每千次展现的花费；没有展现时无定义。'},
    formulaText: {en: '1000 × ad spend ÷ impressions', zh: '1000 × 广告花费 ÷ 展现量'},
    source: {en: 'Definition of the advertising platforms; totals divided once', zh: '广告平台的通用定义；先求总数再相除'},
  },
  {
    key: 'attributed_sales', unit: 'money', better: 'higher', layer: 'management', formula: 'revenue', measures: {revenue},
    label: {en: 'Sales by advertising', zh: '广告成交金额'}, aliases: ['ad_sales'],
    definition: {
      en: 'Amount of the valid orders that came by channels with ad spend, by the channel on the order; later refunds do not lower it.',
      zh: '来自有广告花费渠道的有效订单金额，按订单自带渠道归属，不因之后退款而减少。',
    },
    formulaText: {en: 'Sum of line amounts of orders from advertised channels', zh: '有花费渠道的订单行金额之和'},
  },
  {
    key: 'attributed_orders', unit: 'count', better: 'higher', layer: 'management', formula: 'orders', measures: {orders},
    label: {en: 'Orders by advertising', zh: '广告成交订单数'}, aliases: ['ad_orders'],
    definition: {en: 'Valid orders that came by channels with ad spend, by the channel on the order.', zh: '来自有广告花费渠道的有效订单数，按订单自带渠道归属。'},
    formulaText: {en: 'Distinct orders from advertised channels', zh: '有花费渠道的订单号去重计数'},
  },
  {
    key: 'cpa', unit: 'money', better: 'lower', layer: 'management', formula: ratio('cost', 'orders'), measures: {cost: COST, orders},
    label: {en: 'Cost per order', zh: '转化成本'}, aliases: ['cost_per_order'],
    definition: {
      en: 'Ad spend per valid order that came by channels with ad spend, by the channel on the order. Undefined without orders.',
      zh: '每笔来自有花费渠道的有效订单所摊的广告花费，按订单自带渠道归属；没有订单时无定义。',
    },
    formulaText: {en: 'Ad spend ÷ orders by advertising', zh: '广告花费 ÷ 广告成交订单数'},
    source: {en: 'Cost ÷ conversions, last touch; a conversion is a valid order', zh: '花费 ÷ 转化数（末次触点）；一次转化为一笔有效订单'},
  },
  {
    key: 'cac', unit: 'money', better: 'lower', layer: 'strategic', formula: ratio('cost', 'buyers'), measures: {cost: COST, buyers: wonBuyers},
    label: {en: 'Customer acquisition cost', zh: '获客成本'},
    definition: {
      en: 'Ad spend per customer won: all buyers whose first order ever is in the period, by the channel of that order. In total those of free channels, too.',
      zh: '每获得一位新客的广告花费；新客为历史首单在周期内的全部买家，按首单渠道归属，合计含免费渠道的新客。',
    },
    formulaText: {en: 'Ad spend ÷ new buyers', zh: '广告花费 ÷ 新客数'},
    source: {en: 'Cost ÷ new customers of the same period and channel', zh: '花费 ÷ 同期同渠道的新客数'},
  },
  {
    key: 'ltv_cac', unit: 'x', better: 'higher', layer: 'strategic',
    formula: ratio(ratio('value', 'buyers'), ratio('cost', 'buyers')), measures: {value: lifeValue, cost: COST, buyers: wonBuyers},
    label: {en: 'Lifetime value to acquisition cost', zh: '价值获客比'}, aliases: ['ltv_to_cac'],
    definition: {
      en: 'What a new buyer of the period brought so far, less refunds, by what it cost to win one. It grows while the buyers go on buying.',
      zh: '周期内每位新客至今带来的净额与获客成本之比；随新客继续购买而增长。',
    },
    formulaText: {en: 'Historic lifetime value ÷ acquisition cost', zh: '历史客户价值 ÷ 获客成本'},
    source: {en: 'Historic lifetime value, not a model\'s; see the clv analysis for predictions', zh: '历史生命周期价值，非模型预测；预测见 clv 分析'},
  },
  {
    key: 'payback', unit: 'days', better: 'lower', layer: 'strategic',
    // Without cost there is nothing to pay back.
    formula: {op: 'if', args: ['cost', 'age', ratio('cost', 0)]}, measures: {age: {table: 'order_lines', aggregate: 'payback'}, cost: COST},
    label: {en: 'Payback', zh: '回本周期'}, aliases: ['payback_days'],
    definition: {
      en: 'Days after the first order by which the gross margin of the period\'s new buyers had paid for the ad spend. Undefined while it has not.',
      zh: '周期内新客首单后，其累计毛利覆盖广告花费所需的天数；尚未回本时无定义。',
    },
    formulaText: {en: 'First age at which margin per new buyer ≥ acquisition cost', zh: '人均累计毛利首次 ≥ 获客成本时的天数'},
    source: {en: 'Cumulative margin of the acquisition cohort against its acquisition cost', zh: '获客同期群的累计毛利与其获客成本相比'},
  },
  {
    key: 'roas', unit: 'x', better: 'higher', layer: 'strategic', formula: ratio('revenue', 'cost'), measures: {revenue, cost: COST},
    label: {en: 'Return on ad spend', zh: '投产比 ROAS'}, aliases: ['return_on_ad_spend'],
    definition: {
      en: 'Sales by channels with ad spend for each unit of it, by the channel on the order. Taobao calls it ROI. Undefined without cost: free is not infinite.',
      zh: '每单位广告花费带来的成交金额，按订单自带渠道归属；即淘宝所称“ROI”。没有花费时无定义。',
    },
    formulaText: {en: 'Sales by advertising ÷ ad spend', zh: '广告成交金额 ÷ 广告花费'},
    source: {en: 'Taobao 投产比, Google and Meta ROAS: conversion value ÷ cost', zh: '淘宝投产比、Google 与 Meta 的 ROAS：转化金额 ÷ 花费'},
  },
  {
    key: 'roi', unit: 'ratio', better: 'higher', layer: 'strategic',
    formula: ratio(minus(MARGIN, 'spend'), 'spend'), measures: {...margin, spend: COST},
    label: {en: 'Return on investment', zh: '投资回报率 ROI'}, aliases: ['return_on_investment'],
    definition: {
      en: 'Gross margin by channels with ad spend less that spend, as a part of it: −100% where nothing was earned. Not the ROI of Taobao, which is ROAS.',
      zh: '有花费渠道带来的毛利额减去花费，再除以花费；毫无收益时为 −100%。不同于淘宝“ROI”（即投产比）。',
    },
    formulaText: {en: 'Gross margin by advertising ÷ ad spend − 1', zh: '广告毛利额 ÷ 广告花费 − 1'},
    source: {en: 'Net gain ÷ cost', zh: '净收益 ÷ 花费'},
  },
  {
    key: 'acos', unit: 'ratio', better: 'lower', layer: 'management', formula: ratio('cost', 'revenue'), measures: {cost: COST, revenue},
    label: {en: 'Advertising cost of sales', zh: '费比 ACOS'},
    definition: {
      en: 'Ad spend as a part of the sales by channels with ad spend, by the channel on the order. Undefined without such sales.',
      zh: '广告花费占有花费渠道成交金额的比例，按订单自带渠道归属；没有成交时无定义。',
    },
    formulaText: {en: 'Ad spend ÷ sales by advertising', zh: '广告花费 ÷ 广告成交金额'},
    source: {en: 'Amazon Ads: ad spend ÷ ad sales', zh: 'Amazon Ads：广告花费 ÷ 广告销售额'},
  },
  {
    key: 'mer', unit: 'x', better: 'higher', layer: 'strategic', formula: ratio('sales', 'cost'), measures: {sales: VALID_NET, cost: COST},
    label: {en: 'Marketing efficiency ratio', zh: '整体投产比 MER'}, aliases: ['blended_roas'],
    definition: {
      en: 'Amount of all valid orders, whatever brought them, for each unit of ad spend. Blended: it credits advertising with free sales, too.',
      zh: '全部有效订单金额与广告花费之比，不论订单来自何处；为混合口径，含自然成交。',
    },
    formulaText: {en: 'Amount of all valid orders ÷ ad spend', zh: '全部有效订单金额 ÷ 广告花费'},
    source: {en: 'Total revenue ÷ total ad spend, also called blended ROAS', zh: '总收入 ÷ 总广告花费，又称综合 ROAS'},
  },
]);
