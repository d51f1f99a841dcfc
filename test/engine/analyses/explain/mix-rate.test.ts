import {expect} from 'chai';
import fc from 'fast-check';

import {mixRateEffects} from '../../../../engine/analyses/explain/mix-rate.ts';
import type {BothSides, Quotient} from '../../../../engine/analyses/explain/mix-rate.ts';

const of = (numerator: number, denominator: number): Quotient => ({numerator, denominator});
const total = (parts: readonly Quotient[]): Quotient =>
  of(parts.reduce((sum, {numerator}) => sum + numerator, 0), parts.reduce((sum, {denominator}) => sum + denominator, 0));
const wholeOf = (parts: readonly BothSides[]): BothSides => ({base: total(parts.map(({base}) => base)), now: total(parts.map(({now}) => now))});
const rate = ({numerator, denominator}: Quotient): number => numerator / denominator;

/** Parts that appear, vanish, are not there at all, or have a numerator alone, among the usual ones. */
const side = fc.oneof(
  {weight: 6, arbitrary: fc.record({numerator: fc.integer({min: -500, max: 5000}), denominator: fc.integer({min: 1, max: 9000})})},
  {weight: 2, arbitrary: fc.constant(of(0, 0))},
  {weight: 1, arbitrary: fc.record({numerator: fc.integer({min: -500, max: 500}), denominator: fc.constant(0)})},
);
const some = fc.array(fc.record({base: side, now: side}), {minLength: 1, maxLength: 8})
  .filter((parts) => wholeOf(parts).base.denominator > 0 && wholeOf(parts).now.denominator > 0);

describe('mix and rate effects', () => {
  it('tell a better mix from worse rates: every rate falls and the whole rises (Simpson 1951)', () => {
    // App 20 of 100 → 162 of 900 (0.2 → 0.18), web 45 of 900 → 4 of 100 (0.05 → 0.04); the whole 0.065 → 0.166.
    const app = {base: of(20, 100), now: of(162, 900)};
    const web = {base: of(45, 900), now: of(4, 100)};
    const whole = wholeOf([app, web]);
    const [first, second] = [mixRateEffects(app, whole), mixRateEffects(web, whole)];
    expect(first.mix).to.be.closeTo(0.8 * (0.19 - 0.1155), 1e-12);
    expect(first.rate).to.be.closeTo(-0.02 * 0.5, 1e-12);
    expect(second.mix).to.be.closeTo(-0.8 * (0.045 - 0.1155), 1e-12);
    expect(second.rate).to.be.closeTo(-0.01 * 0.5, 1e-12);
    expect(first.mix + first.rate + second.mix + second.rate).to.be.closeTo(0.166 - 0.065, 1e-12);
  });

  it('put all of a part that appears or vanishes into the mix', () => {
    const whole = {base: of(10, 100), now: of(30, 200)};
    const appears = mixRateEffects({base: of(0, 0), now: of(20, 50)}, whole);
    expect(appears.rate).to.equal(0);
    expect(appears.mix).to.be.closeTo(0.25 * (0.4 - 0.125), 1e-12);
    const vanishes = mixRateEffects({base: of(5, 20), now: of(0, 0)}, whole);
    expect(vanishes.rate).to.equal(0);
    expect(vanishes.mix).to.be.closeTo(-0.2 * (0.25 - 0.125), 1e-12);
  });

  it('put a numerator without a denominator into the rate', () => {
    const effects = mixRateEffects({base: of(0, 0), now: of(-6, 0)}, {base: of(10, 100), now: of(30, 200)});
    expect(effects).to.deep.equal({mix: 0, rate: -0.03});
  });

  it('add up to the change of the ratio and turn round with the periods', () => {
    fc.assert(fc.property(some, (parts) => {
      const whole = wholeOf(parts);
      const effects = parts.map((part) => mixRateEffects(part, whole));
      const change = rate(whole.now) - rate(whole.base);
      const scale = 1e-9 * Math.max(1, ...effects.flatMap((effect) => [Math.abs(effect.mix), Math.abs(effect.rate)]));
      const sum = effects.reduce((all, effect) => all + effect.mix + effect.rate, 0);
      const turned = parts.map(({base, now}) => mixRateEffects({base: now, now: base}, {base: whole.now, now: whole.base}));
      return Math.abs(sum - change) <= scale && effects.every((effect, index) => {
        const {mix, rate: own} = turned[index] as {mix: number; rate: number};
        return Math.abs(effect.mix + mix) <= scale && Math.abs(effect.rate + own) <= scale;
      });
    }), {numRuns: 500});
  });

  it('are those of the formula wherever a part has both rates', () => {
    const usual = fc.record({base: side, now: side}).filter(({base, now}) => base.denominator > 0 && now.denominator > 0);
    fc.assert(fc.property(fc.array(usual, {minLength: 1, maxLength: 6}), (parts) => {
      const whole = wholeOf(parts);
      return parts.every((part) => {
        const w0 = part.base.denominator / whole.base.denominator;
        const w1 = part.now.denominator / whole.now.denominator;
        const [r0, r1] = [rate(part.base), rate(part.now)];
        const found = mixRateEffects(part, whole);
        const scale = 1e-9 * (1 + Math.abs(r0) + Math.abs(r1));
        return Math.abs(found.mix - (w1 - w0) * ((r0 + r1) / 2 - (rate(whole.base) + rate(whole.now)) / 2)) <= scale
          && Math.abs(found.rate - (r1 - r0) * (w0 + w1) / 2) <= scale;
      });
    }));
  });
});
