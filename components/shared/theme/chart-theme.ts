/** The theme as plain resolved values, for what is drawn rather than styled. */

/** Colours are `rgb(…)` texts; sizes are CSS pixels. */
export interface ChartTheme {
  readonly text: string;
  readonly textSecondary: string;
  readonly surface: string;
  readonly border: string;
  readonly accent: string;
  readonly success: string;
  readonly warning: string;
  readonly danger: string;
  readonly rampLow: string;
  readonly rampHigh: string;
  readonly series: readonly string[];
  readonly fontFamily: string;
  readonly fontSize: number;
}

const COLORS = {
  text: '--_text', textSecondary: '--_text-secondary', surface: '--_surface', border: '--_border', accent: '--_accent', success: '--_success',
  warning: '--_warning', danger: '--_danger', rampLow: '--_ramp-low', rampHigh: '--_ramp-high',
} as const;
const SERIES = 8;

/**
 * Reads the tokens of an element through a probe in its shadow root: an unregistered custom property comes back as it was written, a
 * real `color` comes back resolved. Forces a style recalculation; call it when the theme may have changed, not when drawing.
 */
export function readChartTheme(host: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Else every colour would come back as the system's text colour.
  probe.style.setProperty('forced-color-adjust', 'none');
  host.shadowRoot?.append(probe);
  const resolve = (name: string): string => {
    probe.style.setProperty('color', `var(${name})`);
    return toRgb(getComputedStyle(probe).color);
  };
  const colors = Object.fromEntries(Object.entries(COLORS).map(([key, name]) => [key, resolve(name)])) as Record<keyof typeof COLORS, string>;
  const series = Array.from({length: SERIES}, (_, index) => resolve(`--_series-${index + 1}`));
  const {fontFamily, fontSize} = getComputedStyle(host);
  probe.remove();
  return {...colors, series, fontFamily, fontSize: Math.max(12, parseFloat(fontSize) || 14)};
}

let context: OffscreenCanvasRenderingContext2D | null | undefined;

/** Wide-gamut and system colours as sRGB, which Vega and the ramps can read. */
function toRgb(color: string): string {
  if (/^rgba?\(/.test(color)) return color;
  context ??= new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  if (!context) return color;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
