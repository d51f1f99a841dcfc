import {css} from 'lit';

export const dictionaryStyles = css`
  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }

  .search input[type='search'],
  .search select {
    min-block-size: 32px;
    padding: 0 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  .search input[type='search'] {
    flex: 1 1 200px;
    min-inline-size: 0;
  }

  .search label {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    font-size: 13px;
  }

  .search :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .hint {
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  section {
    display: grid;
    gap: 4px;
  }

  .subject {
    margin-block-start: 8px;
    font-size: 13px;
    font-weight: 650;
  }

  ul {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .entry {
    border-block-start: 1px solid var(--_border);
  }

  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
    padding-block: 8px;
    color: var(--_text);
    cursor: pointer;
  }

  .definition {
    flex-basis: 100%;
    color: var(--_text-secondary);
    font-size: 13px;
    line-height: 1.45;
  }

  .missing b {
    color: var(--_text-secondary);
  }

  .needs {
    color: var(--_warning);
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  .tag {
    padding: 0 6px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    font-size: 12px;
  }

  code {
    color: var(--_text-secondary);
    font-size: 12px;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 4px 12px;
    margin: 0 0 10px;
    padding: 8px 12px;
    border-radius: 6px;
    background: var(--_surface-raised);
    font-size: 12px;
  }

  dt {
    color: var(--_text-secondary);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;
