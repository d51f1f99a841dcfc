import {expect} from 'chai';

import '../../../components/dictionary/dictionary.ts';
import type {TillDictionary} from '../../../components/dictionary/dictionary.ts';
import {createSource} from '../../../engine/create-source.ts';
import {FIGURES, METRICS} from '../../../metrics/index.ts';
import {clearPage, until} from '../../support/test-widget.ts';
import {line, OPTIONS} from '../../engine/shop-rows.ts';

const SOURCE = createSource({order_lines: [line('1', '2024-03-01', 10)]}, {
  ...OPTIONS,
  metrics: [{key: 'take_per_order', unit: 'money', label: {en: 'Take per order', zh: '单均实收'}, formula: 'paid_amount / orders', version: '2', validSince: '2024-02-01',
    source: 'Board paper 12',
  }],
});

const plain = (node: Element | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('till-dictionary', () => {
  afterEach(clearPage);

  const show = async (properties: Partial<TillDictionary> = {}): Promise<TillDictionary> => {
    clearPage();
    const dictionary = Object.assign(document.createElement('till-dictionary'), {source: SOURCE, lang: 'en'}, properties);
    document.body.append(dictionary);
    await until(() => dictionary.matches(':state(ready)'), 'the dictionary is there');
    return dictionary;
  };
  const keys = (dictionary: TillDictionary): string[] => [...dictionary.renderRoot.querySelectorAll('.entry summary code')].map(plain);
  const entry = (dictionary: TillDictionary, key: string): Element | undefined =>
    [...dictionary.renderRoot.querySelectorAll('.entry')].find((each) => plain(each.querySelector('code')) === key);

  it('lists every metric in force, by subject, the shop’s own too', async () => {
    const dictionary = await show();
    const figures = FIGURES.map(({key}) => key);
    expect(keys(dictionary).filter((key) => !figures.includes(key))).to.deep.equal([...METRICS.map(({key}) => key), 'take_per_order']);
    expect(keys(dictionary).filter((key) => figures.includes(key))).to.have.members(figures);
    const subjects = [...dictionary.renderRoot.querySelectorAll('.subject')].map(plain);
    expect(subjects).to.deep.equal([
      'Sales', 'Traffic and conversion', 'Customers', 'Service and fulfilment', 'Marketing', 'Inventory', 'The shop’s own', 'Change and targets',
      'Tests, forecasts, alarms',
    ]);
    expect(plain(entry(dictionary, 'take_per_order'))).to.contain('paid_amount / orders').and.to.contain('2 · in force since Feb 1, 2024');
  });

  it('tells definition, formula, columns, unit, direction and level in the reader’s language', async () => {
    const english = plain(entry(await show(), 'aov'));
    for (const words of ['Average order value', 'Strategic', 'money · higher is better', 'Net sales ÷ orders', 'order_lines.order_id']) expect(english).to.contain(words);
    const chinese = plain(entry(await show({lang: 'zh-CN'}), 'aov'));
    for (const words of ['笔单价', '战略', '金额 · 越高越好', '净销售额 ÷ 订单数']) expect(chinese).to.contain(words);
  });

  it('tells other names and where a definition comes from, in the reader’s language', async () => {
    const rows = (dictionary: TillDictionary, key: string): string[] => [...(entry(dictionary, key)?.querySelectorAll('dt') ?? [])]
      .map((term) => `${plain(term)}: ${plain(term.nextElementSibling)}`);
    expect(rows(await show(), 'gmv')).to.include.members(['Also called: placed_amount', 'Source: China practice: all placed orders, unpaid and returned included']);
    expect(rows(await show({lang: 'zh-CN'}), 'gmv')).to.include.members(['又名: placed_amount', '出处: 国内通行口径：全部下单订单，含未付款与退货']);
    expect(rows(await show({lang: 'zh-CN'}), 'gini')).to.include('出处: Gini 1912');
    expect(rows(await show({lang: 'zh-CN'}), 'take_per_order')).to.include('出处: Board paper 12');
    expect(rows(await show(), 'orders').some((row) => row.startsWith('Also called'))).to.equal(false);
  });

  it('says what the rows lack for a metric', async () => {
    const dictionary = await show();
    expect(plain(entry(dictionary, 'visitors')?.querySelector('.needs'))).to.equal('Needs events');
    expect(plain(entry(dictionary, 'gross_margin')?.querySelector('.needs'))).to.equal('Needs order_lines.cost');
    expect(entry(dictionary, 'gmv')?.querySelector('.needs')).to.equal(null);
  });

  it('says which analysis works a figure out, and what that lacks', async () => {
    const dictionary = await show();
    expect(plain(entry(dictionary, 'clv'))).to.contain('Worked out by').and.to.contain('clv · clv').and.to.contain('discounted');
    expect(plain(entry(dictionary, 'safety_stock')?.querySelector('.needs'))).to.equal('Needs stock, order_lines.sku');
    expect(entry(dictionary, 'rfm_segment')?.querySelector('.needs')).to.equal(null);
    expect(plain(entry(await show({lang: 'zh-CN'}), 'rfm_segment'))).to.contain('类别');
  });

  it('is searched in both languages and by other names, and cut to a level or to what can be answered', async () => {
    expect(keys(await show({search: '单均'}))).to.deep.equal(['take_per_order']);
    expect(keys(await show({search: 'AVERAGE order value'}))).to.include('aov');
    expect(keys(await show({search: 'uv_value'}))).to.deep.equal(['revenue_per_visitor']);
    const strategic = [...METRICS, ...FIGURES].filter(({layer}) => layer === 'strategic').map(({key}) => key);
    expect(keys(await show({layer: 'strategic'}))).to.have.members(strategic);
    const answerable = keys(await show({onlyAnswerable: true}));
    expect(answerable).to.include('gmv').and.not.to.include('visitors');
  });

  it('follows its reader', async () => {
    const dictionary = await show();
    const box = dictionary.renderRoot.querySelector<HTMLInputElement>('input[type=search]');
    if (box) box.value = 'margin';
    box?.dispatchEvent(new Event('input'));
    await dictionary.updateComplete;
    expect(keys(dictionary)).to.include('gross_margin').and.not.to.include('orders');
    const status = plain(dictionary.renderRoot.querySelector('[role=status]'));
    expect(status).to.match(new RegExp(`^${keys(dictionary).length} of ${METRICS.length + 1 + FIGURES.length} entries`));
  });
});
