export interface FunnelMessages {
  readonly heading: string;
  /** Who is counted, by the column that tells actors apart. */
  readonly actors: Readonly<Record<'user_id' | 'session_id' | 'other', string>>;
  readonly step: string;
  /** Names of the usual steps; others are shown as they are. */
  readonly steps: Readonly<Partial<Record<string, string>>>;
  readonly stepRate: string;
  readonly overallRate: string;
  readonly dropped: string;
  readonly undecided: string;
  readonly medianTime: string;
  readonly averageTime: string;
  readonly goOn: (rate: string) => string;
  readonly leave: (count: string) => string;
  readonly median: (time: string) => string;
  readonly largestLoss: (share: string) => string;
  readonly worst: (step: string, share: string, next: string) => string;
  readonly reachLast: (rate: string, last: string) => string;
  readonly changed: (points: string, baseline: string) => string;
  readonly bestAndWorst: (best: string, bestRate: string, worst: string, worstRate: string) => string;
  readonly noLoss: string;
  readonly mark: (step: string, count: string, actors: string, overall: string) => string;
  readonly markFrom: (rate: string, previous: string) => string;
  readonly others: (groups: number, count: string) => string;
  readonly barsAreRates: string;
  readonly notGiven: string;
  /** Periods compared with, by the name of the baseline. */
  readonly baseline: Readonly<Record<string, string>>;
  readonly before: (name: string, baseline: string) => string;
}

export const funnel: FunnelMessages = {
  heading: 'Conversion funnel',
  actors: {user_id: 'Visitors', session_id: 'Sessions', other: 'Actors'},
  step: 'Step',
  steps: {view: 'View', cart: 'Add to cart', checkout: 'Checkout', pay: 'Pay'},
  stepRate: 'From previous step',
  overallRate: 'From first step',
  dropped: 'Left before this step',
  undecided: 'May still go on',
  medianTime: 'Median time since previous step',
  averageTime: 'Mean time since previous step',
  goOn: (rate) => `${rate} go on`,
  leave: (count) => `${count} leave`,
  median: (time) => `median ${time}`,
  largestLoss: (share) => `Largest loss: ${share} leave`,
  worst: (step, share, next) => `${step} loses most: ${share} leave before ${next}.`,
  reachLast: (rate, last) => `${rate} of those who start reach ${last}.`,
  changed: (points, baseline) => `That is ${points} against ${baseline}.`,
  bestAndWorst: (best, bestRate, worst, worstRate) => `${best} converts best (${bestRate} to the last step), ${worst} least (${worstRate}).`,
  noLoss: 'Nobody leaves between the steps.',
  mark: (step, count, actors, overall) => `${step}: ${count} ${actors.toLowerCase()}, ${overall} of the first step.`,
  markFrom: (rate, previous) => `${rate} of ${previous}.`,
  others: (groups, count) => `${groups === 1 ? '1 more group' : `${groups} more groups`} with ${count} in all: see the table.`,
  barsAreRates: 'Bars show the rate from the first step, so that groups of any size compare.',
  notGiven: 'not given',
  baseline: {
    previous_period: 'the previous period', previous_year: 'the year before', previous_week: 'the week before',
    same_weekday: 'the same weekdays of the year before', previous_event: 'the event before', custom: 'the chosen period',
  },
  before: (name, baseline) => `${name}, ${baseline}`,
};
