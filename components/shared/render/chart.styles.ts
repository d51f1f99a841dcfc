import {css} from 'lit';

/** Looks of the chart's own parts; colours come from the tokens. */
export const chartStyles = css`
  .chart {
    position: relative;
    inline-size: 100%;
    direction: ltr;
    touch-action: pan-y;
  }

  .colors {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  select {
    min-block-size: 28px;
    max-inline-size: 100%;
    padding: 2px 6px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }

  .picture {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }

  .explorer {
    position: absolute;
    inset: 0;
    pointer-events: none;
    border-radius: 4px;
    outline: none;
  }

  .explorer:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .explorer[aria-activedescendant]:focus-visible {
    outline-color: transparent;
  }

  .option {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .focus-ring {
    position: absolute;
    box-sizing: border-box;
    pointer-events: none;
    border-radius: 4px;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    box-shadow: inset 0 0 0 3px var(--_surface);
    scroll-margin-block: 2.5em;
  }

  .tooltip {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 8px 10px;
    max-inline-size: min(20rem, calc(100vw - 8px));
    box-sizing: border-box;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 12px;
    line-height: 1.45;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.16);
  }

  .tooltip-title {
    margin: 0 0 4px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .tooltip dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 1px 14px;
    margin: 0;
  }

  .tooltip dt {
    color: var(--_text-secondary);
  }

  .tooltip dd {
    margin: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
`;
