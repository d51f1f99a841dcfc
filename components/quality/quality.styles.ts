import {css} from 'lit';

export const qualityStyles = css`
  .body {
    display: grid;
    gap: 16px 32px;
  }

  @container (min-width: 640px) {
    .body {
      grid-template-columns: minmax(180px, 220px) 1fr;
    }
  }

  .score {
    display: grid;
    align-content: start;
    gap: 10px;
  }

  .total {
    margin: 0;
  }

  .total b {
    font-size: 40px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }

  .total span,
  .hint {
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .hint,
  .what,
  .count,
  .advice {
    margin: 0;
  }

  dl {
    display: grid;
    gap: 6px;
    margin: 0;
  }

  .dimension,
  .dimension dd {
    display: grid;
    align-items: center;
    gap: 8px;
    font-size: 12px;
  }

  .dimension {
    grid-template-columns: 5.5em 1fr;
  }

  .dimension dd {
    grid-template-columns: 1fr 2.2em;
    margin: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .track {
    block-size: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--_surface-raised);
  }

  .track i {
    display: block;
    block-size: 100%;
    border-radius: 3px;
    background: var(--_success);
  }

  .middling .track i {
    background: var(--_warning);
  }

  .bad .track i {
    background: var(--_danger);
  }

  .findings {
    display: grid;
    align-content: start;
    justify-items: start;
    gap: 10px;
    min-inline-size: 0;
  }

  .findings > ul {
    display: grid;
    inline-size: 100%;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .issue {
    display: grid;
    grid-template-columns: 4.5em 1fr;
    gap: 2px 12px;
    padding-block: 8px;
    border-block-start: 1px solid var(--_border);
    font-size: 13px;
    line-height: 1.45;
  }

  .issue:first-child {
    padding-block-start: 0;
    border-block-start: 0;
  }

  .issue > * {
    grid-column: 2;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .issue > .severity {
    grid-column: 1;
    grid-row: 1 / span 4;
    font-size: 12px;
    font-weight: 600;
  }

  .error .severity {
    color: var(--_danger);
  }

  .warning .severity {
    color: var(--_warning);
  }

  .info .severity,
  .accepted .severity {
    color: var(--_text-secondary);
  }

  code {
    padding: 0 4px;
    border-radius: 4px;
    background: var(--_surface-raised);
    font-size: 12px;
  }

  .count {
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }

  .advice {
    font-size: 12px;
  }

  .advice::before {
    content: '→ ';
    color: var(--_accent);
  }
`;
