import {expect} from 'chai';

import {emit} from '../../../components/shared/events.ts';

describe('the events of the kit', () => {
  it('reach a listener outside every shadow root, with their detail', () => {
    const outer = document.createElement('div');
    const inner = document.createElement('div');
    outer.attachShadow({mode: 'open'}).append(inner);
    document.body.append(outer);
    const seen: unknown[] = [];
    outer.addEventListener('till-period-change', (event) => seen.push(event.detail.period));
    expect(emit(inner, 'till-period-change', {period: '2024-03'})).to.equal(true);
    expect(seen).to.deep.equal(['2024-03']);
    outer.remove();
  });

  it('can be cancelled', () => {
    const host = document.createElement('div');
    host.addEventListener('till-select', (event) => event.preventDefault());
    expect(emit(host, 'till-select', {kind: 'step', values: {step: 'cart'}})).to.equal(false);
  });
});
