import {render, svg} from 'lit';
import {expect} from 'chai';

import {renderSparkline} from '../../../components/kpi/sparkline.ts';
import type {SparkSeries} from '../../../components/kpi/sparkline.ts';

type Point = readonly [x: number, y: number];

/** What is drawn, by class, as strokes of points. A view box of 200 × 40 with an edge of 3. */
function draw(series: Partial<SparkSeries> & Pick<SparkSeries, 'values'>): Readonly<Record<string, Point[][]>> {
  const place = document.createElement('div');
  render(renderSparkline({fromZero: true, lastIsPartial: false, ...series}) ?? svg``, place);
  const strokes = (text: string): Point[][] =>
    text.split('M').filter((part) => part !== '').map((part) => part.replace('h0', '').split('L').map((pair) => pair.split(' ').map(Number) as unknown as Point));
  return Object.fromEntries([...place.querySelectorAll('path')].map((path) => [path.getAttribute('class') ?? '', strokes(path.getAttribute('d') ?? '')]));
}

describe('the small line', () => {
  it('goes from edge to edge, zero at the bottom and the largest at the top', () => {
    expect(draw({values: [0, 10, 5]})['line']).to.deep.equal([[[3, 37], [100, 3], [197, 20]]]);
  });

  it('begins at its smallest for rates', () => {
    expect(draw({values: [0.4, 0.6, 0.5], fromZero: false})['line']).to.deep.equal([[[3, 37], [100, 3], [197, 20]]]);
  });

  it('keeps negative days above the edge', () => {
    expect(draw({values: [-10, 10]})['line']).to.deep.equal([[[3, 37], [197, 3]]]);
  });

  it('has a gap where nothing is known, and a dot for a point between two gaps', () => {
    expect(draw({values: [10, 10, null, 10, null, 10, 10]})['line']?.map((stroke) => stroke.length)).to.deep.equal([2, 1, 2]);
    const place = document.createElement('div');
    render(renderSparkline({values: [10, null, 10, null, 10], fromZero: true, lastIsPartial: false}), place);
    expect(place.querySelector('.line')?.getAttribute('d')).to.equal('M3.0 3.0h0M100.0 3.0h0M197.0 3.0h0');
  });

  it('ends in dashes where its last bucket is not over', () => {
    const lines = draw({values: [10, 10, 5], lastIsPartial: true});
    expect(lines['line']).to.deep.equal([[[3, 3], [100, 3]]]);
    expect(lines['line partial']).to.deep.equal([[[100, 3], [197, 20]]]);
  });

  it('has its base behind it on the same scale, also where that is longer', () => {
    const lines = draw({values: [10, 20], base: [0, 40, 40]});
    expect(lines['base']).to.deep.equal([[[3, 37], [100, 3], [197, 3]]]);
    expect(lines['line']).to.deep.equal([[[3, 28.5], [100, 20]]]);
  });

  it('is not drawn for fewer than two known points, and is flat, not broken, for equal ones', () => {
    expect(draw({values: []})).to.deep.equal({});
    expect(draw({values: [null, 5, null]})).to.deep.equal({});
    expect(draw({values: [0, 0]})['line']).to.deep.equal([[[3, 37], [197, 37]]]);
  });
});
