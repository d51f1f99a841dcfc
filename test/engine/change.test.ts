import {expect} from 'chai';

import {pointChange, previousValue, relativeChange} from '../../engine/change.ts';

describe('changes', () => {
  it('divide by the size of the base, so that better is positive on a negative base', () => {
    const pairs = [[0, 1], [5, 3], [3, 12], [-5, 3], [-3, 12]] as const;
    expect(pairs.map(([now, base]) => relativeChange(now, base).change)).to.deep.equal([-1, 2 / 3, -0.75, -8 / 3, -1.25]);
    expect(relativeChange(5, -10)).to.deep.equal({change: 1.5, status: 'ok'});
  });

  it('call growth from zero new, and zero to zero none', () => {
    expect(relativeChange(5, 0)).to.deep.equal({change: null, status: 'new'});
    expect(relativeChange(0, 0)).to.deep.equal({change: 0, status: 'ok'});
  });

  it('say which side is missing', () => {
    expect(relativeChange(5, null).status).to.equal('no-base');
    expect(relativeChange(null, 5).status).to.equal('no-value');
    expect(pointChange(0.25, 0.5)).to.deep.equal({change: -0.25, status: 'ok'});
  });

  it('find the nearest earlier value across gaps', () => {
    expect(previousValue([300, null, 100])).to.deep.equal({value: 100, index: 0, change: -2 / 3, status: 'ok'});
    expect(previousValue([null, 100])).to.deep.equal({value: 100, index: null, change: null, status: 'no-base'});
  });
});
