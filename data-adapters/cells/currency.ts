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

/** Digits of minor units by ISO 4217 where they are not 2. Platforms go by everyday use for some of the others, and would cut amounts. */
const DIGITS = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3] as const),
  ...'CLF UYW'.split(' ').map((currency) => [currency, 4] as const),
]);

/** Digits of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD. Throws a `RangeError` for what is no ISO 4217 code. */
export function currencyDigits(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits !== undefined) return digits;
  if (/^[A-Z]{3}$/.test(currency)) return 2;
  throw new RangeError(`Unknown currency ${JSON.stringify(currency)}. Write an ISO 4217 code such as "CNY", "USD" or "JPY".`);
}
