import {expect} from 'chai';
import {op} from 'arquero';

import {conform} from '../../data-adapters/conform.ts';
import {tableToArquero} from '../../engine/arquero.ts';
import {evaluateFormula} from '../../engine/formula.ts';
import {firstOf, minus, plus, ratio, times} from '../../metrics/index.ts';
import {line} from './shop-rows.ts';

describe('conformed tables in Arquero', () => {
  it('are columns that any verb takes: text, money, numbers, times and nulls', () => {
    const order_lines = [line('1', '2024-03-01T08:00:00', 10.5, {shop: 'a'}), line('2', '2024-03-02', 5, {shop: null}), line('3', '2024-03-03', 1, {shop: 'a'})];
    const {tables} = conform({order_lines}, {timeZone: 'Asia/Shanghai', currency: 'CNY'});
    const lines = tableToArquero(tables.order_lines!);
    expect(lines.numRows()).to.equal(3);
    expect([...lines.array('shop')]).to.deep.equal(['a', null, 'a']);
    expect(lines.get('ordered_at', 0)).to.deep.equal(new Date('2024-03-01T00:00:00Z'));
    const byShop = lines.groupby('shop').rollup({net: op.sum('net'), lines: op.count()}).objects();
    expect(byShop).to.deep.equal([{shop: 'a', net: 11.5, lines: 2}, {shop: null, net: 5, lines: 1}]);
    expect([...lines.orderby('net').array('order_id')]).to.deep.equal(['3', '2', '1']);
  });
});

describe('formulas', () => {
  const totals: Readonly<Record<string, number | null>> = {six: 6, two: 2, zero: 0, none: null, huge: Number.MAX_VALUE};
  const value = (formula: Parameters<typeof evaluateFormula>[0]) => evaluateFormula(formula, (name) => totals[name] ?? null);

  it('calculate with totals', () => {
    expect(value(ratio(minus('six', 'two'), plus('two', 2)))).to.equal(1);
    expect(value(times('six', 0.5))).to.equal(3);
  });

  it('are undefined where a part is, where they divide by nothing, and beyond all numbers', () => {
    for (const formula of [plus('six', 'none'), ratio('six', 'zero'), ratio('zero', 'zero'), ratio('none', 'six'), ratio('six', 'none'), times('huge', 'six')]) {
      expect(value(formula), JSON.stringify(formula)).to.equal(null);
    }
  });

  it('take the first part that is defined', () => {
    expect(value(firstOf('none', ratio('six', 'zero'), 'zero', 'six'))).to.equal(0);
    expect(value(firstOf('none', 'none'))).to.equal(null);
  });
});
