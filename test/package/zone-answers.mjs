/**
 * Orders of one shop a zone, counted by day, by hour and in the last seven days, as JSON on the standard output. `time-zones.test.mjs` runs it on
 * machines that stand in different zones: the answers must not know.
 */

import {createSource} from 'tillboard/engine';

import {INSTANTS, NOW, wall, ZONES} from './zone-orders.mjs';

async function answer(timeZone) {
  const counted = async (orderedAt) => {
    const rows = orderedAt.map((ordered_at, index) => ({order_id: `o${index}`, customer_id: `c${index}`, net: 1, quantity: 1, status: 'paid', ordered_at}));
    const source = createSource({order_lines: rows}, {timeZone, currency: 'CNY', now: NOW});
    const read = async (grain, period) => {
      const {columns} = await source.run({analysis: 'metrics', metrics: ['orders'], grain, period});
      return Object.fromEntries(columns.period.map((bucket, row) => [bucket, columns.orders[row]]).filter(([, orders]) => orders > 0));
    };
    const {totals} = await source.run({analysis: 'metrics', metrics: ['orders'], period: 'last-7-days'});
    return {day: await read('day', '2024'), hour: await read('hour', '2024'), month: await read('month', '2024'), recent: totals.orders};
  };
  return {
    numbers: await counted(INSTANTS),
    offsets: await counted(INSTANTS.map((instant) => new Date(instant).toISOString())),
    // A wall clock's text carries no offset: a shop's export has it that way.
    local: await counted(INSTANTS.map((instant) => wall(timeZone, instant))),
  };
}

const answers = {};
for (const zone of ZONES) answers[zone] = await answer(zone);
console.log(JSON.stringify({machine: new Date(2024, 0, 1).getTimezoneOffset(), answers}));
