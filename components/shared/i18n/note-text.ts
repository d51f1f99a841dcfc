import type {Note} from '../../../engine/result.ts';
import {formatDay, formatValue} from './format.ts';
import type {FormatOptions} from './format.ts';
import type {Messages} from './messages.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A note in the reader's language, with numbers and days formatted. One without words there, or that lacks a parameter the words need,
 * keeps the English sentence it came with.
 */
export function noteText({code, params, message}: Note, messages: Messages, options: FormatOptions): string {
  if (!Object.hasOwn(messages.notes, code)) return message;
  const words = messages.notes[code as keyof Messages['notes']];
  let complete = true;
  const read = (name: string): string => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (typeof value === 'number') return formatValue(value, 'count', options);
    if (typeof value === 'string') return DAY.test(value) ? formatDay(value, options.language) : value;
    complete = false;
    return '';
  };
  const text = words(new Proxy<Record<string, string>>({}, {get: (_, name) => read(String(name))}));
  return complete ? text : message;
}
