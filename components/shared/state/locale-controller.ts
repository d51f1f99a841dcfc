import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {findMessages, onLocale, toTag} from '../i18n/locales.ts';
import type {Messages} from '../i18n/messages.ts';
import {observePage} from './page-observer.ts';

/** The language of a host: its nearest `lang`, through shadow roots, then that of the page, then the browser's. */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #stop: (() => void) | undefined;
  #language = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** A valid language tag, such as `zh-CN`. */
  get language(): string {
    return (this.#language ||= readLanguage(this.#host));
  }

  get messages(): Messages {
    return findMessages(this.language);
  }

  /** Reads the language again and asks for an update where it changed. */
  refresh(): void {
    const language = readLanguage(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    const stops = [observePage(() => this.refresh()), onLocale(() => this.#host.requestUpdate())];
    this.#stop = () => stops.forEach((stop) => stop());
    this.refresh();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

function readLanguage(host: HTMLElement): string {
  for (let node: Element | null = host; node; node = parentOf(node)) {
    const lang = node.getAttribute('lang');
    if (lang) return toTag(lang);
  }
  return toTag(navigator.language);
}

function parentOf(node: Element): Element | null {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
