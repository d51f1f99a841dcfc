interface Bounds {
  readonly above?: number;
  readonly below?: number;
  readonly atLeast?: number;
}

/**
 * Refuses a parameter that cannot be computed with: `TypeError` for anything but a finite number, `RangeError` outside the bounds. The
 * message names the parameter and what it got.
 */
export function checkNumber(name: string, value: unknown, {above, below, atLeast}: Bounds = {}): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError(`${name} must be a finite number, got ${show(value)}.`);
  if (above !== undefined && value <= above) throw new RangeError(`${name} must be above ${above}, got ${value}.`);
  if (atLeast !== undefined && value < atLeast) throw new RangeError(`${name} must be at least ${atLeast}, got ${value}.`);
  if (below !== undefined && value >= below) throw new RangeError(`${name} must be below ${below}, got ${value}.`);
  return value;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** {@link checkNumber} over a record of parameters that share their bounds. */
export function checkNumbers(values: Readonly<Record<string, unknown>>, bounds: Bounds = {}): void {
  for (const [name, value] of Object.entries(values)) checkNumber(name, value, bounds);
}
