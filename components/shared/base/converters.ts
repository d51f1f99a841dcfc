/** How attributes of several elements are read. */

import {defaultConverter} from 'lit';
import type {ComplexAttributeConverter, ReactiveElement} from 'lit';

import type {Compare, Period} from '../../../engine/query.ts';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Words separated by blanks; an absent attribute is undefined. */
export const wordsConverter: ComplexAttributeConverter<readonly string[] | undefined> = {
  fromAttribute: (text) => (text === null ? undefined : words(text)),
};

export const periodConverter: ComplexAttributeConverter<Period | undefined> = {
  fromAttribute: (text) => text?.trim() || undefined,
};

/** `previous-period previous-year`; `none` compares with nothing, even inside a cockpit that compares. */
export const compareConverter: ComplexAttributeConverter<readonly Compare[] | undefined> = {
  fromAttribute: (text) => (text === null ? undefined : (words(text).filter((word) => word !== 'none') as Compare[])),
};

/**
 * Vue and React set properties where a page's author wrote attributes. A text that such a property holds is read as its attribute would
 * be: `compare="previous-year"` becomes a list, `target="90000"` a number. Call first in `willUpdate`.
 */
export function readTextProperties(host: ReactiveElement): void {
  const values = host as unknown as Record<PropertyKey, unknown>;
  for (const [name, {attribute, converter, type}] of (host.constructor as typeof ReactiveElement).elementProperties) {
    const text = values[name];
    if (typeof text !== 'string' || attribute === false) continue;
    const own = typeof converter === 'object' ? converter : type === Number ? defaultConverter : undefined;
    const read = own?.fromAttribute ? own.fromAttribute(text, type) : text;
    if (read !== text) values[name] = read;
  }
}
