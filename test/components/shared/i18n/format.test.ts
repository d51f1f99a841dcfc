import {expect} from 'chai';

import {formatChange, formatDay, formatDays, formatPoints, formatSeconds, formatTime, formatValue} from '../../../../components/shared/i18n/format.ts';
import type {Unit} from '../../../../metrics/metric.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');
const CNY = {currency: 'CNY'};

describe('values for readers', () => {
  const cases: readonly (readonly [value: number | null | undefined, unit: Unit, en: string, zh: string])[] = [
    [1234.5, 'money', '¥1,234.50', '¥1,234.50'],
    [-1234.5, 'money', '-¥1,234.50', '-¥1,234.50'],
    [0, 'money', '¥0.00', '¥0.00'],
    [-0.001, 'money', '¥0.00', '¥0.00'],
    [1_234_567.891, 'money', '¥1,234,567.89', '¥1,234,567.89'],
    [1234, 'count', '1,234', '1,234'],
    [1234.567, 'count', '1,234.57', '1,234.57'],
    [0.1234, 'ratio', '12.3%', '12.3%'],
    [1, 'ratio', '100.0%', '100.0%'],
    [-0.0001, 'ratio', '0.0%', '0.0%'],
    [2.5, 'x', '2.50', '2.50'],
    [1, 'days', '1 day', '1天'],
    [12.34, 'days', '12.3 days', '12.3天'],
    [2.5, 'hours', '2.5 hr', '2.5小时'],
    [4.56, 'score', '4.6', '4.6'],
    [null, 'money', '–', '–'],
    [undefined, 'count', '–', '–'],
    [NaN, 'ratio', '–', '–'],
    [Infinity, 'money', '–', '–'],
    [1e21, 'count', '1E21', '1E21'],
  ];
  for (const [value, unit, en, zh] of cases) {
    it(`${String(value)} ${unit} is ${en}, and ${zh} in Chinese`, () => {
      expect(plain(formatValue(value, unit, {language: 'en', ...CNY}))).to.equal(en);
      expect(plain(formatValue(value, unit, {language: 'zh-CN', ...CNY}))).to.equal(zh);
    });
  }

  const compact: readonly (readonly [value: number, unit: Unit, en: string, zh: string])[] = [
    [9999.99, 'money', '¥9,999.99', '¥9,999.99'],
    [12_345, 'money', '¥12,345.00', '¥1.23万'],
    [1_234_567, 'money', '¥1.23M', '¥123.46万'],
    [123_456_789, 'money', '¥123.46M', '¥1.23亿'],
    [-1_234_567, 'money', '-¥1.23M', '-¥123.46万'],
    [1_000_000, 'money', '¥1M', '¥100万'],
    [45_678, 'count', '45,678', '4.57万'],
    [1_200_000_000_000, 'count', '1.2T', '1.2万亿'],
  ];
  for (const [value, unit, en, zh] of compact) {
    it(`${value} ${unit} in short is ${en}, and ${zh} in Chinese`, () => {
      expect(plain(formatValue(value, unit, {language: 'en', ...CNY, compact: true}))).to.equal(en);
      expect(plain(formatValue(value, unit, {language: 'zh-CN', ...CNY, compact: true}))).to.equal(zh);
    });
  }

  it('never writes CN¥, and keeps the mark that tells currencies apart', () => {
    const money = (currency: string, language: string): string => plain(formatValue(5, 'money', {currency, language}));
    for (const language of ['en', 'zh-CN', 'zh-TW', 'de', 'fr']) expect(money('CNY', language)).to.not.contain('CN');
    expect(money('USD', 'en')).to.equal('$5.00');
    expect(money('USD', 'zh-CN')).to.equal('US$5.00');
    expect(money('JPY', 'zh-CN')).to.equal('JP¥5');
    expect(money('EUR', 'de')).to.equal('5,00 €');
  });

  it('writes a currency that is none behind the number instead of failing', () => {
    expect(formatValue(5, 'money', {currency: 'POINTS', language: 'en'})).to.equal('5.00 POINTS');
    expect(formatValue(5, 'money', {currency: '', language: 'en'})).to.equal('5.00');
  });
});

describe('changes for readers', () => {
  it('carry their sign, and none where nothing moved', () => {
    expect(formatChange(0.1234, 'en')).to.equal('+12.3%');
    expect(formatChange(-0.1234, 'en')).to.equal('-12.3%');
    expect(formatChange(0.00001, 'en')).to.equal('0.0%');
  });

  it('of ratios are percentage points', () => {
    expect(formatPoints(0.021, 'en')).to.equal('+2.1 pp');
    expect(formatPoints(-0.021, 'zh-CN')).to.equal('-2.1 个百分点');
  });
});

describe('times for readers', () => {
  const durations: readonly (readonly [seconds: number | null, en: string, zh: string])[] = [
    [0, '0 sec', '0秒'], [45, '45 sec', '45秒'], [60, '1 min', '1分钟'], [90, '1.5 min', '1.5分钟'], [3600, '1 hr', '1小时'],
    [36 * 3600, '36 hr', '36小时'], [172_800, '2 days', '2天'], [864_000, '10 days', '10天'], [null, '–', '–'],
  ];
  for (const [seconds, en, zh] of durations) {
    it(`${String(seconds)} seconds are ${en}, and ${zh} in Chinese`, () => {
      expect(plain(formatSeconds(seconds, 'en'))).to.equal(en);
      expect(plain(formatSeconds(seconds, 'zh-CN'))).to.equal(zh);
    });
  }

  it('days do not move with the clock of the reader', () => {
    expect(formatDay('2024-03-01', 'en')).to.equal('Mar 1, 2024');
    expect(formatDay('2024-03-01', 'zh-CN')).to.equal('2024年3月1日');
    expect(formatDay('2024-03', 'en')).to.equal('Mar 2024');
    expect(formatDay('2024-03', 'zh-CN')).to.equal('2024年3月');
    expect(formatDay('2024-03-01', 'en', false)).to.equal('Mar 1');
    expect(plain(formatDays('2024-03-01', '2024-03-31', 'en'))).to.equal('Mar 1 – 31, 2024');
  });

  it('instants are told in the zone of the shop', () => {
    expect(formatTime('2024-04-01T01:30:00Z', 'en', 'Asia/Shanghai')).to.equal('4/1, 09:30');
  });

  it('what is no date comes back as it was', () => {
    for (const text of ['2024', '2024-13', 'none', '2024-W05']) expect(formatDay(text, 'en')).to.equal(text);
    expect(formatDays('x', 'y', 'en')).to.equal('x – y');
    expect(formatTime('never', 'en', 'UTC')).to.equal('never');
  });
});
