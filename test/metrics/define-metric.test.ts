import {expect} from 'chai';

import {createRegistry, defineMetric, isAdditive, METRICS, ratio} from '../../metrics/index.ts';
import type {Metric} from '../../metrics/index.ts';

const TEXT = {en: 'x', zh: '甲'};
const metric = (more: Partial<Metric> = {}): Metric => ({
  key: 'lines', unit: 'count', better: 'higher', layer: 'execution', label: TEXT, definition: TEXT, formulaText: TEXT,
  measures: {lines: {table: 'order_lines', aggregate: 'count', at: ['ordered_at']}}, formula: 'lines', ...more,
});

describe('metric definitions', () => {
  it('are plain data in both languages', () => {
    for (const each of METRICS) {
      expect(structuredClone(each), each.key).to.deep.equal(each);
      expect(JSON.parse(JSON.stringify(each)), each.key).to.deep.equal(each);
      for (const text of [each.label, each.definition, each.formulaText]) {
        expect(text.zh, each.key).to.match(/[\u4e00-\u9fff]/);
        expect(text.en, each.key).to.match(/^[A-Z0-9]/);
      }
    }
  });

  it('refuse what does not hold together, naming it', () => {
    expect(() => defineMetric(metric({key: 'Bad Key'}))).to.throw(/Metric "Bad Key": the key must be/);
    expect(() => defineMetric(metric({formula: 'orders'}))).to.throw(/names "orders".*among its measures \(lines\)/);
    expect(() => defineMetric(metric({measures: {...metric().measures, spare: {table: 'events', aggregate: 'count', at: ['at']}}}))).to.throw(/does not use the measure "spare"/);
    expect(() => defineMetric(metric({label: {en: 'x', zh: ' '}}))).to.throw(/label needs a text/);
  });

  it('never share a name', () => {
    expect(() => createRegistry(METRICS, [metric({key: 'gmv'})])).to.throw(/"gmv" is taken by "gmv"/);
    expect(createRegistry(METRICS, [metric({key: 'gmv'})], {override: true}).find('gmv')?.formula).to.equal('lines');
    expect(() => createRegistry(METRICS, [metric({aliases: ['uv']})])).to.throw(/"uv" is taken by "visitors"/);
    expect(createRegistry(METRICS).find('uv')?.key).to.equal('visitors');
  });

  it('know which of them add up', () => {
    const additive = METRICS.filter(isAdditive).map(({key}) => key);
    expect(additive).to.include.members(['gmv', 'net_sales', 'refunds', 'units', 'total_sales', 'gross_margin']);
    expect(additive).to.not.include.members(['orders', 'buyers', 'aov', 'visitors', 'stock_units', 'returning_buyers']);
    expect(isAdditive(metric({formula: ratio('lines', 'lines')}))).to.equal(false);
  });
});
