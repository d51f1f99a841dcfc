import {expect} from 'chai';

import '../../../components/kpi/kpi.ts';
import type {TillKpi} from '../../../components/kpi/kpi.ts';
import {createSource} from '../../../engine/create-source.ts';
import type {Source} from '../../../engine/source.ts';
import {expectConsole} from '../../support/console-guard.ts';
import {clearPage} from '../../support/test-widget.ts';
import {addKpi, inState, textOf} from './kpi-source.ts';

const order = (day: string, net: string): object => ({order_id: day, ordered_at: `${day}T09:00:00+08:00`, quantity: 1, net, status: 'completed'});

/** 双11 of 2024 has taken 300 by the 10th; that of 2023 took 40 + 160 by its 10th, and 900 on its 11th. */
function createShop(): Source {
  const rows = [
    order('2022-01-01', '1.00'), order('2023-11-05', '40.00'), order('2023-11-10', '160.00'), order('2023-11-11', '900.00'), order('2024-11-09', '300.00'),
  ];
  return createSource({order_lines: rows}, {
    timeZone: 'Asia/Shanghai', currency: 'CNY', now: '2024-11-10T12:00:00+08:00',
    calendar: {events: [
      {name: '双11', from: '2023-11-01', to: '2023-11-11', peak: '2023-11-11'}, {name: '双11', from: '2024-11-01', to: '2024-11-11', peak: '2024-11-11'},
    ]},
  });
}

async function show(attributes: Readonly<Record<string, string>>, properties: Partial<TillKpi> = {}): Promise<TillKpi> {
  const kpi = addKpi({source: createShop(), metric: 'gmv', allDigits: true, ...properties}, attributes);
  await inState(kpi, 'ready');
  return kpi;
}

describe('a tile with the shop\'s calendar', () => {
  afterEach(clearPage);

  it('sets a running event against the days of the one before, and names it', async () => {
    const kpi = await show({period: 'event:双11', compare: 'previous-event'});
    expect(textOf(kpi, '.value')).to.equal('¥300.00');
    expect(textOf(kpi, '.delta')).to.equal('▲ +50.0% better vs 双11 2023, day by day Nov 1 – 10, 2023');
    expect(kpi.sentence.replace(/\s+/g, ' ')).to.contain('vs 双11 2023, day by day (Nov 1 – 10, 2023): up 50.0%, better');
    kpi.lang = 'zh-CN';
    await kpi.updateComplete;
    expect(textOf(kpi, '.delta')).to.equal('▲ +50.0% 向好 较 2023 年双11（逐日对齐） 2023/11/1–10');
  });

  it('takes an event from its attribute', async () => {
    const kpi = await show({period: '2024-11-09/2024-11-10', compare: 'event:双11/2023', 'without-sparkline': ''});
    expect(textOf(kpi, '.delta')).to.equal('▲ +87.5% better vs 双11 2023, day by day Nov 9 – 10, 2023');
  });

  it('sets days against the same weekdays a year before', async () => {
    // 4 to 10 November 2024 are Monday to Sunday, as 6 to 12 November 2023.
    const kpi = await show({period: 'this-week', compare: 'same-weekday'});
    expect(textOf(kpi, '.delta')).to.equal('▼ -71.7% worse vs same weekdays last year Nov 6 – 12, 2023');
    kpi.lang = 'zh-CN';
    await kpi.updateComplete;
    expect(textOf(kpi, '.against:not(.days)')).to.equal('较去年同星期');
  });

  it('says in a note which event only one side holds', async () => {
    const kpi = await show({period: 'last-7-days', compare: 'previous-year', 'without-sparkline': ''});
    expect(textOf(kpi, '.notes')).to.not.contain('双11');
    const other = await show({period: '2024-11-01/2024-11-05', compare: 'previous-period', 'without-sparkline': ''});
    other.renderRoot.querySelector<HTMLDetailsElement>('.notes')!.open = true;
    expect(textOf(other, '.notes')).to.contain('The period holds 5 days of 双11, the base (Oct 27, 2024 to Oct 31, 2024) none.');
  });

  it('shows what to do where the calendar lacks the event', async () => {
    expectConsole('warn', /<till-kpi> shows an error: The shop's calendar has no event "618"/);
    const kpi = addKpi({source: createShop(), metric: 'gmv'}, {period: 'event:618'});
    await inState(kpi, 'error');
    expect(textOf(kpi, '[part=message]')).to.contain('618');
  });

  it('numbers weeks by ISO in its table', async () => {
    const kpi = await show({period: '2024-10-28/2024-11-10', grain: 'week', compare: 'same-weekday'});
    kpi.renderRoot.querySelector<HTMLElement>('button.tool[aria-label]:not(.about-button)')?.click();
    await kpi.updateComplete;
    expect(textOf(kpi, 'tbody tr > :first-child')).to.equal('Whole period | 2024-W44 (Oct 28, 2024) | 2024-W45 (Nov 4, 2024)');
  });
});
