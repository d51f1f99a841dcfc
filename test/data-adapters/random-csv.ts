/** Small files as no export should be, from a seed. */

export interface RandomFile {
  readonly text: string;
  readonly decimal?: ',';
}

/** Mulberry32: the same numbers wherever it runs. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const IDS = ['1', '2', '3', '1', '2', '0', '007', '10', '999999999', '9999999999', '1234567890123456789', '-5', '1.0', 'A-1', 'a', ' 1', '1 ', 'NULL', 'null', '', '订单1', '="0012"', '="7"', '+1', '\u00a07', '🙂', '1e3'];
const NUMBERS = [
  '1', '2', '10', '12.5', '12.50', '0', '-0', '-3', '007', '0.125', '.5', '5.', '', ' ', '1,234.5', '1.234,5', '￥1.2万', '12%', '(3)', '$5', '€7', 'USD 3', 'abc', '1e3', '1e999',
  '123456789012345', '1234567890123456', '0.1234567', '99999999999999999999', '３', '="5"', '--1', '1.2.3', '5-',
];
const TIMES = [
  '2024-03-01', '2024-03-01 08:26:00', '2024-03-01T08:26:00', '2024-03-01 08:26:00', '2024-03-31 02:30:00', '2024-10-27 01:30:00', '2024-03-01T08:26:00Z', '2024-03-01 8:26',
  '2024/3/1', '0001-01-01', '9999-12-31 00:00:00', '1900-01-01', '1901-01-01', '2199-12-31', '2024-02-30', '2024-13-01', '1709251200', '1709251200000', '1709251201', '20240301', '',
  '2024-03-01x08:26:00', '2024-03-01 25:00:00', '12/1/2010', '2024年3月1日', '2024-03-01 08:26:60', ' 2024-03-01', '2024-3-01', '2024-03-01 08:26:00.5',
];
const TEXTS = ['web', 'app', 'web', '', ' app', '华东', '"', 'a"b', 'x,y', 'line\nbreak', 'line\r\nbreak', 'cr\rhere', 'paid', '已付款', 'completed', 'refunded', 'unknown?', '\ufeffx', '=1+1', '="', '=""', '="a"b"', '\0', 'é'.repeat(3), 'long '.repeat(20)];
const STATUSES = ['paid', 'completed', '已付款', 'shipped', '交易成功', 'paid', '', 'odd', 'cancelled'];

const HEADERS = ['order_id', 'ordered_at', 'quantity', 'net', 'customer_id', 'sku', 'channel', 'status', 'discount', 'currency', 'line_id', 'paid_at', 'note', 'score', 'zip code', 'note', ''];
const CURRENCIES = ['CNY', 'CNY', 'USD', '¥', '', 'cny'];

export function randomFile(seed: number): RandomFile {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const delimiter = pick([',', ',', ',', ';', '\t', '|']);
  const newline = pick(['\n', '\n', '\r\n', '\r\n', '\r']);
  const decimal = chance(0.1);
  // Most files are plain but for little: what is wrong everywhere is never read by the fast reader.
  const nasty = pick([0, 0, 0.02, 0.1, 0.5]);
  const headers = HEADERS.filter((_, index) => index < 4 || chance(0.5));
  if (chance(0.2)) headers.sort(() => random() - 0.5);
  if (chance(0.03)) headers.splice(0, 1);
  const cellOf = (header: string): string => {
    if (chance(nasty / 4)) return pick(pick([IDS, NUMBERS, TIMES, TEXTS]));
    const usual = (list: readonly string[], plain: number): string => (chance(nasty) ? pick(list) : pick(list.slice(0, plain)));
    switch (header) {
      case 'order_id': case 'customer_id': case 'line_id': return usual(IDS, 5);
      case 'sku': case 'zip code': return usual(IDS, 14);
      case 'ordered_at': case 'paid_at': return usual(TIMES, 6);
      case 'quantity': case 'net': case 'discount': case 'score': return usual(NUMBERS, 6);
      case 'status': return usual(STATUSES, 6);
      case 'currency': return usual(CURRENCIES, 2);
      default: return usual(TEXTS, 4);
    }
  };
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const written = (cell: string): string => {
    if (chance(nasty / 20)) return pick([`"${cell}`, `"${cell}" `, `"${cell}"x`, `${cell}"`]);
    return /["\r\n]/.test(cell) || cell.includes(delimiter) ? (chance(0.95) ? quoted(cell) : cell) : chance(0.05) ? quoted(cell) : cell;
  };
  const line = (): string => {
    if (chance(nasty / 10)) return pick(['', '', ' ', '""', delimiter]);
    const cells = headers.map((header) => written(cellOf(header)));
    if (chance(nasty / 10)) cells.splice(Math.floor(random() * cells.length));
    if (chance(nasty / 10)) cells.push(written(pick(TEXTS)), pick(['', 'x']));
    return cells.join(delimiter);
  };
  const lines = Array.from({length: Math.floor(random() * 12)}, line);
  const head = [...(chance(0.05) ? [pick(['', ' ', '""'])] : []), headers.map(written).join(delimiter)];
  const mark = chance(0.1) ? '\ufeff' : '';
  const end = pick([newline, newline, '', `${newline}${newline}`, `${newline} `, `${newline}""`, chance(nasty) ? '\r' : newline]);
  const body = [...head, ...lines].reduce((all, each, index) => (index === 0 ? each : all + (chance(nasty / 20) ? pick(['\n', '\r\n', '\r']) : newline) + each), '');
  return {text: mark + body + end, ...(decimal ? {decimal: ','} : {})};
}
