/** Languages of the elements: English and Chinese are built in, others are registered by the host. */

import {en} from './en.ts';
import type {Messages} from './messages.ts';
import {zhCN} from './zh-CN.ts';

const locales = new Map<string, Messages>([['en', en], ['zh', zhCN], ['zh-CN', zhCN]]);

const listeners = new Set<() => void>();

/** Adds a language, or replaces one, under a tag such as `de` or `zh-TW`. Elements on the page show it at once. */
export function registerLocale(tag: string, messages: Messages): void {
  locales.set(toTag(tag), messages);
  for (const listener of [...listeners]) listener();
}

/** Calls `listener` whenever a language is registered. Returns the way out. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A language tag as `Intl` takes it, else `en`. Many hosts write `zh_CN`, which `Intl` refuses. */
export function toTag(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang.trim().replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The messages of a tag, else of its shorter forms, else English: `zh-Hant-HK` → `zh-Hant` → `zh` → `en`. */
export function findMessages(tag: string): Messages {
  for (let part = tag; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
    const found = locales.get(part);
    if (found) return found;
  }
  return en;
}
