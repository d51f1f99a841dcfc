/**
 * Stock levels: of every SKU and warehouse the latest row up to the end of the period counts. A level is not added over days. States, cover
 * and what to reorder are the `inventory` analysis.
 */

import {defineMetrics, firstOf, minus} from './define-metric.ts';
import type {RowMeasure} from './metric.ts';

const level = {table: 'stock', aggregate: 'sum', at: ['snapshot_at'], latestPer: ['sku', 'warehouse']} as const;
const onHand: RowMeasure = {...level, of: 'on_hand'};
const reserved: RowMeasure = {...level, of: 'reserved'};
const value: RowMeasure = {...level, of: {multiply: ['unit_cost', 'on_hand']}, where: [{column: 'on_hand', gt: 0}]};

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
    key: 'available', unit: 'count', better: 'neither', layer: 'execution',
    formula: firstOf(minus('units', 'reserved'), 'units'), measures: {units: onHand, reserved},
    label: {en: 'Available stock', zh: '可售库存'},
    definition: {en: 'Pieces on hand less those reserved for orders; may be below zero.', zh: '在库件数减已占用件数，可能为负。'},
    formulaText: {en: 'On hand − reserved', zh: '在库 − 占用'},
  },
]);
