import {expect} from 'chai';
import fc from 'fast-check';

import {evaluateFormula} from '../../engine/formula.ts';
import {parseFormula} from '../../metrics/index.ts';

const NAMES = ['a', 'b', 'c'] as const;
const VALUES: Readonly<Record<string, number | null>> = {a: 6, b: 4, c: -1.5, zero: 0, none: null};
/** What has no value gives none to what it is part of: 1 / (1 / 0) is not 0 here. */
const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
const answer = (text: string): number | null => evaluateFormula(parseFormula(text), (name) => VALUES[name] ?? null);

describe('formulas as text', () => {
  it('bind as arithmetic does', () => {
    for (const [text, value] of [
      ['a + b * c', 0], ['(a + b) * c', -15], ['a - b - c', 3.5], ['a / b / c', -1], ['-a + +b', -2], ['2.5e1', 25], ['a - -c', 4.5],
      ['a > b ? a : b', 6], ['if(a < b, a, b)', 4], ['a >= 6 && b != 4', 0], ['a == 6 || zero / zero', null], ['!zero', 1],
      ['abs(c)', 1.5], ['min(a, b, c)', -1.5], ['max(a, b, c)', 6], ['pow(b, 2)', 16], ['sqrt(b)', 2], ['round(c)', -2], ['floor(c)', -2], ['ceil(c)', -1],
      ['log(exp(a))', 6],
    ] as const) expect(answer(text), text).to.equal(value);
  });

  it('have no value where there is none', () => {
    for (const text of ['none', 'a + none', 'a / zero', 'a / none', 'sqrt(c)', 'log(zero)', 'log(c)', 'none > a', 'if(none, a, b)', '!none', 'exp(a * 1000)']) {
      expect(answer(text), text).to.equal(null);
    }
    expect(answer('firstOf(none, a / zero, b)')).to.equal(4);
    expect(answer('if(zero, a / zero, b)'), 'the part not chosen is not looked at').to.equal(4);
  });

  it('agree with the language itself on whatever is written with brackets', () => {
    const {tree} = fc.letrec<{tree: {text: string; value: number}}>((tie) => ({
      tree: fc.oneof(
        {maxDepth: 5, withCrossShrink: true},
        fc.oneof(
          fc.constantFrom(...NAMES).map((name) => ({text: name, value: VALUES[name] as number})),
          fc.integer({min: 0, max: 99}).map((value) => ({text: String(value), value})),
        ),
        fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree')).map(([left, op, right]) => ({
          text: `(${left.text} ${op} ${right.text})`,
          value: finite(op === '+' ? left.value + right.value : op === '-' ? left.value - right.value : op === '*' ? left.value * right.value : left.value / right.value),
        })),
      ),
    }));
    fc.assert(fc.property(tree, ({text, value}) => {
      const got = answer(text);
      if (Number.isFinite(value)) expect(got).to.equal(value);
      else expect(got).to.equal(null);
    }), {numRuns: 500});
  });

  it('are refused with the place of what is not understood', () => {
    for (const [text, message] of [
      ['a +', /"a \+" cannot be read: Unexpected end of input/], ['a b', /cannot be read/], ['a = 1', /cannot be read/], ['a ++ b', /changes no value/],
      ['(a', /cannot be read/], ['', /cannot be read/], ['a % b', /uses "%" \(at 3\)/], ['a + "b"', /holds "b", which is no number \(at 5\)/],
      ['a.b', /MemberExpression/], ['[a]', /ArrayExpression/], ['a + mim(b, c)', /no function "mim" \(at 5\)\. Did you mean min/],
      ['abs(a, b)', /"abs" takes 1 part, not 2/], ['if(a, b)', /"if" takes 3 parts, not 2/], ['max()', /at least 1 part, not 0/],
      ['a(b)(c)', /no function/], ['constructor(a)', /no function "constructor"/], ['this', /.*/],
    ] as const) {
      if (text === 'this') expect(answer(text), 'a name like any other').to.equal(null);
      else expect(() => parseFormula(text), text).to.throw(message);
    }
  });
});
