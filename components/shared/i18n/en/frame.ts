export interface FrameMessages {
  readonly loading: string;
  readonly stillLoading: string;
  readonly refreshing: string;
  readonly showTable: string;
  readonly showChart: string;
  readonly saveCsv: string;
  readonly retry: string;
  readonly details: string;
  readonly close: string;
  readonly errorTitle: string;
  readonly errorHint: string;
  readonly optionTitle: string;
  readonly emptyTitle: string;
  readonly emptyPeriod: (from: string, to: string) => string;
  readonly emptyHint: string;
  readonly missingTable: (table: string) => string;
  readonly missingTableHint: (table: string, attribute: string) => string;
  readonly missingColumn: (columns: string, table: string | undefined) => string;
  readonly badSource: string;
  readonly badFilters: string;
  readonly missingColumnHint: (columns: string) => string;
  readonly unknownMetric: (metric: string) => string;
  readonly noSource: string;
  readonly noSourceHint: string;
  readonly missingSource: (id: string) => string;
  readonly stale: (time: string) => string;
  readonly updated: (time: string) => string;
  readonly updatedLabel: string;
  readonly notes: (count: number) => string;
}

export const frame: FrameMessages = {
  loading: 'Loading…',
  stillLoading: 'Still loading. Large files take a moment.',
  refreshing: 'Updating…',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  saveCsv: 'Save as CSV',
  retry: 'Try again',
  details: 'Details',
  close: 'Close',
  errorTitle: 'This could not be shown',
  errorHint: 'Try again. If it stays, the details say what to mend.',
  optionTitle: 'A setting needs mending',
  emptyTitle: 'Nothing in this period',
  emptyPeriod: (from, to) => `The rows reach from ${from} to ${to}.`,
  emptyHint: 'Choose another period or clear the filters.',
  missingTable: (table) => `The table “${table}” is not there`,
  missingTableHint: (table, attribute) => `Load a file for it: <till-data ${attribute}="…">, or hand ${table} to createSource.`,
  missingColumn: (columns, table) => `The column ${columns} is missing${table === undefined ? '' : ` in “${table}”`}`,
  missingColumnHint: (columns) => `Export ${columns} from the shop, or name the header that holds it in the “columns” option.`,
  unknownMetric: (metric) => `There is no metric “${metric}”`,
  noSource: 'No data yet',
  noSourceHint: 'Give this widget a source: the id of a <till-data>, the source property, or a <till-cockpit> around it.',
  missingSource: (id) => `No element with the id “${id}” gives data.`,
  badSource: 'The source is neither a source nor an id. Hand rows to createSource, or name a <till-data> by its id.',
  badFilters: 'The filters are a list of objects such as {dimension: "channel", in: ["app"]}.',
  stale: (time) => `Not updated since ${time}`,
  updated: (time) => `Updated ${time}`,
  updatedLabel: 'Updated',
  notes: (count) => (count === 1 ? '1 note' : `${count} notes`),
};
