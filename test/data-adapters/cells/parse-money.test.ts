import {expect} from 'chai';
import fc from 'fast-check';

import {currencyDigits} from '../../../data-adapters/cells/currency.ts';
import {minorUnits, parseMoney} from '../../../data-adapters/cells/parse-money.ts';

const CNY = {currency: 'CNY'};
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('parseMoney', () => {
  it('refuses an amount that names another currency than the shop', () => {
    expect(parseMoney('¥12', CNY)).to.equal(12);
    expect(parseMoney('12 RMB', CNY)).to.equal(12);
    expect(parseMoney('¥12', {currency: 'JPY'})).to.equal(12);
    expect(parseMoney('$12', {currency: 'HKD'})).to.equal(12);
    expect(parseMoney('$12', CNY)).to.equal('mixed-currency');
    expect(parseMoney('€12', {currency: 'USD'})).to.equal('mixed-currency');
    expect(parseMoney('USD 12', {currency: 'HKD'})).to.equal('mixed-currency');
  });

  it('reads 分 as hundredths, and the minor unit of each currency as its own', () => {
    expect(parseMoney('1999', {currency: 'CNY', units: 'minor'})).to.equal(19.99);
    expect(parseMoney(1999, {currency: 'JPY', units: 'minor'})).to.equal(1999);
    expect(parseMoney(1999, {currency: 'KWD', units: 'minor'})).to.equal(1.999);
  });

  it('calls what it cannot read unreadable money', () => {
    expect(parseMoney('12abc', CNY)).to.equal('unreadable-money');
    expect(parseMoney(Infinity, CNY)).to.equal('infinite-number');
    expect(parseMoney('', CNY)).to.equal(null);
  });
});

describe('minorUnits', () => {
  const column = (amounts: readonly number[], currency = 'CNY'): {values: number[]; scale: number} => {
    const {values, scale} = minorUnits(new Float64Array(amounts), currency);
    return {values: [...values], scale};
  };

  it('keeps cents as integers', () => {
    expect(column([19.99, 0.1 + 0.2, -1.15, 4.35, 1.005 * 0])).to.deep.equal({values: [1999, 30, -115, 435, 0], scale: 100});
  });

  it('grows by as many digits as the finest amount needs, up to four', () => {
    expect(column([1.005])).to.deep.equal({values: [1005], scale: 1000});
    expect(column([2, 0.000125])).to.deep.equal({values: [2_000_000, 125], scale: 1_000_000});
    expect(column([0.00000049, 0.0000005, -0.0000005])).to.deep.equal({values: [0, 1, -1], scale: 1_000_000});
  });

  it('keeps the noise of 32-bit numbers to its size', () => {
    const {values, scale} = column([9.80000019, 98.0000019]);
    expect(values.map((value) => value / scale)).to.deep.equal([9.8, 98.000002]);
  });

  it('knows the minor units of ISO 4217', () => {
    expect([currencyDigits('CNY'), currencyDigits('JPY'), currencyDigits('KRW'), currencyDigits('KWD'), currencyDigits('HUF')]).to.deep.equal([2, 0, 0, 3, 2]);
    expect(column([1200], 'JPY')).to.deep.equal({values: [1200], scale: 1});
    expect(column([1.234], 'KWD')).to.deep.equal({values: [1234], scale: 1000});
    expect(() => currencyDigits('¥¥')).to.throw(RangeError, /"¥¥".*ISO 4217/);
  });

  it('adds 0.1 and 0.2 ten thousand times to the cent', () => {
    const {values, scale} = column(Array.from({length: 20_000}, (_, i) => (i % 2 ? 0.1 : 0.2)));
    expect(sum(values) / scale).to.equal(3000);
  });

  it('adds beyond 2^31 without wrapping', () => {
    const {values, scale} = column([30_000_000.01, 30_000_000.02, 999_999_999_999.99]);
    expect(sum(values)).to.equal(3_000_000_001 + 3_000_000_002 + 99_999_999_999_999);
    expect(scale).to.equal(100);
  });

  it('equals exact integer arithmetic for random cents, however the amount was computed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: -99_999_999, max: 99_999_999}), fc.integer({min: 1, max: 400}))), (lines) => {
        const exact = lines.reduce((total, [cents, quantity]) => total + BigInt(cents) * BigInt(quantity), 0n);
        const {values, scale} = column(lines.map(([cents, quantity]) => (cents / 100) * quantity));
        expect(scale).to.equal(100);
        expect(BigInt(sum(values))).to.equal(exact);
      }),
      {numRuns: 500, seed: 5},
    );
  });

  it('keeps missing amounts missing', () => {
    expect(column([NaN, 1])).to.deep.equal({values: [NaN, 100], scale: 100});
  });
});
