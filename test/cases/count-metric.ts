/** Metrics as a user of the kit defines them: one measure over one table. */

import {defineMetric} from 'tillboard/metrics';
import type {Formula, Measure, Metric} from 'tillboard/metrics';

const TEXT = {en: 'Of the case', zh: '用例指标'};

/** A metric of the case's own, from measures and a formula over them. */
export function caseMetric(key: string, measures: Readonly<Record<string, Measure>>, formula: Formula): Metric {
  return defineMetric({
    key, unit: 'count', better: 'neither', layer: 'execution', label: TEXT, definition: TEXT, formulaText: TEXT, measures, formula,
  });
}

export const single = (key: string, measure: Measure): Metric => caseMetric(key, {value: measure}, 'value');
