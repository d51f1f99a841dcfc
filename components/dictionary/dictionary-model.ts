/** What the dictionary shows, read from its answer. */

import type {QueryResult} from '../../engine/result.ts';
import type {LocalText} from '../../metrics/metric.ts';

export interface DictionaryEntry {
  readonly key: string;
  /** `own` for a metric of the shop's. */
  readonly subject: string;
  readonly layer: string;
  readonly unit: string;
  readonly better: string;
  readonly label: LocalText;
  readonly definition: LocalText;
  readonly formula: LocalText;
  readonly expression: string;
  readonly columns: string;
  readonly dimensions: string;
  readonly aliases: string;
  /** The analysis that works it out and the columns of its result; empty for a metric. */
  readonly analysis: string;
  readonly source: LocalText;
  readonly version: string;
  readonly validSince: string;
  /** What the source lacks to answer it; empty if nothing. */
  readonly missing: string;
}

export function readEntries({columns, length}: QueryResult): DictionaryEntry[] {
  return Array.from({length}, (_, row) => {
    const text = (name: string): string => String(columns[name]?.[row] ?? '');
    const both = (name: string): LocalText => ({en: text(`${name}_en`), zh: text(`${name}_zh`)});
    return {
      key: text('key'), subject: text('subject') || 'own', layer: text('layer'), unit: text('unit'), better: text('better'), label: both('label'),
      definition: both('definition'), formula: both('formula'), expression: text('expression'), columns: text('columns'), dimensions: text('dimensions'),
      aliases: text('aliases'), analysis: text('analysis'), source: both('source'), version: text('version'), validSince: text('valid_since'), missing: text('missing'),
    };
  });
}

/** Whether every word of the search stands somewhere in the entry, in either language. */
export function fits({key, aliases, label, definition, formula}: DictionaryEntry, search: string): boolean {
  const text = [key, aliases, label.en, label.zh, definition.en, definition.zh, formula.en, formula.zh].join(' ').toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Entries by subject, both in the order of the dictionary. */
export function bySubject(entries: readonly DictionaryEntry[]): Map<string, DictionaryEntry[]> {
  const groups = new Map<string, DictionaryEntry[]>();
  for (const entry of entries) groups.set(entry.subject, [...(groups.get(entry.subject) ?? []), entry]);
  return groups;
}
