import {expect} from 'chai';
import {html, LitElement} from 'lit';
import type {TemplateResult} from 'lit';

import {contrast, luminance} from '../../../../components/shared/render/ramp.ts';
import {readChartTheme} from '../../../../components/shared/theme/chart-theme.ts';
import type {ChartTheme} from '../../../../components/shared/theme/chart-theme.ts';
import {ThemeController} from '../../../../components/shared/theme/theme-controller.ts';
import {tokenStyles} from '../../../../components/shared/theme/tokens.styles.ts';
import {clearPage, settle, until} from '../../../support/test-widget.ts';

class Themed extends LitElement {
  static override readonly styles = tokenStyles;
  readonly theme = new ThemeController(this);
  updates = 0;
  protected override render(): TemplateResult {
    this.updates += 1;
    return html`<i>${this.theme.current.accent}</i>`;
  }
}
customElements.define('themed-probe', Themed);

async function add(attributes: Readonly<Record<string, string>> = {}, parent: HTMLElement = document.body): Promise<Themed> {
  const probe = new Themed();
  for (const [name, value] of Object.entries(attributes)) probe.setAttribute(name, value);
  parent.append(probe);
  await probe.updateComplete;
  return probe;
}

/** A token that drawings do not take, resolved as they are. */
function token(host: Themed, name: string): string {
  const probe = document.createElement('b');
  probe.style.setProperty('color', `var(${name})`);
  host.shadowRoot?.append(probe);
  const {color} = getComputedStyle(probe);
  probe.remove();
  return color;
}

const lightness = (color: string): number => {
  const y = luminance(color);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
};

describe('the default theme', () => {
  afterEach(clearPage);

  for (const scheme of ['light', 'dark']) {
    it(`has text of 4.5 to 1 and marks of 3 to 1 in the ${scheme} scheme`, async () => {
      const host = await add({theme: scheme});
      const theme = readChartTheme(host);
      const {surface} = theme;
      const raised = token(host, '--_surface-raised');
      for (const name of ['text', 'textSecondary'] as const) {
        expect(contrast(theme[name], surface), name).to.be.at.least(4.5);
        expect(contrast(theme[name], raised), `${name}, raised`).to.be.at.least(4.5);
      }
      for (const name of ['accent', 'success', 'warning', 'danger'] as const) expect(contrast(theme[name], surface), name).to.be.at.least(4.5);
      for (const name of ['--_red', '--_green']) expect(contrast(token(host, name), surface), name).to.be.at.least(4.5);
      for (const back of [surface, raised]) expect(contrast(token(host, '--_focus'), back), 'focus').to.be.at.least(3);
      theme.series.forEach((color, index) => expect(contrast(color, surface), `series ${index + 1}`).to.be.at.least(3));
      expect(contrast(theme.rampHigh, surface), 'ramp').to.be.at.least(3);
      expect(contrast(theme.rampHigh, theme.rampLow), 'ramp').to.be.at.least(3);
    });

    it(`tells red from green by lightness too in the ${scheme} scheme`, async () => {
      const host = await add({theme: scheme});
      expect(Math.abs(lightness(token(host, '--_red')) - lightness(token(host, '--_green')))).to.be.at.least(20);
    });
  }

  it('has eight different series', async () => {
    for (const theme of ['light', 'dark']) expect(new Set(readChartTheme(await add({theme})).series).size).to.equal(8);
  });

  it('follows the scheme of the page around it, and its own attribute against it', async () => {
    const dark = document.createElement('div');
    dark.style.colorScheme = 'dark';
    document.body.append(dark);
    const {surface} = readChartTheme(await add({theme: 'dark'}));
    expect(readChartTheme(await add({}, dark)).surface).to.equal(surface);
    expect(readChartTheme(await add({theme: 'light'}, dark)).surface).to.equal('rgb(255, 255, 255)');
  });
});

describe('the theme of a host', () => {
  const page = document.documentElement;
  afterEach(() => {
    clearPage();
    page.removeAttribute('style');
    page.removeAttribute('class');
    page.removeAttribute('data-color-mode');
    document.adoptedStyleSheets = [];
  });

  const adopt = (css: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  };
  const accent = (host: Themed, color: string): Promise<void> =>
    until(() => host.shadowRoot?.querySelector('i')?.textContent === color, `accent ${color}, not ${host.theme.current.accent}`);

  it('is read from tokens set on any ancestor, in any way of writing colours', async () => {
    const parent = document.createElement('div');
    document.body.append(parent);
    for (const [written, read] of [
      ['#102030', 'rgb(16, 32, 48)'],
      ['hsl(120 100% 25%)', 'rgb(0, 128, 0)'],
      ['color(srgb 1 0.5 0)', 'rgb(255, 128, 0)'],
      ['color-mix(in srgb, black, white)', 'rgb(128, 128, 128)'],
      ['var(--brand)', 'rgb(1, 2, 3)'],
    ] as const) {
      parent.style.setProperty('--brand', 'rgb(1, 2, 3)');
      parent.style.setProperty('--till-color-accent', written);
      expect(readChartTheme(await add({}, parent)).accent, written).to.equal(read);
    }
  });

  it('leaves no trace of its reading in the shadow root', async () => {
    const host = await add();
    const before = host.shadowRoot?.childElementCount;
    readChartTheme(host);
    expect(host.shadowRoot?.childElementCount).to.equal(before);
  });

  for (const [how, change] of [
    ['a class', () => page.classList.add('dusk')],
    ['an attribute', () => page.setAttribute('data-color-mode', 'dusk')],
    ['a style', () => page.style.setProperty('--till-color-accent', 'rgb(9, 9, 9)')],
  ] as const) {
    it(`is read again when the page changes ${how}`, async () => {
      adopt('.dusk, [data-color-mode=dusk] {--till-color-accent: rgb(9, 9, 9)}');
      const host = await add();
      change();
      await accent(host, 'rgb(9, 9, 9)');
    });
  }

  it('is read again when the host moves under other tokens', async () => {
    const host = await add();
    const parent = document.createElement('div');
    parent.style.setProperty('--till-color-accent', 'rgb(7, 7, 7)');
    document.body.append(parent);
    parent.append(host);
    await accent(host, 'rgb(7, 7, 7)');
  });

  it('costs no update while no colour changes', async () => {
    const host = await add();
    await settle();
    const {updates} = host;
    const theme: ChartTheme = host.theme.current;
    for (let count = 0; count < 5; count++) page.style.setProperty('--scroll', String(count));
    await settle();
    expect(host.updates).to.equal(updates);
    expect(host.theme.current).to.equal(theme);
  });

  it('can be read again by hand after a change that no observer sees', async () => {
    const host = await add();
    adopt('html {--till-color-accent: rgb(4, 5, 6)}');
    host.theme.refresh();
    await accent(host, 'rgb(4, 5, 6)');
  });
});
