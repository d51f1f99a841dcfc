import {css} from 'lit';

export const kpiStyles = css`
  .frame {
    gap: 8px;
  }

  .heading {
    color: var(--_text-secondary);
    font-weight: 500;
  }

  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 8px;
  }

  .value {
    margin: 0;
    font-size: 28px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }

  .until {
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .deltas {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(104px, 1fr));
    gap: 8px 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .delta {
    display: grid;
    align-content: start;
    font-size: 12px;
    line-height: 1.4;
  }

  .moved {
    font-size: 14px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .amount {
    white-space: nowrap;
  }

  .unknown {
    color: var(--_text-secondary);
    font-size: 12px;
    font-weight: 400;
    line-height: 20px;
  }

  .unknown .amount {
    white-space: normal;
  }

  .verdict {
    color: var(--_text-secondary);
    font-size: 12px;
    font-weight: 400;
  }

  .against {
    color: var(--_text-secondary);
    overflow-wrap: anywhere;
  }

  .tool:not(.about-button) {
    opacity: 0;
  }

  :host(:hover) .tool,
  :host(:focus-within) .tool {
    opacity: 1;
  }

  @media (hover: none) {
    .tool:not(.about-button) {
      opacity: 1;
    }
  }

  .red {
    color: var(--_red);
  }

  .green {
    color: var(--_green);
  }

  .spark {
    inline-size: 100%;
    block-size: 40px;
    margin-block-start: auto;
    overflow: visible;
  }

  .spark path {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.75;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }

  .spark .base {
    stroke: var(--_text-secondary);
    stroke-width: 1.25;
    opacity: 0.5;
  }

  .spark .partial {
    stroke-dasharray: 2 3;
  }

  .spark .dot {
    stroke-width: 5;
  }

  .target {
    display: grid;
    gap: 4px;
    font-size: 12px;
    color: var(--_text-secondary);
  }

  .target svg {
    inline-size: 100%;
    block-size: 6px;
    overflow: visible;
  }

  .track {
    fill: var(--_border);
  }

  .done {
    fill: var(--_accent);
  }

  .pace {
    fill: var(--_text);
  }

  .fresh {
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .about {
    inset: auto;
    max-inline-size: min(384px, calc(100vw - 16px));
    max-block-size: calc(100vh - 16px);
    overflow: auto;
    margin: 0;
    padding: 14px 16px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_text);
    font-size: 13px;
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.18);
  }

  .about header {
    margin-block-end: 8px;
    font-weight: 600;
  }

  .about header span {
    flex: 1;
    line-height: 28px;
  }

  .about dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 14px;
    margin: 0;
  }

  .about dt {
    color: var(--_text-secondary);
    white-space: nowrap;
  }

  .about dd {
    grid-column: 2;
    margin: 0;
    overflow-wrap: anywhere;
  }

  @container (max-width: 160px) {
    .spark,
    .fresh,
    .days {
      display: none;
    }
  }
`;
