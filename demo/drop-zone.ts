/** The place where a visitor's files are dropped or chosen, and the report of what was in them. */

import type {OwnFiles, RefusedFile} from './own-files.ts';
import {readOwnFiles} from './own-files.ts';
import {currentLanguage} from './page-settings.ts';
import {createQualityTable} from './quality-table.ts';
import {say} from './words.ts';
import type {Language, Word} from './words.ts';

function paragraph(text: string, className = ''): HTMLParagraphElement {
  const element = document.createElement('p');
  element.textContent = text;
  element.className = className;
  return element;
}

function refusalText({name, message, missing, likeliest}: RefusedFile, language: Language): string {
  if (message !== null) return message.startsWith(name) ? message : `${name}: ${message}`;
  const stop = language === 'zh' ? '、' : ', ';
  const closest = likeliest === undefined ? '' : ` (${say(likeliest, language)}: ${say('missing', language)}${missing.join(stop)})`;
  return `${name}: ${say('unknownTable', language)}${closest}`;
}

/** Which widgets stay empty, and what they wait for. */
function wishes({tables}: OwnFiles, language: Language): string[] {
  const needs: readonly (readonly [string, Word])[] = [['order_lines', 'needsOrders'], ['events', 'needsEvents'], ['stock', 'needsStock']];
  const present = new Set(Object.keys(tables?.tables ?? {}));
  return needs.filter(([table]) => !present.has(table)).map(([, word]) => say(word, language));
}

function report(result: OwnFiles, language: Language): HTMLElement[] {
  const parts: HTMLElement[] = result.refused.map((file) => paragraph(refusalText(file, language), 'wrong'));
  if (!result.tables) return parts;
  parts.push(createQualityTable(result.tables.quality, language));
  const missing = wishes(result, language);
  if (missing.length > 0) parts.push(paragraph(say('missing', language) + missing.join(language === 'zh' ? '；' : '; '), 'note'));
  return parts;
}

/** Calls `onFiles` with what was read. Returns a function that writes the report anew, for a change of language. */
export function setUpDropZone(onFiles: (result: OwnFiles) => void): () => void {
  const zone = document.querySelector<HTMLElement>('#drop');
  const input = document.querySelector<HTMLInputElement>('#files');
  const place = document.querySelector<HTMLElement>('#report');
  let last: OwnFiles | null = null;
  const refresh = (): void => {
    if (last) place?.replaceChildren(...report(last, currentLanguage()));
  };
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    place?.replaceChildren(paragraph(say('loading', currentLanguage()), 'note'));
    last = await readOwnFiles(files);
    refresh();
    onFiles(last);
  };
  input?.addEventListener('change', () => {
    void take([...(input.files ?? [])]);
    // The same file may be chosen again after it was mended.
    input.value = '';
  });
  // The whole page takes files: missing the zone by an inch must not open the file instead.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone?.toggleAttribute('data-over', true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) zone?.toggleAttribute('data-over', false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone?.toggleAttribute('data-over', false);
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return refresh;
}
