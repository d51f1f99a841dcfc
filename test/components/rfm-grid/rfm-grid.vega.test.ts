import {expect} from 'chai';

import {readGrid, readRanges, readSegments} from '../../../components/rfm-grid/rfm-model.ts';
import {buildRfmGridSpec} from '../../../components/rfm-grid/rfm-grid.vega.ts';
import type {RfmGridOptions} from '../../../components/rfm-grid/rfm-grid.vega.ts';
import type {Cell, QueryResult} from '../../../engine/result.ts';
import {checkSpec, draw} from '../shared/render/check-spec.ts';

const OPTIONS: RfmGridOptions = {
  color: 'customers',
  low: '#e8f1fb',
  high: '#0b4f8a',
  width: 480,
  fontSize: 13,
  words: {
    value: (value) => (value === null ? '—' : String(value)),
    recency: (score) => `R${score}`,
    frequency: (score) => `F${score}`,
    recencyAxis: 'days since',
    frequencyAxis: 'orders',
    often: 'often',
    seldom: 'seldom',
  },
};

function table(columns: Readonly<Record<string, Cell[]>>): QueryResult {
  return {columns, length: Object.values(columns)[0]?.length ?? 0, fields: [], asOf: '2024-03-01T00:00:00Z', notes: []};
}

type CellRow = readonly [r: number, f: number, customers: number, net: number];

/** As the engine answers: every cell, empty ones too; here the corner tells how many scores there are. */
const grid = (filled: readonly CellRow[], scores = 5) => gridOf([...filled, [scores, scores, 0, 0]]);

const gridOf = (cells: readonly CellRow[]) =>
  readGrid(
    table({
      r: cells.map(([r]) => r),
      f: cells.map(([, f]) => f),
      customers: cells.map(([, , customers]) => customers),
      orders: cells.map(([, f, customers]) => f * customers),
      net: cells.map(([, , , net]) => net),
      net_mean: cells.map(([, , customers, net]) => (customers > 0 ? net / customers : null)),
    }),
  );

const cellsOf = (container: Element): SVGGraphicsElement[] => [...container.querySelectorAll<SVGGraphicsElement>('.target_marks path')];

describe('the spec of an RFM grid', () => {
  const model = grid([[5, 5, 158, 900], [1, 1, 40, 100], [5, 1, 10, 0], [3, 3, 0, 0]]);

  it('only maps columns, and compiles without a warning, also with one cell and with none', () => {
    checkSpec(buildRfmGridSpec(model, OPTIONS));
    checkSpec(buildRfmGridSpec(grid([[2, 2, 1, 1]]), OPTIONS));
    checkSpec(buildRfmGridSpec(grid([]), OPTIONS));
    checkSpec(buildRfmGridSpec(grid([[10, 10, 1, 1]], 10), {...OPTIONS, width: 300}));
  });

  it('stays the same, but for the room around it, while words and width change, so that the running view goes on', () => {
    const drawn = (change: Partial<RfmGridOptions>) => {
      const {padding: _, ...rest} = buildRfmGridSpec(model, {...OPTIONS, ...change}).spec;
      return rest;
    };
    const longer = {...OPTIONS.words, recency: (score: number) => `${score * 100}–${score * 1000} days`};
    expect(drawn({words: longer})).to.deep.equal(drawn({}));
    expect(drawn({width: 601.5})).to.deep.equal(drawn({}));
    const cut = JSON.stringify(drawn({width: 120}));
    expect(cut).to.contain('"limit"');
  });

  it('puts recent buyers at the top and frequent buyers at the right', async () => {
    const {container} = await draw(buildRfmGridSpec(model, OPTIONS), 400);
    const [best, worst, recentOnce] = cellsOf(container).map((cell) => cell.getBoundingClientRect());
    expect(best?.top).to.be.below(worst?.top ?? 0);
    expect(best?.left).to.be.above(worst?.left ?? 0);
    expect(recentOnce?.top).to.equal(best?.top);
    expect(recentOnce?.left).to.equal(worst?.left);
    expect(best?.width).to.be.closeTo(80, 0.1);
    container.remove();
  });

  it('draws 25 places of which the empty ones cannot be pointed at', async () => {
    const {container, view} = await draw(buildRfmGridSpec(model, OPTIONS));
    expect(cellsOf(container)).to.have.length(3);
    expect(container.querySelectorAll('.layer_0_marks path')).to.have.length(22);
    expect(view.boundsOf(2)).not.to.equal(null);
    expect(view.boundsOf(3)).to.equal(null);
    container.remove();
  });

  it('colours by what is asked: most customers are not always most money', () => {
    const two = grid([[5, 5, 10, 1000], [1, 1, 100, 50]]);
    const colors = (color: RfmGridOptions['color']) => (buildRfmGridSpec(two, {...OPTIONS, color}).data['cells'] ?? []).map((row) => row['c3']);
    expect(colors('customers')[1]).to.equal('rgb(11, 79, 138)');
    expect(colors('net')[0]).to.equal('rgb(11, 79, 138)');
    expect(colors('net-mean')[0]).to.equal('rgb(11, 79, 138)');
  });

  it('gives a cell with negative money the lowest colour', () => {
    const drawing = buildRfmGridSpec(grid([[5, 5, 10, 1000], [1, 1, 100, -50]]), {...OPTIONS, color: 'net'});
    expect(drawing.data['cells']?.[1]?.['c3']).to.equal('rgb(232, 241, 251)');
  });

  it('leaves numbers out where cells are narrower than they are', async () => {
    const narrow = await draw(buildRfmGridSpec(model, {...OPTIONS, width: 150}), 90);
    expect(narrow.texts).not.to.include('158');
    const wide = await draw(buildRfmGridSpec(model, OPTIONS));
    expect(wide.texts).to.include('158');
    narrow.container.remove();
    wide.container.remove();
  });
});

describe('the segments of an RFM grid', () => {
  const answer = table({
    segment: ['Lost', 'Champions', 'Nobody'], segment_zh: ['已流失客户', '冠军客户', '无'],
    customers: [300, 100, 0], share: [0.75, 0.25, 0], net: [500, 1500, null], net_share: [0.25, 0.75, null],
  });

  it('come with most money first, without empty ones, under the names of the language', () => {
    expect(readSegments(answer, 'en').map(({name, share, netShare}) => [name, share, netShare])).to.deep.equal([
      ['Champions', 0.25, 0.75],
      ['Lost', 0.75, 0.25],
    ]);
    expect(readSegments(answer, 'zh-CN').map(({key, name}) => [key, name])).to.deep.equal([['Champions', '冠军客户'], ['Lost', '已流失客户']]);
  });
});

describe('what a score stands for', () => {
  it('is a range of whole numbers, open at the far end, and nothing for a score that cannot be had', () => {
    const ranges = readRanges(
      table({
        r_score: [3, 2, 1], recency_lower: [2, 30, 90], recency_upper: [30, 90, 400],
        f_score: [1, 2, 3], frequency_lower: [1, 1, 1.6], frequency_upper: [1, 1.6, 9],
      }),
    );
    expect([...ranges.recency]).to.deep.equal([[3, {from: 2, to: 30}], [2, {from: 31, to: 90}], [1, {from: 91, to: null}]]);
    expect([...ranges.frequency]).to.deep.equal([[1, {from: 1, to: 1}], [2, null], [3, {from: 2, to: null}]]);
  });
});
