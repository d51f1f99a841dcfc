import axe from 'axe-core';
import {expect} from 'chai';

import type {ChartElement} from '../../../../components/shared/render/chart-element.ts';
import type {TillEventDetails} from '../../../../components/shared/events.ts';
import type {Query} from '../../../../engine/query.ts';
import type {QueryResult} from '../../../../engine/result.ts';
import {FakeSource} from '../../../support/fake-source.ts';
import {clearPage, settle, until} from '../../../support/test-widget.ts';

export interface ChartContract {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Answers by query; `more` asks for other numbers of the same shape. */
  readonly reply: (query: Query, more: boolean) => QueryResult;
  /** What Enter on the first mark tells; without `customers`, which come later. */
  readonly firstSelection: Partial<TillEventDetails['till-select']>;
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export type Mounted = ChartElement & {readonly renderRoot: ShadowRoot};

export function mount(tag: string, attributes: Readonly<Record<string, string>>, source: unknown, lang = 'en'): Mounted {
  const element = document.createElement(tag) as Mounted;
  for (const [name, value] of Object.entries({lang, ...attributes})) element.setAttribute(name, value);
  Object.assign(element, {source});
  document.body.append(element);
  return element;
}

export async function drawn(element: Mounted): Promise<void> {
  await until(() => element.paintCounts, `a picture, not ${element.widgetState}`);
  await element.updateComplete;
  await element.updateComplete;
}

/** Every text that is drawn. */
export function texts(element: Mounted): string[] {
  return [...element.renderRoot.querySelectorAll('svg.marks text')].map((text) => text.textContent ?? '').filter(Boolean);
}

export function table(element: Mounted): string[][] {
  return [...element.renderRoot.querySelectorAll('.frame > .table-scroll tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
  );
}

export function press(element: Mounted, key: string): Promise<unknown> {
  element.renderRoot.querySelector('.explorer')?.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}));
  return element.updateComplete;
}

/** What every chart element keeps, whatever it draws. */
export function describeChartElement({tag, attributes, reply, firstSelection}: ChartContract): void {
  describe(`<${tag}> as a chart element`, () => {
    let source: FakeSource;
    beforeEach(() => {
      source = new FakeSource();
      source.reply = (query) => reply(query, false);
    });
    afterEach(clearPage);

    it('draws its answer, with a sentence above it', async () => {
      const element = mount(tag, attributes, source);
      await drawn(element);
      expect(element.renderRoot.querySelectorAll('.target_marks path').length).to.be.above(0);
      expect(element.renderRoot.querySelector('.summary')?.textContent).to.match(/\d.*\.$/);
    });

    it('comes out the same whether it is filled before or after it is put into the page', async () => {
      const before = mount(tag, attributes, source);
      const after = document.createElement(tag) as Mounted;
      document.body.append(after);
      Object.assign(after, {source});
      for (const [name, value] of Object.entries({...attributes, lang: 'en'})) after.setAttribute(name, value);
      await drawn(before);
      await drawn(after);
      await until(() => texts(after).join() === texts(before).join(), 'the same texts');
    });

    it('sends new rows of the same shape through the running view', async () => {
      const element = mount(tag, attributes, source);
      await drawn(element);
      const before = texts(element);
      source.reply = (query) => reply(query, true);
      source.tell({kind: 'rows'});
      await until(() => texts(element).join() !== before.join(), 'other texts');
      expect(element.paintCounts?.built).to.equal(1);
    });

    it('frees its view when it is removed, and draws again when it comes back', async () => {
      const element = mount(tag, attributes, source);
      await drawn(element);
      element.remove();
      await settle();
      expect(element.paintCounts).to.equal(null);
      expect(element.renderRoot.querySelector('svg.marks')).to.equal(null);
      document.body.append(element);
      await drawn(element);
      expect(texts(element).length).to.be.above(0);
    });

    it('leaves neither listeners, nor observers of the page, nor pictures behind, however often it comes and goes', async () => {
      const heard = new Map<string, number>();
      const count = (step: number) => (target: EventTarget, type: string): void => {
        if (target === document || target === window) heard.set(type, (heard.get(type) ?? 0) + step);
      };
      const stop = watchListeners(count(1), count(-1));
      try {
        for (let turn = 0; turn < 5; turn++) {
          const element = mount(tag, attributes, source);
          await drawn(element);
          element.remove();
          await settle();
          expect(element.paintCounts).to.equal(null);
          expect(element.renderRoot.querySelector('svg.marks')).to.equal(null);
        }
      } finally {
        stop();
      }
      expect(source.listeners).to.equal(0);
      // What is left is of the kit as a whole, at most one of a kind.
      for (const [type, left] of heard) expect(left, type).to.be.at.most(1);
    });

    it('is chosen by keyboard: Enter on the first mark tells which', async () => {
      const element = mount(tag, attributes, source);
      await drawn(element);
      const told: TillEventDetails['till-select'][] = [];
      element.addEventListener('till-select', ({detail}) => told.push(detail));
      element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
      await element.updateComplete;
      await press(element, 'Enter');
      await until(() => told.length > 0, 'till-select');
      expect(told[0]).to.deep.include(firstSelection);
    });

    it('adds nothing to the document outside itself', async () => {
      const before = document.querySelectorAll('head *, body *').length;
      const element = mount(tag, attributes, source);
      await drawn(element);
      element.renderRoot.querySelector<HTMLElement>('.explorer')?.focus();
      await press(element, 'ArrowDown');
      expect(document.querySelectorAll('head *, body *').length).to.equal(before + 1);
    });

    for (const renderer of ['svg', 'canvas']) {
      it(`draws with ${renderer}`, async () => {
        const element = mount(tag, {...attributes, renderer}, source);
        await drawn(element);
        expect(element.renderRoot.querySelector(renderer === 'svg' ? 'svg.marks' : 'canvas.marks')).not.to.equal(null);
      });
    }

    for (const theme of ['light', 'dark']) {
      for (const lang of ['en', 'zh-CN']) {
        it(`axe finds nothing, ${theme}, ${lang}, as chart and as table`, async () => {
          const element = mount(tag, {...attributes, theme}, source, lang);
          await drawn(element);
          expect(await violations(element)).to.deep.equal([]);
          element.renderRoot.querySelector<HTMLElement>('header .tool')?.click();
          await element.updateComplete;
          expect(await violations(element)).to.deep.equal([]);
        });
      }
    }

    it('says everything in Chinese where the page is Chinese', async () => {
      const element = mount(tag, attributes, source, 'zh-CN');
      await drawn(element);
      const words = [...texts(element), ...readable(element.renderRoot)].join(' ').match(/[A-Za-z]{4,}/g) ?? [];
      expect(words.filter((word) => !KEPT.has(word))).to.deep.equal([]);
    });
  });
}

/** Tells of every listener that comes and goes. */
function watchListeners(onAdd: (target: EventTarget, type: string) => void, onRemove: (target: EventTarget, type: string) => void): () => void {
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: [never, never]) {
    onAdd(this, type);
    addEventListener.call(this, type, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget, type: string, ...rest: [never, never]) {
    onRemove(this, type);
    removeEventListener.call(this, type, ...rest);
  };
  return () => Object.assign(EventTarget.prototype, {addEventListener, removeEventListener});
}

/** Names from the data of the tests, which no language changes. */
const KEPT = new Set(['Lamp', 'East', 'West', 'mobile', 'desktop']);

function readable(root: ShadowRoot): string[] {
  const labels = [...root.querySelectorAll('[aria-label], [title]')].flatMap((node) => [node.getAttribute('aria-label'), node.getAttribute('title')]);
  return [...labels.filter((label) => label !== null), ...[...root.children].map((child) => (child as HTMLElement).innerText ?? '')];
}

async function violations(element: Element): Promise<string[]> {
  const found = await axe.run(element, {runOnly: RULES, rules: {region: {enabled: false}, 'page-has-heading-one': {enabled: false}}});
  return found.violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
}
