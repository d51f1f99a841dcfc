/**
 * Width of a text in CSS pixels, estimated without a DOM so that spec builders stay pure: full-width characters count one em, capitals
 * 0.72, digits 0.65, other letters 0.63, narrow ones 0.38. Errs on the wide side for common sans-serif fonts.
 */
export function estimateTextWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) ems += widthInEms(character);
  return ems * fontSize;
}

function widthInEms(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1100) return 1;
  if (" .,:;'|!iljtfI()[]·".includes(character)) return 0.38;
  if ('mwMW%@—'.includes(character)) return 0.98;
  if (/[0-9¥$€£]/.test(character)) return 0.65;
  return /[A-Z+−]/.test(character) ? 0.72 : 0.63;
}

/** Wider than needed by no more than this, a column stays as it is. */
const SLACK = 16;

/** `needed`, or the width of the picture before, where that is enough and hardly too much: a digit more or less moves nothing. */
export function steadyWidth(needed: number, before: number | undefined): number {
  return before !== undefined && before >= needed && before - needed <= SLACK ? before : needed;
}

/** Width of a column that holds these texts and `space` more, in steps of eight pixels so that new numbers seldom move it. */
export function columnWidth(texts: readonly string[], fontSize: number, space: number): number {
  const widest = Math.max(0, ...texts.map((text) => estimateTextWidth(text, fontSize)));
  return Math.ceil((widest + space) / 8) * 8;
}
