/** Classes, buffers and orders of a SKU in a warehouse. */

import type {Figure} from './figure.ts';

const DEMAND = ['order_lines.sku', 'order_lines.quantity', 'order_lines.ordered_at'] as const;
const STOCK = ['stock.sku', 'stock.on_hand', ...DEMAND] as const;
const rule = {subject: 'inventory', analysis: 'inventory', unit: 'count', better: 'neither', layer: 'execution', reads: [...STOCK, 'stock.lead_time_days']} as const;

export const INVENTORY_FIGURES: readonly Figure[] = [
  {
    ...rule, key: 'abc', unit: 'class', layer: 'management', columns: ['abc'], reads: [...DEMAND, 'order_lines.net'],
    label: {en: 'ABC class', zh: 'ABC 分类'},
    definition: {
      en: 'A: SKUs that bring the first 80% of sales, B the next 15%, C the rest. The best seller is always A; net returns count 0.',
      zh: '贡献前 80% 销售额的 SKU 为 A，其后 15% 为 B，其余为 C；销量第一必为 A，净退货按 0 计。',
    },
    formulaText: {en: 'Share of sales before the SKU, largest first: A below 80%, B below 95%', zh: '按销售额降序，该 SKU 之前的累计占比：小于 80% 为 A，小于 95% 为 B'},
  },
  {
    ...rule, key: 'xyz', unit: 'class', layer: 'management', columns: ['xyz'], reads: DEMAND,
    label: {en: 'XYZ class', zh: 'XYZ 分类'},
    definition: {en: 'How steady demand is: X steady, Y varying, Z hardly to be planned.', zh: '需求稳定性：X 稳定，Y 波动，Z 难以预计。'},
    formulaText: {en: 'Standard deviation ÷ mean of demand: X to 0.5, Y to 1, else Z', zh: '需求标准差 ÷ 均值：X 不超过 0.5，Y 不超过 1，其余为 Z'},
  },
  {
    ...rule, key: 'safety_stock', columns: ['safety_stock'],
    label: {en: 'Safety stock', zh: '安全库存'},
    definition: {
      en: 'Pieces kept against swings of demand and delivery at the service level asked for (95% unless given).',
      zh: '为应对需求与到货波动、按服务水平（默认 95%）保留的件数。',
    },
    formulaText: {en: 'z × √(L × σ_d² + d² × σ_L²)', zh: 'z × √(L × σ_d² + d² × σ_L²)'},
    source: {en: 'Snyder & Shen, Fundamentals of Supply Chain Theory; stockpyl', zh: 'Snyder & Shen，《Fundamentals of Supply Chain Theory》；stockpyl'},
  },
  {
    ...rule, key: 'reorder_point', columns: ['reorder_point'],
    label: {en: 'Reorder point', zh: '补货点'},
    definition: {en: 'Order when what is available and under way falls to it.', zh: '可售加在途降到此值时补货。'},
    formulaText: {en: 'Daily demand × lead time + safety stock', zh: '日均需求 × 提前期 + 安全库存'},
  },
  {
    ...rule, key: 'reorder_qty', columns: ['reorder_qty'],
    label: {en: 'Suggested order', zh: '建议补货量'},
    definition: {en: 'What to order now, in whole packs; 0 above the reorder point.', zh: '现在应补的件数，按整箱取整；高于补货点为 0。'},
    formulaText: {
      en: 'Daily demand × (lead time + review) + safety stock − available − in transit, rounded up to packs',
      zh: '日均需求 ×（提前期 + 盘点周期）+ 安全库存 − 可售 − 在途，按箱规向上取整',
    },
  },
  {
    ...rule, key: 'stock_state', unit: 'class', columns: ['state'],
    label: {en: 'Stock state', zh: '库存状态'},
    definition: {
      en: 'The first that holds: no data, oversold, out, below safety stock, reorder, too much, slow, dead, in order.',
      zh: '依次取第一个成立者：无数据、超卖、缺货、低于安全库存、需补货、过量、滞销、死库存、正常。',
    },
    formulaText: {en: 'Available, position and cover against the SKU’s own limits', zh: '以可售、库存位置与可售天数对照该 SKU 的界限'},
  },
];
