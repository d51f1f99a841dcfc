import {expect} from 'chai';

import '../../../components/kpi/kpi.ts';
import type {TillKpi} from '../../../components/kpi/kpi.ts';
import {deltaHue} from '../../../components/kpi/trend-hue.ts';
import {METRICS} from '../../../metrics/index.ts';
import type {Cell} from '../../../engine/result.ts';
import {FakeSource, INFO, resultOf} from '../../support/fake-source.ts';
import {clearPage} from '../../support/test-widget.ts';
import {addKpi, inState, textOf} from './kpi-source.ts';

const YEAR = {from: '2023-03-01', to: '2023-03-31', end: '2023-03-31', days: 31, partial: false};

interface Told {
  readonly value: number | null;
  readonly change: number | null;
  readonly status: string;
}

/** A tile whose answer is written by hand: its value and how it moved against the year before. */
async function tell(metric: string, {value, change, status}: Told, properties: Partial<TillKpi> = {}): Promise<TillKpi> {
  const source = new FakeSource({metrics: METRICS});
  const totals: Record<string, Cell> = {
    [metric]: value, [`${metric}_previous_year_change`]: change, [`${metric}_previous_year_status`]: status,
  };
  const notes = value === null ? [{code: 'mixed-currency', params: {currencies: 'CNY, USD'}, message: ''}] : [];
  source.reply = () => ({...resultOf({[metric]: [value]}, {notes}), totals, baselines: {previous_year: YEAR}});
  const kpi = addKpi({source, metric, period: '2024-03', withoutSparkline: true, ...properties});
  await inState(kpi, 'ready');
  return kpi;
}

const moved = (kpi: TillKpi): string => textOf(kpi, '.moved');

describe('the change on a tile', () => {
  afterEach(clearPage);

  it('goes up and is worse where less is better', async () => {
    const kpi = await tell('refunds', {value: 120, change: 0.2, status: 'ok'});
    expect(moved(kpi)).to.equal('▲ +20.0% worse');
    expect(kpi.renderRoot.querySelector('.moved')?.className).to.equal('moved green');
    expect(moved(await tell('refunds', {value: 80, change: -0.2, status: 'ok'}))).to.equal('▼ -20.0% better');
  });

  it('of a rate is told in points, never in per cent of per cent', async () => {
    const kpi = await tell('gross_margin_rate', {value: 0.35, change: 0.021, status: 'ok'});
    expect([textOf(kpi, '.value'), moved(kpi)]).to.deep.equal(['35.0%', '▲ +2.1 pp better']);
    kpi.lang = 'zh-CN';
    await kpi.updateComplete;
    expect(moved(kpi)).to.equal('▲ +2.1 个百分点 向好');
  });

  for (const [told, words, spoken] of [
    [{value: 5, change: null, status: 'new'}, '▲ new better', 'new, better'],
    [{value: 5, change: null, status: 'no-base'}, 'no data to compare', 'no data to compare'],
    [{value: null, change: null, status: 'no-value'}, 'no value to compare', 'no value to compare'],
    [{value: 5, change: 0, status: 'ok'}, '0.0%', 'unchanged'],
    [{value: 5, change: -0.5, status: 'ok'}, '▼ -50.0% worse', 'down 50.0%, worse'],
  ] as const) {
    it(`${told.status} ${String(told.change)} reads “${words}” and is said as “${spoken}”`, async () => {
      const kpi = await tell('orders', told);
      expect(moved(kpi)).to.equal(words);
      expect(kpi.sentence.replace(/\s+/g, ' ')).to.contain(`vs last year (Mar 1 – 31, 2023): ${spoken}.`);
      expect(textOf(kpi, '.frame')).to.not.match(/NaN|Infinity|undefined|null/);
    });
  }

  it('is undefined beside a value that is none, with the reason below', async () => {
    const kpi = await tell('net_sales', {value: null, change: null, status: 'no-value'});
    expect(textOf(kpi, '.value')).to.equal('–');
    expect(kpi.renderRoot.querySelector('.notes')?.textContent).to.contain('Amounts in CNY, USD are not added up');
  });
});

describe('the hue of a change', () => {
  const up = {direction: 'up', good: false} as const;
  const down = {direction: 'down', good: true} as const;

  it('is red for a rise in mainland China, Taiwan, Japan and Korea, green elsewhere', () => {
    for (const language of ['zh', 'zh-CN', 'zh-Hans-CN', 'zh-TW', 'zh-Hant-TW', 'ja', 'ja-JP', 'ko']) {
      expect([deltaHue(up, 'auto', language), deltaHue(down, 'auto', language)], language).to.deep.equal(['red', 'green']);
    }
    for (const language of ['en', 'zh-HK', 'zh-SG', 'zh-Hant-HK', 'de', 'fr']) {
      expect([deltaHue(up, 'auto', language), deltaHue(down, 'auto', language)], language).to.deep.equal(['green', 'red']);
    }
  });

  it('is what the host says, whatever the language', () => {
    expect([deltaHue(up, 'red-up', 'en'), deltaHue(up, 'green-up', 'zh-CN'), deltaHue(up, 'neutral', 'en')]).to.deep.equal(['red', 'green', '']);
    expect([deltaHue(up, 'good-bad', 'zh-CN'), deltaHue(down, 'good-bad', 'zh-CN')]).to.deep.equal(['red', 'green']);
  });

  it('is none where nothing moved or nobody knows what is good', () => {
    expect(deltaHue({direction: 'same', good: undefined}, 'auto', 'en')).to.equal('');
    expect(deltaHue({direction: undefined, good: undefined}, 'red-up', 'en')).to.equal('');
    expect(deltaHue({direction: 'up', good: undefined}, 'good-bad', 'en')).to.equal('');
  });
});

describe('a tile of a source', () => {
  afterEach(clearPage);

  it('that knows no such metric shows the source’s words, not a blank', async () => {
    const kpi = addKpi({source: new FakeSource({...INFO}), metric: 'made_up'});
    await inState(kpi, 'loading');
    expect(textOf(kpi, '.heading')).to.equal('made_up');
  });
});
