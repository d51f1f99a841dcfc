import {css} from 'lit';

export const funnelStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    color: var(--_text-secondary);
    font-size: 12px;
  }

  .legend p {
    margin: 0;
  }

  .tick {
    display: inline-block;
    inline-size: 2px;
    block-size: 12px;
    margin-inline-end: 6px;
    background: var(--_text);
    vertical-align: -1px;
  }
`;
