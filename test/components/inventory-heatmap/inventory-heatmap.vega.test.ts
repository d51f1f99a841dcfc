import {expect} from 'chai';

import {buildInventorySpec} from '../../../components/inventory-heatmap/inventory-heatmap.vega.ts';
import type {InventoryOptions} from '../../../components/inventory-heatmap/inventory-heatmap.vega.ts';
import {STATE_GLYPHS, STOCK_STATES} from '../../../components/inventory-heatmap/inventory-cells.ts';
import type {StockCell, StockState} from '../../../components/inventory-heatmap/inventory-cells.ts';
import {buildBoard as boardOf} from '../../../components/inventory-heatmap/inventory-model.ts';
import type {StockBoard} from '../../../components/inventory-heatmap/inventory-model.ts';
import type {Cell} from '../../../engine/result.ts';
import {checkSpec, draw} from '../shared/render/check-spec.ts';

const OPTIONS: InventoryOptions = {
  color: 'state',
  stateColors: {
    oversold: '#7b1e2b', out: '#a3283a', 'below-safety': '#d9822b', reorder: '#e8b64c', dead: '#6d7178', slow: '#a8adb5',
    overstock: '#5b7fbf', 'no-data': '#e3e5e8', ok: '#d7eadf',
  },
  short: '#d9822b',
  long: '#e8f1fb',
  width: 500,
  fontSize: 13,
  words: {
    units: (value) => (value === null ? '' : String(value)),
    days: (value) => (value === null ? '—' : `${value} d`),
    item: ({item, product}) => product ?? item,
  },
};

const cell = (item: string, warehouse: string, state: StockState, onHand = 5, cover: number | null = 10): StockCell => ({
  item, warehouse, state, onHand, cover, product: null, available: onHand, inTransit: 0, reorderPoint: 8, safetyStock: 3,
  reorderQuantity: 0, abc: 'A', value: null,
});

/** The board of an answer that has these cells. */
function buildBoard(cells: readonly StockCell[], limit: number, only: StockState | null): StockBoard {
  const column = (read: (each: StockCell) => Cell): Cell[] => cells.map(read);
  const columns = {
    sku: column(({item}) => item), product: column(({product}) => product), warehouse: column(({warehouse}) => warehouse),
    state: column(({state}) => state), on_hand: column(({onHand}) => onHand), available: column(({available}) => available),
    in_transit: column(({inTransit}) => inTransit), days_of_cover: column(({cover}) => cover), reorder_point: column((each) => each.reorderPoint),
    safety_stock: column(({safetyStock}) => safetyStock), reorder_qty: column((each) => each.reorderQuantity), abc: column(({abc}) => abc),
    value: column(({value}) => value),
  };
  return boardOf({columns, length: cells.length, fields: [], asOf: '2024-03-01T00:00:00Z', notes: []}, limit, only);
}

describe('the stock board', () => {
  it('has the most urgent rows first: worst state, then how many cells share it, then least cover', () => {
    const cells = [
      cell('fine', 'W', 'ok'), cell('fine', 'E', 'ok'),
      cell('one-out', 'W', 'out'), cell('one-out', 'E', 'ok', 5, 3),
      cell('all-out', 'W', 'out'), cell('all-out', 'E', 'out'),
      cell('one-out-longer', 'W', 'out'), cell('one-out-longer', 'E', 'ok', 5, 90),
      cell('owed', 'W', 'oversold', -2),
    ];
    expect(buildBoard(cells, 40, null).rows.map(({item}) => item)).to.deep.equal(['owed', 'all-out', 'one-out', 'one-out-longer', 'fine']);
  });

  it('counts every state before it cuts rows off, and says how many are hidden', () => {
    const cells = Array.from({length: 50}, (_, index) => cell(`sku ${index}`, 'W', index < 7 ? 'out' : 'ok'));
    const board = buildBoard(cells, 40, null);
    expect(board.rows).to.have.length(40);
    expect(board.hidden).to.equal(10);
    expect([...board.counts]).to.deep.equal([['out', 7], ['ok', 43]]);
    const only = buildBoard(cells, 40, 'out');
    expect(only.rows).to.have.length(7);
    expect(only.hidden).to.equal(0);
    expect(only.counts.get('ok')).to.equal(43);
  });

  it('keeps items and warehouses apart whatever they are called', () => {
    const cells = [cell('a|b', 'c', 'ok'), cell('a', 'b|c', 'ok'), cell('__proto__', 'constructor', 'out')];
    const board = buildBoard(cells, 40, null);
    expect(board.rows.map(({item}) => item)).to.deep.equal(['__proto__', 'a', 'a|b']);
    expect(board.warehouses).to.deep.equal(['b|c', 'c', 'constructor']);
  });
});

describe('the spec of the stock board', () => {
  const board = buildBoard([cell('A', 'W', 'out', 0, 0), cell('A', 'E', 'ok', 40), cell('B', 'E', 'overstock', 900, 200)], 40, null);

  it('only maps columns, and compiles without a warning, also with one cell and with none', () => {
    checkSpec(buildInventorySpec(board, OPTIONS));
    checkSpec(buildInventorySpec(board, {...OPTIONS, color: 'cover'}));
    checkSpec(buildInventorySpec(buildBoard([cell('A', 'W', 'ok')], 40, null), OPTIONS));
    checkSpec(buildInventorySpec(buildBoard([], 40, null), OPTIONS));
  });

  it('stays the same, but for the room around it, while names and width change, and cuts names that have no room', () => {
    const drawn = (items: readonly string[], width = 500) => {
      const cells = items.flatMap((item) => [cell(item, 'W', 'ok'), cell(item, 'E', 'out')]);
      const {padding: _, ...rest} = buildInventorySpec(buildBoard(cells, 40, null), {...OPTIONS, width}).spec;
      return rest;
    };
    expect(drawn(['A longer name'])).to.deep.equal(drawn(['A', 'B', 'C']));
    expect(drawn(['A'], 612)).to.deep.equal(drawn(['A']));
    expect(JSON.stringify(drawn(['A']))).not.to.contain('"limit"');
    expect(JSON.stringify(drawn(['A name that is longer than the third part of a narrow drawing'], 300))).to.contain('"limit":92');
  });

  it('draws a cell with its sign and units, and an empty place where an item is not kept', async () => {
    const {container, texts, messages} = await draw(buildInventorySpec(board, OPTIONS));
    expect(container.querySelectorAll('.target_marks path')).to.have.length(3);
    expect(container.querySelectorAll('.layer_0_marks path')).to.have.length(1);
    expect(texts).to.include.members(['✕ 0', '40', '▲ 900', 'A', 'B']);
    expect(messages).to.deep.equal([]);
    container.remove();
  });

  it('keeps the sign where there is no room for the number', async () => {
    const {container, texts} = await draw(buildInventorySpec(board, {...OPTIONS, width: 90}), 60);
    expect(texts).to.include('✕');
    expect(texts).not.to.include('40');
    container.remove();
  });

  it('shows days when coloured by cover', async () => {
    const {container, texts} = await draw(buildInventorySpec(board, {...OPTIONS, color: 'cover'}));
    expect(texts).to.include.members(['✕ 0 d', '10 d', '▲ 200 d']);
    container.remove();
  });

  it('has a sign of its own for each state but the good one', () => {
    const signs = STOCK_STATES.map((state) => STATE_GLYPHS[state]);
    expect(new Set(signs).size).to.equal(STOCK_STATES.length);
    expect(STATE_GLYPHS.ok).to.equal('');
  });
});
