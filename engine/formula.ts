/** Evaluates a metric's formula over the totals of its measures. */

import type {Formula} from '../metrics/metric.ts';

type Operator = Extract<Formula, {args: readonly Formula[]}>['op'];

/** Undefined in, undefined out: null parts and zero denominators give null, never 0, NaN or ∞. Cost: one visit a node. */
export function evaluateFormula(formula: Formula, total: (measure: string) => number | null): number | null {
  if (typeof formula === 'string') return total(formula);
  if (typeof formula === 'number') return formula;
  const {op, args} = formula;
  const read = (index: number): number | null => {
    const part = args[index];
    return part === undefined ? null : evaluateFormula(part, total);
  };
  if (op === 'firstOf') {
    for (let index = 0; index < args.length; index++) {
      const value = read(index);
      if (value !== null) return value;
    }
    return null;
  }
  if (op === 'if') {
    const test = read(0);
    return test === null ? null : read(test === 0 ? 2 : 1);
  }
  const parts: number[] = [];
  for (let index = 0; index < args.length; index++) {
    const value = read(index);
    if (value === null) return null;
    parts.push(value);
  }
  const value = ARITHMETIC[op](...(parts as [number, number]));
  return Number.isFinite(value) ? value : null;
}

const ARITHMETIC: {readonly [O in Exclude<Operator, 'firstOf' | 'if'>]: (a: number, b: number, ...more: number[]) => number} = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? NaN : a / b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  not: (a) => Number(a === 0),
  abs: Math.abs,
  min: (...parts) => Math.min(...parts),
  max: (...parts) => Math.max(...parts),
  sqrt: Math.sqrt,
  pow: (a, b) => a ** b,
  exp: Math.exp,
  log: (a) => (a > 0 ? Math.log(a) : NaN),
  round: (a) => Math.sign(a) * Math.round(Math.abs(a)),
  floor: Math.floor,
  ceil: Math.ceil,
};
