/** Languages of the elements: English and Chinese are built in, others are registered by the host. */

import {en} from './en.ts';
import type {Messages} from './messages.ts';
import {zhCN} from './zh-CN.ts';

const locales = new Map<string, Messages>([['en', en], ['zh', zhCN], ['zh-CN', zhCN]]);

/** Adds a language, or replaces one, under a tag such as `de` or `zh-TW`. Elements show it from their next update on. */
export function registerLocale(tag: string, messages: Messages): void {
  locales.set(tag, messages);
}

/** The messages of a tag, else of its shorter forms, else English: `zh-Hant-HK` → `zh-Hant` → `zh` → `en`. */
export function findMessages(tag: string): Messages {
  for (let part = tag; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('-')))) {
    const found = locales.get(part);
    if (found) return found;
  }
  return en;
}
