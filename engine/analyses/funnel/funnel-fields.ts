/** The columns of a funnel's results, with their words. */

import type {LocalText} from '../../../metrics/metric.ts';
import {DIMENSIONS} from '../../../metrics/dimension.ts';
import type {Field} from '../../result.ts';

const text = (name: string, label: LocalText): Field => ({name, type: 'text', label});
const count = (name: string, label: LocalText): Field => ({name, type: 'number', unit: 'count', label});
const ratio = (name: string, label: LocalText): Field => ({name, type: 'number', unit: 'ratio', label});
/** Seconds have no unit of their own; the label says it. */
const seconds = (name: string, label: LocalText): Field => ({name, type: 'number', label});

export const FIELDS = {
  step: text('step', {en: 'Step', zh: '步骤'}),
  index: count('index', {en: 'No.', zh: '序号'}),
  reached: count('reached', {en: 'Reached', zh: '到达人数'}),
  stepRate: ratio('step_rate', {en: 'Step conversion', zh: '环节转化率'}),
  overallRate: ratio('overall_rate', {en: 'Overall conversion', zh: '总转化率'}),
  shareOfAll: ratio('share_of_all', {en: 'Share of all visitors', zh: '占全部访客比例'}),
  dropped: count('dropped', {en: 'Lost before this step', zh: '上一步流失人数'}),
  undecided: count('undecided', {en: 'Still undecided', zh: '窗口未结束人数'}),
  median: seconds('median_seconds_from_previous', {en: 'Median time from the step before (s)', zh: '距上一步时长中位数(秒)'}),
  average: seconds('average_seconds_from_previous', {en: 'Mean time from the step before (s)', zh: '距上一步平均时长(秒)'}),
  level: count('level', {en: 'Steps reached', zh: '到达步骤数'}),
  binStart: seconds('bin_start', {en: 'From (s)', zh: '起始(秒)'}),
  binCount: count('count', {en: 'Actors', zh: '人数'}),
} as const;

/** `reached_previous_period` and its like. */
export function baselineFields(baseline: string): {readonly [name in 'reached' | 'step' | 'overall' | 'change' | 'stepPoints' | 'overallPoints']: Field} {
  const base = (field: Field): Field => ({
    ...field,
    name: `${field.name}_${baseline}`,
    label: {en: `${field.label.en}, base period`, zh: `${field.label.zh}(对比期)`},
  });
  const change = (field: Field, en: string, zh: string): Field => ({
    name: `${field.name}_change_${baseline}`,
    type: 'number',
    unit: 'ratio',
    label: {en: `${field.label.en}, ${en}`, zh: `${field.label.zh}${zh}`},
  });
  return {
    reached: base(FIELDS.reached),
    step: base(FIELDS.stepRate),
    overall: base(FIELDS.overallRate),
    change: change(FIELDS.reached, 'change', '变化率'),
    stepPoints: change(FIELDS.stepRate, 'change in points', '变化(百分点)'),
    overallPoints: change(FIELDS.overallRate, 'change in points', '变化(百分点)'),
  };
}

/** A dimension's own column. */
export function dimensionField(name: string): Field {
  return text(name, DIMENSIONS.find((dimension) => dimension.name === name)?.label ?? {en: name, zh: name});
}

/** When an actor did step `index` (from 1). */
export function stepTimeField(index: number, label: string): Field {
  return {name: `step_${index}_at`, type: 'time', label: {en: `${label}, at`, zh: `${label}时间`}};
}
