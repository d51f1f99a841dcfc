/** Columns of what users bought. */

import type {Cell, Field} from '../../result.ts';
import type {ArmReading, ExperimentReading} from './compare-arms.ts';
import type {ExperimentPlan} from './experiment-plan.ts';

/** None where nothing was asked. */
export function valueColumns({value}: ExperimentPlan, {arms}: ExperimentReading): {readonly field: Field; readonly values: readonly Cell[]}[] {
  if (value === undefined) return [];
  const unit = value === 'net' ? 'money' : 'x';
  const column = (name: string, own: Field['unit'], en: string, zh: string, of: (arm: ArmReading) => Cell): {field: Field; values: Cell[]} => ({
    field: {name, type: 'number', ...(own ? {unit: own} : {}), label: {en, zh}}, values: arms.map(of),
  });
  return [
    column('value_mean', unit, 'Value per user', '人均价值', ({bought}) => bought?.mean ?? null),
    column('value_sd', unit, 'Value, standard deviation', '价值标准差', ({bought}) => bought?.sd ?? null),
    column('value_difference', unit, 'Value, difference', '价值差值', ({worth}) => worth?.difference ?? null),
    column('value_difference_low', unit, 'Value, lower bound', '价值差值下限', ({worth}) => worth?.interval.low ?? null),
    column('value_difference_high', unit, 'Value, upper bound', '价值差值上限', ({worth}) => worth?.interval.high ?? null),
    column('value_t', undefined, 't', 't 值', ({worth}) => worth?.t ?? null),
    column('value_df', undefined, 'Degrees of freedom', '自由度', ({worth}) => worth?.df ?? null),
    column('value_p', undefined, 'p-value of the value', '价值 p 值', ({worth}) => worth?.p ?? null),
    column('value_p_adjusted', undefined, 'p-value of the value, adjusted', '价值校正后 p 值', ({worthAdjusted}) => worthAdjusted),
  ];
}
