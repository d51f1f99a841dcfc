import {expect} from 'chai';

import {buildFunnelGroupsSpec} from '../../../components/funnel/funnel-groups.vega.ts';
import {readFunnel} from '../../../components/funnel/funnel-model.ts';
import {buildFunnelSpec} from '../../../components/funnel/funnel.vega.ts';
import type {FunnelOptions} from '../../../components/funnel/funnel.vega.ts';
import {checkSpec, draw} from '../shared/render/check-spec.ts';
import {funnelResult} from './funnel-result.ts';

const OPTIONS: FunnelOptions = {
  shape: 'wide',
  fontSize: 13,
  words: {
    count: (value) => (value === null ? '—' : `${value} people`),
    percent: (value) => (value === null ? '—' : `${Math.round(value * 1000) / 10} %`),
    between: ({stepRate}) => `go on ${stepRate}`,
    worst: ({stepRate}) => `worst ${stepRate}`,
    groupName: (name) => name || '(none)',
    stepName: (name) => name,
    heads: {reached: 'Visitors', stepRate: 'Of the step before', overallRate: 'Of the first step'},
  },
};
const NARROW: FunnelOptions = {...OPTIONS, shape: 'narrow'};
const HOSTILE = ["a'b", 'a[0', '__proto__', '|', '<img src=x onerror="window.pwned=1">'];

const single = readFunnel(funnelResult([['view', 1000], ['cart', 500], ['pay', 100]]));
const bars = (container: Element): SVGGraphicsElement[] => [...container.querySelectorAll<SVGGraphicsElement>('.bars_marks path')];

describe('the spec of a funnel', () => {
  for (const options of [OPTIONS, NARROW]) {
    it(`only maps columns, and compiles without a warning (${options.shape})`, () => {
      checkSpec(buildFunnelSpec(single, options), ['view', 'cart', 'pay']);
    });
  }

  it('draws bars as long as the actors that reached the step', async () => {
    const {container, messages} = await draw(buildFunnelSpec(single, OPTIONS), 400);
    expect(bars(container).map((bar) => Math.round(bar.getBBox().width))).to.deep.equal([400, 200, 40]);
    expect(messages).to.deep.equal([]);
    container.remove();
  });

  it('puts the step rate between two bars and the overall rate beside, and marks the largest loss', async () => {
    const {container, texts} = await draw(buildFunnelSpec(single, OPTIONS));
    expect(texts).to.include.members(['go on 0.5', 'worst 0.2', '100 %', '50 %', '10 %', '1000 people']);
    expect(texts.filter((text) => text.startsWith('worst'))).to.have.length(1);
    container.remove();
  });

  it('stays the same spec while only numbers change', () => {
    const other = readFunnel(funnelResult([['view', 1001], ['cart', 501], ['pay', 400]]));
    expect(buildFunnelSpec(other, OPTIONS).spec).to.deep.equal(buildFunnelSpec(single, OPTIONS).spec);
  });

  it('draws one bar for one step, and nothing for none', async () => {
    const one = buildFunnelSpec(readFunnel(funnelResult([['view', 5]])), OPTIONS);
    checkSpec(one);
    const drawn = await draw(one);
    expect(bars(drawn.container)).to.have.length(1);
    expect(drawn.messages).to.deep.equal([]);
    drawn.container.remove();
    checkSpec(buildFunnelSpec(readFunnel(funnelResult([])), OPTIONS));
  });

  it('draws a tick for the period compared with', async () => {
    const result = funnelResult([['view', 1000, 800], ['cart', 500, 480]], 'previous-period');
    const {container} = await draw(buildFunnelSpec(readFunnel(result), OPTIONS), 400);
    const ticks = [...container.querySelectorAll<SVGGraphicsElement>('.mark-rule line')].map((line) => line.getBoundingClientRect().left);
    const left = bars(container)[0]?.getBoundingClientRect().left ?? 0;
    expect(ticks.map((tick) => Math.round((tick - left) / 4) * 10)).to.deep.equal([800, 480]);
    container.remove();
  });

  it('draws hostile step names as text', async () => {
    const result = funnelResult(HOSTILE.map((name, index) => [name, 50 - index]));
    const {container, texts, messages} = await draw(buildFunnelSpec(readFunnel(result), OPTIONS));
    for (const name of HOSTILE.slice(0, 4)) expect(texts).to.include(name);
    expect(texts.some((text) => text.startsWith('<img'))).to.equal(true);
    expect(container.querySelector('img')).to.equal(null);
    expect(messages).to.deep.equal([]);
    container.remove();
  });
});

describe('the spec of a funnel by groups', () => {
  const grouped = readFunnel(
    funnelResult([['view', 100], ['pay', 50]], null, 'mobile', funnelResult([['view', 400], ['pay', 100]], null, '')),
  );

  for (const options of [OPTIONS, NARROW]) {
    it(`only maps columns, and compiles without a warning (${options.shape})`, () => {
      checkSpec(buildFunnelGroupsSpec(grouped, options), ['mobile', 'view']);
    });
  }

  it('draws bars by the rate of the first step, the largest group first, each named', async () => {
    const {container, texts} = await draw(buildFunnelGroupsSpec(grouped, OPTIONS), 400);
    const widths = [...container.querySelectorAll<SVGGraphicsElement>('.bars_marks path')].map((bar) => Math.round(bar.getBBox().width));
    expect(widths).to.deep.equal([400, 400, 100, 200]);
    expect(texts.filter((text) => text === '(none)' || text === 'mobile')).to.deep.equal(['(none)', 'mobile', '(none)', 'mobile']);
    expect(texts).to.include.members(['Of the step before', 'Of the first step', 'Visitors', '25 %', '50 %']);
    container.remove();
  });

  it('draws no tick where nobody was there to compare with', async () => {
    const desktop = funnelResult([['view', 5, 0], ['pay', 3, 0]], 'previous_period', 'desktop');
    const grouped = readFunnel(funnelResult([['view', 10, 0], ['pay', 4, 0]], 'previous_period', 'mobile', desktop));
    const {container, messages} = await draw(buildFunnelGroupsSpec(grouped, OPTIONS));
    expect(messages).to.deep.equal([]);
    container.remove();
  });
});
