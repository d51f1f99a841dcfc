/** What is wrong and what to do about it. */
export interface ReasonWords {
  readonly name: string;
  readonly advice: string;
}

export interface QualityMessages {
  readonly heading: string;
  readonly score: string;
  readonly outOf: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly severities: Readonly<Record<string, string>>;
  readonly effects: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, (count: string) => string>>;
  readonly tables: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, ReasonWords>>;
  readonly rows: (read: string, kept: string, leftOut: string) => string;
  readonly nothing: string;
  readonly all: string;
  readonly share: (share: string) => string;
  readonly example: (value: string, row: string) => string;
  readonly accepted: string;
  readonly showAll: (count: string) => string;
  readonly log: string;
  readonly logLine: (time: string, table: string, kept: string, added: string, days: string) => string;
  readonly columns: Readonly<Record<'table' | 'column' | 'reason' | 'severity' | 'effect' | 'count' | 'share' | 'example' | 'advice', string>>;
  readonly summary: (score: string, errors: string, warnings: string) => string;
  /** Beside a number whose rows are worse than the page asks for. */
  readonly gate: (score: string, least: string) => string;
}

export const quality: QualityMessages = {
  heading: 'Data quality',
  score: 'Score',
  outOf: 'of 100',
  dimensions: {completeness: 'Complete', uniqueness: 'Unique', validity: 'Valid', consistency: 'Consistent', timeliness: 'In time'},
  severities: {error: 'Error', warning: 'Warning', info: 'Note'},
  effects: {'left-out': 'left out', 'value-missing': 'value left blank', kept: 'counted as it is', corrected: 'corrected'},
  units: {
    rows: (count) => (count === '1' ? '1 row' : `${count} rows`),
    keys: (count) => (count === '1' ? '1 value' : `${count} values`),
    days: (count) => (count === '1' ? '1 day' : `${count} days`),
  },
  tables: {
    order_lines: 'Order lines', events: 'Events', traffic: 'Traffic', stock: 'Stock', spend: 'Ad spend', customers: 'Customers', targets: 'Targets',
    service: 'Service',
  },
  reasons: {
    'blank-row': {name: 'blank rows', advice: 'Nothing to do: they are passed over.'},
    'duplicate-row': {name: 'equal rows', advice: 'Export once, or read with duplicates: first.'},
    'repeated-order': {name: 'orders sent again at another time', advice: 'Exports overlap: read with repeatedOrders: first.'},
    'missing-required': {name: 'a value that is needed is missing', advice: 'Fill it in at the source; these rows are in no number.'},
    'missing-value': {name: 'no value', advice: 'Fill it in at the source.'},
    'missing-customer': {name: 'no customer id', advice: 'They count for sales, not for buyers. Export the member id with the order.'},
    'missing-cells': {name: 'blank cells', advice: 'Metrics that need the column leave these rows out.'},
    'unreadable-number': {name: 'not a number', advice: 'Mend the cells, or name the decimal mark.'},
    'unreadable-money': {name: 'not an amount', advice: 'Mend the cells, or name the currency.'},
    'unreadable-time': {name: 'not a time', advice: 'Mend the cells; write times as 2024-03-01 14:30.'},
    'unreadable-boolean': {name: 'neither yes nor no', advice: 'Write true or false.'},
    'impossible-time': {name: 'an impossible time', advice: 'Fillers such as 0001-01-01 should be blank.'},
    'ambiguous-date': {name: 'day and month cannot be told apart', advice: 'Say date-order: mdy, dmy or ymd.'},
    'found-date-order': {name: 'dates read in the order that one of them settles', advice: 'Say date-order to be sure: mdy, dmy or ymd.'},
    'negative-duration': {name: 'times in the wrong order', advice: 'Check clocks and time zones of the two systems.'},
    'future-time': {name: 'a time to come', advice: 'Check the time zone of the export.'},
    'unknown-status': {name: 'an unknown status', advice: 'Say what it means in statusMap; these rows are in no number.'},
    'unsafe-integer': {name: 'a number too large to be exact', advice: 'Is it an id? Give ids as text.'},
    'infinite-number': {name: 'an infinite number', advice: 'Mend the cells at the source.'},
    'mixed-currency': {name: 'another currency', advice: 'Convert at the source: sums of two currencies have no meaning.'},
    'cell-too-long': {name: 'a cell that is too long', advice: 'Check quotes: a missing one swallows rows.'},
    'ragged-row': {name: 'more or fewer cells than the header', advice: 'Check separators and quotes of the file.'},
    'unplaced-amount': {name: 'money of orders that is on no line', advice: 'Add it to the figures by hand: fees, tips, refunds of shipping and tax.'},
    'renamed-header': {name: 'a blank or repeated header, renamed', advice: 'Give each column a name of its own.'},
    'derived-column': {name: 'worked out from other columns', advice: 'Export the column itself to be sure.'},
    'unknown-metric': {name: 'an unknown metric', advice: 'Name a metric of the dictionary.'},
    'overridden': {name: 'corrected by hand', advice: 'Mend it at the source and drop the override.'},
    'override-unused': {name: 'an override that fits no row', advice: 'Drop it, or mend what it looks for.'},
    'orphan-key': {name: 'not known to the other table', advice: 'Load the missing rows, or check how the ids are written.'},
    'repeated-key': {name: 'the same key more than once', advice: 'Export each once: sums count them twice.'},
    'negative-stock': {name: 'stock below zero', advice: 'Oversold, or a receipt not booked: count the shelf.'},
    'refund-above-paid': {name: 'more given back than paid', advice: 'Shipping or compensation is in the refund: keep it apart.'},
    'outlier': {name: 'values far from all others', advice: 'Look at them: a slip of a key, or a wholesale order?'},
    'late-data': {name: 'no new rows since', advice: 'Run the export again, or check the connection.'},
    'missing-days': {name: 'days without any row', advice: 'Load these days: they count as days without sales.'},
    'sums-differ': {name: 'the two tables disagree', advice: 'Find out which of them lost rows.'},
  },
  rows: (read, kept, leftOut) => `${read} rows read, ${kept} counted, ${leftOut} left out`,
  nothing: 'Nothing wrong was found.',
  all: 'All tables',
  share: (share) => `${share} of them`,
  example: (value, row) => `e.g. ${value === '' ? '(blank)' : value}${row ? ` (row ${row})` : ''}`,
  accepted: 'accepted',
  showAll: (count) => `Show all ${count}`,
  log: 'Loads',
  logLine: (time, table, kept, added, days) => `${time} · ${table}: ${kept} rows (${added})${days ? `, ${days}` : ''}`,
  columns: {
    table: 'Table', column: 'Column', reason: 'What is wrong', severity: 'Severity', effect: 'What became of it', count: 'Count', share: 'Share',
    example: 'Example', advice: 'What to do',
  },
  summary: (score, errors, warnings) => `Data quality ${score} of 100; errors: ${errors}, warnings: ${warnings}.`,
  gate: (score, least) => `Data quality is ${score}, below ${least}: look at the data before you act on this.`,
};
