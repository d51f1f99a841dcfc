export interface RfmMessages {
  readonly heading: string;
  /** Name of the vertical axis. */
  readonly recency: string;
  readonly often: string;
  readonly seldom: string;
  /** Numbers that a score stands for, as the axes show them. `to` is null for an open end. */
  readonly range: (from: string, to: string | null) => string;
  /** A range in a sentence. */
  readonly daysAgo: (days: string) => string;
  readonly orderCount: (orders: string) => string;
  readonly score: (letter: string, score: number) => string;
  readonly colorBy: string;
  readonly customers: string;
  readonly orders: string;
  readonly net: string;
  readonly netMean: string;
  readonly days: string;
  readonly lastOrder: string;
  readonly segment: string;
  readonly customer: string;
  readonly mark: (recency: string, frequency: string, customers: string, net: string) => string;
  readonly topSegment: (name: string, netShare: string, share: string) => string;
  readonly largestSegment: (name: string, share: string) => string;
  readonly atRisk: (name: string, customers: string, net: string) => string;
  readonly openSegment: (name: string, customers: string) => string;
  readonly members: (name: string) => string;
  readonly cellName: (recency: string, frequency: string) => string;
  readonly shown: (shown: string, all: string) => string;
  readonly showMore: string;
  readonly saveMembers: string;
  readonly asOf: (day: string) => string;
}

export const rfm: RfmMessages = {
  heading: 'Customers by recency and frequency',
  recency: 'Days since last order, recent at the top',
  often: 'often →',
  seldom: '← seldom',
  range: (from, to) => (to === null ? `≥ ${from}` : from === to ? to : `${from}–${to}`),
  daysAgo: (days) => `${days} days ago`,
  orderCount: (orders) => orders,
  score: (letter, score) => `${letter}${score}`,
  colorBy: 'Colour by',
  customers: 'Customers',
  orders: 'Orders',
  net: 'Money',
  netMean: 'Money per customer',
  days: 'Days since last order',
  lastOrder: 'Last order',
  segment: 'Segment',
  customer: 'Customer',
  mark: (recency, frequency, customers, net) => `Last order ${recency}, orders ${frequency}: ${customers} customers, ${net} in all.`,
  topSegment: (name, netShare, share) => `${name}: ${netShare} of the money from ${share} of the customers.`,
  largestSegment: (name, share) => `${name}: the largest segment, ${share} of the customers.`,
  atRisk: (name, customers, net) => `${name}: ${customers} customers with ${net} may be lost.`,
  openSegment: (name, customers) => `${name}: show the ${customers} customers`,
  members: (name) => `Customers: ${name}`,
  cellName: (recency, frequency) => `last order ${recency}, orders ${frequency}`,
  shown: (shown, all) => `${shown} of ${all}`,
  showMore: 'Show more',
  saveMembers: 'Save these customers as CSV',
  asOf: (day) => `Counted up to ${day}. Click a cell or a segment to see its customers.`,
};
