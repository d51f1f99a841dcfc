export interface KpiSentence {
  readonly metric: string;
  readonly value: string;
  readonly until: string;
  readonly changes: readonly string[];
  readonly target: string;
  readonly updated: string;
}

export interface KpiMessages {
  readonly about: (metric: string) => string;
  readonly definition: string;
  readonly formula: string;
  readonly sources: string;
  readonly filters: string;
  readonly noFilters: string;
  readonly period: string;
  readonly notes: string;
  readonly reader: string;
  readonly asOf: string;
  /** How far a running period reaches, and whether bases are cut to the same part. */
  readonly partial: (moment: string, compared: boolean) => string;
  /** What a number is compared with, by the name of the baseline. */
  readonly baseline: Readonly<Record<string, string>>;
  /** The same where days are set against those of an event's occurrence. */
  readonly eventBaseline: (event: string, year: string) => string;
  readonly up: string;
  readonly down: string;
  readonly same: string;
  readonly isNew: string;
  readonly noBase: string;
  readonly noValue: string;
  readonly moved: (direction: string, amount: string) => string;
  readonly good: string;
  readonly bad: string;
  readonly target: (value: string, share: string) => string;
  readonly pace: (share: string) => string;
  readonly change: (parts: Readonly<Record<'baseline' | 'days' | 'words' | 'verdict', string>>) => string;
  /** The whole tile as one sentence; parts that a tile lacks are empty. */
  readonly sentence: (parts: KpiSentence) => string;
  readonly day: string;
  /** The period compared with, over its own values in a table. */
  readonly base: Readonly<Record<string, string>>;
  readonly eventBase: (event: string, year: string) => string;
  readonly whole: string;
  readonly layers: Readonly<Record<string, string>>;
}

export const kpi: KpiMessages = {
  about: (metric) => `How ${metric} is counted`,
  definition: 'Meaning',
  formula: 'Formula',
  sources: 'Source columns',
  filters: 'Filters',
  noFilters: 'none',
  period: 'Period',
  notes: 'Notes',
  reader: 'Level',
  asOf: 'As of',
  partial: (moment, compared) => `to date, up to ${moment}${compared ? '; compared with the same part' : ''}`,
  baseline: {
    previous_period: 'vs previous period', previous_year: 'vs last year', previous_week: 'vs last week', same_weekday: 'vs same weekdays last year',
    previous_event: 'vs the event before, day by day', custom: 'vs chosen period',
  },
  eventBaseline: (event, year) => `vs ${event} ${year}, day by day`,
  up: 'up',
  down: 'down',
  same: 'unchanged',
  isNew: 'new',
  noBase: 'no data to compare',
  noValue: 'no value to compare',
  moved: (direction, amount) => `${direction} ${amount}`,
  good: 'better',
  bad: 'worse',
  target: (value, share) => `${share} of target ${value}`,
  pace: (share) => `${share} of the period is over`,
  change: ({baseline, days, words, verdict}) => `${baseline}${days ? ` (${days})` : ''}: ${words}${verdict ? `, ${verdict}` : ''}`,
  sentence: ({metric, value, until, changes, target, updated}) =>
    `${[`${metric}: ${value}${until ? ` (${until})` : ''}`, ...changes, ...(target ? [target] : [])].join('; ')}. ${updated}.`,
  day: 'Day',
  base: {
    previous_period: 'Previous period', previous_year: 'Last year', previous_week: 'Last week', same_weekday: 'Same weekdays last year',
    previous_event: 'The event before', custom: 'Chosen period',
  },
  eventBase: (event, year) => `${event} ${year}`,
  whole: 'Whole period',
  layers: {strategic: 'Strategic', management: 'Management', execution: 'Execution'},
};
