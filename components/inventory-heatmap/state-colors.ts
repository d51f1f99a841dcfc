import {mixColors} from '../shared/render/ramp.ts';
import type {ChartTheme} from '../shared/theme/chart-theme.ts';
import type {StockState} from './inventory-model.ts';

/** A colour a state, mixed from the theme: the more urgent, the farther from the surface. Told apart by sign and words as well. */
export function stateColors(theme: ChartTheme): Readonly<Record<StockState, string>> {
  const {surface, danger, warning, accent, success, textSecondary, border} = theme;
  return {
    oversold: mixColors(danger, theme.text, 0.35),
    out: danger,
    'below-safety': mixColors(surface, warning, 0.7),
    reorder: mixColors(surface, warning, 0.35),
    dead: mixColors(surface, textSecondary, 0.75),
    slow: mixColors(surface, textSecondary, 0.35),
    overstock: mixColors(surface, accent, 0.4),
    'no-data': mixColors(surface, border, 0.55),
    ok: mixColors(surface, success, 0.14),
  };
}
