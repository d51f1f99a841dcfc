import {expect} from 'chai';

import '../../../components/funnel/funnel.ts';
import {createSource} from '../../../engine/create-source.ts';
import {clearPage, until} from '../../support/test-widget.ts';
import {describeChartElement, drawn, mount, press, table, texts} from '../shared/render/describe-chart-element.ts';
import {funnelResult} from './funnel-result.ts';

describeChartElement({
  tag: 'till-funnel',
  attributes: {steps: 'view cart checkout pay', compare: 'previous-period'},
  reply: (_, more) =>
    more
      ? funnelResult([['view', 1100, 900], ['cart', 600, 500], ['checkout', 250, 200], ['pay', 120, 90]], 'previous_period')
      : funnelResult([['view', 1000, 900], ['cart', 500, 500], ['checkout', 200, 200], ['pay', 100, 90]], 'previous_period'),
  firstSelection: {kind: 'step', values: {step: 'view', index: 1, reached: 1000, step_rate: null, overall_rate: 1}},
});

const HOUR = 3_600_000;
const START = Date.parse('2024-03-04T00:00:00Z');

/** Ten visitors: all see, four put into the cart an hour later, one pays another hour later. */
function visits(names: readonly [string, string, string] = ['view', 'cart', 'pay'], device?: (user: number) => string | null) {
  const events = [];
  for (let user = 0; user < 10; user += 1) {
    const reached = user < 1 ? 3 : user < 4 ? 2 : 1;
    for (let step = 0; step < reached; step += 1) {
      events.push({user_id: `u${user}`, at: START + user * 60_000 + step * HOUR, step: names[step], ...(device ? {device: device(user)} : {})});
    }
  }
  return createSource({events}, {timeZone: 'UTC', currency: 'CNY', now: START + 20 * 24 * HOUR});
}

describe('<till-funnel> over rows', () => {
  afterEach(clearPage);

  it('counts, names the largest loss, and shows the same as a table', async () => {
    const element = mount('till-funnel', {steps: 'view cart pay', period: 'all'}, visits());
    await drawn(element);
    expect(element.renderRoot.querySelector('.summary')?.textContent).to.equal(
      'Add to cart loses most: 75.0% leave before Pay. 10.0% of those who start reach Pay.',
    );
    expect(texts(element)).to.include.members(['10', '4', '1', '↓ 40.0% go on · 6 leave · median 1 hr', '▼ Largest loss: 75.0% leave · 3 leave · median 1 hr']);
    element.renderRoot.querySelector<HTMLElement>('header .tool')?.click();
    await element.updateComplete;
    expect(table(element).map((row) => row.slice(0, 6))).to.deep.equal([
      ['Step', 'Visitors', 'From previous step', 'From first step', 'Left before this step', 'Median time since previous step'],
      ['View', '10', '–', '100.0%', '–', '–'],
      ['Add to cart', '4', '40.0%', '40.0%', '6', '1 hr'],
      ['Pay', '1', '25.0%', '10.0%', '3', '1 hr'],
    ]);
  });

  it('says the step, its count and both rates of the mark in focus', async () => {
    const element = mount('till-funnel', {steps: 'view cart pay', period: 'all'}, visits());
    await drawn(element);
    element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
    await press(element, 'ArrowDown');
    const active = element.renderRoot.querySelector('[role=option][aria-selected=true]');
    expect(active?.textContent?.trim()).to.equal('Add to cart: 4 visitors, 40.0% of the first step. 40.0% of View.');
  });

  it('splits by a dimension, draws six groups and tells of the others', async () => {
    const source = visits(undefined, (user) => (user < 8 ? `device ${user}` : null));
    const element = mount('till-funnel', {steps: 'view cart', by: 'device', period: 'all'}, source);
    await drawn(element);
    expect(texts(element).filter((text) => text === 'View')).to.have.length(1);
    expect(texts(element)).to.include('not given');
    expect(element.renderRoot.querySelectorAll('.target_marks path')).to.have.length(12);
    expect(element.renderRoot.querySelector('.legend')?.textContent).to.contain('3 more groups with 3 in all');
    element.renderRoot.querySelector<HTMLElement>('header .tool')?.click();
    await element.updateComplete;
    expect(table(element)).to.have.length(1 + 9 * 2);
  });

  it('says who may still go on, when the rows end inside the window', async () => {
    const element = mount('till-funnel', {steps: 'view cart pay', period: 'all', within: '400d'}, visits());
    await drawn(element);
    // Nine have not paid, and their 400 days are not over.
    expect(element.renderRoot.querySelector('.legend')?.textContent?.trim()).to.match(/^9 visitors may still go on/);
    expect(element.renderRoot.querySelector('.notes')).to.equal(null);
  });

  it('draws hostile names of steps as they are, and tells them as they are', async () => {
    const names = ['__proto__', "a'b|c", '<img src=x onerror="window.pwned=1">'] as const;
    const element = mount('till-funnel', {period: 'all'}, visits([...names]));
    Object.assign(element, {steps: names});
    await drawn(element);
    await until(() => texts(element).includes("a'b|c"), 'the names');
    expect(texts(element)).to.include('__proto__');
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect('pwned' in window).to.equal(false);
    const told: unknown[] = [];
    element.addEventListener('till-select', ({detail}) => told.push(detail));
    element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
    await press(element, 'Enter');
    expect(told).to.deep.equal([{kind: 'step', values: {step: '__proto__', index: 1, reached: 10, step_rate: null, overall_rate: 1}}]);
  });

  it('stays empty, and says so, where nobody did the first step', async () => {
    const element = mount('till-funnel', {steps: 'wish pay', period: 'all'}, visits());
    await until(() => element.widgetState === 'empty', 'empty');
    expect(element.renderRoot.querySelector('.chart')).to.equal(null);
  });

  it('shows names above the bars in a narrow place, without cutting a text off', async () => {
    const element = mount('till-funnel', {steps: 'view cart pay', period: 'all'}, visits());
    element.style.setProperty('width', '340px');
    await drawn(element);
    const picture = element.renderRoot.querySelector('.picture')?.getBoundingClientRect() as DOMRect;
    for (const text of element.renderRoot.querySelectorAll('svg.marks text')) {
      const {left, right} = text.getBoundingClientRect();
      expect(left).to.be.at.least(picture.left - 1);
      expect(right).to.be.at.most(picture.right + 1);
    }
  });
});
