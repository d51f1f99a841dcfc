import {expect} from 'chai';

import '../../../components/rfm-grid/rfm-grid.ts';
import type {RfmQuery} from '../../../engine/analyses/rfm/rfm-query.ts';
import type {Cell, QueryResult} from '../../../engine/result.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {RfmSelection, TillEventDetails} from '../../../components/shared/events.ts';
import {expectConsole} from '../../support/console-guard.ts';
import {clearPage, until} from '../../support/test-widget.ts';
import {describeChartElement, drawn, mount, press, texts} from '../shared/render/describe-chart-element.ts';
import type {Mounted} from '../shared/render/describe-chart-element.ts';

const answer = (columns: Readonly<Record<string, Cell[]>>, totals: Readonly<Record<string, Cell>> = {}): QueryResult => ({
  columns, totals, length: Object.values(columns)[0]?.length ?? 0, fields: [], asOf: '2024-03-01T00:00:00Z', notes: [],
});

/** Two scores: 30 customers who buy often and lately, 20 who bought once long ago. */
function reply({view}: RfmQuery, more: boolean): QueryResult {
  const loyal = more ? 40 : 30;
  if (view === 'segments') {
    return answer({
      segment: ['Champions', 'Lost'], segment_zh: ['冠军客户', '已流失客户'], customers: [loyal, 20], share: [0.6, 0.4],
      net: [9000, 1000], net_share: [0.9, 0.1],
    });
  }
  if (view === 'cuts') {
    return answer({
      r_score: [2, 1], recency_lower: [1, 30], recency_upper: [30, 200], f_score: [1, 2], frequency_lower: [1, 1], frequency_upper: [1, 9],
    });
  }
  if (view === 'customers') {
    return answer({
      customer_id: ['007', '7'], recency_days: [3, 9], orders: [8, 2], net: [500, 40], segment: ['Champions', 'Champions'], segment_zh: ['冠军客户', '冠军客户'],
    });
  }
  return answer(
    {
      r: [1, 1, 2, 2], f: [1, 2, 1, 2], customers: [20, 0, 0, loyal], orders: [20, 0, 0, 200],
      net: [1000, 0, 0, 9000], net_mean: [50, null, null, 300],
    },
    {as_of: '2024-03-01'},
  );
}

describeChartElement({
  tag: 'till-rfm-grid',
  attributes: {},
  reply: (query, more) => reply(query as RfmQuery, more),
  firstSelection: {kind: 'rfm', r: 1, f: 1, customers: ['007', '7']},
});

const DAY = 86_400_000;
const NOW = Date.parse('2024-07-01T00:00:00Z');

/** Customer k of 250 has k % 5 + 1 orders, the last one k days ago, each of 10. */
function shop(id: (k: number) => string = (k) => `c${k}`) {
  const order_lines = [];
  for (let k = 0; k < 250; k += 1) {
    for (let n = 0; n <= k % 5; n += 1) {
      order_lines.push({order_id: `${k}-${n}`, customer_id: id(k), ordered_at: NOW - (k + n + 1) * DAY, quantity: 1, net: 10});
    }
  }
  return createSource({order_lines}, {timeZone: 'UTC', currency: 'CNY', now: NOW});
}

describe('<till-rfm-grid> over rows', () => {
  afterEach(clearPage);
  const rows = (element: Mounted) => [...element.renderRoot.querySelectorAll('.members tbody tr')];
  const button = (element: Mounted, words: string) =>
    [...element.renderRoot.querySelectorAll('button')].find((each) => `${each.ariaLabel ?? ''} ${each.textContent ?? ''}`.includes(words)) as HTMLButtonElement;

  it('draws the count of each cell, and together they are all customers', async () => {
    const element = mount('till-rfm-grid', {}, shop());
    await drawn(element);
    const axis = new Set(['1', '2', '3', '4', '5']);
    const result = element.result as QueryResult;
    const counts = (result.columns['customers'] as number[]).filter((count) => count > 0);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(250);
    const shown = texts(element).filter((text) => /^\d+$/.test(text) && !axis.has(text));
    expect(shown.sort()).to.deep.equal(counts.map(String).filter((text) => !axis.has(text)).sort());
  });

  it('opens the customers of a segment: first 100, then more, and tells all of them once', async () => {
    const element = mount('till-rfm-grid', {segments: 'eight', scores: '2'}, shop());
    await drawn(element);
    const told: TillEventDetails['till-select'][] = [];
    element.addEventListener('till-select', ({detail}) => told.push(detail));
    const segments = [...element.renderRoot.querySelectorAll('.segments tbody tr')];
    const sizes = segments.map((row) => Number(row.children[1]?.textContent));
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.equal(250);
    const largest = sizes.indexOf(Math.max(...sizes));
    segments[largest]?.querySelector('button')?.click();
    await until(() => rows(element).length > 0, 'customers');
    await element.updateComplete;
    expect(rows(element)).to.have.length(Math.min(100, sizes[largest] as number));
    expect(told).to.have.length(1);
    expect((told[0] as RfmSelection).customers).to.have.length(sizes[largest] as number);
    expect(segments[largest]?.querySelector('button')?.getAttribute('aria-pressed')).to.equal('true');
    button(element, 'Close').click();
    await element.updateComplete;
    expect(rows(element)).to.have.length(0);
  });

  it('shows more than the first hundred on request', async () => {
    const order_lines = Array.from({length: 230}, (_, k) => ({order_id: `o${k}`, customer_id: `c${k}`, ordered_at: NOW - DAY, quantity: 1, net: 5}));
    const element = mount('till-rfm-grid', {}, createSource({order_lines}, {timeZone: 'UTC', currency: 'CNY', now: NOW}));
    await drawn(element);
    element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
    await press(element, 'Enter');
    await until(() => rows(element).length === 100, 'the first hundred');
    expect(element.renderRoot.querySelector('.members-head')?.textContent).to.contain('100 of 230');
    button(element, 'Show more').click();
    await until(() => rows(element).length === 200, 'two hundred');
    button(element, 'Show more').click();
    await until(() => rows(element).length === 230, 'all');
    expect(button(element, 'Show more')).to.equal(undefined);
  });

  it('never shows customers under the name of another cell', async () => {
    const element = mount('till-rfm-grid', {segments: 'eight'}, shop());
    await drawn(element);
    const names = (): string => element.renderRoot.querySelector('.members-head b')?.textContent ?? '';
    const buttons = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.segments button')];
    for (const each of buttons.slice(0, 3)) {
      each.click();
      const name = each.textContent?.trim() ?? '';
      await until(() => {
        const shown = names().replace('Customers: ', '');
        const inRows = rows(element).map((row) => row.children[4]?.textContent?.trim());
        expect(inRows.every((segment) => segment === shown)).to.equal(true);
        return shown === name;
      }, `the customers of ${name}`);
    }
  });

  it('keeps ids as they are, in the list and in the event', async () => {
    const ids = ['007', '7', '1234567890123456789', '1234567890123456788', '__proto__', '<img src=x onerror="window.pwned=1">', 'a|b'];
    const order_lines = ids.map((customer_id, k) => ({order_id: `o${k}`, customer_id, ordered_at: NOW - DAY, quantity: 1, net: 5}));
    const element = mount('till-rfm-grid', {}, createSource({order_lines}, {timeZone: 'UTC', currency: 'CNY', now: NOW}));
    await drawn(element);
    const told: TillEventDetails['till-select'][] = [];
    element.addEventListener('till-select', ({detail}) => told.push(detail));
    element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
    await press(element, 'Enter');
    await until(() => told.length > 0, 'till-select');
    expect([...(told[0] as RfmSelection).customers].sort()).to.deep.equal([...ids].sort());
    expect(rows(element).map((row) => row.children[0]?.textContent).sort()).to.deep.equal([...ids].sort());
    expect(element.renderRoot.querySelector('img')).to.equal(null);
  });

  it('is coloured by what its reader picks', async () => {
    const element = mount('till-rfm-grid', {}, shop());
    await drawn(element);
    const before = texts(element).join();
    const select = element.renderRoot.querySelector('select') as HTMLSelectElement;
    select.value = 'net';
    select.dispatchEvent(new Event('change'));
    await until(() => texts(element).join() !== before, 'money in the cells');
    expect(texts(element).some((text) => text.startsWith('¥'))).to.equal(true);
  });

  it('says that a number of scores makes no question, and what would', async () => {
    expectConsole('warn', /whole number/);
    const element = mount('till-rfm-grid', {scores: '11'}, shop());
    await until(() => element.widgetState === 'error', 'error');
    expect(element.renderRoot.querySelector('.message')?.textContent).to.contain('whole number from 2 to 10');
  });
});
