/** Renders every story of a module in both themes and both languages and holds it to what every story must be. */

import axe from 'axe-core';
import {expect} from 'chai';
import {render} from 'lit';

import type {Expected} from '../../stories/story-parameters.ts';
import {expectConsole} from '../support/console-guard.ts';
import {clearPage, settle} from '../support/test-widget.ts';
import {takeBlockedStyles} from './style-attributes.ts';

interface Story {
  readonly args?: object;
  readonly parameters?: {readonly tillboard?: Expected};
  readonly render?: (args: never) => unknown;
  readonly play?: (context: {readonly canvasElement: HTMLElement}) => Promise<void>;
}

/** A module of stories, as `import * as` gives it. */
export type StoryModule = Readonly<Record<string, unknown>> & {readonly default: unknown};

const LANGUAGES = ['en', 'zh-CN'] as const;
const THEMES = ['light', 'dark'] as const;
const WIDGETS = 'till-kpi, till-funnel, till-rfm-grid, till-inventory-heatmap, till-quality, till-dictionary';
const PATIENCE_MS = 8000;

/** All rules of WCAG A and AA and the best practices; none is switched off. */
const RULES: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'target-size': {enabled: true}},
  resultTypes: ['violations'],
};

export function checkStories(module: StoryModule): void {
  const {default: meta, ...stories} = module as unknown as {default: Story} & Readonly<Record<string, Story>>;
  for (const [name, story] of Object.entries(stories)) {
    it(`${name} is accessible, says something and writes no style attribute, in both themes and languages`, async () => {
      const {states = ['ready'], warns} = story.parameters?.tillboard ?? {};
      if (warns) expectConsole('warn', warns);
      for (const language of LANGUAGES) {
        const place = await show(meta, story, language);
        await comeToRest(place, states);
        await story.play?.({canvasElement: place});
        const surfaces = new Set<string>();
        for (const theme of THEMES) {
          document.documentElement.style.setProperty('color-scheme', theme);
          await comeToRest(place, states);
          const here = `${language}, ${theme}`;
          expectWords(place, here);
          expect(await violations(place), here).to.deep.equal([]);
          expect(await takeBlockedStyles(), `${here}: style attributes`).to.deep.equal([]);
          surfaces.add(surfaceOf(place));
        }
        expect(surfaces.size, 'surfaces of the two themes').to.equal(2);
      }
    });
  }

  beforeEach(() => {
    document.documentElement.style.setProperty('background', 'Canvas');
    document.documentElement.style.setProperty('color', 'CanvasText');
  });
  afterEach(clearPage);
}

async function show(meta: Story, story: Story, language: string): Promise<HTMLElement> {
  clearPage();
  document.documentElement.lang = language;
  document.documentElement.style.setProperty('color-scheme', 'light');
  const place = document.createElement('main');
  document.body.append(place);
  const draw = (story.render ?? meta.render) as (args: object) => unknown;
  render(draw({...meta.args, ...story.args}), place);
  await settle();
  return place;
}

const widgetsOf = (place: HTMLElement): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(WIDGETS)];

async function comeToRest(place: HTMLElement, states: readonly string[]): Promise<void> {
  const isThere = (widget: HTMLElement): boolean => states.every((state) => state.split('|').some((name) => widget.matches(`:state(${name})`)));
  const end = performance.now() + PATIENCE_MS;
  for (let late = widgetsOf(place); late.length > 0; late = late.filter((widget) => !isThere(widget))) {
    // Widgets begin to work when they come near the view.
    late[0]?.scrollIntoView();
    if (performance.now() > end) {
      const seen = widgetsOf(place).map((widget) => `${widget.localName}: ${widget.shadowRoot?.textContent?.replace(/\s+/g, ' ').slice(0, 300)}`);
      throw new Error(`Not in ${states.join(', ')}: ${seen.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const widget of widgetsOf(place)) await (widget as HTMLElement & {updateComplete: Promise<unknown>}).updateComplete;
  await settle();
}

const surfaceOf = (place: HTMLElement): string => {
  const frame = widgetsOf(place)[0]?.shadowRoot?.querySelector('.frame');
  return frame ? getComputedStyle(frame).backgroundColor : '';
};

/** Every widget has a heading and something beneath it that can be seen. */
function expectWords(place: HTMLElement, here: string): void {
  const widgets = widgetsOf(place);
  expect(widgets.length, `${here}: widgets`).to.be.greaterThan(0);
  for (const widget of widgets) {
    const frame = widget.shadowRoot?.querySelector<HTMLElement>('.frame');
    const [heading = '', ...rest] = (frame?.innerText ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    expect(heading, `${here}: heading of ${widget.localName}`).not.to.equal('');
    if (!widget.matches(':state(loading)')) expect(rest.join(' ').length, `${here}: words of ${widget.localName}`).to.be.greaterThan(1);
    expect(frame?.innerText, `${here}: ${widget.localName}`).not.to.match(/\bNaN\b|\bundefined\b|\[object|\bnull\b|Infinity/);
    expect(frame?.getBoundingClientRect().height, `${here}: height of ${widget.localName}`).to.be.greaterThan(60);
  }
}

async function violations(place: HTMLElement): Promise<string[]> {
  const report = await axe.run(place, RULES);
  // A run that looked at nothing has no violations either.
  expect(report.passes.map(({id}) => id), 'rules that found something to check').to.include.members(['color-contrast']);
  return report.violations.map(({id, nodes}) => `${id}: ${nodes.map(({target, failureSummary}) => `${target.join(' ')} ${failureSummary ?? ''}`).join('; ')}`);
}
