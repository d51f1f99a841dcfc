/** The two models of coming back behind one face. */

import {bgNbdAlive, bgNbdExpected, fitBgNbd} from '../../models/bg-nbd.ts';
import type {BgNbdParams} from '../../models/bg-nbd.ts';
import {groupEqual} from '../../models/fit.ts';
import type {Fit, Recency} from '../../models/fit.ts';
import {fitParetoNbd, paretoNbdAlive, paretoNbdExpected} from '../../models/pareto-nbd.ts';
import type {ParetoNbdParams} from '../../models/pareto-nbd.ts';
import type {Covariance} from '../../models/uncertainty.ts';
import {QueryError} from '../../query.ts';
import type {ClvQuery} from './clv-query.ts';

export interface PurchaseModel {
  readonly params: Readonly<Record<string, number>>;
  /** Null where the parameters were given. */
  readonly logLikelihood: number | null;
  /** Of the parameters' logarithms; null where they were given, or are not held by the customers. */
  readonly covariance: Covariance | null;
  /** One in how many customers was fitted. */
  readonly step: number;
  readonly alive: (customer: Recency) => number;
  /** Purchases in the next `time`, in periods. */
  readonly expected: (customer: Recency, time: number) => number;
  /** The same by parameters whose logarithms are shifted by so much. */
  readonly expectedIf: (shifts: readonly number[], customer: Recency, time: number) => number;
}

/** Different customers that a fit reads at most: equal ones cost no more than one. */
const MOST_FITTED = 10_000;
/** One in how many is fitted: 1, all of them, up to so many different ones. */
export const fittedStep = (different: number): number => Math.max(1, Math.ceil(different / MOST_FITTED));
/** Fewer customers that came back tell nothing of the others. */
const LEAST_RETURNED = 10;

interface Kind<P> {
  readonly names: readonly (keyof P & string)[];
  readonly fit: (customers: readonly Recency[]) => Fit<P> | undefined;
  readonly alive: (params: P, customer: Recency) => number;
  readonly expected: (params: P, customer: Recency, time: number) => number;
}

const BG_NBD: Kind<BgNbdParams> = {names: ['r', 'alpha', 'a', 'b'], fit: fitBgNbd, alive: bgNbdAlive, expected: bgNbdExpected};
const PARETO_NBD: Kind<ParetoNbdParams> = {names: ['r', 'alpha', 's', 'beta'], fit: fitParetoNbd, alive: paretoNbdAlive, expected: paretoNbdExpected};

/** Fitted to `customers`, or with the query's own parameters. Throws a `QueryError` for too few customers and for parameters that are none. */
export function purchaseModel(query: ClvQuery, customers: readonly Recency[]): PurchaseModel {
  const {model = 'bg-nbd'} = query;
  if (model === 'bg-nbd') return build(BG_NBD, query, customers);
  if (model === 'pareto-nbd') return build(PARETO_NBD, query, customers);
  throw new QueryError(`Unknown model ${JSON.stringify(model)}. Write bg-nbd or pareto-nbd.`, query);
}

function build<P extends object>({names, fit, alive, expected}: Kind<P>, query: ClvQuery, customers: readonly Recency[]): PurchaseModel {
  const given = query.params as P | undefined;
  if (given !== undefined) {
    const wrong = names.filter((name) => !((given[name] as number) > 0 && Number.isFinite(given[name] as number)));
    if (wrong.length > 0) throw new QueryError(`params needs ${names.join(', ')}, each above 0; look at ${wrong.join(', ')}.`, query);
  }
  const found = given === undefined ? fitted(fit, query, customers) : {params: given, logLikelihood: null, covariance: null, step: 1};
  const {params, logLikelihood, covariance, step} = found;
  const shift = (shifts: readonly number[]): P =>
    Object.fromEntries(names.map((name, index) => [name, (params[name] as number) * Math.exp(shifts[index] ?? 0)])) as unknown as P;
  return {
    params: Object.fromEntries(names.map((name) => [name, params[name] as number])), logLikelihood, covariance, step,
    expectedIf: (shifts, customer, time) => expected(shift(shifts), customer, time),
    alive: (customer) => alive(params, customer), expected: (customer, time) => expected(params, customer, time),
  };
}

function fitted<P>(fit: Kind<P>['fit'], query: ClvQuery, customers: readonly Recency[]): Fit<P> & {readonly step: number} {
  const returned = customers.filter(({frequency}) => frequency > 0).length;
  if (returned < LEAST_RETURNED) {
    throw new QueryError(`A model of customer value needs ${LEAST_RETURNED} customers who came back; there are ${returned}. Take a longer period, or give params.`, query);
  }
  const step = fittedStep(groupEqual(customers).length);
  const found = fit(step === 1 ? customers : customers.filter((_, index) => index % step === 0));
  if (!found) throw new QueryError('The model could not be fitted to these customers. Take a longer period, another model, or give params.', query);
  return {...found, step};
}
