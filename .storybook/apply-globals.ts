/**
 * Puts the toolbar's choices on the page the way a host page would: `lang` and `color-scheme` on the root, tokens for density, and the
 * attribute `trend-colors` on each element of the kit.
 */

const SCHEMES: Readonly<Record<string, string>> = {light: 'light', dark: 'dark', auto: 'light dark'};

/** Tokens of the kit that make it denser; comfortable is what it is without them. */
const COMPACT: Readonly<Record<string, string>> = {'--till-space': '10px', '--till-font-size': '13px', '--till-radius': '6px'};

let trendColors = 'auto';

function colourTrends(elements: Iterable<Element>): void {
  for (const element of elements) if (element.localName.startsWith('till-')) element.setAttribute('trend-colors', trendColors);
}

/** Elements come when a story is rendered, which is after its decorators ran. */
const watcher = new MutationObserver((changes) => {
  for (const {addedNodes} of changes) {
    for (const node of addedNodes) if (node instanceof Element) colourTrends([node, ...node.querySelectorAll('*')]);
  }
});
watcher.observe(document.documentElement, {childList: true, subtree: true});

export function applyGlobals(page: HTMLElement, globals: Readonly<Record<string, unknown>>): void {
  page.lang = String(globals['locale'] ?? 'zh-CN');
  page.style.setProperty('color-scheme', SCHEMES[String(globals['theme'])] ?? 'light');
  page.style.setProperty('background', 'Canvas');
  page.style.setProperty('color', 'CanvasText');
  for (const [token, value] of Object.entries(COMPACT)) {
    if (globals['density'] === 'compact') page.style.setProperty(token, value);
    else page.style.removeProperty(token);
  }
  trendColors = String(globals['trend'] ?? 'auto');
  colourTrends(document.querySelectorAll('*'));
}
