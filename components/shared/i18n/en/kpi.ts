export interface KpiMessages {
  readonly about: (metric: string) => string;
  readonly definition: string;
  readonly formula: string;
  readonly sources: string;
  readonly filters: string;
  readonly noFilters: string;
  readonly period: string;
  readonly comparedWith: string;
  readonly reader: string;
  readonly asOf: string;
  readonly partial: (day: string) => string;
  /** What a number is compared with, by the name of the baseline. */
  readonly baseline: Readonly<Record<string, string>>;
  readonly up: string;
  readonly down: string;
  readonly same: string;
  readonly isNew: string;
  readonly noBase: string;
  readonly good: string;
  readonly bad: string;
  readonly target: (value: string, share: string) => string;
  readonly pace: (share: string) => string;
  readonly sentence: (metric: string, value: string, changes: string) => string;
  readonly change: (baseline: string, words: string) => string;
  readonly trend: string;
  readonly day: string;
  readonly base: string;
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
  comparedWith: 'Compared with',
  reader: 'Level',
  asOf: 'As of',
  partial: (day) => `to date, up to ${day}`,
  baseline: {previous_period: 'vs previous', previous_year: 'vs last year', previous_week: 'vs last week', custom: 'vs chosen period'},
  up: 'up',
  down: 'down',
  same: 'unchanged',
  isNew: 'new',
  noBase: 'no data to compare',
  good: 'better',
  bad: 'worse',
  target: (value, share) => `${share} of target ${value}`,
  pace: (share) => `${share} of the period is over`,
  sentence: (metric, value, changes) => `${metric}: ${value}${changes ? `; ${changes}` : ''}.`,
  change: (baseline, words) => `${words} ${baseline}`,
  trend: 'Trend',
  day: 'Day',
  base: 'Previous',
  layers: {strategic: 'Strategic', management: 'Management', execution: 'Execution'},
};
