/** The columns of an attribution, with their words. */

import {DIMENSIONS} from '../../../metrics/dimension.ts';
import type {LocalText, Unit} from '../../../metrics/metric.ts';
import type {Field} from '../../result.ts';
import type {AttributionModel} from './attribution-query.ts';

const number = (name: string, unit: Unit, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});

export const FIELDS = {
  touched: number('touched_conversions', 'count', 'Conversions it had a part in', '参与转化数'),
  cost: number('cost', 'money', 'Ad spend', '广告花费'),
  path: {name: 'path', type: 'text', label: {en: 'Path', zh: '转化路径'}},
  touches: number('touches', 'count', 'Touches', '触点数'),
  conversions: number('conversions', 'count', 'Conversions', '转化数'),
  net: number('value', 'money', 'Value', '转化金额'),
  margin: number('value', 'money', 'Gross margin', '转化毛利'),
  nulls: number('nulls', 'count', 'Left without converting', '未转化数'),
  rate: number('conversion_rate', 'ratio', 'Conversion rate', '转化率'),
} satisfies Readonly<Record<string, Field>>;

const MODEL_WORDS: Readonly<Record<AttributionModel, LocalText>> = {
  'first': {en: 'First touch', zh: '首次触点'},
  'last': {en: 'Last touch', zh: '末次触点'},
  'last-non-direct': {en: 'Last non-direct touch', zh: '末次非直接触点'},
  'linear': {en: 'Linear', zh: '线性'},
  'position': {en: 'Position-based', zh: '位置归因'},
  'decay': {en: 'Time decay', zh: '时间衰减'},
  'markov': {en: 'Markov', zh: '马尔可夫'},
};

const RESULT_WORDS: Readonly<Record<string, readonly [Unit, string, string]>> = {
  conversions: ['count', 'conversions', '转化数'],
  net: ['money', 'value', '转化金额'],
  margin: ['money', 'gross margin', '转化毛利'],
  roas: ['x', 'ROAS', '投产比 ROAS'],
  roi: ['ratio', 'ROI', '投资回报率 ROI'],
  cpa: ['money', 'cost per conversion', '转化成本'],
  acos: ['ratio', 'ad cost of sales', '费比'],
  cac: ['money', 'cost per new customer', '获客成本'],
};

export const prefixOf = (model: AttributionModel): string => model.replaceAll('-', '_');

/** `first_conversions`, `last_non_direct_roas`, … A value column is named so, whether it is net or margin. */
export function modelField(model: AttributionModel, result: keyof typeof RESULT_WORDS): Field {
  const [unit, en, zh] = RESULT_WORDS[result] as readonly [Unit, string, string];
  const words = MODEL_WORDS[model];
  const name = result === 'net' || result === 'margin' ? 'value' : result;
  return number(`${prefixOf(model)}_${name}`, unit, `${words.en}: ${en}`, `${words.zh}：${zh}`);
}

export function dimensionField(name: string): Field {
  return {name, type: 'text', label: DIMENSIONS.find((dimension) => dimension.name === name)?.label ?? {en: name, zh: name}};
}
