/** Puts a note's parameters, formatted for the reader, into words. */
export type NoteWords = (params: Readonly<Record<string, string>>) => string;

/** Words for the notes of results, by code: every code of the engine in every language. */
export type NoteMessages = Readonly<Record<keyof typeof words, NoteWords>>;

const one = (count: string | undefined): boolean => count === '1';
const plural = (count: string | undefined, noun: string): string => `${count} ${noun}${one(count) ? '' : 's'}`;
const left = (count: string | undefined): string => (one(count) ? 'is left out' : 'are left out');

const words = {
  'partial-period': ({to}) => `Counted up to ${to}; any base is cut to the same elapsed part.`,
  'definition-changed': ({metric, version, since}) => `${metric}${version ? ` (${version})` : ''} has been counted this way since ${since}; earlier days are counted by the same definition here.`,
  'leap-day': () => '29 February is compared with 28 February.',
  'no-status': () => 'Orders carry no status; all count as valid.',
  'time-fallback': ({wanted, used}) => `Dated by ${used}: the rows have no ${wanted}.`,
  'undated': ({wanted}) => `Covers all rows: they have no ${wanted}.`,
  'no-column': ({table, column}) => `The rows of ${table} have no ${column}: it counts as none.`,
  'data-begins': ({table, day}) => `The rows of ${table} begin on ${day}.`,
  'data-ends': ({table, day}) => `The rows of ${table} end on ${day}.`,
  'horizon-open': ({members, days}) => `${plural(members, 'new buyer')} whose ${days} days are not over ${left(members)}.`,
  'day-open': ({members, days}) => `${plural(members, 'newcomer')} whose day ${days} is not over ${left(members)}.`,
  'base-short': ({days, day}) => `It looks back ${days} days: the orders tell of it from ${day} on.`,
  'lookback-short': ({days, day}) => `New means no order in ${days} days; orders before ${day} are not known, so some of the new may be old customers.`,
  'all-tickets': ({kind}) => `Every ticket counts as an inquiry: none is of a kind such as “${kind}”.`,
  'nameless-tickets': ({rows}) => `${plural(rows, 'ticket')} without a customer ${left(rows)}.`,
  'tickets-open': ({rows, days}) => `${plural(rows, 'ticket')} whose ${days} days are not over ${left(rows)}.`,
  'data-over': ({day}) => `The rows end on ${day}; nothing is known of later days.`,
  'mixed-currency': ({currencies}) => `Amounts in ${currencies} are not added up. Convert them, or filter by currency.`,
  'foreign-currency': ({currencies, shop}) => `Amounts are in ${currencies}, not in the shop’s ${shop}.`,
  'unknown-cells': ({column, rows, of}) => `${column} is not known for ${rows} of ${of} rows, which are left out.`,
  'above-one': ({tables}) => `Above 100%: ${tables} do not share their ids, or one of them is not complete.`,
  'left-undecided': ({actors, within}) => `${plural(actors, 'visitor')} whose ${within} are not over ${left(actors)}.`,
  'filter-ignored': ({dimension, table}) => `The filter on ${dimension} does not touch ${table}.`,
  'filter-not-shared': ({dimension}) => `Undefined under the filter on ${dimension}: not all its tables have it.`,
  'limited': ({shown, of}) => `${shown} of ${of} are shown.`,
  'groups-not-shown': ({groups, actors}) => `${plural(groups, 'smaller group')} with ${plural(actors, 'visitor')} not shown.`,
  'open-funnel': () => 'Steps are counted apart from each other: a rate may pass 100%.',
  'any-order': () => 'Steps count in any order: row k counts visitors who did k different steps.',
  'missing-actor': ({rows, actor}) => `${plural(rows, 'event')} without ${actor} ${left(rows)}.`,
  'undecided': ({actors}) => `${plural(actors, 'visitor')} may still go on: the window was open when the rows ended.`,
  'excluded': ({actors}) => `${plural(actors, 'visitor')} did an excluded event and ${left(actors)} of every step.`,
  'unknown-step': ({step, near}) => `No event is named “${step}”.${near ? ` Did you mean ${near}?` : ''}`,
  'step-taken': ({step, others}) => `Taken is the event “${step}”, not ${others}.`,
  'no-conversions': ({from, to}) => `Nobody in the period got from step ${from} to step ${to}.`,
  'no-customers': () => 'No customer has an order that counts.',
  'few-scores': ({score, distinct, scores}) => `${score} takes only ${distinct} of ${scores} scores: equal values share one.`,
  'unknown-segment': ({segment}) => `There is no segment “${segment}”.`,
  'missing-customer': ({orders}) => `${plural(orders, 'order')} without a customer ${left(orders)}.`,
  'missing-orders': ({customers}) => `${plural(customers, 'customer')} without an order or its day ${left(customers)}.`,
  'period-ignored': () => 'A table of customers has no orders to cut by a period: all of them count.',
  'no-sales-data': () => 'Without order lines demand is not known, nor cover, slow stock and quantities.',
  'no-stock-row': ({skus}) => `${plural(skus, 'SKU')} sold without a stock row: the stock is not known.`,
  'gone-skus': ({skus, days}) => `${plural(skus, 'SKU')} without a stock row, last sold ${days} or more days ago, ${left(skus)}.`,
  'demand-not-split': ({skus}) => `Order lines name no warehouse: ${plural(skus, 'SKU')} kept in several are judged over all of them together.`,
  'old-snapshot': ({day, days}) => `The oldest stock count used is of ${day}, ${plural(days, 'day')} before.`,
  'missing-cost': ({skus}) => `${plural(skus, 'SKU')} without a unit cost ${left(skus)} of the stock value.`,
  'unknown-age': ({skus}) => `${plural(skus, 'SKU')} never sold, without a day of receipt: whether slow is not known.`,
  'no-need': ({skus}) => `${plural(skus, 'SKU')} low on the shelf and not to be ordered: enough is on the way, or too little was sold lately.`,
  'formula-fallback': ({table, column}) => `Counted by the second formula: ${column ? `the rows of ${table} have no ${column}` : `there is no ${table}`}.`,
  'counted-from': ({wanted, used}) => `Counted from ${used}: the rows have no ${wanted}.`,
  'negative-duration': ({rows, earlier, later}) => `${plural(rows, 'row')} with ${later} before ${earlier} ${left(rows)}.`,
  'backlog-by-status': () => 'Goes by the status of orders, which tells only of now: the rows have no shipped_at.',
  'unlinked-returns': ({rows}) => `${plural(rows, 'return')} counted on the day of the return: no sale is named.`,
  'one-stock-count': () => 'The average stock is one count: the period has no other.',
  'history-short': ({days}) => `Not known before ${days} days of orders.`,
  'never-reached': ({column, gte, most}) => `No ${column} reaches ${gte}, the largest is ${most}. Another scale?`,
  'sell-through-derived': () => 'Without receipts, sell-through is units sold ÷ (units sold + units left).',
} satisfies Readonly<Record<string, NoteWords>>;

export const notes: NoteMessages = words;
