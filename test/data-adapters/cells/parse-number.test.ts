import {expect} from 'chai';
import fc from 'fast-check';

import {parseNumber} from '../../../data-adapters/cells/parse-number.ts';

describe('parseNumber', () => {
  const READ: readonly (readonly [unknown, number])[] = [
    ['0', 0], ['-0', 0], ['12', 12], [' 12 ', 12], ['-3.50', -3.5], ['.5', 0.5], ['5.', 5], ['+7', 7], ['007', 7],
    ['1,234', 1234], ['1,234.50', 1234.5], ['12,345,678', 12_345_678], ['1,23,456', 123_456], ['12,34,567.5', 1_234_567.5],
    ['1 234', 1234], ['1\u00a0234.5', 1234.5], ['1\u202f234', 1234], ['1’234.50', 1234.5],
    ['¥1,234.50', 1234.5], ['￥1,234.50', 1234.5], ['$1,234.50', 1234.5], ['CNY 12', 12], ['12 CNY', 12], ['rmb12', 12], ['12元', 12], ['US$5', 5], ['€ 9', 9],
    ['-¥12', -12], ['¥-12', -12], ['(12.00)', -12], ['（12.00）', -12], ['12-', -12], ['−5', -5], ['($1,000)', -1000],
    ['1.2万', 12_000], ['3亿', 300_000_000], ['1.5 万元', 15_000], ['０．３万', 3000], ['12%', 0.12], ['１２％', 0.12], ['-3.5 %', -0.035], ['0.1%', 0.001],
    ['１２３４．５', 1234.5], ['１，２３４', 1234], ['1e5', 100_000], ['1.5E+3', 1500], ['2e-2', 0.02],
    [3, 3], [-0.25, -0.25], [10n, 10],
  ];
  it('reads amounts as people and exports write them', () => {
    for (const [cell, value] of READ) expect(parseNumber(cell), String(cell)).to.equal(value);
  });

  it('refuses what could mean two numbers, or none', () => {
    const refused = [
      '1,23', '1.234.5', '12abc', '1,2345', '1,,234', '1,234,5', '12,3456', '--1', '1-2', '(-5)', '-(5)', '0x10', '1e', 'e5', '$', '万', '%', '1.2w', '1万2千',
      'CNY 12 CNY', '12 XYZ', '1/2', '½', '一百', '5%%', 'N/A', '-', 'null', 'true', '1 2', '1 23', '12:30', '2024-03-01', '=1+1', '9'.repeat(65),
    ];
    for (const cell of refused) expect(parseNumber(cell), cell).to.equal('unreadable-number');
    expect(parseNumber(true)).to.equal('unreadable-number');
    expect(parseNumber(new Date(0))).to.equal('unreadable-number');
    expect(parseNumber({})).to.equal('unreadable-number');
  });

  it('takes blank cells for missing', () => {
    for (const cell of ['', '  ', '\u3000', '\u00a0', null, undefined, NaN]) expect(parseNumber(cell)).to.equal(null);
  });

  it('tells endless numbers and integers that cannot be held apart', () => {
    expect(parseNumber(Infinity)).to.equal('infinite-number');
    expect(parseNumber(-Infinity)).to.equal('infinite-number');
    expect(parseNumber('1e400')).to.equal('infinite-number');
    expect(parseNumber(9_007_199_254_740_993n)).to.equal('unsafe-integer');
  });

  it('reads a decimal comma only where it is asked for', () => {
    const comma = {decimal: ','} as const;
    expect(parseNumber('1.234,50', comma)).to.equal(1234.5);
    expect(parseNumber('1,5', comma)).to.equal(1.5);
    expect(parseNumber('1.234', comma)).to.equal(1234);
    expect(parseNumber('1234', comma)).to.equal(1234);
    expect(parseNumber('-1.234.567,8 €', comma)).to.equal(-1_234_567.8);
    for (const cell of ['1.23', '12.5', '1,2,3', '1,234.5']) expect(parseNumber(cell, comma), cell).to.equal('unreadable-number');
    expect(parseNumber('1,5')).to.equal('unreadable-number');
  });

  it('reads back every number that the platform prints, grouped or not', () => {
    const grouped = new Intl.NumberFormat('en-US', {maximumFractionDigits: 2});
    const indian = new Intl.NumberFormat('en-IN', {maximumFractionDigits: 2});
    const german = new Intl.NumberFormat('de-DE', {maximumFractionDigits: 2});
    fc.assert(
      fc.property(fc.integer({min: -1_000_000_000_00, max: 1_000_000_000_00}), (cents) => {
        const value = cents / 100;
        expect(parseNumber(String(value))).to.equal(value);
        expect(parseNumber(grouped.format(value))).to.equal(value);
        expect(parseNumber(indian.format(value))).to.equal(value);
        expect(parseNumber(german.format(value), {decimal: ','})).to.equal(value);
      }),
      {numRuns: 2000, seed: 3},
    );
  });

  it('refuses long hostile text before the test runner gives up', () => {
    for (const text of ['1'.repeat(100_000), '1,'.repeat(50_000), ' '.repeat(100_000) + 'x', '('.repeat(100_000)]) {
      expect(parseNumber(text)).to.be.a('string');
    }
  });
});
