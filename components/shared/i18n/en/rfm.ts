export interface RfmMessages {
  readonly heading: string;
  readonly recent: string;
  readonly longAgo: string;
  readonly often: string;
  readonly seldom: string;
  /** Days since the last order: short, for the axis. `to` is null for an open end. */
  readonly daysRange: (from: string, to: string | null) => string;
  readonly ordersRange: (from: string, to: string | null) => string;
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
  recent: 'recent',
  longAgo: 'long ago',
  often: 'often →',
  seldom: '← seldom',
  daysRange: (from, to) => (to === null ? `≥ ${from} d` : from === to ? `${to} d` : `${from}–${to} d`),
  ordersRange: (from, to) => (to === null ? `≥ ${from}` : from === to ? to : `${from}–${to}`),
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
  topSegment: (name, netShare, share) => `${name} bring ${netShare} of the money and are ${share} of the customers.`,
  largestSegment: (name, share) => `${name} are the largest segment: ${share} of the customers.`,
  atRisk: (name, customers, net) => `${name}: ${customers} customers with ${net} may be lost.`,
  openSegment: (name, customers) => `${name}: show the ${customers} customers`,
  members: (name) => `Customers: ${name}`,
  cellName: (recency, frequency) => `last order ${recency}, orders ${frequency}`,
  shown: (shown, all) => `${shown} of ${all}`,
  showMore: 'Show more',
  saveMembers: 'Save these customers as CSV',
  asOf: (day) => `Counted up to ${day}. Click a cell or a segment to see its customers.`,
};
