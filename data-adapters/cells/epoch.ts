/** Plain numbers that count from 1970-01-01 UTC. The unit follows from the number of digits. */

/** Seconds, milliseconds, microseconds, nanoseconds. */
export type EpochUnit = 's' | 'ms' | 'us' | 'ns';

const PER_MS: Readonly<Record<EpochUnit, number>> = {s: 1e-3, ms: 1, us: 1e3, ns: 1e6};
const UNIT_BY_DIGITS = new Map<number, EpochUnit>([
  [9, 's'], [10, 's'], [12, 'ms'], [13, 'ms'], [15, 'us'], [16, 'us'], [18, 'ns'], [19, 'ns'],
]);

/** The only unit in which a number of so many digits falls between 1973 and 2286; undefined where there is none. */
export function epochUnit(text: string): EpochUnit | undefined {
  const point = text.indexOf('.');
  return text.startsWith('-') ? undefined : UNIT_BY_DIGITS.get(point < 0 ? text.length : point);
}

/** The same of a number, by its size. */
export function epochUnitOf(value: number): EpochUnit | undefined {
  if (value >= 1e8 && value < 1e10) return 's';
  if (value >= 1e11 && value < 1e13) return 'ms';
  if (value >= 1e14 && value < 1e16) return 'us';
  return value >= 1e17 && value < 1e19 ? 'ns' : undefined;
}

/** Epoch milliseconds, cut to whole ones. */
export function epochInstant(text: string, unit: EpochUnit): number {
  if (unit === 'ns') return Number(BigInt(text.split('.')[0] ?? '0') / 1_000_000n);
  return unit === 's' ? Math.round(Number(text) * 1000) : Math.floor(Number(text) / PER_MS[unit]);
}
