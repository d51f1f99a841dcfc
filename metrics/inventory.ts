/**
 * Stock levels: of every SKU and warehouse the latest row up to the end of the period counts. A level is not added over days. Averages go over
 * the counts of the period. States, safety stock and what to reorder are the `inventory` analysis, with ABC and XYZ classes.
 */

import {defineMetrics, firstOf, minus, plus, ratio, times} from './define-metric.ts';
import type {Formula, RowMeasure} from './metric.ts';
import {VALID} from './order-status.ts';
import {GOODS_COST as goods, MARGIN, MARGIN_MEASURES} from './sales.ts';
import type {AverageStockMeasure, IdleStockMeasure, PeriodDaysMeasure, StockedSkuMeasure, TrailingMeasure} from './stock-measures.ts';

/** Days from which a SKU without a sale is slow, and dead; and days that demand is estimated from. */
const SLOW_DAYS = 60;
const DEAD_DAYS = 180;
const DEMAND_DAYS = 28;

const level = {table: 'stock', aggregate: 'sum', at: ['snapshot_at'], latestPer: ['sku', 'warehouse']} as const;
const onHand: RowMeasure = {...level, of: 'on_hand'};
const reserved: RowMeasure = {...level, of: 'reserved'};
const AT_COST = {of: {multiply: ['unit_cost', 'on_hand']}, where: [{column: 'on_hand', gt: 0}]} as const;
const value: RowMeasure = {...level, ...AT_COST};
const average: AverageStockMeasure = {table: 'stock', aggregate: 'average-stock', ...AT_COST};
const skus = (count: StockedSkuMeasure['count']): StockedSkuMeasure => ({table: 'stock', aggregate: 'stocked-skus', count});
const idle = (days: number): IdleStockMeasure => ({table: 'stock', aggregate: 'idle-stock', days});
const days: PeriodDaysMeasure = {table: 'stock', aggregate: 'days'};

const SOLD = [VALID, {column: 'quantity', gt: 0}] as const;
const sales = {table: 'order_lines', at: ['ordered_at'], where: SOLD} as const;
const soldUnits: RowMeasure = {...sales, aggregate: 'sum', of: 'quantity'};
const soldSkus: RowMeasure = {...sales, aggregate: 'distinct', of: 'sku'};
const daily: TrailingMeasure = {...sales, aggregate: 'trailing', of: 'quantity', days: DEMAND_DAYS};
const opening: RowMeasure = {...onHand, opening: true};
const received: RowMeasure = {table: 'stock', aggregate: 'sum', of: 'received_quantity', at: ['snapshot_at']};

const available: Formula = firstOf(minus('units', 'reserved'), 'units');

export const INVENTORY = defineMetrics([
  {
    key: 'stock_units', unit: 'count', better: 'neither', layer: 'management', formula: 'units', measures: {units: onHand},
    label: {en: 'Stock on hand', zh: '库存量'},
    definition: {en: 'Pieces on hand at the end of the period; oversold pieces count below zero.', zh: '期末在库件数，超卖部分计为负。'},
    formulaText: {en: 'Sum of units on hand', zh: '在库数量之和'},
  },
  {
    key: 'stock_value', unit: 'money', better: 'neither', layer: 'management', formula: 'value', measures: {value},
    label: {en: 'Stock value', zh: '库存金额'},
    definition: {en: 'Pieces on hand at unit cost at the end of the period; oversold pieces have no value.', zh: '期末在库件数按成本计价，超卖部分不计价。'},
    formulaText: {en: 'Sum of units on hand × unit cost', zh: '在库数量 × 单位成本之和'},
  },
  {
    key: 'available', unit: 'count', better: 'neither', layer: 'execution', formula: available, measures: {units: onHand, reserved},
    label: {en: 'Available stock', zh: '可售库存'},
    definition: {en: 'Pieces on hand less those reserved for orders; may be below zero.', zh: '在库件数减已占用件数，可能为负。'},
    formulaText: {en: 'On hand − reserved', zh: '在库 − 占用'},
  },
  {
    key: 'inventory_turnover', unit: 'x', better: 'higher', layer: 'strategic', formula: ratio('goods', 'average'), measures: {goods, average},
    label: {en: 'Inventory turnover', zh: '库存周转率'}, aliases: ['stock_turnover'],
    definition: {
      en: 'How often the stock was sold in the period, both at cost; not scaled to a year. The average stock is that of the period\'s counts.',
      zh: '周期内库存被卖出的次数，均按成本计，不折算为年；平均库存取周期内各次盘点的均值。',
    },
    formulaText: {en: 'Cost of goods sold ÷ average stock at cost', zh: '销货成本 ÷ 平均库存金额'},
    source: {en: 'Cost of goods sold ÷ average inventory, as in financial statements; not annualised', zh: '销货成本 ÷ 平均库存，同财务报表；未年化'},
  },
  {
    key: 'inventory_days', unit: 'days', better: 'lower', layer: 'strategic',
    formula: times(ratio('average', 'goods'), 'days'), measures: {average, goods, days},
    label: {en: 'Days of inventory', zh: '库存周转天数'}, aliases: ['days_of_inventory'],
    definition: {
      en: 'How many days of the period\'s sales the average stock would last, both at cost. Times the turnover it is the days of the period.',
      zh: '平均库存按本周期销货成本可卖的天数；乘以周转率等于周期天数。',
    },
    formulaText: {en: 'Average stock at cost ÷ cost of goods sold × days', zh: '平均库存金额 ÷ 销货成本 × 天数'},
    source: {en: 'Average inventory ÷ cost of goods sold × days, the inverse of turnover', zh: '平均库存 ÷ 销货成本 × 天数，周转率的倒数'},
  },
  {
    key: 'days_of_cover', unit: 'days', better: 'neither', layer: 'execution',
    formula: ratio({op: 'max', args: [0, available]}, 'daily'), measures: {units: onHand, reserved, daily},
    label: {en: 'Days of cover', zh: '可售天数'},
    definition: {
      en: 'How many days the available stock lasts at the mean daily sales of the last 28 days up to the period\'s end. Undefined without sales.',
      zh: '期末可售库存按截至期末近 28 天的日均销量可卖的天数；没有销量时无定义。',
    },
    formulaText: {en: 'Available stock ÷ mean units a day of 28 days', zh: '可售库存 ÷ 近 28 天日均销量'},
    source: {en: 'Stock on hand ÷ mean daily demand', zh: '现有库存 ÷ 日均需求'},
  },
  {
    key: 'sell_through', unit: 'ratio', better: 'higher', layer: 'management', noteFallback: true,
    formula: firstOf(ratio('sold', plus('opening', 'received')), ratio('sold', plus('sold', 'ending'))),
    measures: {sold: soldUnits, opening, received, ending: onHand},
    label: {en: 'Sell-through', zh: '售罄率'},
    definition: {
      en: 'Part of what could be sold in the period that was. Without received quantities: units sold by units sold and left, the same where none is lost.',
      zh: '周期内可卖商品中已卖出的比例；没有入库数量时按销量 ÷（销量 + 期末库存）计算，无损耗时两者相等。',
    },
    formulaText: {en: 'Units sold ÷ (opening stock + received)', zh: '销量 ÷（期初库存 + 入库）'},
    source: {
      en: 'Opening + received = sold + ending where nothing is lost: Shopify works on starting, sold and ending units',
      zh: '无损耗时，期初 + 入库 = 售出 + 期末：Shopify 使用期初、售出和期末件数',
    },
  },
  {
    key: 'active_sku_rate', unit: 'ratio', better: 'higher', layer: 'management',
    formula: ratio('sold', 'stocked'), measures: {sold: soldSkus, stocked: skus('stocked')},
    label: {en: 'Active-SKU rate', zh: '动销率'},
    definition: {
      en: 'SKUs sold in the period by SKUs that had stock at any time of it. Above 100% where SKUs were sold that no count finds in stock.',
      zh: '周期内有销量的 SKU 数与周期内任一时点有库存的 SKU 数之比；若有 SKU 卖出却未见于盘点，可能超过 100%。',
    },
    formulaText: {en: 'SKUs sold ÷ SKUs with stock', zh: '有销量的 SKU 数 ÷ 有库存的 SKU 数'},
  },
  {
    key: 'stockout_rate', unit: 'ratio', better: 'lower', layer: 'execution',
    formula: ratio('out', 'active'), measures: {out: skus('out'), active: skus('active')},
    label: {en: 'Stockout rate', zh: '缺货率'},
    definition: {
      en: 'Part of the SKUs with nothing available at the end of the period, all warehouses together; discontinued SKUs are left out.',
      zh: '期末可售库存不大于零的 SKU 比例，各仓合计；不含已停产 SKU。',
    },
    formulaText: {en: 'SKUs with available ≤ 0 ÷ active SKUs', zh: '可售库存 ≤ 0 的 SKU 数 ÷ 在售 SKU 数'},
  },
  {
    key: 'stock_age', unit: 'days', better: 'lower', layer: 'management', formula: 'age', measures: {age: {table: 'stock', aggregate: 'stock-age'}},
    label: {en: 'Stock age', zh: '库龄'},
    definition: {
      en: 'Days since receipt of the pieces on hand at the end of the period, on average. Lots of one count are weighed each by itself.',
      zh: '期末在库商品自入库以来的平均天数，按件数加权；同一盘点的多个批次分别计算。',
    },
    formulaText: {en: 'Mean of (end − received), weighted by units', zh: '（期末 − 入库日）按件数加权平均'},
  },
  {
    key: 'slow_share', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio('slow', 'value'), measures: {slow: idle(SLOW_DAYS), value},
    label: {en: 'Slow-moving share', zh: '滞销品占比'},
    definition: {
      en: 'Part of the stock value in SKUs that lie for 60 days or more and were not sold in the last 60.',
      zh: '库存金额中，在库满 60 天且近 60 天无销售的 SKU 所占比例。',
    },
    formulaText: {en: 'Value of SKUs without a sale in 60 days ÷ stock value', zh: '60 天无销售 SKU 的库存金额 ÷ 库存金额'},
  },
  {
    key: 'dead_share', unit: 'ratio', better: 'lower', layer: 'management',
    formula: ratio('dead', 'value'), measures: {dead: idle(DEAD_DAYS), value},
    label: {en: 'Dead stock share', zh: '死库存占比'},
    definition: {
      en: 'Part of the stock value in SKUs that lie for 180 days or more and were not sold in the last 180.',
      zh: '库存金额中，在库满 180 天且近 180 天无销售的 SKU 所占比例。',
    },
    formulaText: {en: 'Value of SKUs without a sale in 180 days ÷ stock value', zh: '180 天无销售 SKU 的库存金额 ÷ 库存金额'},
  },
  {
    key: 'gmroi', unit: 'x', better: 'higher', layer: 'strategic', formula: ratio(MARGIN, 'average'), measures: {...MARGIN_MEASURES, average},
    label: {en: 'GMROI', zh: '库存毛利回报率 GMROI'},
    definition: {
      en: 'Gross margin of the period for each unit of money in stock, at average cost; not scaled to a year.',
      zh: '周期内每单位平均库存成本带来的毛利额，不折算为年。',
    },
    formulaText: {en: 'Gross margin ÷ average stock at cost', zh: '毛利额 ÷ 平均库存金额'},
    source: {en: 'Gross margin ÷ average inventory at cost (help.replogic.com)', zh: '毛利 ÷ 按成本计的平均库存（help.replogic.com）'},
  },
]);
