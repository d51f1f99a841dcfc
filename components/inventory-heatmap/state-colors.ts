import {mixColors} from '../shared/render/ramp.ts';
import type {ChartTheme} from '../shared/theme/chart-theme.ts';
import type {StockState} from './inventory-cells.ts';

/** A colour a state, mixed from the theme: the more urgent, the farther from the surface. Told apart by sign and words as well. */
export function stateColors(theme: ChartTheme): Readonly<Record<StockState, string>> {
  const {surface, danger, warning, accent, success, textSecondary, border} = theme;
  // The warning token is dark enough for text; a cell wants its hue with more light in it.
  const orange = mixColors(warning, 'rgb(255, 152, 56)', 0.6);
  const amber = mixColors(warning, 'rgb(255, 214, 92)', 0.75);
  return {
    oversold: mixColors(danger, 'rgb(84, 10, 46)', 0.5),
    out: mixColors(surface, danger, 0.85),
    'below-safety': mixColors(surface, orange, 0.85),
    reorder: mixColors(surface, amber, 0.6),
    dead: mixColors(surface, textSecondary, 0.75),
    slow: mixColors(surface, textSecondary, 0.35),
    overstock: mixColors(surface, accent, 0.4),
    'no-data': mixColors(surface, border, 0.55),
    ok: mixColors(surface, success, 0.14),
  };
}
