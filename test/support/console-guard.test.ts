import {expect} from 'chai';

import {expectConsole} from './console-guard.ts';

describe('the test page', () => {
  it('lets an expected message pass', () => {
    expectConsole('warn', /colour/);
    console.warn('no such colour');
  });

  it('is in a zone with daylight saving and a half-hour offset', () => {
    expect(new Date(2024, 0, 15).getTimezoneOffset()).to.equal(210);
    expect(new Date(2024, 6, 15).getTimezoneOffset()).to.equal(150);
  });

  it('paints: animation frames and resize observers run, also beside a second page', async () => {
    await new Promise(requestAnimationFrame);
    const box = document.createElement('div');
    document.body.append(box);
    await new Promise<void>((resolve) => {
      const observer = new ResizeObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(box);
    });
  });
});
