/** How attributes of several elements are read. */

import type {ComplexAttributeConverter} from 'lit';

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
