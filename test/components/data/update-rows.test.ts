import {expect} from 'chai';

import '../../../components/data/data.ts';
import '../../../components/kpi/kpi.ts';
import type {TillData} from '../../../components/data/data.ts';
import type {TillKpi} from '../../../components/kpi/kpi.ts';
import {AdapterError} from '../../../data-adapters/adapter.ts';
import type {QueryResult} from '../../../engine/result.ts';
import type {UpdateSummary} from '../../../engine/source.ts';
import {clearPage, settle, until} from '../../support/test-widget.ts';

const LINE = {order_id: 'A1', line_id: '1', ordered_at: '2024-03-10 09:00', sku: 'tea', quantity: 1, net: 30, status: 'paid'};

function addData(properties: Partial<TillData> = {}): TillData {
  const data = Object.assign(document.createElement('till-data'), {timeZone: 'Asia/Shanghai', currency: 'CNY', now: 'data', id: 'shop', ...properties});
  document.body.append(data);
  return data;
}

function addKpi(): TillKpi {
  const kpi = Object.assign(document.createElement('till-kpi'), {source: 'shop', period: 'all', lang: 'en', allDigits: true});
  document.body.append(kpi);
  return kpi;
}

const shown = (kpi: TillKpi): string => kpi.renderRoot.querySelector('.value')?.textContent?.trim() ?? '';
const sales = async (data: TillData): Promise<unknown> => {
  const result: QueryResult = await data.source.run({analysis: 'metrics', metrics: ['net_sales'], period: 'all'});
  return result.totals?.['net_sales'];
};

describe('till-data takes rows that come later', () => {
  // The engine is fetched with the first load: not what these tests wait for.
  before(async function () {
    this.timeout(30_000);
    await sales(addData({tables: {order_lines: [LINE]}}));
    clearPage();
  });
  afterEach(clearPage);

  it('and open widgets show the new number without having been empty in between', async () => {
    const data = addData({tables: {order_lines: [LINE]}});
    const kpi = addKpi();
    await until(() => shown(kpi).includes('30'), 'the first number');
    const states = new Set<string>();
    const values = new Set<string>();
    const watcher = new MutationObserver(() => {
      states.add(kpi.widgetState);
      values.add(shown(kpi));
    });
    watcher.observe(kpi.renderRoot, {childList: true, subtree: true, characterData: true});
    const summaries: UpdateSummary[] = [];
    data.addEventListener('till-update', (event) => summaries.push(event.detail.summary));
    const summary = await data.updateRows({order_lines: {append: [{...LINE, order_id: 'A2', net: 12.5}]}});
    await until(() => shown(kpi).includes('42.50'), 'the new number');
    watcher.disconnect();
    expect([...states]).to.not.include.members(['loading']);
    expect([...values].filter((value) => value === '')).to.deep.equal([]);
    expect(summaries).to.deep.equal([summary]);
    expect(summary.tables[0]).to.include({added: 1});
  });

  it('once they are loaded: what is pushed before waits', async () => {
    const data = addData({tables: {order_lines: [LINE]}});
    await data.updateRows({order_lines: {upsert: [{...LINE, net: 31}]}});
    expect(await sales(data)).to.equal(31);
  });

  it('and begins with none where it has nothing to load', async () => {
    const data = addData();
    const kpi = addKpi();
    await data.updateComplete;
    await data.updateRows({order_lines: {append: [LINE]}});
    await data.source.update({order_lines: {append: [{...LINE, order_id: 'A2', net: 3}]}});
    expect(await sales(data)).to.equal(33);
    await until(() => shown(kpi).includes('33'), 'the number');
  });

  it('or refuses them as a whole, and everything stays', async () => {
    const data = addData({tables: {order_lines: [LINE]}});
    const error: unknown = await data.updateRows({order_lines: {append: [{net: 1}]}}).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AdapterError);
    expect(await sales(data)).to.equal(30);
  });

  it('until the next load, which is the truth again', async () => {
    const data = addData({tables: {order_lines: [LINE]}});
    await data.updateRows({order_lines: {append: [{...LINE, order_id: 'A2'}]}});
    expect(await sales(data)).to.equal(60);
    await data.reload();
    expect(await sales(data)).to.equal(30);
  });

  it('in a worker as on the page', async () => {
    const csv = `data:text/csv,${encodeURIComponent('order_id,line_id,ordered_at,sku,quantity,net\nA1,1,2024-03-10 09:00,tea,1,30\n')}`;
    const data = addData();
    data.setAttribute('order-lines', csv);
    expect(await sales(data)).to.equal(30);
    expect(data.source.info.runsOn).to.equal('worker');
    const kpi = addKpi();
    await until(() => shown(kpi).includes('30'), 'the first number');
    await data.updateRows({order_lines: {upsert: [{...LINE, net: 5}], append: [{...LINE, order_id: 'A2', net: 2}]}});
    expect(data.source.info.tables[0]?.rows).to.equal(2);
    await until(() => shown(kpi).includes('7'), 'the new number');
  });

  it('has widgets say from when their numbers are once a stream broke off, until rows come again', async () => {
    const data = addData({tables: {order_lines: [LINE]}});
    const kpi = addKpi();
    await until(() => shown(kpi).includes('30'), 'the first number');
    data.markStale();
    await until(() => kpi.matches(':state(stale)'), 'stale');
    await data.updateRows({order_lines: {append: [{...LINE, order_id: 'A2', net: 1}]}});
    await until(() => !kpi.matches(':state(stale)') && shown(kpi).includes('31'), 'fresh');
  });

  it('a burst of them in one frame has each widget ask twice at most, and shows the last number', async () => {
    const data = addData({tables: {order_lines: [LINE]}, worker: 'off'});
    const kpi = addKpi();
    await until(() => shown(kpi).includes('30'), 'the first number');
    let asked = 0;
    const run = data.source.run.bind(data.source);
    data.source.run = (query, options) => ((asked += 1), run(query, options));
    await Promise.all(Array.from({length: 50}, (_, at) => data.updateRows({order_lines: {append: [{...LINE, order_id: `B${at}`, net: 1}]}})));
    await until(() => shown(kpi).includes('80'), 'the last number');
    await settle();
    // Two questions a tile: the number and its course.
    expect(asked / 2).to.be.at.most(2);
  });
});
