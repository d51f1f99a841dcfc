import axe from 'axe-core';
import {expect} from 'chai';

import {QueryError} from '../../../../engine/query.ts';
import type {Source} from '../../../../engine/source.ts';
import {expectConsole} from '../../../support/console-guard.ts';
import {FakeSource, resultOf} from '../../../support/fake-source.ts';
import {addWidget, clearPage, until} from '../../../support/test-widget.ts';
import type {TestWidget} from '../../../support/test-widget.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(widget: TestWidget): Promise<string[]> {
  // The page around is the test runner's.
  const found = await axe.run(widget, {runOnly: RULES, rules: {region: {enabled: false}, 'page-has-heading-one': {enabled: false}}});
  return found.violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
}

/** How a widget gets into each state. */
const STATES: Readonly<Record<string, (source: FakeSource, widget: TestWidget) => void | Promise<void>>> = {
  idle: (_, widget) => {
    widget.source = undefined;
  },
  loading: () => undefined,
  ready: (source) => source.last.answer(resultOf({value: [1, 2]})),
  refreshing: async (source, widget) => {
    source.last.answer(resultOf({value: [1]}));
    await until(() => widget.widgetState === 'ready', 'ready');
    source.tell({kind: 'rows'});
  },
  empty: (source) => source.last.answer(resultOf({value: []})),
  error: (source) => {
    expectConsole('warn', /did not answer in/);
    source.last.refuse(new Error(`The server did not answer in ${Math.random()} s.`));
  },
  partial: (source) => source.last.answer(resultOf({value: [1]}, {partial: true, notes: [{code: 'no-status', params: {}, message: ''}]})),
  stale: async (source, widget) => {
    source.last.answer(resultOf({value: [1]}));
    await until(() => widget.widgetState === 'ready', 'ready');
    source.tell({kind: 'stale'});
  },
};

describe('a widget and assistive technology', () => {
  afterEach(clearPage);

  for (const theme of ['light', 'dark']) {
    for (const lang of ['en', 'zh-CN']) {
      for (const [state, reach] of Object.entries(STATES)) {
        it(`axe finds nothing in the state ${state}, ${theme}, ${lang}`, async () => {
          const source = new FakeSource();
          const widget = addWidget({source, lang});
          widget.setAttribute('theme', theme);
          await until(() => source.asked.length === 1, 'asked');
          await reach(source, widget);
          await until(() => widget.matches(`:state(${state})`), state);
          await widget.updateComplete;
          expect(await violations(widget)).to.deep.equal([]);
        });
      }
    }
  }

  it('axe finds nothing in the table, nor in a missing column', async () => {
    const source = new FakeSource();
    const widget = addWidget({source});
    await until(() => source.asked.length === 1, 'asked');
    source.last.answer(resultOf({value: [1, 2]}));
    await until(() => widget.matches(':state(ready)'), 'ready');
    widget.button('Show as table').click();
    await widget.updateComplete;
    expect(widget.renderRoot.querySelector('table')).to.not.equal(null);
    expect(await violations(widget)).to.deep.equal([]);
    source.tell({kind: 'rows'});
    await until(() => source.asked.length === 2, 'asked again');
    source.last.refuse(new QueryError('Missing.', {}, 'missing-column', ['stock', 'unit_cost', 'stock_value']));
    await until(() => widget.matches(':state(empty)'), 'empty');
    expect(await violations(widget)).to.deep.equal([]);
  });

  it('axe would find a fault: a button without a name is one', async () => {
    const widget = addWidget({source: new FakeSource() as Source});
    await widget.updateComplete;
    widget.renderRoot.querySelector('.tools')?.append(document.createElement('button'));
    expect((await violations(widget)).join()).to.contain('button-name');
  });

  it('is a region named by its heading, with the heading of the host where it gives one', async () => {
    const widget = addWidget({source: new FakeSource()});
    const heading = Object.assign(document.createElement('b'), {slot: 'heading', textContent: 'Slotted'});
    widget.append(heading);
    await widget.updateComplete;
    const section = widget.renderRoot.querySelector('section');
    const name = widget.renderRoot.querySelector(`#${section?.getAttribute('aria-labelledby')}`);
    const slot = name?.querySelector<HTMLSlotElement>('slot[name=heading]');
    expect(slot?.assignedElements()).to.deep.equal([heading]);
  });
});
