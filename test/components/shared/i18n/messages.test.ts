import {expect} from 'chai';

import {en} from '../../../../components/shared/i18n/en.ts';
import type {Messages} from '../../../../components/shared/i18n/messages.ts';
import {noteText} from '../../../../components/shared/i18n/note-text.ts';
import {zhCN} from '../../../../components/shared/i18n/zh-CN.ts';

/** Every text of a language by its place; a function stands for the text it makes of plain arguments. */
function textsOf(messages: unknown, place = ''): [string, string][] {
  if (typeof messages === 'string') return [[place, messages]];
  if (typeof messages === 'function') return [[place, `${messages.length}`]];
  return Object.entries(messages as object).flatMap(([name, value]) => textsOf(value, `${place}/${name}`));
}

describe('messages', () => {
  it('have the same places in both languages', () => {
    const places = (messages: Messages): string[] => textsOf(messages).map(([place]) => place).sort();
    expect(places(zhCN)).to.deep.equal(places(en));
  });

  it('are Chinese in Chinese and hold none in English', () => {
    const han = /\p{Script=Han}/u;
    const strings = (messages: Messages): [string, string][] => textsOf(messages).filter(([, text]) => !/^\d$/.test(text));
    for (const [place, text] of strings(en)) expect(han.test(text), `${place}: ${text}`).to.equal(false);
    for (const [place, text] of strings(zhCN)) {
      if (/[a-z]{3}/.test(text)) expect(han.test(text), `${place}: ${text}`).to.equal(true);
    }
  });
});

describe('notes', () => {
  const say = (code: string, params: Record<string, string | number>, language = 'en'): string =>
    noteText({code, params, message: 'As the engine says it.'}, language === 'en' ? en : zhCN, {language, currency: 'CNY'});

  it('have their numbers and days written for the reader', () => {
    expect(say('missing-customer', {orders: 12_345})).to.equal('12,345 orders without a customer are left out.');
    expect(say('missing-customer', {orders: 1})).to.equal('1 order without a customer is left out.');
    expect(say('old-snapshot', {day: '2024-03-01', days: 31})).to.equal('The oldest stock count used is of Mar 1, 2024, 31 days before.');
    expect(say('old-snapshot', {day: '2024-03-01', days: 31}, 'zh-CN')).to.equal('所用最早的库存快照为 2024年3月1日，距今 31 天。');
  });

  it('without words of ours keep their own English sentence', () => {
    for (const code of ['of-a-later-kit', 'constructor', '__proto__', 'toString']) expect(say(code, {})).to.equal('As the engine says it.');
  });

  it('that lack a parameter keep it too, rather than say “undefined”', () => {
    expect(say('missing-customer', {})).to.equal('As the engine says it.');
    expect(say('limited', {shown: 3})).to.equal('As the engine says it.');
  });
});
