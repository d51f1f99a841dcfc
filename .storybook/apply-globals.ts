/** Puts the toolbar's choices on the page, the way a host page would: `lang`, `color-scheme` and attributes of the root. */

const SCHEMES: Readonly<Record<string, string>> = {light: 'light', dark: 'dark', auto: 'light dark'};

export function applyGlobals(page: HTMLElement, globals: Readonly<Record<string, unknown>>): void {
  const {locale = 'zh-CN', theme = 'light', trend = 'red-up', density = 'comfortable'} = globals;
  page.lang = String(locale);
  page.style.setProperty('color-scheme', SCHEMES[String(theme)] ?? 'light');
  page.style.setProperty('background', 'Canvas');
  page.style.setProperty('color', 'CanvasText');
  page.dataset['tillTrend'] = String(trend);
  page.dataset['tillDensity'] = String(density);
}
