/** The page that stories stand in: its font, and widths as classes, since a strict policy leaves no room for style attributes. */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :root, .docs-story { font-family: system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  .story-160 { inline-size: 160px; }
  .story-260 { inline-size: 260px; }
  .story-320 { inline-size: 320px; }
  .story-360 { inline-size: 360px; }
  .story-720 { max-inline-size: 720px; }
  .story-1080 { max-inline-size: 1080px; }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

export type Width = 160 | 260 | 320 | 360 | 720 | 1080;

export const widthClass = (width: Width): string => `story-${width}`;
