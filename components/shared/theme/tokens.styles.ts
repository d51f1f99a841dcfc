import {css} from 'lit';

/**
 * The one list of public tokens and their defaults. A page sets `--till-*` on any ancestor; elements only read the private aliases.
 * Contrast: text on surface at least 4.5 to 1, marks 3 to 1, in both schemes; red and green, the hues of rise and fall, also differ in
 * lightness (all tested).
 */
export const tokenStyles = css`
  :host {
    --_text: var(--till-color-text, light-dark(#1c2430, #e8ebf0));
    --_text-secondary: var(--till-color-text-secondary, light-dark(#5a6575, #a3adbb));
    --_surface: var(--till-color-surface, light-dark(#ffffff, #171b21));
    --_surface-raised: var(--till-color-surface-raised, light-dark(#f4f6f9, #20262e));
    --_border: var(--till-color-border, light-dark(#dfe4ea, #313944));
    --_accent: var(--till-color-accent, light-dark(#2563c9, #6ea3f2));
    --_success: var(--till-color-success, light-dark(#157347, #4cc38a));
    --_warning: var(--till-color-warning, light-dark(#965a00, #e2a33c));
    --_danger: var(--till-color-danger, light-dark(#b42318, #f2776b));
    --_red: var(--till-color-red, light-dark(#d8392b, #f4766a));
    --_green: var(--till-color-green, light-dark(#074c2d, #8fe6b8));
    --_focus: var(--till-color-focus, light-dark(#1d4ed8, #93b8f8));
    --_series-1: var(--till-series-1, light-dark(#2563c9, #6ea3f2));
    --_series-2: var(--till-series-2, light-dark(#bd5216, #f0965a));
    --_series-3: var(--till-series-3, light-dark(#0f7b6c, #4fc2b0));
    --_series-4: var(--till-series-4, light-dark(#7a4fc4, #b394ec));
    --_series-5: var(--till-series-5, light-dark(#a3386f, #e584b4));
    --_series-6: var(--till-series-6, light-dark(#5f6b1f, #b5c25c));
    --_series-7: var(--till-series-7, light-dark(#8a5a12, #d9b25c));
    --_series-8: var(--till-series-8, light-dark(#556070, #a9b4c4));
    --_ramp-low: var(--till-ramp-low, light-dark(#e6eefb, #1f2c40));
    --_ramp-high: var(--till-ramp-high, light-dark(#1d4f9f, #7fb0f7));
    --_font: var(--till-font, inherit);
    --_font-size: var(--till-font-size, 14px);
    --_radius: var(--till-radius, 10px);
    --_space: var(--till-space, 16px);
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  /* Drawings are not recoloured by the browser: they take the system's colours by themselves. */
  @media (forced-colors: active) {
    :host {
      --_text: CanvasText;
      --_text-secondary: CanvasText;
      --_surface: Canvas;
      --_surface-raised: Canvas;
      --_border: CanvasText;
      --_accent: Highlight;
      --_success: CanvasText;
      --_warning: CanvasText;
      --_danger: CanvasText;
      --_red: CanvasText;
      --_green: CanvasText;
      --_focus: Highlight;
      --_ramp-low: Canvas;
      --_ramp-high: Highlight;
    }
  }
`;
