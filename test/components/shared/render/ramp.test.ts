import {expect} from 'chai';
import fc from 'fast-check';

import {contrast, luminance, mixColors, textOn} from '../../../../components/shared/render/ramp.ts';

const channel = fc.integer({min: 0, max: 255});
const color = fc.tuple(channel, channel, channel).map(([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`);

describe('heat colours', () => {
  it('begin and end with the two ends, whatever way those are written', () => {
    expect(mixColors('#102030', 'rgb(200, 210, 220)', 0)).to.equal('rgb(16, 32, 48)');
    expect(mixColors('#102030', 'rgb(200, 210, 220)', 1)).to.equal('rgb(200, 210, 220)');
    expect(mixColors('#102030', 'rgb(200, 210, 220)', 7)).to.equal('rgb(200, 210, 220)');
  });

  it('have the published middle of black and white in OKLab', () => {
    expect(mixColors('#000000', '#ffffff', 0.5)).to.equal('rgb(99, 99, 99)');
  });

  it('grow in one direction between a dark and a light end', () => {
    const steps = Array.from({length: 11}, (_, index) => luminance(mixColors('#0b2545', '#e8f1fb', index / 10)));
    expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
  });

  it('have the contrast of the WCAG examples', () => {
    expect(contrast('#ffffff', '#000000')).to.equal(21);
    expect(contrast('#767676', '#ffffff')).to.be.closeTo(4.54, 0.01);
  });

  it('always carry a text that reads: at least 4.5 to 1', () => {
    fc.assert(fc.property(color, (background) => contrast(background, textOn(background)) >= 4.5));
  });

  it('stay colours for any two ends', () => {
    fc.assert(
      fc.property(color, color, fc.double({min: -1, max: 2, noNaN: true}), (low, high, share) =>
        /^rgb\((\d{1,3}), (\d{1,3}), (\d{1,3})\)$/.test(mixColors(low, high, share)),
      ),
    );
  });
});
