/** A cell as plain text, and whether there is anything in it. */

/** A cell as text: nothing as '', a date as its ISO instant, an object as JSON where it can be written. */
export function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined || value !== value) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (typeof value === 'object') {
    try {
      return JSON.stringify(value) ?? '';
    } catch {
      return Object.prototype.toString.call(value);
    }
  }
  return Object.is(value, -0) ? '0' : String(value);
}

/** Null, undefined, NaN and text without a visible character. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value !== value || (typeof value === 'string' && value.trim() === '');
}
