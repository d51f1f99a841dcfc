import {expect} from 'chai';

import {loadVega} from '../../../../components/shared/render/load-vega.ts';
import {allAnswered, openQuestion} from '../../../../components/shared/state/open-questions.ts';

const isAsked = (): boolean => performance.getEntriesByType('resource').some(({name}) => name.includes('/vega-view.ts'));
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('Vega', () => {
  it('is asked for after the numbers that are waited for, and comes once for all charts', async () => {
    const closes = [openQuestion(), openQuestion()];
    const loads = [loadVega(), loadVega()];
    await wait(100);
    expect(isAsked()).to.equal(false);
    closes[0]?.();
    await wait(100);
    expect(isAsked()).to.equal(false);
    closes[1]?.();
    expect(isAsked()).to.equal(false);
    const [one, other] = await Promise.all(loads);
    expect(isAsked()).to.equal(true);
    expect(one).to.equal(other);
    expect(one?.VegaView).to.be.a('function');
  });
});

describe('questions of a page', () => {
  it('are waited for no longer than one is patient', async () => {
    const close = openQuestion();
    const before = performance.now();
    await allAnswered(50);
    expect(performance.now() - before).to.be.greaterThan(40);
    close();
    await allAnswered(60_000);
  });
});
