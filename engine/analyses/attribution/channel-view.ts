/** A row a channel: what every model credits to it, against what it cost. */

import type {Filter} from '../../query.ts';
import type {Cell} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import {NO_TOUCH} from './attribute-paths.ts';
import {dimensionField, FIELDS, modelField} from './attribution-fields.ts';
import type {AttributionPlan} from './attribution-plan.ts';
import type {AttributionModel} from './attribution-query.ts';
import type {ModelCredit} from './channel-credit.ts';
import type {ChannelSpend} from './channel-spend.ts';
import type {Paths} from './conversion-paths.ts';
import type {Touches} from './touches.ts';

export interface Credited {
  readonly models: ReadonlyMap<AttributionModel, ModelCredit>;
  readonly paths: Paths;
  readonly touches: Touches;
  readonly spend: ChannelSpend;
  readonly netScale: number;
  readonly marginScale: number;
}

/** One row: its place in the credit (−1: none) and its cost in major units. */
interface Row {
  readonly name: string | null;
  readonly place: number;
  readonly cost: number | null;
  readonly touched: number;
}

const RATIOS = ['roas', 'roi', 'cpa', 'acos', 'cac'] as const;

export interface ChannelTable {
  readonly columns: ResultColumn[];
  readonly totals: Readonly<Record<string, Cell>>;
}

/** Channels with credit, a part in a path, or spend; the one without touches last. `own` are filters on the dimension itself. */
export function channelTable(plan: AttributionPlan, credited: Credited, own: readonly Filter[]): ChannelTable {
  const rows = readRows(credited).filter(({name}) => own.every((filter) => passes(name, filter)));
  const {spend} = credited;
  const cost = spend.costs === undefined ? null : sum(rows.map((row) => (row.cost ?? 0) * spend.scale)) / spend.scale;
  const totals: Record<string, Cell> = {cost};
  const columns: ResultColumn[] = [
    {field: dimensionField(plan.dimension), values: rows.map(({name}) => name)},
    {field: FIELDS.touched, values: rows.map(({touched}) => touched)},
    {field: FIELDS.cost, values: rows.map((row) => row.cost)},
  ];
  for (const [model, credit] of credited.models) {
    const add = (field: ResultColumn['field'], values: readonly Cell[], total: Cell): void => {
      columns.push({field, values});
      totals[field.name] = total;
    };
    const money = rows.map((row) => amountsOf(row, credit, credited));
    const all = totalOf(rows, credit, credited);
    add(modelField(model, 'conversions'), money.map(({conversions}) => conversions), all.conversions);
    if (plan.value !== 'count') {
      const {value} = plan;
      add(modelField(model, value), money.map((each) => each[value]), all[value]);
    }
    const paid = {...totalOf(rows.filter((row) => (row.cost ?? 0) > 0), credit, credited), first: all.first};
    for (const ratio of RATIOS) {
      if (plan.conversion !== 'orders' && ratio !== 'cpa') continue;
      add(modelField(model, ratio), money.map((each, index) => ratioOf(ratio, each, rows[index]?.cost ?? null)), ratioOf(ratio, paid, cost));
    }
  }
  return {columns, totals};
}

interface Amounts {
  readonly conversions: number;
  readonly net: number | null;
  readonly margin: number | null;
  readonly first: number | null;
}

/** Free sales have no return on cost; sales of nothing have no cost rate. */
function ratioOf(ratio: (typeof RATIOS)[number], {conversions, net, margin, first}: Amounts, cost: number | null): number | null {
  if (cost === null) return null;
  const divide = (part: number | null, by: number | null): number | null => (part === null || by === null || !(by > 0) ? null : part / by);
  if (ratio === 'roas') return divide(net, cost);
  if (ratio === 'roi') return divide(margin === null ? null : margin - cost, cost);
  if (ratio === 'acos') return divide(cost, net);
  return divide(cost, ratio === 'cpa' ? conversions : first);
}

function amountsOf({place}: Row, credit: ModelCredit, {netScale, marginScale}: Credited): Amounts {
  const read = (amounts: readonly number[] | undefined, scale = 1): number | null => (amounts ? (amounts[place] ?? 0) / scale : null);
  return {
    conversions: credit.conversions[place] ?? 0, net: read(credit.net, netScale), margin: read(credit.margin, marginScale), first: read(credit.first),
  };
}

/** Integer units are added up before they become major units. */
function totalOf(rows: readonly Row[], credit: ModelCredit, {netScale, marginScale}: Credited): Amounts {
  const add = (amounts: readonly number[] | undefined, scale = 1): number | null =>
    amounts ? sum(rows.map(({place}) => amounts[place] ?? 0)) / scale : null;
  return {
    conversions: tidy(sum(rows.map(({place}) => credit.conversions[place] ?? 0))),
    net: add(credit.net, netScale), margin: add(credit.margin, marginScale), first: add(credit.first),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Parts of conversions add up to a whole number but for the last digits of a double. */
function tidy(count: number): number {
  const whole = Math.round(count);
  return Math.abs(count - whole) < 1e-9 * Math.max(1, whole) ? whole : count;
}

function readRows({models, paths, touches: {names}, spend}: Credited): Row[] {
  const touched = countTouched(paths, names.length);
  const costOf = (name: string | null): number | null => (spend.costs ? (spend.costs.get(name) ?? 0) / spend.scale : null);
  const credits = [...models.values()];
  const rows: Row[] = names.map((name, place) => ({name, place, cost: costOf(name), touched: touched[place] as number}));
  const known = new Set<string | null>(names);
  for (const name of spend.costs?.keys() ?? []) if (!known.has(name)) rows.push({name, place: -1, cost: costOf(name), touched: 0});
  // A chain credits a channel also for leading to another that converts, so no path that converted need have it.
  const credited = ({place}: Row): boolean => credits.some(({conversions}) => (conversions[place] ?? 0) !== 0);
  const used = rows.filter((row) => row.touched > 0 || credited(row) || spend.costs?.has(row.name) === true);
  used.sort((a, b) => Number(a.name === null) - Number(b.name === null) || (String(a.name) < String(b.name) ? -1 : 1));
  const without = touched[names.length] as number;
  const none = credits.some(({conversions}) => conversions[names.length] !== 0);
  return none ? [...used, {name: NO_TOUCH, place: names.length, cost: spend.costs ? 0 : null, touched: without}] : used;
}

/** In how many conversions each channel has a part; at the end those without a touch. */
function countTouched({starts, channels}: Paths, count: number): Float64Array {
  const touched = new Float64Array(count + 1);
  const last = new Int32Array(count + 1).fill(-1);
  for (let path = 0; path + 1 < starts.length; path++) {
    const [from, to] = [starts[path] as number, starts[path + 1] as number];
    if (from === to) touched[count] = (touched[count] as number) + 1;
    for (let at = from; at < to; at++) {
      const channel = channels[at] as number;
      if (last[channel] === path) continue;
      last[channel] = path;
      touched[channel] = (touched[channel] as number) + 1;
    }
  }
  return touched;
}

function passes(name: string | null, filter: Filter): boolean {
  return (!filter.in || filter.in.includes(name)) && !filter.notIn?.includes(name);
}
