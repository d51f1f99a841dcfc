import {expect} from 'chai';

import {stableText} from '../../../../components/shared/state/stable-text.ts';
import {expectConsole} from '../../../support/console-guard.ts';
import {FakeSource, resultOf} from '../../../support/fake-source.ts';
import type {Asked} from '../../../support/fake-source.ts';
import {addWidget, clearPage, settle, until} from '../../../support/test-widget.ts';

describe('a widget asks its source', () => {
  let source: FakeSource;
  beforeEach(() => {
    source = new FakeSource();
  });
  afterEach(clearPage);

  const asked = (count: number): Promise<void> => until(() => source.asked.length === count, `${count} questions`);

  it('aborts an older question and lets only the latest answer', async () => {
    const widget = addWidget({source, period: '2024-01'});
    await asked(1);
    widget.period = '2024-02';
    await asked(2);
    const [older, newer] = source.asked as [Asked, Asked];
    expect([older.signal?.aborted, newer.signal?.aborted]).to.deep.equal([true, false]);
    newer.answer(resultOf({value: [2]}));
    await until(() => widget.text('.value') === '2', 'the newer answer');
    // A source that does not heed the signal.
    older.answer(resultOf({value: [1]}));
    await settle();
    expect(widget.text('.value')).to.equal('2');
  });

  it('an aborted question that fails is no error', async () => {
    const widget = addWidget({source, period: '2024-01'});
    await asked(1);
    widget.period = '2024-02';
    await asked(2);
    source.asked[0]?.refuse(new DOMException('aborted', 'AbortError'));
    await settle();
    expect(widget.widgetState).to.equal('loading');
  });

  it('does not ask an equal question again, however its filters are written', async () => {
    const widget = addWidget({source, filters: [{dimension: 'channel', in: ['app']}]});
    await asked(1);
    source.last.answer(resultOf({value: [1]}));
    await until(() => widget.widgetState === 'ready', 'ready');
    widget.filters = [{in: ['app'], dimension: 'channel'}];
    widget.heading = 'Other words';
    await settle();
    expect(source.asked).to.have.length(1);
    widget.filters = [{dimension: 'channel', in: ['web']}];
    await asked(2);
  });

  it('waits until it comes near the view', async () => {
    const space = document.createElement('div');
    space.style.height = '5000px';
    document.body.append(space);
    const widget = addWidget({source});
    await settle();
    expect(source.asked).to.have.length(0);
    expect(widget.widgetState).to.equal('loading');
    widget.scrollIntoView();
    await asked(1);
    scrollTo(0, 0);
  });

  it('writes nothing after it has left the page', async () => {
    const widget = addWidget({source});
    await asked(1);
    let events = 0;
    widget.addEventListener('till-load', () => (events += 1));
    widget.addEventListener('till-error', () => (events += 1));
    widget.remove();
    await settle();
    expect(source.last.signal?.aborted).to.equal(true);
    source.last.answer(resultOf({value: [1]}));
    await settle();
    expect([events, widget.text('.value'), widget.widgetState]).to.deep.equal([0, '', 'loading']);
  });

  it('after an error drops the old answer: it does not come back while a newer one loads', async () => {
    expectConsole('warn', /the line broke/);
    const widget = addWidget({source});
    await asked(1);
    source.last.answer(resultOf({value: [1]}));
    await until(() => widget.widgetState === 'ready', 'ready');
    source.tell({kind: 'rows'});
    await asked(2);
    source.last.refuse(new Error('the line broke'));
    await until(() => widget.widgetState === 'error', 'the error');
    source.tell({kind: 'rows'});
    await asked(3);
    await widget.updateComplete;
    expect([widget.widgetState, widget.text('.value')]).to.deep.equal(['loading', '']);
    source.last.answer(resultOf({value: [3]}));
    await until(() => widget.text('.value') === '3', 'the third answer');
  });

  it('shows what is thrown even when it is no Error', async () => {
    expectConsole('warn', /just a text/);
    const widget = addWidget({source});
    await asked(1);
    source.last.refuse('just a text' as unknown as Error);
    await until(() => widget.widgetState === 'error', 'the error');
    expect(widget.text('details')).to.contain('just a text');
  });
});

describe('stable text', () => {
  it('is equal for equal values in any order of keys, and keeps the order of lists', () => {
    expect(stableText({b: [{d: 1, c: 2}], a: null})).to.equal('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(stableText({a: null, b: [{c: 2, d: 1}]})).to.equal(stableText({b: [{d: 1, c: 2}], a: null}));
    expect(stableText([1, 2])).to.not.equal(stableText([2, 1]));
  });

  it('keeps a key named __proto__', () => {
    expect(stableText(JSON.parse('{"z":1,"__proto__":{"y":2}}'))).to.equal('{"__proto__":{"y":2},"z":1}');
  });
});
