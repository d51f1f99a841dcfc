/** New numbers in a chart that is drawn: the RFM grid with its words and table, beside a bare Vega view of the same 25 cells. Nothing is computed. */

import {createSource} from 'tillboard/engine';
import 'tillboard/components/rfm-grid';
import embed from 'vega-embed';

import {rng} from '../data/generate.js';
import {compare} from './timing.js';

const OPTIONS = {timeZone: 'UTC', currency: 'CNY', now: '2024-12-30T23:59:59.999Z'};
const WIDTH = 640;

/** 2,000 orders of 300 customers. */
function rowsOf(seed) {
  const random = rng(seed);
  return Array.from({length: 2000}, (_, at) => ({
    order_id: `o${at}`, customer_id: `c${Math.floor(300 * random() ** 2)}`, ordered_at: Date.UTC(2024, 0, 1) + Math.floor(random() * 364) * 86_400_000,
    quantity: 1, net: 10 + Math.floor(random() * 500),
  }));
}

/** A source that answers at once what was worked out before, from the one shop and then from the other. */
function turningSource(sources) {
  const answers = new Map();
  const listeners = new Set();
  let turn = 0;
  return {
    get info() {
      return sources[turn % 2].info;
    },
    async run(query) {
      const key = `${turn % 2} ${JSON.stringify(query)}`;
      if (!answers.has(key)) answers.set(key, await sources[turn % 2].run(query, {table: false}));
      return answers.get(key);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    turn() {
      turn++;
      for (const listener of listeners) listener({kind: 'rows'});
    },
  };
}

const loadOf = (widget) => new Promise((resolve, reject) => {
  widget.addEventListener('till-load', resolve, {once: true});
  widget.addEventListener('till-error', ({detail}) => reject(detail.error), {once: true});
});

globalThis.timeChartUpdates = async ({runs}) => {
  const sources = [1, 2].map((seed) => createSource({order_lines: rowsOf(seed)}, OPTIONS));
  const source = turningSource(sources);
  const widget = Object.assign(document.createElement('till-rfm-grid'), {source});
  widget.style.setProperty('width', `${WIDTH}px`);
  const drawn = loadOf(widget);
  document.body.append(widget);
  await drawn;
  const cells = await Promise.all(sources.map(async (each) => {
    const {columns} = await each.run({analysis: 'rfm'}, {table: false});
    return columns.r.map((r, row) => ({r, f: columns.f[row], n: columns.customers[row]}));
  }));
  const place = document.body.appendChild(document.createElement('div'));
  const fields = {x: {field: 'f', type: 'ordinal'}, y: {field: 'r', type: 'ordinal', sort: 'descending'}};
  const {view} = await embed(place, {
    width: WIDTH - 60, height: 220, data: {name: 'cells', values: cells[0]}, encoding: fields,
    layer: [{mark: 'rect', encoding: {color: {field: 'n', type: 'quantitative'}}}, {mark: 'text', encoding: {text: {field: 'n'}}}],
  }, {actions: false, renderer: 'canvas'});
  let turn = 0;
  const results = await compare({
    async hand() {
      await view.data('cells', cells[++turn % 2]).runAsync();
      return null;
    },
    async tillboard() {
      const shown = loadOf(widget);
      source.turn();
      await shown;
      return null;
    },
  }, {runs: Math.max(runs, 25), warmUp: 10});
  const {built} = widget.paintCounts;
  return {'chart update': built === 1 ? results : {...results, tillboard: {error: `the view was built ${built} times`}}};
};
