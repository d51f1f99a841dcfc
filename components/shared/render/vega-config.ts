import type {Config} from 'vega-lite';

import type {ChartTheme} from '../theme/chart-theme.ts';

/** A Vega-Lite config for a theme: the looks of the style names of `spec-layers.ts`. Pure; holds no expression. */
export function vegaConfig(theme: ChartTheme): Config {
  const small = Math.max(12, theme.fontSize - 1);
  const text = {color: theme.text, font: theme.fontFamily, fontSize: theme.fontSize};
  return {
    aria: false,
    background: 'transparent',
    font: theme.fontFamily,
    view: {stroke: null, fill: null},
    text,
    range: {category: [...theme.series]},
    style: {
      text,
      strong: {...text, fontWeight: 600},
      note: {...text, color: theme.textSecondary, fontSize: small},
      head: {...text, color: theme.textSecondary, fontSize: small},
      bad: {...text, color: theme.danger, fontSize: small, fontWeight: 600},
      bar: {color: theme.accent},
      flow: {color: theme.accent, fillOpacity: 0.12},
      baseline: {color: theme.text, strokeWidth: 2},
      cell: {stroke: theme.surface, strokeWidth: 2, cornerRadius: 4},
      blank: {color: theme.border, fillOpacity: 0.3, stroke: theme.surface, strokeWidth: 2, cornerRadius: 4},
    },
  };
}
