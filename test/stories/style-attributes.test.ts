import {expect} from 'chai';

import {takeBlockedStyles} from './style-attributes.ts';

describe('the watch over style attributes', () => {
  it('hears of one that a parser or a script writes', async () => {
    const element = document.createElement('p');
    element.setAttribute(['st', 'yle'].join(''), 'color: red');
    document.body.append(element);
    const parsed = new Range().createContextualFragment('<p style="color: red">A template.</p>');
    document.body.append(parsed);
    expect(await takeBlockedStyles()).to.have.length(2);
  });

  it('is silent about a script that sets a property of `style`', async () => {
    const element = document.createElement('p');
    document.body.append(element);
    element.style.setProperty('color', 'red');
    expect(await takeBlockedStyles()).to.deep.equal([]);
    expect(getComputedStyle(element).color).to.equal('rgb(255, 0, 0)');
  });
});
