/** How soon new buyers paid for what it cost to win them. */

import {MoneyColumn, NumberColumn} from '../../../data-adapters/column.ts';
import type {CanonicalTable} from '../../../data-adapters/schema.ts';
import type {PaybackMeasure} from '../../../metrics/buyer-measures.ts';
import {buyerMoney} from '../../facts/buyer-money.ts';
import {buyerOrders} from '../../facts/buyer-orders.ts';
import {rowNumbers} from '../../facts/row-values.ts';
import {sumInto} from '../../kernels/group-sums.ts';
import {undefinedMoney} from './currencies.ts';
import type {Frames} from './measure-frame.ts';
import type {MeasureKind} from './measure-kind.ts';
import {missingOrderColumns} from './measure-new-buyers.ts';
import type {MeasureTotals} from './measure-rows.ts';
import {newBuyers} from './new-buyers.ts';

/** Sums in major units may miss what they reach by the last binary digit. */
const TOLERANCE = 1e-9;

export const paybackKind: MeasureKind<PaybackMeasure> = {
  missing: (_, table) => [...missingOrderColumns(table), ...['net', 'cost', 'quantity'].filter((name) => !table.columns.has(name))],
  needs: () => [{table: 'spend', columns: ['cost']}],
  nameSteps: (measure) => measure,
  asAsked: (measure, {newLookback}) => (typeof newLookback === 'number' ? {...measure, lookback: newLookback} : measure),
  total: totalPayback,
};

interface Margins {
  /** Of each group, by days since the first order. */
  readonly byAge: ReadonlyMap<number, Map<number, number>>;
  readonly rows: readonly number[];
  readonly groups: readonly number[];
}

function totalPayback({lookback}: PaybackMeasure, frames: Frames): MeasureTotals {
  const lines = frames.context.dataset.tables.order_lines as CanonicalTable;
  const {byAge, rows, groups} = marginsOf(lines, lookback, frames);
  const costs = costsOf(frames);
  const {size} = frames;
  const values = new Float64Array(size).fill(NaN);
  for (const [group, margins] of byAge) {
    let earned = 0;
    for (const [age, margin] of [...margins].sort(([a], [b]) => a - b)) {
      earned += margin;
      if (earned < (costs[group] ?? 0) - TOLERANCE) continue;
      values[group] = age;
      break;
    }
  }
  undefinedMoney(frames, {table: lines, time: undefined, rows: Int32Array.from(rows), groups: Int32Array.from(groups), size}, undefined)?.forEach(
    (flag, group) => {
      if (flag) values[group] = NaN;
    },
  );
  return {values, scale: 1, empty: NaN};
}

/**
 * Amounts less the cost of their goods, refunds on their own day, of lines whose cost is known. What is dated after the clock's day has not
 * happened. Cost: a look at every amount of the members.
 */
function marginsOf(lines: CanonicalTable, lookback: number | undefined, frames: Frames): Margins {
  const {groups, buyers, firsts} = newBuyers(frames, lookback);
  const orders = buyerOrders(lines);
  const money = buyerMoney(lines);
  const goods = goodsCosts(lines);
  const {today} = frames.context.dataset;
  const byAge = new Map<number, Map<number, number>>();
  const taken = {rows: [] as number[], groups: [] as number[]};
  groups.forEach((group, member) => {
    const first = orders.days[firsts[member] as number] as number;
    const buyer = buyers[member] as number;
    let margins = byAge.get(group);
    if (!margins) byAge.set(group, (margins = new Map<number, number>()));
    for (let at = money.starts[buyer] as number; at < (money.starts[buyer + 1] as number); at++) {
      const row = money.rows[at] as number;
      const day = money.days[at] as number;
      const cost = goods[row] as number;
      if ((money.ordered[at] as number) < first || day > today || cost !== cost) continue;
      const margin = (money.amounts[at] as number) / money.scale - (money.isRefund[at] ? 0 : cost);
      margins.set(day - first, (margins.get(day - first) ?? 0) + margin);
      taken.rows.push(row);
      taken.groups.push(group);
    }
  });
  return {byAge, ...taken};
}

/** Cost × quantity of each line in major units; NaN where it is not known. */
function goodsCosts(lines: CanonicalTable): Float64Array {
  const cost = lines.columns.get('cost');
  const quantity = lines.columns.get('quantity');
  if (!(cost instanceof MoneyColumn) || !(quantity instanceof NumberColumn)) return new Float64Array(lines.length).fill(NaN);
  return cost.values.map((each, row) => (each / cost.scale) * (quantity.values[row] as number));
}

function costsOf(frames: Frames): Float64Array {
  const frame = frames.frame('spend', ['day']);
  const {values, scale, exact} = rowNumbers('cost', frame.table);
  const costs = new Float64Array(frame.size);
  sumInto(costs, {groups: frame.groups, rows: frame.rows}, values, exact);
  return costs.map((cost) => cost / scale);
}
