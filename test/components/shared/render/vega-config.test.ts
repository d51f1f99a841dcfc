import {expect} from 'chai';

import {contrast} from '../../../../components/shared/render/ramp.ts';
import {vegaConfig} from '../../../../components/shared/render/vega-config.ts';
import {stateColors} from '../../../../components/inventory-heatmap/state-colors.ts';
import {STOCK_STATES} from '../../../../components/inventory-heatmap/inventory-cells.ts';
import '../../../../components/funnel/funnel.ts';
import {readChartTheme} from '../../../../components/shared/theme/chart-theme.ts';
import type {ChartTheme} from '../../../../components/shared/theme/chart-theme.ts';
import {clearPage} from '../../../support/test-widget.ts';

async function themeOf(name: string): Promise<ChartTheme> {
  const element = document.createElement('till-funnel');
  element.setAttribute('theme', name);
  document.body.append(element);
  await element.updateComplete;
  return readChartTheme(element);
}

describe('the look of charts', () => {
  afterEach(clearPage);

  for (const name of ['light', 'dark']) {
    it(`is plain JSON without an expression (${name})`, async () => {
      const config = vegaConfig(await themeOf(name));
      expect(JSON.parse(JSON.stringify(config))).to.deep.equal(config);
      expect(JSON.stringify(config)).not.to.match(/"(?:expr|signal)"/);
      expect(config.aria).to.equal(false);
    });

    it(`has texts that read on the surface, none smaller than 12 pixels (${name})`, async () => {
      const theme = await themeOf(name);
      const styles = vegaConfig(theme).style as Record<string, {color: string; fontSize: number}>;
      for (const style of ['text', 'strong', 'note', 'head', 'bad']) {
        expect(contrast(styles[style]?.color ?? '', theme.surface), style).to.be.at.least(4.5);
        expect(styles[style]?.fontSize, style).to.be.at.least(12);
      }
    });

    it(`has bars that stand out from the surface (${name})`, async () => {
      const theme = await themeOf(name);
      expect(contrast(theme.accent, theme.surface)).to.be.at.least(3);
      for (const color of theme.series) expect(contrast(color, theme.surface)).to.be.at.least(3);
    });

    it(`gives the states of stock colours of their own (${name})`, async () => {
      const colors = stateColors(await themeOf(name));
      expect(new Set(STOCK_STATES.map((state) => colors[state])).size).to.equal(STOCK_STATES.length);
    });
  }

  it('is another one for another theme', async () => {
    expect(vegaConfig(await themeOf('light'))).not.to.deep.equal(vegaConfig(await themeOf('dark')));
  });
});
