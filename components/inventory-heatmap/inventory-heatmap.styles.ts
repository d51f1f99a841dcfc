import {css} from 'lit';

export const inventoryStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 16px;
  }

  .states {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-inline-start: -4px;
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    padding: 2px 8px 2px 4px;
    border: 1px solid transparent;
    border-radius: 6px;
    background: none;
    font-size: 12px;
  }

  .state:hover {
    background: var(--_surface-raised);
  }

  .state[aria-pressed='true'] {
    border-color: var(--_text);
    background: var(--_surface-raised);
  }

  .state b {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .swatch {
    display: inline-grid;
    place-items: center;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 4px;
    font-size: 11px;
    font-style: normal;
    line-height: 1;
  }

  .board {
    max-block-size: var(--till-inventory-heatmap-height, 34rem);
    overflow: auto;
    overscroll-behavior: auto;
  }

  .warehouses {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    padding-block-end: 4px;
    padding-inline-start: var(--_names, 0);
    background: var(--_surface);
    color: var(--_text-secondary);
    font-size: 12px;
    text-align: center;
  }

  .warehouses span {
    padding-inline: 2px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .ramp {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .ramp i {
    inline-size: 72px;
    block-size: 10px;
    border-radius: 3px;
    background: linear-gradient(to right in oklab, var(--_warning), var(--_ramp-low));
  }

  .hint {
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .link {
    min-block-size: 24px;
    padding: 0 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .order {
    display: grid;
    gap: 4px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
  }

  .order-head {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .order-head p {
    flex: 1;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }

  .order-head span,
  .order small {
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .order small {
    display: block;
  }

  .order .table-scroll {
    max-block-size: 36rem;
  }

  .order tbody th {
    min-inline-size: 7em;
  }

  .order tbody td.word {
    white-space: nowrap;
  }

  .order tbody td {
    vertical-align: middle;
  }

  .order-head .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .order-head .button svg {
    inline-size: 14px;
    block-size: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
  }
`;
