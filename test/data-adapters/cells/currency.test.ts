import {expect} from 'chai';

import {currencyDigits} from '../../../data-adapters/cells/currency.ts';

/** Where CLDR, which platforms go by, rounds to what is paid in the shops; ISO 4217 has two digits, for the dinar of Iraq three. */
const EVERYDAY = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SLL SOS SYP TZS YER TWD';

describe('Digits of a minor unit', () => {
  it('are those of the platform, but where it rounds to coins in use', () => {
    const differing = new Set(EVERYDAY.split(' '));
    const shared = Intl.supportedValuesOf('currency').filter((currency) => !differing.has(currency));
    for (const currency of shared) {
      const format = new Intl.NumberFormat('en', {style: 'currency', currency});
      expect(currencyDigits(currency), currency).to.equal(format.resolvedOptions().maximumFractionDigits);
    }
    expect(shared.length).to.be.greaterThan(120);
    expect([...differing].map(currencyDigits)).to.deep.equal([...differing].map((currency) => (currency === 'IQD' ? 3 : 2)));
  });

  it('are asked of codes alone', () => {
    for (const text of ['', 'cny', 'CN', '元', 'C1Y']) expect(() => currencyDigits(text)).to.throw(RangeError, 'ISO 4217');
  });
});
