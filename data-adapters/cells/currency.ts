/** Currencies: their marks, their codes, and the digits of their minor units. */

const DOLLARS = new Set('USD CAD AUD NZD HKD SGD TWD MXN CLP COP ARS BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD'.split(' '));
const SYMBOLS: Readonly<Record<string, string>> = {
  'US$': 'USD', 'HK$': 'HKD', 'NT$': 'TWD', 'CA$': 'CAD', 'C$': 'CAD', 'AU$': 'AUD', 'A$': 'AUD', 'NZ$': 'NZD', 'S$': 'SGD', 'R$': 'BRL',
  '人民币': 'CNY', 'CN¥': 'CNY', 'JP¥': 'JPY', '円': 'JPY', 'RMB': 'CNY', '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₫': 'VND', '₽': 'RUB', '₺': 'TRY',
  '₱': 'PHP', '฿': 'THB', '₴': 'UAH', '₪': 'ILS', '₦': 'NGN',
};

/** The currency that a mark stands for; a mark that several share means the shop's own where that is one of them. */
export function currencyOfMark(mark: string, shop?: string): string {
  if (mark === '$') return shop !== undefined && DOLLARS.has(shop) ? shop : 'USD';
  if (mark === '¥') return shop === 'JPY' ? 'JPY' : 'CNY';
  if (mark === '元' || mark === '圆') return shop === 'TWD' || shop === 'HKD' || shop === 'MOP' ? shop : 'CNY';
  return SYMBOLS[mark] ?? mark;
}

/** A cell of a currency column as an ISO code, where it is one or a known mark; else as it is. */
export function currencyCode(text: string, shop?: string): string {
  const mark = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(mark) && mark !== 'RMB' ? mark : currencyOfMark(mark, shop);
}

/** Digits of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD. Throws a `RangeError` for what is no ISO 4217 code. */
export function currencyDigits(currency: string): number {
  let digits = currencyDigitsCache.get(currency);
  if (digits === undefined) {
    if (!/^[A-Z]{3}$/.test(currency)) {
      throw new RangeError(`Unknown currency ${JSON.stringify(currency)}. Write an ISO 4217 code such as "CNY", "USD" or "JPY".`);
    }
    digits = ISO_DIGITS[currency] ?? new Intl.NumberFormat('en', {style: 'currency', currency}).resolvedOptions().maximumFractionDigits ?? 2;
    currencyDigitsCache.set(currency, digits);
  }
  return digits;
}

const currencyDigitsCache = new Map<string, number>();
// Where platforms follow everyday use instead of ISO 4217 and would cut amounts.
const ISO_DIGITS: Readonly<Record<string, number>> = {
  IDR: 2, HUF: 2, TWD: 2, PKR: 2, LBP: 2, IRR: 2, IQD: 3, COP: 2, AFN: 2, ALL: 2, MMK: 2, LAK: 2, TZS: 2, RSD: 2, SYP: 2, YER: 2, SOS: 2, KPW: 2,
};

