/** The views of cohorts as columns. */

import type {Unit} from '../../../metrics/metric.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {dimensionField} from '../funnel/funnel-fields.ts';
import type {CohortPlan} from './cohort-plan.ts';
import type {AgeAverage, CohortTable} from './cohort-table.ts';
import {ageAverage, cellState, cellValue, runningSums} from './cohort-table.ts';

const number = (name: string, unit: Unit, en: string, zh: string): Field => ({name, type: 'number', unit, label: {en, zh}});

const AGE = number('age', 'count', 'Periods since the start', '距起始期数');
const DAY = number('day', 'days', 'Day', '第几日');
const SIZE = number('size', 'count', 'Cohort size', '同期群人数');
const COHORTS = number('cohorts', 'count', 'Cohorts counted', '计入的同期群数');
const ELIGIBLE = number('eligible', 'count', 'Members observed', '可观察人数');
const MEMBERS = number('members', 'count', 'Members', '总人数');
const SHARE = number('share_of_all', 'ratio', 'Share of all members', '占总人数比例');
export const PARTIAL: Field = {name: 'partial', type: 'boolean', label: {en: 'Not over', zh: '未结束'}};
const START_LABEL = {en: 'Cohort', zh: '同期群'};
const PERIOD_LABEL = {en: 'Period', zh: '周期'};

const MEASURES: Readonly<Record<CohortPlan['measure'], {readonly value: Field; readonly rate: Field; readonly sums?: readonly [Field, Field]}>> = {
  customers: {
    value: number('value', 'count', 'Members active', '活跃人数'),
    rate: number('rate', 'ratio', 'Retention rate', '留存率'),
  },
  orders: summed('count', 'x', {en: 'Orders', zh: '订单数'}, {en: 'Orders per member', zh: '人均订单数'}),
  events: summed('count', 'x', {en: 'Events', zh: '事件数'}, {en: 'Events per member', zh: '人均事件数'}),
  net: summed('money', 'money', {en: 'Net sales', zh: '净销售额'}, {en: 'Net sales per member', zh: '人均净销售额'}),
};

function summed(unit: Unit, perUnit: Unit, label: {en: string; zh: string}, per: {en: string; zh: string}) {
  const cumulative = {en: `${label.en}, cumulative`, zh: `累计${label.zh}`};
  const perCumulative = unit === 'money' ? {en: 'Historic lifetime value', zh: '历史客户价值'} : {en: `${per.en}, cumulative`, zh: `累计${per.zh}`};
  return {
    value: number('value', unit, label.en, label.zh),
    rate: number('rate', perUnit, per.en, per.zh),
    sums: [
      number('cumulative', unit, cumulative.en, cumulative.zh), number('cumulative_per_member', perUnit, perCumulative.en, perCumulative.zh),
    ] as const,
  };
}

const divide = (part: number | null, whole: number): number | null => (part === null || whole === 0 ? null : part / whole);
const inUnits = (value: number | null, scale: number): number | null => (value === null ? null : value / scale);

/** A field of calendar periods: days, or instants of hours. */
export const periodField = (name: 'cohort' | 'period', {grain}: CohortPlan): Field => ({
  name, type: grain === 'hour' ? 'time' : 'day', label: name === 'cohort' ? START_LABEL : PERIOD_LABEL,
});

/** A row a group, cohort and age, empty cohorts and cells that are not observed too. */
export function cellColumns(plan: CohortPlan, table: CohortTable): ResultColumn[] {
  const {groups, cohorts, ages, scale, periods} = table;
  const {value, rate, sums} = MEASURES[plan.measure];
  const length = groups.length * cohorts * ages;
  const labels = Array.from({length: periods.observed}, (_, period) => periods.labelOf(period));
  const column = (field: Field, cell: (group: number, cohort: number, age: number) => Cell): ResultColumn => {
    const values = new Array<Cell>(length);
    let row = 0;
    for (let group = 0; group < groups.length; group++) {
      for (let cohort = 0; cohort < cohorts; cohort++) for (let age = 0; age < ages; age++) values[row++] = cell(group, cohort, age);
    }
    return {field, values};
  };
  const sizeOf = (group: number, cohort: number): number => table.sizes[group * cohorts + cohort] as number;
  const values = column(value, (group, cohort, age) => inUnits(cellValue(table, group, cohort, age), scale));
  const running = runningSums(table);
  const at = (group: number, cohort: number, age: number): number => (group * cohorts + cohort) * ages + age;
  const sumOf = (group: number, cohort: number, age: number): number | null =>
    cellValue(table, group, cohort, age) === null ? null : (running[at(group, cohort, age)] as number) / scale;
  return [
    ...plan.by.map((name, part) => column(dimensionField(name), (group) => groups[group]?.[part] ?? null)),
    column(periodField('cohort', plan), (_, cohort) => labels[cohort] ?? null),
    column(AGE, (_group, _cohort, age) => age),
    column(periodField('period', plan), (_, cohort, age) => labels[cohort + age] ?? null),
    column(SIZE, sizeOf),
    values,
    column(rate, (group, cohort, age) => divide(values.values[at(group, cohort, age)] as number | null, sizeOf(group, cohort))),
    ...(sums ? [column(sums[0], sumOf), column(sums[1], (group, cohort, age) => divide(sumOf(group, cohort, age), sizeOf(group, cohort)))] : []),
    column(PARTIAL, (_, cohort, age) => cellState(table, cohort, age) === 'running'),
  ];
}

/** A row a group and age: the weighted average over the cohorts whose period of that age is over. */
export function curveColumns(plan: CohortPlan, table: CohortTable): ResultColumn[] {
  const {value, rate, sums} = MEASURES[plan.measure];
  const averages = eachAge(table, Array.from({length: table.ages}, (_, age) => age));
  const column = averageColumn(averages);
  return [
    ...dimensions(plan, table, column),
    column(AGE, ({age}) => age),
    column(COHORTS, ({average}) => average.cohorts),
    column(ELIGIBLE, ({average}) => average.eligible),
    column(value, ({average}) => inUnits(average.value, table.scale)),
    column(rate, ({average}) => divide(inUnits(average.value, table.scale), average.eligible)),
    ...(sums ? [
      column(sums[0], ({average}) => inUnits(average.cumulative, table.scale)),
      column(sums[1], ({average}) => divide(inUnits(average.cumulative, table.scale), average.eligible)),
    ] : []),
    column(PARTIAL, ({average}) => average.partial),
  ];
}

/** A row a group and asked day: members whose day is over, those of them who came, and the rates over them and over all members. */
export function dayColumns(plan: CohortPlan, table: CohortTable): ResultColumn[] {
  const column = averageColumn(eachAge(table, plan.days));
  const {value, rate} = MEASURES.customers;
  return [
    ...dimensions(plan, table, column),
    column(DAY, ({age}) => age),
    column(MEMBERS, ({average}) => average.members),
    column(ELIGIBLE, ({average}) => average.eligible),
    column(value, ({average}) => average.value),
    column(rate, ({average}) => divide(average.value, average.eligible)),
    column(SHARE, ({average}) => divide(average.value, average.members)),
  ];
}

interface GroupAge {
  readonly group: number;
  readonly age: number;
  readonly average: AgeAverage;
}

const NOT_OBSERVED = {cohorts: 0, eligible: 0, value: null, cumulative: null, partial: false};

function eachAge(table: CohortTable, ages: readonly number[]): GroupAge[] {
  const sums = runningSums(table);
  return table.groups.flatMap((_, group) => ages.map((age) => ({
    group, age,
    average: age < table.ages ? ageAverage(table, group, age, sums) : {...NOT_OBSERVED, members: ageAverage(table, group, 0).members},
  })));
}

type AverageColumn = (field: Field, cell: (row: GroupAge) => Cell) => ResultColumn;

const averageColumn = (rows: readonly GroupAge[]): AverageColumn => (field, cell) => ({field, values: rows.map(cell)});

const dimensions = ({by}: CohortPlan, {groups}: CohortTable, column: AverageColumn): ResultColumn[] =>
  by.map((name, part) => column(dimensionField(name), ({group}) => groups[group]?.[part] ?? null));
