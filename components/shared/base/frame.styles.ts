import {css} from 'lit';

/** The card that every widget stands in: header, message, body, notes, table. */
export const frameStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    min-inline-size: 0;
    container-type: inline-size;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.5;
    text-align: start;
    letter-spacing: normal;
    text-transform: none;
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }

  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 12px;
    block-size: 100%;
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  header {
    display: flex;
    align-items: start;
    gap: 8px;
  }

  .heading {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    line-height: 24px;
    overflow-wrap: anywhere;
  }

  .tools {
    display: flex;
    flex: none;
    gap: 2px;
    margin-block: -2px;
    margin-inline-end: -4px;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  .tool {
    display: inline-grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_text-secondary);
  }

  .tool:hover,
  .tool[aria-pressed='true'],
  .tool[aria-expanded='true'] {
    background: var(--_surface-raised);
    color: var(--_text);
  }

  .tool svg {
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .button {
    min-block-size: 32px;
    padding: 4px 12px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
  }

  .button:hover {
    background: var(--_surface-raised);
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .distrust {
    margin: 0;
    padding: 6px 10px;
    border-inline-start: 3px solid var(--_warning);
    background: var(--_surface-raised);
    font-size: 12px;
    line-height: 1.45;
  }

  .summary {
    margin: 0;
    color: var(--_text-secondary);
    overflow-wrap: anywhere;
  }

  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .message {
    display: grid;
    justify-items: start;
    gap: 6px;
    padding-block: 8px;
  }

  .message p {
    margin: 0;
    color: var(--_text-secondary);
    overflow-wrap: anywhere;
  }

  .message .title {
    color: var(--_text);
    font-weight: 600;
  }

  .message.error .title {
    color: var(--_danger);
  }

  details {
    max-inline-size: 100%;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  summary {
    min-block-size: 24px;
    cursor: pointer;
  }

  details p,
  details ul {
    margin: 0;
    padding-inline-start: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }

  .skeleton {
    display: grid;
    gap: 10px;
    min-block-size: 72px;
    align-content: start;
  }

  .skeleton i {
    display: block;
    block-size: 14px;
    border-radius: 4px;
    background: var(--_surface-raised);
    animation: appear 0s 200ms both;
  }

  .skeleton i:first-child {
    block-size: 28px;
    inline-size: 45%;
  }

  .slow {
    animation: appear 0s 4s both;
  }

  progress {
    inline-size: 100%;
    block-size: 6px;
    accent-color: var(--_accent);
    animation: appear 0s 200ms both;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  .bar {
    position: absolute;
    inset: 0 0 auto;
    block-size: 2px;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_accent);
    animation: appear 0s 200ms both;
  }

  /* A stream of updates must not be read out at every one of them. */
  .bar + .sr-only {
    animation: appear 0s 200ms both;
  }

  .table-scroll {
    max-block-size: 416px;
    overflow: auto;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  caption {
    padding-block-end: 6px;
    color: var(--_text-secondary);
    text-align: start;
  }

  th,
  td {
    padding: 6px 10px 6px 0;
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }

  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_text-secondary);
    font-size: 12px;
    white-space: nowrap;
  }

  .number {
    text-align: end;
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0s !important;
      transition: none !important;
    }
  }
`;
