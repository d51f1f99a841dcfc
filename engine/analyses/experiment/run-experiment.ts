import {buildResult} from '../../build-result.ts';
import type {RunContext} from '../../context.ts';
import {requireTable} from '../../context.ts';
import {describeWindow, resolvePeriod} from '../../periods.ts';
import type {Cell, Field, QueryResult} from '../../result.ts';
import {rateOf} from '../../statistics/proportion.ts';
import type {Against, ArmReading, ExperimentReading} from './compare-arms.ts';
import {compareArms} from './compare-arms.ts';
import {experimentNotes} from './experiment-notes.ts';
import {planExperiment} from './experiment-plan.ts';
import {valueColumns} from './value-columns.ts';
import type {ExperimentQuery} from './experiment-query.ts';
import type {ExperimentUsers} from './experiment-users.ts';
import {readExperimentUsers} from './experiment-users.ts';

/**
 * An A/B test, a row an arm, control first: users, successes, rate with Wilson's interval, and against control the difference with Newcombe's
 * interval, lift = rate ÷ control's rate − 1, the pooled z = (p₂ − p₁) ÷ √(p(1 − p)(1/n₁ + 1/n₂)) and its p-value, adjusted by Holm where there are
 * several. Intervals are two-sided and each for itself.
 *
 * A user enters with the first event of the period that names an arm, or with the exposure, and is a success with any success event from then
 * on, at that instant too. Users whom events of the period put into several arms are left out and counted. Undefined is null: lift over a rate of
 * 0, z and p where all or none of both arms were successes. Where an expected cell is below 5, p is Fisher's exact one and z null, with a note.
 * Totals: χ² of all arms at once without continuity correction, and the sample-ratio check over everybody assigned, with a note at p < 0.001.
 * `detectable_difference` is what a two-sided test of these users finds above control's rate in 4 of 5 cases (Cohen's h).
 *
 * With `value`, `value_mean` and `value_sd` of what users bought, and Welch's t, degrees of freedom, p and interval of the difference of means. With
 * `plan`, the total `needed_users_per_arm`.
 *
 * Sources: NIST e-Handbook 7.3.3; Newcombe 1998; Holm 1979; Fabijan et al. 2019. Cost: two passes over the events; Fisher's test one over the
 * successes. Throws a `QueryError` for a query that cannot be answered.
 */
export function runExperiment(query: ExperimentQuery, context: RunContext): QueryResult {
  const plan = planExperiment(query);
  const events = requireTable(context, 'events', query, 'An experiment');
  const window = resolvePeriod(query.period, context.dataset, query);
  const users = readExperimentUsers(plan, events, window, context);
  const reading = compareArms(plan, users.arms);
  return buildResult({
    columns: [...armColumns(reading, 1 - plan.confidence), ...valueColumns(plan, reading)],
    totals: {...totalsOf(users, reading), ...(plan.needed === undefined ? {} : {needed_users_per_arm: plan.needed})},
    asOf: context.dataset.now,
    period: describeWindow(window),
    notes: experimentNotes(plan, users, reading),
  });
}

function armColumns({arms}: ExperimentReading, alpha: number): {readonly field: Field; readonly values: readonly Cell[]}[] {
  const column = (field: Field, value: (arm: ArmReading) => Cell): {field: Field; values: Cell[]} => ({field, values: arms.map(value)});
  const versus = (field: Field, value: (against: Against) => Cell): {field: Field; values: Cell[]} =>
    column(field, ({against}) => (against ? value(against) : null));
  const number = (name: string, unit: Field['unit'], en: string, zh: string): Field => ({name, type: 'number', ...(unit ? {unit} : {}), label: {en, zh}});
  const field = (name: string, type: Field['type'], en: string, zh: string): Field => ({name, type, label: {en, zh}});
  return [
    column(field('arm', 'text', 'Arm', '分组'), ({name}) => name),
    column(field('control', 'boolean', 'Control', '对照组'), ({isControl}) => isControl),
    column(number('users', 'count', 'Users', '用户数'), ({users}) => users),
    column(number('successes', 'count', 'Successes', '成功用户数'), ({successes}) => successes),
    column(number('undecided', 'count', 'Undecided', '未到期用户数'), ({undecided}) => undecided),
    column(number('rate', 'ratio', 'Rate', '转化率'), ({rate}) => rate),
    column(number('rate_low', 'ratio', 'Rate, lower bound', '转化率下限'), ({interval}) => interval?.low ?? null),
    column(number('rate_high', 'ratio', 'Rate, upper bound', '转化率上限'), ({interval}) => interval?.high ?? null),
    versus(number('difference', 'ratio', 'Difference', '差值'), ({difference}) => difference),
    versus(number('difference_low', 'ratio', 'Difference, lower bound', '差值下限'), ({interval}) => interval?.low ?? null),
    versus(number('difference_high', 'ratio', 'Difference, upper bound', '差值上限'), ({interval}) => interval?.high ?? null),
    versus(number('lift', 'ratio', 'Lift', '提升率'), ({lift}) => lift),
    versus(number('z', undefined, 'z', 'z 值'), ({z}) => z),
    versus(number('p', undefined, 'p-value', 'p 值'), ({p}) => p),
    column(number('p_adjusted', undefined, 'p-value, adjusted', '校正后 p 值'), ({adjusted}) => adjusted),
    column(field('significant', 'boolean', 'Significant', '显著'), ({adjusted}) => (adjusted === null ? null : adjusted < alpha)),
    versus(field('test', 'text', 'Test', '检验方法'), ({test}) => test),
    versus(number('detectable_difference', 'ratio', 'Detectable difference', '可检出差值'), ({detectable}) => detectable),
  ];
}

function totalsOf({mixed, armless}: ExperimentUsers, {arms, overall, split}: ExperimentReading): Record<string, Cell> {
  const sum = (of: (arm: ArmReading) => number): number => arms.reduce((total, arm) => total + of(arm), 0);
  const users = sum((arm) => arm.users);
  const successes = sum((arm) => arm.successes);
  return {
    arms: arms.length, users, successes, rate: rateOf({successes, trials: users}),
    undecided: sum((arm) => arm.undecided), mixed_users: mixed, armless_users: armless,
    chi_square: overall?.statistic ?? null, df: overall?.df ?? null, p: overall?.p ?? null,
    srm_chi_square: split?.statistic ?? null, srm_p: split?.p ?? null,
  };
}
