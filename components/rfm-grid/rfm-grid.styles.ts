import {css} from 'lit';

export const rfmGridStyles = css`
  .body {
    display: grid;
    gap: 16px 24px;
  }

  .main {
    display: grid;
    align-content: start;
    gap: 8px;
    min-inline-size: 0;
  }

  .side {
    min-inline-size: 0;
  }

  .segments th,
  .segments td {
    padding-block: 3px;
    vertical-align: middle;
  }

  .segments tbody tr:last-child > * {
    border-block-end: 0;
  }

  .segments .share {
    color: var(--_text-secondary);
  }

  .segments tr > :last-child {
    padding-inline-end: 0;
  }

  .segment {
    min-block-size: 24px;
    padding: 0 6px;
    margin-inline-start: -6px;
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--_border);
    text-underline-offset: 3px;
  }

  .segment:hover,
  .segment[aria-pressed='true'] {
    background: var(--_surface-raised);
    text-decoration-color: currentColor;
  }

  .hint {
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .members {
    display: grid;
    gap: 8px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
  }

  .members-head {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .members-head p {
    flex: 1;
    margin: 0;
  }

  .members-head .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .members-head .button svg {
    inline-size: 14px;
    block-size: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
  }

  .members-head span {
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .members caption {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .members td.word,
  .members th.word:not(:first-child) {
    padding-inline-start: 14px;
  }

  .more {
    justify-self: start;
  }

  @container (max-width: 340px) {
    .segments {
      font-size: 12px;
    }

    .segments th,
    .segments td {
      padding-inline-end: 4px;
    }
  }

  @container (min-width: 900px) {
    .body {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      align-items: start;
    }

    .members {
      grid-column: 1 / -1;
    }
  }
`;
