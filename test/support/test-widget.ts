/** The plainest widget: shows the column `value` of what it asked for. */

import {html} from 'lit';
import {property} from 'lit/decorators.js';

import {element} from '../../components/shared/base/element.ts';
import type {TableModel} from '../../components/shared/base/table-view.ts';
import {WidgetElement} from '../../components/shared/base/widget-element.ts';
import type {RowsQuery} from '../../engine/analyses/rows/rows-query.ts';
import type {QueryResult} from '../../engine/result.ts';

@element('test-widget')
export class TestWidget extends WidgetElement {
  @property() table = 'order_lines';
  @property({attribute: false}) saveAs: readonly (readonly [string, string | number | null])[] | undefined;
  renders = 0;

  protected override query(): RowsQuery {
    if (this.table === 'bad') throw new TypeError('The table "bad" is not one. Name another.');
    return {analysis: 'rows', table: this.table, ...this.scope};
  }

  protected override renderResult(result: QueryResult): unknown {
    this.renders += 1;
    if (this.table === 'unshowable') throw new Error('This answer trips the widget.');
    return html`<p class="value">${result.columns['value']?.join(' ')}</p>`;
  }

  protected override summarise(result: QueryResult): string {
    return `${result.length} rows.`;
  }

  protected override tableOf(result: QueryResult): TableModel {
    const cells = this.saveAs ?? (result.columns['value'] ?? []).map((value) => [String(value), Number(value)] as const);
    return {
      caption: 'Values',
      columns: [{label: 'Name'}, {label: 'Value', numeric: true}],
      rows: cells.map(([text, value]) => [{text, value: text}, {text: String(value), value}]),
    };
  }

  protected override defaultHeading(): string {
    return 'Values of the test';
  }

  /** What a reader finds in a part, a blank between the pieces. */
  text(selector = '.frame'): string {
    const part = this.renderRoot.querySelector(selector);
    if (!part) return '';
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const pieces: string[] = [];
    while (walker.nextNode()) pieces.push(walker.currentNode.nodeValue?.trim() ?? '');
    return pieces.filter((piece) => piece !== '').join(' ').replace(/\s+/g, ' ');
  }

  button(label: string): HTMLButtonElement {
    const button = [...this.renderRoot.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent)?.trim() === label);
    if (!button) throw new Error(`There is no button "${label}" in: ${this.text()}`);
    return button;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'test-widget': TestWidget;
  }
}

/** A widget in the page, in English unless told; `clearPage` takes it out. */
export function addWidget(properties: Partial<TestWidget> = {}, parent: Node = document.body): TestWidget {
  const widget = Object.assign(document.createElement('test-widget'), {lang: 'en'}, properties);
  parent.appendChild(widget);
  return widget;
}

export function clearPage(): void {
  for (const child of [...document.body.children]) if (child.localName !== 'script') child.remove();
}

const PATIENCE = 3000;

/** Resolves once `test` holds; fails with what was hoped for. */
export async function until(test: () => unknown, hope: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!test()) {
    if (performance.now() > end) throw new Error(`In vain: ${hope}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Lets everything that is due now happen, an IntersectionObserver's callback too. */
export async function settle(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 0));
}
