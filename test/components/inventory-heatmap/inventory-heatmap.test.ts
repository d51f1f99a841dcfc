import {expect} from 'chai';

import '../../../components/inventory-heatmap/inventory-heatmap.ts';
import type {InventoryQuery} from '../../../engine/analyses/inventory/inventory-query.ts';
import type {Cell, QueryResult} from '../../../engine/result.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {TillEventDetails} from '../../../components/shared/events.ts';
import {clearPage, until} from '../../support/test-widget.ts';
import {describeChartElement, drawn, mount, press, table, texts} from '../shared/render/describe-chart-element.ts';
import type {Mounted} from '../shared/render/describe-chart-element.ts';

const answer = (columns: Readonly<Record<string, Cell[]>>, totals: Readonly<Record<string, Cell>> = {}): QueryResult => ({
  columns, totals, length: Object.values(columns)[0]?.length ?? 0, fields: [], asOf: '2024-03-01T00:00:00Z', notes: [],
});

function reply({view}: InventoryQuery, more: boolean): QueryResult {
  if (view === 'reorder') {
    return answer(
      {sku: ['A'], product: ['Lamp'], warehouse: ['West'], available: [0], in_transit: [4], reorder_point: [12.5], reorder_qty: [30], reorder_cost: [600]},
      {reorder_lines: 1, reorder_units: 30, reorder_cost: 600},
    );
  }
  return answer(
    {
      sku: ['A', 'A', 'B'], product: ['Lamp', 'Lamp', null], warehouse: ['East', 'West', 'East'], state: ['ok', 'out', 'overstock'],
      on_hand: [40, 0, 900], available: [more ? 39 : 40, 0, 900], in_transit: [0, 4, 0], days_of_cover: [33.4, 0, null],
      reorder_point: [12.5, 12.5, null], safety_stock: [3, 3, null], reorder_qty: [0, 30, 0], abc: ['A', 'A', 'C'], value: [800, 0, 9000],
    },
    {out_of_stock_active: 1, as_of: '2024-03-01'},
  );
}

describeChartElement({
  tag: 'till-inventory-heatmap',
  attributes: {},
  reply: (query, more) => reply(query as InventoryQuery, more),
  firstSelection: {
    kind: 'stock',
    values: {
      sku: 'A', warehouse: 'East', state: 'ok', on_hand: 40, available: 40, in_transit: 0, days_of_cover: 33.4, reorder_point: 12.5, reorder_qty: 0,
    },
  },
});

const DAY = 86_400_000;
const NOW = Date.parse('2024-07-01T00:00:00Z');
const HOSTILE = ['__proto__', "a'b", '|', '<img src=x onerror="window.pwned=1">', '007'];

/** One shelf each: empty, oversold, low, full, fine; each SKU sells one a day, today included. */
function shop(skus: readonly string[] = ['EMPTY', 'OWED', 'LOW', 'FULL', 'FINE'], warehouse = 'Main') {
  const onHand = [0, -3, 2, 5000, 60];
  return createSource(
    {
      stock: skus.map((sku, index) => ({sku, warehouse, on_hand: onHand[index], unit_cost: 20, snapshot_at: NOW, lead_time_days: 7})),
      order_lines: skus.flatMap((sku, index) =>
        Array.from({length: 60}, (_, day) => ({order_id: `${index}-${day}`, ordered_at: NOW - day * DAY, sku, quantity: 1, net: 50})),
      ),
    },
    {timeZone: 'UTC', currency: 'CNY', now: NOW},
  );
}

describe('<till-inventory-heatmap> over rows', () => {
  afterEach(clearPage);
  const state = (element: Mounted, name: string) =>
    [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.state')].find((each) => each.textContent?.includes(name)) as HTMLButtonElement;
  const listed = (element: Mounted) => [...element.renderRoot.querySelectorAll('.order tbody tr')].map((row) => row.children[0]?.textContent?.trim());

  it('puts the most urgent first and gives each state its sign', async () => {
    const element = mount('till-inventory-heatmap', {}, shop());
    await drawn(element);
    expect(texts(element)).to.include.members(['◆ -3', '✕ 0', '▼ 2', '▲ 5,000', '60']);
    element.renderRoot.querySelector<HTMLElement>('header .tool')?.click();
    await element.updateComplete;
    expect(table(element).slice(1).map((row) => [row[0], row[3], row[5]])).to.deep.equal([
      ['OWED', 'Oversold', '-3'], ['EMPTY', 'Out of stock', '0'], ['LOW', 'Reorder', '2'], ['FULL', 'Overstock', '5,000'], ['FINE', 'OK', '60'],
    ]);
  });

  it('says how many are out and what ordering costs, and lists exactly that', async () => {
    const element = mount('till-inventory-heatmap', {'lead-time-days': '7'}, shop());
    await drawn(element);
    // One a day without spread: no safety stock, reorder point 7, order up to 7 + 7 days: 17 + 14 + 12 units at 20.
    expect(element.renderRoot.querySelector('.summary')?.textContent).to.equal('2 SKUs are out of stock; 3 SKUs to reorder now for ¥860.00.');
    expect(listed(element)).to.deep.equal(['OWED', 'EMPTY', 'LOW']);
    const quantities = [...element.renderRoot.querySelectorAll('.order tbody tr')].map((row) => row.children[2]?.textContent);
    expect(quantities).to.deep.equal(['17', '14', '12']);
  });

  it('hands the order list over, and saves no file when its host takes it', async () => {
    const element = mount('till-inventory-heatmap', {}, shop());
    await drawn(element);
    const told: TillEventDetails['till-select'][] = [];
    const files: string[] = [];
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      files.push((blob as Blob).type);
      return create(blob);
    };
    const stopDownload = (event: Event): void => event.preventDefault();
    document.addEventListener('click', stopDownload, true);
    try {
      element.addEventListener('till-select', (event) => {
        told.push(event.detail);
        event.preventDefault();
      }, {once: true});
      const save = element.renderRoot.querySelector<HTMLButtonElement>('.order .button');
      save?.click();
      expect(told).to.deep.equal([
        {kind: 'reorder', lines: [{sku: 'OWED', warehouse: 'Main', quantity: 17}, {sku: 'EMPTY', warehouse: 'Main', quantity: 14}, {sku: 'LOW', warehouse: 'Main', quantity: 12}]},
      ]);
      expect(files).to.deep.equal([]);
    } finally {
      document.removeEventListener('click', stopDownload, true);
      URL.createObjectURL = create;
    }
  });

  it('shows only the rows with a state when that is pressed, and all again after', async () => {
    const element = mount('till-inventory-heatmap', {}, shop());
    await drawn(element);
    state(element, 'Overstock').click();
    await until(() => texts(element).length === 2, 'one row');
    expect(texts(element)).to.have.members(['▲ 5,000', 'FULL']);
    expect(state(element, 'Overstock').getAttribute('aria-pressed')).to.equal('true');
    expect(state(element, 'Out of stock').textContent).to.contain('1');
    state(element, 'Overstock').click();
    await until(() => texts(element).length === 10, 'all rows');
  });

  it('draws as many rows as it is told to, says how many more there are, and shows them on request', async () => {
    const element = mount('till-inventory-heatmap', {limit: '2'}, shop());
    await drawn(element);
    expect(texts(element)).to.have.members(['◆ -3', 'OWED', '✕ 0', 'EMPTY']);
    const hint = [...element.renderRoot.querySelectorAll('.hint')].find((each) => each.textContent?.includes('less urgent'));
    expect(hint?.textContent).to.contain('3 less urgent rows');
    hint?.querySelector('button')?.click();
    await until(() => texts(element).length === 10, 'all rows');
  });

  it('says state and units of the cell in focus, and what to order of it', async () => {
    const element = mount('till-inventory-heatmap', {}, shop());
    await drawn(element);
    element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
    await press(element, 'ArrowDown');
    const active = element.renderRoot.querySelector('[role=option][aria-selected=true]');
    expect(active?.textContent?.trim()).to.equal('EMPTY, Main: Out of stock, 0 available. Order 14.');
  });

  it('draws hostile names as they are', async () => {
    const element = mount('till-inventory-heatmap', {}, shop(HOSTILE, "<b>'|"));
    await drawn(element);
    for (const name of ['__proto__', "a'b", '|', '007']) expect(texts(element)).to.include(name);
    expect(element.renderRoot.querySelector('.warehouses')?.textContent?.trim()).to.equal("<b>'|");
    expect(element.renderRoot.querySelector('img, .warehouses b')).to.equal(null);
    const first = HOSTILE[1] as string;
    expect(listed(element)).to.include(first);
    expect('pwned' in window).to.equal(false);
  });

  it('names the table it misses', async () => {
    const source = createSource({order_lines: [{order_id: '1', ordered_at: NOW, quantity: 1, net: 1}]}, {timeZone: 'UTC', currency: 'CNY', now: NOW});
    const element = mount('till-inventory-heatmap', {}, source);
    await until(() => element.widgetState === 'empty', 'empty');
    expect(element.renderRoot.querySelector('.message')?.textContent).to.contain('“stock”');
  });

  it('lines the names of the warehouses up with their columns', async () => {
    const element = mount('till-inventory-heatmap', {}, shop());
    await drawn(element);
    const name = element.renderRoot.querySelector('.warehouses span')?.getBoundingClientRect() as DOMRect;
    const cell = element.renderRoot.querySelector('.target_marks path')?.getBoundingClientRect() as DOMRect;
    expect(name.left).to.be.closeTo(cell.left, 1.5);
    expect(name.right).to.be.closeTo(cell.right, 1.5);
  });
});
