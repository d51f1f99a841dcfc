/** W8, the kit's page: six widgets over files, timed from the bytes in hand to the last widget's drawing. */

import 'tillboard/components/data';
import 'tillboard/components/funnel';
import 'tillboard/components/inventory-heatmap';
import 'tillboard/components/kpi';
import 'tillboard/components/rfm-grid';
import * as arrow from 'tillboard/data-adapters/arrow';

import {METRICS} from '../engines/kit.ts';
import {bytesOf} from './load-shop.js';

const WIDGETS = [
  ['till-kpi', {metric: 'sold', period: '2024-12-01/2024-12-30'}],
  ['till-kpi', {metric: 'sold_orders', period: '2024-12-01/2024-12-30'}],
  ['till-kpi', {metric: 'sold_to', period: '2024-12-01/2024-12-30'}],
  ['till-funnel', {steps: 'view cart checkout pay', within: '7d', period: 'all'}],
  ['till-rfm-grid', {'as-of': '2024-12-30'}],
  ['till-inventory-heatmap', {}],
];

globalThis.formats = () => (arrow.absent ? ['csv'] : ['arrow', 'csv']);

/** Answers milliseconds to the last drawing and what the widgets show. */
globalThis.paint = async ({size, format}) => {
  const files = {order_lines: `orders-${size}`, events: `events-${size}`, stock: 'stock'};
  const bytes = await Promise.all(Object.values(files).map((name) => bytesOf(`${name}.${format}`)));
  const given = Object.fromEntries(Object.keys(files).map((table, at) => [table, bytes[at]]));
  const data = Object.assign(document.createElement('till-data'), {
    id: 'shop', timeZone: 'UTC', currency: 'CNY', now: '2024-12-30T23:59:59.999Z', worker: '/dist/engine-worker.js',
    options: {metrics: METRICS, columns: {order_lines: {net: {multiply: ['unit_price', 'qty'], minus: ['discount']}}}},
  });
  const widgets = WIDGETS.map(([name, attributes]) => {
    const widget = document.createElement(name);
    for (const [attribute, value] of Object.entries({source: 'shop', ...attributes})) widget.setAttribute(attribute, value);
    if (name === 'till-rfm-grid') widget.filters = [{dimension: 'status', in: ['paid']}];
    return widget;
  });
  document.body.append(data, ...widgets);
  await Promise.all(widgets.map((widget) => widget.updateComplete));
  const begun = performance.now();
  const shown = widgets.map((widget) => new Promise((resolve, reject) => {
    widget.addEventListener('till-load', ({detail}) => (detail.result ? resolve(detail.result) : undefined));
    widget.addEventListener('till-error', ({detail}) => reject(detail.error));
  }));
  await data.load(given);
  const [sold, orders, buyers, funnel, rfm, stock] = await Promise.all(shown);
  const charts = widgets.filter((widget) => 'paintCounts' in widget);
  while (!charts.every((chart) => chart.paintCounts?.built)) await new Promise((resolve) => setTimeout(resolve));
  await Promise.all(charts.map((chart) => chart.updateComplete));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const painted = performance.now() - begun;
  const counts = new Array(25).fill(0);
  rfm.columns.r.forEach((r, row) => (counts[(r - 1) * 5 + rfm.columns.f[row] - 1] = rfm.columns.customers[row]));
  return {
    milliseconds: painted,
    numbers: {
      tiles: [sold.totals.sold, orders.totals.sold_orders, buyers.totals.sold_to], funnel: [...funnel.columns.reached], rfm: counts,
      onHand: stock.columns.on_hand.reduce((sum, each) => sum + (each ?? 0), 0),
    },
    ranIn: data.source.info.runsOn,
  };
};
