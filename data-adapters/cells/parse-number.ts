/** Reads one cell as a number. A text that could mean two numbers is refused, never guessed. */

import {isBlank} from './cell-text.ts';

export interface NumberOptions {
  /** The decimal mark of texts. With `,` a point groups thousands. Default `.`. */
  readonly decimal?: '.' | ',';
}

type NumberRefusal = 'unreadable-number' | 'infinite-number' | 'unsafe-integer';

/** A number read from a text, with the currency that the text named (`¥`, `US$`, `CNY`, `元`). */
interface Amount {
  readonly value: number;
  readonly currency?: string;
}

const MAX_TEXT = 64;
const PLAIN = /^-?\d+(?:\.\d+)?$/;
const UNITS: Readonly<Record<string, number>> = {'万': 4, '萬': 4, '亿': 8, '億': 8, '%': -2};

/** A finite number, null for a blank cell, or why it cannot be read. Percents are divided by 100; 万 and 亿 are multiplied out. */
export function parseNumber(cell: unknown, options: NumberOptions = {}): number | null | NumberRefusal {
  const amount = parseAmount(cell, options);
  if (typeof amount !== 'object' || amount === null) return amount;
  return amount.value;
}

/** As {@link parseNumber}, but keeps the currency that a text names. */
export function parseAmount(cell: unknown, options: NumberOptions = {}): Amount | number | null | NumberRefusal {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : cell !== cell ? null : 'infinite-number';
  if (isBlank(cell)) return null;
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : 'unsafe-integer';
  if (typeof cell !== 'string') return 'unreadable-number';
  const text = cell.trim();
  if (text.length > MAX_TEXT) return 'unreadable-number';
  if (PLAIN.test(text) && options.decimal !== ',') return finite(Number(text));
  return readAmount(normalWidth(text), options.decimal ?? '.');
}

function finite(value: number): number | NumberRefusal {
  if (!Number.isFinite(value)) return 'infinite-number';
  return value === 0 ? 0 : value;
}

/** Full-width digits, signs and brackets as ASCII. */
export function normalWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\uFE63]/g, '-')
    .replace(/\uFFE5/g, '¥')
    .replace(/\uFFE1/g, '£')
    .replace(/\uFFE6/g, '₩')
    .replace(/[\u3000\u00A0\u2009\u202F]/g, ' ')
    .trim();
}

function readAmount(text: string, decimal: '.' | ','): Amount | NumberRefusal {
  let rest = text;
  let signs = 0;
  let negative = false;
  const bracketed = /^\(([^()]+)\)$/.exec(rest);
  if (bracketed) {
    negative = true;
    signs++;
    rest = (bracketed[1] ?? '').trim();
  }
  const takeSign = (): void => {
    const sign = /^([+-])\s*/.exec(rest);
    if (!sign) return;
    signs++;
    negative ||= sign[1] === '-';
    rest = rest.slice(sign[0].length);
  };
  takeSign();
  const lead = LEADING_CURRENCY.exec(rest);
  if (lead) {
    rest = rest.slice(lead[0].length);
    takeSign();
  }
  const trailingMinus = /\s*-$/.exec(rest);
  if (trailingMinus) {
    signs++;
    negative = true;
    rest = rest.slice(0, -trailingMinus[0].length);
  }
  const trail = TRAILING_CURRENCY.exec(rest);
  if (trail) rest = rest.slice(0, -trail[0].length);
  const unit = /\s*([万萬亿億%])$/.exec(rest);
  if (unit) rest = rest.slice(0, -unit[0].length);
  const plain = signs <= 1 && !(lead && trail) ? ungrouped(rest, decimal) : undefined;
  if (plain === undefined) return 'unreadable-number';
  const value = finite(Number(`${negative ? '-' : ''}${shifted(plain, UNITS[unit?.[1] ?? ''] ?? 0)}`));
  if (typeof value === 'string') return value;
  const mark = lead?.[1] ?? trail?.[1];
  return mark === undefined ? {value} : {value, currency: mark.toUpperCase()};
}

// A code of three letters counts as a currency only if the platform knows it: `12abc` is not an amount.
const CODES = [...Intl.supportedValuesOf('currency'), 'RMB'].join('|');
const MARKS = `(?:US|HK|NT|CA|AU|A|C|NZ|S|R)?\\$|[¥€£₹₩₫₽₺₱฿₴₪₦]|CN¥|JP¥|元|圆|円|(?:${CODES})`;
const LEADING_CURRENCY = new RegExp(`^(${MARKS})\\s*`, 'i');
const TRAILING_CURRENCY = new RegExp(`\\s*(${MARKS})$`, 'i');

/** A number without its grouping and with a decimal point; undefined where the grouping is not a whole one. */
function ungrouped(text: string, decimal: '.' | ','): string | undefined {
  const group = decimal === '.' ? ',' : '.';
  if (decimal === ',' && text.includes('.') === false && text.includes(',') === false && !/[ '’]/.test(text)) return validPlain(text);
  const [whole = '', fraction, ...more] = text.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d*(?:[eE][+-]?\d{1,3})?$/.test(fraction))) return undefined;
  const tail = fraction === undefined ? '' : `.${fraction}`;
  if (/^\d*(?:[eE][+-]?\d{1,3})?$/.test(whole)) return validPlain(whole + tail);
  const parts = whole.split(group === ',' && !whole.includes(',') ? /[ '’]/ : group);
  return isGrouped(parts, group) ? validPlain(parts.join('') + tail) : undefined;
}

function isGrouped(parts: readonly string[], group: string): boolean {
  if (parts.length < 2 || !parts.every((part) => /^\d+$/.test(part))) return false;
  const [first = '', ...others] = parts;
  const western = first.length <= 3 && others.every((part) => part.length === 3);
  const indian = group === ',' && first.length <= 2 && others.at(-1)?.length === 3 && others.slice(0, -1).every((part) => part.length === 2);
  return western || indian;
}

function validPlain(text: string): string | undefined {
  return /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? text : undefined;
}

/** Moves the decimal point by writing an exponent, so that no binary fraction is multiplied. */
function shifted(plain: string, digits: number): string {
  if (digits === 0) return plain;
  const [mantissa = '', exponent = '0'] = plain.toLowerCase().split('e');
  return `${mantissa}e${Number(exponent) + digits}`;
}
