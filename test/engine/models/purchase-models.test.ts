import {expect} from 'chai';

import {
  bgNbdAlive, bgNbdExpected, bgNbdExpectedOfNew, bgNbdLogLikelihood, discountedValue, fitBgNbd, fitGammaGamma, fitParetoNbd, gammaGammaExpected,
  paretoNbdAlive, paretoNbdExpected, paretoNbdExpectedOfNew, paretoNbdLogLikelihood,
} from '../../../engine/index.ts';
import type {Recency} from '../../../engine/index.ts';
import {hypergeometric, hypergeometricOfOne} from '../../../engine/kernels/hypergeometric.ts';
import {minimise} from '../../../engine/kernels/nelder-mead.ts';

const BG = {r: 0.9, alpha: 5, a: 0.8, b: 2.4};
const PARETO = {r: 0.8, alpha: 9, s: 0.7, beta: 12};
const CUSTOMERS: readonly Recency[] = [
  {frequency: 0, recency: 0, age: 30}, {frequency: 1, recency: 4, age: 25}, {frequency: 3, recency: 20, age: 22},
  {frequency: 7, recency: 30, age: 39},
];

/** ∫∫ over two gamma-distributed rates, by steps of their logarithms. */
type Gamma = readonly [shape: number, rate: number];

function overRates(first: Gamma, second: Gamma, f: (x: number, y: number) => number): number {
  const nodes = ([shape, rate]: Gamma): {at: number; weight: number}[] => {
    const points = Array.from({length: 700}, (_, index) => Math.exp(-28 + index * 0.05));
    const weights = points.map((at) => Math.exp(shape * Math.log(at) - rate * at));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return points.map((at, index) => ({at, weight: (weights[index] as number) / total}));
  };
  const inner = nodes(second);
  return nodes(first).reduce((sum, x) => sum + x.weight * inner.reduce((part, y) => part + y.weight * f(x.at, y.at), 0), 0);
}

describe('the downhill simplex', () => {
  it('finds least values whose place is known, from afar', () => {
    const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const {point} = minimise(rosenbrock, [-1.2, 1]);
    expect(point[0]).to.be.closeTo(1, 1e-4);
    expect(point[1]).to.be.closeTo(1, 1e-4);
    const bowl = minimise((at) => at.reduce((sum, each, index) => sum + (index + 1) * (each - index) ** 2, 3), [9, 9, 9, 9]);
    expect(bowl.value).to.be.closeTo(3, 1e-8);
  });

  it('keeps away from where there is no value', () => {
    const {point} = minimise(([x = 0]) => Math.log(x) ** 2 + x, [4]);
    // x + ln² x is least where 2 ln x = −x.
    expect(2 * Math.log(point[0] as number)).to.be.closeTo(-(point[0] as number), 1e-4);
  });
});

describe('the hypergeometric function', () => {
  it('is what it is known to be in closed form', () => {
    for (const z of [0, 0.05, 0.3, 0.7, 0.95, 0.995]) {
      expect(hypergeometric(1, 1, 2, z)).to.be.closeTo(z === 0 ? 1 : -Math.log(1 - z) / z, 1e-11);
      expect(hypergeometric(2.5, 3, 3, z) * (1 - z) ** 2.5).to.be.closeTo(1, 1e-10);
      expect(hypergeometric(0.5, 0.5, 1.5, z)).to.be.closeTo(z === 0 ? 1 : Math.asin(Math.sqrt(z)) / Math.sqrt(z), 1e-9);
    }
    expect(hypergeometric(1, 1, 2, 1)).to.satisfy(Number.isNaN);
  });

  it('of one is the same by its fraction, also where the series would never end', () => {
    for (const [b, c] of [[0.3, 0.9], [1, 2], [2.5, 3], [40, 41], [1, 500]] as const) {
      for (const z of [0, 0.1, 0.5, 0.9, 0.99]) expect(hypergeometricOfOne(b, c, z) / hypergeometric(1, b, c, z)).to.be.closeTo(1, 1e-11);
    }
    const close = 1 - 1e-6;
    expect(hypergeometricOfOne(1, 2, close)).to.be.closeTo(-Math.log(1e-6) / close, 1e-7);
    expect(hypergeometricOfOne(3, 2, 0.5)).to.satisfy(Number.isNaN);
  });
});

describe('Pareto/NBD', () => {
  it('has the likelihood of its story, integrated over rates and lives', () => {
    for (const customer of CUSTOMERS) {
      const {frequency: x, recency, age} = customer;
      const story = overRates([PARETO.r, PARETO.alpha], [PARETO.s, PARETO.beta], (rate, end) =>
        (rate ** x / (rate + end)) * (end * Math.exp(-(rate + end) * recency) + rate * Math.exp(-(rate + end) * age)));
      expect(paretoNbdLogLikelihood(PARETO, [customer])).to.be.closeTo(Math.log(story), 1e-4);
      const alive = overRates([PARETO.r, PARETO.alpha], [PARETO.s, PARETO.beta], (rate, end) => rate ** x * Math.exp(-(rate + end) * age));
      expect(paretoNbdAlive(PARETO, customer)).to.be.closeTo(alive / story, 1e-4);
      const next = overRates([PARETO.r, PARETO.alpha], [PARETO.s, PARETO.beta], (rate, end) =>
        rate ** x * Math.exp(-(rate + end) * age) * (rate / end) * (1 - Math.exp(-end * 20)));
      expect(paretoNbdExpected(PARETO, customer, 20)).to.be.closeTo(next / story, 1e-3);
    }
  });

  it('stays a number for the most faithful of customers, whichever of the two rates is the greater', () => {
    const customer = {frequency: 3000, recency: 990, age: 1000};
    for (const params of [{...PARETO, beta: 300}, {...PARETO, alpha: 300}, {...PARETO, beta: PARETO.alpha}]) {
      expect(Number.isFinite(paretoNbdLogLikelihood(params, [customer]))).to.equal(true);
      expect(paretoNbdAlive(params, customer)).to.be.within(0, 1);
    }
  });

  it('expects of a new customer what it expects of one observed for no time', () => {
    for (const time of [1, 10, 100]) {
      expect(paretoNbdExpectedOfNew(PARETO, time)).to.be.closeTo(paretoNbdExpected(PARETO, {frequency: 0, recency: 0, age: 0}, time), 1e-9);
    }
    expect(paretoNbdExpectedOfNew({...PARETO, s: 1}, 10)).to.be.closeTo(paretoNbdExpectedOfNew({...PARETO, s: 1 + 1e-7}, 10), 1e-5);
  });
});

describe('BG/NBD', () => {
  /** Chances of leaving, beta (a, b), by steps. */
  const overLeaving = (f: (chance: number) => number): number => {
    const steps = 4000;
    let [sum, total] = [0, 0];
    for (let index = 0; index < steps; index++) {
      // Square roots even out the beta's spike at 0.
      const chance = ((index + 0.5) / steps) ** 4;
      const weight = chance ** (BG.a - 1) * (1 - chance) ** (BG.b - 1) * 4 * ((index + 0.5) / steps) ** 3;
      sum += weight * f(chance);
      total += weight;
    }
    return sum / total;
  };
  const overBuying = (f: (rate: number) => number): number => overRates([BG.r, BG.alpha], [1, 1], (rate) => f(rate));

  it('has the likelihood of its story, integrated over rates and chances of leaving', () => {
    for (const customer of CUSTOMERS.slice(0, 3)) {
      const {frequency: x, recency, age} = customer;
      const stays = overBuying((rate) => rate ** x * Math.exp(-rate * age)) * overLeaving((chance) => (1 - chance) ** x);
      const left = overLeaving((chance) => chance * (1 - chance) ** (x - 1));
      const leaves = x === 0 ? 0 : overBuying((rate) => rate ** x * Math.exp(-rate * recency)) * left;
      expect(bgNbdLogLikelihood(BG, [customer])).to.be.closeTo(Math.log(stays + leaves), 1e-4);
      expect(bgNbdAlive(BG, customer)).to.be.closeTo(stays / (stays + leaves), 1e-4);
    }
  });

  it('holds whoever never came back for alive, and others the less the longer they stay away', () => {
    expect(bgNbdAlive(BG, {frequency: 0, recency: 0, age: 500})).to.equal(1);
    const chances = [30, 40, 80, 200].map((age) => bgNbdAlive(BG, {frequency: 4, recency: 30, age}));
    expect(chances).to.deep.equal([...chances].sort((a, b) => b - a));
  });

  it('expects of a new customer what it expects of one observed for no time, also at a = 1', () => {
    for (const time of [1, 10, 100]) {
      expect(bgNbdExpectedOfNew(BG, time)).to.be.closeTo(bgNbdExpected(BG, {frequency: 0, recency: 0, age: 0}, time), 1e-9);
      expect(bgNbdExpectedOfNew({...BG, a: 1}, time)).to.be.closeTo(bgNbdExpectedOfNew({...BG, a: 1.0001}, time), 1e-3);
    }
  });

  it('stays a number for the longest looks ahead and the most faithful of customers', () => {
    const params = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};
    // SciPy's hyp2f1 in the formula of the paper.
    expect(bgNbdExpected(params, {frequency: 40, recency: 0, age: 0}, 3650)).to.be.closeTo(595.9974185317662, 1e-8);
    const often = bgNbdExpected(params, {frequency: 3000, recency: 999, age: 1000}, 900);
    expect(often).to.be.within(1, 2700);
  });

  it('counts equal customers told once or one by one alike', () => {
    const [one] = CUSTOMERS.slice(2) as [Recency];
    expect(bgNbdLogLikelihood(BG, [{...one, customers: 5}])).to.be.closeTo(bgNbdLogLikelihood(BG, [one, one, one, one, one]), 1e-9);
  });
});

describe('fits', () => {
  /** Customers in the proportions that the model expects would be endless; a lattice of them is enough to have a best fit. */
  const lattice = Array.from({length: 240}, (_, index) => {
    const frequency = Math.max(0, (index % 9) - 3);
    const age = 20 + (index % 20);
    return {frequency, recency: frequency === 0 ? 0 : age * (0.3 + 0.08 * (index % 8)), age};
  });

  it('are where no step raises the likelihood', () => {
    for (const [fit, likelihood] of [[fitBgNbd(lattice), bgNbdLogLikelihood], [fitParetoNbd(lattice), paretoNbdLogLikelihood]] as const) {
      if (!fit) throw new Error('no fit');
      const at = (params: object): number => (likelihood as (params: object, customers: readonly Recency[]) => number)(params, lattice);
      expect(at(fit.params)).to.be.closeTo(fit.logLikelihood, 1e-9);
      for (const [name, value] of Object.entries(fit.params as unknown as Record<string, number>)) {
        for (const factor of [0.97, 1.03]) expect(at({...fit.params, [name]: value * factor}), name).to.be.at.most(fit.logLikelihood + 1e-6);
      }
    }
  });

  it('are none where nobody came back, or all spent the same', () => {
    expect(fitBgNbd([{frequency: 0, recency: 0, age: 9}])).to.equal(undefined);
    expect(fitParetoNbd([{frequency: 0, recency: 0, age: 9}])).to.equal(undefined);
    expect(fitGammaGamma([{frequency: 2, monetary: 5}, {frequency: 1, monetary: 5}])).to.equal(undefined);
  });
});

describe('Gamma-Gamma', () => {
  const params = {p: 6, q: 4, v: 15};

  it('expects of a stranger the mean of all, of a regular the own mean', () => {
    expect(gammaGammaExpected(params, {frequency: 0, monetary: 0})).to.equal((6 * 15) / 3);
    expect(gammaGammaExpected(params, {frequency: 1e9, monetary: 50})).to.be.closeTo(50, 1e-6);
    expect(gammaGammaExpected({...params, q: 0.9}, {frequency: 0, monetary: 0})).to.equal(null);
  });
});

describe('what coming purchases are worth', () => {
  it('is their number times their value, discounted month by month', () => {
    const linear = (days: number): number => days / 10;
    expect(discountedValue(linear, 7, {days: 60})).to.be.closeTo(42, 1e-12);
    expect(discountedValue(linear, 1, {days: 60, discountRate: 1})).to.be.closeTo(3 / 2 + 3 / 4, 1e-12);
    expect(discountedValue(linear, 1, {days: 45, discountRate: 1})).to.be.closeTo(3 / 2 + 1.5 / 4, 1e-12);
  });
});
