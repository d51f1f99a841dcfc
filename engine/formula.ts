/** Evaluates a metric's formula over the totals of its measures. */

import type {Formula} from '../metrics/metric.ts';

/** Undefined in, undefined out: null parts and zero denominators give null, never 0, NaN or ∞. Cost: one visit a node. */
export function evaluateFormula(formula: Formula, total: (measure: string) => number | null): number | null {
  if (typeof formula === 'string') return total(formula);
  if (typeof formula === 'number') return formula;
  if (formula.op === 'firstOf') {
    for (const part of formula.args) {
      const value = evaluateFormula(part, total);
      if (value !== null) return value;
    }
    return null;
  }
  const [left, right] = formula.args;
  const a = evaluateFormula(left, total);
  const b = evaluateFormula(right, total);
  if (a === null || b === null) return null;
  const value = operate(formula.op, a, b);
  return Number.isFinite(value) ? value : null;
}

function operate(op: '+' | '-' | '*' | '/', a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? NaN : a / b;
  }
}
