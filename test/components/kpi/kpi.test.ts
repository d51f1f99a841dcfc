import {expect} from 'chai';

import '../../../components/kpi/kpi.ts';
import type {TillKpi} from '../../../components/kpi/kpi.ts';
import type {MetricsQuery} from '../../../engine/analyses/metrics/metrics-query.ts';
import type {Source} from '../../../engine/source.ts';
import {clearPage, settle, until} from '../../support/test-widget.ts';
import {addKpi, createShop, inState, textOf} from './kpi-source.ts';

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

describe('till-kpi', () => {
  let source: Source;
  before(() => {
    source = createShop();
  });
  afterEach(clearPage);

  const show = async (properties: Partial<TillKpi> = {}, attributes: Readonly<Record<string, string>> = {}, parent?: Node): Promise<TillKpi> => {
    const kpi = addKpi({source, period: 'this-month', ...properties}, attributes, parent);
    await inState(kpi, 'ready');
    return kpi;
  };
  const spoken = (kpi: TillKpi): string => plain(kpi.renderRoot.querySelector('[role=img]')?.getAttribute('aria-label'));

  it('shows value and changes of a running month against the same part of its bases, each base named', async () => {
    const kpi = await show();
    expect(textOf(kpi, '.heading')).to.equal('Net sales');
    expect(textOf(kpi, '.value')).to.equal('¥60,000.00');
    expect(textOf(kpi, '.until')).to.equal('to date, up to Mar 15; compared with the same part');
    // (60,000 − 50,000) ÷ 50,000; the 8,000 of 20 February lie behind the cut. 60,000 against 60,000.
    expect(textOf(kpi, '.delta')).to.equal(
      '▲ +20.0% better vs previous period Feb 1 – 15, 2024 | 0.0% vs last year Mar 1 – 15, 2023',
    );
  });

  it('is short and red for a rise in Chinese, with the full value a hover away', async () => {
    const kpi = await show({lang: 'zh-CN'});
    expect(textOf(kpi, '.value')).to.equal('¥6万');
    expect(kpi.renderRoot.querySelector<HTMLElement>('.value')?.title).to.equal('¥60,000.00');
    expect(textOf(kpi, '.delta')).to.equal('▲ +20.0% 向好 环比 2024/2/1–15 | 0.0% 同比 2023/3/1–15');
    expect(kpi.renderRoot.querySelector('.moved')?.classList.contains('red')).to.equal(true);
    expect(textOf(await show({lang: 'zh-CN', allDigits: true}), '.value')).to.equal('¥60,000.00');
  });

  it('is read out as one sentence that holds all it shows', async () => {
    const kpi = await show({target: 90_000});
    expect(spoken(kpi)).to.match(
      /^Net sales: ¥60,000\.00 \(to date, up to Mar 15; compared with the same part\); vs previous period \(Feb 1 – 15, 2024\): up 20\.0%, better; vs last year \(Mar 1 – 15, 2023\): unchanged; 66\.7% of target ¥90,000\.00 · 48\.4% of the period is over\. Updated [\d/]+, \d\d:\d\d\.$/,
    );
    expect(plain(kpi.sentence)).to.equal(spoken(kpi));
    kpi.lang = 'zh-CN';
    await kpi.updateComplete;
    expect(spoken(kpi)).to.match(
      /^净销售额 ¥60,000\.00（截至 3月15日，与基期同样的部分比较）；环比（2024\/2\/1–15）上升 20\.0%，向好；同比（2023\/3\/1–15）持平；目标 ¥9万，已完成 66\.7% · 时间已过 48\.4%。[\d/]+ \d\d:\d\d 更新。$/,
    );
  });

  it('takes its target from the shop’s own table, and from the attribute where it is given', async () => {
    const targets = [{metric: 'net_sales', from: '2024-03-01', to: '2024-03-31', value: 120_000}];
    const kpi = await show({source: createShop(undefined, {targets})});
    expect(textOf(kpi, '.target')).to.equal('50.0% of target ¥120K · 48.4% of the period is over');
    const own = await show({source: createShop(undefined, {targets}), target: 60_000});
    expect(textOf(own, '.target')).to.contain('100.0% of target ¥60,000.00');
    const other = await show({source: createShop(undefined, {targets}), period: '2024-02'});
    expect(other.renderRoot.querySelector('.target')).to.equal(null);
  });

  it('has nothing to focus inside its sentence, and keeps its buttons outside', async () => {
    const kpi = await show();
    expect(kpi.renderRoot.querySelector('[role=img] :is(button, a, [tabindex], input)')).to.equal(null);
    expect([...kpi.renderRoot.querySelectorAll('header[part] button')].map((button) => button.ariaLabel)).to.deep.equal([
      'How Net sales is counted', 'Show as table', 'Save as CSV',
    ]);
  });

  it('of a period that is over says nothing about parts', async () => {
    const kpi = await show({period: '2024-02', compare: ['previous-period']});
    expect(textOf(kpi, '.value')).to.equal('¥58,000.00');
    expect(kpi.renderRoot.querySelector('.until')).to.equal(null);
    // January holds nothing: from zero there is no ratio.
    expect(textOf(kpi, '.delta')).to.equal('▲ new better vs previous period Jan 1 – 31, 2024');
  });

  it('of a running day tells the hour up to which it counts', async () => {
    const kpi = await show({period: 'today', compare: ['previous-period'], source: createShop(['2024-03-15'])});
    expect(textOf(kpi, '.value')).to.equal('¥100.00');
    expect(textOf(kpi, '.until')).to.equal('to date, up to 12:00; compared with the same part');
  });

  it('takes comparisons of the host, several of its own too, and none', async () => {
    const ranges = [{from: '2023-03-01', to: '2023-03-31'}, {from: '2024-02-01', to: '2024-02-29'}];
    const kpi = await show({compare: ranges});
    expect(textOf(kpi, '.against:not(.days)')).to.equal('vs chosen period | vs chosen period');
    const none = await show({}, {compare: 'none'});
    expect(none.renderRoot.querySelector('.delta')).to.equal(null);
    expect(textOf(none, '.until')).to.equal('to date, up to Mar 15');
  });

  it('takes what a framework sets as a property: texts for lists and numbers', async () => {
    const kpi = await show({compare: 'previous-year' as never, target: '90000' as never});
    expect(textOf(kpi, '.against:not(.days)')).to.equal('vs last year');
    expect(textOf(kpi, '.target')).to.contain('66.7% of target ¥90,000.00');
  });

  it('shows the last 30 days where nobody says a period', async () => {
    const kpi = await show({period: undefined});
    // 15 February to 15 March: 8,000 + 40,000 + 20,000.
    expect(textOf(kpi, '.value')).to.equal('¥68,000.00');
  });

  it('asks for the number and its course, and only for the number without a line', async () => {
    const asked: MetricsQuery[] = [];
    const listening: Source = {...source, run: (query, options) => (asked.push(query as MetricsQuery), source.run(query, options))};
    await show({source: listening});
    expect(asked.map(({grain, compare}) => [grain, compare])).to.deep.equal([
      [undefined, ['previous-period', 'previous-year']], ['day', ['previous-period']],
    ]);
    asked.length = 0;
    await show({source: listening, withoutSparkline: true});
    expect(asked).to.have.length(1);
  });

  it('has a table with the number itself and the same points as its line', async () => {
    const kpi = await show({period: '2024-02', grain: 'week', compare: ['previous-year']});
    kpi.renderRoot.querySelector<HTMLButtonElement>('button[aria-label="Show as table"]')?.click();
    await kpi.updateComplete;
    const rows = [...kpi.renderRoot.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => plain(cell.textContent)));
    expect(rows[0]).to.deep.equal(['Day', 'Net sales', 'Last year']);
    expect(rows[1]?.slice(0, 2)).to.deep.equal(['Whole period', '¥58,000.00']);
    const points = rows.slice(2).map((row) => row[1]);
    // The weeks of 29 January, 5, 12, 19 and 26 February; orders on Monday the 5th and Tuesday the 20th.
    expect(points).to.deep.equal(['¥0.00', '¥50,000.00', '¥0.00', '¥8,000.00', '¥0.00']);
  });

  it('has a table of its number alone where it has no line', async () => {
    const kpi = await show({withoutSparkline: true, compare: []});
    kpi.renderRoot.querySelector<HTMLButtonElement>('button[aria-label="Show as table"]')?.click();
    await kpi.updateComplete;
    expect(plain(kpi.renderRoot.querySelector('tbody')?.textContent)).to.equal('Whole period¥60,000.00');
  });

  for (const [width, line, days] of [[160, false, false], [200, true, true], [320, true, true]] as const) {
    it(`at ${width} px shows ${line ? 'its line' : 'no line'} and names its bases, without running over`, async () => {
      const room = document.createElement('div');
      room.style.width = `${width}px`;
      document.body.append(room);
      const kpi = await show({target: 90_000}, {}, room);
      const shown = (selector: string): boolean => (kpi.renderRoot.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0;
      expect([shown('.spark'), shown('.against'), shown('.days')]).to.deep.equal([line, true, days]);
      const frame = kpi.renderRoot.querySelector('.frame');
      expect(frame?.scrollWidth).to.be.at.most(frame?.clientWidth ?? 0);
      expect(kpi.getBoundingClientRect().width).to.equal(width);
    });
  }

  it('writes no style attribute and has no text below 12 px', async () => {
    const kpi = await show({target: 90_000});
    expect(kpi.renderRoot.querySelector('[style]')).to.equal(null);
    const sizes = [...kpi.renderRoot.querySelectorAll('*')].map((part) => parseFloat(getComputedStyle(part).fontSize));
    expect(Math.min(...sizes)).to.be.at.least(12);
  });

  it('keeps its size where a page makes its root font small', async () => {
    const kpi = await show();
    const before = kpi.getBoundingClientRect().height;
    document.documentElement.style.fontSize = '62.5%';
    await settle();
    expect(kpi.getBoundingClientRect().height).to.equal(before);
    document.documentElement.style.removeProperty('font-size');
  });

  it('opens its 口径, tells what stands behind the number, and gives the focus back when it closes', async () => {
    const kpi = await show({filters: [{dimension: 'sku', in: ['tea']}]});
    const button = kpi.renderRoot.querySelector<HTMLButtonElement>('.about-button');
    const about = kpi.renderRoot.querySelector<HTMLElement>('#about');
    button?.focus();
    button?.click();
    await until(() => about?.matches(':popover-open') && kpi.shadowRoot?.activeElement === about, 'the popover is open and has the focus');
    const rows = plain(about?.innerText);
    for (const words of [
      'Formula', 'order_lines.net', 'sku: tea', 'Period Mar 1 – 15, 2024', 'vs previous period Feb 1 – 15, 2024', 'vs last year Mar 1 – 15, 2023',
      'As of 3/15, 12:00 (Asia/Shanghai)', 'Updated', 'Counted up to Mar 15, 2024; any base is cut to the same elapsed part.',
    ]) expect(rows).to.contain(words);
    const {left, right, top, bottom} = about?.getBoundingClientRect() ?? new DOMRect();
    expect([left >= 0, top >= 0, right <= innerWidth, bottom <= innerHeight]).to.deep.equal([true, true, true, true]);
    // The platform closes such a popover on Escape and on a click outside.
    expect(about?.popover).to.equal('auto');
    about?.querySelector<HTMLButtonElement>('button[aria-label=Close]')?.click();
    await until(() => !about?.matches(':popover-open'), 'the popover is closed');
    await until(() => kpi.shadowRoot?.activeElement === button, 'the focus is back on the button');
  });

  it('changes its language in place: nothing is asked again', async () => {
    let asked = 0;
    const kpi = await show({source: {...source, run: (query, options) => ((asked += 1), source.run(query, options))}});
    kpi.lang = 'zh-CN';
    await until(() => textOf(kpi, '.heading') === '净销售额', 'Chinese');
    await settle();
    expect(asked).to.equal(2);
  });
});
