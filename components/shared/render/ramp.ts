/** Colours of heat cells: a mix of two ends, and the text colour that reads on it. Pure arithmetic over `#rrggbb` and `rgb(r, g, b)`. */

type Triple = readonly [number, number, number];

/** A mix in OKLab, where equal steps look equal. `share` is cut to 0..1. */
export function mixColors(low: string, high: string, share: number): string {
  return colorRamp(low, high)(share);
}

/** {@link mixColors} of the same two ends for many shares. */
export function colorRamp(low: string, high: string): (share: number) => string {
  const [from, to] = [toLab(readColor(low)), toLab(readColor(high))];
  return (share) => {
    const part = Math.min(1, Math.max(0, share));
    const at = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * part;
    const [red, green, blue] = fromLab([at(0), at(1), at(2)]);
    return `rgb(${Math.round(red * 255)}, ${Math.round(green * 255)}, ${Math.round(blue * 255)})`;
  };
}

/** Black or white, whichever has more contrast: never less than 4.5 to 1. */
export function textOn(background: string): string {
  return luminance(background) > 0.179 ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of WCAG 2.2, 0 to 1. */
export function luminance(color: string): number {
  const [red, green, blue] = readColor(color);
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

/** Channels 0..1; black for what cannot be read. */
function readColor(color: string): Triple {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color);
  const channels = hex ? hex.slice(1).map((part) => parseInt(part, 16)) : (color.match(/[\d.]+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0] = channels;
  return [red / 255, green / 255, blue / 255];
}

const toLinear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const fromLinear = (light: number): number => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
const cut = (value: number): number => Math.min(1, Math.max(0, value));

/** OKLab of Björn Ottosson (2020). */
function toLab(rgb: Triple): Triple {
  const [red, green, blue] = rgb.map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    cut(fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    cut(fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    cut(fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
  ];
}
