export interface DictionaryMessages {
  readonly heading: string;
  readonly search: string;
  readonly layer: string;
  readonly anyLayer: string;
  readonly layers: Readonly<Record<string, string>>;
  readonly onlyAnswerable: string;
  readonly subjects: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly better: Readonly<Record<string, string>>;
  readonly aliases: string;
  readonly formula: string;
  readonly expression: string;
  readonly columns: string;
  readonly dimensions: string;
  readonly analysis: string;
  readonly source: string;
  readonly version: string;
  readonly since: (day: string) => string;
  readonly missing: (what: string) => string;
  readonly nothing: string;
  readonly name: string;
  readonly key: string;
  readonly unit: string;
  readonly direction: string;
  readonly definition: string;
  readonly subject: string;
  readonly answerable: string;
  readonly yes: string;
  readonly summary: (shown: string, all: string, answerable: string) => string;
}

export const dictionary: DictionaryMessages = {
  heading: 'Metric dictionary',
  search: 'Search by name, key or definition',
  layer: 'Level',
  anyLayer: 'All levels',
  layers: {strategic: 'Strategic', management: 'Management', execution: 'Execution'},
  onlyAnswerable: 'Only what these data answer',
  subjects: {
    sales: 'Sales', traffic: 'Traffic and conversion', customers: 'Customers', service: 'Service and fulfilment', marketing: 'Marketing',
    inventory: 'Inventory', own: 'The shop’s own', comparison: 'Change and targets', statistics: 'Tests, forecasts, alarms',
  },
  units: {money: 'money', count: 'count', ratio: 'ratio', days: 'days', hours: 'hours', x: 'multiple', score: 'score', class: 'class', probability: 'probability', own: 'the metric’s own'},
  better: {higher: 'higher is better', lower: 'lower is better', neither: 'neither is better'},
  aliases: 'Also called',
  formula: 'Formula',
  expression: 'Expression',
  columns: 'Columns',
  dimensions: 'Split by',
  analysis: 'Worked out by',
  source: 'Source',
  version: 'Version',
  since: (day) => `in force since ${day}`,
  missing: (what) => `Needs ${what}`,
  nothing: 'No metric fits. Search for less.',
  name: 'Metric',
  key: 'Key',
  unit: 'Unit',
  direction: 'Direction',
  definition: 'Definition',
  subject: 'Subject',
  answerable: 'Answerable',
  yes: 'yes',
  summary: (shown, all, answerable) => `${shown} of ${all} entries; these data answer ${answerable}.`,
};
