import {expect} from 'chai';

import {placeBeside} from '../../../../components/shared/render/place-beside.ts';

const SIZE = {width: 100, height: 40};
const VIEWPORT = {width: 400, height: 300};

describe('placeBeside', () => {
  it('stands centred above its anchor', () => {
    expect(placeBeside({x: 180, y: 100, width: 40, height: 20}, SIZE, VIEWPORT)).to.deep.equal({x: 150, y: 54});
  });

  it('goes below where there is no room above', () => {
    expect(placeBeside({x: 180, y: 10, width: 40, height: 20}, SIZE, VIEWPORT)).to.deep.equal({x: 150, y: 36});
  });

  it('stays inside the viewport at the sides', () => {
    expect(placeBeside({x: 0, y: 100, width: 10, height: 10}, SIZE, VIEWPORT).x).to.equal(4);
    expect(placeBeside({x: 390, y: 100, width: 10, height: 10}, SIZE, VIEWPORT).x).to.equal(296);
  });

  it('stays at the top edge when it fits nowhere', () => {
    expect(placeBeside({x: 180, y: 10, width: 40, height: 280}, SIZE, VIEWPORT).y).to.equal(4);
  });
});
