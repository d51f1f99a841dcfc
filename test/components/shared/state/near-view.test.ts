import {expect} from 'chai';

import {onceNear} from '../../../../components/shared/state/near-view.ts';
import {clearPage, settle} from '../../../support/test-widget.ts';

describe('what waits until it is near the view', () => {
  let calls: number;
  const stops: (() => void)[] = [];

  beforeEach(() => {
    calls = 0;
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    clearPage();
    scrollTo(0, 0);
  });

  function place(top: number, display = 'block'): HTMLElement {
    const target = document.createElement('div');
    Object.assign(target.style, {position: 'absolute', top: `${top}px`, width: '10px', height: '10px', display});
    document.body.append(target);
    stops.push(onceNear(target, '300px', () => (calls += 1)));
    return target;
  }

  it('is called in view, and within the margin below it', async () => {
    place(0);
    place(innerHeight + 200);
    await settle();
    expect(calls).to.equal(2);
  });

  it('is called once when it is scrolled near, and not again', async () => {
    const target = place(innerHeight + 3000);
    await settle();
    expect(calls).to.equal(0);
    target.scrollIntoView();
    await settle();
    scrollTo(0, 0);
    await settle();
    target.scrollIntoView();
    await settle();
    expect(calls).to.equal(1);
  });

  it('waits in a closed tab until the tab is shown', async () => {
    const target = place(0, 'none');
    await settle();
    expect(calls).to.equal(0);
    target.style.display = 'block';
    await settle();
    expect(calls).to.equal(1);
  });

  it('waits under content-visibility until it comes near', async () => {
    const panel = document.createElement('div');
    panel.style.cssText = `position: absolute; top: ${innerHeight + 5000}px; content-visibility: auto; contain-intrinsic-size: 100px 100px`;
    const target = document.createElement('div');
    target.textContent = 'x';
    panel.append(target);
    document.body.append(panel);
    stops.push(onceNear(target, '300px', () => (calls += 1)));
    await settle();
    expect(calls).to.equal(0);
    panel.scrollIntoView();
    await settle();
    await settle();
    expect(calls).to.equal(1);
  });

  it('is not called once it was given up', async () => {
    const target = place(innerHeight + 3000);
    stops.splice(0).forEach((stop) => stop());
    target.scrollIntoView();
    await settle();
    expect(calls).to.equal(0);
  });

  it('is called at once where nothing can tell what is in view', async () => {
    const {IntersectionObserver} = window;
    Reflect.deleteProperty(window, 'IntersectionObserver');
    try {
      place(innerHeight + 3000);
    } finally {
      window.IntersectionObserver = IntersectionObserver;
    }
    await settle();
    expect(calls).to.equal(1);
  });

  // A page that was printed once waits no more: this one comes last.
  it('is called before the page is printed, but for what is hidden; what comes after the print is called too', async () => {
    place(innerHeight + 3000);
    place(innerHeight + 3000, 'none');
    await settle();
    expect(calls).to.equal(0);
    dispatchEvent(new Event('beforeprint'));
    expect(calls).to.equal(1);
    place(innerHeight + 3000);
    await settle();
    expect(calls).to.equal(2);
  });
});
