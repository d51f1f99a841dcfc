/** Language and theme of a demo page: kept for the next visit, taken from the address where it says (`?lang=en&theme=dark`). */

import {isWord, say} from './words.ts';
import type {Language} from './words.ts';

const SCHEMES: Readonly<Record<string, string>> = {auto: 'light dark', light: 'light', dark: 'dark'};

/** A page opened from disk or in a frame may have no storage; then the choice lasts as long as the page. */
function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`tillboard-demo-${key}`, value);
  } catch {
    // Nothing to do: the choice still holds on this page.
  }
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(`tillboard-demo-${key}`);
  } catch {
    return null;
  }
}

function chosen(key: string, allowed: readonly string[], otherwise: string): string {
  const asked = new URLSearchParams(location.search).get(key) ?? recall(key);
  return asked !== null && allowed.includes(asked) ? asked : otherwise;
}

export const currentLanguage = (): Language => (document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');

/** Fills every `data-word` of the page, and the heading of every widget with `data-heading`, in the page's language. */
export function translatePage(): void {
  const language = currentLanguage();
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = element.dataset['word'] ?? '';
    if (isWord(word)) element.textContent = say(word, language);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-heading]')) {
    const word = element.dataset['heading'] ?? '';
    if (isWord(word)) element.setAttribute('heading', say(word, language));
  }
}

function bindSelect(id: string, value: string, apply: (value: string) => void): void {
  const select = document.querySelector<HTMLSelectElement>(`#${id}`);
  if (select) {
    select.value = value;
    select.addEventListener('change', () => {
      remember(id === 'language' ? 'lang' : id, select.value);
      apply(select.value);
    });
  }
  apply(value);
}

/** Applies both settings, binds their selects, and calls `onLanguage` at once and on every change. */
export function setUpPage(onLanguage: (language: Language) => void): void {
  bindSelect('theme', chosen('theme', Object.keys(SCHEMES), 'auto'), (theme) => {
    document.documentElement.style.setProperty('color-scheme', SCHEMES[theme] ?? 'light dark');
  });
  const preferred = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
  bindSelect('language', chosen('lang', ['zh-CN', 'en'], preferred), (language) => {
    document.documentElement.lang = language;
    translatePage();
    onLanguage(currentLanguage());
  });
}
