import {html, nothing} from 'lit';
import type {ReactiveController, ReactiveControllerHost, TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {ChartMark} from './chart-description.ts';
import {walkMarks} from './mark-walk.ts';
import type {Box} from './scene-marks.ts';

type Host = ReactiveControllerHost & HTMLElement;

export interface ExplorerHooks {
  /** In CSS pixels from the chart's corner. */
  readonly boxOf: (mark: number) => Box | null;
  /** The focus is on this mark, or on none (null). */
  readonly onFocus: (mark: number | null) => void;
  /** Enter or Space on a mark. */
  readonly onChoose: (mark: number) => void;
}

/**
 * Walks a chart's marks by keyboard: one tab stop, a list box whose active option is the mark in focus, and a ring drawn in HTML over
 * the picture. Arrow keys, Home, End, PageUp and PageDown move; Enter or Space chooses; Escape leaves the marks, the focus stays.
 */
export class KeyboardExplorer implements ReactiveController {
  readonly #host: Host;
  readonly #hooks: ExplorerHooks;
  #marks: readonly ChartMark[] = [];
  /** Last visited, kept while the focus is elsewhere. */
  #at = 0;
  #exploring = false;
  #moved = false;

  constructor(host: Host, hooks: ExplorerHooks) {
    this.#host = host;
    this.#hooks = hooks;
    host.addController(this);
  }

  get focused(): ChartMark | null {
    return this.#exploring ? (this.#marks[this.#at] ?? null) : null;
  }

  /** Takes new marks; the focus follows the mark of the same key. */
  setMarks(marks: readonly ChartMark[]): void {
    if (marks === this.#marks) return;
    const key = this.#marks[this.#at]?.key;
    this.#marks = marks;
    this.#at = Math.max(0, marks.findIndex((mark) => mark.key === key));
  }

  /** Where the next exploration starts, such as a mark that was clicked. */
  visit(mark: number): void {
    this.#at = mark;
  }

  hostUpdated(): void {
    const ring = this.#host.shadowRoot?.querySelector<HTMLElement>('.focus-ring');
    if (!ring) return;
    const box = this.#exploring ? this.#hooks.boxOf(this.#at) : null;
    if (ring.hidden !== (box === null)) ring.hidden = box === null;
    if (!box) return;
    ring.style.setProperty('left', `${box.x}px`);
    ring.style.setProperty('top', `${box.y}px`);
    ring.style.setProperty('width', `${box.width}px`);
    ring.style.setProperty('height', `${box.height}px`);
    if (!this.#moved) return;
    this.#moved = false;
    ring.scrollIntoView({block: 'nearest', inline: 'nearest'});
    this.#hooks.onFocus(this.#at);
  }

  /** Only the options around the active one are in the tree; their place in the whole is told. */
  render(label: string): TemplateResult {
    const around = [this.#at - 1, this.#at, this.#at + 1].filter((index) => this.#marks[index]);
    const active = this.#exploring && this.#marks[this.#at] ? `mark-${this.#at}` : nothing;
    return html`<div
        class="explorer"
        role="listbox"
        tabindex="0"
        aria-label=${label}
        aria-activedescendant=${active}
        @keydown=${this.#onKey}
        @focus=${this.#onFocus}
        @blur=${this.#onBlur}
      >
        ${repeat(
          around,
          (index) => index,
          (index) => html`<div
            id="mark-${index}"
            class="option"
            role="option"
            aria-selected=${String(index === this.#at && this.#exploring)}
            aria-posinset=${index + 1}
            aria-setsize=${this.#marks.length}
          >
            ${this.#marks[index]?.label}
          </div>`,
        )}
      </div>
      <div class="focus-ring" hidden></div>`;
  }

  #go(mark: number | null): void {
    this.#exploring = mark !== null;
    this.#moved = this.#exploring;
    if (mark !== null) this.#at = mark;
    if (mark === null) this.#hooks.onFocus(null);
    this.#host.requestUpdate();
  }

  readonly #onFocus = (): void => {
    if (this.#marks.length > 0) this.#go(Math.min(this.#at, this.#marks.length - 1));
  };

  readonly #onBlur = (): void => this.#go(null);

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (!this.#exploring) return;
      this.#go(null);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (!this.#marks[this.#at]) return;
      if (this.#exploring) this.#hooks.onChoose(this.#at);
      else this.#go(this.#at);
    } else {
      const next = walkMarks(this.#marks, this.#exploring ? this.#at : -1, event.key);
      if (next === null) return;
      this.#go(this.#exploring ? next : this.#at);
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
