import {expect} from 'chai';

import {en} from '../../../../components/shared/i18n/en.ts';
import {findMessages, registerLocale} from '../../../../components/shared/i18n/locales.ts';
import {zhCN} from '../../../../components/shared/i18n/zh-CN.ts';
import {FakeSource} from '../../../support/fake-source.ts';
import {addWidget, clearPage, until} from '../../../support/test-widget.ts';
import type {TestWidget} from '../../../support/test-widget.ts';

describe('the language of a widget', () => {
  const page = document.documentElement;
  const before = page.getAttribute('lang');
  afterEach(() => {
    if (before === null) page.removeAttribute('lang');
    else page.setAttribute('lang', before);
    clearPage();
  });

  const says = (widget: TestWidget, words: string): Promise<void> =>
    until(() => widget.text('.title') === words, `“${words}”, not “${widget.text('.title')}”`);

  it('is its own, then that of the nearest element around it, through shadow roots', async () => {
    const outer = document.createElement('div');
    outer.lang = 'zh-CN';
    const host = document.createElement('div');
    outer.append(host);
    document.body.append(outer);
    const root = host.attachShadow({mode: 'open'});
    await says(addWidget({lang: ''}, root), '暂无数据');
    await says(addWidget({lang: 'en'}, root), 'No data yet');
  });

  it('follows the page when it changes, and its own attribute', async () => {
    page.lang = 'en';
    const widget = addWidget({lang: ''});
    await says(widget, 'No data yet');
    page.lang = 'zh-CN';
    await says(widget, '暂无数据');
    widget.lang = 'en';
    await says(widget, 'No data yet');
    widget.removeAttribute('lang');
    await says(widget, '暂无数据');
  });

  it('changes in place: nothing is asked again', async () => {
    const source = new FakeSource();
    const widget = addWidget({source});
    await until(() => source.asked.length === 1, 'asked');
    widget.lang = 'zh';
    await until(() => widget.text('[role=status]') === '加载中…', 'Chinese');
    expect(source.asked).to.have.length(1);
  });

  it('is understood in the ways hosts write it, and is English where it is not', async () => {
    for (const lang of ['zh_CN', 'zh-Hans-CN', 'ZH-cn', 'zh-TW', 'zh-HK']) await says(addWidget({lang}), '暂无数据');
    for (const lang of ['xx-??', 'tlh', 'de-AT']) await says(addWidget({lang}), 'No data yet');
  });

  it('is shown as soon as the host registers it', async () => {
    const widget = addWidget({lang: 'fr-CA'});
    await says(widget, 'No data yet');
    registerLocale('fr', {...en, frame: {...en.frame, noSource: 'Pas de données'}});
    await says(widget, 'Pas de données');
  });

  it('falls back part by part', () => {
    const hant = {...zhCN};
    registerLocale('zh_hant', hant);
    expect(findMessages('zh-Hant-HK')).to.equal(hant);
    expect(findMessages('zh-TW')).to.equal(zhCN);
    expect(findMessages('pt-BR')).to.equal(en);
    expect(findMessages('constructor')).to.equal(en);
  });
});
