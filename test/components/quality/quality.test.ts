import {expect} from 'chai';

import '../../../components/cockpit/cockpit.ts';
import '../../../components/kpi/kpi.ts';
import '../../../components/quality/quality.ts';
import type {TillQuality} from '../../../components/quality/quality.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {Source} from '../../../engine/source.ts';
import {clearPage, until} from '../../support/test-widget.ts';
import {line, OPTIONS} from '../../engine/shop-rows.ts';

const DIRTY = [
  line('1', '2024-03-01', 10), line('2', 'yesterday', 10), line('3', '2024-03-01', 10, {status: 'lost'}), line('4', '2024-03-01', 10, {customer_id: null}),
];

const plain = (node: Element | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('till-quality', () => {
  let source: Source;
  before(() => {
    source = createSource({order_lines: DIRTY}, {...OPTIONS, now: 'data'});
  });
  afterEach(clearPage);

  const show = async (properties: Partial<TillQuality> = {}): Promise<TillQuality> => {
    clearPage();
    const quality = Object.assign(document.createElement('till-quality'), {source, lang: 'en'}, properties);
    document.body.append(quality);
    await until(() => quality.matches(':state(ready)'), 'the findings are there');
    return quality;
  };
  const texts = (quality: TillQuality, selector: string): string[] => [...quality.renderRoot.querySelectorAll(selector)].map(plain);

  it('shows the score, rounded down, and what lowers it', async () => {
    const quality = await show();
    // Of four rows one cannot be read and one has an unknown status (errors), one has no customer (a warning): ¾ × ¾ × ⅞ = 49.2 %.
    expect(texts(quality, '.total b')).to.deep.equal(['49']);
    expect(texts(quality, '.dimension')).to.deep.equal(['Complete 87', 'Unique 100', 'Valid 56', 'Consistent 100', 'In time 100']);
    expect(texts(quality, '.score .hint')).to.deep.equal(['4 rows read, 2 counted, 2 left out']);
    expect(plain(quality.renderRoot.querySelector('.summary'))).to.equal('Data quality 49 of 100; errors: 2, warnings: 1.');
  });

  it('says of each finding where, how many, what became of them, an example and what to do', async () => {
    const quality = await show();
    expect(texts(quality, '.issue')).to.include(
      'Error Order lines status an unknown status 1 row · 25.0% of them · left out e.g. lost (row 3) Say what it means in statusMap; these rows are in no number.',
    );
    expect(texts(await show({lang: 'zh-CN'}), '.issue')).to.include(
      '警告 订单行 customer_id 没有客户编号 1 行 · 占 25.0% · 照常计入 如 （空）（第 4 行） 计入销售，不计入买家；导出订单时带上会员号。',
    );
  });

  it('keeps what was accepted in sight and out of the score', async () => {
    const quality = await show({accept: [{reason: 'unknown-status'}, {reason: 'unreadable-time'}, {reason: 'missing-customer'}]});
    expect([texts(quality, '.total b'), texts(quality, '.severity')]).to.deep.equal([['100'], ['accepted', 'accepted', 'accepted']]);
  });

  it('remembers loads', async () => {
    const later = createSource({order_lines: DIRTY.slice(0, 1)}, {...OPTIONS, now: 'data', log: source.info.log});
    expect(texts(await show({source: later}), 'details.notes li').map((text) => text.replace(/^[\d/]+, [\d:]+ /, ''))).to.deep.equal([
      '· Order lines: 1 rows (−1), Mar 1, 2024', '· Order lines: 2 rows (+2), Mar 1, 2024',
    ]);
  });

  it('is a table one key away, with all findings', async () => {
    const quality = await show();
    quality.renderRoot.querySelector<HTMLButtonElement>('button[aria-label="Show as table"]')?.click();
    await quality.updateComplete;
    expect(quality.renderRoot.querySelectorAll('tbody tr')).to.have.length(3);
  });
});

describe('a least quality', () => {
  afterEach(clearPage);

  const warning = async (least: string | null, rows: readonly object[]): Promise<string> => {
    const cockpit = document.createElement('till-cockpit');
    cockpit.lang = 'en';
    cockpit.source = createSource({order_lines: rows}, {...OPTIONS, now: 'data'});
    if (least !== null) cockpit.setAttribute('min-quality', least);
    const kpi = document.createElement('till-kpi');
    Object.assign(kpi, {metric: 'net_sales', period: 'all', lang: 'en'});
    cockpit.append(kpi);
    document.body.append(cockpit);
    await until(() => kpi.matches(':state(ready)'), 'the number is there');
    return plain(kpi.renderRoot.querySelector('.distrust'));
  };

  it('warns beside every number whose rows are worse, and hides none', async () => {
    expect(await warning('80', DIRTY)).to.equal('Data quality is 49, below 80: look at the data before you act on this.');
    clearPage();
    expect(await warning('40', DIRTY)).to.equal('');
    clearPage();
    expect(await warning(null, DIRTY)).to.equal('');
    clearPage();
    expect(await warning('100', DIRTY.slice(0, 1))).to.equal('');
  });
});
